"""A MyST notebook with short marks becomes what nbgrader calls a source, or is refused with a reason."""

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbgrader.nbgraderformat import MetadataValidator
from nbgrader.utils import compute_checksum, is_grade, is_locked, is_solution, is_task
from proctor.author import SourceError, expand, mark, write

TINY = Path(__file__).parent / "tiny" / "solutions"
FRONT = "---\nkernelspec:\n  display_name: Python 3\n  language: python\n  name: python3\n---\n"


def code(mark, source="x = 1"):
    return f"\n```{{code-cell}} ipython3\n---\nnbgrader: {mark}\n---\n{source}\n```\n"


@pytest.fixture
def source(tmp_path):
    """Writes a source of the given cells and gives its path back."""

    def written(*cells, front=FRONT, name="topic"):
        path = tmp_path / f"{name}.md"
        path.write_text(front + "".join(cells), encoding="utf-8")
        return path

    return written


def marked(notebook):
    return {cell.metadata.nbgrader.grade_id: cell for cell in notebook.cells if "nbgrader" in cell.metadata}


def test_every_mark_becomes_metadata_that_nbgrader_accepts():
    notebook = expand(TINY / "averages.md")
    MetadataValidator().validate_nb(notebook)
    nbformat.validate(notebook)


def test_nbgrader_reads_each_kind_of_mark_as_what_it_says():
    kinds = {
        name: [test(cell) for test in (is_grade, is_solution, is_locked, is_task)]
        for name, cell in marked(expand(TINY / "averages.md")).items()
    }
    assert kinds["imports"] == [False, False, True, False]
    assert kinds["mean"] == [False, True, False, False]
    assert kinds["test_mean"] == [True, False, True, False]
    assert kinds["why"] == [True, True, False, False]


def test_a_task_is_graded_by_hand_and_written_in_words():
    assert mark({"grade_id": "essay", "task": True, "points": 2}, "markdown") == {
        "cell_type": "markdown",
        "grade": False,
        "grade_id": "essay",
        "locked": True,
        "points": 2,
        "schema_version": 3,
        "solution": False,
        "task": True,
    }


def test_a_short_mark_gives_the_checksum_of_the_full_metadata():
    cell = marked(expand(TINY / "averages.md"))["test_mean"]
    full = nbformat.v4.new_code_cell("check.mean(mean)")
    full.metadata["nbgrader"] = {
        "grade": True,
        "solution": False,
        "locked": True,
        "grade_id": "test_mean",
        "points": 3,
    }
    assert compute_checksum(cell) == compute_checksum(full)


def test_cell_ids_are_the_grade_ids_or_else_the_place_in_the_notebook():
    ids = [cell.id for cell in expand(TINY / "averages.md").cells]
    assert ids[:5] == ["averages-1", "imports", "averages-3", "mean", "test_mean"]
    assert len(set(ids)) == len(ids)


def test_nothing_of_the_source_but_its_kernel_and_its_cells_is_kept():
    notebook = expand(TINY / "averages.md")
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    assert notebook.metadata.kernelspec.name == "python3"
    assert all(
        cell.outputs == [] and cell.execution_count is None for cell in notebook.cells if cell.cell_type == "code"
    )


def test_other_metadata_of_a_cell_stays(source):
    path = source("\n```{code-cell}\n---\ntags: [hide-input]\nnbgrader: {grade_id: a, locked: true}\n---\nx\n```\n")
    assert expand(path).cells[0].metadata.tags == ["hide-input"]


def test_the_same_source_gives_the_same_bytes_and_only_what_changed_is_written(source, tmp_path):
    path, folder = source(code("{grade_id: a, locked: true}")), tmp_path / "source"
    (target,) = write([path], folder)
    before = target.read_bytes(), target.stat().st_mtime_ns
    assert write([path], folder) == []
    assert (target.read_bytes(), target.stat().st_mtime_ns) == before
    source(code("{grade_id: b, locked: true}"))
    assert write([path], folder) == [target]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ([code("{grade_id: a, point: 2}")], r"cell 1 \(a\): a mark's keys must be among .*, got point"),
        ([code("{points: 2}")], r"cell 1 \(x = 1\): grade_id must be .*, got None"),
        ([code("{grade_id: a b, points: 2}")], r"grade_id must be .*, got 'a b'"),
        ([code("{grade_id: 1.5, points: 2}")], r"grade_id must be .*, got 1.5"),
        ([code("{grade_id: a}")], r"beside grade_id there must be one of: .*; got nothing"),
        ([code("{grade_id: a, locked: true, points: 1}")], r"there must be one of: .*; got locked, points"),
        ([code("{grade_id: a, solution: 1}")], r"solution must be true or left out, got 1"),
        ([code("{grade_id: a, points: four}")], r"points must be a number of at least 0, got 'four'"),
        ([code("{grade_id: a, points: -1}")], r"points must be a number of at least 0, got -1"),
        ([code("{grade_id: a, points: true}")], r"points must be a number of at least 0, got True"),
        ([code("{grade_id: a, points: .nan}")], r"points must be a number of at least 0, got nan"),
        ([code("{grade_id: a, points:}")], r"points must be a number of at least 0, got None"),
        ([code("ridge")], r"the mark must be a mapping .*, got 'ridge'"),
        ([code("{grade_id: a, task: true, points: 1}")], r"must be on a markdown cell, got a code cell"),
        (
            ['\n+++ {"nbgrader": {"grade_id": "why", "solution": true}}\n\nwords\n'],
            r"\(why\): this mark must be on a code cell, got a markdown cell: .* needs points",
        ),
        (
            ['\n+++ {"nbgrader": {"grade_id": "why", "points": 1}}\n\nwords\n'],
            r"\(why\): this mark must be on a code cell, got a markdown cell",
        ),
        (
            [code("{grade_id: a, locked: true}"), code("{grade_id: a, points: 1}")],
            r"every grade_id must be there once, got a more than once",
        ),
        (
            ["\n```{code-cell} ipython3\n### BEGIN SOLUTION\nx = 1\n### END SOLUTION\n```\n"],
            r"BEGIN SOLUTION must stand in a cell whose mark has solution: true, got no mark",
        ),
        (
            [code("{grade_id: a, solution: true}", "### BEGIN HIDDEN TESTS\nx\n### END HIDDEN TESTS")],
            r"BEGIN HIDDEN TESTS must stand in a cell whose mark has points",
        ),
    ],
)
def test_a_wrong_mark_is_refused_by_file_cell_and_expectation(source, cells, expected):
    with pytest.raises(SourceError, match=r"topic\.md.*" + expected):
        expand(source(*cells))


def test_a_source_without_a_kernel_is_refused(source):
    with pytest.raises(SourceError, match="front matter must name a kernelspec"):
        expand(source(code("{grade_id: a, locked: true}"), front=""))


def command(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "proctor.author", *map(str, arguments)], capture_output=True, text=True
    )


def test_the_command_expands_a_folder_and_says_what_it_wrote(tmp_path):
    done = command(TINY, tmp_path / "source")
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"wrote {tmp_path / 'source' / 'averages' / 'averages.ipynb'}\n"


def test_the_command_refuses_with_one_line_and_no_traceback(source, tmp_path):
    done = command(source(code("{grade_id: a}")), tmp_path / "source")
    assert done.returncode == 1
    assert "topic.md, cell 1 (a)" in done.stderr
    assert "Traceback" not in done.stderr
