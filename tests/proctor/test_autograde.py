"""`proctor autograde`: many at once, nothing twice, nothing lost."""

import json
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from nbgrader.api import Gradebook
from proctor import bubble
from proctor.crew import shares

from .hostile.bank_files import nests
from .hostile.classroom import CENTER, HERE, LIB, RIGHT, environment, hand_in, make_course, released, run, scores

OPEN = bubble.open_walls()
pytestmark = [pytest.mark.slow, pytest.mark.skipif(OPEN is not None, reason=f"no closed room on this machine: {OPEN}")]

WRONG = RIGHT | {"penalty": "def penalty(w, lam):\n    return lam * np.sum(w**2)\n"}
CLASS = {f"s{number:02}": released(WRONG if number % 3 == 1 else RIGHT) for number in range(8)}
POINTS = {student: 4.0 if int(student[1:]) % 3 == 1 else 7.0 for student in CLASS}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course folder with a class of submissions and no grade."""
    root = make_course(tmp_path_factory.mktemp("course"))
    for student, notebook in CLASS.items():
        hand_in(root, student, notebook)
    return root


@pytest.fixture
def fresh(course, tmp_path):
    """The same course, for one test alone."""
    return Path(shutil.copytree(course, tmp_path / "course"))


def command(*arguments):
    return [sys.executable, "-m", "proctor.cli", "autograde", "hw", *arguments]


def autograde(root, *arguments, **changed):
    """The command, as a teacher types it."""
    return subprocess.run(
        command(*arguments), cwd=root, env=environment(COLUMNS="200", **changed), capture_output=True, text=True
    )


def points(root):
    """Each student's points, in all."""
    return {student: sum(value or 0.0 for value in row.values()) for student, row in scores(root).items()}


def runs(root):
    """When each graded notebook was written."""
    return {path.parts[-3]: path.stat().st_mtime_ns for path in root.glob("autograded/*/hw/hw.ipynb")}


def summary(done):
    """The numbers of a run's summary, by what they count."""
    rows = [re.split(r" {2,}", line.strip(), maxsplit=1) for line in done.stderr.splitlines()]
    return {row[0]: row[1] for row in rows if len(row) == 2}


def test_many_at_once_get_the_grades_that_one_after_the_other_get(fresh, tmp_path):
    other = Path(shutil.copytree(fresh, tmp_path / "other"))
    done = autograde(fresh, "--workers", "3")
    assert done.returncode == 0, done.stderr[-3000:]
    run(other, "autograde", "hw")
    assert scores(fresh) == scores(other)
    assert points(fresh) == POINTS
    assert "3  This is what you get without the ½" in done.stderr


def test_what_has_not_changed_is_not_graded_again_unless_forced(fresh):
    assert autograde(fresh).returncode == 0
    first = runs(fresh)
    hand_in(fresh, "s01", released(RIGHT))
    done = autograde(fresh)
    assert summary(done)["graded"] == "1"
    assert summary(done)["unchanged since they were graded"] == "7"
    assert {student for student, moment in runs(fresh).items() if moment != first[student]} == {"s01"}
    assert points(fresh) == POINTS | {"s01": 7.0}
    assert summary(autograde(fresh, "--force", "--student", "s0[0-3]"))["graded"] == "4"


PER_DAY = """
from nbgrader.plugins import LateSubmissionPlugin

class PerDay(LateSubmissionPlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return {points} * total_seconds_late / 86400

c.AssignLatePenalties.plugin_class = PerDay
"""


def late(root, student, *, extension=None):
    """What is taken off a student's submission, after an extension of some days where one is given."""
    with Gradebook(f"sqlite:///{root}/gradebook.db") as gradebook:
        if extension:
            gradebook.grant_extension("hw", student, days=extension)
        return gradebook.find_submission("hw", student).late_submission_penalty


def test_a_due_date_that_moves_and_another_penalty_for_being_late_are_rules_that_change(fresh):
    def graded(adds=""):
        config = fresh / "nbgrader_config.py"
        config.write_text(config.read_text() + adds)
        return summary(autograde(fresh, "--student", "s00"))["graded"]

    (fresh / "submitted/s00/hw/timestamp.txt").write_text("2026-01-03 12:00:00 UTC")
    assert (graded(), graded(), late(fresh, "s00")) == ("1", "0", 0.0)
    run(fresh, "db", "assignment", "add", "hw", "--duedate=2026-01-01 12:00:00 UTC")
    assert (graded(), graded(), late(fresh, "s00")) == ("1", "0", 0.0)
    assert (graded(PER_DAY.format(points=1)), graded(), late(fresh, "s00")) == ("1", "0", 2.0)
    assert (graded(PER_DAY.format(points=1.5)), graded(), late(fresh, "s00")) == ("1", "0", 3.0)
    late(fresh, "s00", extension=1)
    assert (graded(), graded(), late(fresh, "s00")) == ("1", "0", 1.5)


