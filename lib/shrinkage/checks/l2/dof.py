"""Item 3: a number on given data, the λ that leaves ridge six degrees of freedom on the diabetes data."""

import numpy as np
from proctor import Check, Mistake, Requirement

from shrinkage import l2
from shrinkage.data import diabetes, standardize

SIX = "leaves ridge 6 effective degrees of freedom on the standardized diabetes data, to three digits"
TOLERANCE = 5e-3


def _root(excess):
    """The λ in [1e-9, 1e9] where a falling function passes through 0, by halving on a log scale."""
    low, high = -9.0, 9.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if excess(10**middle) > 0 else (low, middle)
    return 10**low


def _inputs():
    return standardize(diabetes()[0])


def reference():
    X = _inputs()
    return _root(lambda lam: float(l2.effective_dof(X, lam)) - 6)


def _three_digits(result, expected, case):
    """What is wrong with a λ, said without saying the right one."""
    lam = np.asarray(result)
    if lam.dtype.kind not in "iuf" or lam.size != 1:
        return "is not a single number"
    if abs(lam.item() - expected) <= TOLERANCE * expected:
        return None
    return (
        "does not leave 6.000 degrees of freedom: put it into the trace, or into the sum, and count to three decimals"
    )


def n_in_lambda():
    return len(_inputs()) * reference()


def raw_inputs():
    X = diabetes()[0]
    return _root(lambda lam: float(l2.effective_dof(X, lam)) - 6)


def unit_columns():
    X = _inputs() / len(_inputs()) ** 0.5
    return _root(lambda lam: float(l2.effective_dof(X, lam)) - 6)


def no_squares():
    s = np.linalg.svd(_inputs(), compute_uv=False)
    return _root(lambda lam: (s / (s + len(_inputs()) * lam)).sum() - 6)


def intercept_counted():
    X = _inputs()
    return _root(lambda lam: float(l2.effective_dof(X, lam)) - 5)


def six_lost():
    X = _inputs()
    return _root(lambda lam: float(l2.effective_dof(X, lam)) - 4)


lam_of_six = Check(
    "lam_of_six",
    value=True,
    reference=reference,
    requirements=[Requirement(SIX, points=2, judge=_three_digits, rtol=TOLERANCE)],
    mistakes=[
        Mistake(
            n_in_lambda,
            "This is nλ, the number that is added to the diagonal of XᵀX. Our λ stands beside the mean "
            "loss: divide by n.",
            loses=[SIX],
        ),
        Mistake(
            raw_inputs,
            "This is the λ for the raw inputs. There the scale of each measurement decides how much it is "
            "shrunk: standardize the columns first.",
            loses=[SIX],
        ),
        Mistake(
            unit_columns,
            "This is λ/n: the λ for columns of length 1, or n divided out twice. Standardized columns have "
            "variance 1, so their length is √n.",
            loses=[SIX],
        ),
        Mistake(
            no_squares,
            "This is what you get from s/(s + nλ). A direction is shrunk by its variance against the "
            "penalty, so the singular values are squared.",
            loses=[SIX],
        ),
        Mistake(
            intercept_counted,
            "This leaves the weights 5 degrees of freedom. The intercept is not among the six: count w alone.",
            loses=[SIX],
        ),
        Mistake(
            six_lost,
            "Here six degrees of freedom are lost and four are left. The sum of the shrinkage factors is what is left.",
            loses=[SIX],
        ),
    ],
)
