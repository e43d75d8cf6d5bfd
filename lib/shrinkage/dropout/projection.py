"""Max-norm: the constraint on each unit's incoming weights that dropout is often used with."""

from array_api_compat import array_namespace

from shrinkage import _validate as check


def max_norm(W, limit, axis=0):
    """Project every vector of W along `axis` on the ball of radius c: w ← w · min(1, c/‖w‖).

    That is the nearest point, argmin ‖v − w‖ over ‖v‖ ≤ c. Called after a step, it bounds what a unit can make of
    its inputs, however large the learning rate.

    Parameters
    ----------
    W : array of one or more dimensions, real floating
        Weights; W (inputs, units) in the notation of this course.
    limit : float
        The largest norm c > 0.
    axis : int
        The axis over which a unit's incoming weights run: 0 for W (inputs, units), 1 for the `weight` (units,
        inputs) of torch.nn.Linear.

    Returns
    -------
    array of the shape of `W`
        Vectors within the limit are unchanged.

    Raises
    ------
    TypeError
        If `W` is not a floating-point array, `limit` not a real number or `axis` not an integer.
    ValueError
        If `W` is empty, not finite or without an axis, `limit` is not positive, or `W` has no such axis.

    References
    ----------
    .. [1] N. Srivastava et al., "Dropout: a simple way to prevent neural networks from overfitting", JMLR 15
       (2014), section 5.1.

    Examples
    --------
    >>> import numpy as np
    >>> max_norm(np.array([[3.0, 0.3], [4.0, 0.4]]), limit=1.0)
    array([[0.6, 0.3],
           [0.8, 0.4]])
    """
    check.array(W, "W")
    if W.ndim == 0:
        raise ValueError(f"W must have at least one axis, got a single number {float(W)!r}")
    limit = float(check.number(limit, "limit", above=0))
    axis = check.integer(axis, "axis", minimum=-W.ndim, maximum=W.ndim - 1)
    return project(W, limit, axis)


def project(W, limit, axis):
    """Max-norm, without checks."""
    xp = array_namespace(W)
    norms = xp.linalg.vector_norm(W, axis=axis, keepdims=True)
    # c / max(‖w‖, c) is min(1, c/‖w‖), and divides by no zero
    return W * (limit / xp.clip(norms, min=limit))
