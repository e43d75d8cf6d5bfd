"""Rehearse a course: hand in for a sample class, grade it by nbgrader's own commands, look at the grades.

    python -m proctor.rehearse --sample build/sample --solutions solutions

run where nbgrader_config.py is, takes the assignments in source/ and the course's own configuration into a
course folder of its own, with a gradebook of its own: the real class is never touched. It ends with an error
where a submission gets other points than it deserves.
"""

import argparse
import importlib.util
import math
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook, MissingEntry

from proctor.command import CommandError, autograde, nbgrader
from proctor.sample import Assignment, Submission, sample_class

MARK = ".rehearsal"  # by this file a folder is known to be a rehearsal's own, which may be thrown away
CONFIG = """\
# made by proctor.rehearse: the course's own settings, in a folder of their own
from pathlib import Path

load_subconfig("nbgrader_config.py", path={course!r})
c.CourseDirectory.root = str(Path(__file__).resolve().parent)
c.CourseDirectory.db_url = "sqlite:///" + str(Path(__file__).resolve().parent / "gradebook.db")
c.CourseDirectory.directory_structure = "{{nbgrader_step}}/{{student_id}}/{{assignment_id}}"
c.CourseDirectory.source_directory = "source"
c.CourseDirectory.release_directory = "release"
c.CourseDirectory.submitted_directory = "submitted"
c.CourseDirectory.autograded_directory = "autograded"
c.CourseDirectory.feedback_directory = "feedback"
"""


class RehearsalError(RuntimeError):
    """A rehearsal that cannot begin, or grades that are not the ones that are deserved."""


@dataclass(frozen=True)
class Sitting:
    """One assignment and all that is handed in for it."""

    slug: str
    assignment: Assignment
    submissions: Sequence[Submission]


def rehearse(course: Path, sample: Path, solutions: Path, source: Path, workers: int = 0) -> list[Sitting]:
    """Do everything, in the folder `sample`; returns what was handed in. `workers` are those of `proctor autograde`."""
    prepare(course, sample, source)
    nbgrader(sample, "generate_assignment", "*", "--force")
    slugs = sorted(path.name for path in source.iterdir() if path.is_dir())
    sittings = [hand_in(sample, slug, routes(solutions / f"{slug}.py")) for slug in slugs]
    autograde(sample, "*", "--workers", str(workers))
    grade_by_hand(sample, sittings)
    nbgrader(sample, "generate_feedback", "*", "--force")
    nbgrader(sample, "export", "--to", "grades.csv")
    wrong = differences(sample, sittings)
    if wrong:
        raise RehearsalError("\n".join(["these grades are not the ones that are deserved:", *wrong]))
    return sittings


def prepare(course: Path, sample: Path, source: Path) -> None:
    """A fresh course folder with the course's sources and a configuration that leads to the course's own."""
    if sample.exists() and any(sample.iterdir()) and not (sample / MARK).exists():
        raise RehearsalError(
            f"{sample} must be new, empty or left by a rehearsal, got a folder with other things in it"
        )
    shutil.rmtree(sample, ignore_errors=True)
    sample.mkdir(parents=True)
    (sample / MARK).touch()
    (sample / "nbgrader_config.py").write_text(CONFIG.format(course=str(course.resolve())), encoding="utf-8")
    shutil.copytree(source, sample / "source")


