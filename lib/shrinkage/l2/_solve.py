"""The linear solver under ridge: Cholesky, with nothing but the array API."""

from array_api_compat import array_namespace


def solve_positive(A, b, lam):
    """Solve A w = b for symmetric positive definite A = G + λI as L Lᵀ w = b."""
    xp = array_namespace(A, b)
    try:
        L = xp.linalg.cholesky(A)
    except xp.linalg.LinAlgError:
        wanted = f"large enough to make the penalised matrix positive definite in {A.dtype}"
        raise ValueError(f"lam must be {wanted}, got {lam!r}") from None
    z = _forward(xp, L, b)
    # Lᵀ is upper triangular; read from its last row and column to its first it is lower triangular
    return xp.flip(_forward(xp, xp.flip(L.mT), xp.flip(z)))


def _forward(xp, L, b, small=64):
    """Solve L z = b for lower triangular L by halves: the array API has no triangular solver."""
    n = b.shape[0]
    if n <= small:
        return xp.linalg.solve(L, b)
    m = n // 2
    top = _forward(xp, L[:m, :m], b[:m])
    return xp.concat([top, _forward(xp, L[m:, m:], b[m:] - L[m:, :m] @ top)])
