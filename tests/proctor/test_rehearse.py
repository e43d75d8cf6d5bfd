"""A rehearsal hands in, grades and compares, in a folder of its own; here for quite another course."""

import csv
import dataclasses
import sys
from pathlib import Path

import nbformat
import pytest
from proctor import Check, Mistake, Requirement
from proctor.author import expand, write
from proctor.command import CommandError, nbgrader
from proctor.items import bound, items
from proctor.paste import literal, noisy, pasted, unfenced, written
from proctor.plain import plain
from proctor.rehearse import RehearsalError, differences, prepare, rehearse, routes, summary
from proctor.sample import Assignment, sample_class

TINY = Path(__file__).parent / "tiny"
SOLUTIONS = TINY / "solutions"


@pytest.fixture(autouse=True)
def tiny_course(monkeypatch):
    """The tiny course can be imported, here and in the kernels that are started."""
    monkeypatch.setenv("PYTHONPATH", str(TINY))
    monkeypatch.syspath_prepend(TINY)


@pytest.fixture
def assignment():
    notebook = expand(SOLUTIONS / "averages.md")
    return Assignment(notebook, notebook, routes(SOLUTIONS / "averages.py"))


def by_student(assignment):
    return {submission.student: submission for submission in sample_class(assignment)}


def test_items_are_read_off_the_notebook(assignment):
    found = [(item.grade_id, item.points, item.answer, item.name, item.by_hand) for item in assignment.items]
    assert found == [
        ("test_mean", 3, "mean", "mean", False),
        ("test_ten", 1, "ten", "ten", False),
        ("test_largest", 2, "largest", None, False),
        ("why", 2, "why", None, True),
    ]


def test_the_check_of_an_item_is_found_through_the_import_in_the_notebook(assignment):
    bank = sys.modules["tinycourse.checks.averages"].CHECKS
    assert [item.check for item in assignment.items[:2]] == [bank["mean"], bank["ten"]]


def test_a_test_cell_without_an_answer_above_it_is_an_error(assignment):
    assignment.source.cells = [c for c in assignment.source.cells if c.id != "mean"]
    with pytest.raises(ValueError, match="'test_mean' must stand below the answer"):
        items(assignment.source)


def test_the_sample_class_has_every_kind_of_submission_and_knows_what_each_deserves(assignment):
    assert {student: submission.score for student, submission in by_student(assignment).items()} == {
        "perfect": 8,
        "another-route": 8,
        "half-done": 4,
        "untouched": 0,
        "known-mistakes": 5,
        "raises": 6,
        "syntax-error": 6,
        "noisy": 8,
        "missing-notebook": 0,
    }


def test_mistakes_and_routes_are_pasted_as_source(assignment):
    made = by_student(assignment)
    assert "def forgets_to_divide(numbers):" in made["known-mistakes"].answers["mean"]
    assert made["known-mistakes"].answers["mean"].endswith("mean = forgets_to_divide")
    assert made["known-mistakes"].answers["ten"] == "ten = 5.5"
    assert "statistics.fmean" in made["another-route"].answers["mean"]


def test_no_submission_shows_the_fences_of_the_solution(assignment):
    for submission in sample_class(assignment):
        assert not any("SOLUTION" in text for text in (submission.answers or {}).values())


def test_an_untouched_notebook_is_the_released_one(assignment):
    assert by_student(assignment)["untouched"].notebook(assignment) == assignment.released


def test_noise_goes_into_the_function_below_its_docstring():
    text = noisy('def f(x):\n    """Twice."""\n    return 2 * x')
    namespace = {}
    exec(text.replace("os.write", "print").replace("warnings.warn", "print"), namespace)
    assert namespace["f"].__doc__ == "Twice."
    assert namespace["f"](2) == 4


def test_a_cell_that_defines_more_than_the_answer_keeps_the_rest():
    helper = "def helper():\n    return 1\n\ndef f():\n    return helper()"
    assert written(helper, "f", "f = None") == helper + "\n\nf = None"
    assert written("def f():\n    return 1", "f", "f = None") == "f = None"


def test_names_are_found_however_they_are_bound():
    assert bound("import numpy as np\nfrom os import path\nclass A: pass\na, (b, c) = 1, (2, 3)") == set(
        ["np", "path", "A", "a", "b", "c"]
    )
    assert bound("%matplotlib inline") == set()


@pytest.mark.parametrize(
    "text",
    [
        "%%time\ndef f():\n    '''Is it?'''\n    return ('%d'\n        % 1)\ng = 1",
        "%matplotlib inline\n!pip list\ng = 1\ndef f(): pass\nnp.sum?\n?np.sum",
        "if True:\n    %pwd\n    def f(): pass\nfor g in range(3):\n    pass",
        "try:\n    async def f(): h = 1\nexcept E:\n    raise\nelse:\n    with a as g: pass",
        "f = %pwd\ng, _ = !ls",
        "while (f := 1):\n    match x:\n        case 1:\n            class g: h = 1",
    ],
)
def test_names_are_found_among_magics_and_in_compound_statements(text):
    assert bound(text) - {"_"} == {"f", "g"}


