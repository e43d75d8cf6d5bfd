"""Turn a plot into plain data, so that what was drawn can be checked like any other result.

    Requirement("draws the line", points=1, cases=cases, call=drawing, part=seen(the_line))
    Requirement("names the axes", points=1, cases=cases, call=drawing, part=seen(the_names))

Requirements with the same cases look at one drawing.

Nothing here imports matplotlib before something is drawn: a course whose checks ask for no plot needs none.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

EMPTY = "nothing: ax is empty"  # what a part of a drawing is where nothing is drawn


def describe_drawing(draw: Callable, *arguments: Any) -> dict[str, Any]:
    """What `draw(ax, *arguments)` draws on fresh axes, as `describe_axes` tells it.

    Another figure is the current one meanwhile: what is drawn with `plt` and not on `ax` lands there and is
    not in the description. Neither figure stays open.
    """
    import matplotlib.pyplot as plt

    _load_backend(plt)
    with plt.ioff():  # in a notebook each new line would be rendered at once, and nobody looks
        return _describe(plt, draw, arguments)


def drawing(answer: Callable, case: dict[str, Any]) -> dict[str, Any]:
    """A `call` that draws: what `describe_drawing` tells of `answer(ax, *case.values())`."""
    return describe_drawing(answer, *case.values())


def joined(answer: Callable, case: dict[str, Any]) -> dict[str, Any]:
    """A `call` that draws, for which a row of markers that nothing joins is no line, and counts as points."""
    unjoined = []

    def draw(ax, *arguments):
        answer(ax, *arguments)
        for line in [line for line in ax.lines if line.get_linestyle() == "None"]:
            unjoined.append({"label": str(line.get_label())})
            line.remove()

    drawn = describe_drawing(draw, *case.values())
    return {**drawn, "points": drawn["points"] + unjoined}


def seen(part: Callable, *arguments: Any) -> Callable[[dict[str, Any], dict[str, Any]], Any]:
    """A `part` of a drawing: `part(drawing, case, *arguments)`, or `EMPTY` where nothing but words is drawn.

    A course's own `call` may add lists of other marks to the drawing; these count too. A drawing that no axes can show
    (`part` works where drawings may be made up) raises a ValueError.
    """

    def look(drawing, case):
        marks = [
            mark for name, marks in drawing.items() if isinstance(marks, list) and name != "legend" for mark in marks
        ]
        if not all(map(_is_row, marks)):
            raise ValueError("the numbers of a mark are not in rows of one length")
        return part(drawing, case, *arguments) if marks else EMPTY

    return look


def _is_row(mark):
    """Whether the arrays of a mark are rows of one length; without that, two of them could make a third without end."""
    shapes = {np.shape(value) for value in mark.values() if np.ndim(value)} if isinstance(mark, dict) else set()
    return not shapes or (len(shapes) == 1 and len(shapes.pop()) == 1)


def _load_backend(plt):
    """The backend of a notebook turns interactive mode on when it is loaded; under `ioff` that would not last.

    One that cannot be loaded here, such as one for windows where there is no screen, gives way to Agg.
    """
    try:
        plt.close(plt.figure())
    except ImportError:
        plt.switch_backend("agg")


def _describe(plt, draw, arguments):
    figure, ax = plt.subplots(figsize=(2, 2))
    other = plt.figure(figsize=(2, 2))
    try:
        draw(ax, *arguments)
        return describe_axes(ax)
    finally:
        plt.close(figure)
        plt.close(other)


def describe_axes(ax) -> dict[str, Any]:
    """What matplotlib axes show, in plain data.

    "lines": for each line, in the order of drawing, its "label" ("" where it has none) and its data "x" and
    "y", float arrays; the data line of `errorbar` carries the label of the whole; each line of `vlines` and
    `hlines` is one. "points": for each scatter its "label", "x" and "y". A label is the text that the legend has
    for the line or scatter, where it has one. "vertical" and "horizontal": where straight lines stand, such as
    those of `axvline` and `axhline`, as lists of numbers. "title", "x label", "y label", "x scale", "y scale":
    text. "legend": the texts of the legend, [] where there is none.
    """
    legend = ax.get_legend()
    names = _names(legend) if legend else {}
    lines = [*_lines(ax, names), *_segments(ax)]
    return {
        "lines": lines,
        "points": [_points(each, names) for each in ax.collections if _is_scatter(each)],
        "vertical": [float(line["x"][0]) for line in lines if _is_straight(line, "x", "y")],
        "horizontal": [float(line["y"][0]) for line in lines if _is_straight(line, "y", "x")],
        "title": ax.get_title(),
        "x label": ax.get_xlabel(),
        "y label": ax.get_ylabel(),
        "x scale": ax.get_xscale(),
        "y scale": ax.get_yscale(),
        "legend": [text.get_text() for text in legend.get_texts()] if legend else [],
    }


def _names(legend):
    """The legend's text for each label; matplotlib gives every artist one, and its likeness in the legend the same."""
    shown = [handle for handle in legend.legend_handles if handle is not None]  # None: matplotlib could not show it
    texts = [text.get_text() for text in legend.get_texts()]
    return {handle.get_label(): text for handle, text in zip(shown, texts, strict=False) if _is_own(handle)}


def _is_own(handle):
    """Whether the label is that of one artist; all parts of error bars share theirs."""
    return handle.get_label() not in ("", "_nolegend_")


def _lines(ax, names):
    """The lines of plot and its kin; those of an error bar's caps are no lines of their own."""
    bars = {id(bar[0]): bar.get_label() for bar in ax.containers if hasattr(bar, "has_xerr")}
    caps = {id(cap) for bar in ax.containers if hasattr(bar, "has_xerr") for cap in bar[1]}
    return [
        {
            "label": _label(bars.get(id(line), line.get_label()), names),
            "x": np.asarray(line.get_xdata(orig=False), dtype=float),
            "y": np.asarray(line.get_ydata(orig=False), dtype=float),
        }
        for line in ax.lines
        if id(line) not in caps
    ]


def _segments(ax):
    """The lines of vlines and hlines; those of error bars are not lines of their own."""
    bars = {id(part) for bar in ax.containers if hasattr(bar, "has_xerr") for part in bar[2]}
    for collection in ax.collections:
        if hasattr(collection, "get_segments") and id(collection) not in bars:
            for segment in collection.get_segments():
                x, y = np.asarray(segment, dtype=float).T
                yield {"label": _label(collection.get_label(), {}), "x": x, "y": y}


def _is_scatter(collection):
    """Bands and bundles of segments are collections too, without a position for each of their parts."""
    return not hasattr(collection, "get_segments") and np.any(collection.get_offsets() != 0)


def _points(collection, names):
    x, y = np.asarray(collection.get_offsets(), dtype=float).T
    return {"label": _label(collection.get_label(), names), "x": x, "y": y}


def _is_straight(line, along, across):
    """Whether a line stands still in one direction and moves in the other."""
    return len(line[along]) > 1 and np.ptp(line[along]) == 0 and np.ptp(line[across]) > 0


def _label(text, names):
    """A label as the legend shows it, or would show it: matplotlib's own names begin with an underscore."""
    text = str(names.get(text, text))
    return "" if text.startswith("_") else text
