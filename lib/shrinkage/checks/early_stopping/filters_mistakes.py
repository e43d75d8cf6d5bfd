"""The known mistakes of item 4: those about what stands around the lines, and with them those about the lines."""

import numpy as np
from proctor import Mistake

from shrinkage.checks.early_stopping.filters_lines_mistakes import LINES, RIDGE, STOPPED
from shrinkage.checks.early_stopping.filters_lines_mistakes import mistakes as about_the_lines

SCALE = "has a logarithmic axis for s and a linear one for what is kept"
WORDS = "labels both axes and names every line in a legend"


def linear_axis(ax, s, n, lr, steps):
    for t in steps:
        ax.plot(s, 1 - (1 - lr * s**2 / n) ** t, label=f"{t} steps")
        ax.plot(s, s**2 / (s**2 + n / (lr * t)), label=f"ridge for {t} steps")
    ax.set(xlabel="s", ylabel="kept")
    ax.legend()


def both_axes_logarithmic(ax, s, n, lr, steps):
    for t in steps:
        ax.loglog(s, 1 - (1 - lr * s**2 / n) ** t, label=f"{t} steps")
        ax.loglog(s, s**2 / (s**2 + n / (lr * t)), label=f"ridge for {t} steps")
    ax.set(xlabel="s", ylabel="kept")
    ax.legend()


def logarithms_as_data(ax, s, n, lr, steps):
    for t in steps:
        ax.plot(np.log10(s), 1 - (1 - lr * s**2 / n) ** t, label=f"{t} steps")
        ax.plot(np.log10(s), s**2 / (s**2 + n / (lr * t)), label=f"ridge for {t} steps")
    ax.set(xlabel="log10 s", ylabel="kept")
    ax.legend()


def no_ridge(ax, s, n, lr, steps):
    for t in steps:
        ax.plot(s, 1 - (1 - lr * s**2 / n) ** t, label=f"{t} steps")
    ax.set(xscale="log", xlabel="s", ylabel="kept")
    ax.legend()


def no_labels_on_the_lines(ax, s, n, lr, steps):
    for t in steps:
        ax.plot(s, 1 - (1 - lr * s**2 / n) ** t)
        ax.plot(s, s**2 / (s**2 + n / (lr * t)))
    ax.set(xscale="log", xlabel="s", ylabel="kept")


def no_legend(ax, s, n, lr, steps):
    for t in steps:
        ax.plot(s, 1 - (1 - lr * s**2 / n) ** t, label=f"{t} steps")
        ax.plot(s, s**2 / (s**2 + n / (lr * t)), label=f"ridge for {t} steps")
    ax.set(xscale="log", xlabel="s", ylabel="kept")


def axes_unlabelled(ax, s, n, lr, steps):
    for t in steps:
        ax.plot(s, 1 - (1 - lr * s**2 / n) ** t, label=f"{t} steps")
        ax.plot(s, s**2 / (s**2 + n / (lr * t)), label=f"ridge for {t} steps")
    ax.set(xscale="log")
    ax.legend()


def elsewhere(ax, s, n, lr, steps):
    import matplotlib.pyplot as plt

    for t in steps:
        plt.plot(s, 1 - (1 - lr * s**2 / n) ** t, label=f"{t} steps")
        plt.plot(s, s**2 / (s**2 + n / (lr * t)), label=f"ridge for {t} steps")
    plt.xscale("log")
    plt.xlabel("s")
    plt.ylabel("kept")
    plt.legend()


NAMELESS = (
    "ax has no legend that names the lines. Give each line the label that is asked for, as in `ax.plot(…, label=…)`, "
    "and call `ax.legend()` once everything is drawn. A legend of the figure, or of `plt`, is not on ax."
)

mistakes = [
    *about_the_lines,
    Mistake(
        linear_axis,
        "s is on a linear axis: the small singular values, where the two differ most, are squeezed against its left "
        "end.",
        loses=[SCALE],
    ),
    Mistake(
        both_axes_logarithmic,
        "What is kept is on a logarithmic axis too. It is a share between 0 and 1: let that axis be linear.",
        loses=[SCALE],
    ),
    Mistake(
        logarithms_as_data,
        "Here the logarithms of s are the data. Draw s itself and let the axis be logarithmic: then its ticks are "
        "values of s that a reader can use.",
        loses=[STOPPED, RIDGE, SCALE],
    ),
    Mistake(
        no_ridge,
        "There are no lines for ridge: nothing to compare early stopping with.",
        loses=[RIDGE, WORDS],
    ),
    Mistake(no_labels_on_the_lines, NAMELESS, loses=[*LINES, WORDS]),
    Mistake(no_legend, NAMELESS, loses=[WORDS]),
    Mistake(
        axes_unlabelled,
        "The axes have no labels. A reader cannot know what is drawn against what.",
        loses=[WORDS],
    ),
    Mistake(
        elsewhere,
        "ax is empty. What `plt` draws goes to the current axes, which need not be the ones that were given: call "
        "the methods of ax.",
        loses=[STOPPED, RIDGE, SCALE, WORDS],
    ),
]
