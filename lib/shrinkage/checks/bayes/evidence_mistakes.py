"""The known mistakes of item 7."""

import numpy as np

VALUE = "returns the log evidence first"
GRADIENT = "returns its gradient in the log τⱼ² second"
LOGS = "keeps the log evidence finite where determinants are too small or too large for a number"
LEAN = "needs less than 8 MB for 1500 examples and for 1500 features"


def no_constant(X, y, noise_variance, prior_variances):
    U, s, Vt = np.linalg.svd(X * np.sqrt(prior_variances), full_matrices=False)
    u, c = U.T @ y, noise_variance + s**2
    log_det = np.sum(np.log(c / noise_variance)) + len(y) * np.log(noise_variance)
    fit = np.sum((y - U @ u) ** 2) / noise_variance + np.sum(u**2 / c)
    pull, gamma = (Vt.T @ (s / c * u)) ** 2, (Vt**2).T @ (s**2 / c)
    return -0.5 * (log_det + fit), 0.5 * (pull - gamma)


def no_determinant(X, y, noise_variance, prior_variances):
    U, s, Vt = np.linalg.svd(X * np.sqrt(prior_variances), full_matrices=False)
    u, c = U.T @ y, noise_variance + s**2
    fit = np.sum((y - U @ u) ** 2) / noise_variance + np.sum(u**2 / c)
    pull, gamma = (Vt.T @ (s / c * u)) ** 2, (Vt**2).T @ (s**2 / c)
    return -0.5 * (len(y) * np.log(2 * np.pi) + fit), 0.5 * (pull - gamma)


def determinant_turned(X, y, noise_variance, prior_variances):
    U, s, Vt = np.linalg.svd(X * np.sqrt(prior_variances), full_matrices=False)
    u, c = U.T @ y, noise_variance + s**2
    log_det = np.sum(np.log(c / noise_variance)) + len(y) * np.log(noise_variance)
    fit = np.sum((y - U @ u) ** 2) / noise_variance + np.sum(u**2 / c)
    pull, gamma = (Vt.T @ (s / c * u)) ** 2, (Vt**2).T @ (s**2 / c)
    return -0.5 * (len(y) * np.log(2 * np.pi) - log_det + fit), 0.5 * (pull - gamma)


def no_half(X, y, noise_variance, prior_variances):
    U, s, Vt = np.linalg.svd(X * np.sqrt(prior_variances), full_matrices=False)
    u, c = U.T @ y, noise_variance + s**2
    log_det = np.sum(np.log(c / noise_variance)) + len(y) * np.log(noise_variance)
    fit = np.sum((y - U @ u) ** 2) / noise_variance + np.sum(u**2 / c)
    pull, gamma = (Vt.T @ (s / c * u)) ** 2, (Vt**2).T @ (s**2 / c)
    return -(len(y) * np.log(2 * np.pi) + log_det + fit), 0.5 * (pull - gamma)


def noise_not_in_determinant(X, y, noise_variance, prior_variances):
    U, s, Vt = np.linalg.svd(X * np.sqrt(prior_variances), full_matrices=False)
    u, c = U.T @ y, noise_variance + s**2
    fit = np.sum((y - U @ u) ** 2) / noise_variance + np.sum(u**2 / c)
    pull, gamma = (Vt.T @ (s / c * u)) ** 2, (Vt**2).T @ (s**2 / c)
    return -0.5 * (len(y) * np.log(2 * np.pi) + np.sum(np.log(c / noise_variance)) + fit), 0.5 * (pull - gamma)


def precisions(X, y, noise_variance, prior_variances):
    U, s, Vt = np.linalg.svd(X * np.sqrt(1 / prior_variances), full_matrices=False)
    u, c = U.T @ y, noise_variance + s**2
    log_det = np.sum(np.log(c / noise_variance)) + len(y) * np.log(noise_variance)
    fit = np.sum((y - U @ u) ** 2) / noise_variance + np.sum(u**2 / c)
    pull, gamma = (Vt.T @ (s / c * u)) ** 2, (Vt**2).T @ (s**2 / c)
    return -0.5 * (len(y) * np.log(2 * np.pi) + log_det + fit), 0.5 * (gamma - pull)


