"""The known mistakes of item 7: those about the rows, and with them those about the draws."""

import numpy as np
from proctor import Mistake

from shrinkage.checks.early_stopping.windows_draws_mistakes import SHIFTS, WINDOWS
from shrinkage.checks.early_stopping.windows_draws_mistakes import mistakes as about_the_draws

VALUES = "moves zeros in, and then sets a window of `width` adjacent entries to 0; X itself is left alone"


def circular(X, max_shift, width, generator):
    n, d = X.shape
    k = generator.integers(-max_shift, max_shift + 1, n)
    first = generator.integers(0, d - width + 1, n)
    rows = np.array([np.roll(row, shift) for row, shift in zip(X, k, strict=True)])
    j = np.arange(d)
    return np.where((j < first[:, None]) | (j >= first[:, None] + width), rows, 0.0)


def edges_repeated(X, max_shift, width, generator):
    n, d = X.shape
    k = generator.integers(-max_shift, max_shift + 1, n)
    first = generator.integers(0, d - width + 1, n)
    j = np.arange(d)
    rows = np.take_along_axis(X, np.clip(j - k[:, None], 0, d - 1), 1)
    return np.where((j < first[:, None]) | (j >= first[:, None] + width), rows, 0.0)


def cut_off(X, max_shift, width, generator):
    n, d = X.shape
    k = generator.integers(-max_shift, max_shift + 1, n)
    first = generator.integers(0, d, n)
    j = np.arange(d)
    source = j - k[:, None]
    inside = (source >= 0) & (source < d) & ((j < first[:, None]) | (j >= first[:, None] + width))
    return np.where(inside, np.take_along_axis(X, source % d, 1), 0.0)


def window_around(X, max_shift, width, generator):
    n, d = X.shape
    k = generator.integers(-max_shift, max_shift + 1, n)
    first = generator.integers(0, d, n)
    j = np.arange(d)
    source = j - k[:, None]
    inside = (source >= 0) & (source < d) & ((j - first[:, None]) % d >= width)
    return np.where(inside, np.take_along_axis(X, source % d, 1), 0.0)


def entries_anywhere(X, max_shift, width, generator):
    n, d = X.shape
    k = generator.integers(-max_shift, max_shift + 1, n)
    j = np.arange(d)
    source = j - k[:, None]
    inside = (source >= 0) & (source < d) & (generator.random((n, d)).argsort(axis=1) >= width)
    return np.where(inside, np.take_along_axis(X, source % d, 1), 0.0)


def window_first(X, max_shift, width, generator):
    n, d = X.shape
    k = generator.integers(-max_shift, max_shift + 1, n)
    first = generator.integers(0, d - width + 1, n)
    source = np.arange(d) - k[:, None]
    inside = (source >= 0) & (source < d) & ((source < first[:, None]) | (source >= first[:, None] + width))
    return np.where(inside, np.take_along_axis(X, source % d, 1), 0.0)


def window_too_wide(X, max_shift, width, generator):
    n, d = X.shape
    k = generator.integers(-max_shift, max_shift + 1, n)
    first = generator.integers(0, d - width + 1, n)
    j = np.arange(d)
    source = j - k[:, None]
    inside = (source >= 0) & (source < d) & ((j < first[:, None]) | (j > first[:, None] + width))
    return np.where(inside, np.take_along_axis(X, source % d, 1), 0.0)


def no_window(X, max_shift, width, generator):
    n, d = X.shape
    source = np.arange(d) - generator.integers(-max_shift, max_shift + 1, n)[:, None]
    return np.where((source >= 0) & (source < d), np.take_along_axis(X, source % d, 1), 0.0)


def no_shift(X, max_shift, width, generator):
    n, d = X.shape
    first, j = generator.integers(0, d - width + 1, n), np.arange(d)
    return np.where((j < first[:, None]) | (j >= first[:, None] + width), X, 0.0)


def rows_for_entries(X, max_shift, width, generator):
    n, d = X.shape
    k = generator.integers(-max_shift, max_shift + 1, n)
    first = generator.integers(0, d - width + 1, n)
    j = np.arange(d)
    source = j - k[:, None]
    inside = (source >= 0) & (source < d) & ((j < first[:, None]) | (j >= first[:, None] + width))
    return np.where(inside, np.take_along_axis(X[generator.permutation(n)], source % d, 1), 0.0)


def in_place(X, max_shift, width, generator):
    n, d = X.shape
    k = generator.integers(-max_shift, max_shift + 1, n)
    first = generator.integers(0, d - width + 1, n)
    j = np.arange(d)
    source = j - k[:, None]
    inside = (source >= 0) & (source < d) & ((j < first[:, None]) | (j >= first[:, None] + width))
    X[:] = np.where(inside, np.take_along_axis(X, source % d, 1), 0.0)
    return X


mistakes = [
    *about_the_draws,
    Mistake(
        circular,
        "What leaves a row at one end re-enters at the other: that is a circular shift, as np.roll and the chapter's "
        "`shift` do it. Zeros are to move in.",
        loses=[VALUES],
    ),
    Mistake(edges_repeated, "Here the first or the last entry is repeated. Zeros are to move in.", loses=[VALUES]),
    Mistake(
        cut_off,
        "Some windows stick out over the end of the row, so that fewer than `width` entries are set to 0. A window "
        "begins at 0, …, d − width.",
        loses=[VALUES, WINDOWS],
    ),
    Mistake(
        window_around,
        "Some windows go on at the other end of the row. A window begins at 0, …, d − width.",
        loses=[VALUES, WINDOWS],
    ),
    Mistake(
        entries_anywhere,
        "Here `width` entries are set to 0 wherever they are. They must be adjacent: neighbours tell what a single "
        "entry was.",
        loses=[VALUES, WINDOWS],
    ),
    Mistake(
        window_first,
        "Here the window is set to 0 first and shifted with the row; a part of it may leave. Shift first.",
        loses=[VALUES, WINDOWS],
    ),
    Mistake(
        window_too_wide,
        "The window is one entry too wide: it covers `width` entries, from its first to first + width − 1.",
        loses=[VALUES, WINDOWS],
    ),
    Mistake(no_window, "There is no window here, only a shift.", loses=[VALUES, WINDOWS]),
    Mistake(no_shift, "There is no shift here, only a window.", loses=[SHIFTS]),
    Mistake(
        rows_for_entries,
        "Here the rows change places, and would lose their labels. Row i of the result belongs to row i of X.",
        loses=[VALUES],
    ),
    Mistake(
        in_place,
        "The rows are right, but X itself is changed. The next epoch would augment rows that are augmented already, "
        "until nothing is left: write into a new array.",
        loses=[VALUES],
    ),
]
