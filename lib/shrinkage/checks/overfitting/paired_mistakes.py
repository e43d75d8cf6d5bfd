"""The known mistakes of item 3."""

import numpy as np
from proctor import Mistake

PAIRED = "takes the simplest model whose gap to the best, fold by fold, is within one standard error of that gap"
ORDER = "does so in whatever order the models come"
TIE = "is right at the edge too: with two best models, and with a gap of exactly one standard error"
ALL = [PAIRED, ORDER, TIE]


def smallest_error(errors, complexity):
    return complexity[np.argmin(errors.mean(axis=1))]


def spread_of_the_best(errors, complexity):
    means = errors.mean(axis=1)
    best = np.lexsort((complexity, means))[0]
    limit = means[best] + errors[best].std(ddof=1) / np.sqrt(errors.shape[1])
    return complexity[means <= limit].min()


def deviation_for_standard_error(errors, complexity):
    best = np.lexsort((complexity, errors.mean(axis=1)))[0]
    gap = errors - errors[best]
    return complexity[gap.mean(axis=1) <= gap.std(axis=1, ddof=1)].min()


def divided_by_k(errors, complexity):
    best = np.lexsort((complexity, errors.mean(axis=1)))[0]
    gap = errors - errors[best]
    return complexity[gap.mean(axis=1) <= gap.std(axis=1) / np.sqrt(errors.shape[1])].min()


def one_taken_off_twice(errors, complexity):
    best = np.lexsort((complexity, errors.mean(axis=1)))[0]
    gap = errors - errors[best]
    return complexity[gap.mean(axis=1) <= gap.std(axis=1, ddof=1) / np.sqrt(errors.shape[1] - 1)].min()


def most_complex(errors, complexity):
    best = np.lexsort((complexity, errors.mean(axis=1)))[0]
    gap = errors - errors[best]
    return complexity[gap.mean(axis=1) <= gap.std(axis=1, ddof=1) / np.sqrt(errors.shape[1])].max()


def index_for_complexity(errors, complexity):
    best = np.lexsort((complexity, errors.mean(axis=1)))[0]
    gap = errors - errors[best]
    near = gap.mean(axis=1) <= gap.std(axis=1, ddof=1) / np.sqrt(errors.shape[1])
    return np.flatnonzero(near)[np.argmin(complexity[near])]


def first_row(errors, complexity):
    best = np.lexsort((complexity, errors.mean(axis=1)))[0]
    gap = errors - errors[best]
    near = gap.mean(axis=1) <= gap.std(axis=1, ddof=1) / np.sqrt(errors.shape[1])
    return complexity[np.argmax(near)]


def any_of_the_best(errors, complexity):
    gap = errors - errors[np.argmin(errors.mean(axis=1))]
    return complexity[gap.mean(axis=1) <= gap.std(axis=1, ddof=1) / np.sqrt(errors.shape[1])].min()


def own_standard_errors(errors, complexity):
    means = errors.mean(axis=1)
    gaps = means - means.min()
    return complexity[gaps <= errors.std(axis=1, ddof=1) / np.sqrt(errors.shape[1])].min()


def strictly_within(errors, complexity):
    best = np.lexsort((complexity, errors.mean(axis=1)))[0]
    gap = errors - errors[best]
    near = gap.mean(axis=1) < gap.std(axis=1, ddof=1) / np.sqrt(errors.shape[1])
    near[best] = True
    return complexity[near].min()


def best_not_within(errors, complexity):
    best = np.lexsort((complexity, errors.mean(axis=1)))[0]
    gap = errors - errors[best]
    near = gap.mean(axis=1) < gap.std(axis=1, ddof=1) / np.sqrt(errors.shape[1])
    return complexity[near].min(initial=complexity.max())


mistakes = [
    Mistake(
        smallest_error,
        "This is the model with the smallest mean error, best by luck as much as by merit. Look for simpler models "
        "whose gap to it is within its noise.",
        loses=ALL,
    ),
    Mistake(
        spread_of_the_best,
        "This is what the chapter's rule gives, which goes by the spread of the best model's own errors. Much of "
        "that spread is easy and hard folds, which all models share. Add 10 to every error of one fold: the choice "
        "must not change.",
        loses=ALL,
    ),
    Mistake(
        own_standard_errors,
        "This takes the spread of each model's own errors. Form the gaps fold by fold first, then take their "
        "standard deviation.",
        loses=ALL,
    ),
    Mistake(
        deviation_for_standard_error,
        "This compares the mean gap with the standard deviation of the k gaps. The mean of k numbers varies less "
        "than one of them: what is its standard error?",
        loses=ALL,
    ),
    Mistake(
        divided_by_k,
        "Here the standard deviation divides by k. The mean gap was estimated from the same k numbers, so k − 1 are "
        "left: NumPy's `ddof`. With few folds it matters.",
        loses=ALL,
    ),
    Mistake(
        one_taken_off_twice,
        "Here both the standard deviation and the root of the number of folds take k − 1. The first needs it; the "
        "mean is still one of k gaps.",
        loses=[PAIRED, ORDER],
    ),
    Mistake(
        most_complex,
        "This is the most complex of the models within the noise. Among models that the data cannot tell apart, "
        "take the simplest.",
        loses=ALL,
    ),
    Mistake(
        index_for_complexity,
        "This is the row of the model, not its complexity. Look up `complexity` at that row.",
        loses=ALL,
    ),
    Mistake(
        first_row,
        "This is the first row within the noise, which is the simplest only where the rows happen to be sorted. "
        "Compare the complexities of the rows that are left.",
        loses=[ORDER, TIE],
    ),
    Mistake(
        any_of_the_best,
        "Two models share the smallest mean, and the comparison is with the more complex one: `argmin` takes "
        "whichever comes first. Of the best models, start from the simplest.",
        loses=[TIE],
    ),
    Mistake(
        strictly_within,
        "Here the mean gap must be smaller than one standard error. A gap of exactly one is within the noise as "
        "well: ≤, not <.",
        loses=[TIE],
    ),
    Mistake(
        best_not_within,
        "Here the mean gap must be smaller than one standard error, and model b, whose gap and noise are both 0, "
        "is not within. It always is: ≤, not <.",
        loses=[TIE],
    ),
]
