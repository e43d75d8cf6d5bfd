"""What an answer did with the cases that some requirements of a check share, and what others do with them."""

import contextlib
import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from proctor.evidence import Outcome, describe, run_requirement
from proctor.plain import Other, bare, plain


class CheckError(Exception):
    """A check that fails by itself, whatever the submission is; the instructor mends it, and nobody loses points."""


class Run:
    """The outcomes of one run; the reference and the known mistakes meet its cases when asked for, and once.

    first: the first of the requirements that share the run, which draws its cases.
    outcomes: what the answer did, an `Outcome` a case.
    """

    def __init__(self, check, first, outcomes: Sequence[Outcome], seed: int):
        self.check, self.first, self.outcomes, self.seed = check, first, outcomes, seed
        self._known: dict[Callable, tuple[list[Outcome], Iterator[Outcome]]] = {}

    def cases(self) -> Sequence[dict[str, Any]]:
        """The cases, afresh."""
        return self.first.draw(self.seed)

    @functools.cached_property
    def expected(self) -> list[Any]:
        """What the reference makes of each case, as plain data."""
        return [self._call(self.check.reference, case) for case in self.cases()]

    def right(self, requirement, number: int, case: dict[str, Any]) -> Any:
        """What the reference makes of one of the cases, so far as a requirement looks at it."""
        expected = self.expected[number]
        if requirement.part is None:
            return expected
        with blamed(self.check, requirement.part):
            return plain(requirement.part(bare(expected), case))

    def ask_of_reference(self, requirement, number: int, case: dict[str, Any]) -> None:
        """Ask a requirement's `judge` about what the reference makes of a case; `CheckError` where it raises there."""
        try:
            right = self.right(requirement, number, case)
        except CheckError:
            if requirement.needs_reference:
                raise
            return  # no reference is asked for such cases
        with blamed(self.check, requirement.judge):
            requirement.judge(bare(right), bare(right) if requirement.needs_reference else None, case)

    def known(self, wrong: Callable, number: int) -> Outcome:
        """What a wrong implementation does with one of the cases; it meets them in order, and no more than needed."""
        met, ahead = self._known.setdefault(wrong, ([], self._meet(wrong)))
        while len(met) <= number:
            met.append(next(ahead))
        return met[number]

    def _meet(self, wrong):
        if self.check.value:
            yield from (Outcome(value=self._call(wrong, case)) for case in self.cases())
        else:
            yield from run_requirement(self.check, self.first, wrong, self.seed)

    def _call(self, function, case):
        with blamed(self.check, function):
            return plain(function(*case.values()) if self.check.value else self.first.call(function, case))


@contextlib.contextmanager
def blamed(check, function: Callable) -> Iterator[None]:
    """Whatever a function of a check raises in here is the check's fault, and not the submission's."""
    try:
        yield
    except MemoryError:
        raise  # which may be short for what the submission sent
    except Exception as error:
        name = getattr(function, "__qualname__", repr(function)[:80])
        raise CheckError(f"the check {check.name!r} fails by itself: its `{name}` raised {describe(error)}") from error


def prove(check, seed: int) -> None:
    """Meet the cases of a seed with the reference; `CheckError` where the check fails by itself."""
    runs = {each.name: Run(check, each, (), seed) for each in check.runs}
    for requirement in check.requirements:
        run = runs[check.run_of(requirement).name]
        with blamed(check, requirement.cases):
            cases = run.cases()
        for number, case in enumerate(cases if requirement.needs_reference else ()):
            run.right(requirement, number, case)
            if requirement.judge:
                run.ask_of_reference(requirement, number, case)


def of_part(requirement, outcome: Outcome, case: dict[str, Any]) -> Outcome:
    """An outcome of a run as though the call had returned what the requirement is about alone."""
    if requirement.part is None or outcome.error or outcome.value is None or isinstance(outcome.value, Other):
        return outcome
    try:
        return replace(outcome, value=plain(requirement.part(bare(outcome.value), case)))
    except Exception as error:  # the answer's result may be anything
        return replace(outcome, misfit=describe(error))


def outcomes_of(check, requirement, evidence: Mapping[str, Sequence[Outcome]], seed: int) -> list[Outcome]:
    """What `evidence` says about one requirement, an `Outcome` a case."""
    first = check.run_of(requirement)
    rows = zip(evidence[first.name], first.draw(seed), strict=True)
    return [of_part(requirement, outcome, case) for outcome, case in rows]
