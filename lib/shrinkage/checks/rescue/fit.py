"""Item 4: the rescue itself. What comes out of the room is the weights; unseen examples never go in."""

from itertools import pairwise

import numpy as np
from proctor import Check, Requirement
from proctor.evidence import describe

from shrinkage.checks.rescue.fit_mistakes import AGAIN, LABELS, STEPS, mistakes
from shrinkage.checks.rescue.fit_reference import reference
from shrinkage.rescue import SIZES, accuracy, draw_task, run, true_digits

TASKS = 3
KNOWN, GUESSING = 0.5, 0.2  # what true labels must give, and what shuffled ones must not


class SetAside:
    """What the judge has and a room has not: in a question it becomes a few words."""

    def __init__(self, *parts):
        self.parts = parts

    def __reduce__(self):
        return str, ("set aside for the judge",)


def tasks(generator):
    drawn = [draw_task(generator) for _ in range(TASKS)]
    given = {"X": np.stack([task.X for task in drawn]), "y": np.stack([task.y for task in drawn])}
    given["seed"] = generator.integers(2**31, size=TASKS)
    return [given | {"unseen": SetAside(*((task.X_unseen, task.y_unseen) for task in drawn))}]


def digits(generator):
    """The shapes of MNIST-1D itself, which an answer may have met elsewhere."""
    task, seed = true_digits(generator), int(generator.integers(2**31))
    shuffled = generator.permutation(task.y)
    rows = {"X": task.X, "y": task.y, "shuffled": shuffled, "seed": seed}
    return [rows | {"unseen": SetAside((task.X_unseen, task.y_unseen))}]


def _numbers(answer, X, y, seed):
    """All numbers of a network in one array, (23050,): what a report can show in a line."""
    return np.concatenate([part.ravel() for part in run(answer, X, y, int(seed)).weights])


def _weights(numbers):
    """The six arrays again."""
    shapes = [shape for inputs, outputs in pairwise(SIZES) for shape in ((outputs, inputs), (outputs,))]
    parts = np.split(numbers, np.cumsum([np.prod(shape) for shape in shapes])[:-1])
    return [part.reshape(shape) for part, shape in zip(parts, shapes, strict=True)]


def _train(answer, case):
    """The networks of all tasks, (3, 23050), and the first of them trained once more: (23050,), or what went wrong."""
    given = list(zip(case["X"], case["y"], case["seed"], strict=True))
    return {"networks": np.stack([_numbers(answer, *task) for task in given]), "again": _once_more(answer, given[0])}


def _once_more(answer, task):
    try:
        return _numbers(answer, *task)
    except (Exception, SystemExit) as error:  # the steps are still to be judged by the networks that there are
        return describe(error)


def _labels(answer, case):
    return np.stack([_numbers(answer, case["X"], y, case["seed"]) for y in (case["y"], case["shuffled"])])


def _networks(result, case):
    return result["networks"]


def _again(result, case):
    """In words, so that a network that is another one each time is the same finding each time."""
    first, second = result["networks"][0], result["again"]
    if isinstance(second, str):
        return {"the second network": f"no network ({second})", "of the training labels it finds": "none"}
    if np.shape(first) != np.shape(second):
        raise ValueError(f"the second network has the shape {np.shape(second)}, not {np.shape(first)}")
    same = np.sum((first - second) ** 2) <= 0.05**2 * np.sum(first**2)
    found = accuracy(_weights(second), case["X"][0], case["y"][0])
    return {
        "the second network": "the same" if same else "another network",
        "of the training labels it finds": "enough" if found > KNOWN else f"{found:.1%}",
    }


def _does_the_same(result, expected, case):
    """A `judge` of the second network."""
    network, found = result.values()
    if network != "the same":
        return f"is {network} when `fit` is called again with the same arguments"
    return None if found == "enough" else f"finds {found} of its training labels, fewer than half"


def reaches(level):
    """A `judge` of the mean accuracy."""

    def judge(result, expected, case):
        pairs = zip(result, case["unseen"].parts, strict=True)
        found = [accuracy(_weights(numbers), *unseen) for numbers, unseen in pairs]
        each = ", ".join(f"{value:.1%}" for value in found)
        mean = float(np.mean(found))
        return None if mean >= level else f"finds {mean:.1%} of the labels on average ({each}), which is not enough"

    return judge


def _knows_its_labels(result, expected, case):
    """A `judge` of what comes of true labels, and of shuffled ones."""
    ((X, y),) = case["unseen"].parts
    true, shuffled = (accuracy(_weights(numbers), X, y) for numbers in result)
    if true < KNOWN:
        return f"finds {true:.1%} of the unseen labels after training on right ones, not {KNOWN:.0%}"
    if shuffled > GUESSING:
        return (
            f"finds {shuffled:.1%} of the true labels after training on shuffled ones, where guessing finds 10%: it "
            "knows more than it was given"
        )
    return None


def _requirement(name, points, judge, cases=tasks, call=_train, part=_networks):
    return Requirement(name, points, cases, call, part, judge, needs_reference=False)


fit = Check(
    "fit",
    reference=reference,
    requirements=[
        *(_requirement(name, points, reaches(level)) for name, (level, points) in STEPS.items()),
        _requirement(LABELS, 2, _knows_its_labels, digits, _labels, None),
        _requirement(AGAIN, 2, _does_the_same, part=_again),
    ],
    mistakes=mistakes,
)
