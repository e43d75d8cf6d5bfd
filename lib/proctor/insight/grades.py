"""What the gradebook says of an assignment: automatic and manual points, maxima, what being late costs."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from nbgrader.api import BaseCell, Grade, Gradebook, Notebook, Student, SubmittedAssignment, SubmittedNotebook

from proctor.insight.survey import Place


@dataclass
class Graded:
    """The points of one student. A question without any points yet waits to be graded by hand."""

    student: str
    first_name: str
    last_name: str
    late_penalty: float
    points: dict[Place, float | None] = field(default_factory=dict)
    waiting: bool = False

    @property
    def total(self) -> float:
        """The points in all, as nbgrader exports them: late penalty taken off, never below nothing."""
        return max(0.0, sum(value or 0.0 for value in self.points.values()) - self.late_penalty)


@dataclass(frozen=True)
class Grades:
    """The most that each question is worth, in the order of the notebooks, and the points of each student."""

    most: dict[Place, float]
    students: list[Graded]

    @property
    def best(self) -> float:
        """What the assignment is worth."""
        return sum(self.most.values())


def notebooks_of(db_url: str, course_id: str, assignment: str) -> set[str]:
    """The names of an assignment's notebooks."""
    with Gradebook(db_url, course_id) as gradebook:
        return {notebook.name for notebook in gradebook.find_assignment(assignment).notebooks}


def read_grades(db_url: str, course_id: str, assignment: str, order: Iterable[Place]) -> Grades:
    """The grades of an assignment; `order` are the graded cells as the notebooks have them."""
    with Gradebook(db_url, course_id) as gradebook:
        found = gradebook.find_assignment(assignment)
        cells = [(book.name, cell) for book in found.notebooks for cell in (*book.grade_cells, *book.task_cells)]
        known = {(book, cell.name): float(cell.max_score or 0.0) for book, cell in cells}
        places = [*(place for place in order if place in known), *sorted(known)]
        most = {place: known[place] for place in places}
        students = _students(gradebook.db, found.id)
        for student, notebook, cell, *scores in _points(gradebook.db, found.id):
            _enter(students[student], (notebook, cell), *scores)
    return Grades(most, [students[name] for name in sorted(students)])


def _enter(graded, place, score, auto, manual, waiting):
    graded.points[place] = None if auto is None and manual is None else float(score)
    graded.waiting |= bool(waiting)


def _students(db, assignment):
    rows = db.query(SubmittedAssignment, Student).join(Student, SubmittedAssignment.student_id == Student.id)
    rows = rows.filter(SubmittedAssignment.assignment_id == assignment)
    return {
        student.id: Graded(
            student.id, student.first_name or "", student.last_name or "", float(submission.late_submission_penalty)
        )
        for submission, student in rows
    }


def _points(db, assignment):
    """One query for the whole class: a row a grade."""
    columns = (SubmittedAssignment.student_id, Notebook.name, BaseCell.name)
    scores = (Grade.score, Grade.auto_score, Grade.manual_score, Grade.needs_manual_grade)
    return (
        db.query(*columns, *scores)
        .select_from(Grade)
        .join(BaseCell, Grade.cell_id == BaseCell.id)
        .join(SubmittedNotebook, Grade.notebook_id == SubmittedNotebook.id)
        .join(Notebook, SubmittedNotebook.notebook_id == Notebook.id)
        .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .filter(SubmittedAssignment.assignment_id == assignment)
    )
