"""The known mistakes of item 3."""

import numpy as np
from proctor import Mistake

ALIKE = "gives w where all inputs have one rate, and their means are 0"
EACH = "gives w where each input has a rate of its own, and their means are 0"
MEANS = "gives w where the means are not 0 (one rate for all)"
INTERCEPT = "gives the intercept b where the means are not 0 (one rate for all)"


def least_squares(X, y, p):
    A = np.column_stack([X, np.ones(len(y))])
    v = np.linalg.pinv(A) @ y
    return v[:-1], v[-1]


def plain_ridge(X, y, p):
    m, n = X.mean(0), len(y)
    w = np.linalg.solve((X - m).T @ (X - m) + n * np.diag(p / (1 - p)), (X - m).T @ y)
    return w, y.mean() - m @ w


def p_for_the_odds(X, y, p):
    m = X.mean(0)
    w = np.linalg.solve((X - m).T @ (X - m) + np.diag(p * (X**2).sum(0)), (X - m).T @ y)
    return w, y.mean() - m @ w


def q_for_p(X, y, p):
    m = X.mean(0)
    w = np.linalg.pinv((X - m).T @ (X - m) + np.diag((1 - p) / np.maximum(p, 1e-9) * (X**2).sum(0))) @ (X - m).T @ y
    return w, y.mean() - m @ w


def twice(X, y, p):
    m = X.mean(0)
    w = np.linalg.solve((X - m).T @ (X - m) + np.diag(2 * p / (1 - p) * (X**2).sum(0)), (X - m).T @ y)
    return w, y.mean() - m @ w


def half(X, y, p):
    m = X.mean(0)
    w = np.linalg.solve((X - m).T @ (X - m) + np.diag(p / (1 - p) * (X**2).sum(0) / 2), (X - m).T @ y)
    return w, y.mean() - m @ w


def sum_beside_a_mean(X, y, p):
    m, n = X.mean(0), len(y)
    w = np.linalg.solve((X - m).T @ (X - m) / n + np.diag(p / (1 - p) * (X**2).sum(0)), (X - m).T @ y / n)
    return w, y.mean() - m @ w


def mean_beside_a_sum(X, y, p):
    m = X.mean(0)
    w = np.linalg.solve((X - m).T @ (X - m) + np.diag(p / (1 - p) * (X**2).mean(0)), (X - m).T @ y)
    return w, y.mean() - m @ w


def not_inverted(X, y, p):
    m = X.mean(0)
    w = np.linalg.solve((X - m).T @ (X - m) + np.diag(p / (1 - p) * (X**2).sum(0)), (X - m).T @ y)
    return w / (1 - p), y.mean() - m @ w


def mean_rate(X, y, p):
    m, p = X.mean(0), p.mean()
    w = np.linalg.solve((X - m).T @ (X - m) + np.diag(p / (1 - p) * (X**2).sum(0)), (X - m).T @ y)
    return w, y.mean() - m @ w


def centred_first(X, y, p):
    m = X.mean(0)
    w = np.linalg.solve((X - m).T @ (X - m) + np.diag(p / (1 - p) * ((X - m) ** 2).sum(0)), (X - m).T @ y)
    return w, y.mean() - m @ w


def no_intercept(X, y, p):
    return np.linalg.solve(X.T @ X + np.diag(p / (1 - p) * (X**2).sum(0)), X.T @ y), 0.0


def intercept_dropped(X, y, p):
    A, p = np.column_stack([X, np.ones(len(y))]), np.append(p, p.max())
    v = np.linalg.solve(A.T @ A + np.diag(p / (1 - p) * (A**2).sum(0)), A.T @ y)
    return v[:-1], v[-1]


def mean_of_y(X, y, p):
    m = X.mean(0)
    w = np.linalg.solve((X - m).T @ (X - m) + np.diag(p / (1 - p) * (X**2).sum(0)), (X - m).T @ y)
    return w, y.mean()


ALL = [ALIKE, EACH, MEANS, INTERCEPT]

mistakes = [
    Mistake(
        least_squares,
        "This is least squares: p plays no part in it. With p close to 1 the noise of dropout is so large that every "
        "weight must come close to 0.",
        loses=ALL,
    ),
    Mistake(
        plain_ridge,
        "This is ridge with λⱼ = pⱼ/(1 − pⱼ), the same for large inputs and for small ones. To drop an input makes a "
        "noise as large as the input: its mean square stands in the penalty too.",
        loses=ALL,
    ),
    Mistake(
        p_for_the_odds,
        "Here p stands in the penalty. The variance of m/(1 − p), for an m that is 1 with probability 1 − p and else "
        "0, is p/(1 − p).",
        loses=ALL,
    ),
    Mistake(
        q_for_p,
        "This is what you get from (1 − p)/p: p is the probability of dropping. With p = 0 there is no penalty at all.",
        loses=ALL,
    ),
    Mistake(
        twice,
        "This penalty is twice too large. The squared loss has a ½, and so has what the noise adds to it.",
        loses=ALL,
    ),
    Mistake(
        half,
        "This penalty is half of what it should be. Its ½ belongs to its value, and goes when the derivative is taken, "
        "as that of the loss does.",
        loses=ALL,
    ),
    Mistake(
        sum_beside_a_mean,
        "This penalty is n times too large. What the noise adds to the *mean* loss has the mean of xᵢⱼ² in it: give "
        "each example twice, and w must stay.",
        loses=ALL,
    ),
    Mistake(
        mean_beside_a_sum,
        "This penalty is n times too small. Beside XᵀX, a sum over the examples, the sum of xᵢⱼ² belongs: give each "
        "example twice, and w must stay.",
        loses=ALL,
    ),
    Mistake(
        not_inverted,
        "These are the weights for dropout without the scaling, 1/(1 − p) times too large. Here the inputs that are "
        "kept are divided by 1 − p.",
        loses=[ALIKE, EACH, MEANS],
    ),
    Mistake(
        mean_rate,
        "Here all inputs have the mean of the rates. Each has its own: an input that is never dropped bears no "
        "penalty.",
        loses=[EACH],
    ),
    Mistake(
        centred_first,
        "This penalty has the variance of each input in it. To drop an input is to put 0 in its place, not its mean: "
        "the noise is as large as x itself, and an input far from 0 makes much of it.",
        loses=[MEANS, INTERCEPT],
    ),
    Mistake(
        no_intercept,
        "There is no intercept here. Add 1000 to every y: b must grow by 1000, and w must stay.",
        loses=[MEANS, INTERCEPT],
    ),
    Mistake(
        intercept_dropped,
        "Here the intercept is dropped like an input, and so penalised. Nothing drops b: add 1000 to every y, and b "
        "must grow by 1000.",
        loses=[MEANS, INTERCEPT],
    ),
    Mistake(
        mean_of_y,
        "This b is the mean of y, the intercept for inputs of mean 0. At the minimum the mean of the residuals, "
        "without dropout, is 0.",
        loses=[INTERCEPT],
    ),
]
