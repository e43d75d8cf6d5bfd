"""The L2 penalty, its gradient, and the gradient step that it turns into a decay."""

from shrinkage import _validate as check


def penalty(w, lam):
    """The L2 penalty λΩ(w) = λ·½‖w‖².

    Parameters
    ----------
    w : array of any shape, real floating
        Weights. Of a matrix, ‖·‖ is the Frobenius norm.
    lam : float
        Strength λ ≥ 0.

    Returns
    -------
    array of shape ()
        The penalty, of the library, dtype and device of `w`.

    Raises
    ------
    TypeError
        If `w` is not a floating-point array or `lam` not a real number.
    ValueError
        If `w` is empty or not finite, or `lam` is negative or not finite.

    See Also
    --------
    penalty_gradient : what it adds to the gradient.

    Notes
    -----
    Many texts write λ‖w‖², without the half: their λ is half of ours. Goodfellow's α is our λ [1]_.

    References
    ----------
    .. [1] I. Goodfellow, Y. Bengio and A. Courville, Deep Learning (2016), section 7.1.1.

    Examples
    --------
    >>> import numpy as np
    >>> float(penalty(np.array([3.0, 4.0]), lam=0.1))
    1.25
    """
    check.array(w, "w")
    lam = float(check.number(lam, "lam", minimum=0))
    return lam * (w * w).sum() / 2


def penalty_gradient(w, lam):
    """The gradient of the L2 penalty, ∇ λ·½‖w‖² = λw.

    Parameters
    ----------
    w : array of any shape, real floating
        Weights.
    lam : float
        Strength λ ≥ 0.

    Returns
    -------
    array of the shape of `w`
        λw. The half in the penalty is there so that no 2 stands here.

    Raises
    ------
    TypeError, ValueError
        As :func:`penalty`.

    Examples
    --------
    >>> import numpy as np
    >>> penalty_gradient(np.array([3.0, -4.0]), lam=0.5)
    array([ 1.5, -2. ])
    """
    check.array(w, "w")
    lam = float(check.number(lam, "lam", minimum=0))
    return lam * w


def decayed_step(w, gradient, lr, lam):
    """One step of gradient descent on J: w ← (1 − ηλ)w − η∇L(w), where L is the mean loss alone.

    Since ∇J(w) = ∇L(w) + λw, the step w − η∇J(w) first multiplies every weight by 1 − ηλ and then follows the
    loss. That is weight decay; for plain SGD it and the L2 penalty are the same thing.

    Parameters
    ----------
    w : array of any shape, real floating
        Weights.
    gradient : array of the shape of `w`
        ∇L(w), *without* the penalty's share.
    lr : float
        Learning rate η > 0. For ηλ < 1 the factor shrinks; between 1 and 2 it also flips the sign of every
        weight, and beyond 2 it makes weights grow.
    lam : float
        Strength λ ≥ 0. It is the `weight_decay` of torch.optim.SGD.

    Returns
    -------
    array of the shape of `w`
        The weights after the step; `w` itself is not changed.

    Raises
    ------
    TypeError
        If `w` or `gradient` is not a floating-point array, the two differ in library, dtype or device, or
        `lr` or `lam` is not a real number.
    ValueError
        If the shapes differ, an array is empty or not finite, `lr` is not positive or `lam` is negative.

    References
    ----------
    .. [1] I. Loshchilov and F. Hutter, "Decoupled weight decay regularization", ICLR (2019), equation 1,
       whose λ is our ηλ.

    Examples
    --------
    >>> import numpy as np
    >>> decayed_step(np.array([1.0, -2.0]), np.array([0.0, 1.0]), lr=0.1, lam=0.5)
    array([ 0.95, -2.  ])
    """
    check.array(w, "w")
    check.array(gradient, "gradient", shape=w.shape)
    check.alike(w=w, gradient=gradient)
    lr = float(check.number(lr, "lr", above=0))
    lam = float(check.number(lam, "lam", minimum=0))
    return (1 - lr * lam) * w - lr * gradient