def test_what_a_check_is_made_from_counts_wherever_it_lies(fresh, tmp_path):
    checks = Path(shutil.copytree(HERE / "course", tmp_path / "checks"))
    (checks / "toy").rename(checks / "outside")  # the checks are no part of what `library` lists
    for path in checks.rglob("*.py"):
        path.write_text(path.read_text().replace("from toy", "from outside"))
    reference = checks / "outside/maths.py"
    (checks / "helper.py").write_text("HALF = 0.5\n")
    reference.write_text("import numpy as np, helper\n" + reference.read_text().replace("0.5", "helper.HALF"))
    source = fresh / "source/hw/hw.ipynb"
    source.write_text(source.read_text().replace("toy.checks", "outside.checks"))
    more = {"PYTHONPATH": os.pathsep.join([environment()["PYTHONPATH"], str(checks)])}
    one = ["--student", "s00"]
    assert summary(autograde(fresh, *one, **more))["graded"] == "1"
    assert summary(autograde(fresh, *one, **more))["graded"] == "0"
    assert points(fresh)["s00"] == POINTS["s00"]
    (checks / "helper.py").write_text("HALF = 1.5\n")
    assert summary(autograde(fresh, *one, **more))["graded"] == "1"
    assert points(fresh)["s00"] == POINTS["s00"] - 3
    (checks / "outside/__init__.py").write_text("WHATEVER = 1\n")
    assert summary(autograde(fresh, *one, **more))["graded"] == "1"


def test_a_grade_that_the_gradebook_lost_is_made_again(fresh):
    assert autograde(fresh).returncode == 0
    (fresh / "gradebook.db").unlink()
    run(fresh, "generate_assignment", "hw", "--force")
    assert autograde(fresh).returncode == 0
    assert points(fresh) == POINTS


def killed_once_it_has_graded(root, count, *arguments):
    """Start a run and kill all of it once it has written a number of papers."""
    started = command("--workers", "2", *arguments)
    process = subprocess.Popen(started, cwd=root, env=environment(), stderr=subprocess.DEVNULL, start_new_session=True)
    begun = time.time_ns()
    while sum(moment > begun for moment in runs(root).values()) < count and process.poll() is None:
        time.sleep(0.01)
    time.sleep(random.uniform(0, 0.2))
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@pytest.mark.parametrize("count", [0, 1, 4])
def test_a_run_that_was_killed_is_finished_by_the_next_and_loses_nothing(fresh, count):
    killed_once_it_has_graded(fresh, count)
    left = runs(fresh)
    done = autograde(fresh)
    assert done.returncode == 0, done.stderr[-3000:]
    assert points(fresh) == POINTS
    assert int(summary(done)["unchanged since they were graded"]) >= max(0, len(left) - 2)
    assert all(value is not None for row in scores(fresh).values() for name, value in row.items() if name != "why")


def test_a_forced_run_that_was_killed_goes_on_where_it_stood(fresh):
    assert autograde(fresh).returncode == 0
    killed_once_it_has_graded(fresh, 3, "--force")
    done = autograde(fresh, "--resume")
    assert 0 < int(summary(done)["graded"]) <= 6  # of eight, at least two were done, and the third begun
    assert points(fresh) == POINTS
    assert summary(autograde(fresh, "--resume"))["graded"] == "0"


def test_a_run_that_is_interrupted_says_in_a_line_how_it_goes_on(fresh):
    process = subprocess.Popen(
        command("--workers", "2"), cwd=fresh, env=environment(), stderr=subprocess.PIPE, text=True,
        start_new_session=True,
    )  # fmt: skip
    while len(runs(fresh)) < 2 and process.poll() is None:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does it
    said = process.communicate()[1]
    assert process.returncode == 130
    assert "proctor autograde hw --resume goes on" in " ".join(said.split())
    assert not re.search("Traceback|KeyboardInterrupt", said), said
    assert autograde(fresh, "--resume").returncode == 0
    assert points(fresh) == POINTS


def test_the_desks_of_a_run_that_was_killed_end_without_a_word(fresh, tmp_path):
    with (tmp_path / "said").open("wb") as said:
        process = subprocess.Popen(command("--workers", "2"), cwd=fresh, env=environment(), stderr=said)
        while len(runs(fresh)) < 2 and process.poll() is None:
            time.sleep(0.01)
        desks = psutil.Process(process.pid).children()
        process.kill()
        process.wait()
        assert not psutil.wait_procs(desks, timeout=120)[1]
    assert "Error" not in (tmp_path / "said").read_text()


