"""Three ways down, step by step, from w = 0: two by proximal gradients, one coordinate by coordinate."""

import math
from typing import Any, NamedTuple

from shrinkage import _validate as check
from shrinkage.l1._input import design
from shrinkage.l1.optimality import objective
from shrinkage.l1.prox import shrunk


class Run(NamedTuple):
    """What a solver returns: the last weights, and the objective at the start and after every step."""

    w: Any
    objectives: Any


def ista(X, y, lam, steps, ratio=1.0):
    """Proximal gradient descent: a gradient step on the loss, then the prox of the penalty.

    w ← prox_{ηλ}(w − ηXᵀ(Xw − y)/n) with η = 1/L and L = ‖X‖²/n, the largest curvature of the loss. With w*
    the minimum, J(w_k) − J(w*) ≤ L‖w*‖²/(2k), and J never rises.

    Parameters
    ----------
    X : array (n, d), real floating
        Inputs, one a row, with at least one entry that is not zero. There is no intercept: centre `X` and `y` first.
    y : array (n,)
        Targets, of the library, dtype and device of `X`.
    lam : float
        Strength λ ≥ 0.
    steps : int
        How many, at least 0.
    ratio : float
        The share r of the L1 norm, from 0 (ridge) to 1 (lasso).

    Returns
    -------
    Run
        `w` (d,) and `objectives` (steps + 1,), of the library, dtype and device of `X`.

    Raises
    ------
    TypeError, ValueError
        If arrays are not alike, not finite or do not fit, if `X` is zero, or a number is out of its range.

    References
    ----------
    .. [1] I. Daubechies, M. Defrise and C. De Mol, "An iterative thresholding algorithm for linear inverse problems
       with a sparsity constraint", Comm. Pure Appl. Math. 57 (2004).
    .. [2] A. Beck and M. Teboulle, "A fast iterative shrinkage-thresholding algorithm for linear inverse problems",
       SIAM J. Imaging Sci. 2 (2009), theorem 3.1.
    """
    xp, lam, r, eta = _prepared(X, y, lam, steps, ratio)
    w = xp.zeros_like(X[0, :])
    objectives = [objective(X, y, w, lam, r)]
    for _ in range(steps):
        w = _proximal_step(xp, X, y, w, lam, r, eta)
        objectives.append(objective(X, y, w, lam, r))
    return Run(w, xp.stack(objectives))


def fista(X, y, lam, steps, ratio=1.0):
    """Proximal gradient descent with Nesterov's momentum: the step is taken from a point beyond the last w.

    With θ₁ = 1, θ_{k+1} = (1 + √(1 + 4θ_k²))/2 and z₁ = w₀ = 0: w_k is the step of :func:`ista` from z_k, and
    z_{k+1} = w_k + (θ_k − 1)/θ_{k+1}·(w_k − w_{k−1}). J(w_k) − J(w*) ≤ 2L‖w*‖²/(k + 1)²; J may rise on the way.

    Parameters
    ----------
    X, y, lam, steps, ratio
        As in :func:`ista`.

    Returns
    -------
    Run
        `w` (d,) and `objectives` (steps + 1,), of the library, dtype and device of `X`.

    Raises
    ------
    TypeError, ValueError
        As :func:`ista`.

    References
    ----------
    .. [1] A. Beck and M. Teboulle, "A fast iterative shrinkage-thresholding algorithm for linear inverse problems",
       SIAM J. Imaging Sci. 2 (2009), theorem 4.4.
    """
    xp, lam, r, eta = _prepared(X, y, lam, steps, ratio)
    w = z = xp.zeros_like(X[0, :])
    objectives, theta = [objective(X, y, w, lam, r)], 1.0
    for _ in range(steps):
        before, w = w, _proximal_step(xp, X, y, z, lam, r, eta)
        previous, theta = theta, (1 + math.sqrt(1 + 4 * theta**2)) / 2
        z = w + (previous - 1) / theta * (w - before)
        objectives.append(objective(X, y, w, lam, r))
    return Run(w, xp.stack(objectives))


def coordinate_descent(X, y, lam, sweeps, ratio=1.0):
    """Minimise J over one weight after the other, exactly, and go round again.

    With the others fixed and e = y − Xw, the best w_j is S(x_jᵀe/n + h_j w_j, λr)/(h_j + λ(1 − r)), where S is the soft
    threshold and h_j = ‖x_j‖²/n. J never rises, and since its kinks lie along the axes, a point that no coordinate can
    improve is the minimum.

    Parameters
    ----------
    X, y, lam, ratio
        As in :func:`ista`.
    sweeps : int
        How many times round, at least 0.

    Returns
    -------
    Run
        `w` (d,) and `objectives` (sweeps + 1,), of the library, dtype and device of `X`.

    Raises
    ------
    TypeError, ValueError
        As :func:`ista`.

    References
    ----------
    .. [1] J. Friedman, T. Hastie and R. Tibshirani, "Regularization paths for generalized linear models via
       coordinate descent", J. Stat. Softw. 33 (2010), equation 5.
    .. [2] P. Tseng, "Convergence of a block coordinate descent method for nondifferentiable minimization",
       J. Optim. Theory Appl. 109 (2001), on why it arrives.
    """
    xp, lam, r, _ = _prepared(X, y, lam, check.integer(sweeps, "sweeps", minimum=0), ratio)
    n, d = X.shape
    w, e, h = xp.zeros_like(X[0, :]), 1 * y, xp.sum(X**2, axis=0) / n
    objectives = [objective(X, y, w, lam, r)]
    for _ in range(sweeps):
        for j in range(d):
            if h[j] > 0:  # a column of zeros keeps its zero
                # w_j = S(x_jᵀe/n + h_j w_j, λr) / (h_j + λ(1 − r))
                new = shrunk(xp, X[:, j] @ e / n + h[j] * w[j], lam * r) / (h[j] + lam * (1 - r))
                e = e - X[:, j] * (new - w[j])
                w[j] = new
        objectives.append(objective(X, y, w, lam, r))
    return Run(w, xp.stack(objectives))


def _prepared(X, y, lam, steps, ratio):
    """The namespace, λ, r and the step size 1/L, after the checks."""
    xp = design(X, y)
    lam = float(check.number(lam, "lam", minimum=0))
    check.integer(steps, "steps", minimum=0)
    r = float(check.number(ratio, "ratio", minimum=0, maximum=1))
    if not bool(xp.any(X != 0)):
        raise ValueError(f"X must have an entry that is not zero, got zeros of shape {tuple(X.shape)}")
    return xp, lam, r, X.shape[0] / float(xp.linalg.matrix_norm(X, ord=2)) ** 2


def _proximal_step(xp, X, y, z, lam, r, eta):
    """The w that minimises the penalty plus a bowl of curvature 1/η on the loss at z."""
    v = z - eta * (X.T @ (X @ z - y) / X.shape[0])
    return shrunk(xp, v, eta * lam * r) / (1 + eta * lam * (1 - r))
