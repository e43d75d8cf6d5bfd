"""Item 6: ridge with a free intercept from inner products alone, for inputs that nobody has to write down."""

import numpy as np
from proctor import Check, Requirement

from shrinkage import l2
from shrinkage.checks._cases import part, regression, rough, strength, tidy
from shrinkage.checks.l2.dual_mistakes import CENTRED, INTERCEPT, KERNEL, WEIGHTS, mistakes


def reference(K, y, lam):
    n = len(y)
    mean = np.full((n, n), 1 / n)
    # the Gram matrix of the centred inputs
    centred = K - mean @ K - K @ mean + mean @ K @ mean
    values, vectors = np.linalg.eigh(centred)
    X = vectors * np.sqrt(np.maximum(values, 0))  # X Xᵀ is that matrix
    a = (y - y.mean() - X @ l2.ridge(X, y - y.mean(), lam)) / (n * lam)
    return a, (y - K @ a).mean()


def _meet(answer, case):
    return answer(case["K"], case["y"], case["lam"])


def _weights(result, case):
    return {"Xᵀa": case["X"].T @ _a(result, case)}


def _intercept(result, case):
    return {"b": part(1, "a", "b")(result)}


def _both(result, case):
    return {**_weights(result, case), **_intercept(result, case)}


def _predictions(result, case):
    b = float(part(1, "a", "b")(result))
    return {"K_new a + b": case["K_new"] @ _a(result, case) + b}


def _a(result, case):
    a, n = np.asarray(part(0, "a", "b")(result), dtype=float), len(case["y"])
    if a.shape != (n,):
        raise ValueError(f"a must have shape ({n},), got {a.shape}")
    return a


def _case(generator, X, y):
    return {"K": X @ X.T, "y": y, "lam": strength(generator), "X": X}


def centred_cases(generator):
    """Every example stands beside its opposite, so that all means are 0."""
    drawn = []
    for n, d, draw in [(1, 1, tidy), (2, 3, tidy), (8, 4, rough), (4, 12, rough)]:
        X, y = regression(generator, n, d, draw)
        drawn.append(_case(generator, np.vstack([X, -X]), np.concatenate([y, -y])))
    return drawn


def cases(generator):
    sizes = [(3, 1, tidy), (3, 4, tidy), (15, 4, rough), (6, 20, rough)]
    return [_case(generator, 1 + X, 2 + y) for X, y in (regression(generator, *size) for size in sizes)]


def kernel_cases(generator):
    """The Gaussian kernel exp(−(x − x′)²/2), whose features are infinitely many, of a few numbers x."""
    drawn = []
    for n, m in [(3, 2), (10, 6)]:
        x, x_new, y = rough(generator, n), rough(generator, m), 2 + tidy(generator, n)
        K, K_new = (np.exp(-((u[:, None] - x) ** 2) / 2) for u in (x, x_new))
        drawn.append({"K": K, "y": y, "lam": strength(generator), "K_new": K_new})
    return drawn


dual_with_intercept = Check(
    "dual_with_intercept",
    reference=reference,
    requirements=[
        Requirement(CENTRED, points=1, cases=centred_cases, call=_meet, part=_both),
        Requirement(WEIGHTS, points=1, cases=cases, call=_meet, part=_weights),
        Requirement(INTERCEPT, points=1, cases=cases, call=_meet, part=_intercept),
        Requirement(KERNEL, points=1, cases=kernel_cases, call=_meet, part=_predictions),
    ],
    mistakes=mistakes,
)
