"""Item 2: the smallest λ that leaves no penalised weight, beside columns that are free."""

import numpy as np
from proctor import Check, Mistake, Requirement

from shrinkage.checks._cases import regression, rough, tidy, until

INTERCEPT = "is right beside a free intercept, with all shares 1"
ANY = "is right beside any free columns, even if one of them is a combination of others, with all shares 1"
SHARES = "gives each weight its own share of λ, beside a free intercept"
ALL = [INTERCEPT, ANY, SHARES]
RTOL = 1e-4  # room for float32


def reference(X, y, F, shares):
    directions, sizes, _ = np.linalg.svd(F, full_matrices=False)
    directions = directions[:, sizes > 1e-10 * sizes[0]]
    residual = y - directions @ (directions.T @ y)  # what the free columns leave of y
    return float(np.max(abs(X.T @ residual) / (X.shape[0] * shares)))


def _one(generator, d):
    return np.ones(d)


def _uneven(generator, d):
    return generator.choice([0.2, 0.4, 0.6, 1.5, 3.0, 4.0], size=d)  # none is one over another


def _ones(generator, n, draw):
    return np.ones((n, 1))


def _dependent(generator, n, draw):
    """Columns of whole numbers, the first of them of ones only in the smallest case, and the sum of the first two."""
    F = generator.integers(-5, 6, (n, 3 if n > 5 else 2)).astype(float)
    if n < 5:
        F[:, 0] = 1.0
    return np.column_stack([F, F[:, 0] + F[:, 1]])


def _cases(free, shares):
    def cases(generator):
        sizes = [(4, 2, tidy), (5, 7, tidy), (25, 10, rough)]
        return until(_both_signs, lambda: [_case(generator, free, shares, *size) for size in sizes])

    return cases


def _case(generator, free, shares, n, d, draw):
    X, y = regression(generator, n, d, draw)
    return {"X": X + 2, "y": y + 2, "F": free(generator, n, draw), "shares": shares(generator, d)}


def _both_signs(drawn):
    """Whether the steepest slope is negative in one case, positive in another, and not that of the smallest share.

    Where the shares differ, it has to matter in one case that each slope is divided by its own.
    """
    steepest, clear, own = [], True, not any(np.ptp(case["shares"]) for case in drawn)
    for X, y, F, shares in (case.values() for case in drawn):
        slopes = X.T @ (y - F @ (np.linalg.pinv(F, rcond=1e-10) @ y)) / shares
        j = np.argmax(abs(slopes))
        steepest.append(slopes[j])
        own = own or np.max(abs(slopes * shares)) / np.min(shares) > 1.05 * abs(slopes[j])
        clear = clear and abs(slopes[j]) > 0.1 and np.any(abs(abs(slopes) - abs(slopes[j])) > 0.05)
    return bool(clear and own and min(steepest) < 0 < max(steepest))


def no_n(X, y, F, shares):
    return np.max(abs(X.T @ (y - F @ np.linalg.pinv(F, rcond=1e-10) @ y)) / shares)


def two_n(X, y, F, shares):
    return np.max(abs(X.T @ (y - F @ np.linalg.pinv(F, rcond=1e-10) @ y)) / shares) / (2 * len(y))


def signs_kept(X, y, F, shares):
    return np.max(X.T @ (y - F @ np.linalg.pinv(F, rcond=1e-10) @ y) / shares) / len(y)


def euclidean(X, y, F, shares):
    return np.linalg.norm(X.T @ (y - F @ np.linalg.pinv(F, rcond=1e-10) @ y) / shares) / len(y)


def first_to_leave(X, y, F, shares):
    return np.min(abs(X.T @ (y - F @ np.linalg.pinv(F, rcond=1e-10) @ y)) / shares) / len(y)


def nothing_free(X, y, F, shares):
    return np.max(abs(X.T @ y) / shares) / len(y)


