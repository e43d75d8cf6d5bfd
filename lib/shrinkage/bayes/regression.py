"""The full posterior of a linear model with a Gaussian prior, and how more data update it."""

from typing import Any, NamedTuple

from array_api_compat import device

from shrinkage import _validate as check
from shrinkage.bayes._belief import checked_belief


class Posterior(NamedTuple):
    """A Gaussian belief about the weights: `mean` (d,) and `covariance` (d, d)."""

    mean: Any
    covariance: Any


def _examples(X, y, d=None):
    """The namespace of inputs and targets that fit each other, after the checks."""
    n, _ = check.array(X, "X", shape=(None, d)).shape
    check.array(y, "y", shape=(n,))
    return check.alike(X=X, y=y)


def posterior(X, y, noise_variance, prior_variance):
    """The posterior of w for y ~ N(Xw, σ²I) and w ~ N(0, τ²I): N(m, C).

    C = σ²(XᵀX + (σ²/τ²)I)⁻¹ and m = CXᵀy/σ². m is ridge with nλ = σ²/τ²; C says how well the data know it.

    Parameters
    ----------
    X : array (n, d), real floating
        Inputs. There is no intercept: centre X and y where one is wanted.
    y : array (n,)
        Targets, of the library, dtype and device of `X`.
    noise_variance : float
        σ² > 0.
    prior_variance : float
        τ² > 0, that of each weight.

    Returns
    -------
    Posterior
        A named tuple of `mean` (d,) and `covariance` (d, d).

    Raises
    ------
    TypeError
        If an array is not floating point, the two are not alike, or a variance is not a real number.
    ValueError
        If shapes do not fit, an array is empty or not finite, a variance is not positive, or `prior_variance` so
        large that the precision is not positive definite at this dtype.

    References
    ----------
    .. [1] C. M. Bishop, Pattern Recognition and Machine Learning (2006), equations 3.53 and 3.54, with β = 1/σ² and
       α = 1/τ².
    """
    xp = _examples(X, y)
    noise_variance = float(check.number(noise_variance, "noise_variance", above=0))
    prior_variance = float(check.number(prior_variance, "prior_variance", above=0))
    identity = xp.eye(X.shape[1], dtype=X.dtype, device=device(X))
    # XᵀX + (σ²/τ²) I = LLᵀ,  C = σ² L⁻ᵀL⁻¹,  m = L⁻ᵀL⁻¹Xᵀy
    try:
        L = xp.linalg.cholesky(X.T @ X + noise_variance / prior_variance * identity)
    except xp.linalg.LinAlgError:
        wanted = f"small enough to make the precision positive definite in {X.dtype}"
        raise ValueError(f"prior_variance must be {wanted}, got {prior_variance!r}") from None
    K = xp.linalg.solve(L, identity)  # (d, d), L⁻¹
    return Posterior(K.T @ (K @ (X.T @ y)), noise_variance * (K.T @ K))


def update(mean, covariance, X, y, noise_variance):
    """A Gaussian belief about w after more data: yesterday's posterior is today's prior.

    For w ~ N(m, C) and y ~ N(Xw, σ²I): with the gain G = CXᵀ(XCXᵀ + σ²I)⁻¹ the belief becomes
    N(m + G(y − Xm), C − GXC). Costs O(n³ + n²d + nd²): made for a few rows at a time.

    Parameters
    ----------
    mean : array (d,), real floating
        m, before.
    covariance : array (d, d)
        C, before: symmetric, positive semi-definite.
    X : array (n, d)
        New inputs.
    y : array (n,)
        New targets; all four of one library, dtype and device.
    noise_variance : float
        σ² > 0.

    Returns
    -------
    Posterior
        A named tuple of `mean` (d,) and `covariance` (d, d).

    Raises
    ------
    TypeError
        If an array is not floating point, the arrays are not alike, or `noise_variance` is not a real number.
    ValueError
        If shapes do not fit, an array is empty or not finite, `covariance` is not symmetric, or `noise_variance` is
        not positive.

    References
    ----------
    .. [1] R. E. Kalman, "A new approach to linear filtering and prediction problems", Journal of Basic Engineering 82
       (1960), with a state that stands still.
    """
    xp, d = checked_belief(mean, covariance)
    _examples(X, y, d)
    check.alike(mean=mean, X=X)
    noise_variance = float(check.number(noise_variance, "noise_variance", above=0))
    XC = X @ covariance  # (n, d)
    S = XC @ X.T + noise_variance * xp.eye(X.shape[0], dtype=X.dtype, device=device(X))  # (n, n)
    gain = xp.linalg.solve(S, XC).T  # (d, n), CXᵀS⁻¹
    covariance = covariance - gain @ XC
    return Posterior(mean + gain @ (y - X @ mean), (covariance + covariance.T) / 2)
