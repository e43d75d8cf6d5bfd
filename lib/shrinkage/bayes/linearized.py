"""Error bars for a network: what a Gaussian belief about its weights says of its output, to first order."""

from shrinkage import _validate as check
from shrinkage.bayes._belief import checked_belief
from shrinkage.bayes._curvature import jacobian, tensor


def linearized_predictive(function, X_new, mean, covariance, noise_variance):
    """N(f(ŵ, x), jᵀCj + σ²) at each row x of X_new, where j is the derivative of f(w, x) in w at ŵ.

    With f(w, x) ≈ f(ŵ, x) + jᵀ(w − ŵ) and w ~ N(ŵ, C). For f(w, x) = xᵀw it is :func:`predictive`.

    Parameters
    ----------
    function : function
        f, from w (P,) and X to predictions (m,), all tensors.
    X_new : tensor
        Inputs to predict at, one a row, of the dtype and device of `mean`.
    mean : tensor (P,), real floating
        ŵ.
    covariance : tensor (P, P)
        C.
    noise_variance : float
        σ² ≥ 0. With 0 the variance is that of the function alone.

    Returns
    -------
    mean : tensor (m,)
    variance : tensor (m,)

    Raises
    ------
    TypeError
        If `function` is not a function, an array not a floating-point tensor like `mean`, or `noise_variance` not a
        real number.
    ValueError
        If shapes do not fit, `covariance` is not symmetric, or `noise_variance` is negative.

    References
    ----------
    .. [1] A. Immer, M. Korzepa and M. Bauer, "Improving predictions of Bayesian neural nets via local linearization",
       AISTATS (2021).
    """
    checked_belief(tensor(mean, "mean"), covariance)
    noise_variance = float(check.number(noise_variance, "noise_variance", minimum=0))
    values, J = jacobian(function, mean, X_new, "X_new")
    # jᵀCj for each row j of J, (m, P)
    return values, (J @ covariance * J).sum(dim=1) + noise_variance
