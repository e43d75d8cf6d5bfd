"""What students were given to start from, and what the instructor would have answered."""

import copy
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import ClearSolutions
from traitlets.config import Configurable

from proctor.insight.survey import Place
from proctor.paper import is_answer


@dataclass(frozen=True)
class Starter:
    """An answer cell of the source: as released, and with its solution."""

    stub: str
    solution: str


def starters(course: CourseDirectory, assignment: str, parent: Configurable | None) -> dict[Place, Starter]:
    """Each answer cell of an assignment's source; nothing where there is no source."""
    found = {}
    folder = Path(course.format_path(course.source_directory, ".", assignment))
    for path in sorted(folder.glob("*.ipynb")):
        source = nbformat.read(path, as_version=4)
        cleared, _ = ClearSolutions(parent=parent).preprocess(copy.deepcopy(source), {})
        for whole, stub in zip(source.cells, cleared.cells, strict=True):
            if is_answer(whole):
                found[path.stem, whole.metadata.nbgrader.grade_id] = Starter(stub.source, whole.source)
    return found
