"""The ways of a course: nbgrader's own commands, graded twice, cut off, misconfigured, or without a closed room."""

import html
import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell

from .classroom import HERE, LIB, RIGHT, environment, hand_in, make_course, released, run, scores

pytestmark = pytest.mark.slow

FULL = {"test_penalty": 3.0, "test_center": 3.0, "test_largest": 1.0, "why": None}
ZERO = dict.fromkeys(["test_penalty", "test_center", "test_largest"], 0.0)
WITHOUT_HALF = RIGHT | {"penalty": "def penalty(w, lam):\n    return lam * np.sum(w**2)\n"}

PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return make_course(tmp_path_factory.mktemp("course"))


def graded(root, student):
    """A graded notebook."""
    return json.loads((root / f"autograded/{student}/hw/hw.ipynb").read_text())


def outputs(notebook, name):
    cells = [cell for cell in notebook["cells"] if cell["metadata"].get("nbgrader", {}).get("grade_id") == name]
    return cells[0]["outputs"]


def test_a_verdict_is_one_result_with_the_score_and_a_report(course):
    hand_in(course, "half", released(WITHOUT_HALF))
    run(course, "autograde", "hw", "--student", "half")
    (verdict,) = outputs(graded(course, "half"), "test_penalty")
    assert "".join(verdict["data"]["text/plain"]) == "0"
    assert "This is what you get without the ½." in "".join(verdict["data"]["text/html"])


def test_validate_feedback_and_export_work_as_ever(course):
    hand_in(course, "ann", released())
    run(course, "autograde", "hw", "--student", "ann")
    run(course, "generate_feedback", "hw", "--student", "ann")
    assert "penalty: 3 of 3 points" in (course / "feedback/ann/hw/hw.html").read_text()
    run(course, "export")
    assert "ann" in (course / "grades.csv").read_text()
    told = run(course, "validate", "submitted/ann/hw/hw.ipynb").stdout
    assert "Success" in told, told


def test_an_answer_that_cannot_be_read_is_the_reason_that_is_given_for_the_name_that_is_missing(course):
    hand_in(course, "indented", released(RIGHT | {"penalty": "  x = 1\n def penalty(w, lam):\n    return 0.0\n"}))
    done = run(course, "autograde", "hw", "--student", "indented")
    said = "".join(outputs(graded(course, "indented"), "test_penalty")[0]["data"]["text/html"])
    for text in (done.stderr, html.unescape(said)):
        assert "the cell ended with an error: IndentationError: " in text
        assert "in the answer above it, hence NameError: name 'penalty' is not defined" in text
    assert scores(course)["indented"] == FULL | {"test_penalty": 0.0}


def test_what_a_student_writes_in_words_runs_nothing_and_shows_its_pictures(course):
    notebook = released()
    notebook.cells[
        -1
    ].source = "<script>alert(1)</script>\n\n![dot](attachment:dot.png) [x](javascript:alert(2)) **bold**"
    notebook.cells[-1].attachments = {"dot.png": {"image/png": PNG}, "gone.png": {"text/html": "<b>"}}
    added = ["```mermaid\n<script>alert(3)</script>\n```", "![gone](attachment:gone.png) <script>alert(4)</script>"]
    notebook.cells[2:2] = [new_markdown_cell(text) for text in added]
    hand_in(course, "words", notebook)
    run(course, "autograde", "hw", "--student", "words")
    run(course, "generate_feedback", "hw", "--student", "words")
    page = BeautifulSoup((course / "feedback/words/hw/hw.html").read_bytes(), "html.parser")
    assert not [script for script in page.find_all("script") if "alert" in script.text]
    assert not [link for link in page.find_all("a") if "alert" in link.get("href", "")]
    assert f"data:image/png;base64,{PNG}" in [image["src"] for image in page.find_all("img")]
    assert "bold" in [strong.text for strong in page.find_all("strong")]
    assert page.find("h1", id="The-exercise")


def feedback(root, student, *texts, kind=new_markdown_cell):
    """The feedback page of a right paper with cells of the student's own at its head."""
    notebook = released()
    notebook.cells[3:3] = map(kind, texts)
    hand_in(root, student, notebook)
    run(root, "autograde", "hw", "--student", student)
    run(root, "generate_feedback", "hw", "--student", student)
    return BeautifulSoup((root / f"feedback/{student}/hw/hw.html").read_bytes(), "html.parser")


