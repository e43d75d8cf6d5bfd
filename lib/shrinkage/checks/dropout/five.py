"""Item 4: a number on given data, the rate of dropout that leaves a linear model five degrees of freedom."""

import numpy as np
from proctor import Check, Mistake, Requirement

from shrinkage import l2
from shrinkage.data import diabetes, standardize

FIVE = "leaves 5 effective degrees of freedom on the centred diabetes data, to three digits"
TOLERANCE = 5e-3


def _root(excess):
    """The odds p/(1 − p) in [1e-9, 1e9] where a falling function of them passes 0, by halving on a log scale."""
    low, high = -9.0, 9.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if excess(10**middle) > 0 else (low, middle)
    return 10**low


def _freedom(X, odds):
    """The trace of X(XᵀX + odds·diag(XᵀX))⁻¹Xᵀ, which no unit of a column changes."""
    X = X / np.sqrt(np.mean(X**2, axis=0))
    return float(l2.effective_dof(X, odds))


def _centred():
    X = diabetes()[0]
    return X - X.mean(axis=0)


def _odds(freedom):
    X = _centred()
    return _root(lambda odds: _freedom(X, odds) - freedom)


def reference():
    odds = _odds(5)
    return odds / (1 + odds)


def _three_digits(result, expected, case):
    """What is wrong with a p, said without saying the right one."""
    p = np.asarray(result)
    if p.dtype.kind not in "iuf" or p.size != 1:
        return "is not a single number"
    if not 0 <= p.item() < 1:
        return "is not a probability of dropping: it lies outside [0, 1)"
    if abs(p.item() - expected) <= TOLERANCE * expected:
        return None
    return "does not leave 5.000 degrees of freedom: put it into the trace and count to three decimals"


def odds_for_p():
    return _odds(5)


def probability_of_keeping():
    return 1 - reference()


def plain_penalty():
    X = _centred()
    odds = _root(lambda odds: float(l2.effective_dof(X, odds)) - 5)
    return odds / (1 + odds)


def raw_columns():
    X = diabetes()[0]
    odds = _root(lambda odds: _freedom(X, odds) - 5)
    return odds / (1 + odds)


def n_in_the_odds():
    odds = len(_centred()) * _odds(5)
    return odds / (1 + odds)


def n_out_of_the_odds():
    odds = _odds(5) / len(_centred())
    return odds / (1 + odds)


def intercept_counted():
    odds = _odds(4)
    return odds / (1 + odds)


def no_squares():
    X = standardize(diabetes()[0])
    s = np.linalg.svd(X, compute_uv=False)
    odds = _root(lambda odds: (s / (s + len(X) * odds)).sum() - 5)
    return odds / (1 + odds)


p_of_five = Check(
    "p_of_five",
    value=True,
    reference=reference,
    requirements=[Requirement(FIVE, points=2, judge=_three_digits, rtol=TOLERANCE)],
    mistakes=[
        Mistake(
            odds_for_p,
            "This is p/(1 − p), the λ that such a p stands for on standardized columns. Solve for p.",
            loses=[FIVE],
        ),
        Mistake(
            probability_of_keeping,
            "This is the probability of keeping an input. p is that of dropping it.",
            loses=[FIVE],
        ),
        Mistake(
            plain_penalty,
            "Here the penalty of every weight is p/(1 − p). That is so only where the mean square of each column is 1; "
            "these columns have other units, and dropout has diag(XᵀX) in its penalty.",
            loses=[FIVE],
        ),
        Mistake(
            raw_columns,
            "This is the p for the raw columns. Subtract from each its mean first.",
            loses=[FIVE],
        ),
        Mistake(
            n_in_the_odds,
            "An n too many is in this p. diag(XᵀX) is a sum over the patients already, as XᵀX is.",
            loses=[FIVE],
        ),
        Mistake(
            n_out_of_the_odds,
            "An n is missing from this p. On columns with mean square 1 the entries of diag(XᵀX) are n, and not 1.",
            loses=[FIVE],
        ),
        Mistake(
            intercept_counted,
            "This p leaves the weights 4 degrees of freedom. The intercept is not among the five: count w alone.",
            loses=[FIVE],
        ),
        Mistake(
            no_squares,
            "This is what you get from s/(s + n·p/(1 − p)). The trace has the squares of the singular values in it.",
            loses=[FIVE],
        ),
    ],
)
