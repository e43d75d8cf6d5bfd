"""Item 7: shifts and windows with a generator: what comes out is judged by its law, not by its numbers."""

import numpy as np
from proctor import Check, Requirement

from shrinkage.checks._cases import tidy
from shrinkage.checks.early_stopping.windows_draws_mistakes import DRAWS, SHIFTS, WINDOWS
from shrinkage.checks.early_stopping.windows_law import (
    AGAIN,
    ALIKE,
    COUNTS,
    LOST,
    places,
    shifts,
    values,
    window_law,
    windows,
)
from shrinkage.checks.early_stopping.windows_mistakes import VALUES, mistakes
from shrinkage.early_stopping import mask, shift

CALLS = 200  # of a few rows; so many that a wrong answer shows all of what it can do, by which it is recognised
ROWS, PAIRS = 6000, 800  # rows of one call, and calls with two rows: luck never costs a right answer a point


def reference(X, max_shift, width, generator):
    # the library's shift is circular: zeros on both sides make it move zeros in
    wide = np.pad(X, ((0, 0), (max_shift, max_shift)))
    shifted = shift(wide, max_shift, generator)[:, max_shift : wide.shape[1] - max_shift]
    return mask(shifted, width, generator)


def _shaped(result, X):
    """A result as an array; one without the shape of X cannot be looked into any further."""
    if result is None or np.shape(result) != X.shape:
        got = "None: is a `return` missing?" if result is None else np.shape(result)
        raise ValueError(f"the result must have the shape of X, {X.shape}, got {got}")
    return np.asarray(result, dtype=float)


def _results(answer, case):
    """The different results of each row in many calls; the last call is given X itself, those before it a copy."""
    X, generator = case["X"], np.random.default_rng(case["seed"])
    inputs = [X.copy() for _ in range(CALLS - 1)] + [X]
    before = X.copy()
    results = np.stack([_shaped(answer(each, case["max_shift"], case["width"], generator), before) for each in inputs])
    return {f"row {i}": np.unique(results[:, i].round(6), axis=0)[:40] for i in range(len(X))}


def _called(answer, case, rows, generator):
    """What one call makes of rows that are all 1, 2, …, d."""
    X = np.tile(np.arange(1.0, case["length"] + 1), (rows, 1))
    return _shaped(answer(X, case["max_shift"], case["width"], generator), X)


def _shifts(answer, case):
    """How often each shift occurs, and how often two that have nothing to do with one another are the same."""
    generator, largest = np.random.default_rng(case["seed"]), case["max_shift"]
    found = places(_called(answer, case, ROWS, generator), largest)
    calls = [_called(answer, case, 2, generator) for _ in range(PAIRS)]
    pairs = places(np.concatenate(calls), largest).reshape(-1, 2)
    return {
        COUNTS: np.array([float(np.sum(found == k)) for k in range(-largest, largest + 1)]),
        LOST: float(np.sum(np.abs(found) > largest)),
        ALIKE: float(np.mean(pairs[:, 0] == pairs[:, 1])),
        AGAIN: float(np.mean(pairs[1:] == pairs[:-1])),
    }


def _windows(answer, case):
    """How often each picture occurs of which entries are 0, for each shift."""
    generator, largest = np.random.default_rng(case["seed"]), case["max_shift"]
    return windows(_called(answer, case, ROWS, generator), largest)


def _differing(answer, case):
    """The share of rows that come out otherwise in a second call than in the first."""

    def results(generator):
        return _called(answer, case, case["rows"], generator)

    given = np.random.default_rng(case["seed"])
    first, second = results(given), results(given)
    same_state, other = (results(np.random.default_rng(case["seed"] + step)) for step in (0, 1))
    return {
        f"share of rows that {name}": float(np.mean(np.any(first != result, axis=1)))
        for name, result in [
            ("a second call augments otherwise", second),
            ("a generator in the same state augments otherwise", same_state),
            ("a generator with another seed augments otherwise", other),
        ]
    }


def _seed(generator):
    return int(generator.integers(2, 10_000))


def few(generator):
    """A row's entries differ and none is 0, so that each result shows where it came from."""
    drawn = []
    for length, max_shift, width in [(4, 1, 1), (5, 1, 2), (5, 2, 0), (6, 0, 3), (3, 0, 0)]:
        X = np.sort(np.abs(tidy(generator, 2, length)), axis=1) + np.arange(length) + [[0], [20]]
        case = {"X": generator.permuted(X, axis=1).round(1), "max_shift": max_shift, "width": width}
        drawn.append(case | {"seed": _seed(generator)})
    return drawn


def shift_cases(generator):
    return [{"length": 9, "max_shift": int(generator.choice([1, 2])), "width": 0, "seed": _seed(generator)}]


def window_cases(generator):
    sizes = [(6, 0, 2), (6, 1, int(generator.choice([2, 3])))]
    return [
        {"length": length, "max_shift": largest, "width": width, "seed": _seed(generator)}
        for length, largest, width in sizes
    ]


def draw_cases(generator):
    return [{"rows": 300, "length": 15, "max_shift": 3, "width": 5, "seed": _seed(generator)}]


augment = Check(
    "augment",
    reference=reference,
    requirements=[
        Requirement(VALUES, points=2, cases=few, call=_results, judge=values, needs_reference=False),
        # the tolerances of these three tell known mistakes from one another: each count and share is random
        Requirement(SHIFTS, points=1, cases=shift_cases, call=_shifts, judge=shifts, needs_reference=False, rtol=0.3),
        Requirement(
            WINDOWS, points=1, cases=window_cases, call=_windows, judge=window_law, needs_reference=False, rtol=0.3
        ),
        Requirement(DRAWS, points=1, cases=draw_cases, call=_differing, rtol=0.3),
    ],
    mistakes=mistakes,
)