@pytest.mark.parametrize(
    ("option", "says"),
    [
        ("--workers=-1", "'workers' trait of a ParallelAutograde instance should not be less than 0"),
        ("--workers=abc", "'workers' trait of a ParallelAutograde instance expected an int, not the str 'abc'"),
        ("--ClosedRoom.memory=much", "'memory' trait of a ClosedRoom instance expected an int, not the str 'much'"),
        ("--studnt=s00", "there is no option --studnt"),
    ],
)
def test_an_option_that_means_nothing_is_a_clear_error_and_grades_nothing(fresh, option, says):
    done = autograde(fresh, option)
    assert done.returncode == 1
    assert says in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
    assert not runs(fresh)


def test_the_summary_names_the_notebook_that_got_nothing_and_quiet_means_no_word(fresh):
    shutil.copy(fresh / "source/hw/hw.ipynb", fresh / "source/hw/more.ipynb")
    run(fresh, "generate_assignment", "hw", "--force")
    done = autograde(fresh, "--student", "s00")
    listed = summary(done)["with a notebook that got no points from its tests"]
    assert listed == "1: s00 (more: There is no notebook more.ipynb in the submission.)"
    with Gradebook(f"sqlite:///{fresh}/gradebook.db") as gradebook:
        assert gradebook.find_submission("hw", "s00").score == 7.0
    assert autograde(fresh, "--force", "--quiet", "--student", "s00").stderr == ""


def test_an_assignment_that_was_never_generated_is_a_clear_error(fresh):
    (fresh / "gradebook.db").unlink()
    done = autograde(fresh)
    assert done.returncode == 1
    assert "Nothing is graded: No such assignment: hw in the gradebook." in " ".join(done.stderr.split())
    assert not re.search("Traceback|the grades stand|━━━", done.stderr)


