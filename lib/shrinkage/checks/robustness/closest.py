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


def _cases(norm, sizes, name=None):
    """Cases of these sizes, and one for each mistake about the class that loses the requirement `name`."""

    def cases(generator):
        told = [_case(generator, *LARGE, norm, mistake) for mistake in others if name in mistake.loses]
        return [_case(generator, *size, norm) for size in sizes] + told

    _, *others = about_the_class  # the first one, the runner-up, shows in all cases
    return cases


def _case(generator, draw, d, K, norm, mistake=None):
    def drawn():
        return {"W": draw(generator, d, K), "b": draw(generator, K), "x": draw(generator, d), "norm": norm}

    return until(lambda case: _is_telling(case) and (mistake is None or _tells(mistake, case)), drawn)


def _tells(mistake, case):
    """Whether a mistake about the class leads farther away than need be, and not to the runner-up."""
    wrong, second, right = (f(*case.values()) for f in (mistake.wrong, about_the_class[0].wrong, reference))
    far, other, best = (np.linalg.norm(point - case["x"], case["norm"]) for point in (wrong, second, right))
    return far > 1.01 * best and abs(far - other) > 0.01 * best


def _is_telling(case):
    """Whether, if there are several, another class than the runner-up is clearly the nearest, and the mistakes show."""
    W, b, x, norm = case.values()
    z = _scores(W, b, x)
    first, *others = np.argsort(-z)
    apart, gaps = (W[:, [first]] - W)[:, others], (z[first] - z)[others]
    distances = gaps / np.linalg.norm(apart, DUAL[norm], axis=0)
    i = np.argmin(distances)
    if len(others) > 1 and (i == 0 or np.partition(distances, 1)[1] < 1.05 * distances[i]):
        return False
    return distances[i] > 0.1 and np.min(abs(apart)) > 0.01 and _is_lopsided(apart[:, i], gaps[i], b, case)


def _is_lopsided(w, gap, b, case):
    """Whether the three norms tell different points, and b matters."""
    sizes = np.sort(abs(w))
    z = case["x"] @ case["W"]
    matters = np.argmax(z) != np.argmax(z + b) or abs(np.ptp(z) - np.ptp(z + b)) > 0.1 * gap
    return sizes[-1] > 1.15 * sizes[-2] and sizes[-2] > 0.1 * sizes[-1] and matters


TINY, SMALL, LARGE = (tidy, 2, 2), (tidy, 3, 3), (rough, 4, 5)


def _requirement(name, drawn):
    return Requirement(name, points=1, cases=drawn, judge=_closest, rtol=TOLERANCE)


closest = Check(
    "closest",
    reference=reference,
    requirements=[
        _requirement(PAIR, _cases(2, [TINY, (rough, 5, 2)])),
        _requirement(EUCLID, _cases(2, [SMALL, LARGE])),
        _requirement(LARGEST, _cases(np.inf, [TINY, SMALL], LARGEST)),
        _requirement(SUM, _cases(1, [TINY, SMALL], SUM)),
    ],
    mistakes=mistakes,
)
