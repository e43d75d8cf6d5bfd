"""Item 4: two numbers on given data, the λ that the evidence chooses for 60 patients and the γ that goes with it."""

import numpy as np
from proctor import Check, Requirement

from shrinkage.checks.bayes.choice_mistakes import GAMMA, LAM, chosen, given, mistakes

TOLERANCE = 5e-3


def reference():
    return chosen(*given())


def _off(index, reason):
    """A judge for one number of the pair, which does not give the right one away."""

    def judge(result, expected, case):
        if np.shape(result) != (2,) or not all(isinstance(part, int | float | np.number) for part in result):
            return "is not a pair of numbers (λ, γ)"
        close = abs(result[index] - expected[index]) <= TOLERANCE * expected[index]
        return None if close else reason.format(result[index])

    return judge


NOT_LARGEST = (
    "begins with {:g}, where the log evidence, with the best σ² for each λ, is not largest: compute it there and two "
    "percent to either side"
)
NOT_GAMMA = "ends with {:g}, more than half a percent off the γ that belongs to the right λ"

evidence_choice = Check(
    "evidence_choice",
    value=True,
    reference=reference,
    requirements=[
        Requirement(LAM, points=1, judge=_off(0, NOT_LARGEST), rtol=TOLERANCE),
        Requirement(GAMMA, points=1, judge=_off(1, NOT_GAMMA), rtol=TOLERANCE),
    ],
    mistakes=mistakes,
)
