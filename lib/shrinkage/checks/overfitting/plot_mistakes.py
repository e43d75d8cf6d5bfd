"""The known mistakes of item 2."""

import numpy as np
from proctor import Mistake

LINES = "draws the mean error over the folds against the degree, as the lines 'training' and 'validation'"
MARK = "marks the degree with the smallest mean validation error by one vertical line"
LOG = "has a logarithmic error axis"
NAMES = "names both axes, and has a legend"
ALL = [LINES, MARK, LOG, NAMES]


def on_the_current_axes(ax, degrees, train, validation):
    import matplotlib.pyplot as plt

    plt.plot(degrees, train.mean(axis=1), label="training")
    plt.plot(degrees, validation.mean(axis=1), label="validation")
    plt.axvline(degrees[validation.mean(axis=1).argmin()])
    plt.yscale("log")
    plt.xlabel("degree")
    plt.ylabel("error")
    plt.legend()


def labels_swapped(ax, degrees, train, validation):
    ax.plot(degrees, train.mean(axis=1), label="validation")
    ax.plot(degrees, validation.mean(axis=1), label="training")
    ax.axvline(degrees[validation.mean(axis=1).argmin()])
    ax.set(yscale="log", xlabel="degree", ylabel="error")
    ax.legend()


def every_fold(ax, degrees, train, validation):
    ax.plot(degrees, train, label="training")
    ax.plot(degrees, validation, label="validation")
    ax.axvline(degrees[validation.mean(axis=1).argmin()])
    ax.set(yscale="log", xlabel="degree", ylabel="error")
    ax.legend()


def medians_for_means(ax, degrees, train, validation):
    ax.plot(degrees, np.median(train, axis=1), label="training")
    ax.plot(degrees, np.median(validation, axis=1), label="validation")
    ax.axvline(degrees[np.median(validation, axis=1).argmin()])
    ax.set(yscale="log", xlabel="degree", ylabel="error")
    ax.legend()


def against_the_index(ax, degrees, train, validation):
    ax.plot(train.mean(axis=1), label="training")
    ax.plot(validation.mean(axis=1), label="validation")
    ax.axvline(degrees[validation.mean(axis=1).argmin()])
    ax.set(yscale="log", xlabel="degree", ylabel="error")
    ax.legend()


def marks_the_index(ax, degrees, train, validation):
    ax.plot(degrees, train.mean(axis=1), label="training")
    ax.plot(degrees, validation.mean(axis=1), label="validation")
    ax.axvline(validation.mean(axis=1).argmin())
    ax.set(yscale="log", xlabel="degree", ylabel="error")
    ax.legend()


def marks_the_best_training_error(ax, degrees, train, validation):
    ax.plot(degrees, train.mean(axis=1), label="training")
    ax.plot(degrees, validation.mean(axis=1), label="validation")
    ax.axvline(degrees[train.mean(axis=1).argmin()])
    ax.set(yscale="log", xlabel="degree", ylabel="error")
    ax.legend()


def marks_the_luckiest_fold(ax, degrees, train, validation):
    ax.plot(degrees, train.mean(axis=1), label="training")
    ax.plot(degrees, validation.mean(axis=1), label="validation")
    ax.axvline(degrees[validation.min(axis=1).argmin()])
    ax.set(yscale="log", xlabel="degree", ylabel="error")
    ax.legend()


def marks_the_simplest_within_noise(ax, degrees, train, validation):
    ax.plot(degrees, train.mean(axis=1), label="training")
    ax.plot(degrees, validation.mean(axis=1), label="validation")
    means, best = validation.mean(axis=1), validation.mean(axis=1).argmin()
    limit = means[best] + validation[best].std(ddof=1) / validation.shape[1] ** 0.5
    ax.axvline(degrees[(means <= limit).argmax()])
    ax.set(yscale="log", xlabel="degree", ylabel="error")
    ax.legend()


