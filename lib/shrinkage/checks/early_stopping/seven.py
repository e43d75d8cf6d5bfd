"""Item 3: two numbers on given data, the steps and the λ that leave a linear model the same degrees of freedom."""

import numpy as np
from proctor import Check, Mistake, Requirement

from shrinkage import l2
from shrinkage.data import diabetes, standardize
from shrinkage.early_stopping import gradient_descent_filter

STEPS = "begins with the smallest number of steps that gives at least 7 degrees of freedom"
LAM = "ends with the λ that leaves ridge 7 degrees of freedom"
BOTH = [STEPS, LAM]
RATE, FREEDOM = 0.01, 7
TOLERANCE = 5e-3  # of both numbers; for the first a step more or less


def _spectrum():
    X = standardize(diabetes()[0])
    return X, np.linalg.svd(X, compute_uv=False)


def _steps(freedom=FREEDOM, lr=RATE, power=1):
    X, s = _spectrum()
    each = (gradient_descent_filter(s, len(X), lr, steps) ** power for steps in range(10_000))
    return next(steps for steps, factors in enumerate(each) if np.sum(factors) >= freedom)


def _lam(freedom=FREEDOM, power=1):
    """The λ in [1e-6, 1e6] where a falling function of it passes 0, by halving on a log scale."""
    X, s = _spectrum()
    low, high = -6.0, 6.0
    for _ in range(60):
        middle = (low + high) / 2
        left = np.sum(l2.shrinkage_factors(s, len(X), 10**middle) ** power)
        low, high = (middle, high) if left > freedom else (low, middle)
    return 10**low


def reference():
    return _steps(), _lam()


def _is_pair(result):
    return np.shape(result) == (2,) and all(isinstance(part, int | float | np.number) for part in result)


def _begins(result, expected, case):
    """What is wrong with the number of steps, said without saying the right one."""
    if not _is_pair(result):
        return "is not a pair of numbers (steps, lam)"
    if abs(result[0] - expected[0]) <= TOLERANCE * expected[0]:
        return None
    return f"begins with {result[0]:g}; sum 1 − (1 − ηh)ᵗ over the ten h for this t, and for one step less"


def _ends(result, expected, case):
    if not _is_pair(result):
        return "is not a pair of numbers (steps, lam)"
    if abs(result[1] - expected[1]) <= TOLERANCE * expected[1]:
        return None
    return f"ends with {result[1]:.4g}; sum h/(h + λ) over the ten h for this λ, and count to two decimals"


def steps_by_the_rule():
    return 1 / (RATE * _lam()), _lam()


def lam_by_the_rule():
    return _steps(), 1 / (RATE * _steps())


def lam_beside_a_sum():
    return _steps(), _lam() * len(_spectrum()[0])


def lam_over_n():
    return _steps(), _lam() / len(_spectrum()[0])


def twice_the_gradient():
    return _steps(lr=2 * RATE), _lam()


def three_left():
    return _steps(10 - FREEDOM), _lam(10 - FREEDOM)


def intercept_counted():
    return _steps(FREEDOM - 1), _lam(FREEDOM - 1)


def squares_of_the_factors():
    return _steps(power=2), _lam(power=2)


def order_swapped():
    return reference()[::-1]


mistakes = [
    Mistake(
        steps_by_the_rule,
        "λ is right. But the steps are 1/(ηλ), by the rule of thumb. Count the degrees of freedom of both.",
        loses=[STEPS],
    ),
    Mistake(
        lam_by_the_rule,
        "The steps are right. But λ is 1/(ηt), by the rule of thumb. It leaves ridge fewer than 7 degrees of freedom: "
        "find the λ that leaves 7.",
        loses=[LAM],
    ),
    Mistake(
        lam_beside_a_sum,
        "The steps are right. But this λ is n times too large: it is what stands beside XᵀX. Ours stands beside XᵀX/n.",
        loses=[LAM],
    ),
    Mistake(
        lam_over_n,
        "The steps are right. But this λ is n times too small: the h are eigenvalues of XᵀX/n; λ stands beside them.",
        loses=[LAM],
    ),
    Mistake(
        twice_the_gradient,
        "λ is right. But there is a 2 too many in the steps: with the ½ in the loss its gradient is Xᵀ(Xw − y)/n.",
        loses=[STEPS],
    ),
    Mistake(
        three_left,
        "Here 7 of the 10 degrees of freedom are taken away. 7 are to be left.",
        loses=BOTH,
    ),
    Mistake(
        intercept_counted,
        "These leave the ten weights 6 degrees of freedom. There is no intercept among the seven: count w alone.",
        loses=BOTH,
    ),
    Mistake(
        squares_of_the_factors,
        "Here the squares of the factors sum to 7. Degrees of freedom are the trace of the matrix that turns y into ŷ: "
        "the sum of the factors themselves.",
        loses=BOTH,
    ),
    Mistake(order_swapped, "The two numbers have changed places: (steps, lam).", loses=BOTH),
]

seven_degrees = Check(
    "seven_degrees",
    value=True,
    reference=reference,
    requirements=[
        Requirement(STEPS, points=1, judge=_begins, rtol=TOLERANCE),
        Requirement(LAM, points=1, judge=_ends, rtol=TOLERANCE),
    ],
    mistakes=mistakes,
)
