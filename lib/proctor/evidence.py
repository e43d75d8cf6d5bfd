"""Run the cases: call an answer on each of them and write down, as plain data, what happened."""

import contextlib
import io
import logging
import sys
import time
import traceback
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from proctor.compare import difference
from proctor.plain import Other, plain

PRINT_LIMIT = 1000  # characters of what an answer printed that are kept, a case


@dataclass(frozen=True)
class Outcome:
    """What an answer did with one case.

    value: what it returned, as plain data; None where it raised.
    error: None, or the type and message of the exception.
    where: the line of the answer's own code that raised, or "".
    changed: the names of the arguments that it changed in place.
    printed, warned: what it said meanwhile, on both streams and as warnings.
    seconds: how long it took.
    misfit: why the part that a requirement is about cannot be taken of the value; found outside, never sent.
    """

    value: Any = None
    error: str | None = None
    where: str = ""
    changed: tuple[str, ...] = ()
    printed: str = ""
    warned: tuple[str, ...] = ()
    seconds: float = 0.0
    misfit: str | None = None

    @property
    def unwritten(self) -> bool:
        """Whether the answer says itself that it is not there yet."""
        return (self.error or "").startswith("NotImplementedError")


def run_cases(check, answer: Any, seed: int) -> dict[str, list[Outcome]]:
    """The evidence: for each run of the check, by the name of its first requirement, an `Outcome` a case."""
    return {each.name: list(run_requirement(check, each, answer, seed)) for each in check.runs}


def run_requirement(check, requirement, answer: Any, seed: int) -> Iterator[Outcome]:
    """An `Outcome` for each case of one requirement, one at a time."""
    if check.value:
        yield from (Outcome(value=plain(answer)) for _ in requirement.draw(seed))
        return
    for case, pristine in zip(requirement.draw(seed), requirement.draw(seed), strict=True):
        yield _meet(requirement, answer, case, pristine)  # one to use, one to compare with


def _meet(requirement, answer, case, pristine) -> Outcome:
    """Call the answer on one case."""
    value, error, where = None, None, ""
    start = time.perf_counter()
    with _listening() as (stream, caught):
        try:
            value = plain(requirement.call(answer, case))
        except (Exception, SystemExit) as exception:  # one case that leaves is one case that failed
            error, where = describe(exception), _place(exception)
    seconds = time.perf_counter() - start
    watched = [name for name in case if name not in requirement.may_change]
    changed = tuple(name for name in watched if _differs(case[name], pristine[name]))
    warned = tuple(dict.fromkeys(f"{entry.category.__name__}: {entry.message}" for entry in caught))
    return Outcome(value, error, where, changed, stream.getvalue()[:PRINT_LIMIT], warned, seconds)


def describe(exception: BaseException) -> str:
    """The type and the message of an exception."""
    text = str(exception).strip()
    return type(exception).__name__ + (f": {text[:PRINT_LIMIT]}" if text else "")


def _place(exception):
    """The last line of code that raised outside of installed packages and this one: the student's own."""
    frames = traceback.extract_tb(exception.__traceback__)
    own = [frame for frame in frames if "ipykernel_" in frame.filename or "<ipython-input" in frame.filename]
    return own[-1].line or "" if own else ""


def _differs(value, pristine):
    before, after = plain(pristine), plain(value)
    return not isinstance(before, Other) and difference(after, before, rtol=0.0) is not None


@contextlib.contextmanager
def _listening():
    """Keep both streams, warnings and log lines off the page: a word on stderr must not cost the points."""
    stream, stderr = io.StringIO(), sys.stderr
    handlers = [handler for handler in logging.root.handlers if getattr(handler, "stream", None) is stderr]
    with (
        contextlib.redirect_stdout(stream),
        contextlib.redirect_stderr(stream),
        warnings.catch_warnings(record=True) as caught,
    ):
        warnings.simplefilter("always")
        for handler in handlers:
            handler.setStream(stream)
        try:
            yield stream, caught
        finally:
            for handler in handlers:
                handler.setStream(stderr)