def only_centred(X, y, F, shares):
    return np.max(abs(X.T @ (y - y.mean())) / shares) / len(y)


def centred_besides(X, y, F, shares):
    F, y = F - F.mean(0), y - y.mean()
    return np.max(abs(X.T @ (y - F @ np.linalg.pinv(F, rcond=1e-10) @ y)) / shares) / len(y)


def one_column_after_another(X, y, F, shares):
    r = y.copy()
    for f in F.T:
        r -= f * (f @ r) / (f @ f)
    return np.max(abs(X.T @ r) / shares) / len(y)


def shares_ignored(X, y, F, shares):
    return np.max(abs(X.T @ (y - F @ np.linalg.pinv(F, rcond=1e-10) @ y))) / len(y)


def shares_multiplied(X, y, F, shares):
    return np.max(abs(X.T @ (y - F @ np.linalg.pinv(F, rcond=1e-10) @ y)) * shares) / len(y)


def shares_after_the_maximum(X, y, F, shares):
    return np.max(abs(X.T @ (y - F @ np.linalg.pinv(F, rcond=1e-10) @ y))) / np.min(shares) / len(y)


def shares_squared(X, y, F, shares):
    return np.max(abs(X.T @ (y - F @ np.linalg.pinv(F, rcond=1e-10) @ y)) / shares**2) / len(y)


mistakes = [
    Mistake(no_n, "This is n times too large. The loss is a mean: its slope at 0 is divided by n.", loses=ALL),
    Mistake(
        two_n,
        "This is half of it. The 2 in 1/(2n) is used up by the derivative of the square.",
        loses=ALL,
    ),
    Mistake(
        signs_kept,
        "Here a weight that would become negative does not count. The penalty must hold it too: take the size of each "
        "slope.",
        loses=ALL,
    ),
    Mistake(
        euclidean,
        "This is the length of the vector of slopes. Each weight is held at 0 by itself: what counts is the steepest.",
        loses=ALL,
    ),
    Mistake(
        first_to_leave,
        "This is the λ that holds one weight at 0, the easiest. All are to be held, so take the largest.",
        loses=ALL,
    ),
    Mistake(
        nothing_free,
        "Here the free columns are left out. They come first: with w = 0 they fit y as well as they can, and only "
        "what they leave pulls at w.",
        loses=ALL,
    ),
    Mistake(
        only_centred,
        "Here y is centred, whatever the free columns are. That is the fit of a column of ones alone.",
        loses=[ANY],
    ),
    Mistake(
        centred_besides,
        "Here y and the free columns are centred first, which adds an intercept. It is there only if F has one.",
        loses=[ANY],
    ),
    Mistake(
        one_column_after_another,
        "Here y is fitted to one free column after the other. That is the joint fit only if the columns are "
        "orthogonal.",
        loses=[ANY],
    ),
    Mistake(
        shares_ignored,
        "Here every weight pays the same. Weight j pays λ times its share: which λ holds it at 0?",
        loses=[SHARES],
    ),
    Mistake(
        shares_multiplied,
        "Here the slopes are multiplied by the shares. A weight that pays twice as much is held by half of the λ.",
        loses=[SHARES],
    ),
    Mistake(
        shares_after_the_maximum,
        "Here the steepest slope and the smallest share come from different weights. Divide first, then take the "
        "largest.",
        loses=[SHARES],
    ),
    Mistake(shares_squared, "Here the shares are squared. The penalty is linear in them.", loses=[SHARES]),
]

lam_of_nothing = Check(
    "lam_of_nothing",
    reference=reference,
    requirements=[
        Requirement(INTERCEPT, points=1, cases=_cases(_ones, _one), rtol=RTOL),
        Requirement(ANY, points=1, cases=_cases(_dependent, _one), rtol=RTOL),
        Requirement(SHARES, points=1, cases=_cases(_ones, _uneven), rtol=RTOL),
    ],
    mistakes=mistakes,
)
