"""Known mistakes of item 3, as code; what is said about them stands beside the check."""

import numpy as np


def all_at_once(X, y, w, b, lams):
    n, b, old = len(y), (y - X @ w).mean(), w
    w = old.copy()
    for j, x in enumerate(X.T):
        p, h = x @ (y - X @ old - b + x * old[j]) / n, x @ x / n
        w[j] = np.sign(p) * max(abs(p) - lams[j], 0) / h if h else 0.0
    return w, b


def own_part_not_put_back(X, y, w, b, lams):
    n, b, w = len(y), (y - X @ w).mean(), w.copy()
    for j, x in enumerate(X.T):
        p, h = x @ (y - X @ w - b) / n, x @ x / n
        w[j] = np.sign(p) * max(abs(p) - lams[j], 0) / h if h else 0.0
    return w, b


def lam_without_n(X, y, w, b, lams):
    b, w = (y - X @ w).mean(), w.copy()
    for j, x in enumerate(X.T):
        p, h = x @ (y - X @ w - b + x * w[j]), x @ x
        w[j] = np.sign(p) * max(abs(p) - lams[j], 0) / h if h else 0.0
    return w, b


def curvature_forgotten(X, y, w, b, lams):
    n, b, w = len(y), (y - X @ w).mean(), w.copy()
    for j, x in enumerate(X.T):
        p = x @ (y - X @ w - b + x * w[j]) / n
        w[j] = np.sign(p) * max(abs(p) - lams[j], 0)
    return w, b


def divided_before(X, y, w, b, lams):
    n, b, w = len(y), (y - X @ w).mean(), w.copy()
    for j, x in enumerate(X.T):
        p, h = x @ (y - X @ w - b + x * w[j]) / n, x @ x / n
        w[j] = np.sign(p) * max(abs(p / h) - lams[j], 0) if h else 0.0
    return w, b


def as_if_standardized(X, y, w, b, lams):
    n, b, w = len(y), (y - X @ w).mean(), w.copy()
    for j, x in enumerate(X.T):
        p = x @ (y - X @ w - b) / n + w[j]
        w[j] = np.sign(p) * max(abs(p) - lams[j], 0)
    return w, b


def elastic(X, y, w, b, lams):
    n, b, w = len(y), (y - X @ w).mean(), w.copy()
    for j, x in enumerate(X.T):
        p, h = x @ (y - X @ w - b + x * w[j]) / n, x @ x / n
        w[j] = p / (h + lams[j]) if h + lams[j] else 0.0
    return w, b


def sign_lost(X, y, w, b, lams):
    n, b, w = len(y), (y - X @ w).mean(), w.copy()
    for j, x in enumerate(X.T):
        p, h = x @ (y - X @ w - b + x * w[j]) / n, x @ x / n
        w[j] = max(p - lams[j], 0) / h if h else 0.0
    return w, b


def no_zeros(X, y, w, b, lams):
    n, b, w = len(y), (y - X @ w).mean(), w.copy()
    for j, x in enumerate(X.T):
        p, h = x @ (y - X @ w - b + x * w[j]) / n, x @ x / n
        w[j] = (p - lams[j] * np.sign(p)) / h if h else 0.0
    return w, b


def bias_last(X, y, w, b, lams):
    n, w = len(y), w.copy()
    for j, x in enumerate(X.T):
        p, h = x @ (y - X @ w - b + x * w[j]) / n, x @ x / n
        w[j] = np.sign(p) * max(abs(p) - lams[j], 0) / h if h else 0.0
    return w, (y - X @ w).mean()


def bias_as_it_was(X, y, w, b, lams):
    n, w = len(y), w.copy()
    for j, x in enumerate(X.T):
        p, h = x @ (y - X @ w - b + x * w[j]) / n, x @ x / n
        w[j] = np.sign(p) * max(abs(p) - lams[j], 0) / h if h else 0.0
    return w, b


def bias_after_each(X, y, w, b, lams):
    n, b, w = len(y), (y - X @ w).mean(), w.copy()
    for j, x in enumerate(X.T):
        p, h = x @ (y - X @ w - b + x * w[j]) / n, x @ x / n
        w[j] = np.sign(p) * max(abs(p) - lams[j], 0) / h if h else 0.0
        b = (y - X @ w).mean()
    return w, b


def all_centred(X, y, w, b, lams):
    n, w, m = len(y), w.copy(), X.mean(0)
    A, t = X - m, y - y.mean()
    for j, x in enumerate(A.T):
        p, h = x @ (t - A @ w + x * w[j]) / n, x @ x / n
        w[j] = np.sign(p) * max(abs(p) - lams[j], 0) / h if h else 0.0
    return w, y.mean() - m @ w


def mean_of_y(X, y, w, b, lams):
    n, b, w = len(y), y.mean(), w.copy()
    for j, x in enumerate(X.T):
        p, h = x @ (y - X @ w - b + x * w[j]) / n, x @ x / n
        w[j] = np.sign(p) * max(abs(p) - lams[j], 0) / h if h else 0.0
    return w, b


def backwards(X, y, w, b, lams):
    n, b, w = len(y), (y - X @ w).mean(), w.copy()
    for j in reversed(range(len(w))):
        x = X[:, j]
        p, h = x @ (y - X @ w - b + x * w[j]) / n, x @ x / n
        w[j] = np.sign(p) * max(abs(p) - lams[j], 0) / h if h else 0.0
    return w, b


def first_for_all(X, y, w, b, lams):
    n, b, w = len(y), (y - X @ w).mean(), w.copy()
    for j, x in enumerate(X.T):
        p, h = x @ (y - X @ w - b + x * w[j]) / n, x @ x / n
        w[j] = np.sign(p) * max(abs(p) - lams[0], 0) / h if h else 0.0
    return w, b


def empty_kept(X, y, w, b, lams):
    n, b, w = len(y), (y - X @ w).mean(), w.copy()
    for j, x in enumerate(X.T):
        p, h = x @ (y - X @ w - b + x * w[j]) / n, x @ x / n
        w[j] = np.sign(p) * max(abs(p) - lams[j], 0) / h if h else w[j]
    return w, b


def divided_by_zero(X, y, w, b, lams):
    n, b, w = len(y), (y - X @ w).mean(), w.copy()
    for j, x in enumerate(X.T):
        p, h = x @ (y - X @ w - b + x * w[j]) / n, x @ x / n
        w[j] = np.sign(p) * max(abs(p) - lams[j], 0) / h
    return w, b
