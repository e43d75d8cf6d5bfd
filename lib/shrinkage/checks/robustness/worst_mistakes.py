"""The known mistakes of item 5."""

import numpy as np
from proctor import Mistake

ATTACK = "finds the strongest attack"
LOSS = "finds the mean loss under it"
GRADIENT = "finds the gradient of that loss in w"
LARGE = "stays finite where |y·s| is in the thousands"
ALL = [ATTACK, LOSS, GRADIENT, LARGE]


def box_forgotten(w, b, X, y, eps):
    A = X - eps * y[:, None] * np.sign(w)
    m = y * (A @ w + b)
    return A, np.mean(np.logaddexp(0, -m)), A.T @ (-y * np.exp(-np.logaddexp(0, m))) / len(y)


def helpful(w, b, X, y, eps):
    A = np.clip(X + eps * y[:, None] * np.sign(w), 0, 1)
    m = y * (A @ w + b)
    return A, np.mean(np.logaddexp(0, -m)), A.T @ (-y * np.exp(-np.logaddexp(0, m))) / len(y)


def labels_forgotten(w, b, X, y, eps):
    A = np.clip(X - eps * np.sign(w), 0, 1)
    m = y * (A @ w + b)
    return A, np.mean(np.logaddexp(0, -m)), A.T @ (-y * np.exp(-np.logaddexp(0, m))) / len(y)


def euclidean_step(w, b, X, y, eps):
    A = np.clip(X - eps * y[:, None] * w / np.linalg.norm(w), 0, 1)
    m = y * (A @ w + b)
    return A, np.mean(np.logaddexp(0, -m)), A.T @ (-y * np.exp(-np.logaddexp(0, m))) / len(y)


def gradient_step(w, b, X, y, eps):
    pull = -y * np.exp(-np.logaddexp(0, y * (X @ w + b)))
    A = np.clip(X + eps * pull[:, None] * w, 0, 1)
    m = y * (A @ w + b)
    return A, np.mean(np.logaddexp(0, -m)), A.T @ (-y * np.exp(-np.logaddexp(0, m))) / len(y)


def vanished_gradient(w, b, X, y, eps):
    pull = -y * np.exp(-np.logaddexp(0, y * (X @ w + b)))  # exactly 0 where y·s is large
    A = np.clip(X + eps * np.sign(pull[:, None] * w), 0, 1)
    m = y * (A @ w + b)
    return A, np.mean(np.logaddexp(0, -m)), A.T @ (-y * np.exp(-np.logaddexp(0, m))) / len(y)


def clean_loss(w, b, X, y, eps):
    A = np.clip(X - eps * y[:, None] * np.sign(w), 0, 1)
    m = y * (A @ w + b)
    clean = np.mean(np.logaddexp(0, -y * (X @ w + b)))
    return A, clean, A.T @ (-y * np.exp(-np.logaddexp(0, m))) / len(y)


def sums(w, b, X, y, eps):
    A = np.clip(X - eps * y[:, None] * np.sign(w), 0, 1)
    m = y * (A @ w + b)
    return A, np.sum(np.logaddexp(0, -m)), A.T @ (-y * np.exp(-np.logaddexp(0, m)))


def clean_inputs_in_the_gradient(w, b, X, y, eps):
    A = np.clip(X - eps * y[:, None] * np.sign(w), 0, 1)
    m = y * (A @ w + b)
    return A, np.mean(np.logaddexp(0, -m)), X.T @ (-y * np.exp(-np.logaddexp(0, m))) / len(y)


def clean_gradient(w, b, X, y, eps):
    A = np.clip(X - eps * y[:, None] * np.sign(w), 0, 1)
    m, clean = y * (A @ w + b), y * (X @ w + b)
    return A, np.mean(np.logaddexp(0, -m)), X.T @ (-y * np.exp(-np.logaddexp(0, clean))) / len(y)


