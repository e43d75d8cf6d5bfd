"""Item 3: the history of a training, drawn on given axes."""

import numpy as np
from proctor import Check, Requirement
from proctor.plots import drawing, seen

from shrinkage.checks.rescue.history_mistakes import LINES, MARK, mistakes


def reference(ax, epochs, training, validation):
    ax.plot(epochs, training, label="training")
    ax.plot(epochs, validation, label="validation")
    ax.axvline(epochs[np.argmax(validation)])
    ax.set(xlabel="epoch", ylabel="accuracy")
    ax.legend()


def cases(generator):
    return [_case(generator, count, step) for count, step in [(5, 3), (12, 5)]]


def _case(generator, count, step):
    """A training that goes on rising while the validation falls, and reaches its best value twice."""
    first, second = np.sort(generator.choice(np.arange(1, count - 1), 2, replace=False))
    validation = 0.5 + generator.permutation(count) / 200
    validation[[first, second]] = 0.62
    training = np.sort(0.5 + generator.permutation(count) / 100)
    epochs = step * np.arange(1, count + 1)
    return {"epochs": epochs, "training": training.round(3), "validation": validation.round(3)}


def _lines(drawn, case):
    """Both lines, epochs above accuracies, and what the legend and the axes say."""
    found = {line["label"].strip().lower(): np.stack([line["x"], line["y"]]) for line in drawn["lines"]}
    missing = [name for name in ("training", "validation") if name not in found]
    legend = " ".join(drawn["legend"]).lower()
    words = {"epoch": drawn["x label"], "accuracy": drawn["y label"]}
    return {name: found.get(name, "no line has this label") for name in ("training", "validation")} | {
        "in the legend": [name for name in ("training", "validation") if name in legend and name not in missing],
        "named on its axis": [word for word, label in words.items() if word in label.lower()],
    }


def _mark(drawn, case):
    return {"vertical lines at": sorted(set(drawn["vertical"]))}


draw_history = Check(
    "draw_history",
    reference=reference,
    requirements=[
        Requirement(LINES, points=1, cases=cases, call=drawing, part=seen(_lines)),
        Requirement(MARK, points=1, cases=cases, call=drawing, part=seen(_mark)),
    ],
    mistakes=mistakes,
)
