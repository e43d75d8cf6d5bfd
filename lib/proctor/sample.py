"""A sample class: submissions made from an assignment's solutions, routes and known mistakes.

What each of them deserves is known beforehand, from the checks alone, so that a rehearsal of the whole way
from submission to grade can tell whether the grades are right.
"""

import copy
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from nbformat import NotebookNode

from proctor.items import Item, items
from proctor.paste import noisy, pasted, raising, unfenced, value_of, written


@dataclass(frozen=True)
class Assignment:
    """An assignment as its instructor has it: the source, the release, and right answers by other routes."""

    source: NotebookNode
    released: NotebookNode
    routes: Mapping[str, Sequence[Callable]] = field(default_factory=dict)

    @cached_property
    def items(self) -> list[Item]:
        """What is graded."""
        return items(self.source)

    @cached_property
    def solutions(self) -> dict[str, str]:
        """The instructor's own answers, by grade_id."""
        return {
            cell.metadata.nbgrader.grade_id: unfenced(cell.source)
            for cell in self.source.cells
            if cell.metadata.get("nbgrader", {}).get("solution")
        }

    @property
    def first_half(self) -> set[str]:
        """The answers to the first half of the items."""
        return {item.answer for item in self.items[: len(self.items) // 2]}

    @property
    def automatic(self) -> list[Item]:
        """The items that no person grades."""
        return [item for item in self.items if not item.by_hand]


@dataclass(frozen=True)
class Submission:
    """What one student hands in: the answers by grade_id, and the points that each item deserves.

    A cell without an answer is left as it was released. `answers` is None where no notebook is handed in.
    """

    student: str
    answers: dict[str, str] | None
    deserved: dict[str, float]

    @property
    def score(self) -> float:
        """The points that it deserves."""
        return sum(self.deserved.values())

    def notebook(self, assignment: Assignment) -> NotebookNode:
        """The notebook that is handed in."""
        notebook = copy.deepcopy(assignment.released)
        for cell in notebook.cells:
            cell.source = self.answers.get(cell.metadata.get("nbgrader", {}).get("grade_id"), cell.source)
        return notebook


def sample_class(assignment: Assignment) -> list[Submission]:
    """The submissions of the sample class, one of each kind."""
    full = {item.grade_id: item.points for item in assignment.items}
    nothing = dict.fromkeys(full, 0)
    return [
        Submission("perfect", assignment.solutions, full),
        Submission("another-route", assignment.solutions | _other_routes(assignment), full),
        _half_done(assignment, nothing),
        Submission("untouched", {}, nothing),
        _known_mistakes(assignment, full),
        _raises(assignment, full),
        _syntax_error(assignment, full),
        Submission("noisy", assignment.solutions | _noise(assignment), full),
        Submission("missing-notebook", None, nothing),
    ]


def _other_routes(assignment):
    """Each function written in the first other way that is known."""
    return {
        item.answer: _rewritten(assignment, item, pasted(assignment.routes[item.name][0], item.name))
        for item in assignment.automatic
        if item.check and not item.check.value and assignment.routes.get(item.name)
    }


def _rewritten(assignment, item, text):
    return written(assignment.solutions[item.answer], item.name, text)


def _half_done(assignment, nothing):
    first = assignment.first_half
    answers = {answer: text for answer, text in assignment.solutions.items() if answer in first}
    earned = {item.grade_id: item.points for item in assignment.items if item.answer in first}
    return Submission("half-done", answers, nothing | earned)


def _known_mistakes(assignment, full):
    """A known mistake in every answer that has one: the first's first, the second's second, …"""
    answers, deserved = dict(assignment.solutions), dict(full)
    for turn, item in enumerate(item for item in assignment.automatic if item.check):
        wrong, loses = _mistake(item.check, turn)
        if item.check.value:  # written down, since what the student's wrong functions make of it is not known
            case = item.check.requirements[0].draw(0)[0]
            answers[item.answer] = _rewritten(assignment, item, value_of(wrong, item.name, [*case.values()]))
        elif loses:
            answers[item.answer] = _rewritten(assignment, item, pasted(wrong, item.name))
        deserved[item.grade_id] -= sum(r.points for r in item.check.requirements if r.name in loses)
    return Submission("known-mistakes", answers, deserved)


def _mistake(check, turn):
    if not check.mistakes:
        return check.reference, ()
    mistake = check.mistakes[turn % len(check.mistakes)]
    return mistake.wrong, mistake.loses


def _raises(assignment, full):
    """Right in the first half, an exception in each later answer: what comes later may use what is before."""
    broken = [item for item in assignment.automatic if item.answer not in assignment.first_half]
    function = {item.answer: item.name for item in broken if item.check and not item.check.value}
    answers = {item.answer: raising(function.get(item.answer)) for item in broken}
    lost = dict.fromkeys([item.grade_id for item in broken], 0)
    return Submission("raises", assignment.solutions | answers, full | lost)


def _syntax_error(assignment, full):
    """One cell that is no Python: the last answer, since no other answer can depend on it."""
    last = assignment.automatic[-1].answer
    answers = assignment.solutions | {last: assignment.solutions[last] + "\n)"}
    return Submission("syntax-error", answers, full | {i.grade_id: 0 for i in assignment.automatic if i.answer == last})


def _noise(assignment):
    return {item.answer: noisy(assignment.solutions[item.answer]) for item in assignment.automatic}
