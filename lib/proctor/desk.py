"""Workers: a desk is a process of its own that examines one paper after the other, here or on another machine.

A job and its answer are JSON, so a desk needs no gradebook and no disk of the grader's; it must have the course's
library installed, and refuses a job that was made with another. A desk that dies takes one paper with it, and that
paper is examined once more at a new one.
"""

import base64
import contextlib
import gc
import io
import json
import logging
import os
import signal
import subprocess
import sys
import tarfile
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat

from proctor.examine import Examiner, Rules
from proctor.fingerprint import library_fingerprint
from proctor.processors import claim
from proctor.run import CheckError
from proctor.settings import unpack

TRIES = 2  # desks that a paper may see die


class DeskError(RuntimeError):
    """A paper that could not be examined, for no fault that is known of the submission's."""


class Desk:
    """The near end of a desk."""

    def __init__(self, processors: set[int] | None = None):
        self.process, self.processors, self.left = None, processors, False

    def examine(self, job: dict[str, Any]) -> dict[str, Any]:
        """The answer to a job: `{"notebook": …}` with its verdicts, `{"error": …}`, `{"refused": …}` or `{"check": …}`.

        The last two are no fault of the submission's: the worker is another, and what a `CheckError` says.
        """
        text = json.dumps(job).encode() + b"\n"
        for _ in range(TRIES):
            with contextlib.suppress(OSError):
                self._open()
                self.process.stdin.write(text)
                self.process.stdin.flush()
                answer = self.process.stdout.readline()
                if answer.endswith(b"\n"):
                    return json.loads(answer)
            self.close()
        return {"error": f"{TRIES} workers died of it, one after the other"}

    def _open(self):
        if self.left:
            raise DeskError("the run has ended")
        if self.process is None:
            command = [sys.executable, "-m", "proctor.desk"]
            self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            if self.processors:  # so that no paper takes the processors of another
                os.sched_setaffinity(self.process.pid, self.processors)

    def close(self) -> None:
        """End the process."""
        if self.process is not None:
            self.process.kill()
            self.process.communicate()
            self.process = None

    def leave(self) -> None:
        """End the process for good, whatever lies at the desk; another thread may be waiting for its answer."""
        self.left, process = True, self.process
        if process is not None:
            process.kill()


_here = threading.local()


def sit_down(shares: Iterator[set[int]], desks: list[Desk]) -> None:
    """Open the desk of this thread, with its share of the processors, and put it with the others."""
    _here.desk = Desk(next(shares))
    desks.append(_here.desk)


def examine(job: dict[str, Any]) -> dict[str, Any]:
    """Examine a paper at the desk of this thread; what a scheduler calls."""
    if not hasattr(_here, "desk"):
        processors, _here.claimed = claim()
        _here.desk = Desk(processors)
    return _here.desk.examine(job)


def pack_files(folder: Path) -> str:
    """The files of a submission as text; nothing where there are none."""
    if not any(path.is_file() for path in folder.rglob("*")):
        return ""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        archive.add(folder, ".")
    return base64.b64encode(packed.getvalue()).decode("ascii")


def _unpack_files(text, folder):
    if text:
        with tarfile.open(fileobj=io.BytesIO(base64.b64decode(text))) as archive:
            archive.extraction_filter = getattr(tarfile, "data_filter", None)  # which Python has since 3.11.4
            archive.extractall(folder)


def _unlike(job):
    """How this worker's library differs from the grader's, or None where it is the same."""
    try:
        if job["library"] == library_fingerprint(job["packages"]):
            return None
    except ModuleNotFoundError as error:
        return f"this worker does not have the module {error.name}: install what the grader has"
    return f"this worker has another version of {', '.join(job['packages'])} than the grader: install the same"


class _FarEnd:
    """What runs in a desk's process."""

    def __init__(self):
        self.log, self.examiners = logging.getLogger("proctor.desk"), {}

    def answer(self, job):
        """Examine a paper; whatever goes wrong is said, and the next paper may come."""
        try:
            unlike = _unlike(job)
            return {"refused": unlike} if unlike else {"notebook": self._examined(job)}
        except CheckError as error:
            return {"check": str(error)[:2000]}
        except Exception as error:
            return {"error": f"{type(error).__name__}: {error}"[:2000]}

    def _examined(self, job):
        key = (job["settings"], json.dumps(job["rules"]), job["course"])
        if key not in self.examiners:
            self.examiners[key] = Examiner(
                unpack(job["settings"]), Path(job["course"]), Rules(**job["rules"]), self.log
            )
        examiner = self.examiners[key]
        if job["source"]:
            examiner.rehearse(nbformat.reads(job["source"], as_version=4))
        notebook = nbformat.from_dict(json.loads(job["notebook"]))
        with tempfile.TemporaryDirectory() as files:
            _unpack_files(job["files"], files)
            examiner.examine(notebook, Path(files), int(job["seed"]))
        return json.dumps(notebook)


def seldom_collect() -> None:
    """Look for garbage seldom: this process holds large modules that stay, and looking through them takes its time."""
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def main() -> None:
    """Answer one job a line until there are no more; what anything prints meanwhile goes where errors go.

    A run that is cut off takes its desks with it: an interruption from the keyboard is its affair, and where nobody
    waits for an answer any more, none is given.
    """
    signal.signal(signal.SIGINT, lambda *_: None)  # to ignore it would be inherited by the rooms
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    seldom_collect()
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    desk = _FarEnd()
    with contextlib.suppress(BrokenPipeError), answers:
        try:
            for line in sys.stdin.buffer:
                answers.write(json.dumps(desk.answer(json.loads(line))).encode() + b"\n")
                answers.flush()
        finally:
            for examiner in desk.examiners.values():
                examiner.close()


if __name__ == "__main__":
    main()
