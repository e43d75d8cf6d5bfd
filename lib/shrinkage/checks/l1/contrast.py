"""Item 6: the prox of t·|aᵀw|, which soft-thresholds along one direction and leaves all others alone."""

import numpy as np
from proctor import Check, Requirement

from shrinkage import l1
from shrinkage.checks._cases import rough, tidy, until
from shrinkage.checks.l1.contrast_mistakes import AXIS, BEYOND, MET, ZERO, mistakes

RTOL = 1e-4  # room for float32


def reference(v, a, t):
    square = a @ a
    if square == 0:
        return v.copy()
    along = np.array([a @ v / square])  # v = along·a + a part that aᵀ does not see
    return v + (l1.soft_threshold(along, t) - along) * a


def axis_cases(generator):
    """a is one column of the identity: plain soft-thresholding of one entry, beyond the threshold and within it."""
    drawn = []
    for d, sign in [(2, 1), (4, -1), (9, 1), (9, -1)]:
        v, a = (tidy if d < 9 else rough)(generator, d), np.zeros(d)
        j = generator.integers(d)
        v[j], a[j] = sign * generator.integers(5, 30) / 10, 1.0
        drawn += [{"v": v, "a": a, "t": float(abs(v[j]) * generator.choice(pair))} for pair in ([0.2, 0.6], [1.5, 2.5])]
    return drawn


def _cases(factors):
    """t is each of the `factors(‖a‖²)` times the smallest t that makes aᵀw = 0."""

    def cases(generator):
        drawn = []
        for d, draw, sign in [(2, tidy, 1), (3, tidy, -1), (8, rough, -1)]:
            v, a = until(_oblique, lambda d=d, draw=draw: (draw(generator, d), draw(generator, d)))
            a = a * sign * np.sign(a @ v)
            threshold = abs(a @ v) / (a @ a)
            drawn += [{"v": v, "a": a, "t": round(float(f * threshold), 2)} for f in factors(a @ a)]
        return drawn

    return cases


def _oblique(pair):
    """Whether v has a clear part along a and one across it, and a is clearly longer than 1."""
    v, a = pair
    square = a @ a
    along = a @ v / square
    across = v - along * a
    return abs(along) > 0.3 and np.max(abs(across)) > 0.3 and square > 2 and np.min(abs(a)) > 0.05


def zero_cases(generator):
    return [{"v": draw(generator, d), "a": np.zeros(d), "t": 0.7} for d, draw in [(2, tidy), (6, rough)]]


prox_contrast = Check(
    "prox_contrast",
    reference=reference,
    requirements=[
        Requirement(AXIS, points=1, cases=axis_cases, rtol=RTOL),
        Requirement(MET, points=1, cases=_cases(lambda square: [1.3, 3 * square]), rtol=RTOL),
        Requirement(BEYOND, points=1, cases=_cases(lambda square: [0.3, 0.7]), rtol=RTOL),
        Requirement(ZERO, points=1, cases=zero_cases, rtol=RTOL),
    ],
    mistakes=mistakes,
)
