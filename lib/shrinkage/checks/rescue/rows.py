"""Item 1: how exactly a validation set can tell, and how many rows tell two settings apart."""

import numpy as np
from proctor import Check, Mistake, Requirement

ALONE = "begins with the standard error of the accuracy on 200 rows"
PAIRED = "ends with the rows that tell the two settings apart"
BOTH = [ALONE, PAIRED]
TOLERANCE = 5e-3  # room for n − 1 instead of n, and for a rounding up


def reference():
    # a row's difference is 1, 0 or −1: its mean square is the share of rows on which the two disagree
    variance = 0.15 - 0.02**2
    return np.sqrt(0.7 * 0.3 / 200), np.ceil(variance / 0.01**2)


def _number(place, what):
    def judge(result, expected, case):
        if np.shape(result) != (2,) or not all(isinstance(part, int | float | np.number) for part in result):
            return "is not a pair of numbers (standard_error, rows)"
        close = abs(result[place] - expected[place]) <= TOLERANCE * expected[place]
        return None if close else f"has {result[place]:g} as {what}, which is not it"

    return judge


def variance_for_error():
    return 0.7 * 0.3 / 200, 1496


def without_the_root_of_the_rows():
    return np.sqrt(0.7 * 0.3), 1496


def in_percent():
    return 100 * np.sqrt(0.7 * 0.3 / 200), 1496


def as_if_independent():
    return np.sqrt(0.7 * 0.3 / 200), (0.7 * 0.3 + 0.72 * 0.28) / 0.01**2


def as_if_independent_and_alike():
    return np.sqrt(0.7 * 0.3 / 200), 2 * 0.7 * 0.3 / 0.01**2


def share_for_difference():
    return np.sqrt(0.7 * 0.3 / 200), 0.15 * 0.85 / 0.01**2


def one_standard_error():
    return np.sqrt(0.7 * 0.3 / 200), 0.1496 / 0.02**2


def accuracies_for_differences():
    return np.sqrt(0.7 * 0.3 / 200), 0.7 * 0.3 / 0.01**2


def order_swapped():
    return 1496, np.sqrt(0.7 * 0.3 / 200)


DIFFERENT_ROWS = (
    "The second number is for two networks that are measured on different rows. On the same rows most of the luck is "
    "common to both, and only those on which they disagree speak."
)

mistakes = [
    Mistake(variance_for_error, "The first number is the variance of the accuracy; its root was asked for.", [ALONE]),
    Mistake(
        without_the_root_of_the_rows,
        "The first number is the deviation of a single row, 0 or 1. The accuracy is the mean of 200 of them.",
        [ALONE],
    ),
    Mistake(in_percent, "The first number is in percent; a share such as 0.01 was asked for.", [ALONE]),
    Mistake(as_if_independent, DIFFERENT_ROWS, [PAIRED]),
    Mistake(as_if_independent_and_alike, DIFFERENT_ROWS, [PAIRED]),
    Mistake(
        share_for_difference,
        "The second number takes the variance of a share, p(1 − p) with p = 0.15, as if a row said only whether the "
        "two disagree. It also says who is right: the difference is 1, 0 or −1.",
        [PAIRED],
    ),
    Mistake(
        one_standard_error,
        "The second number makes the difference one standard error; two were asked for.",
        [PAIRED],
    ),
    Mistake(
        accuracies_for_differences,
        "The second number takes the standard error of one accuracy for that of the difference of two.",
        [PAIRED],
    ),
    Mistake(order_swapped, "The two numbers have changed places: (standard_error, rows).", BOTH),
]

validation_rows = Check(
    "validation_rows",
    reference=reference,
    requirements=[
        Requirement(ALONE, points=1, judge=_number(0, "the standard error"), rtol=TOLERANCE),
        Requirement(PAIRED, points=1, judge=_number(1, "the number of rows"), rtol=TOLERANCE),
    ],
    mistakes=mistakes,
    value=True,
)
