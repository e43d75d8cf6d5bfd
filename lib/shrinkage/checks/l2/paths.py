"""Item 4: a plot, ridge's weights against λ, drawn on axes that are given."""

import numpy as np
from proctor import Check, Requirement
from proctor.plots import joined, seen

from shrinkage import l2
from shrinkage.checks._cases import close, complete, regression, rough, tidy, words
from shrinkage.checks.l2.paths_lines import LINES
from shrinkage.checks.l2.paths_mistakes import MARK, SCALE, WORDS, mistakes


def reference(ax, X, y, lams, names, chosen):
    for name, weights in zip(names, l2.ridge_path(X, y, lams).T, strict=True):
        ax.plot(lams, weights, label=name)
    ax.axvline(chosen, linestyle="--")
    ax.set(xscale="log", xlabel="λ", ylabel="weight")
    ax.legend()


def _lines(drawing, case):
    """The line of each feature, by its name, with λ ascending."""
    named = {line["label"]: line for line in reversed(drawing["lines"])}  # of two alike, the first
    dots = "dots that nothing joins" if drawing["points"] else "no line has this name"
    return {name: _ascending(named[name]) if name in named else dots for name in case["names"]}


def _ascending(line):
    order = np.argsort(line["x"])
    return {"x": line["x"][order], "y": line["y"][order]}


def _scales(drawing, case):
    return {"x scale": drawing["x scale"], "y scale": drawing["y scale"], "x data": _data(drawing, case["lams"])}


def _data(drawing, lams):
    """In words what the lines are drawn against, so far as the scale of the axis must fit it."""
    for line in drawing["lines"]:
        xs = np.sort(line["x"])
        if any(xs.shape == logs.shape and close(xs, logs) for logs in (np.log10(lams), np.log(lams), np.log2(lams))):
            return "the logarithm of λ"
    return "λ"


def _mark(drawing, case):
    return {"vertical lines at": sorted(set(drawing["vertical"]))}


def _words(drawing, case):
    return words(drawing, case["names"])


def cases(generator):
    drawn = []
    for n, d, k, draw in [(3, 2, 3, tidy), (15, 6, 20, rough), (4, 7, 9, rough)]:
        X, y = regression(generator, n, d, draw)
        lams = np.logspace(-2, 1, k) if k > 3 else np.array([0.1, 1.0, 10.0])
        names = [f"feature {letter}" for letter in "abcdefg"[:d]]
        drawn.append({"X": X, "y": y, "lams": lams, "names": names, "chosen": float(lams[1])})
    return drawn


def few_cases(generator):
    return cases(generator)[:2]


draw_path = Check(
    "draw_path",
    reference=reference,
    requirements=[
        Requirement(LINES, points=2, cases=cases, call=joined, part=seen(_lines)),
        Requirement(SCALE, points=1, cases=few_cases, call=joined, part=seen(_scales)),
        Requirement(MARK, points=1, cases=few_cases, call=joined, part=seen(_mark)),
        Requirement(WORDS, points=1, cases=few_cases, call=joined, part=seen(_words), judge=complete),
    ],
    mistakes=mistakes,
)