def deviations(X, y, noise_variance, prior_variances):
    U, s, Vt = np.linalg.svd(X * prior_variances, full_matrices=False)
    u, c = U.T @ y, noise_variance + s**2
    log_det = np.sum(np.log(c / noise_variance)) + len(y) * np.log(noise_variance)
    fit = np.sum((y - U @ u) ** 2) / noise_variance + np.sum(u**2 / c)
    pull, gamma = (Vt.T @ (s / c * u)) ** 2, (Vt**2).T @ (s**2 / c)
    return -0.5 * (len(y) * np.log(2 * np.pi) + log_det + fit), 0.5 * (pull - gamma)


def in_the_variances(X, y, noise_variance, prior_variances):
    U, s, Vt = np.linalg.svd(X * np.sqrt(prior_variances), full_matrices=False)
    u, c = U.T @ y, noise_variance + s**2
    log_det = np.sum(np.log(c / noise_variance)) + len(y) * np.log(noise_variance)
    fit = np.sum((y - U @ u) ** 2) / noise_variance + np.sum(u**2 / c)
    pull, gamma = (Vt.T @ (s / c * u)) ** 2, (Vt**2).T @ (s**2 / c)
    return -0.5 * (len(y) * np.log(2 * np.pi) + log_det + fit), 0.5 * (pull - gamma) / prior_variances


def in_the_deviations(X, y, noise_variance, prior_variances):
    U, s, Vt = np.linalg.svd(X * np.sqrt(prior_variances), full_matrices=False)
    u, c = U.T @ y, noise_variance + s**2
    log_det = np.sum(np.log(c / noise_variance)) + len(y) * np.log(noise_variance)
    fit = np.sum((y - U @ u) ** 2) / noise_variance + np.sum(u**2 / c)
    pull, gamma = (Vt.T @ (s / c * u)) ** 2, (Vt**2).T @ (s**2 / c)
    return -0.5 * (len(y) * np.log(2 * np.pi) + log_det + fit), pull - gamma


def fit_alone(X, y, noise_variance, prior_variances):
    U, s, Vt = np.linalg.svd(X * np.sqrt(prior_variances), full_matrices=False)
    u, c = U.T @ y, noise_variance + s**2
    log_det = np.sum(np.log(c / noise_variance)) + len(y) * np.log(noise_variance)
    fit = np.sum((y - U @ u) ** 2) / noise_variance + np.sum(u**2 / c)
    pull = (Vt.T @ (s / c * u)) ** 2
    return -0.5 * (len(y) * np.log(2 * np.pi) + log_det + fit), 0.5 * pull


def gamma_of_one(X, y, noise_variance, prior_variances):
    U, s, Vt = np.linalg.svd(X * np.sqrt(prior_variances), full_matrices=False)
    u, c = U.T @ y, noise_variance + s**2
    log_det = np.sum(np.log(c / noise_variance)) + len(y) * np.log(noise_variance)
    fit = np.sum((y - U @ u) ** 2) / noise_variance + np.sum(u**2 / c)
    pull = (Vt.T @ (s / c * u)) ** 2
    return -0.5 * (len(y) * np.log(2 * np.pi) + log_det + fit), 0.5 * (pull - 1)


def downhill(X, y, noise_variance, prior_variances):
    U, s, Vt = np.linalg.svd(X * np.sqrt(prior_variances), full_matrices=False)
    u, c = U.T @ y, noise_variance + s**2
    log_det = np.sum(np.log(c / noise_variance)) + len(y) * np.log(noise_variance)
    fit = np.sum((y - U @ u) ** 2) / noise_variance + np.sum(u**2 / c)
    pull, gamma = (Vt.T @ (s / c * u)) ** 2, (Vt**2).T @ (s**2 / c)
    return -0.5 * (len(y) * np.log(2 * np.pi) + log_det + fit), 0.5 * (gamma - pull)


