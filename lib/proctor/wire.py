"""Evidence on its way out of the room: plain data as JSON, and back, believing nothing.

What comes from the room was written by whoever controls it. `decode` therefore builds nothing but numbers, text,
lists, dictionaries and arrays of numbers, out of text of a limited size; whatever is not exactly of the form that
`encode` writes is refused.
"""

import base64
import json
import math

import numpy as np

from proctor.evidence import PRINT_LIMIT, Outcome
from proctor.plain import Array, Other

MIME = "application/vnd.proctor.evidence+json"
LIMIT = 8 * 2**20  # characters of evidence for one test cell
DEPTH = 10  # of lists in lists; `plain` stops earlier
KINDS = "biufc"  # NumPy's letters for the kinds of number that travel
WIDENED = {"bfloat16", "float16"}  # torch's halves travel as float32
VALUES = 200_000  # numbers, texts and lists that are read for one test cell; an array is one
LINES = 20  # warnings that are kept, a case


class RefusedError(ValueError):
    """Evidence that cannot be what the collector writes; the message is shown to the student."""


def encode(evidence: dict[str, list[Outcome]]) -> str:
    """The evidence as text; ValueError where it is too large to be sent."""
    text = json.dumps({name: [_outcome(outcome) for outcome in rows] for name, rows in evidence.items()})
    if len(text) > LIMIT:
        raise ValueError(f"the results are too large to be sent: {len(text):,} of at most {LIMIT:,} characters")
    return text


def decode(text: object, counts: dict[str, int]) -> dict[str, list[Outcome]]:
    """The evidence in `text`, which must hold for each run in `counts` as many outcomes as are said there."""
    if not isinstance(text, str) or len(text) > LIMIT:
        raise RefusedError("the evidence is not text, or too large")
    try:
        data = json.loads(text)
        shape = {name: len(rows) for name, rows in data.items()}
        if shape != counts or not all(isinstance(rows, list) for rows in data.values()):
            raise RefusedError("the evidence is not about the cases that were asked")
        if _count(data) > VALUES:
            raise RefusedError("the results hold too many single values: return an array")
        return {name: [_read_outcome(row) for row in rows] for name, rows in data.items()}
    except RefusedError:
        raise
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError, MemoryError) as error:
        raise RefusedError(f"the evidence cannot be read ({type(error).__name__})") from None


def _count(value):
    """How many values there are in nested data."""
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + sum(map(_count, parts))


def _outcome(outcome):
    said = [outcome.error, outcome.where, list(outcome.changed), outcome.printed, list(outcome.warned[:LINES])]
    return [_write(outcome.value), *said, outcome.seconds]


def _write(value):
    if isinstance(value, Array):
        return _write_array(value)
    if isinstance(value, Other):
        return {"kind": value.kind}
    if isinstance(value, list):
        return [_write(item) for item in value]
    if isinstance(value, dict):
        return {"items": {key: _write(item) for key, item in value.items()}}
    if isinstance(value, np.floating):  # such as a long double, which JSON does not know
        return float(value)
    return value if value is None or isinstance(value, bool | int | float | str) else {"kind": type(value).__name__}


def _write_array(array):
    values = array.values
    if values.dtype.kind not in KINDS:
        return {"kind": f"array of dtype {values.dtype}"}
    data = base64.b64encode(np.ascontiguousarray(values).tobytes()).decode("ascii")
    return {"array": [values.dtype.str, list(values.shape), data, array.library, array.dtype, array.device]}


def _read_outcome(row):
    value, error, where, changed, printed, warned, seconds = row
    if not isinstance(changed, list) or not isinstance(warned, list) or type(seconds) not in (int, float):
        raise RefusedError("the evidence is not of the form that was asked for")
    return Outcome(
        value=_read(value, DEPTH),
        error=None if error is None else _text(error, 2 * PRINT_LIMIT),
        where=_text(where),
        changed=tuple(_text(name, 100) for name in changed[:LINES]),
        printed=_text(printed),
        warned=tuple(_text(line) for line in warned[:LINES]),
        seconds=float(seconds),
    )


def _text(value, limit=PRINT_LIMIT):
    if type(value) is not str:
        raise RefusedError("the evidence has something else where text belongs")
    return value[:limit].encode("utf-8", "replace").decode("utf-8")  # a lone surrogate cannot be written to a file


def _read(value, depth):
    if depth == 0:
        raise RefusedError("the evidence is nested too deeply")
    if isinstance(value, int) and abs(value) >= 2**63:
        return float(value) if abs(value) < 2**1023 else Other("number of more than 300 digits")
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return _text(value, LIMIT)
    if isinstance(value, list):
        return [_read(item, depth - 1) for item in value]
    ((tag, content),) = value.items()
    if tag == "items":
        return {_text(key, LIMIT): _read(item, depth - 1) for key, item in content.items()}
    if tag == "kind":
        return Other(_text(content, 100))
    if tag != "array":
        raise RefusedError("the evidence holds something that is not plain data")
    return _read_array(*content)


def _read_array(code, shape, data, library, dtype, device):
    """An array; what it says of itself must fit the numbers that it holds."""
    kind = np.dtype(_text(code, 8))
    if kind.kind not in KINDS or kind.hasobject or not all(type(size) is int and size >= 0 for size in shape):
        raise RefusedError("the evidence holds an array that is not of numbers")
    raw = base64.b64decode(data, validate=True)
    if len(raw) != math.prod(shape) * kind.itemsize or len(shape) > 16:
        raise RefusedError("the evidence holds an array whose shape does not fit its numbers")
    values = (np.frombuffer(raw, np.uint8) != 0 if kind.kind == "b" else np.frombuffer(raw, kind)).reshape(shape)
    if not (dtype == str(kind) or (library == "torch" and dtype in WIDENED and kind == np.float32)):
        raise RefusedError("the evidence holds an array of a dtype that is not its own")
    if library not in ("numpy", "torch") or (library == "numpy" and device != "cpu"):
        raise RefusedError("the evidence holds an array of an unknown library")
    return Array(values.astype(kind.newbyteorder("=")), library, dtype, _text(device, 20))
