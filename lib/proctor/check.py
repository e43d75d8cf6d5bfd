"""A check as data: what an answer must do, on which cases, and the mistakes that are known.

    from proctor import Check, Mistake, Requirement

    def without_half(w, lam):
        return lam * w @ w

    penalty = Check(
        "penalty",
        reference=l2.penalty,
        requirements=[Requirement("is λ·½‖w‖²", points=2, cases=some_weights)],
        mistakes=[Mistake(without_half, "This is what you get without the ½.", loses=["is λ·½‖w‖²"])],
    )

    penalty(student_function)     # runs, judges and explains, all in one

The three steps behind that call stand on their own: `proctor.evidence.run_cases` calls the answer,
`proctor.judge.judge` compares what came with what was expected, `proctor.report` says it to a person.
"""

import os
import sys
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from proctor.evidence import run_cases
from proctor.judge import judge
from proctor.report import Report

Case = dict[str, Any]


@dataclass(frozen=True)
class Requirement:
    """One thing that an answer must do, and the points that it is worth.

    cases: draws the cases from a NumPy generator; each case maps argument names, in order, to values. It is
        called again whenever the same cases are needed afresh, so it must draw from the generator alone.
    call: how an answer meets a case; by default `answer(*case.values())`. What it returns is the result.
    judge: for what no single value decides: takes the answer's result, the reference's and the case, and
        returns None when the answer is right and otherwise a sentence that says what is wrong. By default
        the two results are compared.
    rtol: the relative tolerance, where the one that follows from the dtype does not fit.
    same_dtype: whether the result must have the very dtype, library and device of the reference's result.
    may_change: the arguments that an answer may change in place.
    """

    name: str
    points: float
    cases: Callable[[np.random.Generator], Sequence[Case]] = lambda generator: [{}]
    call: Callable[[Callable, Case], Any] = lambda answer, case: answer(*case.values())
    judge: Callable[[Any, Any, Case], str | None] | None = None
    rtol: float | None = None
    same_dtype: bool = False
    may_change: Sequence[str] = ()

    def draw(self, seed: int) -> Sequence[Case]:
        """The cases of this requirement for a seed, the same every time."""
        return self.cases(np.random.default_rng([seed, zlib.crc32(self.name.encode())]))


@dataclass(frozen=True)
class Mistake:
    """A wrong implementation and the sentence that explains it.

    loses: the names of the requirements that it fails, all of them; the others it passes.
    """

    wrong: Callable
    explanation: str
    loses: Sequence[str]


@dataclass(frozen=True)
class Check:
    """Named requirements, a reference that fulfils them, and the mistakes that are known.

    A check of a value, not of a function, has `value=True`: the answer itself is then the result, and the
    reference and the mistakes are functions that compute theirs from the case.
    """

    name: str
    reference: Callable
    requirements: Sequence[Requirement]
    mistakes: Sequence[Mistake] = field(default=())
    value: bool = False

    def __post_init__(self):
        names = [requirement.name for requirement in self.requirements]
        if len(set(names)) != len(names):
            raise ValueError(f"check {self.name!r}: requirement names must differ, got {names}")
        for mistake in self.mistakes:
            unknown = [name for name in mistake.loses if name not in names]
            if unknown or not mistake.loses:
                raise ValueError(
                    f"check {self.name!r}: mistake {mistake.wrong.__name__!r} must lose requirements "
                    f"out of {names}, got {list(mistake.loses)}"
                )

    @property
    def points(self) -> float:
        """What a right answer is worth."""
        return sum(requirement.points for requirement in self.requirements)

    def __call__(self, answer: Any, seed: int | None = None) -> Report:
        """Judge an answer here and now, and return what there is to say about it.

        The cases follow from `seed`; without one, from the environment's PROCTOR_SEED, and else from 0.
        """
        seed = int(os.environ.get("PROCTOR_SEED", "0")) if seed is None else seed
        report = Report(judge(self, run_cases(self, answer, seed), seed))
        if os.environ.get("NBGRADER_EXECUTION") == "validate" and not report.verdict.passed:
            print(report, file=sys.stderr)  # what `nbgrader validate` shows of a failed cell
        return report
