"""Item 5: a plot, the picture of the corner: where the ellipse of the loss touches the diamond of the budget."""

import numpy as np
from proctor import Check, Requirement
from proctor.plots import describe_drawing, seen

from shrinkage import l1
from shrinkage.checks._cases import LEGEND, complete, words
from shrinkage.checks.l1.corner_cases import cases, one_case
from shrinkage.checks.l1.corner_mistakes import DIAMOND, ELLIPSE, POINTS, WORDS, mistakes

LABELS = ("least squares", "lasso", "budget", "loss")
POINTS_KEPT = 5000
ANGLES = 0.1 + np.arange(16) * np.pi / 8  # none of them along an axis, where the corners are


def reference(ax, X, y, lam):
    free, w = np.linalg.lstsq(X, y, rcond=None)[0], l1.lasso(X, y, lam)
    lower = np.linalg.cholesky(X.T @ X / len(y))
    radius, circle = np.linalg.norm(lower.T @ (w - free)), np.linspace(0, 2 * np.pi, 401)
    ellipse = free[:, None] + radius * np.linalg.solve(lower.T, np.stack([np.cos(circle), np.sin(circle)]))
    corners = abs(w).sum() * np.array([[1, 0, -1, 0, 1], [0, 1, 0, -1, 0]])
    ax.plot(*ellipse, label="loss")
    ax.plot(*corners, label="budget")
    ax.plot(*free, "o", label="least squares")
    ax.plot(*w, "s", label="lasso")
    ax.set(xlabel="w₁", ylabel="w₂", aspect="equal")
    ax.legend()


def _drawing(answer, case):
    """What is drawn, with long lines thinned, and the aspect of the axes."""
    aspects = []

    def draw(ax, *arguments):
        answer(ax, *arguments)
        aspects.append(str(ax.get_aspect()))

    drawing = describe_drawing(draw, *case.values())
    return {**drawing, "lines": [_thinned(**line) for line in drawing["lines"]], "aspect": aspects[0]}


def _thinned(label, x, y):
    """A line with no more points than are needed: one of a hundred thousand would be too large to leave the room."""
    kept = np.linspace(0, len(x) - 1, min(len(x), POINTS_KEPT)).round().astype(int)
    return {"label": label, "x": x[kept], "y": y[kept]}


def _points(drawing, case):
    there = {mark["label"]: mark for mark in drawing["lines"] + drawing["points"] if len(mark["x"]) == 1}
    return {name: [there[name][xy][0] for xy in "xy"] if name in there else "not there" for name in LABELS[:2]}


def _places(result, expected, case):
    """A `judge` of the two points."""
    for name, right in expected.items():
        point = result.get(name) if isinstance(result, dict) else None
        if np.shape(point) != np.shape(right):
            return f"has no single point with the label {name!r}: draw it with `ax.plot(…, 'o', label={name!r})`"
        if not np.max(np.abs(np.subtract(point, right))) <= 1e-3 * np.max(np.abs(right)):
            there, best = (", ".join(f"{x + 0:.4g}" for x in place) for place in (point, right))
            return f"has the point {name!r} at ({there}), not at ({best})"
    return None


def _curve(label, centre):
    """A `part`: in 16 directions from `centre(case)`, the nearest and the farthest place of a curve."""

    def part(drawing, case):
        found = [line for line in drawing["lines"] if line["label"] == label]
        if not found:
            return "not there"
        path = _closed(np.stack([found[0]["x"], found[0]["y"]], axis=1)) - centre(case)  # (m, 2)
        first, last = np.transpose([_crossings(path, angle) for angle in ANGLES])
        return {"met first at": first, "and last at": last}

    return part


def _closed(path):
    """A path of many points that ends a step short of where it began is taken for a closed one."""
    steps = np.linalg.norm(np.diff(path, axis=0), axis=1)
    short = len(path) > 50 and np.linalg.norm(path[-1] - path[0]) <= 2 * steps.max()
    return np.vstack([path, path[:1]]) if short else path


def _crossings(path, angle):
    """How far away a ray from 0 first and last meets a path; inf where it never does."""
    ahead = path @ np.array([np.cos(angle), np.sin(angle)])
    aside = path @ np.array([-np.sin(angle), np.cos(angle)])
    crossed = np.flatnonzero((aside[:-1] > 0) != (aside[1:] > 0))
    share = aside[crossed] / (aside[crossed] - aside[crossed + 1])
    met = ahead[crossed] + share * (ahead[crossed + 1] - ahead[crossed])
    met = met[met > 0]
    return [met.min(), met.max()] if met.size else [np.inf, np.inf]


def _origin(case):
    return np.zeros(2)


def _least_squares(case):
    return np.linalg.lstsq(case["X"], case["y"], rcond=None)[0]


def _outline(label, centre, quantity, means):
    """A `judge` of a curve: it must be met once in each direction, there where the reference's is, to 2 %."""

    def judge(result, expected, case):
        if not isinstance(result, dict) or any(np.shape(result.get(key)) != ANGLES.shape for key in expected):
            return f"has no line with the label {label!r}: draw it with `ax.plot(…, label={label!r})`"
        met_at = zip(*(result[key] for key in expected), strict=True)
        for angle, right, met in zip(ANGLES, expected["met first at"], met_at, strict=True):
            met, way = np.array(met, dtype=float), np.array([np.cos(angle), np.sin(angle)])
            if not np.all(np.isfinite(met)):
                where = " and ".join(f"{x:.3g}" for x in centre(case))
                return f"has a line {label!r} that does not go round ({where}): it has a gap, or stands elsewhere"
            for length in met[~(abs(met - right) <= 0.02 * right)][:1]:
                x, best = centre(case) + length * way, centre(case) + right * way
                told = f"{means} {quantity(x, case):.4g}, not {quantity(best, case):.4g}"
                return f"has a line {label!r} through ({x[0]:.3g}, {x[1]:.3g}), where {told} as at the lasso's weights"
        return None

    return judge


def _size(w, case):
    return np.sum(np.abs(w))


def _loss(w, case):
    return np.mean((case["X"] @ w - case["y"]) ** 2) / 2


def _words(drawing, case):
    named = words(drawing, LABELS)
    del named[LEGEND]  # without one, all the names are missing
    return {**named, "equal scales on both axes": drawing["aspect"] in ("1.0", "1", "equal")}


draw_corner = Check(
    "draw_corner",
    reference=reference,
    requirements=[
        Requirement(POINTS, points=1, cases=cases, call=_drawing, part=seen(_points), judge=_places, rtol=1e-3),
        Requirement(
            DIAMOND,
            points=1,
            cases=cases,
            call=_drawing,
            part=seen(_curve("budget", _origin)),
            judge=_outline("budget", _origin, _size, "‖w‖₁ is"),
            rtol=0.02,
        ),
        Requirement(
            ELLIPSE,
            points=2,
            cases=cases,
            call=_drawing,
            part=seen(_curve("loss", _least_squares)),
            judge=_outline("loss", _least_squares, _loss, "the mean loss is"),
            rtol=0.02,
        ),
        Requirement(WORDS, points=1, cases=one_case, call=_drawing, part=seen(_words), judge=complete),
    ],
    mistakes=mistakes,
)
