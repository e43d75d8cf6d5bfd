"""The graded papers of an assignment, one at a time, and what each says."""

import glob
import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.coursedir import CourseDirectory

from proctor.paper import is_answer
from proctor.progress import why_nothing
from proctor.verdicts import is_test


@dataclass(frozen=True)
class Judged:
    """A test cell: its findings, as the judge left them, or else the reason why there are none.

    answer: the grade_id of the answer that it asks about, which is the one before it.
    """

    cell: str
    answer: str | None
    findings: tuple[dict[str, Any], ...] = ()
    reason: str = ""


@dataclass
class Paper:
    """What a graded notebook says. `answers` are kind and text by grade_id; `broken` says why it says nothing."""

    student: str
    notebook: str
    seconds: float = 0.0
    notes: tuple[str, ...] = ()
    nothing: str | None = None
    broken: str | None = None
    judged: list[Judged] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    answers: dict[str, tuple[str, str]] = field(default_factory=dict)


def papers(course: CourseDirectory, assignment: str, notebooks: Collection[str]) -> Iterator[Paper]:
    """Every graded paper, in the order of students and names; holds one at a time.

    notebooks: the names of the assignment's own. Any other was handed in besides, and may say what it likes.
    """
    step = course.autograded_directory
    shape = course.format_path(step, "*", glob.escape(assignment)).replace(course.root, glob.escape(course.root), 1)
    known = re.compile(course.format_path(re.escape(step), "(?P<student>.*)", re.escape(assignment), escape=True))
    for folder in sorted(glob.glob(shape)):  # noqa: PTH207  the pattern may be absolute
        match = known.fullmatch(folder)
        for path in [Path(folder, f"{name}.ipynb") for name in sorted(notebooks)] if match else ():
            if path.is_file():
                yield read_paper(path, match["student"])


def read_paper(path: Path, student: str) -> Paper:
    """One graded paper; one that cannot be read says so, and harms no other."""
    try:
        notebook = _notebook(path)
        record = notebook.metadata.get("proctor", {})
        if "seconds" not in record:
            return Paper(student, path.stem, broken="proctor did not grade it, or was cut off")
        paper = Paper(student, path.stem, float(record.seconds), tuple(record.get("notes", ())), why_nothing(notebook))
        _read_cells(paper, notebook)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        return Paper(student, path.stem, broken=f"it cannot be read ({type(error).__name__})")
    return paper


def _notebook(path) -> NotebookNode:
    """A notebook without its outputs; nbformat's own reader would spend most of its time on checking them."""
    data = json.loads(path.read_bytes())
    for cell in data["cells"]:
        cell.pop("outputs", None)
        if isinstance(cell["source"], list):
            cell["source"] = "".join(cell["source"])
    return nbformat.from_dict(data)


def _read_cells(paper, notebook):
    last = None
    for cell in notebook.cells:
        mark, said = cell.metadata.get("nbgrader", {}), cell.metadata.get("proctor", {})
        if mark.get("grade"):
            paper.questions.append(mark.grade_id)
        if is_answer(cell):
            paper.answers[mark.grade_id] = (cell.cell_type, cell.source)
            last = mark.grade_id if cell.cell_type == "code" else last
        elif is_test(cell):
            findings = tuple(dict(row) for row in said.get("findings", ()))
            paper.judged.append(Judged(mark.grade_id, last, findings, str(said.get("reason", ""))))
