"""The known mistakes of item 2 about what is drawn beside the bands, and where."""

import numpy as np
from proctor import Mistake

LINE = "draws the mean of the prediction as a line with the label mean"
FUNCTION = "fills the band with the label function: where the function is"
OBSERVATION = "fills the band with the label new observation: where a measurement would be"
REST = "shows the data as dots, labels both axes and names line and bands in a legend"


def no_data(ax, x, y, grid, mean, covariance, noise_variance):
    F = grid[:, None] ** np.arange(len(mean))
    p, v = F @ mean, np.einsum("ij,jk,ik->i", F, covariance, F)
    for label, w in [("new observation", v + noise_variance), ("function", v)]:
        ax.fill_between(grid, p - 2 * w**0.5, p + 2 * w**0.5, label=label, alpha=0.3)
    ax.plot(grid, p, label="mean")
    ax.set(xlabel="x", ylabel="y")
    ax.legend()


def data_joined(ax, x, y, grid, mean, covariance, noise_variance):
    F = grid[:, None] ** np.arange(len(mean))
    p, v = F @ mean, np.einsum("ij,jk,ik->i", F, covariance, F)
    for label, w in [("new observation", v + noise_variance), ("function", v)]:
        ax.fill_between(grid, p - 2 * w**0.5, p + 2 * w**0.5, label=label, alpha=0.3)
    ax.plot(grid, p, label="mean")
    ax.plot(x, y, marker="o")
    ax.set(xlabel="x", ylabel="y")
    ax.legend()


def no_legend(ax, x, y, grid, mean, covariance, noise_variance):
    F = grid[:, None] ** np.arange(len(mean))
    p, v = F @ mean, np.einsum("ij,jk,ik->i", F, covariance, F)
    for label, w in [("new observation", v + noise_variance), ("function", v)]:
        ax.fill_between(grid, p - 2 * w**0.5, p + 2 * w**0.5, label=label, alpha=0.3)
    ax.plot(grid, p, label="mean")
    ax.plot(x, y, "o")
    ax.set(xlabel="x", ylabel="y")


def legend_too_early(ax, x, y, grid, mean, covariance, noise_variance):
    F = grid[:, None] ** np.arange(len(mean))
    p, v = F @ mean, np.einsum("ij,jk,ik->i", F, covariance, F)
    ax.plot(grid, p, label="mean")
    ax.legend()
    for label, w in [("new observation", v + noise_variance), ("function", v)]:
        ax.fill_between(grid, p - 2 * w**0.5, p + 2 * w**0.5, label=label, alpha=0.3)
    ax.plot(x, y, "o")
    ax.set(xlabel="x", ylabel="y")


def axes_unlabelled(ax, x, y, grid, mean, covariance, noise_variance):
    F = grid[:, None] ** np.arange(len(mean))
    p, v = F @ mean, np.einsum("ij,jk,ik->i", F, covariance, F)
    for label, w in [("new observation", v + noise_variance), ("function", v)]:
        ax.fill_between(grid, p - 2 * w**0.5, p + 2 * w**0.5, label=label, alpha=0.3)
    ax.plot(grid, p, label="mean")
    ax.plot(x, y, "o")
    ax.legend()


def lines_for_bands(ax, x, y, grid, mean, covariance, noise_variance):
    F = grid[:, None] ** np.arange(len(mean))
    p, v = F @ mean, np.einsum("ij,jk,ik->i", F, covariance, F)
    for label, w in [("new observation", v + noise_variance), ("function", v)]:
        ax.plot(grid, p - 2 * w**0.5, "--", label=label)
        ax.plot(grid, p + 2 * w**0.5, "--")
    ax.plot(grid, p, label="mean")
    ax.plot(x, y, "o")
    ax.set(xlabel="x", ylabel="y")
    ax.legend()


def elsewhere(ax, x, y, grid, mean, covariance, noise_variance):
    import matplotlib.pyplot as plt

    F = grid[:, None] ** np.arange(len(mean))
    p, v = F @ mean, np.einsum("ij,jk,ik->i", F, covariance, F)
    for label, w in [("new observation", v + noise_variance), ("function", v)]:
        plt.fill_between(grid, p - 2 * w**0.5, p + 2 * w**0.5, label=label, alpha=0.3)
    plt.plot(grid, p, label="mean")
    plt.plot(x, y, "o")
    plt.legend()


mistakes = [
    Mistake(
        no_data,
        "The data are not in the picture. Without them nobody sees where the band rests on something.",
        loses=[REST],
    ),
    Mistake(
        data_joined,
        "The data are joined by a line. They come in no order: draw dots, with `ax.scatter(x, y)` or "
        "`ax.plot(x, y, 'o')`.",
        loses=[REST],
    ),
    Mistake(
        no_legend,
        "ax has no legend, and nobody can tell the two bands apart. Ask for it by `ax.legend()`, once all is drawn "
        "with its label.",
        loses=[REST],
    ),
    Mistake(
        legend_too_early,
        "The legend names the line and neither band. It shows what was drawn before it was asked for, with the labels "
        "given there: call `ax.legend()` last, without names.",
        loses=[REST],
    ),
    Mistake(axes_unlabelled, "The axes have no labels.", loses=[REST]),
    Mistake(
        lines_for_bands,
        "The edges of the bands are lines. Fill what is between them: `ax.fill_between(grid, lower, upper, label=…)`.",
        loses=[FUNCTION, OBSERVATION],
    ),
    Mistake(
        elsewhere,
        "ax is empty. What `plt` draws goes to the current axes, which need not be the ones that were given: call "
        "the methods of ax.",
        loses=[LINE, FUNCTION, OBSERVATION, REST],
    ),
]
