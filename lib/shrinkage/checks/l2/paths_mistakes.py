"""The known mistakes of item 4."""

import numpy as np
from proctor import Mistake

LINES = "draws a line for each feature, under its name: ridge's weight against λ"
SCALE = "has a logarithmic axis for λ and a linear one for the weights"
MARK = "marks the chosen λ by a vertical line"
WORDS = "labels both axes and names every feature in a legend"


def lam_without_n(ax, X, y, lams, names, chosen):
    W = np.stack([np.linalg.solve(X.T @ X + lam * np.eye(X.shape[1]), X.T @ y) for lam in lams])
    for name, w in zip(names, W.T, strict=True):
        ax.plot(lams, w, label=name)
    ax.axvline(chosen)
    ax.set(xscale="log", xlabel="λ", ylabel="weight")
    ax.legend()


def shrunk_alike(ax, X, y, lams, names, chosen):
    w = np.linalg.pinv(X) @ y
    for j, name in enumerate(names):
        ax.plot(lams, w[j] / (1 + lams), label=name)
    ax.axvline(chosen)
    ax.set(xscale="log", xlabel="λ", ylabel="weight")
    ax.legend()


def sizes_only(ax, X, y, lams, names, chosen):
    n, d = X.shape
    W = np.stack([np.linalg.solve(X.T @ X + n * lam * np.eye(d), X.T @ y) for lam in lams])
    for name, w in zip(names, W.T, strict=True):
        ax.plot(lams, abs(w), label=name)
    ax.axvline(chosen)
    ax.set(xscale="log", xlabel="λ", ylabel="size of the weight")
    ax.legend()


def linear_axis(ax, X, y, lams, names, chosen):
    n, d = X.shape
    W = np.stack([np.linalg.solve(X.T @ X + n * lam * np.eye(d), X.T @ y) for lam in lams])
    for name, w in zip(names, W.T, strict=True):
        ax.plot(lams, w, label=name)
    ax.axvline(chosen)
    ax.set(xlabel="λ", ylabel="weight")
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
    Mistake(
        lam_without_n,
        "These are the paths for λ beside XᵀX. In our scaling nλ stands there: your whole picture is ours, "
        "moved to the right by a factor of n.",
        loses=[LINES],
    ),
    Mistake(
        shrunk_alike,
        "Here every weight of least squares is divided by 1 + λ. That is ridge only where the features are "
        "uncorrelated with variance 1. Solve for each λ: paths may cross, and may even change sign.",
        loses=[LINES],
    ),
    Mistake(
        sizes_only,
        "These are the sizes of the weights. Keep the signs: a path that changes sign is worth seeing.",
        loses=[LINES],
    ),
    Mistake(
        linear_axis,
        "λ is on a linear axis: all but the largest values are squeezed against its left end. λ spans powers of ten.",
        loses=[SCALE],
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
        "No feature is named in a legend. Give each line its label first, and then ask for the legend: "
        "labels alone are not shown.",
        loses=[WORDS],
    ),
    Mistake(
        axes_unlabelled,
        "The axes have no labels. A reader cannot know what is drawn against what.",
        loses=[WORDS],
    ),
    Mistake(
        elsewhere,
        "Nothing of this is on ax. What `plt` draws goes to the current axes, which need not be the ones "
        "that were given: call the methods of ax.",
        loses=[LINES, SCALE, MARK, WORDS],
    ),
]
