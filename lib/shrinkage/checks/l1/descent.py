"""Item 3: one sweep of coordinate descent, with a strength for each weight and an intercept that is free."""

import numpy as np
from proctor import Check, Mistake, Requirement

from shrinkage import l1
from shrinkage.checks._cases import part, parts, regression, rough, strength, tidy, until
from shrinkage.checks.l1 import descent_mistakes as wrong

IN_B = "moves b first, to its minimiser"
ONE = "then moves the weights, each to its minimiser given all the others as they are by then (one λ for all)"
EACH = "does so with a λ of its own for each weight, one of them 0"
EMPTY = "sets the weight of a column of zeros to 0, and gets all else right beside it"
WEIGHTS = [ONE, EACH, EMPTY]
ALL = [IN_B, *WEIGHTS]
RTOL = 1e-4  # room for float32


def reference(X, y, w, b, lams):
    n = X.shape[0]
    w, b = w.copy(), (y - X @ w).mean()
    for j, x in enumerate(X.T):
        w[j] = 0.0
        curvature = x @ x / n
        if curvature > 0:
            pull = x @ (y - X @ w - b) / n  # what the others leave, along column j
            w[j] = l1.soft_threshold(np.array([pull]), float(lams[j]))[0] / curvature
    return w, b


def _one(generator, d):
    return np.full(d, strength(generator))


def _each(generator, d):
    lams = generator.choice([0.1, 0.2, 0.3, 0.7, 0.9, 1.3], size=d, replace=d > 6)
    lams[generator.integers(1, d)] = 0.0
    return lams


def _cases(strengths, empty=False):
    def cases(generator):
        sizes = [(3, 2, tidy), (6, 4, tidy), (25, 8, rough)]
        return until(_all_kinds, lambda: [_case(generator, strengths, empty, *size) for size in sizes])

    return cases


def _case(generator, strengths, empty, n, d, draw):
    X, y = regression(generator, n, d, draw)
    if empty:
        X[:, generator.integers(d)] = 0.0
    w = draw(generator, d)
    return {"X": X * 1.5, "y": y + 2, "w": w, "b": float(tidy(generator)), "lams": strengths(generator, d)}


def _all_kinds(drawn):
    """Whether weights of both signs and weights of 0 come out, none of them near a tie, and the intercept moves."""
    after = np.concatenate([reference(**case)[0] for case in drawn])
    kinds = (after > 0).any() and (after < 0).any() and sum(after == 0) > 3
    first = [reference(**{**case, "lams": case["lams"] * scale})[0] for case in drawn for scale in (0.99, 1.01)]
    steady = np.array_equal(np.concatenate(first[::2]) == 0, np.concatenate(first[1::2]) == 0)
    return bool(kinds and steady and all(abs(reference(**case)[1] - case["b"]) > 0.1 for case in drawn))


BIAS_LATE = (
    "Here the weights see the b that was given. b moves first, to its minimiser, the weights then see its new value, "
    "and it does not move again."
)
BIAS_AGAIN = (
    "Here b moves again with each weight, as it does where X and y are centred. In this sweep it moves once, first, "
    "and stands while the weights move."
)

mistakes = [
    Mistake(
        wrong.all_at_once,
        "Here all weights move at once, each from where the others stood before the sweep. Coordinate descent uses "
        "each new weight at once; moving together can overshoot, and can even diverge.",
        loses=WEIGHTS,
    ),
    Mistake(
        wrong.own_part_not_put_back,
        "The residual still holds the part of the weight that moves. Its minimiser depends on what the *others* leave "
        "unexplained: add the column times its old weight back first.",
        loses=WEIGHTS,
    ),
    Mistake(
        wrong.lam_without_n,
        "This is what you get with λⱼ beside the sum of squares. Beside the mean, compare λⱼ with the slope divided "
        "by n.",
        loses=WEIGHTS,
    ),
    Mistake(
        wrong.curvature_forgotten,
        "The thresholded slope must still be divided by the curvature ‖xⱼ‖²/n of the loss along weight j. It is 1 "
        "only in standardized columns.",
        loses=WEIGHTS,
    ),
    Mistake(
        wrong.as_if_standardized,
        "This is the step for columns with ‖xⱼ‖² = n. In others the old weight, too, counts with the curvature "
        "‖xⱼ‖²/n, and the thresholded slope is divided by it.",
        loses=WEIGHTS,
    ),
    Mistake(
        wrong.divided_before,
        "Here the slope is divided by the curvature before λⱼ is taken off. Set the derivative for wⱼ > 0 to zero: "
        "λⱼ is divided too.",
        loses=WEIGHTS,
    ),
    Mistake(
        wrong.elastic,
        "This is the step for λⱼ·½wⱼ²: it shrinks and never gives a zero. The penalty here is λⱼ·|wⱼ|.",
        loses=WEIGHTS,
    ),
    Mistake(
        wrong.sign_lost,
        "Here no weight can become negative. The threshold works on the size, and the sign is put back.",
        loses=WEIGHTS,
    ),
    Mistake(
        wrong.no_zeros,
        "Here λⱼ takes a weight past 0 to the other side. Where the size of the slope is below λⱼ the minimiser is 0.",
        loses=WEIGHTS,
    ),
    Mistake(wrong.bias_last, BIAS_LATE, loses=ALL),
    Mistake(wrong.bias_as_it_was, BIAS_LATE, loses=ALL),
    Mistake(wrong.bias_after_each, BIAS_AGAIN, loses=ALL),
    Mistake(wrong.all_centred, BIAS_AGAIN, loses=ALL),
    Mistake(
        wrong.mean_of_y,
        "Here b is the mean of y. That is its minimiser only where all weights are 0 or the columns are centred: take "
        "the mean of what the given weights leave of y.",
        loses=ALL,
    ),
    Mistake(
        wrong.backwards,
        "Here the weights move from the last to the first. Begin with the first.",
        loses=WEIGHTS,
    ),
    Mistake(
        wrong.first_for_all,
        "Here every weight gets the first λ. Weight j needs λⱼ.",
        loses=[EACH],
    ),
    Mistake(
        wrong.empty_kept,
        "Here the weight of a column of zeros stays as it was. The loss does not care about it, but the penalty does: "
        "0 is its minimiser.",
        loses=[EMPTY],
    ),
    Mistake(
        wrong.divided_by_zero,
        "A column of zeros has the curvature 0, and 0/0 is nan, which then runs through everything. Treat it apart.",
        loses=[EMPTY],
    ),
]

_one_strength = _cases(_one)

sweep = Check(
    "sweep",
    reference=reference,
    requirements=[
        Requirement(IN_B, points=1, cases=_one_strength, part=part(1, "w", "b"), rtol=RTOL),
        Requirement(ONE, points=2, cases=_one_strength, part=part(0, "w", "b"), rtol=RTOL),
        Requirement(EACH, points=1, cases=_cases(_each), part=part(0, "w", "b"), rtol=RTOL),
        Requirement(EMPTY, points=1, cases=_cases(_one, empty=True), part=parts("w", "b"), rtol=RTOL),
    ],
    mistakes=mistakes,
)
