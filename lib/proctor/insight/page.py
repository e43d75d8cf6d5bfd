"""The page: everything in one file, nothing asked of anybody; whatever a student wrote is escaped."""

import math
import statistics
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jinja2

from proctor.insight import prints, resemblance
from proctor.insight.grades import Grades
from proctor.insight.resemblance import Alike
from proctor.insight.survey import Place, Survey
from proctor.insight.tables import labels

BINS = 10
PAIRS = 40  # pairs of students that are listed
SEEN = 12  # of these, how many with the words themselves
GROUPS = 40  # groups of unexplained answers that are listed
SLOWEST = 8
WORDS = 3000  # characters of an answer that are shown


def render(assignment: str, survey: Survey, grades: Grades, alike: Alike) -> str:
    """The page as HTML."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    call = labels(dict.fromkeys([*survey.order, *alike.questions]))
    facts = {"assignment": assignment, "made": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC", "survey": survey}
    facts |= {"students": len({student for student, _ in survey.papers}), "scores": scores(grades)}
    facts |= {"requirements": requirements(survey, call), "mistakes": mistakes(survey, call)}
    facts |= {"groups": groups(survey, call), "more_groups": max(0, len(survey.groups) - GROUPS)}
    facts |= {"refused": refused(survey, call), "notes": _by_count(survey.notes)}
    facts |= {"slowest": survey.seconds.most_common(SLOWEST), "alike": similar(alike, call)}
    facts |= {"several": len(survey.sizes) > 1, "limits": resemblance, "passage": prints.K}
    return environment.get_template("page.html.jinja").render(facts)


def scores(grades: Grades) -> dict[str, Any]:
    """The distribution of the points: the bins of a histogram, and what it comes to."""
    totals, best = [each.total for each in grades.students], grades.best
    width = best / BINS or 1.0
    counts = Counter(min(BINS - 1, max(0, math.floor(total / width + 1e-9))) for total in totals)
    tallest = max(counts.values(), default=1)
    bins = [
        {"from": f"{i * width:.3g}", "to": f"{(i + 1) * width:.3g}", "count": counts[i], "share": counts[i] / tallest}
        for i in range(BINS)
    ]
    return {
        "bins": bins,
        "best": best,
        "number": len(totals),
        "mean": statistics.fmean(totals) if totals else 0.0,
        "median": statistics.median(totals) if totals else 0.0,
        "waiting": sum(each.waiting for each in grades.students),
        "late": sum(each.late_penalty > 0 for each in grades.students),
    }


def requirements(survey: Survey, call: dict[Place, str]) -> list[dict[str, Any]]:
    """A row a requirement, in the order of the notebooks, with how many passed and what became of the others."""
    rows = []
    for place, tallies in survey.tallies.items():
        of = survey.sizes[place[0]]
        for requirement, tally in tallies.items():
            counts = {kind: tally.counts[kind] for kind in ("passed", "mistake", "unexplained", "blank")}
            counts["refused"] = of - sum(counts.values())
            shares = [(kind, 100 * count / of, count) for kind, count in counts.items() if count]
            row = {"question": call[place], "requirement": requirement, "points": tally.points, "of": of}
            rows.append(row | {"counts": counts, "shares": shares})
    place = {label: index for index, label in enumerate(call.values())}
    return sorted(rows, key=lambda row: place[row["question"]])


def mistakes(survey: Survey, call: dict[Place, str]) -> list[tuple[str, str, list[str]]]:
    """Question, known mistake and who made it; the most frequent first."""
    rows = [(call[place], mistake, students) for (place, mistake), students in survey.mistakes.items()]
    return sorted(rows, key=lambda row: -len(row[2]))


def groups(survey: Survey, call: dict[Place, str]) -> list[dict[str, Any]]:
    """Answers that no known mistake explains, those together that do the same; the largest group first."""
    ranked = sorted(survey.groups.items(), key=lambda item: -len(item[1].students))[:GROUPS]
    return [{"question": call[key[0]], "group": group} for key, group in ranked]


def refused(survey: Survey, call: dict[Place, str]) -> list[tuple[str, str, list[str]]]:
    """Question, reason and whose answers could not be judged, though the paper could."""
    rows = [(call[place], reason, students) for (place, reason), students in survey.refused.items()]
    return sorted(rows, key=lambda row: -len(row[2]))


def similar(alike: Alike, call: dict[Place, str]) -> dict[str, Any]:
    """The pairs that are listed, with their words where there is room, and what was compared of each question."""
    rows = []
    for number, pair in enumerate(alike.pairs[:PAIRS]):
        place = pair.telling
        words = [alike.words[place][student][:WORDS] for student in pair.students] if number < SEEN else []
        questions = [(call[each], round(100 * share), same) for each, (share, same) in pair.questions.items()]
        rows.append({"students": pair.students, "questions": questions, "words": words, "shown": call[place]})
    questions = [(call[place], question) for place, question in alike.questions.items()]
    return {"rows": rows, "more": max(0, len(alike.pairs) - PAIRS), "questions": questions}


def _by_count(table):
    return sorted(table.items(), key=lambda item: -len(item[1]))
