"""Double descent on an isotropic design, and ridge, which has none."""

import math
from functools import cache

import numpy as np

from shrinkage.early_stopping import filter_risk
from shrinkage.l2 import shrinkage_factors
from shrinkage.overfitting import min_norm_risk
from shrinkage.reproduced.result import Result

D, NOISE_VARIANCE = 500, 0.25  # and ‖β‖ = 1
# for 250 examples (1 − n/d)‖β‖² + σ²(1 + n/(d − n − 1)), for 1000 σ²(1 + d/(n − d − 1))
EXPECTED = 0.5 + 0.25 * (1 + 250 / 249), 0.25 * (1 + 500 / 499)


@cache
def _singular_values(n, draws=3):
    """Those of a few Gaussian designs (n, 500)."""
    generator = np.random.default_rng(0)
    return [np.linalg.svd(generator.normal(size=(n, D)), compute_uv=False) for _ in range(draws)]


def _test_error(n, k):
    """Exact expected error of ridge at nλ = k, over noise, test point and direction of β, for a few designs."""
    errors = []
    for s in _singular_values(n):
        f = shrinkage_factors(s, n, k / n)
        unseen = 1 - len(s) / D  # the share of ‖β‖² in directions in which there are no data
        errors.append(filter_risk(s, f, np.full(len(s), D**-0.5), NOISE_VARIANCE).total + unseen + NOISE_VARIANCE)
    return float(np.mean(errors))


def best_penalty():
    """The nλ of the least test error, for three numbers of examples."""
    grid = np.arange(100.0, 151.0, 1.0)
    return tuple(float(grid[np.argmin([_test_error(n, k) for k in grid])]) for n in (250, 500, 1000))


def ridge_error():
    """The test error of ridge at nλ = 125, where the plain fit is at its worst and beyond."""
    return tuple(_test_error(n, 125.0) for n in (500, 1000))


def _limit(ratio):
    """Ridge's test error at its best penalty, for large d at d/n = ratio: σ²(1 + ratio · m(−λ)), λ = ratio · σ²."""
    lam = ratio * NOISE_VARIANCE
    b = 1 - ratio + lam
    m = (math.sqrt(b**2 + 4 * ratio * lam) - b) / (2 * ratio * lam)
    return NOISE_VARIANCE * (1 + ratio * m)


def plain_error():
    """The test error of the shortest least-squares fit, on both sides of its peak."""
    return tuple(_test_error(n, 0.0) for n in (250, 1000))


def exact_error():
    """The library's formula for the same."""
    return tuple(float(min_norm_risk(n, D, 1.0, NOISE_VARIANCE)) for n in (250, 1000))


_DESIGN = r"($d = 500$, $\sigma = 0.5$, $\lVert\beta\rVert = 1$)"

ROWS = (
    Result(
        "overfitting",
        rf"Ridge on an isotropic design {_DESIGN}: the best $n\lambda$ is "
        rf"$d\sigma^2/\lVert\beta\rVert^2$, whatever $n$; "
        "here for 250, 500 and 1000 examples",
        "nakkiran2020optimal",
        (125.0, 125.0, 125.0),
        0.5,
        best_penalty,
    ),
    Result(
        "overfitting",
        r"Its test error there, for 500 and 1000 examples; published is the limit for large $d$ at the same $d/n$",
        "hastie2022surprises",
        (_limit(1.0), _limit(0.5)),
        0.002,
        ridge_error,
    ),
    Result(
        "overfitting",
        "The shortest least-squares fit instead, for 250 and 1000 examples: the average over designs",
        "belkin2020two,hastie2022surprises",
        EXPECTED,
        0.005,
        plain_error,
    ),
    Result(
        "overfitting",
        "The same by the exact formula",
        "belkin2020two,hastie2022surprises",
        EXPECTED,
        1e-12,
        exact_error,
    ),
)
