"""Who examines the papers of a class: threads with a desk each on this machine, or the workers of a Dask scheduler."""

import contextlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from proctor.desk import examine, sit_down
from proctor.processors import shares
from proctor.proof import stopped

ARRIVAL = 20  # seconds that the first worker of a scheduler may take to come


class CrewError(RuntimeError):
    """There is nobody to examine the papers."""


class Refusal(str):
    """Why a worker did not look at a paper at all. So the grade that there is stands."""


@contextlib.contextmanager
def crew(scheduler: str, workers: int) -> Iterator[tuple[Executor, int]]:
    """What takes papers, and how many it examines at once; without a scheduler's address, this machine does it."""
    if not scheduler:
        with _threads(workers or os.cpu_count() or 1) as found:
            yield found
        return
    with _client(scheduler) as client:
        try:
            client.wait_for_workers(1, timeout=ARRIVAL)
        except TimeoutError:
            raise CrewError(f"The scheduler {scheduler} has no workers: none has come in {ARRIVAL} seconds") from None
        yield client.get_executor(pure=False), sum(client.nthreads().values())


@contextlib.contextmanager
def _threads(many):
    """Threads with a desk each; where the run ends before its time, nobody waits for the papers on them."""
    desks = []
    with ThreadPoolExecutor(many, initializer=sit_down, initargs=(shares(many), desks)) as pool:
        try:
            yield pool, many
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for desk in desks:
                desk.leave()
            raise


def _client(scheduler):
    try:
        from distributed import Client
    except ImportError:
        raise CrewError("--scheduler needs Dask: pip install distributed") from None
    try:
        return Client(scheduler, timeout=20)
    except (OSError, ValueError) as error:
        raise CrewError(f"The scheduler {scheduler} cannot be reached: {error}") from None


def examine_all(jobs: Mapping[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Examine the notebooks of one submission, one after the other."""
    return {name: examine(job) for name, job in jobs.items()}


def failed(names: Sequence[str], reason: str) -> dict[str, dict[str, Any]]:
    """In the place of an examination that could not even begin."""
    return {name: {"error": reason} for name in names}


def result_of(future: Future, names: Sequence[str]) -> dict[str, NotebookNode | str]:
    """By name, the notebook that came of it, or the reason why none did; `CheckError` where a check fails by itself."""
    try:
        answers = future.result()
    except ImportError as error:
        return dict.fromkeys(names, Refusal(f"this worker does not have what the grader has: {error}"))
    except Exception as error:  # a worker, its machine or the way to it
        return dict.fromkeys(names, f"{type(error).__name__}: {error}")
    for name, answer in answers.items():
        if "check" in answer:
            raise stopped(f"{name}.ipynb", answer["check"])
    return {name: _result(answer) for name, answer in answers.items()}


def _result(answer):
    if "refused" in answer:
        return Refusal(answer["refused"])
    return nbformat.from_dict(json.loads(answer["notebook"])) if "notebook" in answer else answer["error"]


class RunRecord:
    """The name of a run and whether it was forced; both are kept until the run has come to its end."""

    def __init__(self, course: Path, assignment: str, resume: bool, forced: bool):
        self.path = course / ".proctor" / f"run-{assignment.replace('/', '_').replace('*', 'all')}.json"
        self.path.parent.mkdir(mode=0o700, exist_ok=True)
        left = json.loads(self.path.read_text()) if resume and self.path.exists() else {}
        self.name, self.forced = left.get("name", os.urandom(8).hex()), left.get("forced", forced)
        self.path.write_text(json.dumps({"name": self.name, "forced": self.forced}))

    def end(self) -> None:
        """The run has come to its end."""
        self.path.unlink(missing_ok=True)
