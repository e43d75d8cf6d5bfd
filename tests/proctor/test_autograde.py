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

import pytest
from proctor import bubble
from proctor.crew import shares

from .hostile.classroom import CENTER, HERE, RIGHT, environment, hand_in, make_course, released, run, scores

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


def test_a_locked_gradebook_is_a_clear_error_and_loses_nothing(fresh):
    assert autograde(fresh, "--student", "s00").returncode == 0
    before = scores(fresh)
    with sqlite3.connect(fresh / "gradebook.db", isolation_level=None) as holder:
        holder.execute("BEGIN IMMEDIATE")
        done = autograde(fresh)
        holder.execute("ROLLBACK")
    assert done.returncode == 1
    assert "The gradebook cannot be written: database is locked." in done.stderr
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
