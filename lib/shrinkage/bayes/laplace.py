"""The Laplace approximation: a Gaussian at a mode of any posterior, with the curvature found there. Needs torch."""

import math

from shrinkage import _validate as check
from shrinkage.bayes._belief import checked_belief
from shrinkage.bayes._curvature import checked_value, inverse, jacobian, tensor
from shrinkage.bayes.regression import Posterior


def find_mode(log_joint, start, steps=500):
    """A local maximum of log p(y, w) over w, by L-BFGS.

    Parameters
    ----------
    log_joint : function
        From w (P,), a tensor, to log p(y \\| w) + log p(w), a scalar tensor that autograd can differentiate.
    start : tensor (P,), real floating
        Where to begin.
    steps : int
        At most so many iterations, at least 1; it stops earlier where a step gains less than 1e-9.

    Returns
    -------
    tensor (P,)
        The mode, of the dtype and device of `start`; whether it is one, :func:`laplace_approximation` finds out.

    Raises
    ------
    TypeError
        If `log_joint` is not a function, `start` not a floating-point tensor or `steps` not an integer.
    ValueError
        If `start` is not a finite vector, `steps` < 1, or `log_joint` does not return one finite number.

    References
    ----------
    .. [1] J. Nocedal, "Updating quasi-Newton matrices with limited storage", Mathematics of Computation 35 (1980).
    """
    check.integer(steps, "steps", minimum=1)
    w = tensor(start, "start").detach().clone().requires_grad_()
    checked_value(log_joint, w)
    from torch.optim import LBFGS

    optimizer = LBFGS([w], max_iter=steps, tolerance_grad=1e-7, tolerance_change=1e-9, line_search_fn="strong_wolfe")

    def closure():
        optimizer.zero_grad()
        loss = -log_joint(w)
        loss.backward()
        return loss

    optimizer.step(closure)
    return w.detach()


def laplace_approximation(log_joint, mode):
    """The Gaussian at a mode ŵ of a posterior: N(ŵ, C) with C = (−∇² log p(y, ŵ))⁻¹, the exact Hessian by autograd.

    To second order, log p(y, w) ≈ log p(y, ŵ) − ½(w − ŵ)ᵀC⁻¹(w − ŵ). For a linear model with Gaussian noise and prior
    it is the posterior itself. P second derivatives of P weights: for a few hundred weights.

    Parameters
    ----------
    log_joint : function
        From w (P,), a tensor, to log p(y \\| w) + log p(w), a scalar tensor.
    mode : tensor (P,), real floating
        A maximum of `log_joint`.

    Returns
    -------
    Posterior
        A named tuple of `mean` (P,), which is the mode, and `covariance` (P, P).

    Raises
    ------
    TypeError
        If `log_joint` is not a function or `mode` not a floating-point tensor.
    ValueError
        If `mode` is not a finite vector, `log_joint` does not return one finite number, or `mode` is no maximum: the
        curvature is not negative in every direction, or a Newton step would raise `log_joint` by more than 0.001.

    References
    ----------
    .. [1] D. J. C. MacKay, "A practical Bayesian framework for backpropagation networks", Neural Computation 4 (1992).
    """
    w = tensor(mode, "mode").detach().clone().requires_grad_()
    value = checked_value(log_joint, w)
    from torch.autograd import grad
    from torch.autograd.functional import hessian

    (gradient,) = grad(value, w)
    covariance = inverse(-hessian(log_joint, w.detach(), vectorize=True), "mode", "a maximum of log_joint")
    rise = float(gradient @ covariance @ gradient) / 2
    if rise > 1e-3:
        raise ValueError(f"mode must be a maximum of log_joint, got a point from which a step raises it by {rise:.3g}")
    return Posterior(w.detach(), covariance)


def gauss_newton_approximation(function, mode, X, noise_variance, prior_precision):
    """The Gaussian at a mode ŵ of a regression by f(w, X), with the curvature of f itself left out.

    C⁻¹ = JᵀJ/σ² + diag(prior precisions), where J, (n, P), holds the derivatives of f(w, xᵢ) at ŵ. The exact Hessian
    has Σᵢ (f(ŵ, xᵢ) − yᵢ)∇²f(ŵ, xᵢ)/σ² besides, which is small where the fit is good. Without it C⁻¹ is never negative
    in any direction, wherever ŵ is; and it is the exact posterior precision of the model that is linear in w around ŵ.

    Parameters
    ----------
    function : function
        f, from w (P,) and X to predictions (n,), all tensors.
    mode : tensor (P,), real floating
        ŵ.
    X : tensor
        The training inputs, one a row, of the dtype and device of `mode`.
    noise_variance : float
        σ² > 0.
    prior_precision : tensor (P,)
        1/τ² of each weight, at least 0.

    Returns
    -------
    Posterior
        A named tuple of `mean` (P,), which is the mode, and `covariance` (P, P).

    Raises
    ------
    TypeError
        If `function` is not a function, an array not a floating-point tensor like `mode`, or `noise_variance` not a
        real number.
    ValueError
        If shapes do not fit, `noise_variance` is not positive, or a prior precision is negative or too small to make
        the precision positive definite.

    References
    ----------
    .. [1] E. Daxberger, A. Kristiadi, A. Immer, R. Eschenhagen, M. Bauer and P. Hennig, "Laplace redux: effortless
       Bayesian deep learning", NeurIPS 34 (2021).
    """
    size = tensor(mode, "mode").shape[0]
    noise_variance = float(check.number(noise_variance, "noise_variance", above=0))
    check.array(prior_precision, "prior_precision", shape=(size,))
    check.alike(mode=mode, prior_precision=prior_precision)
    if bool((prior_precision < 0).any()):
        raise ValueError(f"prior_precision must not be negative, got {float(prior_precision.min())!r} in it")
    J = jacobian(function, mode, X, "X")[1]  # (n, P)
    precision = J.mT @ J / noise_variance + prior_precision.diag()
    wanted = "large enough to make the precision positive definite"
    return Posterior(mode.detach(), inverse(precision, "prior_precision", wanted))


def laplace_log_evidence(log_joint, mode, covariance):
    """log p(y) ≈ log p(y, ŵ) + (P/2) log 2π + ½ log det C: the volume under the Gaussian at the mode.

    Exact for a linear model with Gaussian noise and prior.

    Parameters
    ----------
    log_joint : function
        From w (P,), a tensor, to log p(y \\| w) + log p(w), a scalar tensor, with all constants.
    mode : tensor (P,), real floating
    covariance : tensor (P, P)
        As :func:`laplace_approximation` gives them.

    Returns
    -------
    tensor ()
        The log evidence.

    Raises
    ------
    TypeError
        If `log_joint` is not a function, or an array not a floating-point tensor like the other.
    ValueError
        If shapes do not fit, `covariance` is not symmetric and positive definite, or `log_joint` does not return one
        finite number.

    References
    ----------
    .. [1] D. J. C. MacKay, "Bayesian interpolation", Neural Computation 4 (1992), section 2.
    """
    _, size = checked_belief(tensor(mode, "mode"), covariance)
    value = checked_value(log_joint, mode)
    sign, logdet = covariance.slogdet()
    if not bool(sign > 0):
        raise ValueError(f"covariance must be positive definite, got a determinant of sign {float(sign):g}")
    return value.detach() + size / 2 * math.log(2 * math.pi) + logdet / 2