def marks_the_error(ax, degrees, train, validation):
    ax.plot(degrees, train.mean(axis=1), label="training")
    ax.plot(degrees, validation.mean(axis=1), label="validation")
    ax.axhline(validation.mean(axis=1).min())
    ax.set(yscale="log", xlabel="degree", ylabel="error")
    ax.legend()


def linear_scale(ax, degrees, train, validation):
    ax.plot(degrees, train.mean(axis=1), label="training")
    ax.plot(degrees, validation.mean(axis=1), label="validation")
    ax.axvline(degrees[validation.mean(axis=1).argmin()])
    ax.set(xlabel="degree", ylabel="error")
    ax.legend()


def no_legend(ax, degrees, train, validation):
    ax.plot(degrees, train.mean(axis=1), label="training")
    ax.plot(degrees, validation.mean(axis=1), label="validation")
    ax.axvline(degrees[validation.mean(axis=1).argmin()])
    ax.set(yscale="log", xlabel="degree", ylabel="error")


def axis_labels_swapped(ax, degrees, train, validation):
    ax.plot(degrees, train.mean(axis=1), label="training")
    ax.plot(degrees, validation.mean(axis=1), label="validation")
    ax.axvline(degrees[validation.mean(axis=1).argmin()])
    ax.set(yscale="log", xlabel="error", ylabel="degree")
    ax.legend()


mistakes = [
    Mistake(
        on_the_current_axes,
        "The axes that were given stay empty. `plt.plot` draws on whatever axes are current; call the methods of "
        "`ax`, so that the function can fill one panel of a larger figure.",
        loses=ALL,
    ),
    Mistake(
        labels_swapped,
        "Here the two labels have changed places. The training error is the one that falls as the degree grows.",
        loses=[LINES],
    ),
    Mistake(
        every_fold,
        "Here each fold has a line of its own. `ax.plot` draws one line a column; average over the folds, axis 1, "
        "first.",
        loses=[LINES],
    ),
    Mistake(
        medians_for_means,
        "Here the errors of the folds are summarised by their median. The mean was asked for.",
        loses=[LINES, MARK],
    ),
    Mistake(
        against_the_index,
        "Here the errors stand above 0, 1, 2, …, the places of the degrees in the array, and not above the degrees. "
        "`ax.plot(y)` counts; `ax.plot(x, y)` places.",
        loses=[LINES],
    ),
    Mistake(
        marks_the_index,
        "The line stands at the place of the best degree in the array, not at the degree. `argmin` counts from 0; "
        "look up which degree stands there.",
        loses=[MARK],
    ),
    Mistake(
        marks_the_best_training_error,
        "The line stands where the training error is smallest. That says how well the model remembers; the choice "
        "is made by the validation error.",
        loses=[MARK],
    ),
    Mistake(
        marks_the_luckiest_fold,
        "The line stands where a single fold has the smallest error of all. One fold is lucky now and then; compare "
        "the means over the folds.",
        loses=[MARK],
    ),
    Mistake(
        marks_the_simplest_within_noise,
        "The line stands at the choice of the one-standard-error rule. That is often wiser, but here the degree "
        "with the smallest mean was asked for.",
        loses=[MARK],
    ),
    Mistake(
        marks_the_error,
        "This line is horizontal: it shows the height of the smallest validation error. What was chosen is a "
        "degree, a place on the x axis.",
        loses=[MARK],
    ),
    Mistake(
        linear_scale,
        "The error axis is linear. One bad degree then presses all the others onto the bottom line. Draw the errors "
        "themselves and make the axis logarithmic.",
        loses=[LOG],
    ),
    Mistake(
        no_legend,
        "The labels are set, but no legend shows them: call `ax.legend()` once the lines are drawn.",
        loses=[NAMES],
    ),
    Mistake(
        axis_labels_swapped,
        "The names of the two axes have changed places: the degree runs along x, the error along y.",
        loses=[NAMES],
    ),
]
