"""The known mistakes of item 1."""

import numpy as np
from proctor import Mistake

ACTIVE = "gives slope + λ·sign(wⱼ) where the weight is not 0"
LEAVING = "gives what is left of the slope where the weight is 0 and the slope is steeper than λ"
HELD = "gives 0 where the weight is 0 and the slope is at most λ"
IN_B = "gives the derivative in b, which is free"


def sign_of_zero(X, y, w, b, lam):
    r = X @ w + b - y
    return X.T @ r / len(y) + lam * np.sign(w), r.mean()


def zero_counts_as_positive(X, y, w, b, lam):
    r = X @ w + b - y
    return X.T @ r / len(y) + lam * np.where(w >= 0, 1.0, -1.0), r.mean()


def stuck_at_zero(X, y, w, b, lam):
    r = X @ w + b - y
    return np.where(w == 0, 0.0, X.T @ r / len(y) + lam * np.sign(w)), r.mean()


def thresholded_everywhere(X, y, w, b, lam):
    r = X @ w + b - y
    g = X.T @ r / len(y)
    return np.sign(g) * np.maximum(abs(g) - lam, 0), r.mean()


def not_thresholded(X, y, w, b, lam):
    r = X @ w + b - y
    g = X.T @ r / len(y)
    return np.where(w != 0, g + lam * np.sign(w), g - lam * np.sign(g)), r.mean()


def hard_threshold(X, y, w, b, lam):
    r = X @ w + b - y
    g = X.T @ r / len(y)
    return np.where(w != 0, g + lam * np.sign(w), np.where(abs(g) > lam, g, 0.0)), r.mean()


def sizes_only(X, y, w, b, lam):
    r = X @ w + b - y
    g = X.T @ r / len(y)
    return np.where(w != 0, abs(g + lam * np.sign(w)), np.maximum(abs(g) - lam, 0)), abs(r.mean())


def penalty_turned(X, y, w, b, lam):
    r = X @ w + b - y
    g = X.T @ r / len(y)
    return np.where(w != 0, g - lam * np.sign(w), np.sign(g) * np.maximum(abs(g) - lam, 0)), r.mean()


def tiny_is_zero(X, y, w, b, lam):
    r = X @ w + b - y
    g = X.T @ r / len(y)
    held = np.isclose(w, 0)
    return np.where(held, np.sign(g) * np.maximum(abs(g) - lam, 0), g + lam * np.sign(w)), r.mean()


def residual_turned(X, y, w, b, lam):
    r = y - X @ w - b
    g = X.T @ r / len(y)
    return np.where(w != 0, g + lam * np.sign(w), np.sign(g) * np.maximum(abs(g) - lam, 0)), r.mean()


def sum_for_mean(X, y, w, b, lam):
    r = X @ w + b - y
    g = X.T @ r
    return np.where(w != 0, g + lam * np.sign(w), np.sign(g) * np.maximum(abs(g) - lam, 0)), r.sum()


def bias_penalised(X, y, w, b, lam):
    r = X @ w + b - y
    g = X.T @ r / len(y)
    in_w = np.where(w != 0, g + lam * np.sign(w), np.sign(g) * np.maximum(abs(g) - lam, 0))
    return in_w, r.mean() + lam * np.sign(b)


def square_for_size(X, y, w, b, lam):
    r = X @ w + b - y
    g = X.T @ r / len(y)
    return np.where(w != 0, g + lam * w, np.sign(g) * np.maximum(abs(g) - lam, 0)), r.mean()


KEPT_WHOLE = (
    "Here the slope of a weight that is 0 is kept whole. There λ·|wⱼ| has every slope from −λ to λ; NumPy's sign(0) = 0"
    " is one of them. Take the one that leaves least: it cancels a slope of at most λ, and shortens a steeper one by λ."
)

mistakes = [
    Mistake(sign_of_zero, KEPT_WHOLE, loses=[LEAVING, HELD]),
    Mistake(hard_threshold, KEPT_WHOLE, loses=[LEAVING]),
    Mistake(
        zero_counts_as_positive,
        "Here a weight of 0 is taken for a positive one. Where wⱼ = 0, λ·|wⱼ| has every slope from −λ to λ: take the "
        "one that leaves least.",
        loses=[LEAVING, HELD],
    ),
    Mistake(
        stuck_at_zero,
        "Here a weight that is 0 never moves. If the slope of the loss is steeper than λ, the penalty cannot hold it "
        "at 0: something is left.",
        loses=[LEAVING],
    ),
    Mistake(
        thresholded_everywhere,
        "Here every slope is thresholded. Where wⱼ ≠ 0 there is nothing to choose: |wⱼ| has the one slope sign(wⱼ).",
        loses=[ACTIVE],
    ),
    Mistake(
        not_thresholded,
        "Here λ is taken from the slope of every weight that is 0, beyond 0 where the slope is smaller. A slope of at "
        "most λ can be cancelled altogether.",
        loses=[HELD],
    ),
    Mistake(
        sizes_only,
        "These are the distances from 0, without their signs: enough to see a minimum, not to step towards it.",
        loses=[ACTIVE, LEAVING, IN_B],
    ),
    Mistake(
        penalty_turned,
        "Where the weight is not 0, the penalty's slope has the wrong sign. λ·|w| grows where w > 0 grows.",
        loses=[ACTIVE],
    ),
    Mistake(
        tiny_is_zero,
        "Here a tiny weight is taken for 0. Only at 0.0 itself has |w| more than one slope: compare with `w == 0`.",
        loses=[ACTIVE],
    ),
    Mistake(
        residual_turned,
        "The data's part has the wrong sign: it is what you get from y − ŷ without the minus that the chain rule adds.",
        loses=[ACTIVE, LEAVING, IN_B],
    ),
    Mistake(
        sum_for_mean,
        "This is what you get when the loss is summed over the examples. In our J it is a mean: divide by n.",
        loses=[ACTIVE, LEAVING, HELD, IN_B],
    ),
    Mistake(
        bias_penalised,
        "Here b pays a penalty. It is free: its entry is the mean of the residuals.",
        loses=[IN_B],
    ),
    Mistake(
        square_for_size,
        "This is the gradient of λ·½‖w‖², the L2 penalty. The slope of λ·|w| does not depend on the size of w.",
        loses=[ACTIVE],
    ),
]
