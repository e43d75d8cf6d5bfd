"""Item 4: the closest point that a linear classifier of several classes takes for another class, in three norms."""

import numpy as np
from proctor import Check, Requirement

from shrinkage.checks._cases import rough, tidy, until
from shrinkage.checks.robustness.closest_class_mistakes import mistakes as about_the_class
from shrinkage.checks.robustness.closest_mistakes import EUCLID, LARGEST, PAIR, SUM, mistakes
from shrinkage.robustness import boundary_distance

TOLERANCE = 2e-3  # a point a hair beyond the boundary is as good
DUAL = {1: np.inf, 2: 2, np.inf: 1}


def _scores(W, b, x):
    return x @ W + b


def reference(W, b, x, norm):
    c = np.argmax(_scores(W, b, x))
    points = [_towards(W[:, c] - W[:, j], b[c] - b[j], x, norm) for j in range(len(b)) if j != c]
    return min(points, key=lambda point: np.linalg.norm(point - x, norm))


def _towards(w, b, x, norm):
    """The point with wᵀx + b = 0 that is closest to x."""
    if norm == 2:
        return x - float(boundary_distance(x[None], w, float(b))[0]) * w / np.linalg.norm(w)
    direction = np.sign(w) if norm == np.inf else np.where(np.arange(len(w)) == np.argmax(abs(w)), np.sign(w), 0)
    return x - (x @ w + b) / np.linalg.norm(w, DUAL[norm]) * direction


def _closest(result, expected, case):
    """A `judge` of a point: whether another class has caught up there, and whether it is as close as can be."""
    W, b, x, norm = case.values()
    point = np.asarray(result)
    if point.shape != x.shape:
        return f"has shape {point.shape}, not {x.shape}"
    c = np.argmax(_scores(W, b, x))
    at, before = (_scores(W, b, p) for p in (point, x))
    lead, led = (z[c] - np.max(np.delete(z, c)) for z in (at, before))
    name = {1: "‖·‖₁", 2: "‖·‖₂", np.inf: "‖·‖_∞"}[norm]
    distance, best = (np.linalg.norm(p - x, norm) for p in (point, expected))
    if lead > TOLERANCE * led:
        return f"is a point at which class {c} still has the largest score, by {lead:.4g}; at x it was {led:.4g}"
    if distance > (1 + TOLERANCE) * best:
        return f"is {distance:.4g} away from x in {name}, and there is such a point at {best:.4g}"
    return None


def _cases(norm, sizes):
    def cases(generator):
        return [_case(generator, draw, d, K, norm) for draw, d, K in sizes]

    return cases


def _case(generator, draw, d, K, norm):
    def drawn():
        return {"W": draw(generator, d, K), "b": draw(generator, K), "x": draw(generator, d), "norm": norm}

    telling = _is_telling if K < 5 else lambda case: _is_telling(case) and _tells_the_class(case)
    return until(telling, drawn)


def _tells_the_class(case):
    """Whether the mistakes about the class lead farther away, and not to where the first of them leads."""
    x, norm = case["x"], case["norm"]
    name = {2: EUCLID, np.inf: LARGEST, 1: SUM}[norm]
    points = [mistake.wrong(*case.values()) for mistake in about_the_class if name in mistake.loses]
    best, first, *others = (np.linalg.norm(point - x, norm) for point in [reference(*case.values()), *points])
    return first > 1.01 * best and all(other > 1.01 * best and abs(other - first) > 0.01 * best for other in others)


def _is_telling(case):
    """Whether, if there are several, another class than the runner-up is clearly the nearest, and the mistakes show."""
    W, b, x, norm = case.values()
    z = _scores(W, b, x)
    first, *others = np.argsort(-z)
    gaps = [(W[:, first] - W[:, j], z[first] - z[j]) for j in others]
    distances = np.array([gap / np.linalg.norm(w, DUAL[norm]) for w, gap in gaps])
    nearest, *rest = np.sort(distances)
    clear = not rest or (rest[0] > 1.05 * nearest and np.argmin(distances) > 0)
    divisible = all(np.min(abs(w)) > 0.01 for w, _ in gaps)
    return nearest > 0.1 and clear and divisible and _is_lopsided(*gaps[np.argmin(distances)], b, case)


def _is_lopsided(w, gap, b, case):
    """Whether the three norms tell different points, and b matters."""
    sizes = np.sort(abs(w))
    z = case["x"] @ case["W"]
    matters = np.argmax(z) != np.argmax(z + b) or abs(np.ptp(z) - np.ptp(z + b)) > 0.1 * gap
    return sizes[-1] > 1.15 * sizes[-2] and sizes[-2] > 0.1 * sizes[-1] and matters


TINY, SMALL, LARGE = (tidy, 2, 2), (tidy, 3, 3), (rough, 6, 5)

closest = Check(
    "closest",
    reference=reference,
    requirements=[
        Requirement(PAIR, points=1, cases=_cases(2, [TINY, (rough, 5, 2)]), judge=_closest, rtol=TOLERANCE),
        Requirement(EUCLID, points=1, cases=_cases(2, [SMALL, LARGE]), judge=_closest, rtol=TOLERANCE),
        Requirement(LARGEST, points=1, cases=_cases(np.inf, [TINY, SMALL, LARGE]), judge=_closest, rtol=TOLERANCE),
        Requirement(SUM, points=1, cases=_cases(1, [TINY, SMALL, LARGE]), judge=_closest, rtol=TOLERANCE),
    ],
    mistakes=mistakes,
)
