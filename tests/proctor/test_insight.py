"""What the instructor sees of a class: right numbers, equal behaviour together, nobody's text run, nobody accused."""

import csv
import logging
import re
import sys
from pathlib import Path
from types import SimpleNamespace

import nbformat
import numpy as np
import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory
from proctor import app, cli
from proctor.evidence import Outcome
from proctor.insight import write_insight
from proctor.insight.gather import Paper
from proctor.insight.resemblance import FEW, Resemblance
from proctor.insight.source import Starter
from proctor.insight.tables import harmless
from proctor.likeness import is_unexplained, likeness
from proctor.plain import Array, Other, plain
from traitlets.config import Config

STUB = (
    'def slope(x, y):\n    """The slope of the line of best fit through (x, y)."""\n    raise NotImplementedError()\n'
)
LOOP = """def slope(x, y):
    top = bottom = 0.0
    for a, b in zip(x, y):
        top += (a - x.mean()) * (b - y.mean())
        bottom += (a - x.mean()) ** 2
    return top / bottom
"""
SOLVED = """def slope(x, y):
    A = np.stack([np.ones_like(x), x], axis=1)
    return np.linalg.lstsq(A, y, rcond=None)[0][1]
"""
FITTED = """def slope(x, y):
    line = np.polynomial.Polynomial.fit(x, y, deg=1).convert()
    return float(line.coef[-1]) if len(line.coef) > 1 else 0.0
"""
RENAMED = LOOP.replace("top", "numerator").replace("bottom", "d").replace("    for", "    # the sums\n    for")
EVIL = '<script>alert("x")</script>'


def met(requirement, points=1):
    return {"requirement": requirement, "points": points, "passed": True}


def missed(requirement, reason="is 3, not 4", mistake=None, points=1, **more):
    return {"requirement": requirement, "points": points, "passed": False, "mistake": mistake, "reason": reason} | more


ALL_MET = [met("is right", 2), met("takes one point")]


def mark(grade_id, points=None, solution=False):
    made = {"grade_id": grade_id, "solution": solution, "grade": points is not None, "locked": not solution}
    return {"nbgrader": made | ({} if points is None else {"points": points})}


def paper(answer=LOOP, findings=ALL_MET, reason=None, why="Because.", **record):
    """A graded notebook: one answer with its test, one answer in words."""
    test = new_code_cell("check.slope(slope)", metadata=mark("test_slope", 3))
    test.metadata.proctor = {"findings": findings} if reason is None else {"reason": reason}
    cells = [new_code_cell(answer, metadata=mark("slope", solution=True)), test]
    cells.append(new_markdown_cell(why, metadata=mark("why", 2, solution=True)))
    return new_notebook(cells=cells, metadata={"proctor": {"seconds": 1.0, "notes": []} | record})


def enter(gradebook, student, notebook, manual, late, **names):
    """Write a student's grades, as nbgrader would."""
    gradebook.add_student(student, **names)
    gradebook.add_submission("hw", student)
    gradebook.find_submission_notebook("hw", "hw", student).late_submission_penalty = late
    rows = notebook.cells[1].metadata.proctor.get("findings", [])
    score = gradebook.find_grade("test_slope", "hw", "hw", student)
    score.auto_score, score.needs_manual_grade = float(sum(row["points"] for row in rows if row["passed"])), False
    written = gradebook.find_grade("why", "hw", "hw", student)
    written.manual_score, written.needs_manual_grade = manual, manual is None


@pytest.fixture
def course(tmp_path, monkeypatch):
    """Makes a course's folder with its gradebook and a class; takes papers by student, and more on some of them."""
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=":")  # nbgrader calls alembic by its name

    def make(papers, more=None):
        source = paper(
            STUB.replace("raise NotImplementedError()", "### BEGIN SOLUTION\n    pass\n    ### END SOLUTION")
        )
        (tmp_path / "source/hw").mkdir(parents=True)
        nbformat.write(source, tmp_path / "source/hw/hw.ipynb")
        url = f"sqlite:///{tmp_path}/gradebook.db"
        with Gradebook(url, "c") as gradebook:
            gradebook.add_assignment("hw")
            gradebook.update_or_create_notebook("hw", "hw")
            gradebook.update_or_create_grade_cell("test_slope", "hw", "hw", max_score=3, cell_type="code")
            gradebook.update_or_create_grade_cell("why", "hw", "hw", max_score=2, cell_type="markdown")
            for student, notebook in papers.items():
                enter(gradebook, student, notebook, **{"manual": 1.0, "late": 0.0} | (more or {}).get(student, {}))
                (tmp_path / "autograded" / student / "hw").mkdir(parents=True)
                nbformat.write(notebook, tmp_path / "autograded" / student / "hw/hw.ipynb")
            gradebook.db.commit()
        settings = {"root": str(tmp_path), "db_url": url, "course_id": "c", "assignment_id": "hw"}
        return CourseDirectory(config=Config({"CourseDirectory": settings}))

    return make


