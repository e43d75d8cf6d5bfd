"""Item 2: which of several settings to take, and what it is worth, without the luck that made it win."""

import numpy as np
from proctor import Check, Mistake, Requirement

from shrinkage.checks._cases import part, until

CHOICE = "begins with the setting whose mean accuracy is largest"
WORTH = "ends with the mean accuracy on splits that had no say in the choice"
BOTH = [CHOICE, WORTH]
NAMES = ("index", "estimate")


def reference(accuracies):
    splits = accuracies.shape[1]
    others = [np.delete(accuracies, j, axis=1).mean(axis=1).argmax() for j in range(splits)]
    return int(accuracies.mean(axis=1).argmax()), float(accuracies[others, np.arange(splits)].mean())


def cases(generator):
    return [until(_is_telling, lambda size=size: _case(generator, *size)) for size in [(2, 3), (3, 4), (8, 5)]]


def _case(generator, settings, splits):
    """Accuracies whose settings differ less than their splits do."""
    skill = generator.integers(0, 3, (settings, 1))
    return {"accuracies": (skill + generator.integers(60, 80, (settings, splits))) / 100}


def _is_telling(case):
    """Whether no choice hangs on a tie, and the known mistakes give other numbers."""
    accuracies = case["accuracies"]
    splits = accuracies.shape[1]
    sums = [np.delete(accuracies, j, axis=1).sum(axis=1) for j in range(splits)]
    clear = all(np.diff(np.sort(each)[-2:])[0] > 1e-6 for each in [*sums, accuracies.sum(axis=1)])
    wrong = [each(accuracies) for each in WRONG]
    worths = {round(worth, 9) for _, worth in [*wrong, reference(accuracies)]}
    choices = {index for index, _ in [*wrong[:3], reference(accuracies)]}
    return clear and (len(accuracies) < 8 or (len(choices) == 4 and len(worths) == 1 + len(WRONG)))


def mean_of_the_winner(accuracies):
    means = accuracies.mean(axis=1)
    return int(means.argmax()), float(means.max())


def luckiest_split(accuracies):
    index = int(accuracies.max(axis=1).argmax())
    return index, float(accuracies.max())


def first_split_decides(accuracies):
    index = int(accuracies[:, 0].argmax())
    return index, float(accuracies[index, 1:].mean())


def wins_most_splits(accuracies):
    winners = accuracies.argmax(axis=0)
    index = int(np.bincount(winners, minlength=len(accuracies)).argmax())
    return index, float(accuracies[index].mean())


def best_on_each_split(accuracies):
    return int(accuracies.mean(axis=1).argmax()), float(accuracies.max(axis=0).mean())


def chosen_by_one_split_alone(accuracies):
    chosen = accuracies.argmax(axis=0)
    rest = [np.delete(accuracies[i], j).mean() for j, i in enumerate(chosen)]
    return int(accuracies.mean(axis=1).argmax()), float(np.mean(rest))


def order_swapped(accuracies):
    splits = accuracies.shape[1]
    others = [np.delete(accuracies, j, axis=1).mean(axis=1).argmax() for j in range(splits)]
    return float(accuracies[others, np.arange(splits)].mean()), int(accuracies.mean(axis=1).argmax())


def only_the_estimate(accuracies):
    splits = accuracies.shape[1]
    others = [np.delete(accuracies, j, axis=1).mean(axis=1).argmax() for j in range(splits)]
    return float(accuracies[others, np.arange(splits)].mean())


WRONG = [luckiest_split, first_split_decides, wins_most_splits, mean_of_the_winner, best_on_each_split]
WRONG += [chosen_by_one_split_alone]

mistakes = [
    Mistake(
        mean_of_the_winner,
        "The setting is right. But this is the mean of the accuracies that made it win, luck included: each split had "
        "a say in the choice, and is then used to judge it.",
        [WORTH],
    ),
    Mistake(
        best_on_each_split,
        "The estimate takes on each split the setting that is best on that very split: even more luck than the mean of "
        "the winner has.",
        [WORTH],
    ),
    Mistake(
        chosen_by_one_split_alone,
        "The estimate chooses by one split and judges on the others. It is the other way round: all splits but one "
        "choose, and the one that is left judges.",
        [WORTH],
    ),
    Mistake(
        luckiest_split,
        "This is the setting with the luckiest split of all, and its accuracy there.",
        BOTH,
    ),
    Mistake(
        first_split_decides,
        "The first split alone decides here; all of them should.",
        BOTH,
    ),
    Mistake(
        wins_most_splits,
        "This is the setting that wins on most splits; the one with the largest mean was asked for.",
        BOTH,
    ),
    Mistake(order_swapped, "The two have changed places: (index, estimate).", BOTH),
    Mistake(only_the_estimate, "This is the estimate alone: return the two, (index, estimate).", BOTH),
]

winner = Check(
    "winner",
    reference=reference,
    requirements=[
        Requirement(CHOICE, points=1, cases=cases, part=part(0, *NAMES)),
        Requirement(WORTH, points=1, cases=cases, part=part(1, *NAMES)),
    ],
    mistakes=mistakes,
)
