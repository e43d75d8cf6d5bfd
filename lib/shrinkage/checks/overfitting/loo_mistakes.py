"""The known mistakes of item 5."""

import numpy as np
from proctor import Mistake

SQUARES = "is the squared error at each point of the fit without that point"
ALONE = "is inf at a point of leverage 1, and finite at all others"
LEAN = "is right for 2000 rows, without an n × n matrix on the way"
STABLE = "is right when two columns agree to seven digits"
ALL = [SQUARES, ALONE, LEAN, STABLE]


def training_errors(X, y):
    Q, _ = np.linalg.qr(X)
    return (y - Q @ (Q.T @ y)) ** 2


def leverage_not_squared(X, y):
    Q, _ = np.linalg.qr(X)
    h = np.minimum((Q**2).sum(axis=1), 1)
    return np.where(h > 1 - 1e-9, np.inf, (y - Q @ (Q.T @ y)) ** 2 / np.maximum(1 - h, 1e-9))


def leverage_multiplied(X, y):
    Q, _ = np.linalg.qr(X)
    h = (Q**2).sum(axis=1)
    return np.where(h > 1 - 1e-9, np.inf, ((y - Q @ (Q.T @ y)) * (1 - h)) ** 2)


def signs_left(X, y):
    Q, _ = np.linalg.qr(X)
    h = (Q**2).sum(axis=1)
    return np.where(h > 1 - 1e-9, np.inf, (y - Q @ (Q.T @ y)) / np.maximum(1 - h, 1e-9))


def squares_halved(X, y):
    Q, _ = np.linalg.qr(X)
    h = (Q**2).sum(axis=1)
    return np.where(h > 1 - 1e-9, np.inf, ((y - Q @ (Q.T @ y)) / np.maximum(1 - h, 1e-9)) ** 2 / 2)


def only_the_mean(X, y):
    Q, _ = np.linalg.qr(X)
    h = (Q**2).sum(axis=1)
    return np.where(h > 1 - 1e-9, np.inf, ((y - Q @ (Q.T @ y)) / np.maximum(1 - h, 1e-9)) ** 2).mean()


def average_leverage(X, y):
    Q, _ = np.linalg.qr(X)
    return ((y - Q @ (Q.T @ y)) / (1 - X.shape[1] / X.shape[0])) ** 2


def zero_at_leverage_one(X, y):
    Q, _ = np.linalg.qr(X)
    h = (Q**2).sum(axis=1)
    return np.where(h > 1 - 1e-9, 0, ((y - Q @ (Q.T @ y)) / np.maximum(1 - h, 1e-9)) ** 2)


def inf_too_early(X, y):
    Q, _ = np.linalg.qr(X)
    h = (Q**2).sum(axis=1)
    return np.where(h > 1 - 1e-6, np.inf, ((y - Q @ (Q.T @ y)) / np.maximum(1 - h, 1e-6)) ** 2)


def missing_at_leverage_one(X, y):
    Q, _ = np.linalg.qr(X)
    h = (Q**2).sum(axis=1)
    return np.where(h > 1 - 1e-9, np.nan, ((y - Q @ (Q.T @ y)) / np.maximum(1 - h, 1e-9)) ** 2)


def shortest_fit_without_it(X, y):
    errors = np.empty(len(y))
    for i in range(len(y)):
        w = np.linalg.lstsq(np.delete(X, i, axis=0), np.delete(y, i))[0]
        errors[i] = (y[i] - X[i] @ w) ** 2
    return errors


def whole_hat_matrix(X, y):
    H = X @ np.linalg.pinv(X)
    h = np.diag(H)
    return np.where(h > 1 - 1e-9, np.inf, ((y - H @ y) / np.maximum(1 - h, 1e-9)) ** 2)


def normal_equations(X, y):
    G = np.linalg.inv(X.T @ X)
    h = ((X @ G) * X).sum(axis=1)
    return np.where(h > 1 - 1e-9, np.inf, ((y - X @ (G @ (X.T @ y))) / np.maximum(1 - h, 1e-9)) ** 2)


mistakes = [
    Mistake(
        training_errors,
        "These are the squared errors of training: each point has helped to fit the curve that it is judged by. "
        "Multiply one y by 1000 and see how far the fit runs after it; without that point it could not.",
        loses=ALL,
    ),
    Mistake(
        leverage_not_squared,
        "The residual is squared here and 1 − h is not. The error without point i is the whole fraction eᵢ/(1 − "
        "hᵢ); square that.",
        loses=[SQUARES, LEAN, STABLE],
    ),
    Mistake(
        leverage_multiplied,
        "Here the residual is multiplied by 1 − h. A point that pulls the fit towards itself has a residual that is "
        "too small, so its error without that pull must be larger: divide.",
        loses=[SQUARES, LEAN, STABLE],
    ),
    Mistake(
        signs_left,
        "These are the differences themselves, some of them negative. Their squares were asked for.",
        loses=[SQUARES, LEAN, STABLE],
    ),
    Mistake(
        squares_halved,
        "These are halves of the squared errors. The ½ belongs to the loss that is minimised; an error that is "
        "reported has none.",
        loses=[SQUARES, LEAN, STABLE],
    ),
    Mistake(
        only_the_mean,
        "This is the mean. One number for each point was asked for, so that you can see which point is hard to "
        "foresee.",
        loses=ALL,
    ),
    Mistake(
        average_leverage,
        "Here every point has the same leverage, d/n. That is the average of them, and this is generalized "
        "cross-validation: a point at the end of the line pulls harder than one in the middle.",
        loses=ALL,
    ),
    Mistake(
        zero_at_leverage_one,
        "Here a point of leverage 1 has error 0. It is always hit, because a weight serves it alone; without it "
        "nothing is known about that weight. A mean with this 0 in it would praise the model for it.",
        loses=[ALONE],
    ),
    Mistake(
        inf_too_early,
        "Here a point whose leverage is only near 1 gets inf. The other rows do say something about its weight, "
        "though not precisely, and its error is large and known. The bound is 1 − 10⁻⁹.",
        loses=[SQUARES],
    ),
    Mistake(
        missing_at_leverage_one,
        "Here a point of leverage 1 is nan. `argmin` takes a nan for the smallest of all, so the worst model would "
        "win. inf says the same and loses every comparison.",
        loses=[ALONE],
    ),
    Mistake(
        shortest_fit_without_it,
        "Here each row is left out and the rest fitted anew, which is right, but at a point of leverage 1 the rest "
        "leaves a weight undetermined and `lstsq` quietly sets it to 0. Its error is then arbitrary: say inf.",
        loses=[ALONE],
    ),
    Mistake(
        whole_hat_matrix,
        "The numbers are right, but an n × n matrix is built on the way: 32 MB for 2000 rows, 80 GB for 100 000. "
        "Only the diagonal of H is needed, and entry i of it needs only row i of the factors. (NumPy's `svd` builds "
        "an n × n matrix too, unless it is told `full_matrices=False`.)",
        loses=[LEAN],
    ),
    Mistake(
        normal_equations,
        "The formula is right. But XᵀX squares the condition number: of seven digits by which two columns differ it "
        "keeps none. Take an orthonormal basis of the columns of X instead; QR and the SVD give one.",
        loses=[STABLE],
    ),
]
