"""The group lasso: coordinates that come and go together."""

import math

from array_api_compat import array_namespace, device

from shrinkage import _validate as check
from shrinkage.l1._input import design, group_members
from shrinkage.l1._moments import gap_along_residual


def prox_group(v, t, groups):
    """The prox of t Σ_g √|g|·‖v_g‖: each group's length shrunk by t√|g|, to zero for all its members at once.

    Parameters
    ----------
    v : array (d,)
    t : float
        Strength, t ≥ 0.
    groups : sequence of d integers
        The group of each coordinate. With every coordinate a group of its own it is :func:`soft_threshold`.

    Returns
    -------
    array (d,)

    Raises
    ------
    TypeError, ValueError
        As :func:`soft_threshold`, and if `groups` is not a sequence of d integers.

    References
    ----------
    .. [1] M. Yuan and Y. Lin, "Model selection and estimation in regression with grouped variables",
       J. R. Stat. Soc. B 68 (2006), equation 2.4; the weight √|g| makes large groups as hard to enter as small ones.
    """
    check.array(v, "v", ndim=1)
    xp, t = array_namespace(v), float(check.number(t, "t", minimum=0))
    return group_shrunk(xp, v, t, membership(xp, v, group_members(groups, v.shape[0])))


def membership(xp, like, members):
    """The matrix M (groups, d) with 1 where a coordinate is in a group, and the weights √|g|."""
    rows = [[float(j in set(group)) for j in range(like.shape[0])] for group in members]
    M = xp.asarray(rows, dtype=like.dtype, device=device(like))
    return M, xp.sqrt(xp.sum(M, axis=1))


def group_shrunk(xp, v, t, membership):
    """:func:`prox_group` for arguments that are checked."""
    M, weights = membership
    length = xp.sqrt(M @ v**2)  # (groups,)
    factor = xp.clip(length - t * weights, 0, None) / xp.where(length > 0, length, 1 + 0 * length)
    return (factor @ M) * v


def group_lasso(X, y, lam, groups, tolerance=1e-10):
    """The group lasso: the w that minimises J(w) = (1/2n)‖Xw − y‖² + λ Σ_g √|g|·‖w_g‖.

    The length of a group has a kink at zero only, so a group is out as a whole or in as a whole. Solved by the steps of
    :func:`fista` with :func:`prox_group`, the momentum dropped whenever it points uphill.

    Parameters
    ----------
    X : array (n, d), real floating
        Inputs, one a row. There is no intercept: centre `X` and `y` first.
    y : array (n,)
        Targets, of the library, dtype and device of `X`.
    lam : float
        Strength λ > 0.
    groups : sequence of d integers
        The group of each coordinate.
    tolerance : float
        The greatest duality gap, relative to J(0) = ‖y‖²/(2n); greater than 0. What is less than the precision of the
        dtype allows (64 ε) is taken as that.

    Returns
    -------
    array (d,)
        The weights, with exact zeros, of the library, dtype and device of `X`.

    Raises
    ------
    TypeError, ValueError
        If arrays are not alike, not finite or do not fit, `groups` is not a sequence of d integers, or a number is
        out of its range.
    RuntimeError
        If 100 000 steps do not get there: the columns depend on each other too nearly.

    References
    ----------
    .. [1] M. Yuan and Y. Lin, "Model selection and estimation in regression with grouped variables",
       J. R. Stat. Soc. B 68 (2006).
    .. [2] B. O'Donoghue and E. Candès, "Adaptive restart for accelerated gradient schemes", Found. Comput. Math. 15
       (2015), section 3.2, the gradient scheme.
    """
    xp = design(X, y)
    lam = float(check.number(lam, "lam", above=0))
    M = membership(xp, X[0, :], group_members(groups, X.shape[1]))
    check.number(tolerance, "tolerance", above=0)
    enough = max(float(tolerance), 64 * float(xp.finfo(X.dtype).eps)) * float(y @ y) / (2 * X.shape[0])
    eta = X.shape[0] / max(float(xp.linalg.matrix_norm(X, ord=2)) ** 2, float(xp.finfo(X.dtype).smallest_normal))
    w = z = xp.zeros_like(X[0, :])
    theta = 1.0
    for step in range(100_000):
        if step % 10 == 0 and _gap(xp, X, y, w, lam, M) <= enough:
            return w
        before, w = w, group_shrunk(xp, z - eta * (X.T @ (X @ z - y) / X.shape[0]), eta * lam, M)
        uphill = (z - w) @ (w - before) > 0
        previous, theta = theta, 1.0 if uphill else (1 + math.sqrt(1 + 4 * theta**2)) / 2
        z = w if uphill else w + (previous - 1) / theta * (w - before)
    raise RuntimeError(f"group_lasso did not reach a relative duality gap of {tolerance!r} in 100000 steps")


def _gap(xp, X, y, w, lam, membership):
    """The duality gap: in the dual, every group has ‖X_gᵀu‖ ≤ nλ√|g|."""
    (M, weights), n, e = membership, X.shape[0], y - X @ w
    top = xp.max(xp.sqrt(M @ (X.T @ e / n) ** 2) / weights)
    return gap_along_residual(e @ e / n, y @ e / n, top, weights @ xp.sqrt(M @ w**2), lam)
