"""The known mistakes of item 3."""

import numpy as np
from proctor import Mistake

LINES = "draws both accuracies against the epoch, and names lines and axes"
MARK = "marks the first epoch with the best validation accuracy by one vertical line"
BOTH = [LINES, MARK]


def on_the_current_axes(ax, epochs, training, validation):
    import matplotlib.pyplot as plt

    plt.plot(epochs, training, label="training")
    plt.plot(epochs, validation, label="validation")
    plt.axvline(epochs[np.argmax(validation)])
    plt.xlabel("epoch")
    plt.ylabel("accuracy")
    plt.legend()


def labels_swapped(ax, epochs, training, validation):
    ax.plot(epochs, validation, label="training")
    ax.plot(epochs, training, label="validation")
    ax.axvline(epochs[np.argmax(validation)])
    ax.set(xlabel="epoch", ylabel="accuracy")
    ax.legend()


def against_the_index(ax, epochs, training, validation):
    ax.plot(training, label="training")
    ax.plot(validation, label="validation")
    ax.axvline(epochs[np.argmax(validation)])
    ax.set(xlabel="epoch", ylabel="accuracy")
    ax.legend()


def no_legend(ax, epochs, training, validation):
    ax.plot(epochs, training, label="training")
    ax.plot(epochs, validation, label="validation")
    ax.axvline(epochs[np.argmax(validation)])
    ax.set(xlabel="epoch", ylabel="accuracy")


def errors_for_accuracies(ax, epochs, training, validation):
    ax.plot(epochs, 1 - training, label="training")
    ax.plot(epochs, 1 - validation, label="validation")
    ax.axvline(epochs[np.argmax(validation)])
    ax.set(xlabel="epoch", ylabel="accuracy")
    ax.legend()


def marks_the_index(ax, epochs, training, validation):
    ax.plot(epochs, training, label="training")
    ax.plot(epochs, validation, label="validation")
    ax.axvline(np.argmax(validation))
    ax.set(xlabel="epoch", ylabel="accuracy")
    ax.legend()


def marks_the_last_best(ax, epochs, training, validation):
    ax.plot(epochs, training, label="training")
    ax.plot(epochs, validation, label="validation")
    ax.axvline(epochs[validation == validation.max()][-1])
    ax.set(xlabel="epoch", ylabel="accuracy")
    ax.legend()


def marks_the_best_training(ax, epochs, training, validation):
    ax.plot(epochs, training, label="training")
    ax.plot(epochs, validation, label="validation")
    ax.axvline(epochs[np.argmax(training)])
    ax.set(xlabel="epoch", ylabel="accuracy")
    ax.legend()


def marks_no_epoch(ax, epochs, training, validation):
    ax.plot(epochs, training, label="training")
    ax.plot(epochs, validation, label="validation")
    ax.set(xlabel="epoch", ylabel="accuracy")
    ax.legend()


mistakes = [
    Mistake(
        on_the_current_axes,
        "Nothing is on the axes that were given: `plt.plot` draws on whichever axes are current. Draw with the methods "
        "of `ax`.",
        BOTH,
    ),
    Mistake(labels_swapped, "The labels are swapped: training is called validation.", [LINES]),
    Mistake(
        against_the_index,
        "The lines are drawn against 0, 1, 2, …; the epochs are those in `epochs`, which need not be all of them.",
        [LINES],
    ),
    Mistake(no_legend, "The legend is missing: call `ax.legend()` when the lines have their labels.", [LINES]),
    Mistake(errors_for_accuracies, "These are the errors, 1 − accuracy; the accuracies were asked for.", [LINES]),
    Mistake(
        marks_the_index,
        "The vertical line stands at the place in the array, not at the epoch that stands in this place.",
        [MARK],
    ),
    Mistake(
        marks_the_last_best,
        "The best accuracy is reached twice, and this is the last time. The first is meant: it costs less.",
        [MARK],
    ),
    Mistake(
        marks_the_best_training,
        "This marks the best training accuracy, which comes late and says nothing about new examples.",
        [MARK],
    ),
    Mistake(marks_no_epoch, "The vertical line is missing: `ax.axvline(epoch)` draws one.", [MARK]),
]
