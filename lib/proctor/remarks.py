"""What an instructor ought to know about a test cell, whoever answered: read off what a verdict left in it."""

import logging
import math
from collections.abc import Iterator

from nbformat import NotebookNode

SETTING = 'c.ExecuteInRoom.unproven_cells = "trust" in nbgrader_config.py'


def remarks(cell: NotebookNode) -> Iterator[tuple[int, str]]:
    """The remarks on a test cell of an examined paper, each with the level of the log that it belongs to."""
    name, record = cell.metadata.nbgrader.grade_id, cell.metadata.get("proctor", {})
    if "checks" in record:
        yield logging.ERROR, f"CELL {name} {_unproven(record)}"
    has, gives = cell.metadata.nbgrader.points, sum(finding["points"] for finding in record.get("findings", []))
    if "findings" in record and not math.isclose(has, gives):
        yield (
            logging.WARNING,
            f"Cell {name} has {has:g} points and its check {gives:g}: the gradebook gets the cell's, in the share of "
            "the check's that was reached, and feedback counts the check's. Let the two agree",
        )


def _unproven(record):
    """What becomes of a cell that does not call one check."""
    if record["checks"]:
        return f"GETS NO POINTS: it calls {record['checks']} checks, and must call one"
    if record["trusted"]:
        return "IS NOT PROTECTED: it calls no check, so a submission can give itself its points"
    return (
        f"GETS NO POINTS: it calls no check, and must call one. {SETTING} lets the submission's own process say what "
        "such a cell is worth"
    )
