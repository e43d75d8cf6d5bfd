"""What an instructor is told about a test cell."""

import logging

import nbformat
import pytest
from proctor.remarks import remarks


def marked(points, **record):
    """A test cell as a verdict leaves it."""
    mark = {"grade_id": "test_fit", "points": points}
    return nbformat.v4.new_code_cell("", metadata={"nbgrader": mark, "proctor": record})


def verdict(*points):
    return {"findings": [{"requirement": str(number), "points": each} for number, each in enumerate(points)]}


def test_points_of_a_check_that_are_not_its_cells_are_said_with_both_numbers():
    ((level, text),) = remarks(marked(10, **verdict(2, 1)))
    assert level == logging.WARNING
    assert text.startswith("Cell test_fit has 10 points and its check 3: ")


@pytest.mark.parametrize(
    "cell", [marked(3, **verdict(2, 1)), marked(0.3, **verdict(0.1, 0.2)), marked(3, reason="the kernel died")]
)
def test_points_that_agree_or_that_nobody_knows_are_no_matter(cell):
    assert list(remarks(cell)) == []


@pytest.mark.parametrize(
    ("record", "says"),
    [
        ({"checks": 0, "trusted": False}, "CELL test_fit GETS NO POINTS: it calls no check, and must call one"),
        ({"checks": 0, "trusted": True}, "CELL test_fit IS NOT PROTECTED"),
        ({"checks": 2, "trusted": True}, "CELL test_fit GETS NO POINTS: it calls 2 checks, and must call one"),
    ],
)
def test_a_cell_without_one_check_is_an_error(record, says):
    ((level, text),) = remarks(marked(3, **record))
    assert level == logging.ERROR
    assert text.startswith(says)
