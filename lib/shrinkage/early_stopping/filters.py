"""What gradient descent keeps of least squares along each singular direction, and what that costs."""

from typing import Any, NamedTuple

from array_api_compat import array_namespace

from shrinkage import _validate as check


def gradient_descent_filter(singular_values, n, lr, steps):
    r"""What t steps of gradient descent from 0 keep of least squares along each direction: 1 − (1 − ηs²/n)ᵗ.

    The loss is the mean, :math:`\tfrac{1}{2n}\lVert Xw - y\rVert^2`, and X = U diag(s) Vᵀ. It is the counterpart of
    ridge's s²/(s² + nλ), :func:`shrinkage.l2.shrinkage_factors`, and near it for λ = 1/(ηt).

    Parameters
    ----------
    singular_values : array (r,), real floating
        The singular values s ≥ 0 of X.
    n : int
        Number of rows of X, since the loss is a mean.
    lr : float
        Learning rate η > 0. The factors tend to 1 with the number of steps if η < 2n/s², and lie in [0, 1] if
        η ≤ n/s². Beyond 2n/s² gradient descent diverges, and the factor is whatever the formula says.
    steps : int
        t ≥ 0.

    Returns
    -------
    array (r,)
        Of the library, dtype and device of `singular_values`.

    Raises
    ------
    TypeError
        If `singular_values` is not a floating-point array, `n` or `steps` not an integer or `lr` not a real number.
    ValueError
        If a singular value is negative, `n` < 1, `lr` ≤ 0 or `steps` < 0.

    References
    ----------
    .. [1] C. M. Bishop, Neural Networks for Pattern Recognition (1995), section 9.2.4; I. Goodfellow, Y. Bengio and
       A. Courville, Deep Learning (2016), section 7.8, for the quadratic approximation of any loss.

    Examples
    --------
    >>> import numpy as np
    >>> gradient_descent_filter(np.array([3.0, 1.0, 0.0]), n=10, lr=0.5, steps=2)
    array([0.6975, 0.0975, 0.    ])
    """
    xp, s, n = _checked_spectrum(singular_values, n)
    lr = float(check.number(lr, "lr", above=0))
    steps = check.integer(steps, "steps", minimum=0)
    x = lr * s**2 / n
    # 1 − (1 − x)ᵗ, for small x by way of logarithms: the difference of two numbers near 1 loses digits
    small = x < 0.5
    careful = -xp.expm1(steps * xp.log1p(-xp.where(small, x, xp.zeros_like(x))))
    return xp.where(small, careful, 1 - (1 - x) ** steps)


def gradient_flow_filter(singular_values, n, time):
    r"""The limit of gradient descent with small steps, dw/dt = −∇L from 0: what it keeps is 1 − exp(−t s²/n).

    Many small steps, ηt → time. Next to ridge with λ = 1/time, and x = time·s²/n: the flow keeps more,
    1 − e^(−x) ≥ x/(1 + x), and never more than 1.2985 times as much.

    Parameters
    ----------
    singular_values : array (r,), real floating
        The singular values s ≥ 0 of X.
    n : int
        Number of rows of X.
    time : float
        How long, at least 0: the number of steps times the learning rate.

    Returns
    -------
    array (r,)
        Factors in [0, 1].

    Raises
    ------
    TypeError
        If `singular_values` is not a floating-point array, `n` not an integer or `time` not a real number.
    ValueError
        If a singular value is negative, `n` < 1 or `time` < 0.

    References
    ----------
    .. [1] A. Ali, J. Z. Kolter and R. J. Tibshirani, "A continuous-time view of early stopping for least squares",
       AISTATS (2019).
    """
    xp, s, n = _checked_spectrum(singular_values, n)
    time = float(check.number(time, "time", minimum=0))
    # 1 − exp(−t s²/n)
    return -xp.expm1(-time * s**2 / n)


class FilterRisk(NamedTuple):
    """What `filter_risk` returns, each of the shape of the factors less their last axis."""

    bias2: Any
    variance: Any
    total: Any


def filter_risk(singular_values, factors, coefficients, noise_variance):
    r"""The exact risk E‖ŵ − w‖² of a filtered least squares in the model y = Xw + ε, X fixed.

    With :math:`\hat w = \sum_j f_j\,(u_j^\top y / s_j)\, v_j` and noise of mean 0 and variance σ²,

    .. math:: E\,\lVert \hat w - w \rVert^2 =
              \sum_j (1 - f_j)^2 (v_j^\top w)^2 + \sigma^2 \sum_j f_j^2 / s_j^2 .

    Parameters
    ----------
    singular_values : array (r,), real floating
        The singular values s ≥ 0 of X = U diag(s) Vᵀ.
    factors : array (..., r)
        What the filter keeps along each direction; 0 where s = 0. The axes in front are filters, as many as there
        are.
    coefficients : array (r,)
        Vᵀw: the true weights along the singular directions. What of w lies outside of them, where d > r, no filter
        touches: its square comes on top of every bias.
    noise_variance : float
        σ² ≥ 0.

    Returns
    -------
    FilterRisk
        A named tuple of arrays (...): `bias2`, `variance` and `total`, their sum.

    Raises
    ------
    TypeError
        If an array is not floating point, they are not alike, or `noise_variance` is not a real number.
    ValueError
        If shapes do not fit, a singular value or `noise_variance` is negative, or a factor is not 0 where s = 0.

    Notes
    -----
    For the risk of the fitted values, E‖Xŵ − Xw‖²/n, multiply every term by s²/n: pass ``s * coefficients / n**0.5``
    as coefficients and ``n**0.5`` times ones as singular values.

    References
    ----------
    .. [1] A. Ali, J. Z. Kolter and R. J. Tibshirani (2019), as in :func:`gradient_flow_filter`.
    """
    _, s, _ = _checked_spectrum(singular_values, 1)
    f = check.array(factors, "factors")
    if f.ndim == 0 or f.shape[-1] != s.shape[0]:
        raise ValueError(f"factors must have shape (..., {s.shape[0]}), got {tuple(f.shape)}")
    c = check.array(coefficients, "coefficients", shape=tuple(s.shape))
    variance = float(check.number(noise_variance, "noise_variance", minimum=0))
    xp = check.alike(singular_values=s, factors=f, coefficients=c)
    if bool(xp.any((s == 0) & (f != 0))):
        raise ValueError("factors must be 0 where a singular value is 0, got another number there")
    # Σ (1 − f)² (vᵀw)², and σ² Σ f²/s²
    bias2 = xp.sum((1 - f) ** 2 * c**2, axis=-1)
    noise = variance * xp.sum((f / xp.where(s > 0, s, xp.ones_like(s))) ** 2, axis=-1)
    return FilterRisk(bias2, noise, bias2 + noise)


def _checked_spectrum(singular_values, n):
    """The namespace, s ≥ 0 and n ≥ 1."""
    s = check.array(singular_values, "singular_values", ndim=1)
    n = check.integer(n, "n", minimum=1)
    xp = array_namespace(s)
    if bool(xp.any(s < 0)):
        raise ValueError(f"singular_values must not be negative, got {float(xp.min(s))!r} among them")
    return xp, s, n