def routes(path: Path) -> Mapping[str, Sequence[Callable]]:
    """The right answers by other routes, ROUTES of a Python file; none where there is no such file."""
    if not path.exists():
        return {}
    spec = importlib.util.spec_from_file_location(f"routes_{path.stem}", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.ROUTES


def hand_in(sample: Path, slug: str, routes: Mapping[str, Sequence[Callable]]) -> Sitting:
    """Lay the submissions for one assignment where nbgrader looks for them, and enrol the class."""
    source, released = (
        nbformat.read(sample / step / slug / f"{slug}.ipynb", as_version=4) for step in ("source", "release")
    )
    assignment = Assignment(source, released, routes)
    submissions = sample_class(assignment)
    for submission in submissions:
        folder = sample / "submitted" / submission.student / slug
        folder.mkdir(parents=True)
        if submission.answers is None:
            (folder / "notes.txt").write_text("The notebook is on my other machine.\n", encoding="utf-8")
        else:
            nbformat.write(submission.notebook(assignment), folder / f"{slug}.ipynb")
    with _gradebook(sample) as gradebook:
        for submission in submissions:
            gradebook.update_or_create_student(submission.student)
    return Sitting(slug, assignment, submissions)


def _gradebook(sample):
    return Gradebook(f"sqlite:///{sample.resolve() / 'gradebook.db'}")


def _grades(gradebook, slug, student):
    """The grades of a submission, one an item; none where nothing was graded."""
    try:
        submission = gradebook.find_submission(slug, student)
    except MissingEntry:
        return []
    return [grade for notebook in submission.notebooks for grade in notebook.grades]


def grade_by_hand(sample: Path, sittings: Sequence[Sitting]) -> None:
    """What an instructor does in formgrader: points for the answers that no test grades."""
    with _gradebook(sample) as gradebook:
        for sitting in sittings:
            by_hand = {item.grade_id for item in sitting.assignment.items if item.by_hand}
            for submission in sitting.submissions:
                for grade in _grades(gradebook, sitting.slug, submission.student):
                    if grade.needs_manual_grade and grade.name in by_hand:
                        grade.manual_score = submission.deserved[grade.name]
                        grade.needs_manual_grade = False
        gradebook.db.commit()


def differences(sample: Path, sittings: Sequence[Sitting]) -> list[str]:
    """Where the gradebook and what was deserved differ, a line each."""
    with _gradebook(sample) as gradebook:
        return [
            f"{sitting.slug}, {submission.student}, {name}: deserves {points:g}, got {got}"
            for sitting in sittings
            for submission in sitting.submissions
            for name, points, got in _compared(gradebook, sitting.slug, submission)
            if not isinstance(got, float) or not math.isclose(got, points, abs_tol=1e-6)
        ]


def _compared(gradebook, slug, submission):
    """The name, the points deserved and the points got, of each item of a submission."""
    grades = {grade.name: grade for grade in _grades(gradebook, slug, submission.student)}
    for name, points in submission.deserved.items():
        if name not in grades:  # a student without a notebook has no grades, which exports as 0
            yield name, points, 0.0 if submission.answers is None else "no grade"
        else:
            yield name, points, "a grade by hand" if grades[name].needs_manual_grade else grades[name].score


def summary(sittings: Sequence[Sitting]) -> str:
    """Who got how many points, as a small table."""
    students = [submission.student for submission in sittings[0].submissions]
    lines = [["", *(f"{s.slug} (of {sum(item.points for item in s.assignment.items):g})" for s in sittings)]]
    for row, student in enumerate(students):
        lines.append([student, *(f"{sitting.submissions[row].score:g}" for sitting in sittings)])
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )


def main(arguments: Sequence[str]) -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m proctor.rehearse", description=__doc__.split("\n\n")[0])
    parser.add_argument("--course", type=Path, default=Path(), help="the folder of nbgrader_config.py")
    parser.add_argument("--sample", type=Path, required=True, help="the folder to rehearse in; it is emptied first")
    parser.add_argument(
        "--solutions", type=Path, default=Path("solutions"), help="the folder of SLUG.py with its ROUTES"
    )
    parser.add_argument("--source", type=Path, default=Path("source"), help="nbgrader's source folder")
    given = parser.parse_args(arguments)
    try:
        sittings = rehearse(given.course, given.sample, given.solutions, given.source)
    except (RehearsalError, CommandError) as error:
        sys.exit(str(error))
    print(f"\nEvery submission got the points that it deserves:\n{summary(sittings)}")


if __name__ == "__main__":
    main(sys.argv[1:])
