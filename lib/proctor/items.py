"""What is graded in a notebook: each item with its points, its answer cell and its check."""

import ast
import contextlib
import importlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from nbformat import NotebookNode

from proctor.check import Check

MAGIC = re.compile(r"%%?[a-zA-Z]|[!?]")
HELP = re.compile(r"[\w.]+\?\??")


@dataclass(frozen=True)
class Item:
    """One thing that earns points.

    grade_id, points: of the cell that carries the points.
    answer: the grade_id of the cell that a student writes; the same cell where a person grades it.
    name: what the answer must define, where the test cell is the line `check.NAME(name)`; None otherwise.
    check: that NAME, found through the notebook's own import of `check`; None otherwise.
    """

    grade_id: str
    points: float
    answer: str
    name: str | None = None
    check: Check | None = None

    @property
    def by_hand(self) -> bool:
        """Whether a person grades it."""
        return self.answer == self.grade_id


def items(notebook: NotebookNode) -> list[Item]:
    """The items of an assignment, in the order of the notebook; from the source or from the released one."""
    found, answers, imported = [], [], {}
    for cell in notebook.cells:
        mark = cell.metadata.get("nbgrader", {})
        imported |= _imports(cell)
        if mark.get("solution"):
            answers.append(cell)
        if mark.get("grade") or mark.get("task"):
            found.append(_item(cell, mark, answers, imported))
    return found


def _item(cell, mark, answers, imported):
    if mark["solution"] or mark.get("task"):
        return Item(mark["grade_id"], mark["points"], mark["grade_id"])
    automatic = [answer for answer in answers if not answer.metadata.nbgrader.grade]
    if not automatic:
        raise ValueError(f"test cell {mark['grade_id']!r} must stand below the answer that it tests, got none above it")
    name, check = _tested(cell.source, imported)
    defining = [answer for answer in automatic if name in bound(answer.source)]
    answer = (defining or automatic)[-1].metadata.nbgrader.grade_id
    return Item(mark["grade_id"], mark["points"], answer, name, check)


def _tested(source, imported) -> tuple[str | None, Check | None]:
    """The answer's name and its check, of a test cell that is one call such as `check.ridge(ridge)`."""
    match _body(source):
        case [ast.Expr(ast.Call(ast.Attribute(ast.Name(bank), attribute), [ast.Name(name)]))] if bank in imported:
            check = getattr(_load(imported[bank]), attribute, None)
            if isinstance(check, Check):
                return name, check
    return None, None


def _imports(cell) -> dict[str, tuple[str, ...]]:
    """What each imported name stands for, as the parts of its path."""
    names = {}
    for node in _body(cell.source) if cell.cell_type == "code" else []:
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {entry.asname or entry.name: (node.module, entry.name) for entry in node.names}
        elif isinstance(node, ast.Import):
            names |= {entry.asname: (entry.name,) for entry in node.names if entry.asname}
    return names


def _load(path):
    try:
        return importlib.import_module(".".join(path))
    except ModuleNotFoundError:
        return getattr(importlib.import_module(path[0]), path[-1])


def _body(source) -> Sequence[ast.stmt]:
    for text in (source, _without_magics(source)):
        with contextlib.suppress(SyntaxError, ValueError, RecursionError, MemoryError):  # no Python, nested too deeply
            return ast.parse(text).body
    return []


def _without_magics(source):
    """A cell with `pass` or `0` for all that is IPython's own: IPython's own way takes minutes for a large cell."""
    lines = []
    for line in source.split("\n"):
        text, (target, equals, value) = line.strip(), line.partition("=")
        if MAGIC.match(text) or HELP.fullmatch(text):
            line = line[: len(line) - len(line.lstrip())] + "pass"
        elif MAGIC.match(value.lstrip()):
            line = f"{target}{equals} 0"
        lines.append(line)
    return "\n".join(lines)


def bound(source: str) -> set[str]:
    """The names that a cell of code binds, under an `if` or a `try` too, but not within functions and classes."""
    names, waiting = set(), [*_body(source)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names |= {entry.asname or entry.name for entry in node.names}
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
        else:
            waiting += ast.iter_child_nodes(node)
    return names
