"""The known mistakes of item 5 about the error bars."""

from proctor import Mistake

BARS = "shows one standard error of the mean above and below each mean"


def deviations(ax, rates, errors, baseline):
    for name, runs in errors.items():
        ax.errorbar(rates, runs.mean(1), yerr=runs.std(1, ddof=1), label=name)
    ax.axhline(baseline.mean())
    ax.set(xlabel="p", ylabel="error")
    ax.legend()


def deviations_of_all(ax, rates, errors, baseline):
    for name, runs in errors.items():
        ax.errorbar(rates, runs.mean(1), yerr=runs.std(1), label=name)
    ax.axhline(baseline.mean())
    ax.set(xlabel="p", ylabel="error")
    ax.legend()


def ddof_zero(ax, rates, errors, baseline):
    for name, runs in errors.items():
        ax.errorbar(rates, runs.mean(1), yerr=runs.std(1) / runs.shape[1] ** 0.5, label=name)
    ax.axhline(baseline.mean())
    ax.set(xlabel="p", ylabel="error")
    ax.legend()


def variances(ax, rates, errors, baseline):
    for name, runs in errors.items():
        ax.errorbar(rates, runs.mean(1), yerr=runs.var(1, ddof=1), label=name)
    ax.axhline(baseline.mean())
    ax.set(xlabel="p", ylabel="error")
    ax.legend()


def divided_by_the_number(ax, rates, errors, baseline):
    for name, runs in errors.items():
        ax.errorbar(rates, runs.mean(1), yerr=runs.std(1, ddof=1) / runs.shape[1], label=name)
    ax.axhline(baseline.mean())
    ax.set(xlabel="p", ylabel="error")
    ax.legend()


def two_errors(ax, rates, errors, baseline):
    for name, runs in errors.items():
        ax.errorbar(rates, runs.mean(1), yerr=1.96 * runs.std(1, ddof=1) / runs.shape[1] ** 0.5, label=name)
    ax.axhline(baseline.mean())
    ax.set(xlabel="p", ylabel="error")
    ax.legend()


def twice_the_error(ax, rates, errors, baseline):
    for name, runs in errors.items():
        ax.errorbar(rates, runs.mean(1), yerr=2 * runs.std(1, ddof=1) / runs.shape[1] ** 0.5, label=name)
    ax.axhline(baseline.mean())
    ax.set(xlabel="p", ylabel="error")
    ax.legend()


def half_a_bar(ax, rates, errors, baseline):
    for name, runs in errors.items():
        ax.errorbar(rates, runs.mean(1), yerr=runs.std(1, ddof=1) / runs.shape[1] ** 0.5 / 2, label=name)
    ax.axhline(baseline.mean())
    ax.set(xlabel="p", ylabel="error")
    ax.legend()


def extremes(ax, rates, errors, baseline):
    for name, runs in errors.items():
        ax.plot(rates, runs.mean(1), label=name)
        ax.fill_between(rates, runs.min(1), runs.max(1), alpha=0.3)
    ax.axhline(baseline.mean())
    ax.set(xlabel="p", ylabel="error")
    ax.legend()


def no_bars(ax, rates, errors, baseline):
    for name, runs in errors.items():
        ax.plot(rates, runs.mean(1), label=name)
    ax.axhline(baseline.mean())
    ax.set(xlabel="p", ylabel="error")
    ax.legend()


DEVIATION = (
    "These bars show how far the runs lie apart, their standard deviation. How well their mean is known is its "
    "standard error: divide by the square root of the number of runs."
)

mistakes = [
    Mistake(deviations, DEVIATION, loses=[BARS]),
    Mistake(deviations_of_all, DEVIATION, loses=[BARS]),
    Mistake(
        ddof_zero,
        "These bars are a little too short: the standard deviation divides by r − 1, which is ddof=1 in NumPy.",
        loses=[BARS],
    ),
    Mistake(variances, "These bars are variances: their unit is that of an error squared.", loses=[BARS]),
    Mistake(
        divided_by_the_number,
        "Here the standard deviation is divided by the number of runs. The standard error has its square root.",
        loses=[BARS],
    ),
    Mistake(
        two_errors,
        "These bars reach 1.96 standard errors up and down. One is asked for; a reader must know which it is.",
        loses=[BARS],
    ),
    Mistake(
        twice_the_error,
        "These bars reach two standard errors up and down. One is asked for; a reader must know which it is.",
        loses=[BARS],
    ),
    Mistake(
        half_a_bar,
        "These bars are one standard error long in all. One above and one below are asked for.",
        loses=[BARS],
    ),
    Mistake(
        extremes,
        "This band reaches from the best run to the worst. It grows with the number of runs, while the mean is known "
        "better and better.",
        loses=[BARS],
    ),
    Mistake(
        no_bars,
        "There are neither error bars nor a band. Nobody can tell whether a difference is more than luck.",
        loses=[BARS],
    ),
]
