"""Ridge for many strengths at once, from one singular value decomposition."""

from array_api_compat import device

from shrinkage import _validate as check


def ridge_path(X, y, lams):
    """Ridge for every λ of `lams` from one factorisation, w_λ = V diag(s/(s² + nλ)) Uᵀy.

    The SVD X = U diag(s) Vᵀ is taken once; each further λ costs O(d·min(n, d)).

    Parameters
    ----------
    X : array (n, d), real floating
        Inputs.
    y : array (n,)
        Targets, of the library, dtype and device of `X`.
    lams : sequence or array of k floats
        Strengths, each λ ≥ 0, in any order. λ = 0 gives the limit λ → 0: least squares of minimum norm.

    Returns
    -------
    array (k, d)
        The weights for lams[i] in row i.

    Raises
    ------
    TypeError
        If an array is not floating point, the two are not alike, or a λ is not a real number.
    ValueError
        If shapes do not fit, an array is empty or not finite, `lams` is empty, or a λ is negative.

    Notes
    -----
    Singular values up to ε·max(n, d)·s_max are rounding errors of zero and are dropped, as in
    `numpy.linalg.matrix_rank`; without that, λ = 0 would divide by them.

    References
    ----------
    .. [1] T. Hastie, R. Tibshirani and J. Friedman, The Elements of Statistical Learning (2009),
       equation 3.47, whose λ is our nλ.
    """
    n, d = check.array(X, "X", ndim=2).shape
    check.array(y, "y", shape=(n,))
    xp = check.alike(X=X, y=y)
    lam = xp.asarray(_strengths(lams), dtype=X.dtype, device=device(X))[:, None]  # (k, 1)
    U, s, Vt = xp.linalg.svd(X, full_matrices=False)
    kept = s > xp.finfo(X.dtype).eps * max(n, d) * s[0]
    U, s, Vt = U[:, kept], s[kept], Vt[kept, :]  # (n, r), (r,), (r, d)
    # w_λ = V diag(s / (s² + nλ)) Uᵀy, one λ a row
    return (s / (s**2 + n * lam) * (U.T @ y)) @ Vt  # (k, d)


def _strengths(lams):
    """`lams` as a list of floats, each checked."""
    lams = lams.tolist() if hasattr(lams, "tolist") else lams
    if not isinstance(lams, list | tuple) or not lams:
        kind = ValueError if isinstance(lams, list | tuple) else TypeError
        raise kind(f"lams must be a sequence of at least one number, got {lams!r:.60}")
    return [float(check.number(lam, "each of lams", minimum=0)) for lam in lams]