def test_words_that_take_long_to_set_are_shown_as_they_were_written(course):
    long = [mark * 600 for mark in ("\\begin{a}", "\\\\[", "\\\\(")] + ["> **many** words " * 1500]
    page = feedback(course, "long", *long, "**few** words $x$")
    assert [shown.text.strip() for shown in page.select(".text_cell_render pre")] == [text.strip() for text in long]
    assert [strong.text for strong in page.select(".text_cell_render strong")] == ["few"]


@pytest.mark.parametrize(("lines", "colours"), [(10, True), (12_000, False)])
def test_code_is_shown_in_colours_unless_a_paper_is_very_long(course, lines, colours):
    page = feedback(course, f"code{lines}", *["x = '<b>'\n" * (lines // 2)] * 2, kind=new_code_cell)
    mine = [shown for shown in page.select(".input_area pre") if "<b>" in shown.text]
    assert [shown.text.count("x = '<b>'") for shown in mine] == [lines // 2] * 2
    assert [bool(shown.find("span", class_="mi") or shown.find("span", class_="o")) for shown in mine] == [colours] * 2


def test_grading_twice_gives_the_same_notebook(course):
    hand_in(course, "eve", released(WITHOUT_HALF))
    first, second = (
        [run(course, "autograde", "hw", "--student", "eve", "--force"), graded(course, "eve")][1] for _ in "ab"
    )
    for notebook in (first, second):
        del notebook["metadata"]["proctor"]["seconds"]
    assert first == second
    assert first["metadata"]["proctor"]["seed"] != graded(course, "half")["metadata"]["proctor"]["seed"]


def test_no_older_grade_is_left_standing(course):
    hand_in(course, "bob", released())
    run(course, "autograde", "hw", "--student", "bob")
    assert scores(course)["bob"] == FULL
    (course / "submitted/bob/hw/hw.ipynb").write_text("broken")
    run(course, "autograde", "hw", "--student", "bob", "--force")
    assert scores(course)["bob"].items() >= ZERO.items()


def test_a_run_that_is_killed_is_taken_up_again(course):
    for name in ("k1", "k2", "k3"):
        hand_in(course, name, released())
    command = [sys.executable, "-m", "nbgrader", "autograde", "hw", "--student", "k*"]
    process = subprocess.Popen(command, cwd=course, env=environment(), stderr=subprocess.DEVNULL)
    while not any(student.startswith("k") for student in scores(course)):
        assert process.poll() is None, "the run ended before it could be killed"
        time.sleep(0.02)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert any(row != FULL for student, row in scores(course).items() if student.startswith("k"))
    run(course, "autograde", "hw", "--student", "k*")
    assert [scores(course)[name] for name in ("k1", "k2", "k3")] == [FULL] * 3


def test_the_seed_follows_from_a_secret_that_only_its_owner_reads(course):
    path = course / ".proctor/secret"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(path.read_bytes()) == 32


def test_a_cell_that_is_not_run_gets_nothing(course):
    hand_in(course, "not-run", released())
    run(course, "autograde", "hw", "--student", "not-run", "--no-execute")
    assert scores(course)["not-run"].items() >= ZERO.items()


def test_formgraders_button_grades_in_the_same_way(course):
    hand_in(course, "form", released(WITHOUT_HALF))
    code = (
        "from nbgrader.apps import NbGrader, NbGraderAPI\n"
        "app = NbGrader(); app.initialize([]); result = NbGraderAPI(config=app.config).autograde('hw', 'form')\n"
        "assert result['success'], result"
    )
    subprocess.run([sys.executable, "-c", code], cwd=course, env=environment(), check=True)
    assert scores(course)["form"]["test_penalty"] == 0.0
    assert graded(course, "form")["metadata"]["proctor"]["closed"]


def without_bubblewrap(course):
    """An environment in which bubblewrap cannot be found."""
    empty = course / "no-programs"
    empty.mkdir(exist_ok=True)
    return {"PATH": str(empty)}


def test_where_the_room_cannot_be_closed_it_says_so_once_and_grades(course):
    for name in ("open1", "open2"):
        hand_in(course, name, released(WITHOUT_HALF))
    done = run(course, "autograde", "hw", "--student", "open*", **without_bubblewrap(course))
    assert done.stderr.count("THE ROOM IS OPEN") == 1
    assert scores(course)["open1"] == scores(course)["open2"] == FULL | {"test_penalty": 0.0}


def test_an_open_room_can_be_refused(course):
    hand_in(course, "refused", released())
    options = ["--student", "refused", "--ClosedRoom.require_closed=True"]
    done = run(course, "autograde", "hw", *options, check=False, **without_bubblewrap(course))
    assert done.returncode != 0
    assert "require_closed" in done.stderr
    assert "Traceback" not in done.stderr
    assert "refused" not in scores(course)


def touching(path):
    """A submission that leaves a file wherever it is not closed in."""
    return released(RIGHT | {"penalty": f"open({str(path)!r}, 'w').close()\n" + RIGHT["penalty"]})


@pytest.mark.parametrize("broken", ["proctor", "the end of the configuration"])
def test_a_course_that_is_not_set_up_right_grades_nothing(tmp_path, broken):
    root = make_course(tmp_path / "course")
    hand_in(root, "s00", touching(tmp_path / "touched"))
    if broken == "proctor":
        (tmp_path / "shadow/proctor").mkdir(parents=True)
        (tmp_path / "shadow/proctor/__init__.py").write_text("raise AttributeError('a package is missing')\n")
        more = {"PYTHONPATH": os.pathsep.join([str(tmp_path / "shadow"), environment()["PYTHONPATH"]])}
        says = "proctor is needed to grade: a package is missing"
    else:
        config = root / "nbgrader_config.py"
        config.write_text(config.read_text() + "\nc.Execute.timeout = sixty\n")
        more, says = {}, "Nothing is graded: nbgrader_config.py could not be read to its end"
    done = run(root, "autograde", "hw", check=False, **more)
    assert done.returncode != 0
    assert says in done.stderr
    assert not (tmp_path / "touched").exists()
    assert not (root / "autograded").exists()


def mischecked(root, **changed):
    """A course that graded somebody, and whose check then got a bug; `changed` are sources for cells, by grade_id."""
    course = make_course(root / "course")
    hand_in(course, "ann", released(WITHOUT_HALF))
    run(course, "autograde", "hw")
    assert scores(course)["ann"] == FULL | {"test_penalty": 0.0}
    shutil.copytree(HERE / "course", root / "checks")
    notebook = json.loads((course / "source/hw/hw.ipynb").read_text())
    for cell in notebook["cells"]:
        cell["source"] = changed.get(cell["id"], cell["source"])
    (course / "source/hw/hw.ipynb").write_text(json.dumps(notebook))
    return course, {"PYTHONPATH": os.pathsep.join(map(str, [LIB, root / "checks"]))}


REFERENCE = ("toy/maths.py", "return X - X.mean(axis=0)", "return X - X.maen(axis=0)")
JUDGE = ("toy/checks/first.py", "2, tables)", "2, tables, judge=lambda got, want, case: got.maen())")
BROKEN = {
    "the reference": (REFERENCE, {}, "'center' fails by itself: its `center` raised AttributeError"),
    "a judge": (JUDGE, {}, "'center' fails by itself: its `<lambda>` raised AttributeError"),
    "a name": (
        None,
        {"test-center": "check.centre(center)"},
        "the test cell test_center calls toy.checks.first.centre",
    ),
    "a module": (
        None,
        {"start": "import numpy as np\nfrom toy.checks import frist as check"},
        "calls toy.checks.frist",
    ),
    "an import": (("toy/maths.py", "import numpy", "from numpy import ndaray"), {}, "cannot import name 'ndaray'"),
}


COMMANDS = {"nbgrader": ["the reference", "a name"], "proctor.cli": list(BROKEN)}


@pytest.mark.parametrize(("module", "broken"), [(module, name) for module in COMMANDS for name in COMMANDS[module]])
def test_a_check_that_fails_by_itself_costs_nobody_a_point(tmp_path, module, broken):
    bug, changed, says = BROKEN[broken]
    course, more = mischecked(tmp_path, **changed)
    if bug:
        path = tmp_path / "checks" / bug[0]
        path.write_text(path.read_text().replace(*bug[1:]))
    command = [sys.executable, "-m", module, "autograde", "hw", "--force"]
    done = subprocess.run(command, cwd=course, env=environment(COLUMNS="400", **more), capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.count(says) == 1
    assert "Grading stops, and the grades stay as they are: in hw.ipynb, " in done.stderr
    assert "Traceback" not in done.stderr
    assert scores(course)["ann"] == FULL | {"test_penalty": 0.0}


def test_a_cell_of_bare_asserts_proves_nothing_unless_it_is_trusted_and_a_run_says_so_once(tmp_path):
    other = make_course(tmp_path, test_penalty="assert penalty(np.ones(2), 1.0) == 1.0")
    for student in ("ann", "bob"):
        hand_in(other, student, released())
    done = run(other, "autograde", "hw")
    assert done.stderr.count("CELL test_penalty GETS NO POINTS: it calls no check, and must call one") == 1
    assert 'c.ExecuteInRoom.unproven_cells = "trust"' in done.stderr
    assert "hw/hw.ipynb, for everybody" in done.stderr
    assert scores(other)["ann"] == FULL | {"test_penalty": 0.0}
    config = other / "nbgrader_config.py"
    config.write_text(config.read_text().replace("memory=700", 'memory=700, unproven_cells="trust"'))
    command = [sys.executable, "-m", "proctor.cli", "autograde", "hw"]
    done = subprocess.run(command, cwd=other, env=environment(COLUMNS="400"), capture_output=True, text=True)
    assert done.stderr.count("CELL test_penalty IS NOT PROTECTED") == 1
    assert scores(other) == {"ann": FULL, "bob": FULL}


def doctor(course, *arguments, **changed):
    command = [sys.executable, "-m", "proctor.cli", "doctor", *map(str, arguments)]
    return subprocess.run(command, cwd=course, env=environment(**changed), capture_output=True, text=True)


def test_the_doctor_finds_this_machine_well_or_says_what_is_missing(course):
    done = doctor(course)
    assert "✓ nbgrader_config.py" in done.stdout
    assert ("✗" in done.stdout) == (done.returncode != 0)
    done = doctor(course, PATH=str(Path(sys.executable).parent / "nothing"))
    assert done.returncode == 1
    assert done.stdout.count("apt-get install bubblewrap") == 1


def test_the_doctor_finds_a_package_that_lies_in_the_courses_folder_alone(course, tmp_path):
    config = (course / "nbgrader_config.py").read_text().replace("toy", "mine")
    (tmp_path / "course/mine").mkdir(parents=True)
    (tmp_path / "course/nbgrader_config.py").write_text(config)
    for name in ("__init__", "given"):
        (tmp_path / f"course/mine/{name}.py").touch()
    done = doctor(tmp_path, "course")
    assert "could not be opened" not in done.stdout, done.stdout
    (tmp_path / "course/mine/given.py").unlink()
    done = doctor(tmp_path, "course")
    assert done.returncode == 1
    assert "ClosedRoom.library must list modules that can be imported, got 'mine.given'" in done.stdout
    assert not done.stderr


def test_the_doctor_says_that_there_is_no_such_folder(tmp_path):
    done = doctor(tmp_path, "nowhere")
    assert (done.returncode, done.stderr) == (1, "")
    assert f"✗ course: there is no folder {tmp_path / 'nowhere'}" in done.stdout


@pytest.mark.parametrize(
    ("config", "says"),
    [
        ("c = get_config()\n", "does not call protect"),
        ("c = get_config()\nc.Execute.timeout = sixty\n", "cannot be read: NameError: name 'sixty' is not defined"),
        ("c = get_config()\nc.ClosedRoom.memory = 'much'\n", "cannot be read: TraitError: The 'memory' trait"),
        (None, "there is none"),
    ],
)
def test_the_doctor_reads_the_configuration_as_nbgrader_does(tmp_path, config, says):
    if config is not None:
        (tmp_path / "nbgrader_config.py").write_text(config)
    done = doctor(tmp_path)
    assert done.returncode == 1
    assert f"✗ nbgrader_config.py: {says}" in done.stdout
    assert ("protect(c, library=[" in done.stdout) == (not says.startswith("cannot be read"))
