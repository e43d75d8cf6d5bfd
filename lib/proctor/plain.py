"""Turn whatever an answer returned into plain data: numbers, text, lists, dictionaries and `Array`."""

import dataclasses
import sys
from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Array:
    """An array without its library: the values in NumPy, and where they came from."""

    values: np.ndarray
    library: str
    dtype: str
    device: str


@dataclass(frozen=True)
class Other:
    """A value of a kind that no check compares; only the name of its type is kept."""

    kind: str


def plain(value: Any, depth: int = 6) -> Any:
    """`value` as plain data that shares no memory with it."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, np.generic) and not isinstance(value, np.void):
        return value.item()
    if isinstance(value, np.ndarray):
        return _numpy(value)
    torch = sys.modules.get("torch")  # a tensor can only be there where torch has been imported
    if torch and isinstance(value, torch.Tensor):
        return _tensor(value, torch)
    if depth == 0:
        return Other(type(value).__name__)
    if isinstance(value, list | tuple):
        return [plain(item, depth - 1) for item in value]
    if isinstance(value, dict):
        return {key if isinstance(key, str) else repr(key): plain(item, depth - 1) for key, item in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {entry.name: plain(getattr(value, entry.name), depth - 1) for entry in dataclasses.fields(value)}
    return Other(type(value).__name__)


def bare(value: Any) -> Any:
    """Plain data with each `Array` as the NumPy array in it."""
    if isinstance(value, Array):
        return value.values
    if isinstance(value, list):
        return [bare(item) for item in value]
    if isinstance(value, dict):
        return {key: bare(item) for key, item in value.items()}
    return value


def _numpy(value):
    if value.dtype.kind not in "biufcUS":
        return Other(f"array of dtype {value.dtype}")
    return Array(np.array(value, subok=False), "numpy", str(value.dtype), "cpu")


def _tensor(value, torch):
    values = value.detach().cpu()
    if values.dtype in (torch.bfloat16, torch.float16):  # NumPy has no bfloat16
        values = values.float()
    return Array(np.array(values.numpy()), "torch", str(value.dtype).removeprefix("torch."), str(value.device))
