"""The lasso for every λ at once: between its knots the path is a straight line."""

from typing import Any, NamedTuple

from array_api_compat import array_namespace, device

from shrinkage.l1._input import design
from shrinkage.l1._moments import spread


class Knots(NamedTuple):
    """The path: at lams[i], falling to 0, the weights are weights[i], and events[i] says who comes or goes.

    An event is ("enters", j), ("leaves", j) or, for the last, ("ends", None).
    """

    lams: Any
    weights: Any
    events: tuple


def lasso_knots(X, y):
    """The whole path of the lasso, exactly: least-angle regression with the lasso's modification.

    While the set A of nonzero weights and their signs s stay the same, ∇L = −λs on A makes w_A move by
    γ(X_AᵀX_A/n)⁻¹s as λ falls by γ. So the path is a straight line until the pull of a coordinate outside reaches λ (it
    enters) or a weight inside reaches zero (it leaves). Between the knots interpolate linearly in λ.

    Parameters
    ----------
    X : array (n, d), real floating
        Inputs, one a row, centred like `y`, and in general position: no two coordinates come at the same λ.
    y : array (n,)
        Targets, of the library, dtype and device of `X`. The arithmetic is in float64, whatever the dtype.

    Returns
    -------
    Knots
        `lams` (k,) from λ_max down to 0, `weights` (k, d), and a tuple of k `events`. At λ = 0 it has arrived at least
        squares: with d > n, at the fit without error whose ‖w‖₁ is smallest.

    Raises
    ------
    TypeError, ValueError
        If arrays are not alike, not finite or do not fit, or the columns of `X` are not in general position.

    References
    ----------
    .. [1] B. Efron, T. Hastie, I. Johnstone and R. Tibshirani, "Least angle regression", Ann. Stat. 32 (2004),
       section 3.1 and equation 3.4. There the covariates have length 1, and the step γ is in units of the equiangular
       vector.
    .. [2] M. R. Osborne, B. Presnell and B. A. Turlach, "A new approach to variable selection in least squares
       problems", IMA J. Numer. Anal. 20 (2000), who found it first.
    """
    xp, n, d, given = design(X, y), *X.shape, X
    X, y = (xp.astype(part, xp.float64) for part in (X, y))  # who comes first is decided by small differences
    w, pull = xp.zeros_like(X[0, :]), X.T @ y / n  # pull = −∇L
    lam, A, knots = float(xp.max(xp.abs(pull))), [], []
    event = ("enters", int(xp.argmax(xp.abs(pull))))
    while lam > 0 and event[0] != "ends":
        if len(knots) > 20 * (n + d):
            raise ValueError(f"X must have columns in general position, got {d} that come and go without end")
        knots.append((lam, w, event))
        A = [*A, event[1]] if event[0] == "enters" else [j for j in A if j != event[1]]
        step, fall = _direction(xp, X, A, xp.sign(pull))
        first_out, first_in = _exits(w, step, lam, A), _entries(pull, fall, lam, A, event)
        below, event = min(first_out, first_in, (lam, ("ends", None)))
        w, pull, lam = w + below * step, pull - below * fall, lam - below
        if event[0] == "leaves":
            w[event[1]] = 0
    lams, weights, events = zip(*knots, (0.0, w, ("ends", None)), strict=True)
    lams, weights = xp.asarray(lams, device=device(X)), xp.stack(weights)
    return Knots(xp.astype(lams, given.dtype), xp.astype(weights, given.dtype), events)


def _direction(xp, X, A, signs):
    """How fast the weights rise and the pull falls as λ falls."""
    X_A = X[:, A]
    speed = xp.linalg.solve(X_A.T @ X_A / X.shape[0], signs[A])
    return spread(speed, A, signs), X.T @ (X_A @ speed) / X.shape[0]


def _exits(w, step, lam, A):
    """By how much λ falls until the first of the weights inside is zero, and which: w_j + γ·step_j = 0."""
    shrinking = [j for j in A if w[j] * step[j] < 0]
    return min(((float(-w[j] / step[j]), ("leaves", j)) for j in shrinking), default=(lam, ("ends", None)))


def _entries(pull, fall, lam, A, event):
    """By how much λ falls until it meets the first of the pulls outside, and whose: pull_j − γ·fall_j = ±(λ − γ)."""
    xp = array_namespace(pull)
    some = xp.finfo(pull.dtype).eps ** 0.5  # of a copy of what is inside both sides of the equation are 0
    gammas = []
    for sign in (1, -1):
        slower = 1 - sign * fall > some
        gamma = xp.where(slower, (lam - sign * pull) / xp.where(slower, 1 - sign * fall, 1 + 0 * fall), lam + 0 * fall)
        gamma[A] = lam
        if event[0] == "leaves" and sign * pull[event[1]] > 0:  # it has just left on this side
            gamma[event[1]] = lam
        gammas.append(gamma)
    gamma = xp.clip(xp.minimum(*gammas), 0, None)
    first = int(xp.argmin(gamma))
    late = lam * (1 - some)  # in the end all pulls reach 0 together with λ
    return (float(gamma[first]), ("enters", first)) if gamma[first] < late else (lam, ("ends", None))
