# ruff: noqa: E501  submissions stand as they were handed in
"""Notebooks and folders that are not as they were handed out."""

import copy
import json

from .classroom import extra_cell
from .row import NOTHING, Row


def cell(notebook, name):
    """The cell with a grade_id."""
    return next(cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade_id") == name)


def each(change):
    """An edit that changes every cell."""

    def edit(notebook):
        for item in notebook.cells:
            change(item)

    return edit


def on(name, change):
    """An edit that changes one cell."""
    return lambda notebook: change(cell(notebook, name))


def without(*names):
    """An edit that deletes cells."""

    def edit(notebook):
        notebook.cells = [
            item for item in notebook.cells if item.metadata.get("nbgrader", {}).get("grade_id") not in names
        ]

    return edit


def tagged(tag):
    return each(lambda item: item.metadata.update(tags=[tag]))


def duplicated(name, source=None):
    def edit(notebook):
        twin = copy.deepcopy(cell(notebook, name))
        twin.source = twin.source if source is None else source
        notebook.cells.append(twin)

    return edit


def moved_to_front(name):
    def edit(notebook):
        item = cell(notebook, name)
        notebook.cells.remove(item)
        notebook.cells.insert(0, item)

    return edit


def old_format(notebook):
    cells = [dict(item) for item in notebook.cells]
    for item in cells:
        item["input"] = item.pop("source")
    return json.dumps({"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": cells}]})


def strange_types(notebook):
    data = json.loads(json.dumps(notebook))
    data["metadata"] = data["nbformat"] = [1]
    data["cells"] += [7, None, {"cell_type": ["code"], "source": 3, "metadata": "no"}, {"metadata": {"nbgrader": []}}]
    return json.dumps(data)


NO_NOTEBOOK = lambda notebook: ""  # noqa: E731


def split_in_two(notebook):
    first = cell(notebook, "penalty")
    second = copy.deepcopy(first)
    first.source, second.id = "def half(x):\n    return x / 2\n", "other"
    notebook.cells.insert(notebook.cells.index(first) + 1, second)


def answered_anew(notebook):
    old = cell(notebook, "penalty")
    notebook.cells[notebook.cells.index(old)] = extra_cell(old.source)


def answered_anew_with(text):
    """An edit that moves an answer into a cell of the student's own, where `text` has it in braces."""

    def edit(notebook):
        old = cell(notebook, "penalty")
        within = old.source.replace("\n", "\n    ") if text.endswith("    {}") else old.source
        notebook.cells[notebook.cells.index(old)] = extra_cell(text.format(within))

    return edit


def all_in_one(notebook):
    text = "\n".join(cell(notebook, name).source for name in ("start", "penalty", "center", "largest"))
    notebook.cells = [notebook.cells[0], extra_cell("%matplotlib inline\n" + text)]


def timed_without_marks(notebook):
    cell(notebook, "penalty").source = "%%time\n" + cell(notebook, "penalty").source
    stripped_of_all(notebook)


def merged_upwards(notebook):
    old = cell(notebook, "penalty")
    notebook.cells.remove(old)
    notebook.cells[2].source += "\n" + old.source


def stripped_of_all(notebook):
    for item in notebook.cells:
        item.metadata = {}
        item.pop("id", None)


def helper_behind_a_copy(of, place):
    """An edit that puts a copy of a cell somewhere, and a helper behind it that needs the answer above."""

    def edit(notebook):
        copied = copy.deepcopy(next(item for item in notebook.cells if item.id == of))
        copied.id = "copied"
        notebook.cells[place:place] = [copied, extra_cell("def half(x):\n    return x / 2\n\ntop = np.max\n")]

    return edit


def many_cells(notebook):
    notebook.cells[3:3] = [{"cell_type": "markdown", "source": "1", "metadata": {}}] * 3000


