"""How grading grows: one Dask worker against two, and the memory of the process that writes the grades.

    python benchmarks/grading_scale.py [--assignments SLUG ...] [--submissions 100] [--rounds 3] [--simulated 10000]

The workers grade a class that hands in the instructor's own answers, with one worker and with two in turn. The
simulated class has verdicts that are made up, so that the writer alone is at work: it reads, rebuilds and records
every paper. Its memory is printed as it goes on; it should not grow with the class.
"""

import argparse
import contextlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import Executor, Future
from pathlib import Path

import nbformat
import psutil
from class_throughput import CLOSED, HOUSE, course, run
from nbgrader.apps.baseapp import NbGrader
from proctor import autograde
from proctor.verdicts import is_test, write_points


@contextlib.contextmanager
def cluster(workers, folder):
    """The address of a scheduler with so many workers of one thread, which have imported what a desk needs."""
    known = folder / "scheduler.json"
    quiet = ["--no-dashboard", "--scheduler-file", str(known)]
    commands = [["dask_scheduler", "--port", "0", *quiet]]
    # without Dask's nanny, since what could bring a worker down runs in a desk, a process of its own
    alone = ["--nthreads", "1", "--no-nanny"]
    commands += [["dask_worker", *alone, "--local-directory", str(folder), *quiet]] * workers
    options = {"cwd": folder, "stderr": subprocess.DEVNULL, "env": os.environ | {"OMP_NUM_THREADS": "1"}}
    processes = []
    try:
        for command in commands:
            module = f"distributed.cli.{command[0]}"
            processes.append(subprocess.Popen([sys.executable, "-m", module, *command[1:]], **options))
            while not known.exists() or not known.read_text().strip():
                time.sleep(0.1)
        address = json.loads(known.read_text())["address"]
        from distributed import Client

        with Client(address) as client:
            client.wait_for_workers(workers)
        yield address
    finally:
        for process in reversed(processes):  # each desk ends with its worker
            process.kill()
            process.wait()
        known.unlink(missing_ok=True)


def compare_workers(slug, submissions, rounds):
    """Seconds for the class with one worker and with two, in turn, since a machine's speed drifts."""
    ratios = []
    with tempfile.TemporaryDirectory() as place:
        root = Path(place, "course")
        course(root, slug, CLOSED, submissions)
        for _ in range(rounds):
            one, two = (graded_by(workers, root, slug) for workers in (1, 2))
            ratios.append(one / two)
            print(f"{submissions} of {slug}: {one:.1f} s with one Dask worker, {two:.1f} s with two", flush=True)
    print(f"one / two, median of {rounds}: {statistics.median(ratios):.2f} (goal: at least 1.8)", flush=True)


def graded_by(workers, root, slug):
    """Seconds for the class; what opens the rooms is warm."""
    with tempfile.TemporaryDirectory() as away, cluster(workers, Path(away)) as address:
        command = ["proctor.cli", "autograde", slug, "--force", "--scheduler", address]
        run(root, *command, "--student", "s000[0-7]")  # each worker starts its desk and its hall
        return run(root, *command)


class Inventing(Executor):
    """Gives each paper all points, at once."""

    def submit(self, function, jobs):
        """In the place of an examination."""
        future = Future()
        future.set_result({name: {"notebook": self._invented(job["notebook"])} for name, job in jobs.items()})
        return future

    @staticmethod
    def _invented(text):
        notebook = nbformat.from_dict(json.loads(text))
        for cell in filter(is_test, notebook.cells):
            write_points(cell, float(cell.metadata.nbgrader.points), "ok: invented")
        notebook.metadata.proctor.update(seconds=0.0, seed="0", closed=True)
        return json.dumps(notebook)


class Quiet:
    """A report that prints the memory of this process every tenth of the way."""

    def begin(self, total, todo):
        """The run begins."""
        self.total, self.done, self.begun, self.memory = total, 0, time.perf_counter(), []

    def graded(self, student, papers):
        """One more is recorded."""
        self.done += 1
        if self.done * 10 % self.total < 10:
            self.memory.append(psutil.Process().memory_info().rss / 2**20)
            seconds = time.perf_counter() - self.begun
            print(f"{self.done:7} recorded after {seconds:6.0f} s, {self.memory[-1]:6.0f} MiB", flush=True)


class Simulated(autograde.ParallelAutograde):
    """Everything of a run but the examinations."""

    @contextlib.contextmanager
    def _crew(self):
        yield Inventing(), 2


def simulate(slug, submissions):
    """Record a class whose verdicts are made up."""
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        course(root, slug, CLOSED, 1)
        for number in range(1, submissions):
            shutil.copytree(root / "submitted/s0000", root / f"submitted/s{number:05}")
        os.chdir(root)
        app = NbGrader()
        app.initialize([])
        app.coursedir.assignment_id = slug
        app.log.setLevel(40)
        converter = Simulated(coursedir=app.coursedir, parent=app)
        converter.report = Quiet()
        converter.start()
        os.chdir(HOUSE)
    first, last = converter.report.memory[0], converter.report.memory[-1]
    print(f"memory of the writer, all recorded / a tenth recorded: {last / first:.2f} (goal: constant)")


def main():
    """Both."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--assignments", nargs="+", default=["weight_decay", "dropout"])
    parser.add_argument("--submissions", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--simulated", type=int, default=10000)
    given = parser.parse_args()
    if given.submissions:
        for slug in given.assignments:
            compare_workers(slug, given.submissions, given.rounds)
    if given.simulated:
        simulate(given.assignments[0], given.simulated)


if __name__ == "__main__":
    main()
