"""The known mistakes of item 4 about the lines."""

import numpy as np
from proctor import Mistake

LINES = "draws a line for each feature, under its name: ridge's weight against λ"


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


def inputs_centred(ax, X, y, lams, names, chosen):
    X = X - X.mean(0)
    n, d = X.shape
    W = np.stack([np.linalg.solve(X.T @ X + n * lam * np.eye(d), X.T @ y) for lam in lams])
    for name, w in zip(names, W.T, strict=True):
        ax.plot(lams, w, label=name)
    ax.axvline(chosen)
    ax.set(xscale="log", xlabel="λ", ylabel="weight")
    ax.legend()


def target_centred(ax, X, y, lams, names, chosen):
    y = y - y.mean()
    n, d = X.shape
    W = np.stack([np.linalg.solve(X.T @ X + n * lam * np.eye(d), X.T @ y) for lam in lams])
    for name, w in zip(names, W.T, strict=True):
        ax.plot(lams, w, label=name)
    ax.axvline(chosen)
    ax.set(xscale="log", xlabel="λ", ylabel="weight")
    ax.legend()


def standardized(ax, X, y, lams, names, chosen):
    X = (X - X.mean(0)) / X.std(0)
    n, d = X.shape
    W = np.stack([np.linalg.solve(X.T @ X + n * lam * np.eye(d), X.T @ y) for lam in lams])
    for name, w in zip(names, W.T, strict=True):
        ax.plot(lams, w, label=name)
    ax.axvline(chosen)
    ax.set(xscale="log", xlabel="λ", ylabel="weight")
    ax.legend()


def dots(ax, X, y, lams, names, chosen):
    n, d = X.shape
    W = np.stack([np.linalg.solve(X.T @ X + n * lam * np.eye(d), X.T @ y) for lam in lams])
    for name, w in zip(names, W.T, strict=True):
        ax.plot(lams, w, "o", label=name)
    ax.axvline(chosen)
    ax.set(xscale="log", xlabel="λ", ylabel="weight")
    ax.legend()


def scattered(ax, X, y, lams, names, chosen):
    n, d = X.shape
    W = np.stack([np.linalg.solve(X.T @ X + n * lam * np.eye(d), X.T @ y) for lam in lams])
    for name, w in zip(names, W.T, strict=True):
        ax.scatter(lams, w, label=name)
    ax.axvline(chosen)
    ax.set(xscale="log", xlabel="λ", ylabel="weight")
    ax.legend()


AS_GIVEN = (
    "These are the weights after X or y was centred or scaled, or with an intercept. Use them as they are given, "
    "and without an intercept."
)
DOTS = "The weights are dots that nothing joins. Draw lines, with `ax.plot`; a marker may be added, as in '-o'."

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
    Mistake(inputs_centred, AS_GIVEN, loses=[LINES]),
    Mistake(target_centred, AS_GIVEN, loses=[LINES]),
    Mistake(standardized, AS_GIVEN, loses=[LINES]),
    Mistake(dots, DOTS, loses=[LINES]),
    Mistake(scattered, DOTS, loses=[LINES]),
]
