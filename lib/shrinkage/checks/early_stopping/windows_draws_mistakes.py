"""The known mistakes of item 7 about what is drawn, and by what."""

import numpy as np
from proctor import Mistake

SHIFTS = "draws every shift from −max_shift to max_shift equally often, for each row by itself"
WINDOWS = "draws every place of the window equally often, for each row, whatever its shift"
DRAWS = "draws from the given generator, anew in each call"


def last_shift_missing(X, max_shift, width, generator):
    n, d = X.shape
    k = generator.integers(-max_shift, max(max_shift, 1 - max_shift), n)
    first = generator.integers(0, d - width + 1, n)
    j = np.arange(d)
    source = j - k[:, None]
    inside = (source >= 0) & (source < d) & ((j < first[:, None]) | (j >= first[:, None] + width))
    return np.where(inside, np.take_along_axis(X, source % d, 1), 0.0)


def to_the_right_only(X, max_shift, width, generator):
    n, d = X.shape
    k = generator.integers(0, max_shift + 1, n)
    first = generator.integers(0, d - width + 1, n)
    j = np.arange(d)
    source = j - k[:, None]
    inside = (source >= 0) & (source < d) & ((j < first[:, None]) | (j >= first[:, None] + width))
    return np.where(inside, np.take_along_axis(X, source % d, 1), 0.0)


def one_shift_for_all(X, max_shift, width, generator):
    n, d = X.shape
    k = np.full(n, generator.integers(-max_shift, max_shift + 1))
    first = generator.integers(0, d - width + 1, n)
    j = np.arange(d)
    source = j - k[:, None]
    inside = (source >= 0) & (source < d) & ((j < first[:, None]) | (j >= first[:, None] + width))
    return np.where(inside, np.take_along_axis(X, source % d, 1), 0.0)


def rounded(X, max_shift, width, generator):
    n, d = X.shape
    k = generator.uniform(-max_shift, max_shift, n).round().astype(int)
    first = generator.integers(0, d - width + 1, n)
    j = np.arange(d)
    source = j - k[:, None]
    inside = (source >= 0) & (source < d) & ((j < first[:, None]) | (j >= first[:, None] + width))
    return np.where(inside, np.take_along_axis(X, source % d, 1), 0.0)


def as_many_of_each(X, max_shift, width, generator):
    n, d = X.shape
    k = generator.permutation(np.resize(generator.permutation(np.arange(-max_shift, max_shift + 1)), n))
    first = generator.integers(0, d - width + 1, n)
    j = np.arange(d)
    source = j - k[:, None]
    inside = (source >= 0) & (source < d) & ((j < first[:, None]) | (j >= first[:, None] + width))
    return np.where(inside, np.take_along_axis(X, source % d, 1), 0.0)


def last_place_missing(X, max_shift, width, generator):
    n, d = X.shape
    k = generator.integers(-max_shift, max_shift + 1, n)
    first = generator.integers(0, d - width, n)
    j = np.arange(d)
    source = j - k[:, None]
    inside = (source >= 0) & (source < d) & ((j < first[:, None]) | (j >= first[:, None] + width))
    return np.where(inside, np.take_along_axis(X, source % d, 1), 0.0)


def one_window_for_all(X, max_shift, width, generator):
    n, d = X.shape
    k = generator.integers(-max_shift, max_shift + 1, n)
    first = np.full(n, generator.integers(0, d - width + 1))
    j = np.arange(d)
    source = j - k[:, None]
    inside = (source >= 0) & (source < d) & ((j < first[:, None]) | (j >= first[:, None] + width))
    return np.where(inside, np.take_along_axis(X, source % d, 1), 0.0)


def one_draw_for_both(X, max_shift, width, generator):
    n, d = X.shape
    u = generator.random(n)
    k = np.floor(u * (2 * max_shift + 1)).astype(int) - max_shift
    first = np.floor(u * (d - width + 1)).astype(int)
    j = np.arange(d)
    source = j - k[:, None]
    inside = (source >= 0) & (source < d) & ((j < first[:, None]) | (j >= first[:, None] + width))
    return np.where(inside, np.take_along_axis(X, source % d, 1), 0.0)


def own_generator(X, max_shift, width, generator):
    generator = np.random.default_rng(0)
    n, d = X.shape
    k = generator.integers(-max_shift, max_shift + 1, n)
    first = generator.integers(0, d - width + 1, n)
    j = np.arange(d)
    source = j - k[:, None]
    inside = (source >= 0) & (source < d) & ((j < first[:, None]) | (j >= first[:, None] + width))
    return np.where(inside, np.take_along_axis(X, source % d, 1), 0.0)


def fresh_generator(X, max_shift, width, generator):
    generator = np.random.default_rng()
    n, d = X.shape
    k = generator.integers(-max_shift, max_shift + 1, n)
    first = generator.integers(0, d - width + 1, n)
    j = np.arange(d)
    source = j - k[:, None]
    inside = (source >= 0) & (source < d) & ((j < first[:, None]) | (j >= first[:, None] + width))
    return np.where(inside, np.take_along_axis(X, source % d, 1), 0.0)


mistakes = [
    Mistake(
        last_shift_missing,
        "A shift by max_shift never occurs. `generator.integers(low, high)` leaves out high: write max_shift + 1.",
        loses=[SHIFTS],
    ),
    Mistake(
        to_the_right_only,
        "These shifts go one way only. Draw from −max_shift to max_shift.",
        loses=[SHIFTS],
    ),
    Mistake(
        one_shift_for_all,
        "All rows of a call have the same shift. Draw one for each row.",
        loses=[SHIFTS],
    ),
    Mistake(
        rounded,
        "The largest shifts are half as frequent as the others. Rounding a uniform number does that: only half as much "
        "of it comes down to an end. Draw whole numbers.",
        loses=[SHIFTS],
    ),
    Mistake(
        as_many_of_each,
        "Here each shift occurs as often as each other in every call. The draws are independent: how often one occurs "
        "varies.",
        loses=[SHIFTS],
    ),
    Mistake(
        last_place_missing,
        "The window never reaches the end of the row. It can begin at 0, …, d − width, and "
        "`generator.integers(low, high)` leaves out high: write d − width + 1.",
        loses=[WINDOWS],
    ),
    Mistake(
        one_window_for_all,
        "All rows of a call have their window in the same place. Draw one for each row.",
        loses=[WINDOWS],
    ),
    Mistake(
        one_draw_for_both,
        "The place of the window depends on the shift. Draw the two independently.",
        loses=[WINDOWS],
    ),
    Mistake(
        own_generator,
        "Each call makes the same generator anew and gets the same draws. Draw from the one that is given: it "
        "remembers where it is.",
        loses=[DRAWS],
    ),
    Mistake(
        fresh_generator,
        "The draws do not come from the generator that is given (but perhaps from `np.random`): the same seed gives "
        "other rows, and no run can be repeated.",
        loses=[DRAWS],
    ),
]
