"""Item 2: a validation curve, drawn on given axes."""

import numpy as np
from proctor import Check, Requirement
from proctor.plots import describe_drawing

from shrinkage.checks._cases import until
from shrinkage.checks.overfitting.plot_mistakes import LINES, LOG, MARK, NAMES, mistakes


def reference(ax, degrees, train, validation):
    means = validation.mean(axis=1)
    ax.plot(degrees, train.mean(axis=1), label="training")
    ax.plot(degrees, means, label="validation")
    ax.axvline(degrees[np.argmin(means)])
    ax.set(yscale="log", xlabel="degree", ylabel="mean squared error")
    ax.legend()


def cases(generator):
    return [_case(generator, *sizes) for sizes in [(4, 3), (9, 10)]]


def one_case(generator):
    return [_case(generator, 4, 3)]


def _case(generator, count, k):
    """Errors of `count` degrees in k folds, in which every known mistake shows."""

    def draw():
        degrees = np.sort(generator.choice(np.arange(2, 2 * count + 2), count, replace=False))
        bend = (degrees - generator.choice(degrees[1:-1])) ** 2 / 80
        train = generator.integers(5, 15, (count, k)) / 100 + 1 / degrees[:, None]
        validation = generator.integers(5, 40, (count, k)) / 100 + 1 / degrees[:, None] + bend[:, None]
        return {"degrees": degrees, "train": train.round(2), "validation": validation.round(2)}

    return until(_is_telling, draw)


def _is_telling(case):
    errors, best_train = case["validation"], np.argmin(case["train"].mean(axis=1))
    means, luckiest = errors.mean(axis=1), np.argmin(errors.min(axis=1))
    best = np.argmin(means)
    simplest = np.argmax(means <= means[best] + errors[best].std(ddof=1) / np.sqrt(errors.shape[1]))
    clear = best not in (best_train, luckiest, simplest) and np.sort(means)[1] > means[best] + 0.002
    return clear and (len(means) < 5 or len({best_train, luckiest, simplest}) == 3)


def _seen(part):
    """A `call` that draws and returns one part of what is there, so that each part can be judged by itself."""

    def call(answer, case):
        drawn = describe_drawing(answer, *case.values())
        return part(drawn) if drawn["lines"] or drawn["points"] else "nothing: the axes that were given are empty"

    return call


def _lines(drawn):
    return {label: _line(drawn["lines"], label) for label in ("training", "validation")}


def _line(lines, label):
    """The line with a label, degrees above errors; in words where there is not exactly one."""
    found = [line for line in lines if line["label"].strip().lower() == label]
    if not found:
        labels = [repr(line["label"]) for line in lines if line["label"]]
        return f"no line has this label; the lines' labels are {', '.join(labels) or 'all empty'}"
    if len(found) > 1:
        return f"{len(found)} lines have this label"
    return np.stack([found[0]["x"], found[0]["y"]])


def _mark(drawn):
    if drawn["vertical"]:
        return f"a vertical line at {' and at '.join(f'{x:.6g}' for x in drawn['vertical'])}"
    return "a horizontal line and no vertical one" if drawn["horizontal"] else "no vertical line"


def _scale(drawn):
    return {"scale of the y axis": drawn["y scale"]}


def _names(drawn):
    x, y, legend = drawn["x label"].lower(), drawn["y label"].lower(), " ".join(drawn["legend"]).lower()
    if "error" in x and "degree" in y:
        return "the names of the two axes, swapped"
    wanted = {
        "'degree' in the label of the x axis": "degree" in x,
        "'error' in the label of the y axis": "error" in y,
        "a legend": bool(drawn["legend"]),
        "'training' and 'validation' in the legend": "training" in legend and "validation" in legend,
    }
    missing = [name for name, there in wanted.items() if not there]
    return f"without {' and without '.join(missing)}" if missing else "complete"


plot_validation_curve = Check(
    "plot_validation_curve",
    reference=reference,
    requirements=[
        Requirement(LINES, points=1, cases=cases, call=_seen(_lines)),
        Requirement(MARK, points=1, cases=cases, call=_seen(_mark)),
        Requirement(LOG, points=1, cases=one_case, call=_seen(_scale)),
        Requirement(NAMES, points=1, cases=one_case, call=_seen(_names)),
    ],
    mistakes=mistakes,
)
