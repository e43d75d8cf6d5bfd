"""Say a verdict to a person: as text, as HTML, and as the number that nbgrader reads."""

import html
from typing import Any

import numpy as np

from proctor.judge import Failure, Finding, Verdict
from proctor.plain import Array, Other

SHOWN = (
    40  # entries of an array that are printed in full; a larger one is named by its shape and first entries
)


class Report:
    """A verdict that shows itself.

    In a notebook it is a list of ✓ and ✗ lines. Its `text/plain` form is the bare score, since that is what
    nbgrader takes for the points of a cell; `str(report)` is the same list in plain text.
    """

    def __init__(self, verdict: Verdict):
        self.verdict = verdict

    def __str__(self) -> str:
        return "\n".join(
            [_heading(self.verdict), *(line for entry in _entries(self.verdict) for line in _text(*entry))]
        )

    __repr__ = __str__

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, str]:
        return {"text/plain": f"{self.verdict.score:g}", "text/html": as_html(self.verdict)}


def as_html(verdict: Verdict) -> str:
    """The report as a fragment of HTML; whatever came from an answer is escaped."""
    items = "".join(_item(*entry) for entry in _entries(verdict))
    return (
        f'<div class="proctor-report"><p><strong>{html.escape(_heading(verdict))}</strong></p>'
        f'<ul style="list-style: none; padding-left: 0">{items}</ul></div>'
    )


def _heading(verdict):
    return f"{verdict.check}: {verdict.score:g} of {_points(verdict.points)}"


def _points(number):
    return f"{number:g} point{'' if number == 1 else 's'}"


def _entries(verdict):
    """Each finding with its explanation, said once where several findings share it."""
    said = set()
    for finding in verdict.findings:
        lines = [] if finding.passed else explanation(finding)
        yield finding, lines if tuple(lines) not in said else ["The reason is the one given above."]
        said.add(tuple(lines) or None)


def _text(finding, lines):
    return [_verdict_line(finding), *("    " + part for line in lines for part in line.split("\n"))]


def _item(finding, lines):
    details = "".join(
        f'<pre style="margin: 0 0 0.3em 1.6em; white-space: pre-wrap">{html.escape(line)}</pre>'
        for line in lines
    )
    return f"<li>{html.escape(_verdict_line(finding))}{details}</li>"


def _verdict_line(finding):
    return f"{'✓' if finding.passed else '✗'} {finding.requirement} ({_points(finding.points)})"


def explanation(finding: Finding) -> list[str]:
    """Why a requirement is not met: the known mistake's sentence, or else the smallest failing case."""
    failure = finding.failure
    if failure.outcome.error and failure.outcome.error.startswith("NotImplementedError"):
        return ["Not written yet: it raises NotImplementedError."]
    if finding.mistake:
        return [finding.mistake]
    lines = [
        *_given(failure),
        f"the result {failure.reason}." if not failure.outcome.error else f"the call {failure.reason}.",
    ]
    if not failure.outcome.error and failure.outcome.value is not None:
        lines.append(f"got       {show(failure.outcome.value)}")
    lines.append(f"expected  {show(failure.expected)}")
    if failure.outcome.printed.strip():
        lines.append(f"printed   {failure.outcome.printed.strip()}")
    return lines + [f"warned    {warning}" for warning in failure.outcome.warned]


def _given(failure: Failure):
    if not failure.case:
        return []
    return ["With\n" + "\n".join(f"  {name} = {show(value)}" for name, value in failure.case.items())]


def show(value: Any) -> str:
    """Plain data in a few lines that a person can read, and could type in again."""
    if isinstance(value, Array):
        return _show_array(value.values)
    if isinstance(value, list):
        inner = ", ".join(map(show, value[:6])) + (", …" if len(value) > 6 else "")
        return f"[{inner}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {show(item)}" for key, item in value.items()) + "}"
    if isinstance(value, Other):
        return f"a {value.kind}"
    return f"{value:.6g}" if isinstance(value, float) else repr(value)


def _show_array(values):
    if values.ndim == 0:
        return f"{values.item():.6g}" if values.dtype.kind == "f" else repr(values.item())
    if values.size <= SHOWN:
        return np.array2string(values, precision=4, suppress_small=True, separator=", ").replace(
            "\n", "\n" + " " * 10
        )
    head = np.array2string(values.ravel()[:4], precision=4, separator=", ")[1:-1]
    return f"array of shape {values.shape}, beginning {head}, …"
