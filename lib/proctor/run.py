"""What an answer did with the cases that some requirements of a check share, and what others do with them."""

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from proctor.evidence import Outcome, describe, run_requirement
from proctor.plain import Other, bare, plain


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
        return [plain(self._call(self.check.reference, case)) for case in self.cases()]

    def known(self, wrong: Callable, number: int) -> Outcome:
        """What a wrong implementation does with one of the cases; it meets them in order, and no more than needed."""
        met, ahead = self._known.setdefault(wrong, ([], self._meet(wrong)))
        while len(met) <= number:
            met.append(next(ahead))
        return met[number]

    def _meet(self, wrong):
        if self.check.value:
            yield from (Outcome(value=plain(self._call(wrong, case))) for case in self.cases())
        else:
            yield from run_requirement(self.check, self.first, wrong, self.seed)

    def _call(self, function, case):
        return function(*case.values()) if self.check.value else self.first.call(function, case)


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
