"""The known mistakes of item 4: those about the lines, and with them those about what stands around them."""

import numpy as np
from proctor import Mistake

from shrinkage.checks.l2.paths_lines import LINES
from shrinkage.checks.l2.paths_lines import mistakes as about_the_lines

SCALE = "has a logarithmic axis for λ and a linear one for the weights"
MARK = "marks the chosen λ by a vertical line"
WORDS = "labels both axes and names every feature in a legend"


def linear_axis(ax, X, y, lams, names, chosen):
    n, d = X.shape
    W = np.stack([np.linalg.solve(X.T @ X + n * lam * np.eye(d), X.T @ y) for lam in lams])
    for name, w in zip(names, W.T, strict=True):
        ax.plot(lams, w, label=name)
    ax.axvline(chosen)
    ax.set(xlabel="λ", ylabel="weight")
    ax.legend()


def logarithms_as_data(ax, X, y, lams, names, chosen):
    n, d = X.shape
    W = np.stack([np.linalg.solve(X.T @ X + n * lam * np.eye(d), X.T @ y) for lam in lams])
    for name, w in zip(names, W.T, strict=True):
        ax.plot(np.log10(lams), w, label=name)
    ax.axvline(np.log10(chosen))
    ax.set(xlabel="log10 λ", ylabel="weight")
    ax.legend()


def both_axes_logarithmic(ax, X, y, lams, names, chosen):
    n, d = X.shape
    W = np.stack([np.linalg.solve(X.T @ X + n * lam * np.eye(d), X.T @ y) for lam in lams])
    for name, w in zip(names, W.T, strict=True):
        ax.plot(lams, w, label=name)
    ax.axvline(chosen)
    ax.set(xscale="log", yscale="log", xlabel="λ", ylabel="weight")
    ax.legend()


def no_mark(ax, X, y, lams, names, chosen):
    n, d = X.shape
    W = np.stack([np.linalg.solve(X.T @ X + n * lam * np.eye(d), X.T @ y) for lam in lams])
    for name, w in zip(names, W.T, strict=True):
        ax.plot(lams, w, label=name)
    ax.set(xscale="log", xlabel="λ", ylabel="weight")
    ax.legend()


def no_legend(ax, X, y, lams, names, chosen):
    n, d = X.shape
    W = np.stack([np.linalg.solve(X.T @ X + n * lam * np.eye(d), X.T @ y) for lam in lams])
    for name, w in zip(names, W.T, strict=True):
        ax.plot(lams, w, label=name)
    ax.axvline(chosen)
    ax.set(xscale="log", xlabel="λ", ylabel="weight")


def axes_unlabelled(ax, X, y, lams, names, chosen):
    n, d = X.shape
    W = np.stack([np.linalg.solve(X.T @ X + n * lam * np.eye(d), X.T @ y) for lam in lams])
    for name, w in zip(names, W.T, strict=True):
        ax.plot(lams, w, label=name)
    ax.axvline(chosen)
    ax.set_xscale("log")
    ax.legend()


def elsewhere(ax, X, y, lams, names, chosen):
    import matplotlib.pyplot as plt

    n, d = X.shape
    W = np.stack([np.linalg.solve(X.T @ X + n * lam * np.eye(d), X.T @ y) for lam in lams])
    plt.semilogx(lams, W, label=names)
    plt.axvline(chosen)
    plt.xlabel("λ")
    plt.ylabel("weight")
    plt.legend()


mistakes = [
    *about_the_lines,
    Mistake(
        linear_axis,
        "λ is on a linear axis: all but the largest values are squeezed against its left end. λ spans powers of ten.",
        loses=[SCALE],
    ),
    Mistake(
        logarithms_as_data,
        "Here the logarithms of λ are the data. Draw λ itself and let the axis be logarithmic: then its ticks are "
        "values of λ that a reader can use.",
        loses=[LINES, SCALE, MARK],
    ),
    Mistake(
        both_axes_logarithmic,
        "The weights are on a logarithmic axis too: a negative weight has no logarithm, and its line disappears.",
        loses=[SCALE],
    ),
    Mistake(
        no_mark,
        "There is no vertical line on ax, and the chosen λ cannot be found in the picture. A line across, "
        "as axhline draws it, would mark a weight.",
        loses=[MARK],
    ),
    Mistake(
        no_legend,
        "ax has no legend. Labels alone are not shown: ask for it by `ax.legend()`, once the lines are drawn with "
        "their labels. A legend of the figure, or of `plt`, is not on ax.",
        loses=[WORDS],
    ),
    Mistake(
        axes_unlabelled,
        "The axes have no labels. A reader cannot know what is drawn against what.",
        loses=[WORDS],
    ),
    Mistake(
        elsewhere,
        "ax is empty. What `plt` draws goes to the current axes, which need not be the ones that were given: call "
        "the methods of ax.",
        loses=[LINES, SCALE, MARK, WORDS],
    ),
]
