"""The worst small change of an input: by the sign of a gradient, and exactly for a linear classifier."""

from array_api_compat import array_namespace

from shrinkage import _validate as validate
from shrinkage.robustness._input import checked_scalar, checked_signs


def fgsm(X, gradients, epsilon, bounds=None):
    """The fast gradient sign method: X + ε·sign(∇ₓ loss), the steepest change of which no entry exceeds ε.

    To first order the loss grows by gᵀδ, which is largest at δ = ε·sign(g) if no entry of δ may exceed ε in size.

    Parameters
    ----------
    X : array (n, d)
        Inputs.
    gradients : array (n, d)
        The gradient of each example's loss in its input.
    epsilon : float
        ε ≥ 0.
    bounds : pair of floats, optional
        Lowest and highest value that an input may take, such as (0, 1) for grey values; the result is clipped.

    Returns
    -------
    array (n, d)
        The adversarial inputs.

    Raises
    ------
    TypeError
        If the arrays are not floating point or not alike, or a number is of the wrong kind.
    ValueError
        If the shapes differ, `epsilon` is negative, or `bounds` are not in ascending order.

    References
    ----------
    .. [1] I. J. Goodfellow, J. Shlens and C. Szegedy, "Explaining and harnessing adversarial examples", ICLR (2015),
       section 4.

    Examples
    --------
    >>> import numpy as np
    >>> fgsm(np.array([[0.5, 0.95]]), np.array([[-3.0, 0.1]]), 0.1, bounds=(0, 1))
    array([[0.4, 1. ]])
    """
    validate.array(X, "X", ndim=2)
    validate.array(gradients, "gradients", shape=X.shape)
    xp = validate.alike(X=X, gradients=gradients)
    epsilon = float(validate.number(epsilon, "epsilon", minimum=0))
    low, high = _checked_bounds(bounds)
    # x + ε sign(g)
    return xp.clip(X + epsilon * xp.sign(gradients), low, high)


def _checked_bounds(bounds):
    if bounds is None:
        return None, None
    if not isinstance(bounds, list | tuple) or len(bounds) != 2:
        raise TypeError(f"bounds must be a pair of numbers, got {bounds!r:.60}")
    low, high = (float(validate.number(value, "bounds")) for value in bounds)
    if low >= high:
        raise ValueError(f"bounds must be in ascending order, got {bounds!r}")
    return low, high


def adversarial_loss(w, b, X, y, epsilon, norm="linf"):
    """The logistic loss of a linear classifier when each input is moved as badly as ε allows.

    (1/n) Σᵢ max over ‖δ‖ ≤ ε of log(1 + exp(−yᵢ((xᵢ + δ)ᵀw + b))) = (1/n) Σᵢ log(1 + exp(−(yᵢ(xᵢᵀw + b) − ε‖w‖*))),
    where ‖w‖* = max of wᵀδ over ‖δ‖ ≤ 1 is the dual norm: ‖w‖₁ if no entry may exceed ε, ‖w‖₂ if δ may not be longer.

    Parameters
    ----------
    w : array (d,)
        Weights.
    b : float or array ()
        Bias.
    X : array (n, d)
        Inputs.
    y : array (n,)
        Classes, −1.0 or +1.0.
    epsilon : float
        ε ≥ 0; at 0 it is the loss itself.
    norm : {"linf", "l2"}
        What ε bounds: the largest absolute entry of δ, or its length.

    Returns
    -------
    array ()
        The mean loss. With tensors, its gradient is autograd's.

    Raises
    ------
    TypeError
        If an array is not floating point or not alike the others, or a number is of the wrong kind.
    ValueError
        If shapes do not fit, an entry of `y` is not −1 or +1, `epsilon` is negative, or `norm` is none of the two.

    References
    ----------
    .. [1] I. J. Goodfellow, J. Shlens and C. Szegedy, "Explaining and harnessing adversarial examples", ICLR (2015),
       section 5.
    """
    validate.array(X, "X", ndim=2)
    validate.array(w, "w", shape=(X.shape[1],))
    validate.alike(X=X, w=w)
    checked_signs(y, X)
    checked_scalar(b, "b")
    epsilon = float(validate.number(epsilon, "epsilon", minimum=0))
    validate.choice(norm, "norm", ("linf", "l2"))
    xp = array_namespace(X)
    margins = y * (X @ w + b) - epsilon * xp.linalg.vector_norm(w, ord=1 if norm == "linf" else 2)
    # log(1 + exp(−m)), so that exp cannot overflow
    return xp.mean(xp.logaddexp(xp.zeros_like(margins), -margins))
