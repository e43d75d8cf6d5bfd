"""Item 5: a penalty turned into data, so that least squares solves ridge, Tikhonov and a free intercept."""

import numpy as np
from proctor import Check, Requirement

from shrinkage.checks._cases import part, regression, rough, strength, tidy
from shrinkage.checks.l2.least_squares_mistakes import CENTRE, EACH, ONE, mistakes

COST = "‖X̃w − ỹ‖²/(2n)"


def reference(X, y, lams, centre):
    A = np.diag(np.sqrt(len(y) * lams))
    return np.vstack([X, A]), np.concatenate([y, A @ centre])


def _meet(answer, case):
    return answer(*(value for name, value in case.items() if name != "w"))


def _cost(result, case):
    """‖X̃w − ỹ‖²/(2n) at the case's w, for the X̃ and ỹ of an answer."""
    X, y = (np.asarray(part(i, "X̃", "ỹ")(result), dtype=float) for i in (0, 1))
    if X.ndim != 2 or y.shape != X.shape[:1] or X.shape[1] != len(case["w"]):
        raise ValueError(f"X̃ must have shape (m, {len(case['w'])}) and ỹ (m,), got {X.shape} and {y.shape}")
    return {COST: float(((X @ case["w"] - y) ** 2).sum() / (2 * len(case["y"])))}


def _cases(strengths, centres):
    """Cases whose λs and centre are drawn by the two functions of (generator, d, draw)."""

    def cases(generator):
        drawn = []
        for n, d, draw in [(2, 2, tidy), (4, 3, tidy), (12, 6, rough), (5, 9, rough)]:
            X, y = regression(generator, n, d, draw)
            lams, centre = strengths(generator, d), centres(generator, d, draw)
            drawn.append({"X": X, "y": y, "lams": lams, "centre": centre, "w": draw(generator, d)})
        return drawn

    return cases


def _one(generator, d):
    return np.full(d, strength(generator))


def _each(generator, d):
    lams = generator.choice([0.1, 0.2, 0.3, 0.7, 0.9, 1.3, 1.7], size=d, replace=False) if d < 8 else None
    lams = generator.uniform(0.1, 2, size=d) if lams is None else lams
    lams[generator.integers(d)] = 0.0
    return lams


def _zero(generator, d, draw):
    return np.zeros(d)


def _elsewhere(generator, d, draw):
    return draw(generator, d)


as_least_squares = Check(
    "as_least_squares",
    reference=reference,
    requirements=[
        Requirement(ONE, points=2, cases=_cases(_one, _zero), call=_meet, part=_cost),
        Requirement(EACH, points=1, cases=_cases(_each, _zero), call=_meet, part=_cost),
        Requirement(CENTRE, points=1, cases=_cases(_one, _elsewhere), call=_meet, part=_cost),
    ],
    mistakes=mistakes,
)
