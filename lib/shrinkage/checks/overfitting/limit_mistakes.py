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


def rows_counted_for_rank(X, y, start):
    _, s, Vt = np.linalg.svd(X)
    unseen = Vt[len(s) :]
    return np.linalg.pinv(X) @ y + unseen.T @ (unseen @ start)


def fixed_cutoff(X, y, start):
    U, s, Vt = np.linalg.svd(X, full_matrices=False)
    inverse = np.where(s > 1e-12, 1 / np.maximum(s, 1e-12), 0)
    return start + Vt.T @ (inverse * (U.T @ (y - X @ start)))


def cutoff_too_high(X, y, start):
    return start + np.linalg.pinv(X, rcond=1e-6) @ (y - X @ start)


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
    Mistake(
        rows_counted_for_rank,
        "This is right where the rows are independent. Where rows repeat, the rank is below min(n, d): count the "
        "singular values above 10⁻¹² times the largest, not the rows.",
        loses=[ANY],
    ),
    Mistake(
        fixed_cutoff,
        "Here a fixed number decides which singular values count as 0, so that the result depends on the units of "
        "X. Compare them with the largest: 10⁻¹² times that.",
        loses=[ANY],
    ),
    Mistake(
        cutoff_too_high,
        "Here singular values that are small and not 0 are dropped. Descent moves in their directions too, slowly, "
        "and in the limit it arrives. Only what is below 10⁻¹² times the largest counts as 0.",
        loses=[ANY],
    ),
]
