"""Item 2: where t steps of gradient descent lead, from any start and however many they are."""

import numpy as np
from proctor import Check, Requirement

from shrinkage.checks._cases import regression, rough, tidy, until
from shrinkage.checks.early_stopping.descent_mistakes import MANY, START, WIDE, ZERO, mistakes
from shrinkage.early_stopping import filtered_solution, gradient_descent_filter


def reference(X, y, start, lr, steps):
    # of v = w − start the target is y − X·start, and v starts at 0
    return start + filtered_solution(X, y - X @ start, lambda s: gradient_descent_filter(s, len(y), lr, steps))


def _rate(generator, X):
    """An η with ηh between 1.2 and 1.8 along the steepest direction: w jumps to and fro, and converges."""
    steepest = np.linalg.norm(X, 2) ** 2 / len(X)
    return float(f"{generator.choice([1.2, 1.4, 1.6, 1.8]) / steepest:.2g}")


def _case(generator, n, d, draw, start, steps):
    def drawn():
        X, y = regression(generator, n, d, draw)
        w = draw(generator, d) if start else np.zeros(d)
        return {"X": np.asarray(X), "y": np.asarray(y), "start": np.asarray(w, dtype=float), "lr": _rate(generator, X)}

    def telling(case):
        """Neither a direction that hardly matters nor a rate that rounding has made too large."""
        s = np.linalg.svd(case["X"], compute_uv=False)
        x, seen = case["lr"] * s**2 / n, np.linalg.svd(case["X"])[0][:, : len(s)].T @ case["y"]
        return x[0] < 1.9 and x[-1] > 0.02 and np.all(np.abs(seen) > 0.1)

    return until(telling, drawn) | {"steps": steps}


def zero_cases(generator):
    return [
        _case(generator, 3, 1, tidy, False, 3),
        _case(generator, 4, 2, tidy, False, 1),
        _many_rows(generator, False),
    ]


def _many_rows(generator, start):
    return _case(generator, 12, 4, rough, start, int(generator.choice([5, 7, 9])))


def start_cases(generator):
    return [_case(generator, 3, 1, tidy, True, 3), _case(generator, 4, 2, tidy, True, 1), _many_rows(generator, True)]


def wide_cases(generator):
    return [
        _case(generator, 1, 2, tidy, True, 3),
        _case(generator, 4, 9, rough, True, int(generator.choice([5, 7, 9]))),
    ]


def many_cases(generator):
    """Two features that are nearly the same: after 100 000 steps their difference is still on its way."""
    X = rough(generator, 8, 2)
    X = np.column_stack([X, X[:, 0] + float(generator.choice([3e-3, 6e-3])) * rough(generator, 8)])
    s = np.linalg.svd(X, compute_uv=False)
    lr = 1.5 * len(X) / s[0] ** 2
    y = X @ rough(generator, 3) + 0.01 * rough(generator, 8)
    return [{"X": X, "y": y, "start": np.zeros(3), "lr": float(f"{lr:.2g}"), "steps": 100_000}]


descend = Check(
    "descend",
    reference=reference,
    requirements=[
        Requirement(ZERO, points=1, cases=zero_cases),
        Requirement(START, points=1, cases=start_cases),
        Requirement(WIDE, points=1, cases=wide_cases),
        # what many roundings leave, and what tells a power from an exponential no more
        Requirement(MANY, points=1, cases=many_cases, rtol=1e-3),
    ],
    mistakes=mistakes,
)
