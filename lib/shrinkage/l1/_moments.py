"""What the solvers of the lasso need of the data, and the duality gap out of it."""

from typing import Any, NamedTuple

from array_api_compat import array_namespace


class Moments(NamedTuple):
    """c = Xᵀy/n, q = ‖y‖²/n, and of XᵀX/n either all of it (n ≥ d) or the X to make its rows from."""

    c: Any
    q: Any
    G: Any
    X: Any
    n: int

    def rows(self, some):
        """Some rows of XᵀX/n."""
        xp = array_namespace(self.c)
        if self.G is not None:
            return xp.take(self.G, some, axis=0)
        return xp.take(self.X, some, axis=1).T @ self.X / self.n


def moments(xp, X, y):
    """The moments of data that are checked."""
    n, d = X.shape
    return Moments(X.T @ y / n, y @ y / n, X.T @ X / n if n >= d else None, X, n)


def spread(values, A, like):
    """A vector as long as `like` with `values` at the coordinates `A` and zero elsewhere."""
    full = array_namespace(like).zeros_like(like)
    full[A] = values
    return full


def gap_along_residual(R, yr, top, size, strength):
    """The duality gap J − D(τ) for the best multiple τ of the residual r that the dual allows.

    J = R/2 + strength·size and D(τ) = τ·yr − τ²R/2, with |τ|·top ≤ strength; R = ‖r‖²/n,
    yr = yᵀr/n, top = ‖Xᵀr‖_∞/n, size = ‖w‖₁; with an L2 part, of the data with its d further rows.
    """
    if top * abs(yr) <= strength * R:
        tau = yr / R if R > 0 else 0 * R
    else:
        tau = strength / top if yr > 0 else -strength / top
    # J − D(τ), arranged so that no large terms cancel
    return R * (1 - tau) ** 2 / 2 + strength * size - tau * (yr - R)
