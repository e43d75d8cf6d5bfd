"""What an answer does, as a short digest: answers that do the same to the same cases share it.

Nobody is graded by it. It sorts the answers that no known mistake explains, for the instructor to look at.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from proctor.evidence import Outcome
from proctor.plain import Array, Other

COMMON_SEED = 1  # of the cases that everyone is asked about: what differs then is the answer
ENTRIES = 16  # of an array that are looked at, evenly spread; of the rest, the mean size
NOISE = 1e-6  # an entry this small beside the largest one is rounding, not behaviour
BLANK = ("raised NotImplementedError", "is still None")  # how the reason begins where nothing was written yet


def is_blank(finding: Mapping[str, Any]) -> bool:
    """Whether a finding, as it is kept in a test cell, says that there is no answer yet."""
    return not finding["passed"] and str(finding.get("reason", "")).startswith(BLANK)


def is_unexplained(finding: Mapping[str, Any]) -> bool:
    """Whether a finding is a failure of an answer that was written, and no known mistake explains it."""
    return not finding["passed"] and not finding.get("mistake") and not is_blank(finding)


def likeness(outcomes: Sequence[Outcome]) -> str:
    """The digest: of values to four digits, of shapes, dtypes, kinds of error and changed arguments."""
    said = [[_behaviour(each.value), _kind(each.error), sorted(each.changed)] for each in outcomes]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:12]


def _kind(error):
    return (error or "").partition(":")[0]


def _behaviour(value):
    if isinstance(value, Array):
        return {"array": [list(value.values.shape), value.dtype, _numbers(value.values)]}
    if isinstance(value, Other):
        return {"kind": value.kind}
    if isinstance(value, list):
        return [_behaviour(item) for item in value]
    if isinstance(value, dict):
        return {"items": {key: _behaviour(item) for key, item in value.items()}}
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    return {"number": _numbers(np.asarray(float(value)))}


def _numbers(values):
    """Entries of an array and their mean size, as text of four digits; nothing of it is as fine as rounding."""
    if values.dtype.kind not in "biufc" or not values.size:
        return []
    flat = values.ravel()
    flat = np.concatenate([flat.real, flat.imag]) if flat.dtype.kind == "c" else flat
    flat = flat.astype(float)
    size = np.abs(flat[np.isfinite(flat)])
    floor = max(NOISE * np.max(size, initial=0.0), 1e-12)
    few = flat[np.linspace(0, flat.size - 1, min(flat.size, ENTRIES)).astype(int)]
    with np.errstate(over="ignore"):
        mean = float(np.mean(size)) if size.size else 0.0
    odd = [int(np.isnan(flat).sum()), int(np.isposinf(flat).sum()), int(np.isneginf(flat).sum())]
    return [f"{0.0 if abs(number) <= floor else number:.4g}" for number in [*few, mean]] + odd
