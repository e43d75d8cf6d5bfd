"""Item 4: two numbers on given data, the price λ of a budget for ‖w‖₁ and how many features it buys."""

import numpy as np
from proctor import Check, Mistake, Requirement

from shrinkage import l1, l2
from shrinkage.data import diabetes, standardize

PRICE = "begins with the λ at which the lasso's weights have ‖w‖₁ = 80, to half a percent"
COUNT = "ends with the number of features whose weight is not 0 there"
BOTH = [PRICE, COUNT]
BUDGET = 80.0
TOLERANCE = 5e-3


def _patients():
    X, y, _ = diabetes()
    return standardize(X), y - y.mean()


def _lam_where(size):
    """The λ in [1e-6, 1e6] at which the falling function `size` is the budget, by halving on a log scale."""
    low, high = -6.0, 6.0
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if size(10**middle) > BUDGET else (low, middle)
    return 10**low


def _priced(X, y, solve):
    lam = _lam_where(lambda lam: float(abs(solve(X, y, lam)).sum()))
    return lam, int((solve(X, y, lam) != 0).sum())


def reference():
    return _priced(*_patients(), l1.lasso)


def _price(result, expected, case):
    """What is wrong with a λ, said without saying the right one."""
    if not _is_pair(result):
        return "is not a pair of numbers (λ, count)"
    close = abs(result[0] - expected[0]) <= TOLERANCE * expected[0]
    return None if close else f"begins with {result[0]:g}: at this λ the lasso's ‖w‖₁ is not 80"


def _count(result, expected, case):
    if not _is_pair(result):
        return "is not a pair of numbers (λ, count)"
    return None if result[1] == expected[1] else f"ends with {result[1]:g}, which is not their number"


def _is_pair(result):
    return np.shape(result) == (2,) and all(isinstance(part, int | float | np.number) for part in result)


def n_in_lambda():
    lam, count = reference()
    return len(_patients()[1]) * lam, count


def no_half():
    lam, count = reference()
    return 2 * lam, count


def budget_for_price():
    return BUDGET, int((l1.lasso(*_patients(), BUDGET) != 0).sum())


def raw_inputs():
    X, y, _ = diabetes()
    return _priced(X - X.mean(0), y - y.mean(), l1.lasso)


def unit_columns():
    X, y = _patients()
    return _priced(X / len(y) ** 0.5, y, l1.lasso)


def ridge():
    return _priced(*_patients(), l2.ridge)


def zeros_counted():
    lam, count = reference()
    return lam, len(_patients()[0].T) - count


def intercept_counted():
    lam, count = reference()
    return lam, count + 1


def order_swapped():
    return reference()[::-1]


lam_of_budget = Check(
    "lam_of_budget",
    value=True,
    reference=reference,
    requirements=[
        Requirement(PRICE, points=1, judge=_price, rtol=TOLERANCE),
        Requirement(COUNT, points=1, judge=_count, rtol=TOLERANCE),
    ],
    mistakes=[
        Mistake(
            n_in_lambda,
            "This is nλ, the price beside the sum of squares. Our λ stands beside the mean loss: divide by n.",
            loses=[PRICE],
        ),
        Mistake(
            no_half,
            "This is 2λ: the price beside the mean of (ŷ − y)², without the ½ of the loss.",
            loses=[PRICE],
        ),
        Mistake(
            budget_for_price,
            "Here 80 is taken for λ. The budget is ‖w‖₁; λ is the price at which the lasso spends it.",
            loses=BOTH,
        ),
        Mistake(
            raw_inputs,
            "This is the answer for the raw inputs. There the unit of each measurement decides what its weight costs: "
            "standardize the columns first.",
            loses=BOTH,
        ),
        Mistake(
            unit_columns,
            "This is the answer for columns of length 1, on which the weights are √n times larger. Standardized "
            "columns have variance 1.",
            loses=BOTH,
        ),
        Mistake(
            ridge,
            "This is the λ at which ridge's weights have this sum of sizes. Ridge makes no weight 0.",
            loses=BOTH,
        ),
        Mistake(
            zeros_counted,
            "The λ is right. But the count is that of the weights that are 0.",
            loses=[COUNT],
        ),
        Mistake(
            intercept_counted,
            "The λ is right. But the count is one too many: the intercept is no feature.",
            loses=[COUNT],
        ),
        Mistake(order_swapped, "The two numbers have changed places: (λ, count).", loses=BOTH),
    ],
)
