"""The tables as CSV that a spreadsheet takes for what it is: text stays text, numbers stay numbers.

Text that begins with a character that starts a formula (= + - @, their wide forms, a tab, a line's end) gets an
apostrophe before it, since a student chooses names and messages, and a spreadsheet would run `=cmd()`. Every text is
quoted, no number is. The files are UTF-8 with the mark at the beginning that spreadsheets know it by.
"""

import csv
import io
from collections.abc import Iterable
from typing import Any

from proctor.insight.grades import Grades
from proctor.insight.survey import Place, Survey

STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")


def requirement_table(survey: Survey) -> str:
    """A row a student and requirement. `passed` is empty where the answer could not be judged."""
    head = ("student_id", "notebook", "question", "requirement", "points", "passed", "mistake", "reason")
    answers = {True: "yes", False: "no", None: ""}
    columns = ("student", *head[1:])
    rows = (row | {"passed": answers[row["passed"]]} for row in survey.rows())
    return as_csv(head, ([row[name] for name in columns] for row in rows))


def question_table(grades: Grades) -> str:
    """A row a student: the points of each question, empty where they are still to be given, and the total."""
    head = ["student_id", "last_name", "first_name", *labels(grades.most).values()]
    head += ["late_penalty", "total", "maximum", "waits_for_manual_grading"]
    rows = []
    for each in grades.students:
        points = [each.points.get(place) for place in grades.most]
        ends = [each.late_penalty, each.total, grades.best, "yes" if each.waiting else "no"]
        rows.append([each.student, each.last_name, each.first_name, *points, *ends])
    return as_csv(head, rows)


def labels(places: Iterable[Place]) -> dict[Place, str]:
    """What a question is called: its grade_id, with the notebook's name where there are several."""
    places = list(places)
    many = len({notebook for notebook, _ in places}) > 1
    return {(notebook, cell): f"{notebook}/{cell}" if many else cell for notebook, cell in places}


def as_csv(head: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    """Rows as CSV."""
    file = io.StringIO(newline="")
    file.write("\ufeff")
    writer = csv.writer(file, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow([harmless(text) for text in head])
    writer.writerows([harmless(value) for value in row] for row in rows)
    return file.getvalue()


def harmless(value: Any) -> Any:
    """A value that no spreadsheet takes for a formula."""
    if not isinstance(value, str):
        return "" if value is None else value
    text = value.replace("\0", "\ufffd")
    return f"'{text}" if text.lstrip(" ").startswith(STARTS) else text
