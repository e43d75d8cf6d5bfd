"""Item 6: a prior that believes in zeros: the spike and the slab."""

import numpy as np
from proctor import Check, Requirement

from shrinkage.checks._cases import part, parts
from shrinkage.checks.bayes.slab_mistakes import FAR, MEAN, MEDIAN, PROBABILITY
from shrinkage.checks.bayes.slab_sentences import mistakes

PARTS = "probability", "mean", "median"
DIGITS = 1e-4  # room for a median that was searched for


def reference(y, noise_variance, prior_variance, share):
    from scipy.special import expit, ndtri

    kept = prior_variance / (noise_variance + prior_variance)
    log_odds = np.log(share / (1 - share)) + 0.5 * np.log(1 - kept) + 0.5 * kept * y**2 / noise_variance
    probability, mean = expit(log_odds), kept * y
    # half of the posterior lies beyond the median; where all of the slab is less than a half, the median is 0
    inside = ndtri(1 - 0.5 / np.maximum(probability, 0.5))
    median = np.sign(y) * np.maximum(np.abs(mean) + np.sqrt(noise_variance * kept) * inside, 0)
    return probability, probability * mean, median


def _case(y, noise_variance, prior_variance, share):
    return {"y": y, "noise_variance": noise_variance, "prior_variance": prior_variance, "share": share}


def _scales(generator):
    noise = float(generator.choice([0.3, 0.5, 2.0]))
    return noise, float(noise * generator.choice([3.0, 4.0, 6.0]))


def cases(generator):
    """A share above a half, where the median may be 0 beside a probability above a half; then a small one."""
    drawn = []
    for share, steps in [(0.9, [0.1, 1.0]), (0.85, [0, 0.15, 0.3, 0.7, 1.5, 3.0]), (0.2, [0.2, 1.5, 2.3, 3.1, 4.0])]:
        noise, prior = _scales(generator)
        y = np.array(steps) * generator.uniform(0.9, 1.1, len(steps)) * noise**0.5
        signs = generator.permutation(np.resize([1.0, -1.0], len(steps)))
        drawn.append(_case((y * signs).round(3), noise, prior, share))
    return drawn


def far_cases(generator):
    """Numbers so far out that both densities of y are 0 in floating point, and their ratio is not finite."""
    drawn = []
    for _ in range(2):
        noise, prior = _scales(generator)
        y = generator.uniform(125, 180, 3) * noise**0.5 * generator.permutation([1.0, -1.0, 1.0])
        drawn.append(_case(y.round(2), noise, prior, float(generator.choice([0.1, 0.3, 0.7]))))
    return drawn


spike_and_slab = Check(
    "spike_and_slab",
    reference=reference,
    requirements=[
        Requirement(PROBABILITY, points=1, cases=cases, part=part(0, *PARTS), rtol=DIGITS),
        Requirement(MEAN, points=1, cases=cases, part=part(1, *PARTS), rtol=DIGITS),
        Requirement(MEDIAN, points=1, cases=cases, part=part(2, *PARTS), rtol=DIGITS),
        Requirement(FAR, points=1, cases=far_cases, part=parts(*PARTS), rtol=DIGITS),
    ],
    mistakes=mistakes,
)
