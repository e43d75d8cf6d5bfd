"""Item 4: bias² and variance from few training sets, without the error that few training sets bring."""

import numpy as np
from proctor import Check, Requirement

from shrinkage.checks._cases import part, tidy
from shrinkage.checks.overfitting.split_mistakes import BELOW, BIAS, VARIANCE, mistakes
from shrinkage.overfitting import bias_variance


def reference(predictions, truth):
    draws = predictions.shape[0]
    plain = bias_variance(predictions, truth)
    return plain.bias2 - plain.variance / (draws - 1), plain.variance * draws / (draws - 1)


def cases(generator):
    return [_case(generator, *sizes) for sizes in [(2, 3), (3, 2), (5, 40)]]


def _case(generator, draws, m):
    """Predictions whose bias is beyond their noise at every point, on either side of the truth."""
    truth = tidy(generator, m)
    side = generator.permutation(np.where(np.arange(m) % 2, 1.0, -1.0))
    bias = side * generator.integers(20, 40, m) / 10
    return {"predictions": (truth + bias + generator.integers(-7, 8, (draws, m)) / 10).round(1), "truth": truth}


def unbiased_cases(generator):
    """Predictions around the truth: on average over the points the estimate of bias² is below 0."""
    high = generator.integers(5, 15, (2, 1)) / 10  # above and below the truth by as much
    around = {"predictions": 2 + np.concatenate([high[:1], -high[:1]]), "truth": np.array([2.0])}
    truth = tidy(generator, 4)
    swing = np.array([[1.0], [-1.0], [0.0]]) * generator.integers(10, 15, 4) / 10
    aside = np.array([0.0, 0.0, 0.0, 0.8]) * swing[0]  # one point with a bias beyond its noise
    return [around, {"predictions": truth + swing + aside, "truth": truth}]


corrected_bias_variance = Check(
    "corrected_bias_variance",
    reference=reference,
    requirements=[
        Requirement(VARIANCE, points=1, cases=cases, part=part(1, "bias2", "variance")),
        Requirement(BIAS, points=2, cases=cases, part=part(0, "bias2", "variance")),
        Requirement(BELOW, points=1, cases=unbiased_cases, part=part(0, "bias2", "variance")),
    ],
    mistakes=mistakes,
)
