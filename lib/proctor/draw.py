"""Draw the cases of a requirement: the same for the same seed, and afresh each time that they are needed."""

import functools
import pickle
import zlib
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

KEPT = 16  # drawings that are remembered: more than a check has, which asks for each about four times


def draw(cases: Callable[[np.random.Generator], Sequence[dict]], name: str, seed: int) -> Sequence[dict[str, Any]]:
    """What `cases` draws for a requirement's name and a seed; nobody else has its arrays."""
    kept = _pickled(cases, name, seed)
    return _drawn(cases, name, seed) if kept is None else pickle.loads(kept)


def _drawn(cases, name, seed):
    return cases(np.random.default_rng([seed, zlib.crc32(name.encode())]))


@functools.lru_cache(maxsize=KEPT)
def _pickled(cases, name, seed):
    """The cases as they were drawn, which may take a while; None where only drawing makes them afresh."""
    drawn = _drawn(cases, name, seed)
    return pickle.dumps(drawn) if _is_data(drawn) else None


def _is_data(value):
    """Whether a copy of a value is as good as the value."""
    if type(value) is dict:
        return _is_data([*value, *value.values()])
    if type(value) in (list, tuple):
        return all(map(_is_data, value))
    if type(value) is np.ndarray:
        return not value.dtype.hasobject
    return value is None or type(value) in (bool, int, float, complex, str) or isinstance(value, np.generic)
