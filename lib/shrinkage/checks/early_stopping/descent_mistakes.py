"""The known mistakes of item 2."""

import numpy as np
from proctor import Mistake

ZERO = "gives w after the steps from 0"
START = "gives w after the steps from another start"
WIDE = "gives it with more features than examples, from another start"
MANY = "gives w after 100 000 steps from 0"
SOME = [ZERO, START, WIDE]
ALL = [*SOME, MANY]


def without_n(X, y, start, lr, steps):
    w = start
    for _ in range(min(steps, 200)):
        w = w - lr * X.T @ (X @ w - y)
    return w


def twice(X, y, start, lr, steps):
    w = start
    for _ in range(min(steps, 200)):
        w = w - 2 * lr * X.T @ (X @ w - y) / len(y)
    return w


def uphill(X, y, start, lr, steps):
    w = start
    for _ in range(min(steps, 200)):
        w = w + lr * X.T @ (X @ w - y) / len(y)
    return w


def flow(X, y, start, lr, steps):
    U, s, Vt = np.linalg.svd(X, full_matrices=False)
    return start + ((1 - np.exp(-lr * s**2 / len(y) * steps)) / s * (U.T @ (y - X @ start))) @ Vt


def ridge(X, y, start, lr, steps):
    n, d = X.shape
    return start + np.linalg.solve(X.T @ X + n / (lr * steps) * np.eye(d), X.T @ (y - X @ start))


def sizes_of_the_factors(X, y, start, lr, steps):
    U, s, Vt = np.linalg.svd(X, full_matrices=False)
    return start + ((1 - np.abs(1 - lr * s**2 / len(y)) ** steps) / s * (U.T @ (y - X @ start))) @ Vt


def the_end(X, y, start, lr, steps):
    return start + np.linalg.pinv(X) @ (y - X @ start)


def one_step_less(X, y, start, lr, steps):
    U, s, Vt = np.linalg.svd(X, full_matrices=False)
    return start + ((1 - (1 - lr * s**2 / len(y)) ** (steps - 1)) / s * (U.T @ (y - X @ start))) @ Vt


def one_step_more(X, y, start, lr, steps):
    U, s, Vt = np.linalg.svd(X, full_matrices=False)
    return start + ((1 - (1 - lr * s**2 / len(y)) ** (steps + 1)) / s * (U.T @ (y - X @ start))) @ Vt


def what_is_left(X, y, start, lr, steps):
    U, s, Vt = np.linalg.svd(X, full_matrices=False)
    return start + ((1 - lr * s**2 / len(y)) ** steps / s * (U.T @ (y - X @ start))) @ Vt


def from_zero(X, y, start, lr, steps):
    U, s, Vt = np.linalg.svd(X, full_matrices=False)
    return ((1 - (1 - lr * s**2 / len(y)) ** steps) / s * (U.T @ y)) @ Vt


def start_added(X, y, start, lr, steps):
    U, s, Vt = np.linalg.svd(X, full_matrices=False)
    return start + ((1 - (1 - lr * s**2 / len(y)) ** steps) / s * (U.T @ y)) @ Vt


def start_lost_where_nothing_is_seen(X, y, start, lr, steps):
    U, s, Vt = np.linalg.svd(X, full_matrices=False)
    left = (1 - lr * s**2 / len(y)) ** steps
    return (left * (Vt @ start) + (1 - left) / s * (U.T @ y)) @ Vt


def ten_thousand_at_most(X, y, start, lr, steps):
    U, s, Vt = np.linalg.svd(X, full_matrices=False)
    left = (1 - lr * s**2 / len(y)) ** min(steps, 10_000)
    return start + ((1 - left) / s * (U.T @ (y - X @ start))) @ Vt


mistakes = [
    Mistake(
        without_n,
        "The gradient is n times too large. The loss is a mean over the examples: Xᵀ(Xw − y) is divided by n.",
        loses=ALL,
    ),
    Mistake(
        twice,
        "The gradient is twice too large. The squared loss has a ½, which the 2 of its derivative cancels.",
        loses=ALL,
    ),
    Mistake(uphill, "This climbs: a step goes against the gradient, w − η·gradient.", loses=ALL),
    Mistake(
        flow,
        "This is gradient flow, exp(−ηht) where (1 − ηh)ᵗ is right. The two agree for small ηh alone: where ηh > 1, w "
        "jumps beyond its goal and back, which an exponential never does.",
        loses=SOME,
    ),
    Mistake(
        ridge,
        "This is ridge with λ = 1/(ηt): near to t steps of gradient descent, and not the same.",
        loses=ALL,
    ),
    Mistake(
        sizes_of_the_factors,
        "Here 1 − ηh has lost its sign. Where ηh > 1 it is negative, and so is its power for an odd number of steps.",
        loses=SOME,
    ),
    Mistake(
        the_end,
        "This is where gradient descent ends after infinitely many steps. The given number does not get there.",
        loses=ALL,
    ),
    Mistake(one_step_less, "This is w one step too early: with steps = 1 the gradient is used once.", loses=SOME),
    Mistake(one_step_more, "This is w one step too late: with steps = 1 the gradient is used once.", loses=SOME),
    Mistake(
        what_is_left,
        "Here the factor is (1 − ηh)ᵗ. That is what the steps have left to do; done is 1 − (1 − ηh)ᵗ.",
        loses=ALL,
    ),
    Mistake(
        from_zero,
        "This starts at 0 and not at `start`. With steps = 0 the result is `start`.",
        loses=[START, WIDE],
    ),
    Mistake(
        start_added,
        "This adds the start to the w that starts from 0. Each step also takes the start back: what is left to do "
        "is not y, but y − X·start.",
        loses=[START, WIDE],
    ),
    Mistake(
        start_lost_where_nothing_is_seen,
        "Here a part of the start is lost. The rows of X span fewer directions than w has; along the others the "
        "gradient is 0, and w stays where it started.",
        loses=[WIDE],
    ),
    Mistake(
        ten_thousand_at_most,
        "This stops after 10 000 steps. Any number can be taken at once: along a singular direction each step "
        "multiplies the distance to the goal by the same number.",
        loses=[MANY],
    ),
]
