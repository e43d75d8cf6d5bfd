"""What a paper is rebuilt from, and what is said at its head."""

import json
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.converters import BaseConverter, GenerateAssignment
from nbgrader.preprocessors import SaveCells

from proctor.paper import Paper, is_students
from proctor.verdicts import is_test, write_zero


def released(converter: BaseConverter, assignment: str, notebook: str) -> NotebookNode:
    """The source as students got it, but with its hidden tests: what nbgrader keeps in the gradebook, complete.

    Each test cell holds a verdict of no points, which stands where no other is ever written.
    """
    course = converter.coursedir
    folder = course.format_path(course.source_directory, ".", assignment)
    source = nbformat.read(Path(folder, f"{notebook}.ipynb"), as_version=4)
    facts = {"assignment": assignment, "notebook": notebook, "student": ".", "db_url": course.db_url}
    resources = {"nbgrader": facts, "metadata": {"path": folder, "name": notebook}}
    stages = GenerateAssignment(coursedir=course, parent=converter.parent).preprocessors
    for stage in stages[: stages.index(SaveCells)]:
        source, resources = stage(parent=converter)(source, resources)
    for cell in filter(is_test, source.cells):
        write_zero(cell, "this cell was not run.")
    return source


def is_whole(path: Path) -> bool:
    """Whether a graded notebook was written by a run that came to its end."""
    try:
        return "whole" in json.loads(path.read_bytes())["metadata"]["proctor"]
    except (OSError, ValueError, KeyError, TypeError):
        return False


def with_notes(paper: Paper) -> NotebookNode:
    """The notebook of a paper, headed by what is worth knowing about the submission."""
    notebook = paper.notebook
    written = sum(len(cell.source) for cell in notebook.cells if is_students(cell))
    notebook.metadata.proctor.update(notes=paper.notes, written=written)
    if "unreadable" in notebook.metadata.proctor:
        for cell in filter(is_test, notebook.cells):
            write_zero(cell, notebook.metadata.proctor.unreadable)
    if paper.notes:
        notes = (" ".join(note.split()).replace("`", "'") for note in paper.notes)  # as code: a name may be markup
        lines = ["**About this paper**", "", *(f"- `{note}`" for note in notes)]
        notebook.cells.insert(0, nbformat.v4.new_markdown_cell("\n".join(lines), id="about-this-paper"))
    return notebook
