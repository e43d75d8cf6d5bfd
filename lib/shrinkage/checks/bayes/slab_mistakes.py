"""The known mistakes of item 6."""

import numpy as np

PROBABILITY = "returns the posterior probability that w is not 0 first"
MEAN = "returns the posterior mean of w second"
MEDIAN = "returns the posterior median of w third"
FAR = "stays right where y is more than a hundred standard deviations from 0"


def evidence_without_noise(y, noise_variance, prior_variance, share):
    from scipy.special import expit, ndtri

    k = prior_variance / (noise_variance + prior_variance)
    bayes = 0.5 * np.log(noise_variance / prior_variance) + 0.5 * y**2 * (1 / noise_variance - 1 / prior_variance)
    p = expit(np.log(share / (1 - share)) + bayes)
    t = abs(k * y) + np.sqrt(noise_variance * k) * ndtri(1 - 0.5 / np.maximum(p, 0.5))
    return p, p * k * y, np.sign(y) * np.maximum(t, 0)


def no_occam_factor(y, noise_variance, prior_variance, share):
    from scipy.special import expit, ndtri

    k = prior_variance / (noise_variance + prior_variance)
    p = expit(np.log(share / (1 - share)) + 0.5 * k * y**2 / noise_variance)
    t = abs(k * y) + np.sqrt(noise_variance * k) * ndtri(1 - 0.5 / np.maximum(p, 0.5))
    return p, p * k * y, np.sign(y) * np.maximum(t, 0)


def no_prior_odds(y, noise_variance, prior_variance, share):
    from scipy.special import expit, ndtri

    k = prior_variance / (noise_variance + prior_variance)
    p = expit(0.5 * np.log(1 - k) + 0.5 * k * y**2 / noise_variance)
    t = abs(k * y) + np.sqrt(noise_variance * k) * ndtri(1 - 0.5 / np.maximum(p, 0.5))
    return p, p * k * y, np.sign(y) * np.maximum(t, 0)


def share_of_zeros(y, noise_variance, prior_variance, share):
    from scipy.special import expit, ndtri

    k = prior_variance / (noise_variance + prior_variance)
    p = expit(np.log((1 - share) / share) + 0.5 * np.log(1 - k) + 0.5 * k * y**2 / noise_variance)
    t = abs(k * y) + np.sqrt(noise_variance * k) * ndtri(1 - 0.5 / np.maximum(p, 0.5))
    return p, p * k * y, np.sign(y) * np.maximum(t, 0)


def probability_of_zero(y, noise_variance, prior_variance, share):
    from scipy.special import expit, ndtri

    k = prior_variance / (noise_variance + prior_variance)
    p = expit(np.log(share / (1 - share)) + 0.5 * np.log(1 - k) + 0.5 * k * y**2 / noise_variance)
    t = abs(k * y) + np.sqrt(noise_variance * k) * ndtri(1 - 0.5 / np.maximum(p, 0.5))
    return 1 - p, p * k * y, np.sign(y) * np.maximum(t, 0)


def mean_of_the_slab(y, noise_variance, prior_variance, share):
    from scipy.special import expit, ndtri

    k = prior_variance / (noise_variance + prior_variance)
    p = expit(np.log(share / (1 - share)) + 0.5 * np.log(1 - k) + 0.5 * k * y**2 / noise_variance)
    t = abs(k * y) + np.sqrt(noise_variance * k) * ndtri(1 - 0.5 / np.maximum(p, 0.5))
    return p, k * y, np.sign(y) * np.maximum(t, 0)


def not_shrunk(y, noise_variance, prior_variance, share):
    from scipy.special import expit, ndtri

    k = prior_variance / (noise_variance + prior_variance)
    p = expit(np.log(share / (1 - share)) + 0.5 * np.log(1 - k) + 0.5 * k * y**2 / noise_variance)
    t = abs(k * y) + np.sqrt(noise_variance * k) * ndtri(1 - 0.5 / np.maximum(p, 0.5))
    return p, p * y, np.sign(y) * np.maximum(t, 0)


def mean_for_median(y, noise_variance, prior_variance, share):
    from scipy.special import expit

    k = prior_variance / (noise_variance + prior_variance)
    p = expit(np.log(share / (1 - share)) + 0.5 * np.log(1 - k) + 0.5 * k * y**2 / noise_variance)
    return p, p * k * y, p * k * y


