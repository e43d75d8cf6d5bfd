"""A class that is graded by Dask workers, and one whose gradebook is PostgreSQL's."""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
import pytest
from proctor import bubble

from .hostile.classroom import environment, hand_in, make_course
from .test_autograde import CLASS, POINTS, autograde, command, points, runs, summary

OPEN = bubble.open_walls()
pytestmark = [pytest.mark.slow, pytest.mark.skipif(OPEN is not None, reason=f"no closed room on this machine: {OPEN}")]


def wait_for(condition, seconds=60):
    """Until a condition holds, and what it gave."""
    deadline = time.monotonic() + seconds
    while not (value := condition()):
        assert time.monotonic() < deadline, "it did not come up in time"
        time.sleep(0.05)
    return value


@contextlib.contextmanager
def started(*arguments, cwd, **options):
    """A program that runs meanwhile."""
    process = subprocess.Popen(
        [sys.executable, "-m", *arguments], cwd=cwd, env=environment(), stderr=subprocess.DEVNULL, **options
    )
    try:
        yield process
    finally:
        with contextlib.suppress(psutil.Error):
            for member in [*psutil.Process(process.pid).children(recursive=True), process]:
                with contextlib.suppress(psutil.Error):
                    member.kill()
        process.wait()


@pytest.fixture
def cluster(tmp_path):
    """A scheduler's address, and two workers in a folder that has nothing of the course."""
    known = tmp_path / "scheduler.json"
    quiet = ["--no-dashboard", "--scheduler-file", str(known)]
    with contextlib.ExitStack() as stack:
        stack.enter_context(started("distributed.cli.dask_scheduler", "--port", "0", *quiet, cwd=tmp_path))
        wait_for(lambda: known.exists() and known.read_text().strip())
        away = tmp_path / "away"
        away.mkdir()
        worker = ["distributed.cli.dask_worker", "--nthreads", "1", "--local-directory", str(away), *quiet]
        workers = [stack.enter_context(started(*worker, cwd=away)) for _ in range(2)]
        address = json.loads(known.read_text())["address"]
        both = "import sys; from distributed import Client; Client(sys.argv[1]).wait_for_workers(2, timeout=60)"
        subprocess.run([sys.executable, "-c", both, address], check=True)  # both are to be at work when one is killed
        yield address, workers


@pytest.fixture
def course(tmp_path):
    """A course folder with a class of submissions, of which one brings a file that its answer reads."""
    root = make_course(tmp_path / "course")
    for student, notebook in CLASS.items():
        hand_in(root, student, notebook)
    return root


def test_workers_of_a_scheduler_need_neither_the_gradebook_nor_the_disk_and_one_that_dies_loses_nothing(
    course, cluster
):
    address, workers = cluster
    done = autograde(course, "--scheduler", address, "--student", "s0[0-3]")
    assert done.returncode == 0, done.stderr[-3000:]
    assert summary(done)["graded"] == "4"
    run = subprocess.Popen(command("--scheduler", address), cwd=course, env=environment(), stderr=subprocess.DEVNULL)
    wait_for(lambda: len(runs(course)) > 4 or run.poll() is not None)
    for member in [*psutil.Process(workers[0].pid).children(recursive=True), workers[0]]:
        with contextlib.suppress(psutil.Error):
            member.kill()
    assert run.wait(120) == 0
    assert points(course) == POINTS


def test_a_scheduler_without_workers_is_a_clear_error_after_a_while(course, cluster):
    address, workers = cluster
    for worker in workers:
        worker.terminate()
        worker.wait()
    done = autograde(course, "--scheduler", address)
    assert done.returncode == 1
    assert f"The scheduler {address} has no workers: none has come in 20 seconds" in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr


def test_a_scheduler_that_is_not_there_is_a_clear_error(course):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    done = autograde(course, "--scheduler", address)
    assert done.returncode == 1
    assert f"The scheduler {address} cannot be reached" in done.stderr
    assert "Traceback" not in done.stderr


def programs():
    """Where PostgreSQL's programs are; installed where this may be done."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found and os.geteuid() == 0 and shutil.which("apt-get"):
        install = ["apt-get", "install", "-y", "--no-install-recommends", "postgresql"]
        quiet = {"env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}, "capture_output": True, "timeout": 240}
        with contextlib.suppress(subprocess.TimeoutExpired):
            subprocess.run(install, check=False, **quiet)
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


@pytest.fixture
def postgresql():
    """The address of a PostgreSQL database that is empty."""
    place = programs()
    if place is None:
        pytest.skip("PostgreSQL is not installed (sudo apt-get install postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="gradebook-"))
    who = {"user": 65534, "group": 65534, "extra_groups": []} if os.geteuid() == 0 else {}  # it refuses to run as root
    if who:
        os.chown(folder, 65534, 65534)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    data, quiet = folder / "data", {"cwd": folder, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    create = [place / "initdb", "-D", data, "-U", "grader", "--auth=trust", "--no-sync"]
    subprocess.run(create, check=True, **who, **quiet)
    serve = [place / "postgres", "-D", data, "-p", port, "-h", "127.0.0.1", "-k", folder, "-F"]
    server = subprocess.Popen(serve, **who, **quiet)
    try:
        ready = [place / "pg_isready", "-h", "127.0.0.1", "-p", port, "-q"]
        wait_for(lambda: subprocess.run(ready, check=False).returncode == 0)
        yield f"postgresql+psycopg://grader@127.0.0.1:{port}/postgres"
    finally:
        server.terminate()
        server.wait()
        shutil.rmtree(folder, ignore_errors=True)


def test_the_gradebook_may_be_postgresql(tmp_path, postgresql):
    from nbgrader.api import Gradebook

    root = make_course(tmp_path / "course", db_url=postgresql)
    for student, notebook in CLASS.items():
        hand_in(root, student, notebook)
    for arguments in ([], ["--force", "--student", "s01"]):
        done = autograde(root, *arguments)
        assert done.returncode == 0, done.stderr[-3000:]
    with Gradebook(postgresql) as gradebook:
        found = {submission.student.id: submission.score for submission in gradebook.assignment_submissions("hw")}
    assert found == POINTS
    assert not (root / "gradebook.db").exists()