def uphill(w, b, X, y, eps):
    A = np.clip(X - eps * y[:, None] * np.sign(w), 0, 1)
    m = y * (A @ w + b)
    return A, np.mean(np.logaddexp(0, -m)), A.T @ (y * np.exp(-np.logaddexp(0, m))) / len(y)


def overflowing(w, b, X, y, eps):
    A = np.clip(X - eps * y[:, None] * np.sign(w), 0, 1)
    m = y * (A @ w + b)
    return A, np.mean(np.log(1 + np.exp(-m))), A.T @ (-y * np.exp(-m) / (1 + np.exp(-m))) / len(y)


def overflowing_loss(w, b, X, y, eps):
    A = np.clip(X - eps * y[:, None] * np.sign(w), 0, 1)
    m = y * (A @ w + b)
    return A, np.mean(np.log(1 + np.exp(-m))), A.T @ (-y / (1 + np.exp(m))) / len(y)


def cut_off(w, b, X, y, eps):
    A = np.clip(X - eps * y[:, None] * np.sign(w), 0, 1)
    m = np.clip(y * (A @ w + b), -500, 500)
    return A, np.mean(np.log(1 + np.exp(-m))), A.T @ (-y / (1 + np.exp(m))) / len(y)


OVERFLOW = (
    "exp(1000) is inf in float64. log(1 + exp(z)) can be had without it: `np.logaddexp(0, z)`, or max(z, 0) + "
    "log(1 + exp(−|z|))."
)

CLEAN = (
    "In the gradient there are rows of X where those of X_adv should be. The score under attack is s = x_advᵀw + b, so "
    "its derivative in w is x_adv; and the factor −y/(1 + exp(y·s)) takes that s too."
)

mistakes = [
    Mistake(
        box_forgotten,
        "The attack leaves [0, 1]: no image has such pixels. Cut it off there, as `np.clip` does; the formula "
        "y·s − ε‖w‖₁ is then too gloomy.",
        loses=ALL,
    ),
    Mistake(helpful, "The attack helps: it moves each score towards its label. Turn its sign round.", loses=ALL),
    Mistake(
        labels_forgotten,
        "Every score is pushed down. That hurts the examples with y = 1 and helps those with y = −1.",
        loses=ALL,
    ),
    Mistake(
        euclidean_step,
        "The step is ε·w/‖w‖, the best one of length ε. Here each pixel may move by ε on its own, and the best is that "
        "all of them do.",
        loses=ALL,
    ),
    Mistake(
        gradient_step,
        "The step is ε times the gradient of the loss. Only its sign is needed: each pixel should move by as much "
        "as it may.",
        loses=ALL,
    ),
    Mistake(
        vanished_gradient,
        "The attack goes along the sign of the loss's gradient, as it is computed. Where y·s is 1500 that gradient is "
        "rounded to 0, and such an image is not attacked at all. Its sign can be told from y and w, without the loss.",
        loses=[LARGE],
    ),
    Mistake(
        clean_loss,
        "The loss is that of X, not of X_adv.",
        loses=[LOSS, LARGE],
    ),
    Mistake(
        sums,
        "The loss and the gradient are sums over the examples. Their means were asked for.",
        loses=[LOSS, GRADIENT, LARGE],
    ),
    Mistake(clean_inputs_in_the_gradient, CLEAN, loses=[GRADIENT, LARGE]),
    Mistake(clean_gradient, CLEAN, loses=[GRADIENT, LARGE]),
    Mistake(uphill, "The gradient has the wrong sign.", loses=[GRADIENT, LARGE]),
    Mistake(overflowing, OVERFLOW, loses=[LARGE]),
    Mistake(overflowing_loss, OVERFLOW, loses=[LARGE]),
    Mistake(
        cut_off,
        "The margins are cut off, at ±500 or so. That prevents the overflow, but a loss of 3000 is then reported "
        "as 500.",
        loses=[LARGE],
    ),
]
