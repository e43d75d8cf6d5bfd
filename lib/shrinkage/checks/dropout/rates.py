"""Item 5: a plot, errors against the rate of dropout, with error bars and what is to be beaten."""

import numpy as np
from proctor import Check, Requirement
from proctor.plots import describe_drawing, seen

from shrinkage.checks._cases import complete, words
from shrinkage.checks.dropout.rates_bars import bars
from shrinkage.checks.dropout.rates_bars_mistakes import BARS
from shrinkage.checks.dropout.rates_lines_mistakes import LINES
from shrinkage.checks.dropout.rates_mistakes import BASELINE, WORDS, mistakes


def reference(ax, rates, errors, baseline):
    for name, runs in errors.items():
        spread = runs.std(axis=1, ddof=1) / np.sqrt(runs.shape[1])
        ax.errorbar(rates, runs.mean(axis=1), yerr=spread, label=name)
    ax.axhline(baseline.mean())
    ax.set(xlabel="p", ylabel="error")
    ax.legend()


def _drawing(answer, case):
    """What is drawn, with its bars. A row of markers that nothing joins is no line: it counts as points."""
    stretches, unjoined = [], []

    def draw(ax, *arguments):
        answer(ax, *arguments)
        stretches.extend(bars(ax))
        ends = [cap for container in ax.containers if hasattr(container, "has_yerr") for cap in container[1]]
        for line in [line for line in ax.lines if line.get_linestyle() == "None" and line not in ends]:
            unjoined.append({"label": str(line.get_label())})
            line.remove()

    drawing = describe_drawing(draw, *case.values())
    return {**drawing, "bars": stretches, "points": drawing["points"] + unjoined}


def _lines(drawing, case):
    """The line of each way, by its name, from left to right."""
    named = {line["label"]: line for line in reversed(drawing["lines"])}  # of two alike, the first
    without = "dots that nothing joins" if drawing["points"] else "no line has this name"
    return {name: _ascending(named[name]) if name in named else without for name in case["errors"]}


def _ascending(line):
    order = np.argsort(line["x"], kind="stable")
    return {"x": line["x"][order], "y": line["y"][order]}


def _bars(drawing, case):
    """The bars of each way: of those that lie closer to its errors than to the others', the closest."""
    means = {name: runs.mean() for name, runs in case["errors"].items()}
    found = dict.fromkeys(means, "neither error bars nor a band")
    middles = [float(np.mean(stretch["low"] + stretch["high"])) / 2 for stretch in drawing["bars"]]
    nearest = [min(means, key=lambda name, middle=middle: abs(means[name] - middle)) for middle in middles]
    for i in sorted(range(len(middles)), key=lambda i: -abs(means[nearest[i]] - middles[i])):
        found[nearest[i]] = drawing["bars"][i]
    return found


def _baseline(drawing, case):
    return {"horizontal lines at": sorted(set(drawing["horizontal"]))}


def _words(drawing, case):
    return words(drawing, case["errors"])


def _case(generator, names, count, runs):
    """Errors of a few ways, each well apart from the others, at `count` rates in `runs` runs."""
    rates = np.sort(generator.choice([0.05, 0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8], count, replace=False))
    errors = {}
    for place, name in zip(generator.permutation(len(names)), names, strict=True):
        errors[name] = (10 + 20 * place + generator.integers(0, 50, (count, 1)) / 10).round(2)
        errors[name] = errors[name] + generator.integers(-20, 21, (count, runs)) / 10
    return {"rates": rates, "errors": errors, "baseline": 8 + generator.integers(-20, 21, runs) / 10}


def cases(generator):
    return [_case(generator, ["narrow", "wide"], 3, 3), _case(generator, ["100 units", "200 units", "400 units"], 6, 9)]


def one_case(generator):
    return cases(generator)[:1]


draw_rates = Check(
    "draw_rates",
    reference=reference,
    requirements=[
        Requirement(LINES, points=1, cases=cases, call=_drawing, part=seen(_lines)),
        Requirement(BARS, points=1, cases=cases, call=_drawing, part=seen(_bars)),
        Requirement(BASELINE, points=1, cases=one_case, call=_drawing, part=seen(_baseline)),
        Requirement(WORDS, points=1, cases=one_case, call=_drawing, part=seen(_words), judge=complete),
    ],
    mistakes=mistakes,
)
