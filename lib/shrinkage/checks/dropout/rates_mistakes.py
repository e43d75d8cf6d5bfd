"""The known mistakes of item 5: those about the lines and the bars, and with them those about the rest."""

from proctor import Mistake

from shrinkage.checks.dropout.rates_bars_mistakes import BARS
from shrinkage.checks.dropout.rates_bars_mistakes import mistakes as about_the_bars
from shrinkage.checks.dropout.rates_lines_mistakes import LINES
from shrinkage.checks.dropout.rates_lines_mistakes import mistakes as about_the_lines

BASELINE = "draws one horizontal line, at the mean error without dropout"
WORDS = "labels both axes and names every way in a legend"


def no_baseline(ax, rates, errors, baseline):
    for name, runs in errors.items():
        ax.errorbar(rates, runs.mean(1), yerr=runs.std(1, ddof=1) / runs.shape[1] ** 0.5, label=name)
    ax.set(xlabel="p", ylabel="error")
    ax.legend()


def luckiest_baseline(ax, rates, errors, baseline):
    for name, runs in errors.items():
        ax.errorbar(rates, runs.mean(1), yerr=runs.std(1, ddof=1) / runs.shape[1] ** 0.5, label=name)
    ax.axhline(baseline.min())
    ax.set(xlabel="p", ylabel="error")
    ax.legend()


def every_baseline(ax, rates, errors, baseline):
    for name, runs in errors.items():
        ax.errorbar(rates, runs.mean(1), yerr=runs.std(1, ddof=1) / runs.shape[1] ** 0.5, label=name)
    for value in baseline:
        ax.axhline(value)
    ax.set(xlabel="p", ylabel="error")
    ax.legend()


def no_legend(ax, rates, errors, baseline):
    for name, runs in errors.items():
        ax.errorbar(rates, runs.mean(1), yerr=runs.std(1, ddof=1) / runs.shape[1] ** 0.5, label=name)
    ax.axhline(baseline.mean())
    ax.set(xlabel="p", ylabel="error")


def axes_unlabelled(ax, rates, errors, baseline):
    for name, runs in errors.items():
        ax.errorbar(rates, runs.mean(1), yerr=runs.std(1, ddof=1) / runs.shape[1] ** 0.5, label=name)
    ax.axhline(baseline.mean())
    ax.legend()


def elsewhere(ax, rates, errors, baseline):
    import matplotlib.pyplot as plt

    for name, runs in errors.items():
        plt.errorbar(rates, runs.mean(1), yerr=runs.std(1, ddof=1) / runs.shape[1] ** 0.5, label=name)
    plt.axhline(baseline.mean())
    plt.xlabel("p")
    plt.ylabel("error")
    plt.legend()


mistakes = [
    *about_the_lines,
    *about_the_bars,
    Mistake(
        no_baseline,
        "There is no horizontal line for the runs without dropout: a reader cannot see whether dropout helps. (An "
        "upright one, as axvline draws it, would mark a rate.)",
        loses=[BASELINE],
    ),
    Mistake(
        luckiest_baseline,
        "The horizontal line stands at the luckiest run without dropout. Compare means with the mean.",
        loses=[BASELINE],
    ),
    Mistake(
        every_baseline,
        "Each run without dropout has a horizontal line. Draw one, at their mean.",
        loses=[BASELINE],
    ),
    Mistake(
        no_legend,
        "ax has no legend. Labels alone are not shown: ask for it by `ax.legend()`, once everything is drawn with its "
        "label. A legend of the figure, or of `plt`, is not on ax.",
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
        loses=[LINES, BARS, BASELINE, WORDS],
    ),
]
