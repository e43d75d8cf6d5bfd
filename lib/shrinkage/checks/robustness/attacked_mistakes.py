"""The known mistakes of item 7: those about the lines, and with them those about the picture."""

import numpy as np
from proctor import Mistake

from shrinkage.checks.robustness.attacked_line_mistakes import ATTACKED, CLEAN, MARK
from shrinkage.checks.robustness.attacked_line_mistakes import mistakes as about_the_lines

SCALE = "has a logarithmic axis for λ and a linear one for the error"
WORDS = "labels both axes and names both lines in a legend"


def linear_axis(ax, X, y, lams, eps):
    clean, attacked, A = [], [], X - X.mean(0)
    for lam in lams:
        w = np.linalg.solve(A.T @ A + len(y) * lam * np.eye(X.shape[1]), A.T @ (y - y.mean()))
        m = y * (A @ w + y.mean())
        clean.append(np.mean(m <= 0))
        attacked.append(np.mean(m <= eps * np.linalg.norm(w)))
    ax.plot(lams, clean, label="clean")
    ax.plot(lams, attacked, label="under attack")
    ax.axvline(lams[np.argmin(attacked)])
    ax.set(xlabel="λ", ylabel="error")
    ax.legend()


def both_axes_logarithmic(ax, X, y, lams, eps):
    clean, attacked, A = [], [], X - X.mean(0)
    for lam in lams:
        w = np.linalg.solve(A.T @ A + len(y) * lam * np.eye(X.shape[1]), A.T @ (y - y.mean()))
        m = y * (A @ w + y.mean())
        clean.append(np.mean(m <= 0))
        attacked.append(np.mean(m <= eps * np.linalg.norm(w)))
    ax.plot(lams, clean, label="clean")
    ax.plot(lams, attacked, label="under attack")
    ax.axvline(lams[np.argmin(attacked)])
    ax.set(xscale="log", yscale="log", xlabel="λ", ylabel="error")
    ax.legend()


def logarithms_as_data(ax, X, y, lams, eps):
    clean, attacked, A = [], [], X - X.mean(0)
    for lam in lams:
        w = np.linalg.solve(A.T @ A + len(y) * lam * np.eye(X.shape[1]), A.T @ (y - y.mean()))
        m = y * (A @ w + y.mean())
        clean.append(np.mean(m <= 0))
        attacked.append(np.mean(m <= eps * np.linalg.norm(w)))
    ax.plot(np.log10(lams), clean, label="clean")
    ax.plot(np.log10(lams), attacked, label="under attack")
    ax.axvline(np.log10(lams)[np.argmin(attacked)])
    ax.set(xlabel="log10 λ", ylabel="error")
    ax.legend()


def no_mark(ax, X, y, lams, eps):
    clean, attacked, A = [], [], X - X.mean(0)
    for lam in lams:
        w = np.linalg.solve(A.T @ A + len(y) * lam * np.eye(X.shape[1]), A.T @ (y - y.mean()))
        m = y * (A @ w + y.mean())
        clean.append(np.mean(m <= 0))
        attacked.append(np.mean(m <= eps * np.linalg.norm(w)))
    ax.plot(lams, clean, label="clean")
    ax.plot(lams, attacked, label="under attack")
    ax.set(xscale="log", xlabel="λ", ylabel="error")
    ax.legend()


def dots(ax, X, y, lams, eps):
    clean, attacked, A = [], [], X - X.mean(0)
    for lam in lams:
        w = np.linalg.solve(A.T @ A + len(y) * lam * np.eye(X.shape[1]), A.T @ (y - y.mean()))
        m = y * (A @ w + y.mean())
        clean.append(np.mean(m <= 0))
        attacked.append(np.mean(m <= eps * np.linalg.norm(w)))
    ax.plot(lams, clean, "o", label="clean")
    ax.plot(lams, attacked, "s", label="under attack")
    ax.axvline(lams[np.argmin(attacked)])
    ax.set(xscale="log", xlabel="λ", ylabel="error")
    ax.legend()


def no_legend(ax, X, y, lams, eps):
    clean, attacked, A = [], [], X - X.mean(0)
    for lam in lams:
        w = np.linalg.solve(A.T @ A + len(y) * lam * np.eye(X.shape[1]), A.T @ (y - y.mean()))
        m = y * (A @ w + y.mean())
        clean.append(np.mean(m <= 0))
        attacked.append(np.mean(m <= eps * np.linalg.norm(w)))
    ax.plot(lams, clean, label="clean")
    ax.plot(lams, attacked, label="under attack")
    ax.axvline(lams[np.argmin(attacked)])
    ax.set(xscale="log", xlabel="λ", ylabel="error")


def axes_unlabelled(ax, X, y, lams, eps):
    clean, attacked, A = [], [], X - X.mean(0)
    for lam in lams:
        w = np.linalg.solve(A.T @ A + len(y) * lam * np.eye(X.shape[1]), A.T @ (y - y.mean()))
        m = y * (A @ w + y.mean())
        clean.append(np.mean(m <= 0))
        attacked.append(np.mean(m <= eps * np.linalg.norm(w)))
    ax.plot(lams, clean, label="clean")
    ax.plot(lams, attacked, label="under attack")
    ax.axvline(lams[np.argmin(attacked)])
    ax.set_xscale("log")
    ax.legend()


def elsewhere(ax, X, y, lams, eps):
    import matplotlib.pyplot as plt

    clean, attacked, A = [], [], X - X.mean(0)
    for lam in lams:
        w = np.linalg.solve(A.T @ A + len(y) * lam * np.eye(X.shape[1]), A.T @ (y - y.mean()))
        m = y * (A @ w + y.mean())
        clean.append(np.mean(m <= 0))
        attacked.append(np.mean(m <= eps * np.linalg.norm(w)))
    plt.semilogx(lams, clean, label="clean")
    plt.semilogx(lams, attacked, label="under attack")
    plt.axvline(lams[np.argmin(attacked)])
    plt.xlabel("λ")
    plt.ylabel("error")
    plt.legend()


mistakes = [
    *about_the_lines,
    Mistake(
        linear_axis,
        "λ is on a linear axis: all but the largest values are squeezed against its left end. λ spans powers of ten.",
        loses=[SCALE],
    ),
    Mistake(
        both_axes_logarithmic,
        "The errors are on a logarithmic axis too: an error of 0 has no logarithm and disappears.",
        loses=[SCALE],
    ),
    Mistake(
        logarithms_as_data,
        "Here the logarithms of λ are the data. Draw λ itself and let the axis be logarithmic: then its ticks are "
        "values of λ that a reader can use.",
        loses=[CLEAN, ATTACKED, SCALE],
    ),
    Mistake(no_mark, "There is no vertical line on ax. `ax.axvline` draws one.", loses=[MARK]),
    Mistake(
        dots,
        "The errors are dots that nothing joins. Draw lines, with `ax.plot`; a marker may be added, as in 'o-'.",
        loses=[CLEAN, ATTACKED, MARK],
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
        loses=[CLEAN, ATTACKED, MARK, SCALE, WORDS],
    ),
]
