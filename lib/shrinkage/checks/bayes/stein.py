"""Item 5: James and Stein towards a plane: what is shrunk is the distance from a least-squares fit."""

import numpy as np
from proctor import Check, Requirement

from shrinkage.checks._cases import rough, tidy
from shrinkage.checks.bayes.stein_mistakes import FACTOR, MEAN, PLANE, RANK
from shrinkage.checks.bayes.stein_sentences import mistakes

RTOL = 1e-5


def reference(y, variance, Z):
    fit = Z @ np.linalg.lstsq(Z, y, rcond=None)[0]
    freedom = len(y) - np.linalg.matrix_rank(Z) - 2
    factor = 1 - freedom * variance / np.sum((y - fit) ** 2)
    return fit + min(max(factor, 0.0), 1.0) * (y - fit)


def _case(generator, Z, factor, draw=rough, level=2.0):
    """y whose distance from the plane gives 1 − (k − r − 2)v/S = factor, where k > r + 2; else S = 1."""
    k, rank = len(Z), int(np.linalg.matrix_rank(Z))
    y, v = level + draw(generator, k), float(generator.choice([0.2, 0.3, 0.4, 0.6, 0.7]))
    fit = Z @ np.linalg.lstsq(Z, y, rcond=None)[0]
    size = (k - rank - 2) * v / (1 - factor) if k > rank + 2 else 1.0
    return {"y": fit + (y - fit) * np.sqrt(size / np.sum((y - fit) ** 2)), "variance": v, "Z": Z}


def _line(generator, k):
    return np.stack([np.ones(k), generator.permutation(np.arange(k)) / 2], axis=1)


def mean_cases(generator):
    return [_case(generator, np.ones((k, 1)), factor) for k, factor in [(5, 0.4), (8, 0.9), (18, 0.212)]]


def plane_cases(generator):
    """A line; a plane through the origin; two groups, each with a mean of its own."""
    groups = np.repeat(np.eye(2), [5, 8], axis=0)
    return [
        _case(generator, _line(generator, 6), 0.4),
        _case(generator, tidy(generator, 12, 3), 0.95),
        _case(generator, groups, 0.55),
    ]


def factor_cases(generator):
    """So close to the plane that the formula is far below 0; and so few numbers that it is above 1."""
    return [
        _case(generator, np.ones((5, 1)), -6.0),
        _case(generator, _line(generator, 9), -9.0),
        _case(generator, np.ones((2, 1)), None),
        _case(generator, _line(generator, 3), None),
    ]


def rank_cases(generator):
    """A column that comes twice; a column of zeros; groups beside a column of ones, which is their sum."""
    line, groups = _line(generator, 8), np.repeat(np.eye(3), [3, 4, 5], axis=0)
    return [
        _case(generator, np.ones((7, 2)), 0.35),
        _case(generator, np.column_stack([line, np.zeros(8), line[:, 1]]), 0.9),
        _case(generator, np.column_stack([np.ones(12), groups]), 0.6),
    ]


stein_towards = Check(
    "stein_towards",
    reference=reference,
    requirements=[
        Requirement(MEAN, points=1, cases=mean_cases, rtol=RTOL),
        Requirement(PLANE, points=1, cases=plane_cases, rtol=RTOL),
        Requirement(FACTOR, points=1, cases=factor_cases, rtol=RTOL),
        Requirement(RANK, points=1, cases=rank_cases, rtol=RTOL),
    ],
    mistakes=mistakes,
)
