"""One style for every figure of the book.

White and opaque, so that a figure reads on a dark page; a colour and a line style for each curve, so that it
reads without colour; small enough, with large enough letters, that it reads on a telephone.
"""

import sys

import numpy as np

__all__ = ["COLORS", "label_lines", "use_style"]

COLORS = {
    "blue": "#0072B2",
    "vermilion": "#D55E00",
    "green": "#009E73",
    "purple": "#CC79A7",
    "black": "#000000",
    "orange": "#E69F00",
    "sky": "#56B4E9",
}
"""The palette of Okabe and Ito (2008), which colour-blind readers can tell apart, in the order of the curves.

Its yellow is left out: on white nobody sees it.
"""

# the line style that goes with each colour, in the same order
_LINE_STYLES = ["-", "--", "-.", ":", (0, (5, 1)), (0, (3, 1, 1, 1, 1, 1)), (0, (1, 1))]


_STYLE = {
    "figure.figsize": (5.6, 3.6),
    "figure.facecolor": "white",
    "figure.constrained_layout.use": True,
    "savefig.facecolor": "white",
    "savefig.transparent": False,
    "axes.facecolor": "white",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlesize": 12,
    "axes.labelsize": 12,
    "font.size": 11,
    "legend.frameon": False,
    "lines.linewidth": 2,
    "lines.markersize": 5,
    "svg.hashsalt": "shrinkage",  # the same figure has the same bytes in every build
}


def use_style():
    """Make every figure drawn from now on a figure of this book; in a notebook, draw it as SVG.

    Call it once, in the cell with the imports. It sets matplotlib's defaults and nothing else: a figure that
    wants something different says so. A width of at most 7 inches keeps the letters readable at 390 pixels.

    References
    ----------
    Okabe and Ito (2008), Color Universal Design.
    """
    import matplotlib as mpl
    from cycler import cycler

    cycle = cycler(color=list(COLORS.values())) + cycler(linestyle=_LINE_STYLES)
    mpl.rcParams.update(_STYLE | {"axes.prop_cycle": cycle})
    _draw_svg_in_notebooks()


def _draw_svg_in_notebooks():
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    if getattr(shell, "kernel", None) is not None:
        from matplotlib_inline.backend_inline import set_matplotlib_formats

        set_matplotlib_formats("svg", bbox_inches="tight", metadata={"Date": None})


def label_lines(ax):
    """Write each line's label at its right end, in its colour: no legend to look up, no colour to match.

    Lines without a label (matplotlib's begin with an underscore) are left alone, and labels that would
    collide are moved apart. Call it last, when limits and scales are final.

    Parameters
    ----------
    ax : matplotlib.axes.Axes

    Raises
    ------
    TypeError
        If `ax` is not a matplotlib Axes.
    """
    from matplotlib.axes import Axes

    if not isinstance(ax, Axes):
        raise TypeError(f"ax must be a matplotlib Axes, got {ax!r:.60} ({type(ax).__name__})")
    ends = [(line, _right_end(ax, line)) for line in ax.get_lines() if not line.get_label().startswith("_")]
    ends = sorted((pair for pair in ends if pair[1] is not None), key=lambda pair: _height(ax, pair[1]))
    floor = -np.inf
    for line, end in ends:
        height = _height(ax, end)
        floor = max(height, floor)
        ax.annotate(
            line.get_label(),
            end,
            xytext=(5, floor - height),
            textcoords="offset points",
            color=line.get_color(),
            verticalalignment="center",
            annotation_clip=False,
        )
        floor += 13  # points: one line of text


def _right_end(ax, line):
    """The last point of a line that can be seen, or None."""
    lower, upper = np.sort([ax.get_xlim(), ax.get_ylim()], axis=1).T
    points = np.asarray(line.get_xydata(), dtype=float)
    seen = points[np.all((points >= lower) & (points <= upper), axis=1)]
    return tuple(seen[np.argmax(seen[:, 0])]) if len(seen) else None


def _height(ax, point):
    """How high a point stands in the figure, in points (1/72 inch)."""
    return ax.transData.transform(point)[1] * 72 / ax.figure.dpi
