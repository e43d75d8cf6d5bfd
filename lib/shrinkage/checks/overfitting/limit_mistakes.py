"""The known mistakes of item 7."""

import numpy as np
from proctor import Mistake

FITS = "fits the data exactly where d > n"
NEAREST = "is, of all weights that fit, those that gradient descent reaches from the start"
ANY = "is right for X of any shape and rank"
ALL = [FITS, NEAREST, ANY]


def start_ignored(X, y, start):
    return np.linalg.pinv(X) @ y


def start_added(X, y, start):
    return start + np.linalg.pinv(X) @ y


def seen_part_kept(X, y, start):
    P = np.linalg.pinv(X)
    return P @ y + P @ (X @ start)


def only_the_way(X, y, start):
    return np.linalg.pinv(X) @ (y - X @ start)


def wrong_way(X, y, start):
    return start - np.linalg.pinv(X) @ (y - X @ start)


def only_the_unseen_part(X, y, start):
    return start - np.linalg.pinv(X) @ (X @ start)


def a_little_ridge(X, y, start):
    return start + np.linalg.solve(X.T @ X + 1e-3 * np.eye(X.shape[1]), X.T @ (y - X @ start))


def stopped_early(X, y, start):
    w, rate = start.copy(), 1 / np.linalg.norm(X, 2) ** 2
    for _ in range(1000):
        w -= rate * X.T @ (X @ w - y)
    return w


def rows_must_be_independent(X, y, start):
    return start + X.T @ np.linalg.solve(X @ X.T, y - X @ start)


def columns_must_be_independent(X, y, start):
    if X.shape[0] < X.shape[1]:
        return start + X.T @ np.linalg.solve(X @ X.T, y - X @ start)
    return np.linalg.solve(X.T @ X, X.T @ y)


mistakes = [
    Mistake(
        start_ignored,
        "This is the shortest of the weights that fit: where descent ends when it starts from 0. What no row of X "
        "sees of the start has no gradient and must still be there at the end.",
        loses=[NEAREST, ANY],
    ),
    Mistake(
        start_added,
        "This adds the start to weights that fit already, so the sum does not: X·start is fitted twice. What is "
        "left for descent to fit is the residual at the start.",
        loses=ALL,
    ),
    Mistake(
        seen_part_kept,
        "This keeps the wrong part of the start. X⁺X projects onto what the rows see; that part is replaced by the "
        "fit, and it is the rest that stays.",
        loses=ALL,
    ),
    Mistake(
        only_the_way,
        "This is how far descent travels, not where it arrives. Where did it set out?",
        loses=ALL,
    ),
    Mistake(
        wrong_way,
        "This walks away from the solution by as much as it should walk towards it. Descent reduces the residual y "
        "− Xw.",
        loses=ALL,
    ),
    Mistake(
        only_the_unseen_part,
        "This is the part of the start that stays, and y has had no say. The part that the rows see must still be "
        "fitted.",
        loses=ALL,
    ),
    Mistake(
        a_little_ridge,
        "This is nearly right: a small λ keeps the matrix invertible, and it also holds back every direction whose "
        "squared singular value is not far above it. Take the limit λ → 0 itself.",
        loses=ALL,
    ),
    Mistake(
        stopped_early,
        "This is a thousand steps of gradient descent. Directions with small singular values have hardly moved by "
        "then. The limit has a closed form.",
        loses=ALL,
    ),
    Mistake(
        rows_must_be_independent,
        "This is right where the rows of X are independent. With more rows than columns, or a row that repeats "
        "others, XXᵀ has no inverse. The pseudoinverse needs neither.",
        loses=[ANY],
    ),
    Mistake(
        columns_must_be_independent,
        "This chooses between XXᵀ and XᵀX by the shape of X. Dependent columns or repeated rows leave both without "
        "an inverse, and then the start counts too. The pseudoinverse needs no choice.",
        loses=[ANY],
    ),
]
