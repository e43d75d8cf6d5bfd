"""Which check a test cell asks for: read from the instructor's notebook, never from the submission."""

import ast
import importlib
import pkgutil
import warnings
from dataclasses import dataclass

from nbformat import NotebookNode

from proctor.check import Check
from proctor.evidence import describe
from proctor.question import has_checks
from proctor.run import CheckError


@dataclass(frozen=True)
class Call:
    """A test cell's call of a check. `module` is where the name of the check was imported from."""

    check: Check
    module: str


def calls(notebook: NotebookNode, trusting: bool = False) -> dict[str, list[Call]]:
    """For each automatically graded cell, by grade_id, the checks that it calls.

    `CheckError` where one cannot be found. Without a check, a cell may only be `trusting` call what is not there.
    """
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
            try:
                found[mark["grade_id"]] = [call for node in ast.walk(tree) if (call := _call(node, names))]
                if not trusting and not found[mark["grade_id"]]:
                    _look_for_calls(tree, names)
            except CheckError as error:
                raise CheckError(f"the test cell {mark['grade_id']} {error}") from error
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
    path = _path(node, names)
    return _find(path) if path else None


def _look_for_calls(tree, names):
    """A line that calls something that was imported must call something that is there."""
    for node in tree.body:
        path = _path(node.value, names) if isinstance(node, ast.Expr) else None
        try:
            _ = path and pkgutil.resolve_name(path)
        except Exception as error:  # of the import, too
            raise CheckError(
                f"calls {path}, which is not to be found where papers are graded: {describe(error)}"
            ) from error


def _path(node, names):
    """The full name of what a call calls, if that is something that was imported."""
    if not isinstance(node, ast.Call):
        return None
    parts, target = [], node.func
    while isinstance(target, ast.Attribute):
        parts.insert(0, target.attr)
        target = target.value
    if not isinstance(target, ast.Name) or target.id not in names:
        return None
    return ".".join([names[target.id], *parts])


def _find(path):
    """The check with a full name such as `shrinkage.checks.l2.ridge`."""
    module, _, name = path.rpartition(".")
    if not module:
        return None
    try:
        bank = importlib.import_module(module)
    except Exception as error:
        if isinstance(error, ModuleNotFoundError) and f"{module}.".startswith(f"{error.name}."):
            return None  # no module, but perhaps a class, or a file of the assignment's
        raise CheckError(f"calls {path}, and to import {module} raised {describe(error)}") from error
    value = getattr(bank, name, None)
    if value is None and has_checks(bank):
        there = ", ".join(key for key, each in vars(bank).items() if isinstance(each, Check))
        raise CheckError(f"calls {path}, which is not there: the checks of {module} are {there}")
    return Call(value, module) if isinstance(value, Check) else None
