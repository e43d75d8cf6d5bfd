"""The known mistakes of item 2: those about the numbers, and with them those about what else is drawn."""

import numpy as np
from proctor import Mistake

from shrinkage.checks.bayes.band_rest_mistakes import FUNCTION, LINE, OBSERVATION
from shrinkage.checks.bayes.band_rest_mistakes import mistakes as about_the_rest


def no_noise(ax, x, y, grid, mean, covariance, noise_variance):
    F = grid[:, None] ** np.arange(len(mean))
    p, v = F @ mean, np.einsum("ij,jk,ik->i", F, covariance, F)
    for label in ("new observation", "function"):
        ax.fill_between(grid, p - 2 * v**0.5, p + 2 * v**0.5, label=label, alpha=0.3)
    ax.plot(grid, p, label="mean")
    ax.plot(x, y, "o")
    ax.set(xlabel="x", ylabel="y")
    ax.legend()


def noise_in_both(ax, x, y, grid, mean, covariance, noise_variance):
    F = grid[:, None] ** np.arange(len(mean))
    p, v = F @ mean, np.einsum("ij,jk,ik->i", F, covariance, F) + noise_variance
    for label in ("new observation", "function"):
        ax.fill_between(grid, p - 2 * v**0.5, p + 2 * v**0.5, label=label, alpha=0.3)
    ax.plot(grid, p, label="mean")
    ax.plot(x, y, "o")
    ax.set(xlabel="x", ylabel="y")
    ax.legend()


def noise_alone(ax, x, y, grid, mean, covariance, noise_variance):
    F = grid[:, None] ** np.arange(len(mean))
    p, v = F @ mean, np.einsum("ij,jk,ik->i", F, covariance, F)
    s = noise_variance**0.5
    ax.fill_between(grid, p - 2 * s, p + 2 * s, label="new observation", alpha=0.3)
    ax.fill_between(grid, p - 2 * v**0.5, p + 2 * v**0.5, label="function", alpha=0.3)
    ax.plot(grid, p, label="mean")
    ax.plot(x, y, "o")
    ax.set(xlabel="x", ylabel="y")
    ax.legend()


def deviations_added(ax, x, y, grid, mean, covariance, noise_variance):
    F = grid[:, None] ** np.arange(len(mean))
    p, s = F @ mean, np.einsum("ij,jk,ik->i", F, covariance, F) ** 0.5
    for label, w in [("new observation", s + noise_variance**0.5), ("function", s)]:
        ax.fill_between(grid, p - 2 * w, p + 2 * w, label=label, alpha=0.3)
    ax.plot(grid, p, label="mean")
    ax.plot(x, y, "o")
    ax.set(xlabel="x", ylabel="y")
    ax.legend()


def noise_squared(ax, x, y, grid, mean, covariance, noise_variance):
    F = grid[:, None] ** np.arange(len(mean))
    p, v = F @ mean, np.einsum("ij,jk,ik->i", F, covariance, F)
    for label, w in [("new observation", v + noise_variance**2), ("function", v)]:
        ax.fill_between(grid, p - 2 * w**0.5, p + 2 * w**0.5, label=label, alpha=0.3)
    ax.plot(grid, p, label="mean")
    ax.plot(x, y, "o")
    ax.set(xlabel="x", ylabel="y")
    ax.legend()


def variance_for_deviation(ax, x, y, grid, mean, covariance, noise_variance):
    F = grid[:, None] ** np.arange(len(mean))
    p, v = F @ mean, np.einsum("ij,jk,ik->i", F, covariance, F)
    for label, w in [("new observation", v + noise_variance), ("function", v)]:
        ax.fill_between(grid, p - 2 * w, p + 2 * w, label=label, alpha=0.3)
    ax.plot(grid, p, label="mean")
    ax.plot(x, y, "o")
    ax.set(xlabel="x", ylabel="y")
    ax.legend()


def one_deviation(ax, x, y, grid, mean, covariance, noise_variance):
    F = grid[:, None] ** np.arange(len(mean))
    p, v = F @ mean, np.einsum("ij,jk,ik->i", F, covariance, F)
    for label, w in [("new observation", v + noise_variance), ("function", v)]:
        ax.fill_between(grid, p - w**0.5, p + w**0.5, label=label, alpha=0.3)
    ax.plot(grid, p, label="mean")
    ax.plot(x, y, "o")
    ax.set(xlabel="x", ylabel="y")
    ax.legend()


def correlations_ignored(ax, x, y, grid, mean, covariance, noise_variance):
    F = grid[:, None] ** np.arange(len(mean))
    p, v = F @ mean, F**2 @ np.diag(covariance)
    for label, w in [("new observation", v + noise_variance), ("function", v)]:
        ax.fill_between(grid, p - 2 * w**0.5, p + 2 * w**0.5, label=label, alpha=0.3)
    ax.plot(grid, p, label="mean")
    ax.plot(x, y, "o")
    ax.set(xlabel="x", ylabel="y")
    ax.legend()


def powers_turned_round(ax, x, y, grid, mean, covariance, noise_variance):
    F = np.vander(grid, len(mean))
    p, v = F @ mean, np.einsum("ij,jk,ik->i", F, covariance, F)
    for label, w in [("new observation", v + noise_variance), ("function", v)]:
        ax.fill_between(grid, p - 2 * w**0.5, p + 2 * w**0.5, label=label, alpha=0.3)
    ax.plot(grid, p, label="mean")
    ax.plot(x, y, "o")
    ax.set(xlabel="x", ylabel="y")
    ax.legend()


NO_NOISE = (
    "The band of a new observation is that of the function: the noise is not in it. A measurement is the function "
    "plus noise, so its variance is that of the function plus σ², and no amount of data brings it below σ²."
)

mistakes = [
    Mistake(no_noise, NO_NOISE, loses=[OBSERVATION]),
    Mistake(
        noise_in_both,
        "The band of the function has the noise in it. The function has no noise: its variance comes from the "
        "weights alone, and goes to 0 as data come in.",
        loses=[FUNCTION],
    ),
    Mistake(
        noise_alone,
        "The band of a new observation holds the noise alone. We are unsure of the function too: their variances add.",
        loses=[OBSERVATION],
    ),
    Mistake(
        deviations_added,
        "Here the standard deviations were added. Function and noise are independent: their variances add, and the "
        "root comes last.",
        loses=[OBSERVATION],
    ),
    Mistake(
        noise_squared,
        "Here `noise_variance` is squared, as if it were a standard deviation. It is σ² itself, the variance to add.",
        loses=[OBSERVATION],
    ),
    Mistake(
        variance_for_deviation,
        "These bands are two variances wide. Take the root: a band is in the units of y, a variance in their square.",
        loses=[FUNCTION, OBSERVATION],
    ),
    Mistake(
        one_deviation,
        "These bands reach one standard deviation to each side: about 68 percent. Two were asked for.",
        loses=[FUNCTION, OBSERVATION],
    ),
    Mistake(
        correlations_ignored,
        "Only the variances of the weights are used. They are correlated: with φ = (1, x, x², …) and their covariance "
        "C the variance at x is φᵀCφ, in which every entry of C counts.",
        loses=[FUNCTION, OBSERVATION],
    ),
    Mistake(
        powers_turned_round,
        "Here the powers are turned round: the last weight belongs to the highest power. `np.vander` begins with the "
        "highest unless you say `increasing=True`.",
        loses=[LINE, FUNCTION, OBSERVATION],
    ),
    *about_the_rest,
]
