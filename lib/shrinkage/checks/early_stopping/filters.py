"""Item 4: a plot, what early stopping and ridge keep of each singular direction."""

import numpy as np
from proctor import Check, Requirement
from proctor.plots import joined, seen

from shrinkage import l2
from shrinkage.checks._cases import close, complete, words
from shrinkage.checks.early_stopping.filters_lines_mistakes import RIDGE, STOPPED
from shrinkage.checks.early_stopping.filters_mistakes import SCALE, WORDS, mistakes
from shrinkage.early_stopping import gradient_descent_filter

LABELS = {STOPPED: "{} steps", RIDGE: "ridge for {} steps"}


def reference(ax, s, n, lr, steps):
    for t in steps:
        ax.plot(s, gradient_descent_filter(s, n, lr, t), "o-", label=LABELS[STOPPED].format(t))
        ax.plot(s, l2.shrinkage_factors(s, n, 1 / (lr * t)), "--", label=LABELS[RIDGE].format(t))
    ax.set(xscale="log", xlabel="singular value", ylabel="share that is kept")
    ax.legend()


def _lines(drawing, case, form):
    """The line for each number of steps, by its label, from left to right; in words where it is not there."""
    lines = {_plain(line["label"]): line for line in reversed(drawing["lines"])}  # of two alike, the first
    there = ", ".join(repr(line["label"]) for line in drawing["lines"] if line["label"])
    missing = "dots that nothing joins" if drawing["points"] else "no line has this label"
    missing += f"; the lines are {there}" if there else ""
    labels = [form.format(t) for t in case["steps"]]
    return {label: _ascending(lines[_plain(label)], case) if _plain(label) in lines else missing for label in labels}


def _ascending(line, case):
    if len(line["x"]) != len(case["s"]):
        return f"a line of {len(line['x'])} points, where there are {len(case['s'])} singular values"
    order = np.argsort(line["x"], kind="stable")
    return {"x": line["x"][order], "y": line["y"][order]}


def _plain(label):
    return label.lower().replace(" ", "")


def _scale(drawing, case):
    s = np.sort(case["s"])
    logarithms = [np.log10(s), np.log(s), np.log2(s)]
    xs = [np.sort(line["x"]) for line in drawing["lines"]]
    taken = any(x.shape == logs.shape and close(x, logs) for x in xs for logs in logarithms)
    data = "the logarithm of s" if taken else "s"
    return {"x scale": drawing["x scale"], "y scale": drawing["y scale"], "x data": data}


def _words(drawing, case):
    return words(drawing, [form.format(t) for t in case["steps"] for form in LABELS.values()], as_read=_plain)


def _case(generator, n, k, steps):
    """Singular values in descending order, as svd gives them, with ηh below 1 and some directions on their way."""
    s = np.round(np.sqrt(n) * np.geomspace(3, 0.1, k) * generator.uniform(0.9, 1.1, k), 3)
    return {"s": s, "n": n, "lr": float(generator.choice([0.05, 0.06, 0.07])), "steps": steps}


def cases(generator):
    n, steps = (int(generator.choice(options)) for options in ([20, 30, 40], [4, 6, 7]))
    more = [3, int(generator.choice([20, 30])), int(generator.choice([200, 300]))]
    return [_case(generator, n, 4, [steps]), _case(generator, n + 5, 9, more)]


def one_case(generator):
    return cases(generator)[:1]


def _requirement(name, cases, part, **more):
    return Requirement(name, points=1, cases=cases, call=joined, part=part, **more)


draw_filters = Check(
    "draw_filters",
    reference=reference,
    requirements=[
        *(_requirement(name, cases, seen(_lines, form), rtol=1e-4) for name, form in LABELS.items()),
        _requirement(SCALE, one_case, seen(_scale)),
        _requirement(WORDS, one_case, seen(_words), judge=complete),
    ],
    mistakes=mistakes,
)
