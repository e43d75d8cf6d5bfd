"""From a handed-in notebook to a grade, feedback and a table, by nbgrader itself, for each assignment."""

import csv
import html
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook
from proctor.author import write
from proctor.rehearse import rehearse

ROOT = Path(__file__).parents[2]
SLUGS = sorted(path.stem for path in (ROOT / "solutions").glob("*.md"))

pytestmark = pytest.mark.slow
each_slug = pytest.mark.parametrize("slug", SLUGS)


@pytest.fixture(scope="module")
def sat(tmp_path_factory):
    """Grades the sample class of an assignment, once, and gives its folder and what was handed in."""

    @cache
    def graded(slug):
        folder = tmp_path_factory.mktemp(slug)
        write([ROOT / "solutions" / f"{slug}.md"], folder / "source")
        (sitting,) = rehearse(ROOT, folder / "sample", ROOT / "solutions", folder / "source", workers=1)
        return folder / "sample", sitting

    return graded


def scores(sample, slug):
    with Gradebook(f"sqlite:///{sample / 'gradebook.db'}") as gradebook:
        return {submission.student.id: submission.score for submission in gradebook.find_assignment(slug).submissions}


@each_slug
def test_the_sample_class_gets_what_it_deserves(slug, sat):
    sample, sitting = sat(slug)  # a difference in any item is an error there
    assert len(sitting.submissions) >= 8
    deserved = {each.student: each.score for each in sitting.submissions}
    assert scores(sample, slug) == pytest.approx(deserved)


@each_slug
def test_the_solution_gets_full_marks_and_the_stub_none(slug, sat):
    sample, sitting = sat(slug)
    full = sum(item.points for item in sitting.assignment.items)
    got = scores(sample, slug)
    assert (got["perfect"], got["untouched"]) == (full, 0)


@each_slug
def test_warnings_prints_and_logs_cost_nothing(slug, sat):
    got = scores(sat(slug)[0], slug)
    assert got["noisy"] == got["perfect"]


@each_slug
def test_the_grades_are_exported(slug, sat):
    sample, sitting = sat(slug)
    with (sample / "grades.csv").open(encoding="utf-8") as stream:
        exported = {row["student_id"]: float(row["score"]) for row in csv.DictReader(stream)}
    assert exported == pytest.approx({each.student: each.score for each in sitting.submissions})


def feedback(sample, slug, student):
    return html.unescape((sample / "feedback" / student / slug / f"{slug}.html").read_text(encoding="utf-8"))


@each_slug
def test_every_notebook_gets_a_feedback_page_with_a_report_on_every_check(slug, sat):
    sample, sitting = sat(slug)
    perfect = feedback(sample, slug, "perfect")
    for item in sitting.assignment.automatic:
        for requirement in item.check.requirements:
            assert f"✓ {requirement.name}" in perfect
    for each in sitting.submissions:
        if each.answers is not None and each.score < sitting.submissions[0].score and each.student != "syntax-error":
            assert "✗ " in feedback(sample, slug, each.student)


@each_slug
def test_a_known_mistake_is_explained_in_the_feedback(slug, sat):
    sample, sitting = sat(slug)
    page = feedback(sample, slug, "known-mistakes")
    for item in sitting.assignment.automatic:
        told = [mistake.explanation in page for mistake in item.check.mistakes]
        assert any(told), item.name


@each_slug
def test_a_stub_is_told_that_it_is_not_written_yet_and_nobody_meets_a_bare_assertion(slug, sat):
    sample, _ = sat(slug)
    assert "Not written yet" in feedback(sample, slug, "untouched")
    for student in ["untouched", "half-done", "known-mistakes", "raises", "noisy"]:
        assert "AssertionError" not in feedback(sample, slug, student)


def validate(path):
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", "validate", path.name],
        cwd=path.parent,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@each_slug
def test_nbgrader_validate_says_success_of_the_solution(slug, sat):
    sample, _ = sat(slug)
    assert "Success!" in validate(sample / "submitted" / "perfect" / slug / f"{slug}.ipynb")


@each_slug
def test_nbgrader_validate_shows_the_report_on_a_wrong_notebook(slug, sat):
    sample, sitting = sat(slug)
    shown = validate(sample / "submitted" / "known-mistakes" / slug / f"{slug}.ipynb")
    assert "VALIDATION FAILED" in shown
    lost = [
        item for item in sitting.assignment.automatic if sitting.submissions[4].deserved[item.grade_id] < item.points
    ]
    for item in lost:
        assert f"{item.name}: " in shown
    assert shown.count("✗ ") >= len(lost) > 0


@each_slug
def test_what_was_graded_is_the_release_with_the_students_answers(slug, sat):
    """No cell had to be put back: the submissions are what a student would make of the released notebook."""
    sample, sitting = sat(slug)
    released = nbformat.read(sample / "release" / slug / f"{slug}.ipynb", as_version=4)
    answers = {item.answer for item in sitting.assignment.items}
    graded = nbformat.read(sample / "autograded" / "perfect" / slug / f"{slug}.ipynb", as_version=4)
    assert graded.metadata.proctor.notes == []
    for before, after in zip(released.cells, graded.cells, strict=True):
        assert before.id == after.id
        assert before.id in answers or before.source == after.source
