"""Which check a test cell asks for: read from the instructor's notebook, never from the submission."""

import ast
import importlib
import warnings
from dataclasses import dataclass

from nbformat import NotebookNode

from proctor.check import Check


@dataclass(frozen=True)
class Call:
    """A test cell's call of a check. `module` is where the name of the check was imported from."""

    check: Check
    module: str


def calls(notebook: NotebookNode) -> dict[str, list[Call]]:
    """For each automatically graded cell, by grade_id, the checks that it calls."""
    names: dict[str, str] = {}
    found = {}
    for cell in notebook.cells:
        mark = cell.metadata.get("nbgrader", {})
        if cell.cell_type != "code" or mark.get("solution") or not mark:
            continue  # names are taken from the instructor's cells alone
        tree = _parse(cell.source)
        for node in ast.walk(tree):
            names |= _imported(node)
        if mark.get("grade"):
            found[mark["grade_id"]] = [call for node in ast.walk(tree) if (call := _call(node, names))]
    return found


def imports(notebook: NotebookNode) -> list[str]:
    """The modules that the code cells import by name, as far as that can be read."""
    nodes = [node for cell in notebook.cells if cell.cell_type == "code" for node in ast.walk(_parse(cell.source))]
    found = {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module and not node.level}
    return sorted(found | {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names})


def _parse(source):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return ast.parse(source)
        except SyntaxError:  # a magic: such a cell calls no check that can be read
            return ast.Module([], [])


def _imported(node):
    """The names that an import statement makes, each with the full name behind it."""
    if isinstance(node, ast.ImportFrom) and node.module and not node.level:
        return {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    if isinstance(node, ast.Import):
        return {
            alias.asname or alias.name.split(".")[0]: alias.name if alias.asname else alias.name.split(".")[0]
            for alias in node.names
        }
    return {}


def _call(node, names):
    """The check that a call calls, if it is one."""
    if not isinstance(node, ast.Call):
        return None
    parts, target = [], node.func
    while isinstance(target, ast.Attribute):
        parts.insert(0, target.attr)
        target = target.value
    if not isinstance(target, ast.Name) or target.id not in names:
        return None
    return _find(".".join([names[target.id], *parts]))


def _find(path):
    """The check with a full name such as `shrinkage.checks.l2.ridge`."""
    module, _, name = path.rpartition(".")
    if not module:
        return None
    try:
        value = getattr(importlib.import_module(module), name, None)
    except ImportError:
        return None
    return Call(value, module) if isinstance(value, Check) else None
