"""The mean of the posterior under a Laplace prior, whose mode is the lasso."""

import math

import numpy as np
from array_api_compat import array_namespace, is_torch_array

from shrinkage import _validate as check


def laplace_posterior_mean(z, noise_variance, scale):
    """E[w | z] for z ~ N(w, v) and w of density e^(−\\|w\\|/b)/(2b), elementwise: never zero unless z is.

    With A = e^(−z/b) Φ((z − v/b)/√v) and B = e^(z/b) Φ(−(z + v/b)/√v), the posterior's shares of w > 0 and of w < 0,
    E[w | z] = z − (v/b)·(A − B)/(A + B) = z − (v/b) tanh(½ log(A/B)). Where the mode, soft thresholding by v/b, says 0,
    this only comes close to it.

    Parameters
    ----------
    z : array of any shape, real floating
        What was measured. For a design with XᵀX = nI the posterior falls apart into these, z = Xᵀy/n and v = σ²/n.
    noise_variance : float
        v > 0, that of z.
    scale : float
        b > 0 of the prior.

    Returns
    -------
    array of the shape of `z`
        The posterior means.

    Raises
    ------
    TypeError
        If `z` is not a floating-point array, or `noise_variance` or `scale` not a real number.
    ValueError
        If `z` is empty or not finite, or a number is not positive.

    References
    ----------
    .. [1] C. Hans, "Bayesian lasso regression", Biometrika 96 (2009).

    Examples
    --------
    >>> import numpy as np
    >>> laplace_posterior_mean(np.array([0.0, 0.5, 5.0]), noise_variance=1.0, scale=1.0).round(3)
    array([0.   , 0.241, 4.   ])
    """
    check.array(z, "z")
    v = float(check.number(noise_variance, "noise_variance", above=0))
    b = float(check.number(scale, "scale", above=0))
    shift, deviation = v / b, math.sqrt(v)
    log_odds = _log_cdf((z - shift) / deviation) - _log_cdf(-(z + shift) / deviation) - 2 * z / b
    return z - shift * array_namespace(z).tanh(log_odds / 2)


def _log_cdf(x):
    """log Φ(x), the standard normal's, also far in its tail, where Φ itself is 0 to the computer."""
    if is_torch_array(x):
        from torch.special import log_ndtr

        return log_ndtr(x)
    x = np.asarray(x)
    wide = x.astype("float64")
    near, far = np.maximum(wide, -25.0), np.minimum(wide, -25.0)
    # Φ(x) = ½ erfc(−x/√2), and below −25 the asymptotic series φ(x)/|x| · (1 − 1/x² + 3/x⁴ − 15/x⁶)
    erfc = np.frompyfunc(math.erfc, 1, 1)(-near / math.sqrt(2)).astype("float64")
    tail = -(far**2) / 2 - np.log(-far * math.sqrt(2 * math.pi)) + np.log1p((-1 + (3 - 15 / far**2) / far**2) / far**2)
    return np.where(wide > -25, np.log(erfc / 2), tail).astype(x.dtype)
