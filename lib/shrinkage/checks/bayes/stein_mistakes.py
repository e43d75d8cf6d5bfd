"""The known mistakes of item 5."""

import numpy as np
from proctor import Mistake

MEAN = "shrinks towards the grand mean, where Z is a column of ones"
PLANE = "shrinks towards the least-squares fit on any independent columns"
FACTOR = "keeps the factor in [0, 1]"
RANK = "counts the rank of Z where columns depend on each other"
ALL = [MEAN, PLANE, FACTOR, RANK]
PROPER = [MEAN, PLANE, RANK]


def rank_forgotten(y, variance, Z):
    r = y - Z @ np.linalg.pinv(Z) @ y
    return y - r + np.clip(1 - (len(y) - 2) * variance / (r @ r), 0, 1) * r


def no_two(y, variance, Z):
    r = y - Z @ np.linalg.pinv(Z) @ y
    return y - r + np.clip(1 - (len(y) - np.linalg.matrix_rank(Z)) * variance / (r @ r), 0, 1) * r


def columns_counted(y, variance, Z):
    r = y - Z @ np.linalg.pinv(Z) @ y
    return y - r + np.clip(1 - (len(y) - Z.shape[1] - 2) * variance / (r @ r), 0, 1) * r


def always_one_column(y, variance, Z):
    r = y - Z @ np.linalg.pinv(Z) @ y
    return y - r + np.clip(1 - (len(y) - 3) * variance / (r @ r), 0, 1) * r


def towards_zero(y, variance, Z):
    return np.clip(1 - (len(y) - 2) * variance / (y @ y), 0, 1) * y


def towards_the_mean(y, variance, Z):
    r = y - y.mean()
    return y.mean() + np.clip(1 - (len(y) - 3) * variance / (r @ r), 0, 1) * r


def no_positive_part(y, variance, Z):
    r = y - Z @ np.linalg.pinv(Z) @ y
    return y - r + min(1 - (len(y) - np.linalg.matrix_rank(Z) - 2) * variance / (r @ r), 1) * r


def above_one(y, variance, Z):
    r = y - Z @ np.linalg.pinv(Z) @ y
    return y - r + max(1 - (len(y) - np.linalg.matrix_rank(Z) - 2) * variance / (r @ r), 0) * r


def unbounded(y, variance, Z):
    r = y - Z @ np.linalg.pinv(Z) @ y
    return y - r + (1 - (len(y) - np.linalg.matrix_rank(Z) - 2) * variance / (r @ r)) * r


def not_added_back(y, variance, Z):
    r = y - Z @ np.linalg.pinv(Z) @ y
    return np.clip(1 - (len(y) - np.linalg.matrix_rank(Z) - 2) * variance / (r @ r), 0, 1) * r


def the_other_share(y, variance, Z):
    r = y - Z @ np.linalg.pinv(Z) @ y
    return y - r + np.clip((len(y) - np.linalg.matrix_rank(Z) - 2) * variance / (r @ r), 0, 1) * r


def everything_shrunk(y, variance, Z):
    r = y - Z @ np.linalg.pinv(Z) @ y
    return np.clip(1 - (len(y) - np.linalg.matrix_rank(Z) - 2) * variance / (r @ r), 0, 1) * y


def variance_squared(y, variance, Z):
    r = y - Z @ np.linalg.pinv(Z) @ y
    return y - r + np.clip(1 - (len(y) - np.linalg.matrix_rank(Z) - 2) * variance**2 / (r @ r), 0, 1) * r


def mean_of_squares(y, variance, Z):
    r = y - Z @ np.linalg.pinv(Z) @ y
    return y - r + np.clip(1 - (len(y) - np.linalg.matrix_rank(Z) - 2) * variance / np.mean(r**2), 0, 1) * r


def normal_equations(y, variance, Z):
    r = y - Z @ np.linalg.solve(Z.T @ Z, Z.T @ y)
    return y - r + np.clip(1 - (len(y) - Z.shape[1] - 2) * variance / (r @ r), 0, 1) * r


mistakes = [
    Mistake(
        rank_forgotten,
        "Here k − 2 stands where k − r − 2 belongs. Each direction that the fit has taken from y is one in which "
        "nothing is left to shrink: with a column of ones it is k − 3.",
        loses=ALL,
    ),
    Mistake(
        no_two,
        "Here the 2 of k − r − 2 is missing: this shrinks too much. Without a fit (r = 0) it must be Stein's k − 2.",
        loses=ALL,
    ),
    Mistake(
        always_one_column,
        "Here k − 3 is used whatever Z is. It is k − r − 2: the 3 belongs to a Z of rank 1.",
        loses=[PLANE, RANK],
    ),
    Mistake(
        columns_counted,
        "Here the columns of Z are counted. A column that follows from the others takes nothing more from y: r is the "
        "rank, `np.linalg.matrix_rank(Z)`.",
        loses=[RANK],
    ),
    Mistake(
        towards_zero,
        "This shrinks towards 0, as the plain estimator of James and Stein does. Here the distance from the fit is to "
        "be shrunk, and the fit itself is kept.",
        loses=ALL,
    ),
    Mistake(
        towards_the_mean,
        "This shrinks towards the mean of y whatever Z is. The target is the least-squares fit of y on Z.",
        loses=[PLANE, FACTOR, RANK],
    ),
    Mistake(
        no_positive_part,
        "The factor is negative here: numbers that lie close to the fit are thrown to its other side. Nothing is "
        "lost by stopping at 0, and on average something is gained.",
        loses=[FACTOR],
    ),
    Mistake(
        above_one,
        "The factor is above 1 here, where k < r + 2: the numbers are driven away from the fit. With so few of them "
        "nothing can be gained: return y.",
        loses=[FACTOR],
    ),
    Mistake(
        unbounded,
        "Here the factor may leave [0, 1]. Below 0 it throws the numbers to the other side of the fit; above 1, where "
        "k < r + 2, it drives them away from it.",
        loses=[FACTOR],
    ),
    Mistake(
        not_added_back,
        "This is what is left of the distance from the fit. Add it to the fit: the numbers are shrunk to there.",
        loses=ALL,
    ),
    Mistake(
        the_other_share,
        "Here the distance is multiplied by the share that is to be taken away. Multiply by 1 minus it.",
        loses=ALL,
    ),
    Mistake(
        everything_shrunk,
        "Here y itself is multiplied by the factor, and not its distance from the fit: this pulls everything to 0.",
        loses=ALL,
    ),
    Mistake(
        variance_squared,
        "Here `variance` is squared, as if it were a standard deviation. It is v itself.",
        loses=PROPER,
    ),
    Mistake(
        mean_of_squares,
        "Here the variance is compared with the mean of the squared distances. In the formula their sum stands, "
        "and the count is in k − r − 2 already.",
        loses=PROPER,
    ),
    Mistake(
        normal_equations,
        "ZᵀZ has no inverse where the columns of Z depend on each other. The fit exists all the same: "
        "`np.linalg.lstsq` or `np.linalg.pinv` finds it, and `np.linalg.matrix_rank` says how many columns count.",
        loses=[RANK],
    ),
]
