"""Item 6: how small a change fools a classifier of real digits on a quarter of the images."""

from functools import cache

import numpy as np
from proctor import Check, Mistake, Requirement

from shrinkage import l2
from shrinkage.checks.robustness.closest import DUAL
from shrinkage.data import mnist

EUCLID = "begins with the ε in ‖·‖₂"
LARGEST = "ends with the ε in ‖·‖_∞"
BOTH = [EUCLID, LARGEST]
TOLERANCE = 0.005


@cache
def given():
    """The margins y·s of the 1000 images in the notebook's classifier, and its w."""
    X, labels = mnist((3, 8))
    y = np.where(labels == 8, 1.0, -1.0)
    w, b = l2.ridge_with_intercept(X, y, 1.0)
    return y * (X @ w + b), w


def reference():
    margins, w = given()
    last = np.sort(margins)[249]  # of the 250 that are easiest to fool
    return tuple(float(last / np.linalg.norm(w, DUAL[norm])) for norm in (2, np.inf))


def _is_pair(result):
    return np.shape(result) == (2,) and all(isinstance(part, int | float | np.number) for part in result)


def _part(index, norm, place):
    """A `judge` of one of the two numbers."""

    def judge(result, expected, case):
        if not _is_pair(result):
            return "is not a pair of numbers (eps_2, eps_inf)"
        if abs(result[index] - expected[index]) <= TOLERANCE * expected[index]:
            return None
        margins, w = given()
        fooled = int(np.sum(margins <= result[index] * np.linalg.norm(w, DUAL[norm])))
        return f"{place} {result[index]:.4g}: at this ε {fooled} of the 1000 images are fooled"

    return judge


def right_ones_only():
    margins, w = given()
    quarter = np.quantile(margins[margins > 0], 0.25)
    return quarter / np.linalg.norm(w), quarter / abs(w).sum()


def signs_forgotten():
    margins, w = given()
    quarter = np.quantile(abs(margins), 0.25)
    return quarter / np.linalg.norm(w), quarter / abs(w).sum()


def three_quarters():
    margins, w = given()
    quarter = np.quantile(margins, 0.75)
    return quarter / np.linalg.norm(w), quarter / abs(w).sum()


def half():
    margins, w = given()
    middle = np.median(margins)
    return middle / np.linalg.norm(w), middle / abs(w).sum()


def margins_themselves():
    quarter = float(np.quantile(given()[0], 0.25))
    return quarter, quarter


def largest_entry():
    margins, w = given()
    quarter = np.quantile(margins, 0.25)
    return quarter / np.linalg.norm(w), quarter / abs(w).max()


def euclid_twice():
    margins, w = given()
    quarter = np.quantile(margins, 0.25) / np.linalg.norm(w)
    return quarter, quarter


def spread_over_the_pixels():
    margins, w = given()
    quarter = np.quantile(margins, 0.25) / np.linalg.norm(w)
    return quarter, quarter / np.sqrt(len(w))


def squared_norm():
    margins, w = given()
    quarter = np.quantile(margins, 0.25)
    return quarter / (w @ w), quarter / abs(w).sum()


def order_swapped():
    return reference()[::-1]


mistakes = [
    Mistake(
        right_ones_only,
        "These are quarters of the images that are classified rightly. The others count as well: they need no change "
        "at all, and are the first of the 250.",
        loses=BOTH,
    ),
    Mistake(
        signs_forgotten,
        "These use the distance to the boundary without its sign. An image on the wrong side need not be moved to the "
        "boundary: it is misclassified where it is.",
        loses=BOTH,
    ),
    Mistake(
        three_quarters,
        "At these ε three quarters of the images are fooled. A quarter was asked for.",
        loses=BOTH,
    ),
    Mistake(half, "At these ε half of the images are fooled. A quarter was asked for.", loses=BOTH),
    Mistake(
        margins_themselves,
        "These are margins y·s. A margin is a score; divide it by what a change of size 1 can do to the score.",
        loses=BOTH,
    ),
    Mistake(
        largest_entry,
        "The first number is right. But the second is the margin over the largest |w_k|. If every pixel moves by ε, "
        "the score changes by up to ε·Σ|w_k|.",
        loses=[LARGEST],
    ),
    Mistake(
        euclid_twice,
        "The first number is right. But in ‖·‖_∞ far less is enough: each of the 784 pixels may move by ε.",
        loses=[LARGEST],
    ),
    Mistake(
        spread_over_the_pixels,
        "The first number is right. But the second spreads the length of the change evenly over 784 pixels. The "
        "closest point in ‖·‖_∞ is another one: moving all pixels equally along the signs of w does more than that.",
        loses=[LARGEST],
    ),
    Mistake(
        squared_norm,
        "The second number is right. But the first is divided by ‖w‖². That is right for the factor of w in the step; "
        "the length of the step is this times ‖w‖.",
        loses=[EUCLID],
    ),
    Mistake(order_swapped, "The two numbers have changed places: (eps_2, eps_inf).", loses=BOTH),
]

quarter_fooled = Check(
    "quarter_fooled",
    reference=reference,
    requirements=[
        Requirement(EUCLID, points=1, judge=_part(0, 2, "begins with"), rtol=TOLERANCE),
        Requirement(LARGEST, points=1, judge=_part(1, np.inf, "ends with"), rtol=TOLERANCE),
    ],
    mistakes=mistakes,
    value=True,
)
