"""What a Gaussian belief about weights predicts, and samples from it."""

from array_api_compat import device

from shrinkage import _validate as check
from shrinkage.bayes._belief import checked_belief


def predictive(X_new, mean, covariance, noise_variance):
    """What a new target is expected to be, and how uncertain it is: N(xᵀm, xᵀCx + σ²) at each row x.

    Parameters
    ----------
    X_new : array (m, d), real floating
        Inputs to predict at.
    mean : array (d,)
        Of the weights.
    covariance : array (d, d)
        Of the weights; all three of one library, dtype and device.
    noise_variance : float
        σ² ≥ 0. With 0 the variance is that of the function xᵀw alone, without the noise of a new target.

    Returns
    -------
    mean : array (m,)
    variance : array (m,)

    Raises
    ------
    TypeError
        If an array is not floating point, the arrays are not alike, or `noise_variance` is not a real number.
    ValueError
        If shapes do not fit, an array is empty or not finite, `covariance` is not symmetric, or `noise_variance` is
        negative.

    References
    ----------
    .. [1] C. M. Bishop, Pattern Recognition and Machine Learning (2006), equations 3.58 and 3.59.
    """
    xp, d = checked_belief(mean, covariance)
    check.array(X_new, "X_new", shape=(None, d))
    check.alike(mean=mean, X_new=X_new)
    noise_variance = float(check.number(noise_variance, "noise_variance", minimum=0))
    # xᵀCx for each row x
    return X_new @ mean, xp.sum(X_new @ covariance * X_new, axis=1) + noise_variance


def draw_weights(mean, covariance, draws, generator):
    """Weights from N(m, C): m + Lz with C = LLᵀ and z standard normal. Each is a function that might be the truth.

    Parameters
    ----------
    mean : array (d,), real floating
    covariance : array (d, d)
        Symmetric and positive definite, of the library, dtype and device of `mean`.
    draws : int
        How many, at least 1.
    generator : numpy.random.Generator
        Where z comes from, whatever the library of `mean`.

    Returns
    -------
    array (draws, d)
        One weight vector a row.

    Raises
    ------
    TypeError
        If an array is not floating point, the two are not alike, `draws` is not an integer or `generator` not a
        Generator.
    ValueError
        If shapes do not fit, an array is empty or not finite, `covariance` is not symmetric or not positive definite,
        or `draws` < 1.

    References
    ----------
    .. [1] C. M. Bishop, Pattern Recognition and Machine Learning (2006), section 11.1.1.
    """
    xp, d = checked_belief(mean, covariance)
    check.integer(draws, "draws", minimum=1)
    z = xp.asarray(check.generator(generator).normal(size=(draws, d)), dtype=mean.dtype, device=device(mean))
    try:
        L = xp.linalg.cholesky(covariance)
    except xp.linalg.LinAlgError:
        raise ValueError(f"covariance must be positive definite, got one that is not in {covariance.dtype}") from None
    return mean + z @ L.T
