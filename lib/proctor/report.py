"""Say a verdict to a person: as text, as HTML, and as the number that nbgrader reads."""

import html
from dataclasses import dataclass
from typing import Any

import numpy as np

from proctor.compare import name_of
from proctor.judge import Failure, Finding, Verdict
from proctor.plain import Array, Other

SHOWN = 40  # a larger array is named by its shape and first entries


class Report:
    """A verdict that shows itself.

    In a notebook it is a list of ✓ and ✗ lines. Its `text/plain` form is the bare score, since that is what
    nbgrader takes for the points of a cell; `str(report)` is the same list in plain text.
    """

    def __init__(self, verdict: Verdict):
        self.verdict = verdict

    def __str__(self) -> str:
        return as_text(self.verdict)

    __repr__ = __str__

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, str]:
        return {"text/plain": f"{self.verdict.score:g}", "text/html": as_html(self.verdict)}


@dataclass(frozen=True)
class Explanation:
    """Why a requirement is not met: a sentence, and the failing case, row by row, where there is one."""

    sentence: str
    rows: tuple[tuple[str, str], ...] = ()

    @property
    def table(self) -> str:
        """The rows in two columns."""
        width = max((len(name) for name, _ in self.rows), default=0) + 2
        indent = "\n" + " " * width
        return "\n".join(name.ljust(width) + value.replace("\n", indent) for name, value in self.rows)


def as_text(verdict: Verdict) -> str:
    """The report in plain text."""
    lines = [_heading(verdict)]
    for finding, why in _entries(verdict):
        lines.append(_verdict_line(finding))
        if why:
            lines += ["    " + line for line in f"{why.sentence}\n{why.table}".rstrip().split("\n")]
    return "\n".join(lines)


def as_html(verdict: Verdict) -> str:
    """The report as a fragment of HTML; whatever came from an answer is escaped."""
    lines = ((html.escape(_verdict_line(finding)), _details(why)) for finding, why in _entries(verdict))
    items = "".join(f"<li>{line}{details}</li>" for line, details in lines)
    return (
        f'<div class="proctor-report"><p><strong>{html.escape(_heading(verdict))}</strong></p>'
        f'<ul style="list-style: none; padding-left: 0.5em">{items}</ul></div>'
    )


def _details(why):
    if not why:
        return ""
    table = f'<pre style="white-space: pre-wrap">{html.escape(why.table)}</pre>' if why.rows else ""
    return f'<div style="margin: 0.2em 0 0.6em 1.4em">{html.escape(why.sentence)}{table}</div>'


def _heading(verdict):
    return f"{verdict.check}: {verdict.score:g} of {_points(verdict.points)}"


def _points(number):
    return f"{number:g} point{'' if number == 1 else 's'}"


def _verdict_line(finding):
    return f"{'✓' if finding.passed else '✗'} {finding.requirement} ({_points(finding.points)})"


def _entries(verdict):
    """Each finding with its explanation, said once where several findings share it."""
    said = set()
    for finding in verdict.findings:
        why = None if finding.passed else explain(finding)
        if why and why.sentence in said:
            why = Explanation("The reason is the one given above.")
        yield finding, why
        said.add(why.sentence if why else None)


def explain(finding: Finding) -> Explanation:
    """Why a requirement is not met: the known mistake's sentence, or else the smallest failing case."""
    failure = finding.failure
    if failure.outcome.unwritten:
        return Explanation("Not written yet: it raises NotImplementedError.")
    if finding.mistake:
        return Explanation(finding.mistake)
    stop = "" if failure.reason[-1] in ".?!" else "."
    return Explanation(
        f"The {'call' if failure.outcome.error else 'result'} {failure.reason}{stop}", tuple(_rows(failure))
    )


def _rows(failure: Failure):
    """What went in, what came out, what was expected, and what was said meanwhile."""
    outcome = failure.outcome
    yield from ((name, show(value)) for name, value in failure.case.items())
    if outcome.value is not None:
        yield "got", show(outcome.value)
    if failure.compared:
        yield "expected", show(failure.expected)
    if outcome.printed.strip():
        yield "printed", outcome.printed.strip()
    yield from (("warned", warning) for warning in outcome.warned)


def show(value: Any) -> str:
    """Plain data in a few lines that a person can read."""
    if isinstance(value, Array):
        return _show_array(value.values)
    if isinstance(value, list):
        return f"[{', '.join(map(show, value[:6]))}{', …' if len(value) > 6 else ''}]"
    if isinstance(value, dict):
        return "\n".join(f"{key!r}: {show(item)}" for key, item in value.items())
    if isinstance(value, Other):
        return name_of(value)
    return f"{value:.6g}" if isinstance(value, float) else repr(value)


def _show_array(values):
    if values.ndim == 0:
        return show(values.item())
    if values.size <= SHOWN:
        return np.array2string(values, precision=4, suppress_small=True, separator=", ")
    head = np.array2string(values.ravel()[:4], precision=4, separator=", ")[1:-1]
    return f"an array of shape {values.shape} that begins {head}, …"
