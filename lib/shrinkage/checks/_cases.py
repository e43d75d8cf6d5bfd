"""What the checks share: numbers for cases, few digits where a person reads them, and parts of a result."""

from itertools import count

import numpy as np

LEGEND, IN_LEGEND = "a legend on ax", "in the legend"


def tidy(generator, *shape):
    """Numbers with one digit after the point, from −2.9 to 2.9, none near 0: what the smallest cases are made of."""
    return generator.integers(5, 30, shape) / 10 * generator.choice([-1.0, 1.0], shape)


def rough(generator, *shape):
    """Standard normal numbers."""
    return generator.normal(size=shape)


def strength(generator):
    """A λ between 0.1 and 1.9, never 1 or 0.5, where a factor too many would not show."""
    return float(generator.choice([0.1, 0.2, 0.3, 0.7, 0.9, 1.3, 1.7, 1.9]))


def regression(generator, n, d, draw=rough):
    """X (n, d) and y (n,)."""
    return draw(generator, n, d), draw(generator, n)


def until(telling, draw):
    """The first of `draw(), draw(), …` that is telling: one where the known mistakes show."""
    return next(case for case in (draw() for _ in count()) if telling(case))


def close(a, b):
    """Whether two arrays hold the same numbers, rounding apart."""
    return bool(np.allclose(a, b, rtol=1e-9, atol=1e-12))


def part(index, *names):
    """A `part` of a result: one of a tuple, whose parts have these names in order, or of a dictionary."""

    def of_result(result, case=None):
        if isinstance(index, str):
            if not isinstance(result, dict) or index not in result:
                raise TypeError(f"the function must return a dictionary with {index!r} in it, got {_name(result)}")
        elif not isinstance(result, tuple | list) or len(result) != len(names):
            raise TypeError(f"the function must return ({', '.join(names)}), got {_name(result)}")
        return result[index]

    return of_result


def parts(*names):
    """A `part` that is all of a tuple, each by its name: where all have to be right."""

    def of_result(result, case=None):
        return {name: part(index, *names)(result) for index, name in enumerate(names)}

    return of_result


def words(drawing, names, as_read=str):
    """Part of a drawing: what has words, and which of `names` are in the legend.

    Whether nothing is missing is for `complete` to say, outside. `as_read` takes from two texts what does not count.
    """
    legend = [as_read(text) for text in drawing["legend"]]
    return {
        "a label on the x axis": bool(drawing["x label"].strip()),
        "a label on the y axis": bool(drawing["y label"].strip()),
        LEGEND: bool(legend),
        IN_LEGEND: [name for name in names if as_read(name) in legend],
    }


def lacking(result, expected):
    """What of the words that `expected` has is not in `result`, which may be anything: a list of names."""
    result = result if isinstance(result, dict) else {}
    absent = [what for what in expected if what != IN_LEGEND and result.get(what) is not True]
    if LEGEND in absent:
        return absent
    there = result.get(IN_LEGEND)
    there = there if isinstance(there, list) else []
    return absent + [f"{name!r} in the legend" for name in expected.get(IN_LEGEND, []) if name not in there]


def complete(result, expected, case):
    """A `judge` of `words`; it may be instead a text that begins with "nothing", where nothing is drawn."""
    if isinstance(result, str) and result.startswith("nothing"):
        return f"is {result!r}, not 'complete'"
    missing = lacking(result, expected)
    return f"is {'without ' + ' and without '.join(missing)!r}, not 'complete'" if missing else None


def _name(result):
    if result is None:
        return "None: is a `return` missing?"
    if isinstance(result, dict):
        return f"a dictionary with {', '.join(map(repr, result)) or 'nothing in it'}"
    if isinstance(result, np.ndarray):
        return f"an array of shape {result.shape}"
    size = f" of {len(result)}" if isinstance(result, tuple | list) else ""
    return f"a {type(result).__name__}{size}"
