"""Item 2: a validation curve, drawn on given axes."""

import numpy as np
from proctor import Check, Requirement
from proctor.compare import difference
from proctor.plain import plain
from proctor.plots import EMPTY, drawing, seen

from shrinkage.checks._cases import lacking, until
from shrinkage.checks.overfitting.plot_mistakes import LINES, LOG, MARK, NAMES, mistakes

SWAPPED = "a plot with the names of its axes swapped"
COUNT, OTHERS = "lines with this label", "the labels"


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
        *places, fitted = generator.permutation(count)[: min(count, 5)]
        train = 0.3 / degrees[:, None] + generator.integers(20, 40, (count, k)) / 100
        train[fitted] = generator.integers(5, 20, k) / 100
        validation = _validation(generator, count, k, places if len(places) > 3 else [*places, fitted])
        return {"degrees": degrees, "train": train.round(2), "validation": validation.round(2)}

    return until(_is_telling, draw)


def _validation(generator, count, k, places):
    """One degree has the smallest mean; others are within its noise, or have the luckiest fold or the best median."""
    (simplest, best), (lucky, middling) = sorted(places[:2]), places[2:]
    spread = generator.permuted(np.tile(np.linspace(-1, 1, k), (count, 1)), axis=1)  # (count, k)
    errors = generator.uniform(0.65, 0.75, (count, 1)) + spread / 10
    errors[simplest] += 0.53 - errors[simplest].mean()
    errors[best] = 0.5 + 0.06 * np.sqrt(k) * spread[best] / spread[best].std(ddof=1)  # its standard error is 0.06
    errors[lucky] = np.where(spread[lucky] == -1, 0.12, 0.62 + 0.5 / (k - 1))
    hard = spread[middling] > 0.4
    errors[middling] = np.where(hard, 0.62 + 0.3 * np.sum(~hard) / np.sum(hard), 0.32)
    return errors + generator.integers(-1, 2, (count, k)) / 100


def _is_telling(case):
    errors, best_train = case["validation"], np.argmin(case["train"].mean(axis=1))
    means, luckiest = errors.mean(axis=1), np.argmin(errors.min(axis=1))
    best = np.argmin(means)
    simplest = np.argmax(means <= means[best] + errors[best].std(ddof=1) / np.sqrt(errors.shape[1]))
    others = [best_train, luckiest, simplest, np.argmin(np.median(errors, axis=1))]
    clear = best not in others and np.sort(means)[1] > means[best] + 0.002
    return clear and (len(means) < 5 or len(set(others)) == 4)


def _lines(drawn, case):
    return {label: _line(drawn["lines"], label) for label in ("training", "validation")}


def _line(lines, label):
    """The line with a label, degrees above errors; where there is not exactly one, how many, and the labels."""
    found = [line for line in lines if line["label"].strip().lower() == label]
    if len(found) == 1:
        return np.stack([found[0]["x"], found[0]["y"]])
    return {COUNT: len(found), OTHERS: [] if found else [line["label"] for line in lines if line["label"]]}


def _mark(drawn, case):
    if drawn["vertical"]:
        return f"a vertical line at {' and at '.join(f'{x:.6g}' for x in drawn['vertical'])}"
    return "a horizontal line and no vertical one" if drawn["horizontal"] else "no vertical line"


def _scale(drawn, case):
    return {"scale of the y axis": drawn["y scale"]}


def _names(drawn, case):
    x, y, legend = drawn["x label"].lower(), drawn["y label"].lower(), " ".join(drawn["legend"]).lower()
    if "error" in x and "degree" in y:
        return SWAPPED
    return {
        "the word degree in the label of the x axis": "degree" in x,
        "the word error in the label of the y axis": "error" in y,
        "a legend": bool(drawn["legend"]),
        "training and validation in the legend": "training" in legend and "validation" in legend,
    }


def _all_names(result, expected, case):
    """A `judge` of the names."""
    if isinstance(result, str) and result in (EMPTY, SWAPPED):
        return f"is {result!r}, not 'a plot with all its names'"
    missing = lacking(result, expected)
    plot = f"a plot without {' and without '.join(missing)}"
    return f"is {plot!r}, not 'a plot with all its names'" if missing else None


def _right_lines(result, expected, case):
    """A `judge` of the two lines, by their numbers."""
    if isinstance(result, str):
        return f"is {result}"
    for label, wanted in expected.items():
        line = result.get(label)
        if not isinstance(line, np.ndarray):
            return _not_one(label, line if isinstance(line, dict) else {})
        if line.shape != wanted.shape:
            return f"has a line {label} through {line.shape[1]} points, not through {wanted.shape[1]}"
        if difference(plain(line), plain(wanted)):
            off = int(np.argmax(np.max(np.abs(line - wanted) / np.abs(wanted), axis=0)))
            point, right = (f"({x:.4g}, {y:.4g})" for x, y in (line[:, off], wanted[:, off]))
            return f"has a line {label} through {point}, where it should pass through {right}"
    return None


def _not_one(label, line):
    if line.get(COUNT) in range(2, 1000):
        return f"has {line[COUNT]} lines with the label {label}, not one"
    return f"has no line with the label {label}; the labels are {', '.join(line.get(OTHERS, [])) or 'all empty'}"


plot_validation_curve = Check(
    "plot_validation_curve",
    reference=reference,
    requirements=[
        Requirement(LINES, points=1, cases=one_case, call=drawing, part=seen(_lines), judge=_right_lines),
        Requirement(MARK, points=1, cases=cases, call=drawing, part=seen(_mark)),
        Requirement(LOG, points=1, cases=one_case, call=drawing, part=seen(_scale)),
        Requirement(NAMES, points=1, cases=one_case, call=drawing, part=seen(_names), judge=_all_names),
    ],
    mistakes=mistakes,
)
