"""The known mistakes of item 1."""

import numpy as np
from proctor import Mistake

ONCE = "puts every row in exactly one part of each fold, and holds it out in exactly one fold"
TOGETHER = "keeps all rows of a group on one side of every fold"
DEALT = "holds out in fold j the groups that are dealt to it, rows ascending"
REFUSES = "takes as many folds as there are groups, and refuses more with a ValueError"
ROWS = [ONCE, TOGETHER, DEALT]


def rows_dealt(groups, k):
    if len(set(groups)) < k:
        raise ValueError
    rows = np.arange(len(groups))
    return [(rows[rows % k != j], rows[rows % k == j]) for j in range(k)]


def dealt_by_label(groups, k):
    if len(set(groups)) < k:
        raise ValueError
    return [(np.flatnonzero(groups % k != j), np.flatnonzero(groups % k == j)) for j in range(k)]


def dealt_in_blocks(groups, k):
    if len(set(groups)) < k:
        raise ValueError
    held = [np.isin(groups, block) for block in np.array_split(np.unique(groups), k)]
    return [(np.flatnonzero(~h), np.flatnonzero(h)) for h in held]


def dealt_as_they_come(groups, k):
    labels = list(dict.fromkeys(groups.tolist()))
    if len(labels) < k:
        raise ValueError
    held = [np.isin(groups, labels[j::k]) for j in range(k)]
    return [(np.flatnonzero(~h), np.flatnonzero(h)) for h in held]


def one_fold_a_group(groups, k):
    labels = np.unique(groups)
    if len(labels) < k:
        raise ValueError
    return [(np.flatnonzero(groups != g), np.flatnonzero(groups == g)) for g in labels]


def trains_on_everything(groups, k):
    labels = np.unique(groups)
    if len(labels) < k:
        raise ValueError
    return [(np.arange(len(groups)), np.flatnonzero(np.isin(groups, labels[j::k]))) for j in range(k)]


def sides_swapped(groups, k):
    labels = np.unique(groups)
    if len(labels) < k:
        raise ValueError
    held = [np.isin(groups, labels[j::k]) for j in range(k)]
    return [(np.flatnonzero(h), np.flatnonzero(~h)) for h in held]


def masks_for_rows(groups, k):
    labels = np.unique(groups)
    if len(labels) < k:
        raise ValueError
    held = [np.isin(groups, labels[j::k]) for j in range(k)]
    return [(~h, h) for h in held]


def groups_for_rows(groups, k):
    labels = np.unique(groups)
    if len(labels) < k:
        raise ValueError
    return [(np.setdiff1d(labels, labels[j::k]), labels[j::k]) for j in range(k)]


def never_refuses(groups, k):
    labels = np.unique(groups)
    held = [np.isin(groups, labels[j::k]) for j in range(k)]
    return [(np.flatnonzero(~h), np.flatnonzero(h)) for h in held]


def refuses_too_early(groups, k):
    labels = np.unique(groups)
    if len(labels) <= k:
        raise ValueError
    held = [np.isin(groups, labels[j::k]) for j in range(k)]
    return [(np.flatnonzero(~h), np.flatnonzero(h)) for h in held]


mistakes = [
    Mistake(
        rows_dealt,
        "Here the rows are dealt, not the groups, so one group stands on both sides: the model is tested on "
        "patients it has met, and the error comes out too small. Print `set(groups[train]) & "
        "set(groups[validation])`.",
        loses=[TOGETHER, DEALT],
    ),
    Mistake(
        dealt_by_label,
        "Here the label itself decides: fold = label mod k. Labels are names, not places: with labels 10, 20, 30 "
        "and k = 2 every group lands in fold 0. Deal by the place of the label among the sorted labels.",
        loses=[DEALT],
    ),
    Mistake(
        dealt_in_blocks,
        "Here neighbouring labels share a fold, as if the sorted labels were cut into k blocks. They are dealt like "
        "cards: with k = 2 the smallest goes to fold 0, the next to fold 1, the third to fold 0 again.",
        loses=[DEALT],
    ),
    Mistake(
        dealt_as_they_come,
        "Here the groups are dealt in the order in which they first appear. Sort the labels first, so that the "
        "folds do not depend on the order of the rows.",
        loses=[DEALT],
    ),
    Mistake(
        one_fold_a_group,
        "Here each group has a fold of its own, whatever k is. That is leave-one-group-out. There must be k folds, "
        "and `len(result)` shows how many there are.",
        loses=[ONCE, TOGETHER, DEALT],
    ),
    Mistake(
        trains_on_everything,
        "Here the training part still holds the rows that are held out. What was learned by heart is then tested, "
        "and the most flexible model always wins. `len(train) + len(validation)` must be n.",
        loses=[ONCE, TOGETHER],
    ),
    Mistake(
        sides_swapped,
        "Here the two parts have changed places: this trains on one fold and holds out all the others. Each pair is "
        "(train, validation), and validation is the small one.",
        loses=[ONCE, DEALT],
    ),
    Mistake(
        masks_for_rows,
        "These are masks of True and False, not row numbers. `np.flatnonzero(mask)` turns one into the other.",
        loses=ROWS,
    ),
    Mistake(
        groups_for_rows,
        "These are the labels of the groups, where the numbers of the rows were asked for. `X[train]` would take "
        "the wrong rows, or none that exist.",
        loses=ROWS,
    ),
    Mistake(
        never_refuses,
        "This is right as long as there are enough groups. With more folds than groups a fold holds nothing out, "
        "and the mean of its errors is nan somewhere far from here. Count the distinct labels and raise.",
        loses=[REFUSES],
    ),
    Mistake(
        refuses_too_early,
        "This refuses k = number of groups, which is fine: each fold then holds out one group. Only more is too many.",
        loses=[REFUSES],
    ),
]
