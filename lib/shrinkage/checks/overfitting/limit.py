"""Item 7: where gradient descent ends, when many weights fit the data."""

import numpy as np
from proctor import Check, Requirement

from shrinkage.checks._cases import rough, tidy, until
from shrinkage.checks.overfitting.limit_mistakes import ANY, FITS, NEAREST, mistakes
from shrinkage.overfitting import least_squares

UNDERWAY = "Descent has not arrived yet: find the limit without steps."


def reference(X, y, start):
    return start + least_squares(X, y - X @ start)


def wide(generator):
    """More weights than rows, the rows independent; last, one with a direction in which descent crawls."""
    independent = until(lambda X: np.linalg.cond(X) < 20, lambda: tidy(generator, 2, 3))
    return [
        _case(generator, tidy(generator, 1, 2), tidy),
        _case(generator, independent, tidy),
        _case(generator, rough(generator, 10, 40), rough),
        _case(generator, _slow(generator, 3, 6), rough),
    ]


def any_shape(generator):
    """More rows than weights; rows and columns that depend on each other, so that no weights fit; other units."""
    few, independent = (until(lambda X: np.linalg.cond(X) < 20, lambda: tidy(generator, 2, 3)) for _ in range(2))
    repeated = np.repeat(few, 2, axis=0)
    dependent = rough(generator, 12, 3) @ rough(generator, 3, 8)
    return [
        _case(generator, tidy(generator, 3, 1), tidy),
        _case(generator, repeated, tidy),
        _case(generator, dependent, rough),
        _case(generator, _slow(generator, 3, 6).T, rough),
        _case(generator, independent, tidy),
        _case(generator, 2e-14 * rough(generator, 6, 8), rough),  # too small for an absolute cutoff
        _case(generator, _slow(generator, 4, 4, 7.5), rough),  # too steep for a relative one that is not 10⁻¹²
    ]


def _case(generator, X, draw):
    n, d = X.shape
    return {"X": X, "y": draw(generator, n), "start": draw(generator, d)}


def _slow(generator, n, d, digits=3):
    """X with singular values from 1 down to 10 to the power −`digits`."""
    U, _ = np.linalg.qr(rough(generator, n, n))
    V, _ = np.linalg.qr(rough(generator, d, n))
    return (U * np.logspace(0, -digits, n)) @ V.T


def _fits(result, expected, case):
    X, y = case["X"], case["y"]
    w = np.asarray(result, dtype=float)
    if w.shape != case["start"].shape:
        return f"has shape {w.shape}, not {case['start'].shape}"
    off = np.abs(X @ w - y)
    if np.all(off <= 1e-6 * (1 + np.abs(y).max())):
        return None
    reason = f"leaves Xw off y by {off.max():.3g} in row {int(np.argmax(off))}, where weights that fit exactly exist"
    return f"{reason}. {UNDERWAY}" if _is_underway(w, case) else reason


def _is_underway(w, case):
    """Whether w is on descent's way: moved along the rows of X alone, and nearer to y than the start."""
    X, y, start = case.values()
    way = w - start
    unseen = way - np.linalg.lstsq(X, X @ way)[0]
    nearer = np.linalg.norm(X @ w - y) < np.linalg.norm(X @ start - y)
    return nearer and np.linalg.norm(unseen) <= 1e-9 * np.linalg.norm(way)


gradient_descent_limit = Check(
    "gradient_descent_limit",
    reference=reference,
    requirements=[
        Requirement(FITS, points=1, cases=wide, judge=_fits),
        Requirement(NEAREST, points=2, cases=wide),
        Requirement(ANY, points=1, cases=any_shape),
    ],
    mistakes=mistakes,
)
