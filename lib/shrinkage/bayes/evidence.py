"""The evidence of a linear model: how probable the targets were before any weight was chosen."""

import math

from array_api_compat import array_namespace, device

from shrinkage import _validate as check


def spectrum(X, y):
    """s², (Uᵀy)² and what of ‖y‖² lies outside the columns of X, from one SVD X = U diag(s) Vᵀ."""
    n, _ = check.array(X, "X", ndim=2).shape
    check.array(y, "y", shape=(n,))
    xp = check.alike(X=X, y=y)
    U, s, _ = xp.linalg.svd(X, full_matrices=False)
    c = U.T @ y
    rest = y - U @ c if n > s.shape[0] else xp.zeros_like(y)  # without rounding errors where U is square
    return n, s**2, c**2, xp.sum(rest**2)


def log_evidence(X, y, noise_variance, prior_variance):
    """log p(y) for y = Xw + noise with w ~ N(0, τ²I): log N(y; 0, σ²I + τ²XXᵀ).

    Along the singular direction uⱼ of X, y has variance σ² + τ²sⱼ², and σ² outside all of them; so with
    X = U diag(s) Vᵀ it is a sum of one-dimensional normal log densities.

    Parameters
    ----------
    X : array (n, d), real floating
        Inputs.
    y : array (n,)
        Targets, of the library, dtype and device of `X`.
    noise_variance : float
        σ² > 0.
    prior_variance : float
        τ² ≥ 0; at 0 it is the log density of pure noise.

    Returns
    -------
    array ()
        The log evidence, of the library, dtype and device of `X`.

    Raises
    ------
    TypeError
        If an array is not floating point, the two are not alike, or a variance is not a real number.
    ValueError
        If shapes do not fit, an array is empty or not finite, or a variance is out of range.

    References
    ----------
    .. [1] C. M. Bishop, Pattern Recognition and Machine Learning (2006), equation 3.86 in the form of 2.115.
    """
    n, s2, c2, rest = spectrum(X, y)
    noise_variance = float(check.number(noise_variance, "noise_variance", above=0))
    prior_variance = float(check.number(prior_variance, "prior_variance", minimum=0))
    return log_normal(n, s2, c2, rest, noise_variance, prior_variance)


def log_normal(n, s2, c2, rest, noise_variance, prior_variance):
    """log N(y; 0, σ²I + τ²XXᵀ) from the spectrum."""
    xp = array_namespace(s2)
    v = noise_variance + prior_variance * s2
    outside = (n - s2.shape[0]) * math.log(noise_variance) + rest / noise_variance
    return -(n * math.log(2 * math.pi) + xp.sum(xp.log(v) + c2 / v) + outside) / 2


def profile_evidence(X, y, lams):
    """For each λ = σ²/(nτ²), the log evidence at its best σ²: what the data say about λ, from one SVD.

    With y ~ N(0, σ²(I + XXᵀ/(nλ))) the best noise variance has a closed form,
    σ̂² = (1/n)·[Σⱼ (uⱼᵀy)²·nλ/(sⱼ² + nλ) + ‖y − UUᵀy‖²], and then
    log p(y) = −½[n log(2πσ̂²) + Σⱼ log(1 + sⱼ²/(nλ)) + n].

    Parameters
    ----------
    X : array (n, d), real floating
        Inputs.
    y : array (n,)
        Targets, of the library, dtype and device of `X`.
    lams : sequence or array of k floats
        Strengths λ > 0, in any order.

    Returns
    -------
    log_evidences : array (k,)
    noise_variances : array (k,)
        σ̂² for each λ; the prior variance is σ̂²/(nλ).

    Raises
    ------
    TypeError
        If an array is not floating point, the two are not alike, or a λ is not a real number.
    ValueError
        If shapes do not fit, an array is empty or not finite, `y` is zero, `lams` is empty, or a λ is not positive.

    References
    ----------
    .. [1] D. J. C. MacKay, "Bayesian interpolation", Neural Computation 4 (1992), section 4.
    """
    n, s2, c2, rest = spectrum(X, not_zero(y))
    xp = array_namespace(X)
    k = n * xp.asarray(_positive(lams), dtype=X.dtype, device=device(X))[:, None]  # (k, 1), σ²/τ²
    noise = (xp.sum(c2 * k / (s2 + k), axis=1) + rest) / n  # (k,)
    logs = xp.sum(xp.log1p(s2 / k), axis=1)
    return -(n * xp.log(2 * math.pi * noise) + logs + n) / 2, noise


def not_zero(y):
    """y, which says nothing about a variance when all of it is zero."""
    xp = array_namespace(check.array(y, "y"))
    if not bool(xp.any(y != 0)):
        raise ValueError("y must not be zero, got nothing else in it")
    return y


def _positive(lams):
    """`lams` as a list of positive floats."""
    lams = lams.tolist() if hasattr(lams, "tolist") else lams
    if not isinstance(lams, list | tuple) or not lams:
        kind = ValueError if isinstance(lams, list | tuple) else TypeError
        raise kind(f"lams must be a sequence of at least one number, got {lams!r:.60}")
    return [float(check.number(lam, "each of lams", above=0)) for lam in lams]
