"""What the checks of this assignment share: numbers that a person can read, and parts of a result."""

from itertools import count

import numpy as np


def tidy(generator, *shape):
    """Numbers with one digit after the point, from −2.9 to 2.9, none near 0."""
    return generator.integers(5, 30, shape) / 10 * generator.choice([-1.0, 1.0], shape)


def rough(generator, *shape):
    """Standard normal numbers."""
    return generator.normal(size=shape)


def until(telling, draw):
    """The first of `draw(), draw(), …` that is telling: one where the known mistakes show."""
    return next(case for case in (draw() for _ in count()) if telling(case))


def part(index, names):
    """A `call` for one entry of a tuple, so that each can be judged by itself."""

    def call(answer, case):
        result = answer(*case.values())
        if not isinstance(result, tuple | list) or len(result) != len(names):
            raise TypeError(f"the function must return ({', '.join(names)}), got {_name(result)}")
        return result[index]

    return call


def _name(result):
    if isinstance(result, np.ndarray):
        return f"an array of shape {result.shape}"
    size = f" of {len(result)}" if isinstance(result, tuple | list) else ""
    return "None: is a `return` missing?" if result is None else f"a {type(result).__name__}{size}"
