"""Compare the evidence with what was expected, and recognise the mistakes that are known."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from proctor.compare import as_array, difference, name_of
from proctor.evidence import Outcome
from proctor.plain import Array, Other, bare, plain
from proctor.run import Run, of_part


@dataclass(frozen=True)
class Failure:
    """The smallest case that failed: what went in, what came out, what was expected, and what is wrong.

    compared: whether to show what was expected. Not where a property was asked of the result, since what the
    reference returned is only one right answer; and not where the answer is a value, since that would be the answer.
    """

    reason: str
    case: dict[str, Any]
    outcome: Outcome
    expected: Any
    compared: bool = True


@dataclass(frozen=True)
class Finding:
    """The verdict on one requirement. `mistake` explains a failure where a known mistake explains it."""

    requirement: str
    points: float
    failure: Failure | None = None
    mistake: str | None = None

    @property
    def passed(self) -> bool:
        """Whether every case of the requirement was right."""
        return self.failure is None


@dataclass(frozen=True)
class Verdict:
    """The verdict on one answer."""

    check: str
    findings: tuple[Finding, ...]

    @property
    def score(self) -> float:
        """The points of the requirements that are met."""
        return float(sum(finding.points for finding in self.findings if finding.passed))

    @property
    def points(self) -> float:
        """The points that there are."""
        return float(sum(finding.points for finding in self.findings))

    @property
    def passed(self) -> bool:
        """Whether every requirement is met."""
        return all(finding.passed for finding in self.findings)


def judge(check, evidence: dict[str, list[Outcome]], seed: int) -> Verdict:
    """The verdict on the evidence that `run_cases` gathered with the same check and seed."""
    runs = {each.name: Run(check, each, evidence[each.name], seed) for each in check.runs}
    findings = (_finding(runs[check.run_of(each).name], each) for each in check.requirements)
    return Verdict(check.name, tuple(findings))


def _finding(run, requirement) -> Finding:
    cases = run.cases()
    rows = enumerate(zip(cases, run.outcomes, strict=True))
    failures = [each for number, row in rows if (each := _failure(run, requirement, number, *row))]
    if not failures:
        return Finding(requirement.name, requirement.points)
    mistakes = [] if all(outcome.unwritten for outcome in run.outcomes) else run.check.mistakes
    named = (m.explanation for m in mistakes if _explains(run, requirement, m, cases))
    smallest = min(failures, key=lambda failure: _size(failure.case))
    return Finding(requirement.name, requirement.points, smallest, next(named, None))


def _failure(run, requirement, number, case, outcome) -> Failure | None:
    """What is wrong with one outcome."""
    outcome = of_part(requirement, outcome, case)
    expected = _expected(run, requirement, number, case)
    reason = _reason(run, requirement, number, outcome, expected, case)
    if outcome.changed:
        changes = f"the call changes its argument {' and '.join(outcome.changed)} in place: work on a copy"
        reason = f"{reason}; besides, {changes}" if reason else f"is right, but {changes}"
    compared = not (requirement.judge or run.check.value or outcome.misfit)
    return Failure(reason, plain(case), outcome, expected, compared) if reason else None


def _expected(run, requirement, number, case):
    """What the reference makes of a case, so far as the requirement looks at it."""
    if requirement.judge and not requirement.needs_reference:
        return None
    return run.right(requirement, number, case)


def _reason(run, requirement, number, outcome, expected, case):
    """What is wrong with one result, or None."""
    check = run.check
    if outcome.error:
        return f"raised {outcome.error}" + (f" in the line `{outcome.where}`" if outcome.where else "")
    if outcome.value is None and check.value:
        return "is still None: there is no answer yet"
    if outcome.value is None and (expected is not None or not requirement.needs_reference):
        return "is None: is a `return` missing?"
    if outcome.misfit:
        return f"is not of the kind that was asked for ({outcome.misfit})"
    if requirement.judge and isinstance(outcome.value, Other):
        return f"is {name_of(outcome.value)}"
    if requirement.judge:
        return _property(run, requirement, number, outcome, expected, case)
    reason = difference(outcome.value, expected, requirement.rtol, requirement.same_dtype)
    if check.value and reason and _alike(outcome.value, expected):
        return "is not the right one"  # the reason would give the value away
    return reason


def _alike(got, expected):
    """Whether a wrong value is at least of the right form."""
    have, want = as_array(got), as_array(expected)
    if have is None or want is None:
        return type(got) is type(expected)
    return have.values.shape == want.values.shape


def _property(run, requirement, number, outcome, expected, case):
    if _has_nan(outcome.value) and not _has_nan(expected):
        return "has nan in it"  # which no comparison finds too large
    try:
        return requirement.judge(bare(outcome.value), bare(expected), case)
    except Exception as exception:  # a result of a shape that the property cannot even be asked of
        reason = f"is not of the kind that was asked for ({type(exception).__name__}: {exception})"
    run.ask_of_reference(requirement, number, case)  # when the exception, and what it held, is gone
    return reason


def _has_nan(value):
    if isinstance(value, Array):
        return value.values.dtype.kind in "fc" and bool(np.isnan(value.values).any())
    if isinstance(value, dict | list):
        return any(map(_has_nan, value.values() if isinstance(value, dict) else value))
    return isinstance(value, float) and value != value


def _explains(run, requirement, mistake, cases) -> bool:
    """Whether a known mistake does, on every case of the requirement, what the answer did; seldom runs them all."""
    if requirement.name not in mistake.loses:
        return False
    return all(
        _same(requirement, *(of_part(requirement, each, case) for each in (outcome, run.known(mistake.wrong, number))))
        for number, (outcome, case) in enumerate(zip(run.outcomes, cases, strict=True))
    )


def _same(requirement, have, known):
    if have.error or known.error or have.misfit or known.misfit:
        return (have.error, have.misfit) == (known.error, known.misfit)
    same_value = difference(have.value, known.value, requirement.rtol, requirement.same_dtype) is None
    return same_value and have.changed == known.changed


def _size(value) -> int:
    """How many numbers there are to read in a case."""
    if isinstance(value, Array):
        return value.values.size
    if isinstance(value, dict):
        return sum(map(_size, value.values()))
    return sum(map(_size, value)) if isinstance(value, list) else 1