def page(course):
    return BeautifulSoup(write_insight(course, "hw").read_text(), "html.parser")


def text(element):
    return " ".join(element.get_text(" ").split())


def rows(course, name):
    with Path(course.root, "insight/hw", name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


CLASS = {
    "ada": paper(),
    "ben": paper(SOLVED),
    "eva": paper(findings=[missed("is right", mistake="This is the inverse.", points=2), met("takes one point")]),
    "flo": paper(findings=[missed("is right", points=2, like="aa"), missed("takes one point", like="bb")]),
    "gus": paper(
        findings=[missed("is right", "is 7, not 9", points=2, like="aa"), missed("takes one point", like="bb")]
    ),
    "hal": paper(findings=[missed("is right", points=2, like="cc"), missed("takes one point", like="bb")]),
    "ida": paper(STUB, [missed(name, "raised NotImplementedError") for name in ("is right", "takes one point")]),
    "jon": paper(reason="the kernel died in an earlier cell", notes=["The cell start was changed: it was put back."]),
}


def test_pass_rates_count_every_paper_once(course):
    table = page(course(CLASS)).find(id="requirements").table.tbody
    assert [text(row) for row in table.find_all("tr")] == [
        "test_slope is right 2 2 of 8 (25 %) known mistake 1, unexplained 3, nothing written 1, not judged 1",
        "test_slope takes one point 1 3 of 8 (38 %) unexplained 3, nothing written 1, not judged 1",
    ]


def test_answers_that_do_the_same_stand_together(course):
    cards = page(course(CLASS)).find(id="unexplained").find_all(class_="card")
    assert ["flo, gus" in text(card) for card in cards] == [True, False]
    assert "2 answers" in text(cards[0])
    assert "1 answer" in text(cards[1])
    assert cards[0].pre.text.strip() == LOOP.strip()


def test_answers_that_could_not_be_asked_again_are_grouped_by_what_the_judge_said(course):
    reasons = ["has shape (3, 1), not (3,)", "has shape (51, 1), not (51,)", "is 2.5e-03, not nan"]
    made = {f"s{i}": paper(findings=[missed("is right", reason)]) for i, reason in enumerate(reasons)}
    cards = page(course(made)).find(id="unexplained").find_all(class_="card")
    assert [text(card.find(class_="soft").find_next(class_="soft")) for card in cards] == ["s0, s1", "s2"]
    assert "Grouped by what the judge said alone." in text(cards[0])


def test_known_mistakes_are_counted_with_who_made_them(course):
    row = page(course(CLASS)).find(id="mistakes").tbody.find_all("tr")
    assert [text(each) for each in row] == ["1 test_slope This is the inverse. eva"]


def test_whoever_has_no_points_is_listed_with_the_reason(course):
    said = text(page(course(CLASS)).find(id="nothing"))
    assert "jon : the kernel died in an earlier cell" in said
    assert "ida : no answer was written" in said
    assert "flo : no answer meets any requirement" in said
    assert "ada" not in said


def test_notes_and_the_slowest_are_shown(course):
    soup = page(course(CLASS | {"kim": paper(seconds=77.0)}))
    assert "The cell start was changed: it was put back. jon" in text(soup.find(id="notes"))
    assert soup.find(id="slowest").li.text == "kim: 77.0 s"


def test_the_scores_are_those_of_the_gradebook(course):
    more = {"ada": {"manual": 2.0}, "ben": {"manual": None}, "eva": {"late": 1.5}, "jon": {"late": 5.0}}
    made = course(CLASS, more)
    scores = text(page(made).find(id="scores"))
    table = {row["student_id"]: row for row in rows(made, "questions.csv")}
    assert list(table["ada"])[3:5] == ["test_slope", "why"]
    assert [float(table[name]["total"]) for name in ("ada", "ben", "eva", "jon")] == [5.0, 3.0, 0.5, 0.0]
    assert (table["ben"]["why"], table["ben"]["waits_for_manual_grading"]) == ("", "yes")
    assert float(table["eva"]["late_penalty"]) == 1.5
    assert "submissions graded 8" in scores
    assert "late, with a penalty 2" in scores
    assert "4.5 to 5 points: 1." in scores


def test_a_student_and_requirement_have_one_row(course):
    made = course(CLASS)
    write_insight(made, "hw")
    table = {(row["student_id"], row["requirement"]): row for row in rows(made, "requirements.csv")}
    assert len(table) == 2 * len(CLASS) == len(rows(made, "requirements.csv"))
    assert [table[name, "is right"]["passed"] for name in ("ada", "eva", "jon")] == ["yes", "no", ""]
    assert table["eva", "is right"]["mistake"] == "This is the inverse."
    assert table["jon", "is right"]["reason"] == "the kernel died in an earlier cell"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", "\n=", " =", "＝", "＠"])
def test_no_text_is_a_formula_in_a_spreadsheet(start):
    assert harmless(f"{start}cmd()") == f"'{start}cmd()"


def test_numbers_and_other_text_are_left_as_they_are():
    assert [harmless(value) for value in (-1.5, "Ana-Marie", "", None, "2=2")] == [-1.5, "Ana-Marie", "", "", "2=2"]


def test_a_hostile_name_or_output_is_text_wherever_it_stands(course):
    findings = [missed("is right", f"raised {EVIL},\n=1+1"), met("takes one point")]
    made = paper(EVIL + '</pre>"', findings, why=EVIL, notes=[f"The file {EVIL.replace('/', '_')} was set aside."])
    directory = course({"=cmd()": made, "<b>x": paper()}, {"=cmd()": {"first_name": EVIL, "last_name": 'a "b", c'}})
    soup = page(directory)
    assert soup.find("script") is None
    assert soup.find("b") is None
    assert text(soup.find(id="unexplained")).count("alert(") == 2
    (row,) = (row for row in rows(directory, "questions.csv") if "cmd" in row["student_id"])
    assert (row["student_id"], row["first_name"], row["last_name"]) == ("'=cmd()", EVIL, 'a "b", c')
    (row, _) = (row for row in rows(directory, "requirements.csv") if "cmd" in row["student_id"])
    assert row["reason"] == findings[0]["reason"]


def test_the_page_asks_nobody_for_anything(course):
    soup = page(course(CLASS))
    links = [element.get(name) for element in soup.find_all() for name in ("href", "src") if element.get(name)]
    assert all(link.startswith("#") or link in ("questions.csv", "requirements.csv") for link in links)
    assert not re.search(r"url\(|@import|https?:", str(soup))
    assert "default-src 'none'" in soup.find("meta", {"http-equiv": True})["content"]


def test_a_paper_that_cannot_be_read_harms_no_other(course):
    made = course(CLASS | {"lea": paper(), "max": paper()})
    Path(made.root, "autograded/lea/hw/hw.ipynb").write_text('{"cells": [{"cell_type"')
    Path(made.root, "autograded/max/hw/hw.ipynb").write_text("[]")
    said = text(page(made).find(id="nothing"))
    assert re.search(r"lea \(hw\): it cannot be read .* max \(hw\): it cannot be read", said)


def test_a_notebook_that_was_handed_in_besides_is_not_believed(course):
    made = course(CLASS)
    nbformat.write(paper(findings=[met("forged")]), Path(made.root, "autograded/ida/hw/other.ipynb"))
    assert "forged" not in str(page(made))


def test_no_graded_paper_is_a_clear_error(course, capsys):
    made = course({})
    with pytest.raises(ValueError, match="no paper of the assignment 'hw' has been graded"):
        write_insight(made, "hw")


def test_the_command_is_there(capsys):
    with pytest.raises(SystemExit):
        cli.main(["--help"])
    assert "insight" in capsys.readouterr().out


def test_a_failure_of_the_page_does_not_fail_the_grading(monkeypatch, caplog):
    def fail(*arguments):
        raise RuntimeError("no room on the disk")

    monkeypatch.setattr(app, "write_insight", fail)
    # a real application would set up logging anew, and close the handlers that pytest listens by
    run = SimpleNamespace(coursedir=None, log=logging.getLogger("proctor.test"))
    app.ProctorAutogradeApp._show_insight(run, "hw", None)
    assert "The page on hw could not be made; the grades stand. no room on the disk" in caplog.text


# ------------------------------------------------------------------------------------------------ resemblance


def alike(answers, kind="code", starter=None, times=1):
    """The report on a class by the answers of its students."""
    found = Resemblance({("hw", "slope"): starter or Starter(STUB, "")})
    for student, words in answers.items():
        found.add(Paper(student, "hw", answers={"slope": (kind, words)}))
    return found.report()


def accused(report):
    return [pair.students for pair in report.pairs]


def test_a_copied_answer_is_found_under_other_names():
    report = alike({"ada": LOOP, "ben": SOLVED, "eva": RENAMED, "flo": FITTED})
    assert accused(report) == [("ada", "eva")]
    assert report.pairs[0].questions == {("hw", "slope"): (1.0, False)}


def test_a_copy_word_for_word_is_said_to_be_one():
    report = alike({"ada": LOOP, "ben": LOOP.replace("    ", "  ") + "\n\n"})
    assert report.pairs[0].questions == {("hw", "slope"): (1.0, True)}


def test_two_different_answers_are_not_accused():
    assert accused(alike({"ada": LOOP, "ben": SOLVED, "eva": FITTED})) == []


def test_what_students_were_given_resembles_nothing():
    given = LOOP.replace("    return top / bottom\n", "    raise NotImplementedError()\n")
    report = alike({name: LOOP for name in "ab"}, starter=Starter(given, given))
    assert accused(report) == []


def test_a_short_answer_accuses_nobody():
    short = "def slope(x, y):\n    return np.cov(x, y)[0, 1] / np.var(x)\n"
    assert accused(alike({"ada": short, "ben": short})) == []


def test_what_many_wrote_accuses_nobody():
    many = {f"s{i}": LOOP for i in range(FEW + 1)}
    assert accused(alike(many)) == []
    assert len(accused(alike({"a": LOOP, "b": LOOP}))) == 1


def test_whoever_wrote_what_the_instructor_did_is_named():
    report = alike({"ada": RENAMED, "ben": SOLVED}, starter=Starter(STUB, LOOP))
    assert report.questions["hw", "slope"].like_solution == ["ada"]


def test_prose_is_compared_by_its_letters():
    words = "Because the penalty pulls every weight towards zero, and the data pull less on those that matter little."
    other = "Ridge shrinks each direction by its own factor, and the smallest singular values are shrunk the most."
    report = alike({"ada": words, "ben": words.upper(), "eva": other}, "markdown", Starter("Your answer here.", ""))
    assert accused(report) == [("ada", "ben")]


def test_the_work_is_bounded_and_the_page_says_so(course, monkeypatch):
    monkeypatch.setattr("proctor.insight.resemblance.MOST", 3)
    said = text(page(course({f"s{i}": paper(LOOP + f"{'x = [' + '1, ' * i}]\n") for i in range(5)})).find(id="alike"))
    assert "Only the 3 longest of the different texts were compared" in said
    assert "2 were not." in said


# --------------------------------------------------------------------------------------------------- likeness


def does(*values, **more):
    return likeness([Outcome(value=plain(value), **more) for value in values])


def test_rounding_does_not_part_what_does_the_same(generator):
    values = np.round(generator.normal(size=(30, 7)), 2) + 0.0013
    values[3, 3] = 0.0
    assert does(values) == does(values * (1 + 1e-9) + 1e-12)


@pytest.mark.parametrize(
    "other",
    [
        *(np.ones((3, 1)), np.ones(3, dtype="float32"), np.array([1, 1, 1.001]), np.array([1, 1, np.nan]), [1.0] * 3),
        *(None, "1", 1.0, {"a": np.ones(3)}, np.ones(0), np.array([1, 1, np.inf]), np.array([1, 1, 1j])),
    ],
    ids=repr,
)
def test_what_differs_in_kind_shape_or_value_is_told_apart(other):
    assert does(np.ones(3)) != does(other)


def test_the_kind_of_an_error_counts_and_its_words_do_not():
    assert does(None, error="ValueError: 3 rows") == does(None, error="ValueError: 4 rows")
    assert does(None, error="ValueError: 3 rows") != does(None, error="TypeError: 3 rows")


def test_a_changed_argument_counts():
    assert does(1.0) != does(1.0, changed=("w",))


@pytest.mark.parametrize(
    "value",
    [
        *(Other("x"), [], {}, "\ud800", 1e308, -0.0, float("nan"), [[[1]]], True),
        *(Array(np.full(40, 1e308), "numpy", "float64", "cpu"), Array(np.array(["a"]), "numpy", "<U1", "cpu")),
    ],
    ids=repr,
)
def test_whatever_evidence_holds_has_a_digest(value):
    assert re.fullmatch("[0-9a-f]{12}", likeness([Outcome(value=value)]))


def test_only_a_wrong_answer_that_nothing_explains_is_looked_at():
    unwritten = [missed("a", "raised NotImplementedError: later"), missed("a", "is still None: there is no answer yet")]
    assert [is_unexplained(row) for row in (met("a"), missed("a", mistake="m"), *unwritten)] == [False] * 4
    assert is_unexplained(missed("a"))
