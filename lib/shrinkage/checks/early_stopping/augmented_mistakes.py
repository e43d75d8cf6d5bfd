"""The known mistakes of item 5."""

import numpy as np
from proctor import Mistake

NOISE = "gives w for noise alone (shifts = [0])"
SHIFTS = "gives w for shifts alone (sigma = 0)"
BOTH = "gives w for shifts and noise"
WIDE = "gives w for shifts and noise, with more entries in a row than rows"
NOISY = [NOISE, BOTH, WIDE]
SHIFTED = [SHIFTS, BOTH, WIDE]
ALL = [NOISE, SHIFTS, BOTH, WIDE]


def no_noise(X, y, shifts, sigma):
    A, b = np.concatenate([np.roll(X, k, 1) for k in shifts]), np.tile(y, len(shifts))
    return np.linalg.pinv(A) @ b


def sigma_not_squared(X, y, shifts, sigma):
    A, b = np.concatenate([np.roll(X, k, 1) for k in shifts]), np.tile(y, len(shifts))
    return np.linalg.pinv(A.T @ A + len(A) * sigma * np.eye(A.shape[1])) @ A.T @ b


def twice(X, y, shifts, sigma):
    A, b = np.concatenate([np.roll(X, k, 1) for k in shifts]), np.tile(y, len(shifts))
    return np.linalg.solve(A.T @ A + 2 * len(A) * sigma**2 * np.eye(A.shape[1]), A.T @ b)


def half(X, y, shifts, sigma):
    A, b = np.concatenate([np.roll(X, k, 1) for k in shifts]), np.tile(y, len(shifts))
    return np.linalg.solve(A.T @ A + len(A) * sigma**2 / 2 * np.eye(A.shape[1]), A.T @ b)


def beside_a_sum(X, y, shifts, sigma):
    A, b = np.concatenate([np.roll(X, k, 1) for k in shifts]), np.tile(y, len(shifts))
    return np.linalg.solve(A.T @ A + sigma**2 * np.eye(A.shape[1]), A.T @ b)


def sum_beside_a_mean(X, y, shifts, sigma):
    A, b = np.concatenate([np.roll(X, k, 1) for k in shifts]), np.tile(y, len(shifts))
    return np.linalg.solve(A.T @ A + len(A) ** 2 * sigma**2 * np.eye(A.shape[1]), A.T @ b)


def noise_drawn(X, y, shifts, sigma):
    A, b = np.concatenate([np.roll(X, k, 1) for k in shifts] * 100), np.tile(y, len(shifts) * 100)
    A = A + sigma * np.random.default_rng(0).normal(size=A.shape)
    return np.linalg.lstsq(A, b, rcond=None)[0]


def n_of_the_data(X, y, shifts, sigma):
    A, b = np.concatenate([np.roll(X, k, 1) for k in shifts]), np.tile(y, len(shifts))
    return np.linalg.pinv(A.T @ A + len(X) * sigma**2 * np.eye(A.shape[1])) @ A.T @ b


def no_shifts(X, y, shifts, sigma):
    return np.linalg.pinv(X.T @ X + len(X) * sigma**2 * np.eye(X.shape[1])) @ X.T @ y


def shifts_added(X, y, shifts, sigma):
    ks = [0, *shifts] if any(shifts) else shifts
    A, b = np.concatenate([np.roll(X, k, 1) for k in ks]), np.tile(y, len(ks))
    return np.linalg.pinv(A.T @ A + len(A) * sigma**2 * np.eye(A.shape[1])) @ A.T @ b


def mean_of_the_copies(X, y, shifts, sigma):
    A = np.mean([np.roll(X, k, 1) for k in shifts], axis=0)
    return np.linalg.pinv(A.T @ A + len(A) * sigma**2 * np.eye(A.shape[1])) @ A.T @ y


def other_direction(X, y, shifts, sigma):
    A, b = np.concatenate([np.roll(X, -k, 1) for k in shifts]), np.tile(y, len(shifts))
    return np.linalg.pinv(A.T @ A + len(A) * sigma**2 * np.eye(A.shape[1])) @ A.T @ b


def rows_rolled(X, y, shifts, sigma):
    A, b = np.concatenate([np.roll(X, k, 0) for k in shifts]), np.tile(y, len(shifts))
    return np.linalg.pinv(A.T @ A + len(A) * sigma**2 * np.eye(A.shape[1])) @ A.T @ b


