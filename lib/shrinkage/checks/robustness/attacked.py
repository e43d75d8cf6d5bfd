"""Item 7: a plot of a classifier's error against λ, with and without an attack."""

import numpy as np
from proctor import Check, Requirement
from proctor.plots import joined, seen

from shrinkage import l2
from shrinkage.checks._cases import close, complete, until, words
from shrinkage.checks.robustness.attacked_line_mistakes import ATTACKED, CLEAN
from shrinkage.checks.robustness.attacked_line_mistakes import mistakes as about_the_lines
from shrinkage.checks.robustness.attacked_mistakes import MARK, SCALE, WORDS, mistakes
from shrinkage.robustness import boundary_distance

LABELS = {CLEAN: "clean", ATTACKED: "under attack"}


def reference(ax, X, y, lams, eps):
    distances = _distances(X, y, lams)
    attacked = (distances <= eps).mean(axis=1)
    ax.plot(lams, (distances <= 0).mean(axis=1), label=LABELS[CLEAN])
    ax.plot(lams, attacked, label=LABELS[ATTACKED])
    ax.axvline(lams[np.argmin(attacked)], linestyle=":")
    ax.set(xscale="log", xlabel="λ", ylabel="error")
    ax.legend()


def _distances(X, y, lams):
    """How far each example is inside its own side, for each λ: (k, n)."""
    solutions = [l2.ridge_with_intercept(X, y, float(lam)) for lam in lams]
    return np.stack([y * boundary_distance(X, w, float(b)) for w, b in solutions])


def _line(drawing, case, label):
    """The line with a label, from left to right; in words where it is not there."""
    found = [line for line in drawing["lines"] if _plain(line["label"]) == _plain(label)]
    if not found:
        labels = ", ".join(repr(line["label"]) for line in drawing["lines"] if line["label"])
        dots = "dots that nothing joins" if drawing["points"] else "no line"
        return f"{dots} with the label {label!r}" + (f"; the lines are {labels}" if labels else "")
    order = np.argsort(found[0]["x"], kind="stable")
    return {"x": found[0]["x"][order], "y": found[0]["y"][order]}


def _plain(label):
    return label.lower().replace(" ", "")


def _mark(drawing, case):
    """Where vertical lines stand, and the line under attack as it is drawn."""
    line = _line(drawing, case, LABELS[ATTACKED])
    return {"marks": sorted(set(drawing["vertical"])), "line": line}


def _best_marked(result, expected, case):
    """A `judge` of the mark, by the line under attack as it is drawn: that may be wrong, and the mark right."""
    if isinstance(result, str):
        return f"is {result}"
    marks, line = np.ravel(result["marks"]), result["line"]
    if len(marks) != 1:
        return f"has {len(marks) or 'no'} vertical line{'s' * (len(marks) != 1)} on ax, not one"
    if not isinstance(line, dict):
        return f"cannot be judged: there is {line}"
    best = line["x"][line["y"] == np.min(line["y"])]
    if np.min(np.abs(best - marks[0])) <= 1e-6 * np.max(np.abs(best)):
        return None
    least = ", ".join(f"{x:.4g}" for x in best)
    return f"has its vertical line at {marks[0]:.4g}, and your line under attack is lowest at {least}"


def _scale(drawing, case):
    logarithms = [np.log10(case["lams"]), np.log(case["lams"]), np.log2(case["lams"])]
    xs = [np.sort(line["x"]) for line in drawing["lines"]]
    taken = any(x.shape == logs.shape and close(x, logs) for x in xs for logs in logarithms)
    data = "the logarithm of λ" if taken else "λ"
    return {"x scale": drawing["x scale"], "y scale": drawing["y scale"], "x data": data}


def _words(drawing, case):
    return words(drawing, LABELS.values(), as_read=_plain)


def _case(generator, sizes, lams, *, telling):
    """Two classes. One feature tells them apart exactly but is small; a large one is mostly noise."""
    n, d = sizes

    def drawn():
        y = generator.permutation(np.resize([1.0, -1.0], n))
        scale = np.resize([1.0, 0.15, 3.0, 0.6], d)
        shift = np.resize([0.9, 0.2, 0.6, 0.1], d)
        X = y[:, None] * shift + scale * generator.normal(size=(n, d)) + generator.normal(size=d)
        return {"X": X.round(2), "y": y, "lams": lams, "eps": float(generator.choice([0.3, 0.4, 0.5]))}

    return until(_is_telling if telling else _is_clear, drawn)


def _is_clear(case):
    """Whether no example is on an edge, and what is best under attack is not what is best without."""
    distances = _distances(case["X"], case["y"], case["lams"])
    clean, attacked = ((distances <= edge).mean(axis=1) for edge in (0, case["eps"]))
    apart = attacked[np.argmin(clean)] > np.min(attacked) and np.argmin(attacked) > 0
    return bool(apart and np.min(np.abs([distances, distances - case["eps"]])) > 2e-4)


def _is_telling(case):
    """Whether besides the known mistakes about the lines show."""
    if not _is_clear(case):
        return False
    right = _lines_of(reference, case)
    return all(
        (_lines_of(mistake.wrong, case)[name] != right[name]) == (name in mistake.loses)
        for mistake in about_the_lines
        for name in (CLEAN, ATTACKED)
    )


class _Paper:
    """Axes that only remember, which is faster than to draw."""

    def __init__(self):
        self.drawn = {}

    def plot(self, x, y, *style, label):
        self.drawn[label] = np.round(y, 9).tolist()

    def axvline(self, x, **style):
        pass

    def set(self, **words):
        pass

    def legend(self):
        pass


def _lines_of(draw, case):
    paper = _Paper()
    draw(paper, *case.values())
    return {name: paper.drawn[label] for name, label in LABELS.items()}


def cases(generator):
    return [
        _case(generator, (8, 3), np.array([0.01, 0.1, 1.0, 10.0]), telling=False),
        _case(generator, (30, 4), np.logspace(-3, 2, 7), telling=True),
    ]


def one_case(generator):
    return cases(generator)[:1]


def _requirement(name, cases, part, **more):
    return Requirement(name, points=1, cases=cases, call=joined, part=part, **more)


draw_attacked = Check(
    "draw_attacked",
    reference=reference,
    requirements=[
        *(_requirement(name, cases, seen(_line, label)) for name, label in LABELS.items()),
        _requirement(MARK, one_case, seen(_mark), judge=_best_marked),
        _requirement(SCALE, one_case, seen(_scale)),
        _requirement(WORDS, one_case, seen(_words), judge=complete),
    ],
    mistakes=mistakes,
)
