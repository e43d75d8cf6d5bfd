"""Item 4: the rescue itself. What comes out of the room is the weights; unseen examples never go in."""

import hashlib
from itertools import pairwise

import numpy as np
from proctor import Check, Requirement

from shrinkage.checks.rescue.fit_mistakes import AGAIN, LABELS, STEPS, mistakes
from shrinkage.checks.rescue.fit_reference import reference
from shrinkage.rescue import SIZES, accuracy, draw_task, run, true_digits

TASKS = 3
KNOWN, GUESSING = 0.5, 0.2  # what true labels must give, and what shuffled ones must not
KEPT, MOST = "_trained", 32  # an attribute of `run`, which all steps share, in a room too; and how many it keeps


class SetAside:
    """What the judge has and a room has not: in a question it becomes a few words."""

    def __init__(self, *parts):
        self.parts = parts

    def __reduce__(self):
        return str, ("set aside for the judge",)


def tasks(generator):
    """The same tasks for all steps: they follow from the seed alone, the first number that the generator began with."""
    generator = np.random.default_rng([generator.bit_generator.seed_seq.entropy[0], TASKS])
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


def _key(case):
    """What tells tasks apart."""
    return hashlib.sha256(case["X"].tobytes()).hexdigest()


def _numbers(answer, X, y, seed):
    """All numbers of a network in one array, (23050,): what a report can show in a line."""
    return np.concatenate([part.ravel() for part in run(answer, X, y, int(seed)).weights])


def _weights(numbers):
    """The six arrays again."""
    shapes = [shape for inputs, outputs in pairwise(SIZES) for shape in ((outputs, inputs), (outputs,))]
    parts = np.split(numbers, np.cumsum([np.prod(shape) for shape in shapes])[:-1])
    return [part.reshape(shape) for part, shape in zip(parts, shapes, strict=True)]


def _train(answer, case):
    """The networks of all tasks, (3, 23050), trained afresh, and kept until the answer is trained again."""
    given = zip(case["X"], case["y"], case["seed"], strict=True)
    networks = np.stack([_numbers(answer, *task) for task in given])
    kept = vars(run).setdefault(KEPT, {})
    if len(kept) >= MOST:
        kept.clear()
    kept[id(answer)] = answer, _key(case), networks
    return networks


def _trained(answer, case):
    """The networks that the first step has trained: the further steps ask no more than whether they are better."""
    last, key, networks = vars(run).get(KEPT, {}).get(id(answer), (None, None, None))
    return networks if last is answer and key == _key(case) else _train(answer, case)


def _labels(answer, case):
    return np.stack([_numbers(answer, case["X"], y, case["seed"]) for y in (case["y"], case["shuffled"])])


def _again(answer, case):
    """In words, so that a network that is another one each time is the same finding each time."""
    X, y, seed = case["X"][0], case["y"][0], case["seed"][0]
    first, second = _trained(answer, case)[0], _numbers(answer, X, y, seed)
    same = np.sum((first - second) ** 2) <= 0.05**2 * np.sum(first**2)
    found = accuracy(_weights(first), X, y)
    return {
        "the second network": "the same" if same else "another one",
        "of the training labels it finds": "enough" if found > KNOWN else f"{found:.1%}, fewer than half",
    }


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


def _first_of(number):
    return _train if number == 0 else _trained


fit = Check(
    "fit",
    reference=reference,
    requirements=[
        *(
            Requirement(name, points=points, cases=tasks, call=_first_of(number), judge=reaches(level))
            for number, (name, (level, points)) in enumerate(STEPS.items())
        ),
        Requirement(LABELS, points=2, cases=digits, call=_labels, judge=_knows_its_labels),
        Requirement(AGAIN, points=2, cases=tasks, call=_again),
    ],
    mistakes=mistakes,
)
