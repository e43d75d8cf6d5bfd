"""Item 5: the leave-one-out errors of least squares, from a single fit."""

import tracemalloc

import numpy as np
from proctor import Check, Requirement
from proctor.compare import difference
from proctor.plain import plain

from shrinkage.checks._cases import rough, tidy
from shrinkage.checks.overfitting.loo_mistakes import ALONE, LEAN, SQUARES, STABLE, mistakes

LIMIT = 8  # MB; an n × n matrix of the long case has 32
RTOL = 3e-5  # between near twins a right route keeps 1e-6, one through XᵀX is off by 1e-4 or more


def reference(X, y):
    Q, _ = np.linalg.qr(X)
    leverage = (Q**2).sum(axis=1)
    lone = leverage > 1 - 1e-9
    return np.where(lone, np.inf, ((y - Q @ (Q.T @ y)) / np.where(lone, 1, 1 - leverage)) ** 2)


def cases(generator):
    """Lines, the second one with a point so far out that its leverage is 1 − 10⁻⁸; then whatever."""
    places = np.arange(4.0), np.array([0.0, 1.0, 2.0, 3.0, 20000.0]) / 20000
    lines = [np.stack([np.ones(len(x)), x], axis=1) for x in places]
    clouds = [rough(generator, 6, 2), rough(generator, 30, 7)]
    return [{"X": X, "y": tidy(generator, len(X))} for X in lines + clouds]


def lone_cases(generator):
    """Each has a row that alone is not 0 in the last column."""
    drawn = []
    for n, d in [(5, 2), (6, 2), (12, 4), (20, 5)]:
        X, row = tidy(generator, n, d), int(generator.integers(n))
        X[:, -1] = np.where(np.arange(n) == row, X[:, -1], 0)
        drawn.append({"X": X, "y": tidy(generator, n)})
    return drawn


def long_cases(generator):
    return [{"X": rough(generator, 2000, 5), "y": rough(generator, 2000)}]


def twin_cases(generator):
    """Two columns that agree to seven digits."""
    drawn = []
    for _ in range(3):
        a, b, c, noise = rough(generator, 4, 30)
        drawn.append({"X": np.stack([a, a + 1e-7 * b, c], axis=1), "y": a + c + noise})
    return drawn


def _lone(result, expected, case):
    alone = int(np.argmax(np.isinf(expected)))
    result = np.asarray(result, dtype=float)
    if result.shape != expected.shape:
        return f"has shape {result.shape}, not {expected.shape}"
    if result[alone] != np.inf:
        return (
            f"is {result[alone]:.6g} at [{alone}]. In every other row the last column is 0: without this row its "
            "weight is unknown, so only inf is honest"
        )
    others = np.delete(result, alone)
    return None if np.all(np.isfinite(others)) else "is not finite in rows whose leverage is below 1"


def _stable(result, expected, case):
    reason = difference(plain(result), plain(expected), rtol=RTOL)
    return reason and f"{reason}; if only this fails, look for XᵀX: it squares the condition number of X"


def _lean(answer, case):
    """The result, and whether NumPy's arrays took more memory on the way than an answer needs."""
    tracemalloc.start()
    try:
        errors = answer(*case.values())
        peak = tracemalloc.get_traced_memory()[1] / 2**20
    finally:
        tracemalloc.stop()
    return {"errors": errors, "memory": f"{'less' if peak < LIMIT else 'more'} than {LIMIT} MB"}


leave_one_out = Check(
    "leave_one_out",
    reference=reference,
    requirements=[
        Requirement(SQUARES, points=2, cases=cases),
        Requirement(ALONE, points=1, cases=lone_cases, judge=_lone),
        Requirement(LEAN, points=1, cases=long_cases, call=_lean),
        Requirement(STABLE, points=1, cases=twin_cases, judge=_stable, rtol=RTOL),
    ],
    mistakes=mistakes,
)
