"""Item 3: linear regression under dropout, with a rate for each input and an intercept that nothing drops."""

import numpy as np
from proctor import Check, Requirement

from shrinkage import dropout
from shrinkage.checks._cases import part, regression, rough, tidy, until
from shrinkage.checks.dropout.regression_mistakes import ALIKE, EACH, INTERCEPT, MEANS, mistakes

RATES = [0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8]


def reference(X, y, p):
    penalty = [
        dropout.dropout_penalty(column[:, None], rate).item() for column, rate in zip(X.T, p.tolist(), strict=True)
    ]
    A = np.column_stack([X, np.ones(len(y))])
    *w, b = np.linalg.solve(A.T @ A / len(y) + np.diag([*penalty, 0.0]), A.T @ y / len(y))
    return np.array(w), b


def _alike(generator, d):
    return np.full(d, generator.choice(RATES))


def _each(generator, d):
    """Different rates, and an input that is never dropped, except where there are more inputs than examples."""
    rates = generator.choice(RATES, d, replace=d > len(RATES))
    if 1 < d < 8:
        rates[generator.integers(d)] = 0.0
    return rates


def _opposites(rates):
    """Cases where every row stands beside its opposite, so that the columns have mean 0."""

    def cases(generator):
        def case(n, d, draw):
            X = draw(generator, n, d)
            return {"X": np.vstack([X, -X]), "y": draw(generator, 2 * n), "p": rates(generator, d)}

        return _drawn(case, [(1, 1, tidy), (2, 2, tidy), (9, 4, rough), (3, 9, rough)])

    return cases


def cases(generator):
    def case(n, d, draw):
        X, y = regression(generator, n, d, draw)
        return {"X": 2 + X, "y": 3 + y, "p": _alike(generator, d)}

    return _drawn(case, [(2, 1, tidy), (4, 2, tidy), (12, 4, rough), (5, 9, rough)])


def _drawn(case, sizes):
    """A case of each size."""
    return [until(_telling, lambda size=size: case(*size)) for size in sizes]


def _telling(case):
    """A column of zeros has no weight, and a weight that happens to be 0 would not show what shrinks it."""
    return bool(np.all(np.any(case["X"] != 0, axis=0)) and np.all(np.abs(reference(**case)[0]) > 1e-3))


SINGLE = 1e-3  # room for an answer in single precision


fit_with_dropout = Check(
    "fit_with_dropout",
    reference=reference,
    requirements=[
        Requirement(ALIKE, points=1, cases=_opposites(_alike), part=part(0, "w", "b"), rtol=SINGLE),
        Requirement(EACH, points=1, cases=_opposites(_each), part=part(0, "w", "b"), rtol=SINGLE),
        Requirement(MEANS, points=1, cases=cases, part=part(0, "w", "b"), rtol=SINGLE),
        Requirement(INTERCEPT, points=1, cases=cases, part=part(1, "w", "b"), rtol=SINGLE),
    ],
    mistakes=mistakes,
)
