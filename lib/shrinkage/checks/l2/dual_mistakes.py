"""The known mistakes of item 6."""

import numpy as np
from proctor import Mistake

CENTRED = "gives the weights Xᵀa of ridge, and b = 0, where X and y have mean 0"
WEIGHTS = "gives the weights Xᵀa of ridge with a free intercept where they have not"
INTERCEPT = "gives the free intercept b"
KERNEL = "predicts new points with a Gaussian kernel"


def lam_without_n(K, y, lam):
    M, one = np.linalg.inv(K + lam * np.eye(len(y))), np.ones(len(y))
    b = (one @ M @ y) / (one @ M @ one)
    return M @ (y - b), b


def n_forgotten_in_a(K, y, lam):
    n, one = len(y), np.ones(len(y))
    M = np.linalg.inv(K / n + lam * np.eye(n))
    b = (one @ M @ y) / (one @ M @ one)
    return M @ (y - b), b


def half_of_n_lam(K, y, lam):
    n, one = len(y), np.ones(len(y))
    M = np.linalg.inv(K + n * lam / 2 * np.eye(n))
    b = (one @ M @ y) / (one @ M @ one)
    return M @ (y - b), b


def residuals_for_a(K, y, lam):
    n, one = len(y), np.ones(len(y))
    M = np.linalg.inv(K + n * lam * np.eye(n))
    b = (one @ M @ y) / (one @ M @ one)
    return n * lam * M @ (y - b), b


def least_squares(K, y, lam):
    centred = K - K.mean(0) - K.mean(1)[:, None] + K.mean()
    a = np.linalg.pinv(centred, rcond=1e-9, hermitian=True) @ (y - y.mean())
    return a, (y - K @ a).mean()


def no_intercept(K, y, lam):
    return np.linalg.solve(K + len(y) * lam * np.eye(len(y)), y), 0.0


def only_y_centred(K, y, lam):
    a = np.linalg.solve(K + len(y) * lam * np.eye(len(y)), y - y.mean())
    return a, (y - K @ a).mean()


def rows_centred(K, y, lam):
    n = len(y)
    a = np.linalg.solve(K - K.mean(1)[:, None] + n * lam * np.eye(n), y - y.mean())
    return a, (y - K @ a).mean()


def intercept_penalised(K, y, lam):
    a = np.linalg.solve(K + 1 + len(y) * lam * np.eye(len(y)), y)
    return a, a.sum()


def mean_of_y(K, y, lam):
    n, one = len(y), np.ones(len(y))
    M = np.linalg.inv(K + n * lam * np.eye(n))
    return M @ (y - (one @ M @ y) / (one @ M @ one)), y.mean()


def intercept_turned(K, y, lam):
    n, one = len(y), np.ones(len(y))
    M = np.linalg.inv(K + n * lam * np.eye(n))
    b = (one @ M @ y) / (one @ M @ one)
    return M @ (y - b), -b


def shift_added(K, y, lam):
    n = len(y)
    a = np.linalg.solve(K - K.mean(0) - K.mean(1)[:, None] + K.mean() + n * lam * np.eye(n), y - y.mean())
    return a, y.mean() + K.mean(0) @ a


ALL = [CENTRED, WEIGHTS, INTERCEPT, KERNEL]
NOT_CENTRED = [WEIGHTS, INTERCEPT, KERNEL]

mistakes = [
    Mistake(
        lam_without_n,
        "This is what you get with λ beside K. The mean of the losses has a 1/n: multiply J by n, and nλ stands there.",
        loses=ALL,
    ),
    Mistake(
        half_of_n_lam,
        "This is what you get with nλ/2 beside K. The squared loss has a ½ as the penalty has: they cancel.",
        loses=ALL,
    ),
    Mistake(
        n_forgotten_in_a,
        "These weights are n times too large. If you divided K by n to have λ beside it, y must be divided as well.",
        loses=[CENTRED, WEIGHTS, KERNEL],
    ),
    Mistake(
        residuals_for_a,
        "This a is the residuals y − ŷ. They are proportional to the a that is asked for: set ∂J/∂w = 0 and "
        "see which number stands before w.",
        loses=[CENTRED, WEIGHTS, KERNEL],
    ),
    Mistake(
        least_squares,
        "This fit has no penalty: λ plays no part in it. With a large λ every prediction must come close to "
        "the mean of y.",
        loses=ALL,
    ),
    Mistake(
        no_intercept,
        "This is ridge without an intercept. Add 1000 to every y: b must grow by 1000, and a must not change.",
        loses=NOT_CENTRED,
    ),
    Mistake(
        only_y_centred,
        "Here y is centred and K is not. With a free intercept the inputs may be moved too and the "
        "predictions stay: which K have the inputs xᵢ − x̄?",
        loses=NOT_CENTRED,
    ),
    Mistake(
        rows_centred,
        "Here each row of K has lost its mean, and that is all. These are inner products of xᵢ with xⱼ − x̄, one side "
        "centred and the other not, and a does not sum to 0, as ∂J/∂b = 0 demands.",
        loses=NOT_CENTRED,
    ),
    Mistake(
        intercept_penalised,
        "This penalises the intercept: 1 added to K is a column of ones in X, shrunk like the others. Add "
        "1000 to every y: b must grow by 1000.",
        loses=NOT_CENTRED,
    ),
    Mistake(
        mean_of_y,
        "This b is the mean of y, the intercept for inputs of mean 0. Here a belongs to K as it is given: "
        "see that the residuals y − Ka − b sum to 0.",
        loses=[INTERCEPT, KERNEL],
    ),
    Mistake(
        intercept_turned,
        "b has the wrong sign. See that the residuals y − Ka − b sum to 0.",
        loses=[INTERCEPT, KERNEL],
    ),
    Mistake(
        shift_added,
        "This b is ȳ + x̄ᵀw: the second sign is wrong. See that the residuals y − Ka − b sum to 0.",
        loses=[INTERCEPT, KERNEL],
    ),
]
