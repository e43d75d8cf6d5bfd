"""Expand MyST notebooks with short marks into the source notebooks that nbgrader works from.

    python -m proctor.author solutions/ source/

writes source/l2/l2.ipynb for each solutions/l2.md. A graded or protected cell carries one short mark:

    {grade_id: ridge, solution: true}             an answer in code, graded by the test cells that follow
    {grade_id: test_ridge, points: 4}             a test cell
    {grade_id: why, solution: true, points: 3}    an answer in code or words, graded by hand
    {grade_id: data, locked: true}                given, and put back as it was when graded
    {grade_id: essay, task: true, points: 3}      a task described in words, graded by hand

The output depends on the source alone: the same bytes every time, whoever runs it.
"""

import re
import sys
from collections.abc import Iterable
from pathlib import Path

import jupytext
import nbformat
from nbformat import NotebookNode

# the kinds of mark, by the keys beside grade_id: the cells that may carry each, and nbgrader's words for it
KINDS = {
    frozenset({"solution"}): (("code",), dict(grade=False, solution=True, locked=False, task=False)),
    frozenset({"points"}): (("code",), dict(grade=True, solution=False, locked=True, task=False)),
    frozenset({"solution", "points"}): (
        ("code", "markdown"),
        dict(grade=True, solution=True, locked=False, task=False),
    ),
    frozenset({"locked"}): (("code", "markdown"), dict(grade=False, solution=False, locked=True, task=False)),
    frozenset({"task", "points"}): (("markdown",), dict(grade=False, solution=False, locked=True, task=True)),
}
KEYS = {"grade_id", *(key for keys in KINDS for key in keys)}
NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")  # what both nbgrader and the notebook format take for an identifier
REGIONS = {"BEGIN SOLUTION": "solution", "BEGIN HIDDEN TESTS": "grade", "BEGIN MARK SCHEME": "task"}


class SourceError(ValueError):
    """A source that cannot be expanded: says which file and cell, and what was expected."""


def expand(path: Path) -> NotebookNode:
    """The source notebook of an assignment, from the MyST notebook at `path`."""
    slug = re.sub(r"[^A-Za-z0-9_-]", "-", path.stem)
    try:
        written = jupytext.reads(path.read_text(encoding="utf-8"), fmt="md:myst")
    except Exception as error:
        raise SourceError(f"{path}: must be a MyST notebook, got {error}") from error
    if "kernelspec" not in written.metadata:
        raise SourceError(f"{path}: the front matter must name a kernelspec, got none")
    notebook = nbformat.v4.new_notebook(nbformat=4, nbformat_minor=5)
    notebook.metadata = {"kernelspec": written.metadata.kernelspec, "language_info": {"name": "python"}}
    for number, cell in enumerate(written.cells, 1):
        try:
            notebook.cells.append(_cell(cell, f"{slug}-{number}"))
        except ValueError as error:
            raise SourceError(f"{path}, cell {number} ({_label(cell)}): {error}") from None
    _check_unique(path, [cell.id for cell in notebook.cells])
    return notebook


def _label(cell):
    """What a person finds a cell by: its grade_id, or else its first line."""
    short = cell.metadata.get("nbgrader")
    first_line = cell.source.strip().split("\n")[0][:40]
    return (isinstance(short, dict) and short.get("grade_id")) or first_line


def mark(short: dict, cell_type: str) -> dict:
    """nbgrader's metadata for the short mark of a cell."""
    unknown = sorted(map(str, short.keys() - KEYS))
    if unknown:
        raise ValueError(f"a mark's keys must be among {', '.join(sorted(KEYS))}, got {', '.join(unknown)}")
    grade_id = short.get("grade_id")
    if not isinstance(grade_id, str) or not NAME.fullmatch(grade_id):
        raise ValueError(f"grade_id must be 1 to 64 letters, digits, '_' or '-', got {grade_id!r}")
    cell_types, words = _kind(short)
    if cell_type not in cell_types:
        raise ValueError(f"this mark must be on a {' or '.join(cell_types)} cell, got a {cell_type} cell{_hint(short)}")
    points = {"points": _points(short["points"])} if "points" in short else {}
    return {"cell_type": cell_type, "grade_id": grade_id, "schema_version": 3, **words, **points}


def _kind(short):
    keys = frozenset(short) - {"grade_id"}
    for key in keys - {"points"}:
        if short[key] is not True:
            raise ValueError(f"{key} must be true or left out, got {short[key]!r}")
    if keys not in KINDS:
        kinds = "; ".join(" with ".join(sorted(kind, reverse=True)) for kind in KINDS)
        raise ValueError(f"beside grade_id there must be one of: {kinds}; got {', '.join(sorted(keys)) or 'nothing'}")
    return KINDS[keys]


def _hint(short):
    return (
        ": an answer in words is graded by hand, so it needs points" if short.keys() == {"grade_id", "solution"} else ""
    )


def _points(points):
    if isinstance(points, bool) or not isinstance(points, int | float) or not 0 <= points < float("inf"):
        raise ValueError(f"points must be a number of at least 0, got {points!r}")
    return points


def _cell(cell, name):
    """A cell of the source notebook: no outputs, a fixed id, and nbgrader's metadata where it has a mark."""
    metadata = {key: value for key, value in cell.metadata.items() if key != "nbgrader"}
    short = cell.metadata.get("nbgrader")
    if short is not None:
        if not isinstance(short, dict):
            raise ValueError(f"the mark must be a mapping such as {{grade_id: f, points: 2}}, got {short!r}")
        metadata["nbgrader"] = mark(short, cell.cell_type)
    for region, flag in REGIONS.items():
        if region in cell.source and not metadata.get("nbgrader", {}).get(flag):
            raise ValueError(f"{region} must stand in a cell whose mark has {_needed(flag)}, got {short or 'no mark'}")
    make = getattr(nbformat.v4, f"new_{cell.cell_type}_cell")
    return make(cell.source, id=short["grade_id"] if short else name, metadata=metadata)


def _needed(flag):
    return "points" if flag == "grade" else f"{flag}: true"


def _check_unique(path, ids):
    twice = sorted({name for name in ids if ids.count(name) > 1})
    if twice:
        raise SourceError(f"{path}: every grade_id must be there once, got {', '.join(twice)} more than once")


def write(paths: Iterable[Path], source: Path) -> list[Path]:
    """Expand each of `paths` into `source`; returns the notebooks that changed, the only ones written."""
    changed = []
    for path in paths:
        text = nbformat.writes(expand(path)) + "\n"
        target = source / path.stem / f"{path.stem}.ipynb"
        if not target.exists() or target.read_text(encoding="utf-8") != text:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
            changed.append(target)
    return changed


def main(arguments: list[str]) -> None:
    """The command: the sources (files, or folders of .md files), then the folder to write into."""
    if len(arguments) < 2:
        sys.exit("usage: python -m proctor.author SOLUTIONS... SOURCE")
    *given, source = map(Path, arguments)
    paths = [path for entry in given for path in (sorted(entry.glob("*.md")) if entry.is_dir() else [entry])]
    try:
        for target in write(paths, source):
            print(f"wrote {target}")
    except (SourceError, OSError) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main(sys.argv[1:])
