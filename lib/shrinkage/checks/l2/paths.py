"""Item 4: a plot, ridge's weights against λ, drawn on axes that are given."""

import numpy as np
from proctor import Check, Requirement
from proctor.plots import describe_drawing

from shrinkage import l2
from shrinkage.checks._cases import regression, rough, tidy
from shrinkage.checks.l2.paths_mistakes import LINES, MARK, SCALE, WORDS, mistakes

DRAWN = "anything is drawn on ax"


def reference(ax, X, y, lams, names, chosen):
    for name, weights in zip(names, l2.ridge_path(X, y, lams).T, strict=True):
        ax.plot(lams, weights, label=name)
    ax.axvline(chosen, linestyle="--")
    ax.set(xscale="log", xlabel="λ", ylabel="weight")
    ax.legend()


def _drawing(answer, case):
    return describe_drawing(answer, *case.values())


def _lines(answer, case):
    """The line of each feature, by the name that it or its place in the legend has, with λ ascending."""
    drawing, names = _drawing(answer, case), case["names"]
    lines = drawing["lines"]
    named = {line["label"]: line for line in reversed(lines)}  # of two alike, the first
    if not set(named) & set(names) and len(lines) >= len(names):  # the legend alone names them, in their order
        named = dict(zip(drawing["legend"], lines, strict=False))
    found = {name: _ascending(named[name]) for name in names if name in named}
    return {**found, DRAWN: bool(lines)}


def _ascending(line):
    order = np.argsort(line["x"])
    return {"x": line["x"][order], "y": line["y"][order]}


def _scales(answer, case):
    drawing = _drawing(answer, case)
    return {"x scale": drawing["x scale"], "y scale": drawing["y scale"], DRAWN: bool(drawing["lines"])}


def _mark(answer, case):
    drawing = _drawing(answer, case)
    return {"vertical lines at": sorted(set(drawing["vertical"])), DRAWN: bool(drawing["lines"])}


def _words(answer, case):
    drawing = _drawing(answer, case)
    return {
        "the x axis has a label": bool(drawing["x label"].strip()),
        "the y axis has a label": bool(drawing["y label"].strip()),
        "in the legend": [name for name in case["names"] if name in drawing["legend"]],
    }


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
        Requirement(LINES, points=2, cases=cases, call=_lines),
        Requirement(SCALE, points=1, cases=few_cases, call=_scales),
        Requirement(MARK, points=1, cases=few_cases, call=_mark),
        Requirement(WORDS, points=1, cases=few_cases, call=_words),
    ],
    mistakes=mistakes,
)
