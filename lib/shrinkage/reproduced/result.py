"""A published or derived figure, and what becomes of it when it is computed here."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True)
class Result:
    """A figure that the book relies on, and how to compute it.

    Parameters
    ----------
    chapter : str
        The slug of the chapter that relies on it.
    claim : str
        What is claimed, in Markdown.
    source : str
        Keys of the bibliography, with commas between them; "" if the chapter derives it and nobody else is quoted.
    expected : tuple of float or str
        What it should come to, as published or as derived.
    tolerance : float
        By how much a number may be off.
    compute : function
        () -> tuple: the same figures by this library.
    at_most : bool
        Whether `expected` holds upper bounds. Otherwise it is what should come out.
    """

    chapter: str
    claim: str
    source: str
    expected: tuple
    tolerance: float
    compute: Callable[[], tuple]
    at_most: bool = False


class Outcome(NamedTuple):
    """What was found, by how much it is off at worst, and whether that is within the tolerance.

    `deviation` is inf where a word differs; for an upper bound it is what exceeds it, and never less than 0.
    """

    found: tuple
    deviation: float
    holds: bool


class Unreproduced(NamedTuple):
    """A row of `NOT_REPRODUCED`."""

    chapter: str
    claim: str
    source: str
    reason: str


def reproduce(result):
    """Compute a :class:`Result` and compare.

    Parameters
    ----------
    result : Result
        A row of `RESULTS`, or one of your own.

    Returns
    -------
    Outcome
        ``(found, deviation, holds)``.

    Raises
    ------
    TypeError
        If `result` is not a :class:`Result`.
    ValueError
        If it computes another number of figures than it expects.

    Examples
    --------
    >>> third = Result("l2", "a third", "", (0.333,), 0.001, lambda: (1 / 3,))
    >>> reproduce(third).holds
    True
    """
    if not isinstance(result, Result):
        raise TypeError(f"result must be a Result, got {result!r:.60} ({type(result).__name__})")
    found = tuple(result.compute())
    if len(found) != len(result.expected):
        raise ValueError(f"result must compute {len(result.expected)} figures, got {len(found)}: {result.claim}")
    deviation = max(_deviation(*pair, result.at_most) for pair in zip(found, result.expected, strict=True))
    return Outcome(found, deviation, deviation <= result.tolerance)


def _deviation(found, expected, at_most):
    """How far off a single figure is."""
    if isinstance(expected, str):
        return 0.0 if found == expected else math.inf
    off = max(found - expected, 0.0) if at_most else abs(found - expected)
    return off if off == off else math.inf  # nan is not near to anything
