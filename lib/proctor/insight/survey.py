"""Count a class: which requirements are met, which mistakes are made, which wrong answers do the same."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from proctor.insight.gather import Judged, Paper
from proctor.likeness import is_blank

SHOWN = 3000  # characters of an answer that are shown as an example
TRUSTED = "ok:"  # how the reason of a test cell begins that calls no check, ran, and is trusted

Place = tuple[str, str]  # a notebook, and a cell in it


@dataclass
class Tally:
    """What became of one requirement: how many passed, made a known mistake, failed in another way, wrote nothing."""

    points: float
    counts: Counter = field(default_factory=Counter)


@dataclass
class Group:
    """Wrong answers that do the same, none of which a known mistake explains.

    alike: whether that was seen on the same cases, and not only in what the judge said of each.
    """

    failures: list[tuple[str, str]]
    example: str
    alike: bool
    students: list[str] = field(default_factory=list)


class Survey:
    """Holds what the findings of each paper say, and one example of each kind of wrong answer; no paper."""

    def __init__(self):
        self.papers: list[tuple[str, str]] = []
        self.broken: list[tuple[str, str, str]] = []
        self.order: dict[Place, None] = {}  # every graded cell, as the notebooks have them
        self.sizes: Counter[str] = Counter()  # papers of a notebook
        self.tallies: dict[Place, dict[str, Tally]] = {}
        self.mistakes: dict[tuple[Place, str], list[str]] = {}
        self.groups: dict[tuple, Group] = {}
        self.refused: dict[tuple[Place, str], list[str]] = {}
        self.nothing: list[tuple[str, str, str]] = []
        self.notes: dict[str, list[str]] = {}
        self.seconds: Counter[tuple[str, str]] = Counter()
        self.judged: list[tuple[str, str, list[Judged]]] = []

    def add(self, paper: Paper) -> None:
        """Take a paper in."""
        if paper.broken:
            self.broken.append((paper.student, paper.notebook, paper.broken))
            return
        self.papers.append((paper.student, paper.notebook))
        self.sizes[paper.notebook] += 1
        self.seconds[paper.student, paper.notebook] = paper.seconds
        self.judged.append((paper.student, paper.notebook, paper.judged))
        self.order |= dict.fromkeys((paper.notebook, name) for name in paper.questions)
        for note in paper.notes:
            self.notes.setdefault(note, []).append(paper.student)
        for judged in paper.judged:
            self._add_cell(paper, judged)
        why = paper.nothing or _why_nothing(paper.judged)
        if why:
            self.nothing.append((paper.student, paper.notebook, why))

    def _add_cell(self, paper, judged):
        place = (paper.notebook, judged.cell)
        tallies = self.tallies.setdefault(place, {})
        for row in judged.findings:
            tallies.setdefault(row["requirement"], Tally(row["points"])).counts[what(row)] += 1
        for mistake in dict.fromkeys(row["mistake"] for row in judged.findings if what(row) == "mistake"):
            self.mistakes.setdefault((place, mistake), []).append(paper.student)
        if judged.reason and not paper.nothing and not judged.reason.startswith(TRUSTED):
            self.refused.setdefault((place, judged.reason), []).append(paper.student)
        rows = [row for row in judged.findings if what(row) == "unexplained"]
        if rows:
            key = (place, *((row["requirement"], row.get("like") or _shape_of(row["reason"])) for row in rows))
            if key not in self.groups:
                source = paper.answers.get(judged.answer, ("", ""))[1]
                failures = [(row["requirement"], row["reason"]) for row in rows]
                self.groups[key] = Group(failures, _cut(source), all("like" in row for row in rows))
            self.groups[key].students.append(paper.student)

    def rows(self) -> Iterator[dict[str, Any]]:
        """A row a student and requirement; where an answer was not judged, the requirements that others' show."""
        for student, notebook, cells in self.judged:
            for cell in cells:
                known = {row["requirement"]: row for row in cell.findings}
                tallies = self.tallies[notebook, cell.cell]
                common = {"student": student, "notebook": notebook, "question": cell.cell}
                for requirement in tallies or [""]:
                    points = tallies[requirement].points if tallies else None
                    finding = known.get(requirement, {"reason": cell.reason})
                    yield common | {"requirement": requirement, "points": points} | _outcome(finding)


def what(row: dict[str, Any]) -> str:
    """What a finding says: passed, blank, mistake or unexplained."""
    if row["passed"]:
        return "passed"
    if is_blank(row):
        return "blank"
    return "mistake" if row.get("mistake") else "unexplained"


def _outcome(finding):
    if "passed" not in finding:
        return {"passed": None, "mistake": "", "reason": finding["reason"]}
    return {"passed": finding["passed"]} | {name: finding.get(name) or "" for name in ("mistake", "reason")}


def _shape_of(reason):
    """A reason without its numbers, which differ from student to student."""
    return re.sub(r"-?\d[\d.e+-]*|nan|inf", "#", reason)


def _cut(text):
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}\n…"


def _why_nothing(judged):
    """Why a paper earns nothing by itself whose answers could be judged."""
    kinds = Counter(what(row) for cell in judged for row in cell.findings)
    if kinds["passed"] or any(cell.reason.startswith(TRUSTED) for cell in judged) or not kinds:
        return None
    return "no answer was written" if set(kinds) == {"blank"} else "no answer meets any requirement"
