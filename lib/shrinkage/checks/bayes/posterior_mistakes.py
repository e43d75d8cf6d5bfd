"""The known mistakes of item 3: those about noise and result, and with them those about the prior."""

import numpy as np
from proctor import Mistake

from shrinkage.checks.bayes.posterior_prior_mistakes import CERTAIN, COVARIANCE, MEAN, NOISE, TURNS
from shrinkage.checks.bayes.posterior_prior_mistakes import mistakes as about_the_prior

BOTH = [NOISE, TURNS, CERTAIN]


def inverse_noise(X, y, noise_variances, prior_mean, prior_covariance):
    P = prior_covariance
    gain = np.linalg.solve(X @ P @ X.T + np.diag(1 / noise_variances), X @ P).T
    return prior_mean + gain @ (y - X @ prior_mean), P - gain @ X @ P


def noise_squared(X, y, noise_variances, prior_mean, prior_covariance):
    P = prior_covariance
    gain = np.linalg.solve(X @ P @ X.T + np.diag(noise_variances**2), X @ P).T
    return prior_mean + gain @ (y - X @ prior_mean), P - gain @ X @ P


def noise_times_n(X, y, noise_variances, prior_mean, prior_covariance):
    P = prior_covariance
    gain = np.linalg.solve(X @ P @ X.T + len(y) * np.diag(noise_variances), X @ P).T
    return prior_mean + gain @ (y - X @ prior_mean), P - gain @ X @ P


def average_noise(X, y, noise_variances, prior_mean, prior_covariance):
    P = prior_covariance
    gain = np.linalg.solve(X @ P @ X.T + noise_variances.mean() * np.eye(len(y)), X @ P).T
    return prior_mean + gain @ (y - X @ prior_mean), P - gain @ X @ P


def precision_returned(X, y, noise_variances, prior_mean, prior_covariance):
    P = prior_covariance
    gain = np.linalg.solve(X @ P @ X.T + np.diag(noise_variances), X @ P).T
    return prior_mean + gain @ (y - X @ prior_mean), np.linalg.pinv(P - gain @ X @ P)


def without_the_noise_in_front(X, y, noise_variances, prior_mean, prior_covariance):
    P = prior_covariance
    gain = np.linalg.solve(X @ P @ X.T + np.diag(noise_variances), X @ P).T
    covariance = P - gain @ X @ P
    return prior_mean + gain @ (y - X @ prior_mean), covariance / noise_variances.mean()


def covariance_of_the_estimate(X, y, noise_variances, prior_mean, prior_covariance):
    P = prior_covariance
    gain = np.linalg.solve(X @ P @ X.T + np.diag(noise_variances), X @ P).T
    return prior_mean + gain @ (y - X @ prior_mean), gain @ np.diag(noise_variances) @ gain.T


def variances_alone(X, y, noise_variances, prior_mean, prior_covariance):
    P = prior_covariance
    gain = np.linalg.solve(X @ P @ X.T + np.diag(noise_variances), X @ P).T
    return prior_mean + gain @ (y - X @ prior_mean), np.diag(P - gain @ X @ P)


mistakes = [
    Mistake(
        inverse_noise,
        "Here the noise's precisions stand where its variances belong, or the other way round. A noisy example must "
        "count for less: in XᵀV⁻¹X each example is divided by its variance.",
        loses=[MEAN, COVARIANCE, *BOTH],
    ),
    Mistake(
        noise_squared,
        "Here `noise_variances` are squared, as if they were standard deviations. They are the vᵢ themselves.",
        loses=[MEAN, COVARIANCE, *BOTH],
    ),
    Mistake(
        noise_times_n,
        "Here a factor n is too many. Ridge's nλ is σ²/τ²: the n is in λ = σ²/(nτ²) already, and between the variances "
        "there is none.",
        loses=[MEAN, COVARIANCE, *BOTH],
    ),
    Mistake(
        average_noise,
        "Here all examples have the mean noise variance. Each has its own: the noisier one must pull less.",
        loses=[NOISE],
    ),
    Mistake(
        precision_returned,
        "The second result is the precision, the inverse of what was asked for. Data must make a covariance smaller.",
        loses=[COVARIANCE, *BOTH],
    ),
    Mistake(
        without_the_noise_in_front,
        "This is (XᵀX + σ²/τ² I)⁻¹, the matrix of ridge, and the posterior covariance is σ² times it. "
        "Without data it must be the prior's.",
        loses=[COVARIANCE, *BOTH],
    ),
    Mistake(
        covariance_of_the_estimate,
        "This is how much the estimate varies from one set of data to the next, for fixed weights. The posterior "
        "covariance says how unsure the weights are, given these data: it counts what the prior left open too.",
        loses=[COVARIANCE, *BOTH],
    ),
    Mistake(
        variances_alone,
        "These are the variances alone, the diagonal. The weights are correlated: return the whole (d, d) matrix.",
        loses=[COVARIANCE, *BOTH],
    ),
    *about_the_prior,
]
