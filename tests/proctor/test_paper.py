"""A paper is rebuilt from the source: only answers are taken from a submission, and what is odd is said."""

import copy
import json

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from proctor import paper
from proctor.items import bound
from proctor.luggage import carry
from proctor.paper import rebuild
from proctor.reading import UnreadableError, read


def mark(name, solution=False):
    return {"nbgrader": {"grade_id": name, "solution": solution, "grade": not solution}}


def source():
    cells = [
        new_markdown_cell("# Title", id="title"),
        new_code_cell("answer = None", id="answer", metadata=mark("answer", solution=True)),
        new_code_cell("check.answer(answer)", id="test", metadata=mark("test")),
    ]
    return new_notebook(cells=cells, metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}})


def rebuilt(tmp_path, notebook):
    path = tmp_path / "x.ipynb"
    path.write_text(json.dumps(notebook))
    return rebuild(source(), read(path))


def sources(paper):
    return [cell.source for cell in paper.notebook.cells]


def test_a_submission_that_is_as_it_should_be_gives_its_answers_and_no_notes(tmp_path):
    notebook = source()
    notebook.cells[1].source = "answer = 7"
    paper = rebuilt(tmp_path, notebook)
    assert sources(paper) == ["# Title", "answer = 7", "check.answer(answer)"]
    assert paper.notes == []
    nbformat.validate(paper.notebook)


def test_cells_of_the_students_own_stay_behind_the_cell_that_they_stood_behind_without_their_metadata(tmp_path):
    notebook = source()
    notebook.cells.insert(1, new_code_cell("first = 1", metadata={"tags": ["skip-execution"], **mark("fake")}))
    notebook.cells.insert(0, new_markdown_cell("at the top"))
    notebook.cells.append(new_code_cell("last = 1"))
    paper = rebuilt(tmp_path, notebook)
    expected = ["at the top", "# Title", "first = 1", "answer = None", "check.answer(answer)", "last = 1"]
    assert sources(paper) == expected
    assert paper.notebook.cells[2].metadata == {"proctor": {"extra": True}}


def test_whatever_is_done_to_other_cells_and_to_the_notebook_is_undone(tmp_path):
    notebook = source()
    notebook.metadata = {"kernelspec": {"name": "evil"}}
    notebook.cells[2].update(source="3.0", cell_type="raw", metadata=mark("test") | {"tags": ["skip-execution"]})
    notebook.cells.reverse()
    paper = rebuilt(tmp_path, notebook)
    expected = source()
    expected.metadata.proctor = {}
    assert paper.notebook == expected
    assert paper.notes == ["The cell test was changed: it was put back."]


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "3", '{"cells": []}', '{"cells": 3}', "[" * 10**5, '{"worksheets": [3]}']
)
def test_what_is_no_notebook_is_unreadable_and_nothing_worse(tmp_path, text):
    path = tmp_path / "x.ipynb"
    path.write_text(text)
    with pytest.raises(UnreadableError, match="The notebook"):
        read(path)


def test_files_that_shadow_modules_or_lead_elsewhere_are_set_aside(tmp_path):
    bag, room = tmp_path / "bag", tmp_path / "room"
    for name in (
        "numpy.py",
        "json.py",
        "x.pth",
        "sitecustomize.py",
        "proctor/__init__.py",
        "mine.py",
        "data/json.py",
        "data.csv",
    ):
        (bag / name).parent.mkdir(parents=True, exist_ok=True)
        (bag / name).write_text("")
    (bag / "link.txt").symlink_to("/etc/hostname")
    room.mkdir()
    aside = carry(bag, room)
    assert sorted(aside) == ["json.py", "link.txt", "numpy.py", "proctor", "sitecustomize.py", "x.pth"]
    assert sorted(str(path.relative_to(room)) for path in room.rglob("*") if path.is_file()) == [
        "data.csv",
        "data/json.py",
        "mine.py",
    ]


def own(notebook, *sources):
    """The notebook with cells of the student's own at its top, its answer deleted."""
    notebook.cells = [*map(new_code_cell, sources), *(cell for cell in notebook.cells if cell.id != "answer")]
    return notebook


def test_the_students_own_code_is_searched_for_an_answer_only_where_one_is_missing_and_never_much_of_it(
    tmp_path, monkeypatch
):
    looked = []
    monkeypatch.setattr(paper, "bound", lambda text: looked.append(len(text)) or bound(text))
    notebook = source()
    notebook.cells.insert(0, new_code_cell("a\n" * 500_000))
    assert len(sources(rebuilt(tmp_path, notebook))) == 4
    assert looked == []
    pieces = ["a\n" * 500_000, *["b = 1\n" * 2_000] * 20, "answer = 7"]
    assert "answer = None" not in sources(rebuilt(tmp_path, own(source(), *pieces)))
    assert sum(looked) < 200_000


@pytest.mark.parametrize(
    "text",
    [
        "x = " + "+".join(["1"] * 3000),
        "if 0: pass\n" + "elif 0: pass\n" * 3000,
        "x = " + "-" * 90_000 + "1",
        "f = " + "lambda:" * 3000 + "1",
        "x = 1\0",
    ],
    ids=["sum", "elif", "minus", "lambda", "zero byte"],
)
def test_code_that_cannot_be_parsed_hides_no_answer_in_another_cell(tmp_path, text):
    assert sources(rebuilt(tmp_path, own(source(), text, "answer = 7")))[1] == "answer = 7"
    assert "answer = None" not in sources(rebuilt(tmp_path, own(source(), text, "answer = 7")))


@pytest.mark.parametrize("twin", ["title", "scratch", "test"])
@pytest.mark.parametrize(("place", "behind"), [(1, "title"), (5, "more")], ids=["before it", "after it"])
def test_a_copy_of_a_cell_of_ours_moves_no_cell_of_the_students_own(tmp_path, twin, place, behind):
    released = source()
    released.cells.insert(1, new_code_cell("# try", id="scratch"))
    released.cells.append(new_code_cell("more = 1", id="more", metadata=mark("more", solution=True)))
    notebook = copy.deepcopy(released)
    copied = copy.deepcopy(next(cell for cell in notebook.cells if cell.id == twin))
    copied.id = "copied"
    notebook.cells[place:place] = [copied, new_code_cell("helper = 1")]
    (tmp_path / "x.ipynb").write_text(json.dumps(notebook))
    cells = rebuild(released, read(tmp_path / "x.ipynb")).notebook.cells
    assert cells[[cell.source for cell in cells].index("helper = 1") - 1].id == behind
