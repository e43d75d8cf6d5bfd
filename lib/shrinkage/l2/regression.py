"""Ridge regression by Cholesky, in the smaller of two spaces, without and with an intercept."""

from array_api_compat import device

from shrinkage import _validate as check
from shrinkage.l2._solve import solve_positive


def _design(X, y, lam):
    """X, y, n, d, λ and the namespace, after the checks that every ridge here makes."""
    n, d = check.array(X, "X", ndim=2).shape
    check.array(y, "y", shape=(n,))
    xp = check.alike(X=X, y=y)
    return xp, n, d, float(check.number(lam, "lam", above=0))


def ridge_primal(X, y, lam):
    """Ridge in weight space: solve (XᵀX + nλI)w = Xᵀy, a d × d system.

    w minimises J(w) = (1/n) Σᵢ ½(xᵢᵀw − yᵢ)² + λ·½‖w‖². Costs O(nd² + d³): for n ≥ d.

    Parameters
    ----------
    X : array (n, d), real floating
        Inputs, one a row. There is no intercept: see :func:`ridge_with_intercept`.
    y : array (n,)
        Targets, of the library, dtype and device of `X`.
    lam : float
        Strength λ > 0.

    Returns
    -------
    array (d,)
        The weights, of the library, dtype and device of `X`.

    Raises
    ------
    TypeError
        If an array is not floating point, the two are not alike, or `lam` is not a real number.
    ValueError
        If shapes do not fit, an array is empty or not finite, `lam` is not positive, or so small that
        the matrix is not positive definite at this precision.

    See Also
    --------
    ridge_dual : the same weights from an n × n system.
    ridge_path : many λ at once, and λ = 0.

    Notes
    -----
    scikit-learn's ``Ridge(alpha, fit_intercept=False)`` minimises ‖Xw − y‖² + alpha‖w‖², so alpha = nλ.
    XᵀX squares the condition number of X: where λ is tiny, :func:`ridge_path` is the accurate one.

    References
    ----------
    .. [1] A. E. Hoerl and R. W. Kennard, "Ridge regression: biased estimation for nonorthogonal problems",
       Technometrics 12 (1970), equation 2.1, whose k is our nλ.
    """
    xp, n, d, lam = _design(X, y, lam)
    # (XᵀX + nλI) w = Xᵀy
    A = X.T @ X + n * lam * xp.eye(d, dtype=X.dtype, device=device(X))  # (d, d)
    return solve_positive(A, X.T @ y, lam)


def ridge_dual(X, y, lam):
    """Ridge in sample space: w = Xᵀa with (XXᵀ + nλI)a = y, an n × n system.

    The same minimiser as :func:`ridge_primal`, for XᵀX Xᵀ = Xᵀ XXᵀ. Costs O(dn² + n³): for d > n.

    Parameters
    ----------
    X, y, lam
        As in :func:`ridge_primal`.

    Returns
    -------
    array (d,)
        The weights: a combination of the rows of `X`.

    Raises
    ------
    TypeError, ValueError
        As :func:`ridge_primal`.

    References
    ----------
    .. [1] C. Saunders, A. Gammerman and V. Vovk, "Ridge regression learning algorithm in dual variables",
       ICML (1998), whose a is our nλ.
    """
    xp, n, _, lam = _design(X, y, lam)
    # (XXᵀ + nλI) a = y,  w = Xᵀa
    A = X @ X.T + n * lam * xp.eye(n, dtype=X.dtype, device=device(X))  # (n, n)
    return X.T @ solve_positive(A, y, lam)


def ridge(X, y, lam):
    """Ridge regression: the w that minimises (1/n) Σᵢ ½(xᵢᵀw − yᵢ)² + λ·½‖w‖².

    Solves the smaller of the two systems: :func:`ridge_primal` where n ≥ d, :func:`ridge_dual` where n < d.

    Parameters
    ----------
    X, y, lam
        As in :func:`ridge_primal`.

    Returns
    -------
    array (d,)
        The weights, of the library, dtype and device of `X`.

    Raises
    ------
    TypeError, ValueError
        As :func:`ridge_primal`.

    Examples
    --------
    >>> import numpy as np
    >>> ridge(np.eye(2), np.array([2.0, 4.0]), lam=0.5)
    array([1., 2.])
    """
    n, d = check.array(X, "X", ndim=2).shape
    return ridge_primal(X, y, lam) if n >= d else ridge_dual(X, y, lam)


def ridge_with_intercept(X, y, lam):
    """Ridge with a free intercept: minimise (1/n) Σᵢ ½(xᵢᵀw + b − yᵢ)² + λ·½‖w‖² over w and b.

    b carries no penalty, so ∂J/∂b = 0 says b = ȳ − x̄ᵀw; put back, it leaves ridge on centred data.

    Parameters
    ----------
    X, y, lam
        As in :func:`ridge_primal`.

    Returns
    -------
    w : array (d,)
        The weights.
    b : array ()
        The intercept.

    Raises
    ------
    TypeError, ValueError
        As :func:`ridge_primal`.

    Notes
    -----
    Shifting y by c shifts b by c and leaves w alone, which a penalised intercept would not.
    scikit-learn's ``Ridge(alpha)`` does the same with alpha = nλ.

    References
    ----------
    .. [1] T. Hastie, R. Tibshirani and J. Friedman, The Elements of Statistical Learning (2009),
       section 3.4.1.
    """
    xp, *_ = _design(X, y, lam)
    x_mean, y_mean = xp.mean(X, axis=0), xp.mean(y)
    w = ridge(X - x_mean, y - y_mean, lam)
    return w, y_mean - x_mean @ w
