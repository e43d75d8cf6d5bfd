"""Prior and likelihood of a linear model, and the λ that they come to."""

import math

from array_api_compat import array_namespace

from shrinkage import _validate as check


def gaussian_lam(noise_variance, prior_variance, n):
    """The λ whose ridge is the mode under a Gaussian prior: λ = σ²/(nτ²).

    With yᵢ ~ N(xᵢᵀw, σ²) and wⱼ ~ N(0, τ²), −log p(w \\| y) = (n/σ²)·J(w) + const, J = mean of ½(xᵢᵀw − yᵢ)² + λ·½‖w‖².

    Parameters
    ----------
    noise_variance : float
        σ² > 0.
    prior_variance : float
        τ² > 0, that of each weight.
    n : int
        Number of examples.

    Returns
    -------
    float
        λ.

    Raises
    ------
    TypeError
        If an argument is of the wrong kind.
    ValueError
        If a variance is not positive or `n` < 1.

    References
    ----------
    .. [1] C. M. Bishop, Pattern Recognition and Machine Learning (2006), equation 3.55, whose λ is our nλ.

    Examples
    --------
    >>> gaussian_lam(noise_variance=4.0, prior_variance=0.5, n=16)
    0.5
    """
    noise_variance = float(check.number(noise_variance, "noise_variance", above=0))
    prior_variance = float(check.number(prior_variance, "prior_variance", above=0))
    return noise_variance / (check.integer(n, "n", minimum=1) * prior_variance)


def laplace_lam(noise_variance, scale, n):
    """The λ whose lasso is the mode under a Laplace prior: λ = σ²/(nb).

    With yᵢ ~ N(xᵢᵀw, σ²) and wⱼ of density e^(−\\|wⱼ\\|/b)/(2b), −log p(w \\| y) = (n/σ²)·J(w) + const, where
    J = mean of ½(xᵢᵀw − yᵢ)² + λ‖w‖₁.

    Parameters
    ----------
    noise_variance : float
        σ² > 0.
    scale : float
        b > 0; the prior's deviation is √2·b.
    n : int
        Number of examples.

    Returns
    -------
    float
        λ.

    Raises
    ------
    TypeError
        If an argument is of the wrong kind.
    ValueError
        If `noise_variance` or `scale` is not positive or `n` < 1.

    References
    ----------
    .. [1] R. Tibshirani, "Regression shrinkage and selection via the lasso", JRSS B 58 (1996), section 5, whose λ
       is our nλ, whose τ is b, and whose σ² is 1.

    Examples
    --------
    >>> laplace_lam(noise_variance=4.0, scale=0.5, n=16)
    0.5
    """
    noise_variance = float(check.number(noise_variance, "noise_variance", above=0))
    scale = float(check.number(scale, "scale", above=0))
    return noise_variance / (check.integer(n, "n", minimum=1) * scale)


def log_likelihood(w, X, y, noise_variance):
    """log p(y | w) = −‖y − Xw‖²/(2σ²) − (n/2) log(2πσ²).

    Parameters
    ----------
    w : array (d,), real floating
        Weights.
    X : array (n, d)
        Inputs, one a row.
    y : array (n,)
        Targets; all three of one library, dtype and device.
    noise_variance : float
        σ² > 0.

    Returns
    -------
    array ()
        The log likelihood, of the library, dtype and device of `X`.

    Raises
    ------
    TypeError
        If an array is not floating point, the arrays are not alike, or `noise_variance` is not a real number.
    ValueError
        If shapes do not fit, an array is empty or not finite, or `noise_variance` is not positive.

    References
    ----------
    .. [1] C. M. Bishop, Pattern Recognition and Machine Learning (2006), equation 3.11.
    """
    n, d = check.array(X, "X", ndim=2).shape
    check.array(w, "w", shape=(d,))
    check.array(y, "y", shape=(n,))
    check.alike(X=X, w=w, y=y)
    return _gaussian_log_density(y - X @ w, float(check.number(noise_variance, "noise_variance", above=0)))


def gaussian_log_prior(w, prior_variance):
    """log p(w) = −‖w‖²/(2τ²) − (d/2) log(2πτ²): each weight from N(0, τ²).

    Parameters
    ----------
    w : array of any shape, real floating
        Weights.
    prior_variance : float
        τ² > 0.

    Returns
    -------
    array ()
        The log density, of the library, dtype and device of `w`.

    Raises
    ------
    TypeError
        If `w` is not a floating-point array or `prior_variance` not a real number.
    ValueError
        If `w` is empty or not finite, or `prior_variance` is not positive.

    References
    ----------
    .. [1] C. M. Bishop, Pattern Recognition and Machine Learning (2006), equation 3.52, whose α is 1/τ².
    """
    check.array(w, "w")
    return _gaussian_log_density(w, float(check.number(prior_variance, "prior_variance", above=0)))


def _gaussian_log_density(x, variance):
    """Σ log N(xᵢ; 0, variance)."""
    size = math.prod(x.shape)
    return -array_namespace(x).sum(x**2) / (2 * variance) - size / 2 * math.log(2 * math.pi * variance)


def laplace_log_prior(w, scale):
    """log p(w) = −‖w‖₁/b − d log(2b): each weight from the Laplace distribution of scale b.

    Parameters
    ----------
    w : array of any shape, real floating
        Weights.
    scale : float
        b > 0.

    Returns
    -------
    array ()
        The log density, of the library, dtype and device of `w`.

    Raises
    ------
    TypeError
        If `w` is not a floating-point array or `scale` not a real number.
    ValueError
        If `w` is empty or not finite, or `scale` is not positive.

    References
    ----------
    .. [1] R. Tibshirani, "Regression shrinkage and selection via the lasso", JRSS B 58 (1996), section 5.
    """
    b = float(check.number(scale, "scale", above=0))
    xp = array_namespace(check.array(w, "w"))
    return -xp.sum(xp.abs(w)) / b - math.prod(w.shape) * math.log(2 * b)
