"""What runs in the room: a kernel under limits, and collectors in the place of the checks.

A collector looks like a check, `check.ridge(ridge)`, but does not judge: it takes the question that lies ready while
a test cell runs, calls the answer on its cases, and publishes what happened. The judge reads that outside.

`proctor.room` starts the kernel in the room by calling `main`.
"""

import importlib.util
import os
import pickle
import random
import resource
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

EXAM = Path("/room/exam")  # where the question lies while a test cell runs


class Collector:
    """Stands where a check stood: gathers evidence about an answer, and publishes it."""

    def __init__(self, name: str):
        self.name = name

    def __repr__(self) -> str:
        return f"<check {self.name}, judged outside>"

    def __call__(self, answer: Any, seed: int | None = None) -> None:
        """Answer the question that lies ready; without one, as in a student's own cell, do nothing."""
        question = _read_question()
        if question is None or question["check"] != self.name:
            return
        from IPython.display import display
        from IPython.utils.capture import capture_output

        from proctor.evidence import run_cases
        from proctor.wire import MIME, encode

        asked = SimpleNamespace(value=question["value"], runs=[*map(_run, question["runs"])])
        with capture_output(stdout=False, stderr=False):  # what an answer displays must not stand before the evidence
            evidence = encode(run_cases(asked, answer, 0))
        display({MIME: {"nonce": question["nonce"], "evidence": evidence}}, raw=True)


def collect(module: str) -> Callable[[str], Collector]:
    """The `__getattr__` of a module that stands where a module of checks stood."""

    def find(name: str) -> Collector:
        if name.startswith("__"):
            raise AttributeError(f"module {module!r} has no attribute {name!r}")
        return Collector(name)

    return find


def _read_question():
    try:
        return pickle.loads((EXAM / "question").read_bytes())
    except OSError:
        return None


def _run(row):
    """A requirement of a check's `runs` as `run_cases` takes it; every drawing unpickles the same cases afresh."""
    return SimpleNamespace(
        name=row["name"],
        may_change=row["may_change"],
        call=row["call"] and pickle.loads(row["call"]),
        draw=lambda seed: pickle.loads(row["cases"]),
    )


def _begin_random(seed):
    """Begin the random numbers of Python and NumPy; those of torch too, wherever it is imported."""
    random.seed(seed)
    sys.modules["numpy"].random.seed(seed)
    if "torch" in sys.modules:
        sys.modules["torch"].manual_seed(seed)
    else:
        sys.meta_path.insert(0, _TorchBegins(seed))


class _TorchBegins:
    """Finds torch once; its import leaves random numbers as it does in a warm room, where it lies behind."""

    def __init__(self, seed):
        self.seed = seed

    def find_spec(self, name, path=None, target=None):
        if name != "torch":
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(name)
        if spec is not None:
            self.run, spec.loader.exec_module = spec.loader.exec_module, self.exec_module
        return spec

    def exec_module(self, module):
        state = random.getstate()
        self.run(module)
        random.setstate(state)
        module.manual_seed(self.seed)


def main(order: dict[str, Any]) -> None:
    """Take up the limits, fetch the submission's files, and be a kernel until somebody ends it."""
    global EXAM
    EXAM = Path(order["exam"])
    for name, limit in order["limits"].items():
        resource.setrlimit(getattr(resource, name), (limit, limit))
    shutil.copytree(order["submission"], order["work"], dirs_exist_ok=True)
    os.chdir(order["work"])
    sys.argv[:] = [""]

    from ipykernel.kernelapp import IPKernelApp

    app = IPKernelApp.instance(outstream_class="proctor.stream.ShortStream")
    app.initialize(["-f", order["connection"], "--HistoryManager.hist_file=:memory:"])
    app.shell.enable_tip = False  # each time that the kernel is asked who it is, a tip of the day is drawn by `random`
    app.shell.ask_exit = lambda: None  # a stray `exit` in a cell is no reason to lose the rest
    sys.path.append(order["work"])  # at the end and late: a file of the submission's can shadow nothing, nor stand in
    import numpy  # noqa: F401  so that its random numbers begin where they do in a warm room

    _begin_random(order["random"])
    app.start()
