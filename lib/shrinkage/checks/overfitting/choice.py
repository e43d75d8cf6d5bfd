"""Item 6: the degree that the leave-one-out error chooses for given data."""

import numpy as np
from proctor import Check, Mistake, Requirement

from shrinkage.checks.overfitting import loo
from shrinkage.data import noisy_sine
from shrinkage.overfitting import polynomial_features

DEGREE = "begins with the degree whose mean leave-one-out error is smallest"
ERROR = "ends with that error"
BOTH = [DEGREE, ERROR]


DEGREES = range(1, 13)


def given():
    """The data of the notebook."""
    return noisy_sine(20, 0.3, np.random.default_rng(3))


def reference():
    x, y = given()
    means = [loo.reference(polynomial_features(x, degree), y).mean() for degree in DEGREES]
    best = int(np.argmin(means))
    return DEGREES[best], float(means[best])


def _degree(result, expected, case):
    if not _is_pair(result):
        return "is not a pair of numbers (degree, mean)"
    return None if result[0] == expected[0] else f"begins with {result[0]:g}, but another degree has a smaller mean"


def _error(result, expected, case):
    if not _is_pair(result):
        return "is not a pair of numbers (degree, mean)"
    close = abs(result[1] - expected[1]) <= 5e-3 * expected[1]
    reason = f"ends with {result[1]:g}, more than half a percent off the smallest mean leave-one-out error"
    return None if close else reason


def _is_pair(result):
    return np.shape(result) == (2,) and all(isinstance(part, int | float | np.number) for part in result)


def best_training_error():
    x, y = given()
    errors = [np.mean((y - np.polyval(np.polyfit(x, y, degree), x)) ** 2) for degree in DEGREES]
    best = int(np.argmin(errors))
    return DEGREES[best], float(errors[best])


def leverage_not_squared():
    x, y = given()
    means = []
    for degree in DEGREES:
        Q, _ = np.linalg.qr(np.vander(x, degree + 1))
        means.append(np.mean((y - Q @ (Q.T @ y)) ** 2 / (1 - (Q**2).sum(axis=1))))
    best = int(np.argmin(means))
    return DEGREES[best], float(means[best])


def average_leverage():
    x, y = given()
    means = []
    for degree in DEGREES:
        rest = np.mean((y - np.polyval(np.polyfit(x, y, degree), x)) ** 2)
        means.append(rest / (1 - (degree + 1) / len(x)) ** 2)
    best = int(np.argmin(means))
    return DEGREES[best], float(means[best])


def training_error_of_the_right_degree():
    x, y = given()
    means = []
    for degree in DEGREES:
        Q, _ = np.linalg.qr(np.vander(x, degree + 1))
        means.append(np.mean(((y - Q @ (Q.T @ y)) / (1 - (Q**2).sum(axis=1))) ** 2))
    degree = DEGREES[int(np.argmin(means))]
    return degree, float(np.mean((y - np.polyval(np.polyfit(x, y, degree), x)) ** 2))


def index_for_degree():
    x, y = given()
    means = []
    for degree in DEGREES:
        Q, _ = np.linalg.qr(np.vander(x, degree + 1))
        means.append(np.mean(((y - Q @ (Q.T @ y)) / (1 - (Q**2).sum(axis=1))) ** 2))
    return int(np.argmin(means)), float(min(means))


def columns_for_degree():
    x, y = given()
    means = []
    for degree in DEGREES:
        Q, _ = np.linalg.qr(np.vander(x, degree + 1))
        means.append(np.mean(((y - Q @ (Q.T @ y)) / (1 - (Q**2).sum(axis=1))) ** 2))
    return int(np.argmin(means)) + 2, float(min(means))


def sum_for_mean():
    x, y = given()
    sums = []
    for degree in DEGREES:
        Q, _ = np.linalg.qr(np.vander(x, degree + 1))
        sums.append(np.sum(((y - Q @ (Q.T @ y)) / (1 - (Q**2).sum(axis=1))) ** 2))
    return DEGREES[int(np.argmin(sums))], float(min(sums))


def root_of_the_error():
    x, y = given()
    means = []
    for degree in DEGREES:
        Q, _ = np.linalg.qr(np.vander(x, degree + 1))
        means.append(np.mean(((y - Q @ (Q.T @ y)) / (1 - (Q**2).sum(axis=1))) ** 2))
    return DEGREES[int(np.argmin(means))], float(min(means)) ** 0.5


def order_swapped():
    return reference()[::-1]


mistakes = [
    Mistake(
        best_training_error,
        "This is the degree with the smallest training error: always the largest that is offered. Use what "
        "`leave_one_out` returns.",
        loses=BOTH,
    ),
    Mistake(
        leverage_not_squared,
        "This is what comes of dividing the squared residual by 1 − h, not by its square. It forgives the points "
        "that pull hardest, and so takes too large a degree.",
        loses=BOTH,
    ),
    Mistake(
        average_leverage,
        "This is generalized cross-validation: each point's leverage replaced by the average one. The points are "
        "few and uneven here, and the average hides the ones at the ends.",
        loses=BOTH,
    ),
    Mistake(
        training_error_of_the_right_degree,
        "The degree is right. But the number beside it is its training error, which is far smaller than the error "
        "on a point that was left out.",
        loses=[ERROR],
    ),
    Mistake(
        index_for_degree,
        "The error is right. But the first number is a place in the list of degrees, which begins with degree 1 at "
        "place 0.",
        loses=[DEGREE],
    ),
    Mistake(
        columns_for_degree,
        "The error is right. But the first number counts the columns: a polynomial of degree p has p + 1 of them.",
        loses=[DEGREE],
    ),
    Mistake(
        order_swapped,
        "The two numbers have changed places: (degree, mean).",
        loses=BOTH,
    ),
    Mistake(
        sum_for_mean,
        "The degree is right. But the error is the sum over the points; their mean was asked for.",
        loses=[ERROR],
    ),
    Mistake(
        root_of_the_error,
        "The degree is right. But this is the root of the error; the mean of the squares was asked for.",
        loses=[ERROR],
    ),
]

loo_choice = Check(
    "loo_choice",
    reference=reference,
    requirements=[
        Requirement(DEGREE, points=1, judge=_degree, rtol=5e-3),
        Requirement(ERROR, points=1, judge=_error, rtol=5e-3),
    ],
    mistakes=mistakes,
    value=True,
)
