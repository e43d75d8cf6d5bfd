"""Item 1: folds that keep what belongs together on one side."""

import numpy as np
from proctor import Check, Requirement

from shrinkage.checks._cases import until
from shrinkage.checks.overfitting.folds_mistakes import DEALT, ONCE, REFUSES, TOGETHER, mistakes


def reference(groups, k):
    labels, rank = np.unique(groups, return_inverse=True)
    if len(labels) < k:
        raise ValueError(f"k must be at most the {len(labels)} groups, got {k}")
    return [(np.flatnonzero(rank % k != j), np.flatnonzero(rank % k == j)) for j in range(k)]


def cases(generator):
    return [_case(generator, *sizes) for sizes in [(6, 3, 2), (8, 4, 3), (60, 17, 5)]]


def refusals(generator):
    drawn = _case(generator, 6, 3, 2)["groups"]
    return [{"groups": drawn, "k": 3}, {"groups": drawn, "k": 4}]


def _case(generator, n, count, k):
    """n rows of `count` groups, in an order and with labels in which every known mistake shows."""

    def draw():
        labels = generator.choice(np.arange(2, 10 * count), count, replace=False)
        rows = np.concatenate([labels, generator.choice(labels, n - count)])
        return {"groups": generator.permutation(rows), "k": k}

    return until(_is_telling, draw)


def _is_telling(case):
    groups, k = case["groups"], case["k"]
    labels, rank = np.unique(groups, return_inverse=True)
    by_value = len({label % k for label in labels}) == k and np.any(labels % k != np.arange(len(labels)) % k)
    split = any(len({i % k for i in np.flatnonzero(rank == r)}) > 1 for r in range(len(labels)))
    # a small label comes first, not the smallest; and some label is no row number
    return by_value and split and groups[0] == labels[1] and labels[-1] >= len(groups)


def _law(holds):
    """A `judge` that asks for a law of the k pairs of row numbers, once they are such pairs."""

    def judge(result, expected, case):
        k, n = case["k"], len(case["groups"])
        if not _has(result, k) or not all(_has(pair, 2) for pair in result):
            return f"is not a list of {k} tuples (train, validation)"
        parts = [np.asarray(part) for pair in result for part in pair]
        wrong = [part for part in parts if not _is_rows(part, n)]
        if wrong:
            listed = wrong[0].tolist()
            return f"has the part {listed}, but a part lists row numbers: whole numbers from 0 to {n - 1}, at least one"
        return holds(list(zip(parts[::2], parts[1::2], strict=True)), case["groups"])

    return judge


def _has(result, count):
    return isinstance(result, list | np.ndarray) and len(result) == count


def _is_rows(part, n):
    return part.ndim == 1 and part.size and part.dtype.kind in "iu" and part.min() >= 0 and part.max() < n


def _once(pairs, groups):
    n = len(groups)
    for j, (train, validation) in enumerate(pairs):
        times = np.bincount(np.concatenate([train, validation]), minlength=n)
        if np.any(times != 1):
            row = int(np.argmax(times != 1))
            return f"has row {row} in {_places(times[row])} of fold {j}"
    held = np.bincount(np.concatenate([validation for _, validation in pairs]), minlength=n)
    row = int(np.argmax(held != 1))
    return None if held[row] == 1 else f"holds row {row} out in {held[row]} folds, not in one"


def _places(times):
    return "no part" if times == 0 else "both parts, or in one of them twice,"


def _together(pairs, groups):
    for j, (train, validation) in enumerate(pairs):
        shared = set(groups[train].tolist()) & set(groups[validation].tolist())
        if shared:
            return f"has rows of group {min(shared)} on both sides of fold {j}"
    return None


def _held_out(answer, case):
    return {f"fold {j}": validation for j, (_, validation) in enumerate(answer(*case.values()))}


def _refusal(answer, case):
    try:
        return f"{len(answer(*case.values()))} folds"
    except ValueError:
        return "a ValueError"


group_folds = Check(
    "group_folds",
    reference=reference,
    requirements=[
        Requirement(ONCE, points=1, cases=cases, judge=_law(_once)),
        Requirement(TOGETHER, points=1, cases=cases, judge=_law(_together)),
        Requirement(DEALT, points=1, cases=cases, call=_held_out),
        Requirement(REFUSES, points=1, cases=refusals, call=_refusal),
    ],
    mistakes=mistakes,
)
