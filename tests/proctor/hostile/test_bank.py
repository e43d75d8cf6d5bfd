"""Every submission of the bank gets the score that it deserves, all of them graded in one go by nbgrader."""

import json
import subprocess
from concurrent.futures import ThreadPoolExecutor

import pytest
from proctor import bubble

from . import bank_accidents, bank_doors, bank_files, bank_lies, bank_neighbours, bank_papers
from .classroom import RIGHT, extra_cell, hand_in, make_course, released, run, scores

OPEN = bubble.open_walls()
pytestmark = [
    pytest.mark.slow,
    # these submissions mean harm: they run in a closed room or not at all
    pytest.mark.skipif(OPEN is not None, reason=f"no closed room on this machine: {OPEN}"),
]

ROWS = [
    row
    for bank in (bank_lies, bank_doors, bank_papers, bank_accidents, bank_files, bank_neighbours)
    for row in bank.ROWS
]
CLASSES = 2  # graded side by side, each with a gradebook of its own


def write(root, number, row):
    """The folder of a submission of the bank."""
    notebook = released({name: getattr(row, name) or RIGHT[name] for name in RIGHT})
    if row.first:
        notebook.cells.insert(3, extra_cell(row.first))
    text = row.edit(notebook) if row.edit else None
    folder = hand_in(root, f"s{number:03}", notebook if text is None else text, row.filename)
    for name, content in row.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        if content.startswith("-> "):
            (folder / name).symlink_to(content[3:])
        else:
            (folder / name).write_text(content)
    if row.after:
        row.after(folder)


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """The points and the graded notebook of each submission."""
    roots = [make_course(tmp_path_factory.mktemp("course")) for _ in range(CLASSES)]
    for root in roots:
        for name in ("data.csv", "given/a.txt"):  # what comes with the assignment
            (root / "source/hw" / name).parent.mkdir(exist_ok=True)
            (root / "source/hw" / name).write_text("1")
    for number, row in enumerate(ROWS):
        write(roots[number % CLASSES], number, row)
    with ThreadPoolExecutor() as pool:
        runs = list(pool.map(lambda root: run(root, "autograde", "hw", check=False), roots))
    assert [done.returncode for done in runs] == [0] * CLASSES, runs[0].stderr[-3000:] + runs[1].stderr[-3000:]
    points = [scores(root) for root in roots]
    yield {
        number: (
            points[number % CLASSES][f"s{number:03}"],
            roots[number % CLASSES] / f"autograded/s{number:03}/hw/hw.ipynb",
        )
        for number in range(len(ROWS))
    }
    subprocess.run(["rm", "-rf", *(root / "submitted" for root in roots)], check=True)  # some nest too deep for Python


def test_the_bank_holds_at_least_sixty_submissions_that_differ():
    assert len({row.name for row in ROWS}) == len(ROWS) >= 60


@pytest.mark.parametrize("number", range(len(ROWS)), ids=[row.name for row in ROWS])
def test_a_submission_gets_what_it_deserves(graded, number):
    points, path = graded[number]
    assert tuple(points[f"test_{name}"] for name in ("penalty", "center", "largest")) == ROWS[number].deserves
    assert ROWS[number].says in path.read_text()
    assert "<script>" not in json.dumps(json.loads(path.read_text())["cells"][-2:])
