"""What a student might write into an answer cell, made from functions and solutions."""

import ast
import inspect
import math
from collections.abc import Callable
from typing import Any

from proctor.items import bound
from proctor.plain import Array, plain

NOISE = """\
import logging, os, sys, warnings
print("first a word on stdout")
print("then one on stderr", file=sys.stderr)
warnings.warn("this is only a warning")
logging.getLogger("student").warning("and this a line of a log")
os.write(2, b"and this comes from below Python")"""


def unfenced(source: str) -> str:
    """A solution without the lines that fence it in."""
    fences = "BEGIN SOLUTION", "END SOLUTION"
    return "\n".join(line for line in source.split("\n") if not any(fence in line for fence in fences))


def written(solution: str, name: str, text: str) -> str:
    """An answer cell with `text` for what defines `name`; whatever else the cell defines stays."""
    return text if bound(solution) <= {name} else f"{solution}\n\n{text}"


def pasted(function: Callable, name: str) -> str:
    """The source of a plain function, bound to a name."""
    source = inspect.getsource(function).strip()
    if not source.startswith("def "):
        raise ValueError(f"{function.__qualname__} must be a plain top-level def, got {source!r}")
    return source if function.__name__ == name else f"{source}\n\n\n{name} = {function.__name__}"


def value_of(function: Callable, name: str, arguments: list[Any]) -> str:
    """A line that sets `name` to the value that a function computes."""
    text = f"{name} = {literal(plain(function(*arguments)))}"
    return f"import numpy\n\n{text}" if "numpy." in text else text


def raising(name: str | None) -> str:
    """A function that raises; without a name, a cell that does."""
    text = 'raise ValueError("no idea how to go on")'
    return f"def {name}(*args):\n    {text}" if name else text


def noisy(solution: str) -> str:
    """A solution with noise on every channel but its result: in its last function, or else at its head."""
    lines, indent, place = solution.split("\n"), "", 0
    for node in ast.parse(solution).body:
        if isinstance(node, ast.FunctionDef):
            first = node.body[1 if ast.get_docstring(node) is not None else 0]
            indent, place = " " * first.col_offset, first.lineno - 1
    return "\n".join(lines[:place] + [indent + line for line in NOISE.split("\n")] + lines[place:])


def literal(value: Any) -> str:
    """Plain data as an expression of Python."""
    if isinstance(value, Array):
        return f"numpy.array({literal(value.values.tolist())})"
    if isinstance(value, list):
        return f"[{', '.join(map(literal, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key!r}: {literal(entry)}' for key, entry in value.items())}}}"
    return f"float('{value}')" if isinstance(value, float) and not math.isfinite(value) else repr(value)
