"""Grades of one paper are written whole or not at all, and cost no more in a large class than in a small one."""

import nbformat
import pytest
from nbgrader.api import Gradebook, MissingEntry
from proctor.gradebook import SaveWhole, forget_scores
from sqlalchemy import event
from sqlalchemy.engine import Engine

# nbgrader's own queries while it adds rows
pytestmark = pytest.mark.filterwarnings("ignore:Object of type:sqlalchemy.exc.SAWarning")
WHERE = ("hw", "hw")
LARGE = ("grade", "comment", "submitted_notebook", "submitted_assignment", "student")  # tables with rows for each paper


def graded(name):
    mark = {"grade": True, "solution": False, "locked": True, "task": False, "schema_version": 3, "points": 2}
    output = nbformat.v4.new_output("execute_result", {"text/plain": "1.5"}, execution_count=1)
    return nbformat.v4.new_code_cell("check", metadata={"nbgrader": mark | {"grade_id": name}}, outputs=[output])


@pytest.fixture
def db_url(tmp_path):
    """A gradebook of an assignment with two tests and an answer, handed in by three."""
    url = f"sqlite:///{tmp_path / 'gradebook.db'}"
    with Gradebook(url) as gradebook:
        gradebook.add_assignment("hw")
        gradebook.add_notebook(*WHERE)
        for name in ("one", "two"):
            gradebook.add_grade_cell(name, *WHERE, max_score=2, cell_type="code")
        gradebook.add_solution_cell("answer", *WHERE)
        for student in ("ann", "ben", "cem"):
            gradebook.add_student(student)
            gradebook.add_submission("hw", student)
            for grade in gradebook.find_submission_notebook(*WHERE, student).grades:
                grade.auto_score, grade.needs_manual_grade = 1.0, False
        gradebook.db.commit()
    return url


def grades(db_url, student):
    with Gradebook(db_url) as gradebook:
        found = gradebook.find_submission_notebook(*WHERE, student).grades
        return {grade.name: (grade.auto_score, grade.needs_manual_grade) for grade in found}


def save(db_url, student, *names):
    notebook = nbformat.v4.new_notebook(cells=[*map(graded, names)])
    facts = {"notebook": "hw", "assignment": "hw", "student": student, "db_url": db_url}
    return SaveWhole().preprocess(notebook, {"nbgrader": facts})


def forget(db_url, student):
    with Gradebook(db_url) as gradebook:
        forget_scores(gradebook, *WHERE, student)
        gradebook.db.commit()


def test_scores_are_taken_back_for_one_student_alone(db_url):
    forget(db_url, "ben")
    assert grades(db_url, "ben") == {"one": (None, True), "two": (None, True)}
    assert grades(db_url, "ann") == grades(db_url, "cem") == {"one": (1.0, False), "two": (1.0, False)}


def test_the_grades_of_a_notebook_are_saved_for_its_student_alone(db_url):
    save(db_url, "ben", "one", "two")
    assert grades(db_url, "ben") == {"one": (1.5, False), "two": (1.5, False)}
    assert grades(db_url, "ann") == {"one": (1.0, False), "two": (1.0, False)}


def test_where_one_cell_is_unknown_no_grade_is_saved(db_url):
    with pytest.raises(MissingEntry, match="no cell 'three' of this notebook"):
        save(db_url, "ben", "one", "three")
    assert grades(db_url, "ben") == {"one": (1.0, False), "two": (1.0, False)}


def test_no_query_reads_the_rows_of_the_whole_class(db_url):
    plans = []

    @event.listens_for(Engine, "after_cursor_execute")
    def explain(connection, cursor, statement, parameters, context, many):
        if statement.startswith("SELECT"):
            other = connection.connection.cursor()
            plans.extend(row[3] for row in other.execute(f"EXPLAIN QUERY PLAN {statement}", parameters))

    try:
        forget(db_url, "ben")
        save(db_url, "ben", "one", "two")
    finally:
        event.remove(Engine, "after_cursor_execute", explain)
    assert any("grade USING INDEX" in plan for plan in plans)
    assert any("comment USING INDEX" in plan for plan in plans)
    scanned = [plan.split()[1] for plan in plans if plan.startswith("SCAN ")]
    assert not set(scanned) & set(LARGE)
