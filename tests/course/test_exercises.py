"""What students get is what the sources say today, without a line that is not for them."""

import importlib
import inspect
import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import nbformat
import pytest
from proctor.author import expand, write
from proctor.items import items
from proctor.rehearse import routes

ROOT = Path(__file__).parents[2]
SOLUTIONS = ROOT / "solutions"
SLUGS = sorted(path.stem for path in SOLUTIONS.glob("*.md"))
TINY = ROOT / "tests" / "proctor" / "tiny"

each_slug = pytest.mark.parametrize("slug", SLUGS)


@cache
def source(slug):
    return expand(SOLUTIONS / f"{slug}.md")


def bank(slug):
    return importlib.import_module(f"shrinkage.checks.{slug}").CHECKS


def exercise(slug):
    return ROOT / "exercises" / slug / f"{slug}.ipynb"


def generate(folder, paths):
    """What nbgrader releases of the sources at `paths`, in a folder with the configuration of the course."""
    write(paths, folder / "source")
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", "generate_assignment", "*"],
        cwd=folder,
        env={**os.environ, "PATH": os.defpath},  # no environment is activated
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return folder / "exercises"


@pytest.fixture(scope="module")
def generated(tmp_path_factory):
    paths = [SOLUTIONS / f"{slug}.md" for slug in SLUGS] + [TINY / "solutions" / "averages.md"]
    return generate(tmp_path_factory.mktemp("course"), paths)


@each_slug
def test_exercises_are_fresh(slug, generated):
    fresh = (generated / slug / f"{slug}.ipynb").read_bytes()
    assert exercise(slug).read_bytes() == fresh, "exercises/ is not what solutions/ says: run `make exercises`"


def test_generating_again_gives_the_same_bytes(generated, tmp_path):
    again = generate(tmp_path, [TINY / "solutions" / "averages.md"])
    name = Path("averages") / "averages.ipynb"
    assert (again / name).read_bytes() == (generated / name).read_bytes()


def test_each_source_has_its_exercise_and_nothing_else_is_there():
    there = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "exercises").rglob("*") if path.is_file())
    assert [path for path in there if ".ipynb_checkpoints" not in path] == [
        f"exercises/{slug}/{slug}.ipynb" for slug in SLUGS
    ]


@each_slug
def test_an_exercise_is_a_valid_notebook_that_has_never_been_run(slug):
    notebook = nbformat.read(exercise(slug), as_version=4)
    nbformat.validate(notebook)
    for cell in notebook.cells:
        assert cell.cell_type != "code" or (cell.outputs == [] and cell.execution_count is None)


def text_of(path):
    return "\n".join(cell.source for cell in nbformat.read(path, as_version=4).cells)


def fenced(notebook, what):
    """The lines between the fences BEGIN `what` and END `what`, and all the others."""
    inside, outside, within = [], [], False
    for line in "\n".join(cell.source for cell in notebook.cells).split("\n"):
        if f"BEGIN {what}" in line or f"END {what}" in line:
            within = f"BEGIN {what}" in line
        else:
            (inside if within else outside).append(line.strip())
    return [line for line in inside if line], set(outside)


def leaks(notebook, released, what):
    """The lines between the fences that are in the release, though they are nowhere else in the source."""
    inside, outside = fenced(notebook, what)
    lines = {line.strip() for line in released.split("\n")}
    return [line for line in inside if line not in outside and line in lines]


@each_slug
def test_no_line_of_a_solution_or_of_a_hidden_test_is_released(slug):
    released = text_of(exercise(slug))
    assert fenced(source(slug), "SOLUTION")[0]
    assert leaks(source(slug), released, "SOLUTION") == []
    assert leaks(source(slug), released, "HIDDEN TESTS") == []
    assert "SOLUTION" not in released
    assert "HIDDEN" not in released


@each_slug
def test_no_known_mistake_and_no_explanation_is_released(slug):
    released = text_of(exercise(slug))
    for check in bank(slug).values():
        for mistake in check.mistakes:
            assert mistake.explanation not in released
            assert f"def {mistake.wrong.__name__}(" not in released
            assert inspect.getsource(mistake.wrong).strip() not in released


def test_hidden_tests_and_solutions_are_found_to_be_left_out(generated):
    notebook = expand(TINY / "solutions" / "averages.md")
    released = text_of(generated / "averages" / "averages.ipynb")
    assert fenced(notebook, "HIDDEN TESTS")[0] == ["assert largest([-17, -4]) == -4"]
    assert leaks(notebook, released, "SOLUTION") == leaks(notebook, released, "HIDDEN TESTS") == []
    assert "largest([-17, -4])" not in released
    assert "total_of_the_solution" not in released
    assert "far from all the others" not in released
    assert "raise NotImplementedError()" in released
    assert "Your answer here." in released


def test_the_search_for_leaks_finds_what_leaks():
    notebook = expand(TINY / "solutions" / "averages.md")
    everything = "\n".join(cell.source for cell in notebook.cells)
    assert len(leaks(notebook, everything, "SOLUTION")) == 5
    assert leaks(notebook, everything, "HIDDEN TESTS") == ["assert largest([-17, -4]) == -4"]


@each_slug
def test_every_check_has_one_test_cell_that_is_worth_its_points(slug):
    tested = [item for item in items(source(slug)) if item.check]
    assert {item.name: item.check for item in tested} == bank(slug)
    assert {item.name: item.points for item in tested} == {c.name: c.points for c in bank(slug).values()}
    assert len(tested) == len(bank(slug))


@each_slug
def test_an_assignment_has_six_to_eight_items_and_one_of_them_is_graded_by_hand(slug):
    graded = items(source(slug))
    assert (5 if slug == "rescue" else 6) <= len(graded) <= 8  # the capstone is one large item, with three tools
    assert sum(item.by_hand for item in graded) >= 1
    assert all(item.check or item.by_hand for item in graded)


@each_slug
def test_the_points_that_the_text_promises_are_the_points_that_there_are(slug):
    total = sum(item.points for item in items(source(slug)))
    opening = next(cell.source for cell in source(slug).cells if cell.cell_type == "markdown")
    assert f"{total:g} points" in opening
    headings = re.findall(r"^## .*\((\d+) points?\b", "\n".join(c.source for c in source(slug).cells), re.M)
    assert [float(points) for points in headings] == [item.points for item in items(source(slug))]


@each_slug
def test_the_routes_belong_to_checks(slug):
    assert set(routes(SOLUTIONS / f"{slug}.py")) <= set(bank(slug))