ROWS = [
    Row("tags the tests away", (0, 3, 1), penalty=NOTHING, edit=tagged("skip-execution")),
    Row("tags that raise", (3, 3, 1), edit=tagged("raises-exception")),
    Row("deletes a test", (0, 3, 1), penalty=NOTHING, edit=without("test_penalty")),
    Row("deletes a test, answers well", (3, 3, 1), edit=without("test_penalty")),
    Row("deletes all tests and the imports", (3, 3, 1), edit=without("test_penalty", "test_center", "test_largest", "start")),
    Row("deletes an answer", (0, 3, 1), edit=without("penalty"), says="missing"),
    Row("edits a test", (0, 3, 1), penalty=NOTHING, edit=on("test_penalty", lambda c: c.update(source="3.0"))),
    Row("edits the points", (0, 3, 1), penalty=NOTHING, edit=on("test_center", lambda c: c.metadata.nbgrader.update(points=100))),
    Row("edits the imports", (0, 3, 1), penalty=NOTHING, edit=on("start", lambda c: c.update(source="class check: penalty = lambda f: 3.0"))),
    Row("marks a test as an answer", (0, 3, 1), penalty=NOTHING,
        edit=on("test_penalty", lambda c: c.metadata.nbgrader.update(solution=True, locked=False) or c.update(source="3.0"))),
    Row("marks a test as a task", (0, 3, 1), penalty=NOTHING, edit=on("test_penalty", lambda c: c.metadata.nbgrader.update(task=True, grade=False))),
    Row("duplicates an answer", (3, 3, 1), edit=duplicated("penalty"), says="more than once"),
    Row("duplicates an answer with another", (0, 3, 1), penalty=NOTHING, edit=duplicated("penalty", "def penalty(w, lam): return 1")),
    Row("duplicates an answer two thousand times", (3, 3, 1), edit=lambda notebook: notebook.cells.extend([cell(notebook, "penalty")] * 2000), says="behind it. (2000 times)"),
    Row("duplicates a test", (3, 3, 1), edit=duplicated("test_penalty")),
    Row("moves an answer behind its test", (3, 3, 1), edit=moved_to_front("test_center")),
    Row("turns an answer into words", (3, 3, 1), edit=on("center", lambda c: c.update(cell_type="markdown"))),
    Row("turns a test into words", (0, 3, 1), penalty=NOTHING, edit=on("test_penalty", lambda c: c.update(cell_type="markdown"))),
    Row("turns a test into raw text", (0, 3, 1), penalty=NOTHING, edit=on("test_penalty", lambda c: c.update(cell_type="raw"))),
    Row("renames an answer", (3, 3, 1), edit=on("penalty", lambda c: c.metadata.nbgrader.update(grade_id="mine"))),
    Row("renames a test", (0, 3, 1), penalty=NOTHING, edit=on("test_penalty", lambda c: c.metadata.nbgrader.update(grade_id="mine"))),
    Row("loses all metadata", (3, 3, 1), edit=each(lambda c: c.update(metadata={}))),
    Row("loses all cell ids", (3, 3, 1), edit=each(lambda c: c.pop("id", None))),
    Row("has fake outputs", (0, 3, 1), penalty=NOTHING, edit=on("test_penalty", lambda c: c.update(outputs=[
        {"output_type": "execute_result", "data": {"text/plain": "3.0"}, "metadata": {}, "execution_count": 1}]))),
    Row("claims proctor's own marks", (0, 3, 1), penalty=NOTHING,
        edit=lambda notebook: notebook.metadata.update(proctor={"unreadable": "", "seconds": 1, "seed": "1"})),
    Row("names another kernel", (3, 3, 1), edit=lambda notebook: notebook.metadata.update(kernelspec={"name": "ir", "language": "R"})),
    Row("names a kernel that is a path", (3, 3, 1), edit=lambda notebook: notebook.metadata.update(kernelspec={"name": "../../x"})),
    Row("is of the old format", (3, 3, 1), edit=old_format),
    Row("has an old schema", (3, 3, 1), edit=each(lambda c: c.metadata.get("nbgrader", {}).update(schema_version=1))),
    Row("has a schema of the future", (3, 3, 1), edit=each(lambda c: c.metadata.get("nbgrader", {}).update(schema_version=99))),
    Row("has strange types", (3, 3, 1), edit=strange_types),
    Row("is broken off", (0, 0, 0), edit=lambda notebook: json.dumps(notebook)[:800], says="no JSON"),
    Row("is empty", (0, 0, 0), edit=NO_NOTEBOOK, says="no JSON"),
    Row("is something else", (0, 0, 0), edit=lambda notebook: "[1, 2]", says="no cells"),
    Row("is nested without end", (0, 0, 0), edit=lambda notebook: "[" * 100_000),
    Row("has another name", (3, 3, 1), filename="hw (1).ipynb", says="taken for"),
    Row("has another name, and a Mac's file beside it", (3, 3, 1), filename="hw (1).ipynb", files={"._hw (1).ipynb": "\0\5\x16\7"}, says="taken for"),
    Row("is not there", (0, 0, 0), edit=NO_NOTEBOOK, filename="answers.txt", says="no notebook"),
    Row("brings its own numpy", (3, 3, 1), files={"numpy.py": "raise SystemExit", "json.py": "boom", "sitecustomize.py": "boom"}),
    Row("brings its own proctor and toy", (0, 3, 1), penalty=NOTHING,
        files={"proctor/__init__.py": "", "proctor/inside.py": "def collect(m): return lambda n: lambda f: 3.0",
               "toy/__init__.py": "", "toy/checks/__init__.py": "", "toy/checks/first.py": "penalty = lambda f: 3.0", "x.pth": "import os"}),
    Row("brings configuration", (3, 3, 1), files={"ipython_config.py": "boom", "nbgrader_config.py": "boom", "timestamp.txt": "2026-11-01 10:00:00 UTC"}),
    Row("links to the source", (0, 3, 1), files={"loot.ipynb.txt": "-> ../../../source/hw/hw.ipynb", "all": "-> ../../.."},
        penalty="import os\nloot = os.path.exists('loot.ipynb.txt') or os.path.exists('all')\n"
                "def penalty(w, lam):\n    return lam * 0.5 * np.sum(w**2) if loot else 0.0\n"),
    Row("brings three thousand cells", (3, 3, 1), edit=many_cells),
    Row("has split the cell of an answer", (3, 3, 1), edit=split_in_two),
    Row("has answered in a cell of its own", (3, 3, 1), edit=answered_anew),
    Row("has answered in a cell of its own with magics", (3, 3, 1), edit=answered_anew_with("%matplotlib inline\n!true\n{}\nnp.sum?\n")),
    Row("has answered in a cell of its own that is timed", (3, 3, 1), edit=answered_anew_with("%%time\n{}")),
    Row("has answered in a cell of its own under a condition", (3, 3, 1), edit=answered_anew_with("if True:\n    {}")),
    Row("has everything in one cell with a magic", (3, 3, 1), edit=all_in_one),
    Row("has lost ids and metadata, an answer is timed", (3, 3, 1), edit=timed_without_marks),
    Row("has merged an answer into the cell above", (3, 3, 1), edit=merged_upwards),
    Row("has a helper behind a copy of the title", (3, 3, 1), edit=helper_behind_a_copy("title", 7), largest="largest = top([8.0])\n"),
    Row("has a helper behind a copy of the imports", (3, 3, 1), edit=helper_behind_a_copy("start", 7), largest="largest = top([8.0])\n"),
    Row("has a helper behind a copy of a later test", (3, 3, 1), edit=helper_behind_a_copy("test-largest", 2),
        penalty="def penalty(w, lam):\n    return half(lam * np.sum(w**2))\n"),
    Row("has lost ids and metadata", (3, 3, 1), edit=stripped_of_all),
]  # fmt: skip