def median_of_the_slab(y, noise_variance, prior_variance, share):
    from scipy.special import expit

    k = prior_variance / (noise_variance + prior_variance)
    p = expit(np.log(share / (1 - share)) + 0.5 * np.log(1 - k) + 0.5 * k * y**2 / noise_variance)
    return p, p * k * y, k * y


def kept_or_killed(y, noise_variance, prior_variance, share):
    from scipy.special import expit

    k = prior_variance / (noise_variance + prior_variance)
    p = expit(np.log(share / (1 - share)) + 0.5 * np.log(1 - k) + 0.5 * k * y**2 / noise_variance)
    return p, p * k * y, np.where(p > 0.5, k * y, 0)


def positive_side_only(y, noise_variance, prior_variance, share):
    from scipy.special import expit, ndtri

    k = prior_variance / (noise_variance + prior_variance)
    p = expit(np.log(share / (1 - share)) + 0.5 * np.log(1 - k) + 0.5 * k * y**2 / noise_variance)
    t = k * y + np.sqrt(noise_variance * k) * ndtri(1 - 0.5 / np.maximum(p, 0.5))
    return p, p * k * y, np.maximum(t, 0)


def past_zero(y, noise_variance, prior_variance, share):
    from scipy.special import expit, ndtri

    k = prior_variance / (noise_variance + prior_variance)
    p = expit(np.log(share / (1 - share)) + 0.5 * np.log(1 - k) + 0.5 * k * y**2 / noise_variance)
    t = abs(k * y) + np.sqrt(noise_variance * k) * ndtri(1 - 0.5 / np.maximum(p, 0.5))
    return p, p * k * y, np.where(p > 0.5, np.sign(y) * t, 0)


def away_from_zero(y, noise_variance, prior_variance, share):
    from scipy.special import expit, ndtri

    k = prior_variance / (noise_variance + prior_variance)
    p = expit(np.log(share / (1 - share)) + 0.5 * np.log(1 - k) + 0.5 * k * y**2 / noise_variance)
    t = k * y + np.sqrt(noise_variance * k) * ndtri(1 - 0.5 / np.maximum(p, 0.5))
    return p, p * k * y, np.where(p > 0.5, t, 0)


def mean_kept_or_killed(y, noise_variance, prior_variance, share):
    from scipy.special import expit

    k = prior_variance / (noise_variance + prior_variance)
    p = expit(np.log(share / (1 - share)) + 0.5 * np.log(1 - k) + 0.5 * k * y**2 / noise_variance)
    return p, p * k * y, np.where(p > 0.5, p * k * y, 0)


def deviations(y, noise_variance, prior_variance, share):
    from scipy.special import expit, ndtri

    v, k = noise_variance**2, prior_variance**2 / (noise_variance**2 + prior_variance**2)
    p = expit(np.log(share / (1 - share)) + 0.5 * np.log(1 - k) + 0.5 * k * y**2 / v)
    t = abs(k * y) + np.sqrt(v * k) * ndtri(1 - 0.5 / np.maximum(p, 0.5))
    return p, p * k * y, np.sign(y) * np.maximum(t, 0)


def densities_as_numbers(y, noise_variance, prior_variance, share):
    from scipy.special import ndtri

    total = noise_variance + prior_variance
    k = prior_variance / total
    slab = share * np.exp(-(y**2) / (2 * total)) / np.sqrt(total)
    p = slab / (slab + (1 - share) * np.exp(-(y**2) / (2 * noise_variance)) / np.sqrt(noise_variance))
    t = abs(k * y) + np.sqrt(noise_variance * k) * ndtri(1 - 0.5 / np.maximum(p, 0.5))
    return p, p * k * y, np.sign(y) * np.maximum(t, 0)


def odds_as_numbers(y, noise_variance, prior_variance, share):
    from scipy.special import ndtri

    k = prior_variance / (noise_variance + prior_variance)
    odds = share / (1 - share) * np.sqrt(1 - k) * np.exp(0.5 * k * y**2 / noise_variance)
    p = odds / (1 + odds)
    t = abs(k * y) + np.sqrt(noise_variance * k) * ndtri(1 - 0.5 / np.maximum(p, 0.5))
    return p, p * k * y, np.sign(y) * np.maximum(t, 0)
