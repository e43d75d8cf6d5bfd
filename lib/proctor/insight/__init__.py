"""What a whole class did with an assignment: a page for the instructor, and two tables.

    insight/ASSIGNMENT/index.html          opens in any browser, asks nobody for anything
    insight/ASSIGNMENT/requirements.csv    a row a student and requirement
    insight/ASSIGNMENT/questions.csv       a row a student, a column a question

They are made from the graded papers and the gradebook, and change neither. They hold names and answers: they are as
private as the gradebook.
"""

import os
from pathlib import Path

from nbgrader.coursedir import CourseDirectory
from traitlets.config import Configurable

from proctor.insight.gather import papers
from proctor.insight.grades import notebooks_of, read_grades
from proctor.insight.page import render
from proctor.insight.resemblance import Resemblance
from proctor.insight.source import starters
from proctor.insight.survey import Survey
from proctor.insight.tables import question_table, requirement_table


def write_insight(course: CourseDirectory, assignment: str, parent: Configurable | None = None) -> Path:
    """Write the page and the tables of an assignment; returns where the page is.

    parent: whose configuration says how solutions are marked, as nbgrader's own converters take it.
    ValueError where the assignment is not in the gradebook, or has no graded paper.
    """
    survey, alike = Survey(), Resemblance(starters(course, assignment, parent))
    for paper in papers(course, assignment, notebooks_of(course.db_url, course.course_id, assignment)):
        survey.add(paper)
        alike.add(paper)
    if not survey.papers:
        raise ValueError(f"no paper of the assignment {assignment!r} has been graded: proctor autograde {assignment}")
    grades = read_grades(course.db_url, course.course_id, assignment, survey.order)
    folder = Path(course.root, "insight", assignment)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _write(folder / "requirements.csv", requirement_table(survey))
    _write(folder / "questions.csv", question_table(grades))
    _write(folder / "index.html", render(assignment, survey, grades, alike.report()))
    return folder / "index.html"


def _write(path, text):
    """Write the whole file or nothing, readable by its owner alone."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_bytes(text.encode("utf-8", "replace"))
    draft.replace(path)
