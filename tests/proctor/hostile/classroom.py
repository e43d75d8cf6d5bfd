"""A course of its own in a temporary folder, with a class of submissions, graded by plain `nbgrader autograde`."""

import json
import os
import subprocess
import sys
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

HERE = Path(__file__).parent
LIB = HERE.parents[2] / "lib"
CONFIG = """
import os, sys
c = get_config()
os.environ["PATH"] = os.pathsep.join([os.path.dirname(sys.executable), os.environ.get("PATH", "")])
c.CourseDirectory.course_id = "small"
c.Execute.timeout = 8  # a busy machine is slow
try:
    from proctor.nbgrader import protect
except Exception as error:
    raise SystemExit(f"proctor is needed to grade: {error}") from error
protect(c, library=["toy", "toy.given"], memory=700, disk=32, seconds=90, processes=64)
"""
PENALTY = "def penalty(w, lam):\n    return lam * 0.5 * np.sum(w**2)\n"
CENTER = "def center(X):\n    return X - X.mean(axis=0)\n"
LARGEST = "largest = 8.0\n"
RIGHT = {"penalty": PENALTY, "center": CENTER, "largest": LARGEST}


def _mark(grade_id, points=None, solution=False):
    mark = {"grade_id": grade_id, "schema_version": 3, "solution": solution, "task": False, "grade": points is not None}
    mark |= {"locked": not solution} | ({} if points is None else {"points": points})
    return {"id": grade_id.replace("_", "-"), "metadata": {"nbgrader": mark}}


def source():
    """The instructor's notebook."""
    cells = [
        new_markdown_cell("# The exercise", id="title"),
        new_code_cell(
            "import numpy as np\nfrom toy.checks import first as check\nfrom toy import given", **_mark("start")
        ),
        new_code_cell("# a place to try things", id="scratch"),
    ]
    for name, answer in RIGHT.items():
        head, _, body = answer.partition("\n")
        regions = f"{head}\n    ### BEGIN SOLUTION\n{body}    ### END SOLUTION"
        if name == "largest":
            regions = f"largest = None\n### BEGIN SOLUTION\n{answer}### END SOLUTION"
        cells.append(new_code_cell(regions, **_mark(name, solution=True)))
        cells.append(
            new_code_cell(f"check.{name}({name})", **_mark(f"test_{name}", points=1 if name == "largest" else 3))
        )
    cells.append(new_markdown_cell("Because.", **_mark("why", points=2, solution=True)))
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return new_notebook(cells=cells, metadata=metadata)


def released(answers=RIGHT):
    """The student's notebook with answers in it; `None` leaves an answer as it was released."""
    notebook = source()
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if name in RIGHT:
            stub = (
                "largest = None\nraise NotImplementedError()"
                if name == "largest"
                else RIGHT[name].split("\n")[0] + "\n    raise NotImplementedError()"
            )
            cell.source = answers.get(name) or stub
    return notebook


def make_course(root, db_url=None, **changed):
    """A course folder with its source and its config; `changed` are other sources for cells, by grade_id."""
    notebook = source()
    for cell in notebook.cells:
        cell.source = changed.get(cell.metadata.get("nbgrader", {}).get("grade_id"), cell.source)
    (root / "source/hw").mkdir(parents=True)
    nbformat.write(notebook, root / "source/hw/hw.ipynb")
    config = CONFIG + (f"c.CourseDirectory.db_url = {db_url!r}\n" if db_url else "")
    (root / "nbgrader_config.py").write_text(config)
    run(root, "generate_assignment", "hw")
    return root


def environment(**changed):
    """The environment that a command runs in: proctor and the small course can be imported."""
    path = os.pathsep.join(map(str, [LIB, HERE / "course"]))
    return os.environ | {"PYTHONPATH": path, "OMP_NUM_THREADS": "1"} | changed


def run(root, *arguments, check=True, **changed):
    """An nbgrader command, as a teacher types it."""
    command = [sys.executable, "-m", "nbgrader", *arguments]
    done = subprocess.run(command, cwd=root, env=environment(**changed), capture_output=True, text=True)
    assert done.returncode == 0 or not check, done.stderr[-3000:]
    return done


def hand_in(root, student, notebook, name="hw.ipynb"):
    """Put a notebook, or raw text in its place, where nbgrader collects it."""
    folder = root / "submitted" / student / "hw"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(notebook if isinstance(notebook, str) else json.dumps(notebook))
    return folder


def scores(root):
    """The automatic points of each student by cell, from the gradebook."""
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{root}/gradebook.db") as gradebook:
        rows = [
            (submission.student.id, grade.name, grade.auto_score)
            for submission in gradebook.assignment_submissions("hw")
            for notebook in submission.notebooks
            for grade in notebook.grades
        ]
    table = {}
    for student, cell, score in rows:
        table.setdefault(student, {})[cell] = score
    return table


def extra_cell(text):
    """A cell that a student added."""
    return new_code_cell(text, metadata={"tags": ["mine"]})
