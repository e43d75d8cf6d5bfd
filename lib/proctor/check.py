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
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from proctor.draw import draw
from proctor.evidence import run_cases
from proctor.judge import judge
from proctor.report import Report

Case = dict[str, Any]


@dataclass(frozen=True)
class Requirement:
    """One thing that an answer must do, and the points that it is worth.

    Requirements of one check that have the same `cases`, `call` and `may_change` share a run: the answer meets the
    cases once for all of them.

    Parameters
    ----------
    name : str
        What a student reads after ✓ or ✗, such as "leaves the bias alone".
    points : float
        What it is worth.
    cases : function
        Draws the cases from a NumPy generator; each case maps argument names, in order, to values. It may be
        called again whenever the same cases are needed afresh, so it must draw from the generator alone.
    call : function
        How an answer meets a case; by default `answer(*case.values())`. What it returns is the result.
    part : function
        What of the result this requirement is about: takes the result, its arrays as NumPy's, and the case. By
        default all of it. It works outside the room, on what was sent out, which a hostile answer may have made up.
        The dtype is then NumPy's own: halves come as float32.
    judge : function
        For what no single value decides: takes the answer's result, the reference's and the case, and returns
        None when the answer is right and otherwise a sentence that says what is wrong. By default the two
        results are compared.
    needs_reference : bool
        Whether `judge` looks at the reference's result. Otherwise it gets None, and the reference is not called.
    rtol : float
        The relative tolerance, where the one that follows from the dtype does not fit.
    same_dtype : bool
        Whether the result must have the very dtype, library and device of the reference's result; not for a `part`.
    may_change : sequence of str
        The arguments that an answer may change in place.

    Raises
    ------
    ValueError
        If there is `same_dtype` beside a `part`, or no `judge` where no reference is needed.
    """

    name: str
    points: float
    cases: Callable[[np.random.Generator], Sequence[Case]] = lambda generator: [{}]
    call: Callable[[Callable, Case], Any] = lambda answer, case: answer(*case.values())
    part: Callable[[Any, Case], Any] | None = None
    judge: Callable[[Any, Any, Case], str | None] | None = None
    needs_reference: bool = True
    rtol: float | None = None
    same_dtype: bool = False
    may_change: Sequence[str] = ()

    def __post_init__(self):
        if self.part and self.same_dtype:
            raise ValueError(f"requirement {self.name!r}: same_dtype must be False beside a part, got True")
        if not self.needs_reference and not self.judge:
            raise ValueError(f"requirement {self.name!r}: needs_reference must be True without a judge, got False")

    def draw(self, seed: int) -> Sequence[Case]:
        """The cases of this requirement for a seed, afresh and the same every time."""
        return draw(self.cases, self.name, seed)

    def shares_run(self, other: "Requirement") -> bool:
        """Whether an answer meets the same cases in the same way for another requirement of the same check."""
        same = self.cases is other.cases and self.call is other.call
        return same and sorted(self.may_change) == sorted(other.may_change)


@dataclass(frozen=True)
class Mistake:
    """A wrong implementation and the sentence that explains it.

    Parameters
    ----------
    wrong : function
        The wrong implementation, in the place of an answer.
    explanation : str
        What a student reads whose answer gives the same results.
    loses : sequence of str
        The names of the requirements that it fails, all of them; the others it passes.
    """

    wrong: Callable
    explanation: str
    loses: Sequence[str]


@dataclass(frozen=True)
class Check:
    """Named requirements, a reference that fulfils them, and the mistakes that are known.

    Calling a check with an answer judges the answer and returns a report that says it to a person.

    Parameters
    ----------
    name : str
        The name of the function that is asked for.
    reference : function
        The right answer.
    requirements : sequence of Requirement
        What an answer must do. Their names differ.
    mistakes : sequence of Mistake
        The wrong answers that are known.
    value : bool
        Whether the answer is a value, not a function: the answer itself is then the result, and the reference
        and the mistakes are functions that compute theirs from the case.

    Raises
    ------
    ValueError
        If two requirements have the same name, or a mistake loses none of them or one that is not there.
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
    def runs(self) -> list[Requirement]:
        """The first of the requirements that share a run, for each run; the run has its name and its cases."""
        return [each for each in self.requirements if self.run_of(each) is each]

    def run_of(self, requirement: Requirement) -> Requirement:
        """The first requirement that shares its run with this one."""
        return next(each for each in self.requirements if each.shares_run(requirement))

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
