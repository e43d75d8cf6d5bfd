"""The paper is ours: rebuild a submitted notebook from the instructor's, with nothing of the student's but the answers.

Every cell that is no answer comes from the source, and so do order, tags, metadata, cell ids and kernel. Answers are
found by their grade_id. Cells that a student added stay, as plain cells, behind the cell that they stood behind:
helper functions are honest. Whatever else was found is said in the notes.
"""

import copy
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import nbformat
from nbformat import NotebookNode

from proctor.items import bound
from proctor.reading import Cell

ADDED = 1000  # cells of a student's own that are kept
SEARCHED = 100_000  # characters of them that are searched for a lost answer: parsing takes a thousand times the memory


@dataclass
class Paper:
    """A rebuilt notebook, and what is worth knowing about the submission."""

    notebook: NotebookNode
    notes: list[str] = field(default_factory=list)


def counted(notes: Iterable[str]) -> list[str]:
    """Each note once, with how often it was made."""
    return [note if times == 1 else f"{note} ({times} times)" for note, times in Counter(notes).items()]


def blank(released: NotebookNode, reason: str) -> Paper:
    """The paper of a submission that could not be read: nothing is answered, nothing is run."""
    notebook = copy.deepcopy(released)
    notebook.metadata.proctor = {"unreadable": reason}
    return Paper(notebook, [reason])


def rebuild(released: NotebookNode, cells: list[Cell]) -> Paper:
    """The paper with a submission's answers; `released` is the source as students got it, hidden tests in place."""
    paper = Paper(copy.deepcopy(released))
    notebook, answered, extras, place = paper.notebook, set(), {}, -1
    notebook.metadata.proctor = {}
    for cell, index, is_copy in _recognized(notebook, cells):
        target = None if index is None else notebook.cells[index]
        place = place if target is None or is_copy else index
        if target is None:
            _keep(extras, place, cell)
        elif not is_answer(target):
            _compare(paper, target, cell, extras, place)
        elif is_copy:
            _answer_again(paper, target, cell, extras, place)
        else:
            answered.add(index)
            _answer(paper, target, cell)
    _make_room(paper, answered, extras)
    notebook.cells = _woven(notebook.cells, extras)
    return paper


def is_answer(cell: NotebookNode) -> bool:
    """Whether a cell of the source is one that students write."""
    return bool(cell.metadata.get("nbgrader", {}).get("solution"))


def is_students(cell: NotebookNode) -> bool:
    """Whether what a cell of a paper says may be a student's: an answer, or a cell that was added."""
    return is_answer(cell) or "extra" in cell.metadata.get("proctor", {})


def _name(cell):
    return cell.metadata.nbgrader.grade_id


def _places(notebook):
    """Where each cell of the source is, by what a submission may know it by: its grade_id, its id, its text."""
    places: dict[tuple[str, str], int] = {}
    for index, cell in enumerate(notebook.cells):
        mark = cell.metadata.get("nbgrader", {}).get("grade_id")
        keys = [("grade_id", mark)] if mark else [("text", cell.source.strip())]
        for key in [*keys, ("id", cell.get("id"))]:
            places.setdefault(key, index)
    return places


def _place(cell, known):
    keys = (("grade_id", cell.grade_id), ("id", cell.name), ("text", cell.source.strip()))
    return next((known[key] for key in keys if key[1] and key in known), None)


def _recognized(notebook, cells):
    """Each cell of a submission, where it is in the source if it comes from there, and whether it is only a copy.

    Of several that come from one cell, the first is no copy; where the cell is ours, the one that has its id.
    """
    known, originals = _places(notebook), {}
    found = [(cell, _place(cell, known)) for cell in cells]
    for cell, index in found:
        first = originals.setdefault(index, cell)
        target = None if index is None else notebook.cells[index]
        if target and not is_answer(target) and cell.name == target.get("id") != first.name:
            originals[index] = cell
    return [(cell, index, originals[index] is not cell) for cell, index in found]


def _keep(extras, place, cell):
    """Keep a cell that the student added, without anything that it says of itself."""
    if cell.kind not in ("code", "markdown") or not cell.source.strip():
        return
    if sum(map(len, extras.values())) >= ADDED:
        return
    row = extras.setdefault(place, [])
    made = getattr(nbformat.v4, f"new_{cell.kind}_cell")(cell.source, id=f"extra-{place + 1}-{len(row)}")
    made.metadata.proctor = {"extra": True}
    if cell.pictures and cell.kind == "markdown":
        made.attachments = cell.pictures
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


def _answer_again(paper, target, cell, extras, place):
    """An answer cell that was doubled, or split: the other part stands behind the first."""
    paper.notes.append(f"The answer {_name(target)} is there more than once: what came later stands behind it.")
    if cell.source.strip() != target.source.strip():
        _keep(extras, place, cell)


def _answer(paper, target, cell):
    if cell.kind != target.cell_type:
        paper.notes.append(f"The answer {_name(target)} was turned into a {cell.kind} cell: it was turned back.")
    target.source = cell.source
    if cell.pictures and target.cell_type == "markdown":
        target.attachments = cell.pictures


def _make_room(paper, answered, extras):
    """Where an answer was moved into a cell of the student's own, the stub in its place must not undo it."""
    lost = [cell for index, cell in enumerate(paper.notebook.cells) if is_answer(cell) and index not in answered]
    paper.notes += [f"The answer {_name(cell)} is missing." for cell in lost]
    wanted = [bound(cell.source) if cell.cell_type == "code" else set() for cell in lost]
    written = _bound_by_students(extras, set().union(*wanted))
    for cell, names in zip(lost, wanted, strict=True):
        if names & written:
            cell.source = ""


def _bound_by_students(extras, wanted):
    """Those of the wanted names that the student's own cells bind; the shortest cells are searched first."""
    found, left = set(), SEARCHED if wanted else 0
    for source in sorted((cell.source for row in extras.values() for cell in row if cell.cell_type == "code"), key=len):
        left -= len(source)
        if left < 0:
            break
        found |= bound(source) & wanted
    return found


def _woven(cells, extras):
    """The source's cells with the student's own behind those that they stood behind."""
    woven = list(extras.get(-1, []))
    for index, cell in enumerate(cells):
        woven += [cell, *extras.get(index, [])]
    return woven
