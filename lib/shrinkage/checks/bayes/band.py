"""Item 2: a plot, the prediction of a Bayesian polynomial with its two bands, drawn on axes that are given."""

import numpy as np
from proctor import Check, Requirement
from proctor.compare import difference
from proctor.plain import plain
from proctor.plots import describe_drawing, seen

from shrinkage.checks._cases import complete, rough, words
from shrinkage.checks.bayes.band_mistakes import mistakes
from shrinkage.checks.bayes.band_rest_mistakes import FUNCTION, LINE, OBSERVATION, REST


def reference(ax, x, y, grid, mean, covariance, noise_variance):
    features = np.vander(grid, len(mean), increasing=True)  # (m, d)
    middle, variance = features @ mean, np.sum(features @ covariance * features, axis=1)
    for label, each in [("new observation", variance + noise_variance), ("function", variance)]:
        ax.fill_between(grid, middle - 2 * np.sqrt(each), middle + 2 * np.sqrt(each), alpha=0.3, label=label)
    ax.plot(grid, middle, label="mean")
    ax.scatter(x, y)
    ax.set(xlabel="x", ylabel="y")
    ax.legend()


def _drawing(answer, case):
    """What is drawn, with "bands" (each label with the corners of its areas) and "dots" (what nothing joins)."""
    more = {"bands": [], "dots": []}

    def draw(ax, *arguments):
        from matplotlib.collections import PolyCollection
        from matplotlib.patches import Polygon

        answer(ax, *arguments)
        for line in [line for line in ax.lines if line.get_linestyle() == "None"]:
            more["dots"].append(np.array(line.get_xydata(), dtype=float))
            line.remove()
        areas = [(area, path.vertices) for area in ax.collections for path in area.get_paths()]
        areas = [(area, corners) for area, corners in areas if isinstance(area, PolyCollection)]
        areas += [(area, area.get_xy()) for area in ax.patches if isinstance(area, Polygon)]
        more["bands"] += [(str(area.get_label()).strip().lower(), np.array(corners)) for area, corners in areas]

    drawing = describe_drawing(draw, *case.values())
    more["dots"] += [np.stack([each["x"], each["y"]], axis=1) for each in drawing["points"]]
    return drawing | more


def _line(drawing, case):
    found = [line for line in drawing["lines"] if line["label"].strip().lower() == "mean"]
    if len(found) != 1:
        return f"{len(found)} lines with the label mean"
    order = np.argsort(found[0]["x"])
    return {"x": found[0]["x"][order], "mean": found[0]["y"][order]}


def _band(label):
    """The part of a drawing that is the band with a label: its lower and its upper edge over the grid."""

    def part(drawing, case):
        corners = [each for name, each in drawing["bands"] if name == label]
        if not corners:
            labels = ", ".join(sorted({name for name, _ in drawing["bands"] if not name.startswith("_")}))
            return (
                f"no band with the label {label}; the bands' labels are {labels}" if labels else "no band with a label"
            )
        x, y = np.concatenate(corners).T
        columns = [y[np.abs(x - at) <= 1e-9 * np.ptp(case["grid"])] for at in case["grid"]]
        if not all(map(len, columns)):
            return "a band that does not have a corner at each value of grid"
        return {"lower": np.array([min(ys) for ys in columns]), "upper": np.array([max(ys) for ys in columns])}

    return part


def _rest(drawing, case):
    """The dots, those that are as many as the examples, in order of x; and what has a name."""
    dots = [each[np.lexsort(each.T[::-1])] for each in drawing["dots"] if len(each) == len(case["y"])]
    names = words(drawing, ("mean", "function", "new observation"), as_read=_plainly)
    return {"dots": dots[0] if dots else _without_dots(drawing, case), "names": names}


def _plainly(text):
    return text.strip().lower()


def _without_dots(drawing, case):
    joined = [line for line in drawing["lines"] if np.array_equal(np.sort(line["x"]), np.sort(case["x"]))]
    return "the data joined by a line" if joined else "no dots, or not as many as there are examples"


def _right_rest(result, expected, case):
    """A `judge` of the dots, by their numbers, and of the names."""
    if not isinstance(result, dict) or result.keys() != expected.keys():
        return difference(plain(result), plain(expected))
    reason = difference(plain(result["dots"]), plain(expected["dots"]))
    if reason:
        return f"['dots'] {reason}"
    reason = complete(result["names"], expected["names"], case)
    return f"['names'] {reason}" if reason else None


def cases(generator):
    """Posteriors of polynomials, their weights correlated; few numbers in the first."""
    drawn = []
    for n, d, m in [(3, 2, 4), (9, 4, 15)]:
        x = generator.permutation(np.linspace(-1, 0.6, n)).round(2)
        covariance = np.linalg.inv(np.vander(x, d, increasing=True).T @ np.vander(x, d, increasing=True) + np.eye(d))
        noise = float(generator.choice([0.2, 0.3, 0.5]))
        mean, y = (rough(generator, size).round(2) for size in (d, n))
        grid = np.linspace(-1.5, 2, m)
        case = {"x": x, "y": y, "grid": grid, "mean": mean, "covariance": noise * covariance, "noise_variance": noise}
        drawn.append(case)
    return drawn


def one_case(generator):
    return cases(generator)[:1]


draw_prediction = Check(
    "draw_prediction",
    reference=reference,
    requirements=[
        Requirement(LINE, points=1, cases=cases, call=_drawing, part=seen(_line), rtol=1e-5),
        Requirement(FUNCTION, points=1, cases=cases, call=_drawing, part=seen(_band("function")), rtol=1e-5),
        Requirement(OBSERVATION, points=1, cases=cases, call=_drawing, part=seen(_band("new observation")), rtol=1e-5),
        Requirement(REST, points=1, cases=one_case, call=_drawing, part=seen(_rest), judge=_right_rest),
    ],
    mistakes=mistakes,
)