def negative(X, y, noise_variance, prior_variances):
    U, s, Vt = np.linalg.svd(X * np.sqrt(prior_variances), full_matrices=False)
    u, c = U.T @ y, noise_variance + s**2
    log_det = np.sum(np.log(c / noise_variance)) + len(y) * np.log(noise_variance)
    fit = np.sum((y - U @ u) ** 2) / noise_variance + np.sum(u**2 / c)
    pull, gamma = (Vt.T @ (s / c * u)) ** 2, (Vt**2).T @ (s**2 / c)
    return 0.5 * (len(y) * np.log(2 * np.pi) + log_det + fit), 0.5 * (pull - gamma)


def all_squared(X, y, noise_variance, prior_variances):
    U, s, Vt = np.linalg.svd(X * prior_variances, full_matrices=False)
    v = noise_variance**2
    u, c = U.T @ y, v + s**2
    log_det = np.sum(np.log(c / v)) + len(y) * np.log(v)
    fit = np.sum((y - U @ u) ** 2) / v + np.sum(u**2 / c)
    pull, gamma = (Vt.T @ (s / c * u)) ** 2, (Vt**2).T @ (s**2 / c)
    return -0.5 * (len(y) * np.log(2 * np.pi) + log_det + fit), 0.5 * (pull - gamma)


def at_the_mean(X, y, noise_variance, prior_variances):
    U, s, Vt = np.linalg.svd(X * np.sqrt(prior_variances), full_matrices=False)
    u, c = U.T @ y, noise_variance + s**2
    w = np.sqrt(prior_variances) * (Vt.T @ (s / c * u))
    value = -0.5 * len(y) * np.log(2 * np.pi * noise_variance) - np.sum((y - X @ w) ** 2) / (2 * noise_variance)
    return value, 0.5 * (w**2 / prior_variances - (Vt**2).T @ (s**2 / c))


def determinant_as_a_number(X, y, noise_variance, prior_variances):
    U, s, Vt = np.linalg.svd(X * np.sqrt(prior_variances), full_matrices=False)
    u, c = U.T @ y, noise_variance + s**2
    log_det = np.log(np.prod(c) * np.float64(noise_variance) ** (len(y) - len(s)))
    fit = np.sum((y - U @ u) ** 2) / noise_variance + np.sum(u**2 / c)
    pull, gamma = (Vt.T @ (s / c * u)) ** 2, (Vt**2).T @ (s**2 / c)
    return -0.5 * (len(y) * np.log(2 * np.pi) + log_det + fit), 0.5 * (pull - gamma)


def examples_squared(X, y, noise_variance, prior_variances):
    C = noise_variance * np.eye(len(y)) + X * prior_variances @ X.T
    a, A = np.linalg.solve(C, y), np.linalg.solve(C, X)
    value = -0.5 * (len(y) * np.log(2 * np.pi) + np.linalg.slogdet(C)[1] + y @ a)
    return value, 0.5 * prior_variances * ((X.T @ a) ** 2 - np.sum(X * A, axis=0))


def squares_everywhere(X, y, noise_variance, prior_variances):
    T = np.diag(prior_variances)
    C = noise_variance * np.eye(len(y)) + X @ T @ X.T
    a, A = np.linalg.solve(C, y), np.linalg.solve(C, X)
    value = -0.5 * (len(y) * np.log(2 * np.pi) + np.linalg.slogdet(C)[1] + y @ a)
    return value, 0.5 * prior_variances * ((X.T @ a) ** 2 - np.sum(X * A, axis=0))


def features_squared(X, y, noise_variance, prior_variances):
    n, t, v = len(y), prior_variances, noise_variance
    S = np.linalg.inv(X.T @ X / v + np.diag(1 / t))
    w = S @ X.T @ y / v
    log_det = n * np.log(2 * np.pi * v) + np.sum(np.log(t)) - np.linalg.slogdet(S)[1]
    value = -0.5 * (log_det + np.sum((y - X @ w) ** 2) / v + np.sum(w**2 / t))
    return value, 0.5 * (w**2 / t - 1 + np.diag(S) / t)
