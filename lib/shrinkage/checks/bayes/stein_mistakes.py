"""The known mistakes of item 5."""

import numpy as np

MEAN = "shrinks towards the grand mean, where Z is a column of ones"
PLANE = "shrinks towards the least-squares fit on any independent columns"
FACTOR = "keeps the factor in [0, 1]"
RANK = "counts the rank of Z where columns depend on each other"


def rank_forgotten(y, variance, Z):
    r = y - Z @ np.linalg.pinv(Z) @ y
    return y - r + np.clip(1 - (len(y) - 2) * variance / (r @ r), 0, 1) * r


def no_two(y, variance, Z):
    r = y - Z @ np.linalg.pinv(Z) @ y
    return y - r + np.clip(1 - (len(y) - np.linalg.matrix_rank(Z)) * variance / (r @ r), 0, 1) * r


def columns_counted(y, variance, Z):
    r = y - Z @ np.linalg.pinv(Z) @ y
    return y - r + np.clip(1 - (len(y) - Z.shape[1] - 2) * variance / (r @ r), 0, 1) * r


def always_one_column(y, variance, Z):
    r = y - Z @ np.linalg.pinv(Z) @ y
    return y - r + np.clip(1 - (len(y) - 3) * variance / (r @ r), 0, 1) * r


def towards_zero(y, variance, Z):
    return np.clip(1 - (len(y) - 2) * variance / (y @ y), 0, 1) * y


def towards_the_mean(y, variance, Z):
    r = y - y.mean()
    return y.mean() + np.clip(1 - (len(y) - 3) * variance / (r @ r), 0, 1) * r


def no_positive_part(y, variance, Z):
    r = y - Z @ np.linalg.pinv(Z) @ y
    return y - r + min(1 - (len(y) - np.linalg.matrix_rank(Z) - 2) * variance / (r @ r), 1) * r


def above_one(y, variance, Z):
    r = y - Z @ np.linalg.pinv(Z) @ y
    return y - r + max(1 - (len(y) - np.linalg.matrix_rank(Z) - 2) * variance / (r @ r), 0) * r


def unbounded(y, variance, Z):
    r = y - Z @ np.linalg.pinv(Z) @ y
    return y - r + (1 - (len(y) - np.linalg.matrix_rank(Z) - 2) * variance / (r @ r)) * r


def not_added_back(y, variance, Z):
    r = y - Z @ np.linalg.pinv(Z) @ y
    return np.clip(1 - (len(y) - np.linalg.matrix_rank(Z) - 2) * variance / (r @ r), 0, 1) * r


def the_other_share(y, variance, Z):
    r = y - Z @ np.linalg.pinv(Z) @ y
    return y - r + np.clip((len(y) - np.linalg.matrix_rank(Z) - 2) * variance / (r @ r), 0, 1) * r


def everything_shrunk(y, variance, Z):
    r = y - Z @ np.linalg.pinv(Z) @ y
    return np.clip(1 - (len(y) - np.linalg.matrix_rank(Z) - 2) * variance / (r @ r), 0, 1) * y


def variance_squared(y, variance, Z):
    r = y - Z @ np.linalg.pinv(Z) @ y
    return y - r + np.clip(1 - (len(y) - np.linalg.matrix_rank(Z) - 2) * variance**2 / (r @ r), 0, 1) * r


def norm_of_y(y, variance, Z):
    r = y - Z @ np.linalg.pinv(Z) @ y
    return y - r + np.clip(1 - (len(y) - np.linalg.matrix_rank(Z) - 2) * variance / (y @ y), 0, 1) * r


def norm_not_squared(y, variance, Z):
    r = y - Z @ np.linalg.pinv(Z) @ y
    return y - r + np.clip(1 - (len(y) - np.linalg.matrix_rank(Z) - 2) * variance / np.linalg.norm(r), 0, 1) * r


def variance_left_out(y, variance, Z):
    r = y - Z @ np.linalg.pinv(Z) @ y
    return y - r + np.clip(1 - (len(y) - np.linalg.matrix_rank(Z) - 2) / (r @ r), 0, 1) * r


def fit_alone(y, variance, Z):
    return Z @ np.linalg.pinv(Z) @ y


def ones_added(y, variance, Z):
    Z = np.column_stack([np.ones(len(y)), Z])
    r = y - Z @ np.linalg.pinv(Z) @ y
    return y - r + np.clip(1 - (len(y) - np.linalg.matrix_rank(Z) - 2) * variance / (r @ r), 0, 1) * r


def mean_of_squares(y, variance, Z):
    r = y - Z @ np.linalg.pinv(Z) @ y
    return y - r + np.clip(1 - (len(y) - np.linalg.matrix_rank(Z) - 2) * variance / np.mean(r**2), 0, 1) * r


def normal_equations(y, variance, Z):
    r = y - Z @ np.linalg.solve(Z.T @ Z, Z.T @ y)
    return y - r + np.clip(1 - (len(y) - Z.shape[1] - 2) * variance / (r @ r), 0, 1) * r


def every_direction_of_qr(y, variance, Z):
    Q = np.linalg.qr(Z)[0]
    r = y - Q @ (Q.T @ y)
    return y - r + np.clip(1 - (len(y) - np.linalg.matrix_rank(Z) - 2) * variance / (r @ r), 0, 1) * r
