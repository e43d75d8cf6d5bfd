"""What decides about a late submission: when it was due, when it came, and what the course's plugin takes off."""

import inspect
from datetime import datetime, timedelta
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.preprocessors import AssignLatePenalties
from traitlets.config import Configurable

Known = tuple[datetime | None, dict[str, tuple[timedelta | None, datetime | None]]]


def dates(gradebook: Gradebook, assignment: str) -> Known:
    """When an assignment is due; and of each student with a submission any extension, and when it was handed in."""
    row = gradebook.find_assignment(assignment)
    return row.duedate, {each.student_id: (each.extension, each.timestamp) for each in row.submissions}


def lateness(known: Known, student: str, folder: Path) -> tuple[datetime | None, timedelta | None, datetime | None]:
    """What is known of when one submission is due, and of when it came, where none of its own files says so."""
    due, students = known
    extension, came = students.get(student, (None, None))
    return due, extension, None if (folder / "timestamp.txt").exists() else came


def penalty(parent: Configurable) -> list[object]:
    """What decides about the penalty: the settings of `AssignLatePenalties`, its plugin's, and what that does."""
    step = AssignLatePenalties(parent=parent)
    step.init_plugin()
    try:
        text = inspect.getsource(step.plugin_inst.late_submission_penalty)
    except (OSError, TypeError):  # a plugin that is no Python to be read: its name stands for it
        text = ""
    return [step.trait_values(config=True), step.plugin_inst.trait_values(config=True), text]
