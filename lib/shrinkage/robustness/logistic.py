"""Logistic regression with an L2 penalty, to convergence."""

from array_api_compat import array_namespace, device

from shrinkage import _validate as validate
from shrinkage.l2._solve import solve_positive
from shrinkage.robustness._input import checked_signs


def logistic_regression(X, y, lam):
    """Minimise (1/n) Σᵢ log(1 + exp(−yᵢ(xᵢᵀw + b))) + λ·½‖w‖²; the intercept b is not penalised.

    Parameters
    ----------
    X : array (n, d), real floating
        Inputs.
    y : array (n,)
        Classes, −1.0 or +1.0, of the library, dtype and device of `X`; both must occur.
    lam : float
        Strength λ > 0. Without a penalty there is no minimiser where a plane separates the classes.

    Returns
    -------
    w : array (d,)
        Weights.
    b : array ()
        Intercept.

    Raises
    ------
    TypeError
        If an array is not floating point, the two are not alike, or `lam` is not a real number.
    ValueError
        If shapes do not fit, an entry of `y` is not −1 or +1, a class is missing, `lam` is not positive, or it is
        too small for Newton's method to converge in the dtype.

    Notes
    -----
    Newton's method, each step halved until the objective falls as it should. scikit-learn's ``LogisticRegression``
    minimises C Σᵢ loss + ½‖w‖², which is the same at C = 1/(nλ).

    References
    ----------
    .. [1] T. Hastie, R. Tibshirani and J. Friedman, The Elements of Statistical Learning (2009), section 4.4.
    .. [2] S. Boyd and L. Vandenberghe, Convex Optimization (2004), section 9.5.
    """
    validate.array(X, "X", ndim=2)
    checked_signs(y, X)
    lam = float(validate.number(lam, "lam", above=0))
    xp = array_namespace(X)
    if bool(xp.all(y == y[0])):
        raise ValueError(f"y must hold both classes, −1 and +1, got nothing but {float(y[0]):+.0f}")
    A = xp.concat([X, xp.ones_like(X[:, :1])], axis=1)  # (n, d + 1)
    penalised = xp.concat([xp.full_like(X[0, :], lam), xp.zeros_like(X[0, :1])])  # λ, …, λ, 0
    v, done = xp.zeros_like(penalised), False
    for _ in range(100):
        if not done:
            v, done = _newton_step(xp, A, y, penalised, v)
    if not done:
        raise ValueError(f"lam must be large enough for Newton's method to converge in {X.dtype}, got {lam!r}")
    return v[:-1], v[-1]


def _objective(xp, A, y, penalised, v):
    margins = y * (A @ v)
    # log(1 + exp(−m)), so that exp cannot overflow
    return xp.mean(xp.logaddexp(xp.zeros_like(margins), -margins)) + xp.sum(penalised * v**2) / 2


def _newton_step(xp, A, y, penalised, v):
    """v after a damped Newton step on the objective, and whether that was the last."""
    n, margins = A.shape[0], y * (A @ v)
    p = xp.exp(-xp.logaddexp(xp.zeros_like(margins), margins))  # the probability of the other class
    gradient = penalised * v - A.T @ (y * p) / n
    # ∇²J = (1/n) Aᵀ diag(p(1 − p)) A + diag(λ, …, λ, 0)
    H = A.T @ (A * (p * (1 - p))[:, None]) / n + xp.eye(A.shape[1], dtype=A.dtype, device=device(A)) * penalised
    step = solve_positive(H, gradient, float(penalised[0]))
    decrement = float(gradient @ step)  # twice what is left to gain, if J were its quadratic
    before = float(_objective(xp, A, y, penalised, v))
    rounding, t = 4 * xp.finfo(A.dtype).eps * before, 1.0
    while float(_objective(xp, A, y, penalised, v - t * step)) > before - 1e-4 * t * decrement + rounding:
        t /= 2
    return v - t * step, decrement <= rounding
