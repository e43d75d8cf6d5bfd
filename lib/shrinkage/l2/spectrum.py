"""What L2 does in each direction: singular directions of the data, eigendirections of the Hessian."""

from array_api_compat import array_namespace, device

from shrinkage import _validate as check
from shrinkage.l2._solve import solve_positive


def _ratio(xp, t, shift):
    """t / (t + shift) for t ≥ 0, and 0 where t is 0."""
    return t / xp.where(t > 0, t + shift, xp.ones_like(t))


def _rounded(xp, s, size):
    """s with the rounding errors of zero, those at most ε·size·max(s), set to 0."""
    return xp.where(s > xp.finfo(s.dtype).eps * size * xp.max(s), s, xp.zeros_like(s))


def shrinkage_factors(singular_values, n, lam):
    """What ridge keeps of least squares along each singular direction of X: s²/(s² + nλ).

    For X = U diag(s) Vᵀ the fitted values are Xŵ = Σⱼ uⱼ · sⱼ²/(sⱼ² + nλ) · uⱼᵀy.

    Parameters
    ----------
    singular_values : array (r,), real floating
        The singular values s ≥ 0 of X.
    n : int
        Number of rows of X, since the loss is a mean.
    lam : float
        Strength λ ≥ 0.

    Returns
    -------
    array (r,)
        Factors in [0, 1]; 0 where s = 0, also at λ = 0.

    Raises
    ------
    TypeError
        If `singular_values` is not a floating-point array, `n` not an integer or `lam` not a real number.
    ValueError
        If a singular value is negative, `n` < 1 or `lam` < 0.

    References
    ----------
    .. [1] T. Hastie, R. Tibshirani and J. Friedman, The Elements of Statistical Learning (2009),
       equation 3.47, whose λ is our nλ.

    Examples
    --------
    >>> import numpy as np
    >>> shrinkage_factors(np.array([3.0, 1.0, 0.0]), n=10, lam=0.1)
    array([0.9, 0.5, 0. ])
    """
    s = check.array(singular_values, "singular_values", ndim=1)
    n = check.integer(n, "n", minimum=1)
    lam = float(check.number(lam, "lam", minimum=0))
    xp = array_namespace(s)
    if bool(xp.any(s < 0)):
        raise ValueError(f"singular_values must not be negative, got {float(xp.min(s))!r} among them")
    # s² / (s² + nλ)
    return _ratio(xp, s**2, n * lam)


def effective_dof(X, lam):
    """Effective degrees of freedom of ridge: tr X(XᵀX + nλI)⁻¹Xᵀ = Σⱼ sⱼ²/(sⱼ² + nλ).

    The rank of X at λ = 0, falling to 0 as λ → ∞. It counts w alone: a free intercept is one more.

    Parameters
    ----------
    X : array (n, d), real floating
        Inputs: centred, where the model has an intercept.
    lam : float
        Strength λ ≥ 0.

    Returns
    -------
    array ()
        The degrees of freedom, of the library, dtype and device of `X`.

    Raises
    ------
    TypeError
        If `X` is not a floating-point array or `lam` not a real number.
    ValueError
        If `X` is not a finite matrix or `lam` is negative.

    Notes
    -----
    Singular values at most ε·max(n, d)·s_max count as zero, so that λ = 0 gives the numerical rank.

    References
    ----------
    .. [1] T. Hastie, R. Tibshirani and J. Friedman, The Elements of Statistical Learning (2009),
       equation 3.50, whose λ is our nλ.
    """
    n, d = check.array(X, "X", ndim=2).shape
    xp = array_namespace(X)
    s = _rounded(xp, xp.linalg.svdvals(X), max(n, d))
    return xp.sum(shrinkage_factors(s, n, lam))


def _hessian(H):
    """H and its namespace, after the check that it is a symmetric matrix."""
    xp = array_namespace(check.array(H, "H", ndim=2))
    check.array(H, "H", shape=(H.shape[0], H.shape[0]))
    gap = float(xp.max(xp.abs(H - H.T)))
    if gap > 100 * xp.finfo(H.dtype).eps * float(xp.max(xp.abs(H))):
        raise ValueError(f"H must be symmetric, got entries that differ from their mirror image by {gap:.3g}")
    return xp, H


def quadratic_minimizer(H, w_star, lam):
    """The minimiser of ½(w − w*)ᵀH(w − w*) + λ·½‖w‖²: solve (H + λI)w = Hw*.

    H is the Hessian of the mean loss at its minimum w*, where the loss is quadratic to second order. For
    squared loss this is exact, with H = XᵀX/n.

    Parameters
    ----------
    H : array (d, d), real floating
        Symmetric Hessian of the mean loss.
    w_star : array (d,)
        Minimiser without penalty, of the library, dtype and device of `H`.
    lam : float
        Strength λ ≥ 0 with H + λI positive definite.

    Returns
    -------
    array (d,)
        The penalised minimiser.

    Raises
    ------
    TypeError
        If an array is not floating point, the two are not alike, or `lam` is not a real number.
    ValueError
        If `H` is not symmetric, shapes do not fit, `lam` is negative, or H + λI is not positive definite.

    See Also
    --------
    eigen_shrinkage : the same, one eigendirection at a time.

    References
    ----------
    .. [1] I. Goodfellow, Y. Bengio and A. Courville, Deep Learning (2016), equations 7.6 to 7.10.
    """
    xp, H = _hessian(H)
    check.array(w_star, "w_star", shape=(H.shape[0],))
    check.alike(H=H, w_star=w_star)
    lam = float(check.number(lam, "lam", minimum=0))
    # (H + λI) w = H w*
    A = H + lam * xp.eye(H.shape[0], dtype=H.dtype, device=device(H))
    return solve_positive(A, H @ w_star, lam)


def eigen_shrinkage(H, lam):
    """What the penalty keeps of w* along each eigendirection of H: h/(h + λ).

    With H = Q diag(h) Qᵀ the penalised minimiser is w = Σⱼ qⱼ · hⱼ/(hⱼ + λ) · qⱼᵀw*. Where h ≫ λ, the loss
    cares and the weight stays; where h ≪ λ, it does not and the weight decays.

    Parameters
    ----------
    H : array (d, d), real floating
        Symmetric positive semi-definite Hessian of the mean loss.
    lam : float
        Strength λ ≥ 0.

    Returns
    -------
    eigenvalues : array (d,)
        h, in ascending order; those that are zero up to rounding are 0.
    eigenvectors : array (d, d)
        Q, one eigenvector a column.
    factors : array (d,)
        h/(h + λ), and 0 where h = 0.

    Raises
    ------
    TypeError
        If `H` is not a floating-point array or `lam` not a real number.
    ValueError
        If `H` is not symmetric or has a negative eigenvalue, or `lam` is negative.

    References
    ----------
    .. [1] I. Goodfellow, Y. Bengio and A. Courville, Deep Learning (2016), equations 7.11 to 7.13.
    """
    xp, H = _hessian(H)
    lam = float(check.number(lam, "lam", minimum=0))
    h, Q = xp.linalg.eigh(H)  # (d,), (d, d)
    if bool(h[0] < -100 * xp.finfo(h.dtype).eps * xp.max(xp.abs(h))):
        raise ValueError(f"H must be positive semi-definite, got an eigenvalue of {float(h[0]):.3g}")
    h = _rounded(xp, h, H.shape[0])
    # h / (h + λ)
    return h, Q, _ratio(xp, h, lam)
