"""The known mistakes of item 5 about the lines."""

import numpy as np
from proctor import Mistake

from shrinkage.checks.dropout.rates_bars_mistakes import BARS

LINES = "draws a line for each way, under its name: the mean error over the runs against p"


def medians(ax, rates, errors, baseline):
    for name, runs in errors.items():
        spread = runs.std(1, ddof=1) / runs.shape[1] ** 0.5
        ax.plot(rates, np.median(runs, 1), label=name)
        ax.fill_between(rates, runs.mean(1) - spread, runs.mean(1) + spread, alpha=0.3)
    ax.axhline(baseline.mean())
    ax.set(xlabel="p", ylabel="error")
    ax.legend()


def best_runs(ax, rates, errors, baseline):
    for name, runs in errors.items():
        spread = runs.std(1, ddof=1) / runs.shape[1] ** 0.5
        ax.plot(rates, runs.min(1), label=name)
        ax.fill_between(rates, runs.mean(1) - spread, runs.mean(1) + spread, alpha=0.3)
    ax.axhline(baseline.mean())
    ax.set(xlabel="p", ylabel="error")
    ax.legend()


def means_over_the_rates(ax, rates, errors, baseline):
    for name, runs in errors.items():
        ax.errorbar(rates, runs.mean(0), yerr=runs.std(0, ddof=1) / len(runs) ** 0.5, label=name)
    ax.axhline(baseline.mean())
    ax.set(xlabel="p", ylabel="error")
    ax.legend()


def every_run(ax, rates, errors, baseline):
    for name, runs in errors.items():
        spread = runs.std(1, ddof=1) / runs.shape[1] ** 0.5
        ax.plot(rates, runs, label=name)
        ax.fill_between(rates, runs.mean(1) - spread, runs.mean(1) + spread, alpha=0.3)
    ax.axhline(baseline.mean())
    ax.set(xlabel="p", ylabel="error")
    ax.legend()


def against_keeping(ax, rates, errors, baseline):
    for name, runs in errors.items():
        ax.errorbar(1 - rates, runs.mean(1), yerr=runs.std(1, ddof=1) / runs.shape[1] ** 0.5, label=name)
    ax.axhline(baseline.mean())
    ax.set(xlabel="p", ylabel="error")
    ax.legend()


def places_for_rates(ax, rates, errors, baseline):
    for name, runs in errors.items():
        ax.errorbar(np.arange(len(rates)), runs.mean(1), yerr=runs.std(1, ddof=1) / runs.shape[1] ** 0.5, label=name)
    ax.axhline(baseline.mean())
    ax.set(xlabel="p", ylabel="error")
    ax.legend()


def dots(ax, rates, errors, baseline):
    for name, runs in errors.items():
        ax.errorbar(rates, runs.mean(1), yerr=runs.std(1, ddof=1) / runs.shape[1] ** 0.5, fmt="o", label=name)
    ax.axhline(baseline.mean())
    ax.set(xlabel="p", ylabel="error")
    ax.legend()


mistakes = [
    Mistake(
        medians,
        "These lines are medians over the runs. The standard error that is asked for belongs to the mean.",
        loses=[LINES],
    ),
    Mistake(
        best_runs,
        "These lines follow the luckiest run at each rate. More runs would make them better, and nothing else has "
        "changed: draw the mean.",
        loses=[LINES],
    ),
    Mistake(
        means_over_the_rates,
        "These means are taken over the rates, one for each run. A row holds the runs at one rate: average along "
        "axis 1.",
        loses=[LINES, BARS],
    ),
    Mistake(
        every_run,
        "Here each run has a line. One line a way is asked for: the mean over its runs, axis 1.",
        loses=[LINES],
    ),
    Mistake(
        against_keeping,
        "These errors stand at 1 − p, the probability of keeping. The rates are those of dropping: draw against them.",
        loses=[LINES, BARS],
    ),
    Mistake(
        places_for_rates,
        "These errors stand at 0, 1, 2, …, the places of the rates in their array. Draw against the rates themselves.",
        loses=[LINES, BARS],
    ),
    Mistake(
        dots,
        "The means are dots that nothing joins. Draw a line through them; a marker may be added, as in fmt='-o'.",
        loses=[LINES],
    ),
]