@pytest.mark.parametrize("lock", ["IMMEDIATE", "EXCLUSIVE"])
def test_a_locked_gradebook_is_a_clear_error_and_loses_nothing(fresh, lock):
    assert autograde(fresh, "--student", "s00").returncode == 0
    before = scores(fresh)
    with sqlite3.connect(fresh / "gradebook.db", isolation_level=None) as holder:
        holder.execute(f"BEGIN {lock}")
        done = autograde(fresh)
        holder.execute("ROLLBACK")
    assert done.returncode == 1
    assert "The gradebook cannot be written: database is locked." in done.stderr
    assert "Traceback" not in done.stderr
    assert scores(fresh) == before
    assert autograde(fresh).returncode == 0
    assert points(fresh) == POINTS


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a small disk to fill")
def test_a_full_disk_is_a_clear_error_and_loses_nothing(course, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", disk], capture_output=True, text=True)
    if mounted.returncode:
        pytest.skip(f"no small disk can be mounted here: {mounted.stderr.strip()}")
    try:
        root = Path(shutil.copytree(course, disk / "course"))
        assert autograde(root, "--student", "s00").returncode == 0
        with (disk / "filler").open("wb", buffering=0) as filler:
            fill(filler)
        done = autograde(root)
        assert done.returncode == 1
        assert "No space left on device" in done.stderr or "disk is full" in done.stderr
        (disk / "filler").unlink()
        assert scores(root)["s00"]["test_penalty"] == 3.0
        assert autograde(root).returncode == 0
        assert points(root) == POINTS
    finally:
        subprocess.run(["umount", "--lazy", disk], check=False)


def fill(filler):
    """Write until there is no room."""
    for size in (2**16, 2**10):
        try:
            while True:
                filler.write(bytes(size))
        except OSError:
            continue


def test_a_paper_that_cannot_be_examined_stops_no_other(fresh):
    config = fresh / "nbgrader_config.py"
    config.write_text(config.read_text() + "\nc.ClosedRoom.start_timeout = 20.0\n")
    folder = fresh / "submitted/s03/hw"
    (folder / "hw.ipynb").unlink()
    (folder / "hw.ipynb").mkdir()  # what ought to be a file is a folder
    shutil.copytree(fresh / "submitted/s00", fresh / "submitted/two\nlines")
    done = autograde(fresh)
    assert points(fresh) == POINTS | {"s03": 0.0}
    assert "s03" in done.stderr
    assert r"two\nlines/hw' is not graded" in "".join(line.strip() for line in done.stderr.splitlines())


def test_a_library_that_cannot_be_imported_stops_a_run_before_any_grade_is_touched(fresh):
    assert autograde(fresh, "--student", "s00").returncode == 0
    before, config = scores(fresh), fresh / "nbgrader_config.py"
    config.write_text(config.read_text() + 'c.ClosedRoom.library = ["toy", "toy.given", "toy.dta"]\n')
    for done in (autograde(fresh), run(fresh, "autograde", "hw", "--force", check=False)):
        assert done.returncode == 1
        says = "Nothing is graded: ClosedRoom.library must list modules that can be imported, got 'toy.dta'"
        assert says in " ".join(done.stderr.split())
        assert "Traceback" not in done.stderr
    assert scores(fresh) == before


def test_a_worker_without_the_courses_package_says_which_and_takes_no_grade_away(fresh):
    assert autograde(fresh, "--student", "s00").returncode == 0
    before, config = scores(fresh), fresh / "nbgrader_config.py"
    config.write_text(f"import sys\nsys.path.append({str(HERE / 'course')!r})\n{config.read_text()}")
    done = autograde(fresh, "--force", "--student", "s00", PYTHONPATH=str(LIB))
    assert done.returncode == 1
    assert "s00: NOT GRADED: this worker does not have the module toy" in " ".join(done.stderr.split())
    assert scores(fresh) == before


def test_a_library_that_is_one_file_is_as_it_was_whatever_lies_beside_it(tmp_path):
    (tmp_path / "one_file.py").write_text("one = 1\n")
    code = "from proctor.fingerprint import library_fingerprint as of; print(of(['one_file']))"
    places = environment(PYTHONPATH=os.pathsep.join([str(LIB), str(tmp_path)]))

    def fingerprint():
        return subprocess.run([sys.executable, "-c", code], env=places, capture_output=True, check=True).stdout

    first = fingerprint()
    (tmp_path / "beside.py").write_text("")
    assert fingerprint() == first
    (tmp_path / "one_file.py").write_text("one = 2\n")
    assert fingerprint() != first


@pytest.mark.parametrize(("name", "times"), [("a", 1200), ("b" * 240, 17)])
def test_folders_nested_without_end_stop_no_paper_nor_their_own(fresh, name, times):
    hand_in(fresh, "s01", CLASS["s00"])
    nests(name, times)(fresh / "submitted/s01/hw")
    try:
        done = autograde(fresh)
        assert done.returncode == 0, done.stderr
        assert points(fresh) == POINTS | {"s01": 7.0}
        assert summary(autograde(fresh, "--resume"))["unchanged since they were graded"] == "8"
        hand_in(fresh, "s01", CLASS["s01"])
        run(fresh, "autograde", "hw", "--student", "s01", "--force")
        assert points(fresh) == POINTS
    finally:
        subprocess.run(["rm", "-rf", fresh / "submitted"], check=True)  # it is nested too deep for Python


BROKEN = """
import pathlib
whole = pathlib.Path.stat
def stat(path, **how):
    if path.name == "broken.txt":
        raise OSError(5, "Input/output error")
    return whole(path, **how)
pathlib.Path.stat = stat
"""


@pytest.mark.parametrize("grade", [autograde, lambda root: run(root, "autograde", "hw", "--force", check=False)])
def test_a_folder_that_cannot_be_read_leaves_no_older_grade_and_stops_no_other(fresh, grade):
    assert autograde(fresh, "--student", "s00").returncode == 0
    (fresh / "submitted/s00/hw/broken.txt").touch()
    with (fresh / "nbgrader_config.py").open("a") as config:
        config.write(BROKEN)
    for _ in "ab":  # again and again
        done = grade(fresh)
        assert done.returncode == 1
        assert "Input/output error" in done.stderr
        assert points(fresh) == POINTS | {"s00": 0.0}
        assert "s00" not in runs(fresh)


@pytest.mark.parametrize("many", [1, 2, 3, 64])
def test_no_two_workers_share_a_processor_where_there_are_enough(many):
    there, each = os.sched_getaffinity(0), list(shares(many))
    assert set().union(*each) == there
    assert all(each)
    assert many > len(there) or sum(map(len, each)) == len(there)


def test_the_record_of_a_paper_says_how_each_requirement_went(fresh):
    autograde(fresh, "--student", "s01")
    notebook = json.loads((fresh / "autograded/s01/hw/hw.ipynb").read_text())
    cells = {
        cell["metadata"]["nbgrader"]["grade_id"]: cell for cell in notebook["cells"] if "nbgrader" in cell["metadata"]
    }
    findings = cells["test_penalty"]["metadata"]["proctor"]["findings"]
    assert [row["passed"] for row in findings] == [False, False] or not findings[0]["passed"]
    assert findings[0]["mistake"].startswith("This is what you get without the ½")
    assert all(row["passed"] for row in cells["test_center"]["metadata"]["proctor"]["findings"])
    assert CENTER.strip() in "".join(cells["center"]["source"])
