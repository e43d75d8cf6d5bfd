"""Item 5: least squares on infinitely many shifted and noisy copies of the data."""

import numpy as np
from proctor import Check, Requirement

from shrinkage import l2
from shrinkage.checks._cases import regression, rough, tidy, until
from shrinkage.checks.early_stopping.augmented_mistakes import BOTH, NOISE, SHIFTS, WIDE, mistakes


def reference(X, y, shifts, sigma):
    # the mean over the noise is ridge with λ = σ² (`expected_noisy_loss`), here on all shifted copies
    copies = np.concatenate([np.roll(X, k, axis=1) for k in shifts])
    return l2.ridge_path(copies, np.tile(y, len(shifts)), np.array([sigma**2]))[0]


def _case(generator, n, d, draw, shifts, sigma):
    def drawn():
        X, y = regression(generator, n, d, draw)
        return {"X": np.asarray(X), "y": np.asarray(y), "shifts": shifts, "sigma": sigma}

    return until(lambda case: np.all(np.abs(reference(**case)) > 1e-3), drawn)


def _sigma(generator):
    """Neither 1 nor √2 nor ½, where a factor too many would not show."""
    return float(generator.choice([0.3, 0.6, 0.7, 1.3]))


def noise_cases(generator):
    sizes = [(2, 1, tidy), (3, 2, tidy), (12, 4, rough)]
    return [_case(generator, n, d, draw, [0], _sigma(generator)) for n, d, draw in sizes]


def shift_cases(generator):
    sizes = [(3, 3, tidy, [0, 1]), (9, 5, rough, [-2, 1]), (8, 6, rough, [-1, 0, 1, 3])]
    return [_case(generator, *size, 0.0) for size in sizes]


def both_cases(generator):
    sizes = [(2, 3, tidy, [0, 1]), (9, 5, rough, [-2, 1, 2]), (10, 4, rough, [0, 3])]
    return [_case(generator, *size, _sigma(generator)) for size in sizes]


def wide_cases(generator):
    sizes = [(1, 3, tidy, [0, 1]), (3, 9, rough, [1, 2, 5])]
    return [_case(generator, *size, _sigma(generator)) for size in sizes]


def _requirement(name, cases):
    return Requirement(name, points=1, cases=cases, rtol=1e-3)  # room for an answer in single precision


fit_augmented = Check(
    "fit_augmented",
    reference=reference,
    requirements=[
        _requirement(NOISE, noise_cases),
        _requirement(SHIFTS, shift_cases),
        _requirement(BOTH, both_cases),
        _requirement(WIDE, wide_cases),
    ],
    mistakes=mistakes,
)
