"""Grades in nbgrader's gradebook, written whole or not at all."""

import contextlib
import functools
import time
from collections.abc import Iterator
from unittest import mock

import sqlalchemy
from nbgrader import api
from nbgrader.api import BaseCell, Comment, Grade, Gradebook, MissingEntry
from nbgrader.preprocessors import NbGraderPreprocessor, SaveAutoGrades

TRIES = 3  # to reach the gradebook, which somebody else may be writing
OUT_OF_REACH = (
    "The gradebook cannot be written: {reason}. Every grade that was recorded is there, and none by half: "
    "mend the cause, and give the same command again"
)


@contextlib.contextmanager
def one_engine() -> Iterator[None]:
    """While this lasts, the gradebooks of an address share an engine, and with it the queries that it has compiled.

    nbgrader opens a gradebook for each step of each paper, and each would compile every query anew.
    """
    before, api.create_engine = api.create_engine, functools.cache(api.create_engine)
    try:
        yield
    finally:
        api.create_engine = before


@contextlib.contextmanager
def one_gradebook(db_url: str, course_id: str) -> Iterator[Gradebook]:
    """While this lasts, whoever opens a gradebook gets this one, and nothing is committed but by its `save()`.

    Eight openings and twenty commits a paper were most of what it took to record one. `rest()`, between papers, lets go
    of the database and of what was read from it.
    """
    shared = Gradebook(db_url, course_id)
    shared.save, shared.rest = shared.db.commit, functools.partial(Gradebook.close, shared)
    shared.db.commit = shared.db.flush

    def join(self, *_given, **_named):
        vars(self).update(vars(shared))

    with contextlib.closing(shared), mock.patch.multiple(Gradebook, __init__=join, close=lambda self: None):
        yield shared


class SaveWhole(SaveAutoGrades):
    """nbgrader's `SaveAutoGrades`, which asks for each grade by itself and commits after it, for a notebook at once."""

    def preprocess(self, nb, resources):
        """Save the grades and comments of a notebook; where anything goes wrong, none of them."""
        facts = resources["nbgrader"]
        self.notebook_id, self.assignment_id, self.student_id = facts["notebook"], facts["assignment"], facts["student"]
        with Gradebook(facts["db_url"]) as gradebook:
            self.gradebook = _Rows(gradebook, self.notebook_id, self.assignment_id, self.student_id)
            nb, resources = NbGraderPreprocessor.preprocess(self, nb, resources)
            gradebook.db.commit()
        return nb, resources


class _Rows:
    """The rows of one notebook of a submission, in the place of the gradebook that `SaveAutoGrades` asks for each."""

    def __init__(self, gradebook, *where):
        notebook = gradebook.find_submission_notebook(*where)
        self.grades, self.comments = (_rows(gradebook, kind, notebook) for kind in (Grade, Comment))
        self.db = self  # to commit

    def find_grade(self, name, *_where):
        return self._found(self.grades, name)

    def find_comment(self, name, *_where):
        return self._found(self.comments, name)

    @staticmethod
    def _found(rows, name):
        if name not in rows:
            raise MissingEntry(f"The gradebook knows no cell {name!r} of this notebook: generate the assignment again")
        return rows[name]

    def commit(self):
        """Nothing: the notebook is committed as a whole."""


def _rows(gradebook, kind, submitted):
    """The rows of a kind of one submitted notebook, by the names of their cells.

    The query names the cells because the index of these tables begins with them: without, the rows of the whole class
    would be read for each paper.
    """
    cells = gradebook.db.query(BaseCell.id, BaseCell.name).filter(BaseCell.notebook_id == submitted.notebook_id)
    names = {cell.id: cell.name for cell in cells}
    rows = gradebook.db.query(kind).filter(kind.cell_id.in_(names), kind.notebook_id == submitted.id)
    return {names[row.cell_id]: row for row in rows}


def forget_scores(gradebook: Gradebook, notebook: str, assignment: str, student: str) -> None:
    """Take back the scores of an earlier grading; points that a person gave stay, and are to be looked at again."""
    with contextlib.suppress(MissingEntry):  # it is the first
        submitted = gradebook.find_submission_notebook(notebook, assignment, student)
        for grade in _rows(gradebook, Grade, submitted).values():
            grade.auto_score, grade.needs_manual_grade = None, True


class MarkWhole(NbGraderPreprocessor):
    """The last step: says in the notebook that all of its grades are in the gradebook, and what they were made from."""

    def preprocess(self, nb, resources):
        """Mark the notebook; one that a run left without this mark is graded again."""
        self.parent.parent.save()
        nb.metadata.proctor.update(whole=True, **self.parent.parent.provenance)
        return nb, resources


def unwritable(db_url: str) -> str | None:
    """Why nothing can be written into a gradebook at this moment, or None where it can."""
    engine = sqlalchemy.create_engine(db_url)
    begin = "BEGIN IMMEDIATE" if engine.dialect.name == "sqlite" else "BEGIN"
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql(begin)
            connection.exec_driver_sql("ROLLBACK")
    except sqlalchemy.exc.OperationalError as error:
        return str(error.orig)
    finally:
        engine.dispose()
    return None


def out_of_reach(db_url: str) -> str | None:
    """What to say of a gradebook that cannot be written, though it was tried for a while, or None where it can."""
    for _ in range(TRIES):
        reason = unwritable(db_url)
        if not reason:
            return None
        time.sleep(1)
    return OUT_OF_REACH.format(reason=reason)
