"""Compare two results: structure, shape, kind and finiteness first, then the values."""

from typing import Any

import numpy as np

from proctor.plain import Array, Other

# relative tolerance by the precision of the numbers: room for another route, none for another formula
RTOL = {"float64": 1e-6, "float32": 1e-3, "float16": 2e-2, "bfloat16": 5e-2}
REAL = "biuf"  # NumPy's letters for the kinds of number that are compared


def difference(got: Any, expected: Any, rtol: float | None = None, same_dtype: bool = False) -> str | None:
    """What is wrong with `got`, as a short predicate such as "has shape (3, 1), not (3,)"; None if none.

    Both are plain data (`proctor.plain`). Numbers agree where, elementwise,

        |got − expected| ≤ rtol · (|expected| + 10⁻³ max|expected| + 10⁻⁶),

    with `rtol` by the precision of the expected result unless it is given; whole numbers, text and booleans
    agree where they are equal. With rtol = 0 the values must be identical.
    """
    if isinstance(expected, dict):
        return _dicts(got, expected, rtol, same_dtype)
    if isinstance(expected, list):
        return _lists(got, expected, rtol, same_dtype)
    if expected is None or isinstance(expected, str | Other):
        return None if got == expected else f"is {name_of(got)}, not {name_of(expected)}"
    return _numbers(got, expected, rtol, same_dtype)


def name_of(value: Any) -> str:
    """A result named in a few words."""
    if isinstance(value, Array):
        kind = "" if value.values.dtype.kind in REAL else f" of {value.dtype}"
        return f"an array{kind} of shape {value.values.shape}" if value.values.ndim else f"a number{kind}"
    if isinstance(value, list):
        return f"a sequence of {len(value)}"
    if isinstance(value, dict):
        return f"a dictionary with {', '.join(map(repr, value)) or 'nothing in it'}"
    if isinstance(value, Other):
        return f"{'an' if value.kind[:1].lower() in 'aeio' else 'a'} {value.kind}"
    return repr(value) if value is None or isinstance(value, str | bool) else "a number"


def as_array(value: Any) -> Array | None:
    """Numbers, and nested lists of numbers, as an `Array`; None for what is no array of real numbers."""
    if isinstance(value, Array):
        return value if value.values.dtype.kind in REAL else None
    if isinstance(value, bool | int | float):
        return Array(np.asarray(value), "python", type(value).__name__, "cpu")
    if isinstance(value, list):
        parts = [as_array(item) for item in value]
        if parts and all(parts) and len({part.values.shape for part in parts}) == 1:
            return Array(np.stack([part.values for part in parts]), "python", "list", "cpu")
    return None


def _dicts(got, expected, rtol, same_dtype):
    if not isinstance(got, dict) or got.keys() != expected.keys():
        return f"is {name_of(got)}, not {name_of(expected)}"
    return _first([(f"[{key!r}]", got[key], expected[key]) for key in expected], rtol, same_dtype)


def _lists(got, expected, rtol, same_dtype):
    if isinstance(got, Array) and got.values.ndim:  # an array of n rows serves as a sequence of n
        got = [Array(row, got.library, got.dtype, got.device) for row in got.values]
    if not isinstance(got, list) or len(got) != len(expected):
        return f"is {name_of(got)}, not {name_of(expected)}"
    parts = [(f"[{i}]", got[i], expected[i]) for i in range(len(expected))]
    return _first(parts, rtol, same_dtype)


def _first(parts, rtol, same_dtype):
    """The first of several parts that differs, with its place put before the reason."""
    for place, got, expected in parts:
        reason = difference(got, expected, rtol, same_dtype)
        if reason:
            return f"{place} {reason}"
    return None


def _numbers(got, expected, rtol, same_dtype):
    have, want = as_array(got), as_array(expected)
    if want is None:
        raise TypeError(f"a reference must return numbers, text, lists or dictionaries, got {expected!r:.60}")
    if have is None:
        return f"is {name_of(got)}, not {name_of(expected)}"
    if have.values.shape != want.values.shape:
        return f"has shape {have.values.shape}, not {want.values.shape}"
    if same_dtype and _origin(have) != _origin(want):
        return f"is {_origin(have)}, not {_origin(want)}"
    return _values(have.values, want, rtol)


def _origin(array):
    return f"{array.library} {array.dtype} on {array.device}"


def _values(have, want, rtol):
    target = want.values
    if target.dtype.kind in "biu" and have.dtype.kind in "biu":
        wrong = have != target
    else:
        wrong = ~_close(have, target, RTOL.get(want.dtype, RTOL["float64"]) if rtol is None else rtol)
    return _worst(have, target, wrong) if np.any(wrong) else None


def _close(have, target, rtol):
    size = np.abs(np.asarray(target, dtype=float))
    largest = np.max(size, initial=0.0, where=np.isfinite(size))
    with np.errstate(invalid="ignore", over="ignore"):
        close = np.abs(np.subtract(have, target, dtype=float)) <= rtol * (size + 1e-3 * largest + 1e-6)
    return (close & np.isfinite(target)) | (have == target) | (np.isnan(have) & np.isnan(target))


def _worst(have, target, wrong):
    """Shows one entry: one that is not finite, or else the one that is furthest off."""
    with np.errstate(invalid="ignore"):
        gap = np.abs(np.subtract(have, target, dtype=float))
    gap = np.where(wrong, np.where(np.isfinite(have), gap, np.inf), -1.0)
    place = np.unravel_index(np.argmax(gap), gap.shape)
    where = f" at [{', '.join(map(str, place))}]" if place else ""
    share = f" ({int(wrong.sum())} of {wrong.size} entries are off)" if wrong.size > 1 else ""
    digits = next((n for n in (6, 10) if f"{have[place]:.{n}g}" != f"{target[place]:.{n}g}"), 17)
    return f"is {have[place]:.{digits}g}{where}, not {target[place]:.{digits}g}{share}"