def all_rolled_as_one(X, y, shifts, sigma):
    A, b = np.concatenate([np.roll(X, k) for k in shifts]), np.tile(y, len(shifts))
    return np.linalg.pinv(A.T @ A + len(A) * sigma**2 * np.eye(A.shape[1])) @ A.T @ b


def targets_out_of_order(X, y, shifts, sigma):
    A, b = np.concatenate([np.roll(X, k, 1) for k in shifts]), np.repeat(y, len(shifts))
    return np.linalg.pinv(A.T @ A + len(A) * sigma**2 * np.eye(A.shape[1])) @ A.T @ b


def zeros_moved_in(X, y, shifts, sigma):
    d = X.shape[1]
    wide = np.pad(X, ((0, 0), (d, d)))
    A, b = np.concatenate([wide[:, d - k : 2 * d - k] for k in shifts]), np.tile(y, len(shifts))
    return np.linalg.pinv(A.T @ A + len(A) * sigma**2 * np.eye(d)) @ A.T @ b


def centred(X, y, shifts, sigma):
    A, b = np.concatenate([np.roll(X, k, 1) for k in shifts]), np.tile(y - y.mean(), len(shifts))
    A = A - A.mean(0)
    return np.linalg.pinv(A.T @ A + len(A) * sigma**2 * np.eye(A.shape[1])) @ A.T @ b


mistakes = [
    Mistake(
        no_noise,
        "σ plays no part here. With very much noise the inputs say nothing, and w must come close to 0.",
        loses=NOISY,
    ),
    Mistake(
        sigma_not_squared,
        "Here σ stands in the penalty. The mean of (ξᵀw)² over the noise is σ²‖w‖²: the variance stands there.",
        loses=NOISY,
    ),
    Mistake(
        twice,
        "This penalty is twice too large. The squared loss has a ½, and so has what the noise adds to it: σ²·½‖w‖².",
        loses=NOISY,
    ),
    Mistake(
        half,
        "This penalty is half of what it should be. Its ½ goes when the derivative is taken, as that of the loss does.",
        loses=NOISY,
    ),
    Mistake(
        beside_a_sum,
        "An n is missing in this penalty: σ² stands beside a sum over rows. It belongs beside their mean, XᵀX/n; give "
        "each row twice, and w must stay.",
        loses=NOISY,
    ),
    Mistake(
        sum_beside_a_mean,
        "There is an n too many in this penalty: give each row twice, and w must stay.",
        loses=NOISY,
    ),
    Mistake(
        noise_drawn,
        "Here the noise was drawn, and w depends on the draw. Take the mean of the loss over all noise instead: it can "
        "be computed.",
        loses=NOISY,
    ),
    Mistake(
        n_of_the_data,
        "The noise counts too little here: beside the sum over all shifted copies stands n·σ², with the n of the data "
        "alone. Every copy has noise.",
        loses=[BOTH, WIDE],
    ),
    Mistake(
        no_shifts,
        "The shifts play no part here, only the rows as they are.",
        loses=SHIFTED,
    ),
    Mistake(
        shifts_added,
        "Here the rows as they are count besides their shifts. Each row is shifted by one of `shifts`; by 0 only "
        "if 0 is one of them.",
        loses=SHIFTED,
    ),
    Mistake(
        mean_of_the_copies,
        "Here each row is replaced by the mean of its shifted copies. The mean is to be taken of the loss: a blurred "
        "row with one target is not many rows with the same target.",
        loses=SHIFTED,
    ),
    Mistake(
        other_direction,
        "These shifts go the other way. A shift of 1 turns (a, b, c) into (c, a, b), as np.roll does.",
        loses=SHIFTED,
    ),
    Mistake(
        rows_rolled,
        "Here the rows change places. The entries within each row are to be shifted: axis 1.",
        loses=SHIFTED,
    ),
    Mistake(
        all_rolled_as_one,
        "Here entries move from one row into the next: np.roll without an axis rolls the whole array as one. Shift "
        "within each row: axis 1.",
        loses=SHIFTED,
    ),
    Mistake(
        targets_out_of_order,
        "Here the targets do not stand beside their rows. If the copies are stacked one shift after the other, the y "
        "must be repeated as a whole, as np.tile does.",
        loses=SHIFTED,
    ),
    Mistake(
        zeros_moved_in,
        "Here zeros move in where a row is shifted. These shifts are circular: what leaves at one end re-enters at the "
        "other.",
        loses=SHIFTED,
    ),
    Mistake(
        centred,
        "These are the weights of a model with an intercept, or of centred data. Use X and y as they are given, and "
        "without an intercept.",
        loses=ALL,
    ),
]
