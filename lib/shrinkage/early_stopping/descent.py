"""Gradient descent on least squares, step by step, and any filter of least squares at once."""

import numpy as np

from shrinkage import _validate as check


def gradient_descent_path(X, y, lr, steps):
    r"""The iterates of gradient descent on the mean squared loss, from w = 0 and with no penalty.

    .. math:: w_0 = 0, \qquad w_{t+1} = w_t - \eta\, X^\top (X w_t - y) / n .

    Parameters
    ----------
    X : array (n, d), real floating
        Inputs.
    y : array (n,)
        Targets, of the library, dtype and device of `X`.
    lr : float
        Learning rate η > 0; the iterates converge, to least squares of minimum norm, if η < 2n/s² for the largest
        singular value s of X.
    steps : int
        How many, at least 0.

    Returns
    -------
    array (steps + 1, d)
        w₀ = 0 in row 0, the weights after t steps in row t.

    Raises
    ------
    TypeError
        If an array is not floating point, the two are not alike, `lr` is not a real number or `steps` no integer.
    ValueError
        If shapes do not fit, an array is empty or not finite, `steps` is negative, or `lr` is not positive or so
        large that the iterates overflow.

    See Also
    --------
    gradient_descent_filter : row t without the steps in between, as a filter for :func:`filtered_solution`.

    References
    ----------
    .. [1] L. Landweber, "An iteration formula for Fredholm integral equations of the first kind", American Journal
       of Mathematics 73 (1951).
    """
    n = check.array(X, "X", ndim=2).shape[0]
    check.array(y, "y", shape=(n,))
    xp = check.alike(X=X, y=y)
    lr = float(check.number(lr, "lr", above=0))
    steps = check.integer(steps, "steps", minimum=0)
    path = [0 * X[0, :]]
    with np.errstate(over="ignore", invalid="ignore"):  # a divergence is said once, below
        for _ in range(steps):
            w = path[-1]
            # w ← w − η Xᵀ(Xw − y)/n
            path.append(w - lr / n * (X.T @ (X @ w - y)))
    if not bool(xp.all(xp.isfinite(path[-1]))):
        raise ValueError(f"lr must be less than 2n/s² for the largest singular value s of X, got {lr!r}")
    return xp.stack(path)


def filtered_solution(X, y, filter):
    r"""Least squares with each singular direction multiplied by a factor: ŵ = Σⱼ fⱼ (uⱼᵀy / sⱼ) vⱼ.

    With the factors of :func:`shrinkage.l2.shrinkage_factors` it is ridge, with those of
    :func:`gradient_descent_filter` the t-th iterate of gradient descent, and with ones least squares.

    Parameters
    ----------
    X : array (n, d), real floating
        Inputs.
    y : array (n,)
        Targets, of the library, dtype and device of `X`.
    filter : function
        singular values (r,) -> factors (r,), of the same library, dtype and device.

    Returns
    -------
    array (d,)
        The weights ŵ.

    Raises
    ------
    TypeError
        If an array is not floating point, the arrays are not alike, or `filter` is not a function.
    ValueError
        If shapes do not fit, that of what `filter` returns included, or an array is empty or not finite.

    Notes
    -----
    Singular values up to ε·max(n, d)·s_max are rounding errors of zero and are dropped before `filter` sees them, as
    in :func:`shrinkage.l2.ridge_path`.

    Examples
    --------
    >>> import numpy as np
    >>> filtered_solution(np.diag([2.0, 1.0]), np.array([2.0, 3.0]), lambda s: s / 2)
    array([1. , 1.5])
    """
    n, d = check.array(X, "X", ndim=2).shape
    check.array(y, "y", shape=(n,))
    xp = check.alike(X=X, y=y)
    check.function(filter, "filter")
    U, s, Vt = xp.linalg.svd(X, full_matrices=False)
    kept = s > xp.finfo(X.dtype).eps * max(n, d) * s[0]
    U, s, Vt = U[:, kept], s[kept], Vt[kept, :]  # (n, r), (r,), (r, d)
    f = check.array(filter(s), "filter(singular_values)", shape=tuple(s.shape))
    check.alike(**{"X": X, "filter(singular_values)": f})
    # ŵ = Σ f (uᵀy / s) v
    return (f * (U.T @ y) / s) @ Vt