def test_only_a_plain_function_can_be_pasted():
    with pytest.raises(ValueError, match="must be a plain top-level def"):
        pasted(lambda x: x, "f")


@pytest.mark.parametrize("value", [1, 2.5, True, None, "a'b", [1, [2.0]], {"a": 1}, float("inf")])
def test_a_literal_is_the_value_again(value):
    assert eval(literal(plain(value))) == value


def test_an_array_is_a_literal_too():
    numpy = pytest.importorskip("numpy")
    value = numpy.array([[1.0, numpy.inf], [0.1, 3.0]])
    assert numpy.array_equal(eval(literal(plain(value)), {"numpy": numpy}), value)


def test_a_fence_is_left_out_and_nothing_else():
    assert unfenced("a\n  ### BEGIN SOLUTION\n  b\n  ### END SOLUTION\nc") == "a\n  b\nc"


def test_a_rehearsal_refuses_a_folder_that_is_not_its_own(tmp_path):
    (tmp_path / "gradebook.db").write_text("the real one")
    with pytest.raises(RehearsalError, match="must be new, empty or left by a rehearsal"):
        prepare(TINY, tmp_path, tmp_path)
    assert (tmp_path / "gradebook.db").read_text() == "the real one"


def test_a_command_that_fails_says_why(tmp_path):
    with pytest.raises(CommandError, match=r"nbgrader autograde failed.*\n(.*\n)*.*No notebooks were matched"):
        nbgrader(tmp_path, "autograde", "nothing")


@pytest.fixture(scope="module")
def rehearsal(tmp_path_factory):
    """A rehearsal of the tiny course, whose configuration keeps its gradebook and its classes elsewhere."""
    course = tmp_path_factory.mktemp("course")
    (course / "nbgrader_config.py").write_text(
        f"load_subconfig('nbgrader_config.py', path={str(TINY)!r})\n"
        f"c.CourseDirectory.db_url = 'sqlite:///{course}/real.db'\n"
        f"c.CourseDirectory.submitted_directory = '{course}/real'\n"
    )
    write([SOLUTIONS / "averages.md"], course / "source")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(TINY))
        patch.syspath_prepend(TINY)
        sittings = rehearse(course, course / "sample", SOLUTIONS, course / "source")
    return course, sittings


@pytest.mark.slow
def test_every_submission_of_the_tiny_course_gets_what_it_deserves(rehearsal):
    course, sittings = rehearsal
    assert differences(course / "sample", sittings) == []
    assert "known-mistakes    5" in summary(sittings)


@pytest.mark.slow
def test_the_real_class_is_not_touched(rehearsal):
    course, _ = rehearsal
    assert sorted(path.name for path in course.iterdir()) == ["nbgrader_config.py", "sample", "source"]


@pytest.mark.slow
def test_the_grades_are_exported(rehearsal):
    course, sittings = rehearsal
    with (course / "sample" / "grades.csv").open() as stream:
        exported = {row["student_id"]: float(row["score"]) for row in csv.DictReader(stream)}
    assert exported == {submission.student: submission.score for submission in sittings[0].submissions}


@pytest.mark.slow
def test_a_grade_that_is_not_deserved_is_named(rehearsal):
    course, (sitting,) = rehearsal
    first = dataclasses.replace(sitting.submissions[0], deserved={"test_mean": 1, "test_none": 2})
    wrong = differences(course / "sample", [dataclasses.replace(sitting, submissions=[first])])
    assert wrong == [
        "averages, perfect, test_mean: deserves 1, got 3.0",
        "averages, perfect, test_none: deserves 2, got no grade",
    ]


@pytest.mark.slow
def test_a_rehearsal_with_a_wrong_bank_ends_with_an_error(rehearsal, tmp_path, monkeypatch):
    """The bank says of a right answer that it loses points: the grades are then not the ones expected."""
    bank = sys.modules["tinycourse.checks.averages"]
    lie = Check(
        "mean",
        bank.average,
        [Requirement("is the sum divided by how many there are", points=3)],
        [Mistake(bank.average, "Nothing is wrong.", loses=["is the sum divided by how many there are"])],
    )
    monkeypatch.setattr(bank, "mean", lie)
    monkeypatch.setattr("proctor.rehearse.sample_class", lambda assignment: sample_class(assignment)[4:5])
    course, _ = rehearsal
    with pytest.raises(RehearsalError, match="known-mistakes, test_mean: deserves 0, got 3"):
        rehearse(course, tmp_path / "sample", SOLUTIONS, course / "source")


@pytest.mark.slow
def test_nothing_that_a_student_says_is_left_beside_the_points_of_plain_assertions(rehearsal):
    course, _ = rehearsal
    notebook = nbformat.read(course / "sample" / "autograded" / "noisy" / "averages" / "averages.ipynb", 4)
    (cell,) = [cell for cell in notebook.cells if cell.id == "test_largest"]
    assert [output.output_type for output in cell.outputs] == ["execute_result"]
    assert cell.outputs[0].data["text/plain"] == "2"
