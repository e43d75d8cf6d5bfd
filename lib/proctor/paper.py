"""The paper is ours: rebuild a submitted notebook from the instructor's, with nothing of the student's but the answers.

Every cell that is no answer comes from the source, and so do order, tags, metadata, cell ids and kernel. Answers are
found by their grade_id. Cells that a student added stay, as plain cells, behind the cell that they stood behind:
helper functions are honest. Whatever else was found is said in the notes.
"""

import copy
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from proctor.outputs import clean

LARGEST = 64 * 2**20  # bytes of a notebook that are read


class UnreadableError(ValueError):
    """A submitted file that is no notebook; the message says why."""


@dataclass(frozen=True)
class Cell:
    """A cell of a submission: its text, and what it says of itself."""

    kind: str
    source: str
    grade_id: str | None
    name: str | None


@dataclass
class Paper:
    """A rebuilt notebook, and what is worth knowing about the submission."""

    notebook: NotebookNode
    notes: list[str] = field(default_factory=list)


def blank(released: NotebookNode, reason: str) -> Paper:
    """The paper of a submission that could not be read: nothing is answered, nothing is run."""
    notebook = copy.deepcopy(released)
    notebook.metadata.proctor = {"unreadable": reason}
    return Paper(notebook, [reason])


def rebuild(released: NotebookNode, cells: list[Cell]) -> Paper:
    """The paper with a submission's answers; `released` is the source as students got it, hidden tests in place."""
    paper = Paper(copy.deepcopy(released))
    notebook = paper.notebook
    notebook.metadata.proctor, known = {}, _places(notebook)
    answered, extras, place = set(), {}, -1
    for cell in cells:
        index = _place(cell, known)
        if index is None:
            _keep(extras, place, cell)
            continue
        target, place = notebook.cells[index], index
        if not is_answer(target):
            _compare(paper, target, cell, extras, index)
        else:
            _answer(paper, target, cell, again=index in answered)
            answered.add(index)
    lost = [cell for index, cell in enumerate(notebook.cells) if is_answer(cell) and index not in answered]
    paper.notes += [f"The answer {_name(cell)} is missing." for cell in lost]
    notebook.cells = _woven(notebook.cells, extras)
    return paper


def is_answer(cell: NotebookNode) -> bool:
    """Whether a cell of the source is one that students write."""
    return bool(cell.metadata.get("nbgrader", {}).get("solution"))


def _name(cell):
    return cell.metadata.nbgrader.grade_id


def _places(notebook):
    """Where each cell of the source is, by what a submission may know it by: its grade_id, its id, its text."""
    places: dict[Any, int] = {}
    for index, cell in enumerate(notebook.cells):
        mark = cell.metadata.get("nbgrader", {}).get("grade_id")
        keys = [("grade_id", mark)] if mark else [("text", cell.source.strip())]
        for key in [*keys, ("id", cell.get("id"))]:
            places.setdefault(key, index)
    return places


def _place(cell, known):
    keys = (("grade_id", cell.grade_id), ("id", cell.name), ("text", cell.source.strip()))
    return next((known[key] for key in keys if key[1] and key in known), None)


def _keep(extras, place, cell):
    """Keep a cell that the student added, without anything that it says of itself."""
    if cell.kind not in ("code", "markdown") or not cell.source.strip():
        return
    row = extras.setdefault(place, [])
    made = getattr(nbformat.v4, f"new_{cell.kind}_cell")(cell.source, id=f"extra-{place + 1}-{len(row)}")
    made.metadata.proctor = {"extra": True}
    row.append(made)


def _compare(paper, target, cell, extras, index):
    """A cell of ours: what the student made of it does not count, but a scratch cell's code is kept."""
    if cell.source.strip() == target.source.strip():
        return
    if "nbgrader" in target.metadata:
        if "HIDDEN TESTS" not in target.source:  # the released cell lacked them: a difference says nothing
            paper.notes.append(f"The cell {_name(target)} was changed: it was put back.")
    elif target.cell_type == "code":
        _keep(extras, index, cell)


def _answer(paper, target, cell, again):
    if again:
        paper.notes.append(f"The answer {_name(target)} is there more than once: the first one counts.")
        return
    if cell.kind != target.cell_type:
        paper.notes.append(f"The answer {_name(target)} was turned into a {cell.kind} cell: it was turned back.")
    target.source = cell.source


def _woven(cells, extras):
    """The source's cells with the student's own behind those that they stood behind."""
    woven = list(extras.get(-1, []))
    for index, cell in enumerate(cells):
        woven += [cell, *extras.get(index, [])]
    return woven


def read(path: Path) -> list[Cell]:
    """The cells of a submitted notebook, whatever else is wrong with it; `UnreadableError` where there are none."""
    try:
        if path.stat().st_size > LARGEST:
            raise UnreadableError(f"The notebook is larger than {LARGEST // 2**20} MiB.")
        data = json.loads(path.read_bytes().decode("utf-8-sig", "replace"))
    except OSError as error:
        raise UnreadableError(f"The notebook cannot be read ({type(error).__name__}).") from None
    except (ValueError, RecursionError):
        raise UnreadableError("The notebook is not a notebook file: it is no JSON.") from None
    cells = _listed(data)
    if not cells:
        raise UnreadableError("The notebook is not a notebook file: it has no cells.")
    return [_cell(cell) for cell in cells if isinstance(cell, dict)]


def _listed(data):
    """The list of cells, of the format of today or of the one before."""
    if not isinstance(data, dict):
        return []
    sheets = data.get("worksheets")
    if isinstance(sheets, list):
        sheets = [sheet.get("cells") for sheet in sheets if isinstance(sheet, dict)]
        return [cell for cells in sheets if isinstance(cells, list) for cell in cells]
    return data.get("cells") if isinstance(data.get("cells"), list) else []


def _cell(cell):
    metadata = cell.get("metadata") if isinstance(cell.get("metadata"), dict) else {}
    mark = metadata.get("nbgrader") if isinstance(metadata.get("nbgrader"), dict) else {}
    text = cell.get("source", cell.get("input", ""))
    if isinstance(text, list):
        text = "".join(line for line in text if isinstance(line, str))
    text = clean(text) if isinstance(text, str) else ""
    return Cell(
        str(cell.get("cell_type")), text, _word(mark.get("grade_id")), _word(cell.get("id", metadata.get("id")))
    )


def _word(value):
    return value if isinstance(value, str) and value else None
