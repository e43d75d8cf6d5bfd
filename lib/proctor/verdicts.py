"""From what the room said to what nbgrader reads: one execute_result for each test cell, and nothing else."""

import html
import resource
import signal
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from proctor.check import Check
from proctor.evidence import Outcome
from proctor.judge import Verdict, judge
from proctor.kernel import Ran
from proctor.question import counts
from proctor.report import as_html
from proctor.wire import RefusedError, decode

SHOWN = 100_000  # characters of a report; a longer one is cut to its first line
MEMORY = 4 * 2**30  # bytes that the judge may take for one answer, beyond what it has
STATM = Path("/proc/self/statm")
THINKING = 300  # seconds of processor time that the judge may take for one answer: honest checks draw and train


def is_test(cell: NotebookNode) -> bool:
    """Whether a cell is graded automatically."""
    mark = cell.metadata.get("nbgrader", {})
    return cell.cell_type == "code" and bool(mark.get("grade")) and not mark.get("solution")


def write_zero(cell: NotebookNode, reason: str) -> None:
    """Write no points into a test cell, and why."""
    write_points(cell, 0.0, reason)


def write_points(cell: NotebookNode, points: float, reason: str) -> None:
    """Write points into a test cell that no verdict gives, and why."""
    said = f"<strong>{points:g} points</strong>: {html.escape(reason)}"
    cell.metadata.proctor = {"reason": reason}
    _write(cell, points, f'<div class="proctor-report"><p>{said}</p></div>')


def write_verdict(cell: NotebookNode, verdict: Verdict) -> None:
    """Write a verdict into a test cell: the points of the cell, in the share of the check's that was reached."""
    cell.metadata.proctor = {"findings": [_finding(finding) for finding in verdict.findings]}
    most = float(cell.metadata.nbgrader.points)
    score = most * verdict.score / verdict.points if verdict.points else 0.0
    report = as_html(verdict)
    if len(report) > SHOWN:
        report = (
            f"<p>{html.escape(verdict.check)}: {score:g} of {most:g} points. The report is too long to be shown.</p>"
        )
    _write(cell, min(score, most), report)


def _finding(finding):
    """What is kept of a finding for those who look at the whole class."""
    row = {"requirement": finding.requirement, "points": finding.points, "passed": finding.passed}
    return row | ({} if finding.passed else {"mistake": finding.mistake, "reason": finding.failure.reason[:300]})


def _write(cell, score, report):
    data = {"text/plain": f"{score:.10g}", "text/html": report}
    cell.execution_count = None
    cell.outputs = [nbformat.v4.new_output("execute_result", data=data)]


def decide(check: Check, seed: int, nonce: str, ran: Ran) -> Verdict:
    """The verdict on what came of a test cell; `RefusedError` with the reason where there is nothing to judge."""
    with limited():
        return judge(check, gathered(check, seed, nonce, ran), seed)


def gathered(check: Check, seed: int, nonce: str, ran: Ran) -> dict[str, list[Outcome]]:
    """The evidence that came of a test cell; `RefusedError` with the reason where there is none."""
    if ran.status == "died":
        raise RefusedError("the kernel died while this cell ran")
    if ran.status == "timeout":
        raise RefusedError("the cell did not end within its time: is there an endless loop?")
    if ran.status == "error":
        raise RefusedError(f"the cell ended with an error: {ran.error}")
    return decode(_only(ran.evidence, nonce), counts(check, seed))


def _only(published: list[Any], nonce: str) -> Any:
    """The one piece of evidence that this cell's collector published."""
    answers = [item.get("evidence") for item in published if isinstance(item, dict) and item.get("nonce") == nonce]
    if len(answers) != 1:
        raise RefusedError(
            "the check did not report what the answer does"
            if not answers
            else "more than one report came of what the answer does, and only one can be the check's"
        )
    return answers[0]


class _TimeUp(BaseException):
    """The judge has thought long enough; no `except Exception` of a check may take that for its own."""


@contextmanager
def limited():
    """Let nobody keep the judge busy for ever, nor fill its memory; works in the main thread, where nbgrader grades."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(*arguments):
        raise _TimeUp

    before = signal.signal(signal.SIGPROF, stop)
    most = resource.getrlimit(resource.RLIMIT_DATA)
    try:
        signal.setitimer(signal.ITIMER_PROF, THINKING)
        resource.setrlimit(resource.RLIMIT_DATA, (_memory_allowed(most), most[1]))
        yield
    except _TimeUp:
        raise RefusedError(f"the results took the judge more than {THINKING} seconds") from None
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        resource.setrlimit(resource.RLIMIT_DATA, most)
        signal.signal(signal.SIGPROF, before)


def _memory_allowed(most):
    """Bytes of data that this process may have: what it has, and MEMORY more, if that is less than `most` allows."""
    bounds = [each for each in most if each != resource.RLIM_INFINITY]
    if STATM.exists():  # elsewhere than on Linux nobody says what a process has
        bounds.append(int(STATM.read_text().split()[5]) * resource.getpagesize() + MEMORY)
    return min(bounds, default=resource.RLIM_INFINITY)
