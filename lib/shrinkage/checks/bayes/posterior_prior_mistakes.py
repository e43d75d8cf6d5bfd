"""The known mistakes of item 3 about the prior."""

import numpy as np
from proctor import Mistake

MEAN = "returns the posterior mean first, for equal noise and a prior N(0, τ²I)"
COVARIANCE = "returns the posterior covariance second, for equal noise and a prior N(0, τ²I)"
NOISE = "weighs each example by its own noise variance"
TURNS = "gives with two batches in turn, any prior before the first, what all data give at once"
CERTAIN = "keeps to what the prior is certain of, a covariance that has no inverse"


def prior_mean_ignored(X, y, noise_variances, prior_mean, prior_covariance):
    P = prior_covariance
    gain = np.linalg.solve(X @ P @ X.T + np.diag(noise_variances), X @ P).T
    return gain @ y, P - gain @ X @ P


def prior_mean_not_added_back(X, y, noise_variances, prior_mean, prior_covariance):
    P = prior_covariance
    gain = np.linalg.solve(X @ P @ X.T + np.diag(noise_variances), X @ P).T
    return gain @ (y - X @ prior_mean), P - gain @ X @ P


def prior_mean_counted_twice(X, y, noise_variances, prior_mean, prior_covariance):
    P = prior_covariance
    gain = np.linalg.solve(X @ P @ X.T + np.diag(noise_variances), X @ P).T
    return prior_mean + gain @ y, P - gain @ X @ P


def diagonal_prior(X, y, noise_variances, prior_mean, prior_covariance):
    P = np.diag(np.diag(prior_covariance))
    gain = np.linalg.solve(X @ P @ X.T + np.diag(noise_variances), X @ P).T
    return prior_mean + gain @ (y - X @ prior_mean), P - gain @ X @ P


def one_prior_variance(X, y, noise_variances, prior_mean, prior_covariance):
    P = prior_covariance[0, 0] * np.eye(len(prior_mean))
    gain = np.linalg.solve(X @ P @ X.T + np.diag(noise_variances), X @ P).T
    return prior_mean + gain @ (y - X @ prior_mean), P - gain @ X @ P


def formula_of_the_chapter(X, y, noise_variances, prior_mean, prior_covariance):
    noise, tau2 = noise_variances[0], prior_covariance[0, 0]
    S = np.linalg.inv(X.T @ X / noise + np.eye(len(prior_mean)) / tau2)
    return S @ X.T @ y / noise, S


def covariance_for_precision(X, y, noise_variances, prior_mean, prior_covariance):
    precision = X.T @ (X / noise_variances[:, None]) + prior_covariance
    covariance = np.linalg.inv(precision)
    return covariance @ (X.T @ (y / noise_variances) + prior_covariance @ prior_mean), covariance


def prior_inverted(X, y, noise_variances, prior_mean, prior_covariance):
    P = np.linalg.inv(prior_covariance)
    covariance = np.linalg.inv(X.T @ (X / noise_variances[:, None]) + P)
    return covariance @ (X.T @ (y / noise_variances) + P @ prior_mean), covariance


def factor_on_the_wrong_side(X, y, noise_variances, prior_mean, prior_covariance):
    P = prior_covariance
    M = np.eye(len(P)) + X.T @ (X / noise_variances[:, None]) @ P
    return np.linalg.solve(M, P @ (X.T @ (y / noise_variances)) + prior_mean), np.linalg.solve(M, P)


def prior_factorised(X, y, noise_variances, prior_mean, prior_covariance):
    R = np.linalg.inv(np.linalg.cholesky(prior_covariance))
    covariance = np.linalg.inv(X.T @ (X / noise_variances[:, None]) + R.T @ R)
    return covariance @ (X.T @ (y / noise_variances) + R.T @ R @ prior_mean), covariance


def pseudo_inverse(X, y, noise_variances, prior_mean, prior_covariance):
    P = np.linalg.pinv(prior_covariance)
    covariance = np.linalg.pinv(X.T @ (X / noise_variances[:, None]) + P)
    return covariance @ (X.T @ (y / noise_variances) + P @ prior_mean), covariance


NO_INVERSE = (
    "Here the prior covariance is inverted or factorised, and where the prior is certain of something it has no "
    "inverse. Find the form in which only the (n, n) covariance of y is inverted: noise makes that regular."
)

mistakes = [
    Mistake(
        prior_mean_ignored,
        "Here the prior mean has no part: the weights are pulled to 0. Take it out of the data, y − Xm, and add it "
        "back to the result.",
        loses=[TURNS, CERTAIN],
    ),
    Mistake(
        prior_mean_not_added_back,
        "This is how far the data move the mean from the prior's: add the prior mean back.",
        loses=[TURNS, CERTAIN],
    ),
    Mistake(
        prior_mean_counted_twice,
        "Here the prior mean is added, but the data still pull with all of y. What the prior mean explains, Xm, must "
        "be taken out of y first.",
        loses=[TURNS, CERTAIN],
    ),
    Mistake(
        diagonal_prior,
        "Only the diagonal of the prior covariance is used. A posterior that serves as prior has correlated weights: "
        "throw them away and you forget a part of what the first batch said.",
        loses=[TURNS, CERTAIN],
    ),
    Mistake(
        one_prior_variance,
        "Here every weight has the prior variance of the first one. The prior covariance is a whole matrix.",
        loses=[TURNS, CERTAIN],
    ),
    Mistake(
        formula_of_the_chapter,
        "This is the chapter's formula, for one noise variance and the prior N(0, τ²I). Here each example has a noise "
        "variance of its own, and the prior any mean and any covariance.",
        loses=[NOISE, TURNS, CERTAIN],
    ),
    Mistake(
        covariance_for_precision,
        "Here the prior covariance is added where the prior precision belongs, its inverse. A wider prior must pull "
        "less, not more.",
        loses=[MEAN, COVARIANCE, NOISE, TURNS, CERTAIN],
    ),
    Mistake(
        factor_on_the_wrong_side,
        "The inverse of C₀ is gone, but a product is turned round. With A = XᵀV⁻¹X it is (A + C₀⁻¹)⁻¹ = (I + C₀A)⁻¹C₀: "
        "C₀ comes before A. Turned round, this is no longer symmetric once C₀ is not a multiple of I.",
        loses=[TURNS, CERTAIN],
    ),
    Mistake(prior_inverted, NO_INVERSE, loses=[CERTAIN]),
    Mistake(prior_factorised, NO_INVERSE, loses=[CERTAIN]),
    Mistake(
        pseudo_inverse,
        "The pseudo-inverse of a variance 0 is a precision 0: the prior that knew a weight for certain now knows "
        "nothing about it. A certain prior must stay: its mean does not move, its variance stays 0.",
        loses=[CERTAIN],
    ),
]
