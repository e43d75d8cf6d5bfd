"""Where the checks of an assignment come from: the course's own packages and modules, as far as imports are written."""

import importlib.util
import re
import sys
from collections.abc import Iterator
from functools import cache
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path

import nbformat

from proctor.marks import imports

INSTALLED = ("site-packages", "dist-packages")
IMPORT = re.compile(r"^[ \t]*(?:from[ \t]+(\w+)|import[ \t]+([\w., \t]+))", re.MULTILINE)


@cache
def origins(source: Path) -> frozenset[str]:
    """The top packages and modules that the notebooks in a folder import, and those that these import in turn.

    Not those that are installed, whose versions say what they are. Nothing is imported to find out.
    """
    met, own = set(), set()
    left = {name.split(".")[0] for path in source.glob("*.ipynb") for name in imports(nbformat.read(path, 4))}
    while left:
        met |= left
        new = set(filter(_is_own, left))
        own |= new
        left = {name for top in new for _, path in files_of(top) for name in _imported(path)} - met
    return frozenset(own)


def files_of(top: str) -> Iterator[tuple[str, Path]]:
    """The files of a top package or module, each with what it is called there; ModuleNotFoundError without it."""
    spec = _spec(top)
    if spec is None:
        raise ModuleNotFoundError(f"there is no module {top!r}", name=top)
    for folder in spec.submodule_search_locations or ():
        yield from ((path.relative_to(folder).as_posix(), path) for path in sorted(Path(folder).rglob("*.py")))
    if not spec.submodule_search_locations:
        yield Path(spec.origin).name, Path(spec.origin)


def _spec(top) -> ModuleSpec | None:
    """What Python finds under a name; in the course's folder too, where a worker finds it."""
    return importlib.util.find_spec(top) or PathFinder.find_spec(top, [str(Path.cwd())])


def _is_own(top):
    if top in sys.stdlib_module_names or top in ("__main__", "proctor"):
        return False
    spec = _spec(top)
    places = [spec.origin, *(spec.submodule_search_locations or ())] if spec else []
    return bool(places) and not any(set(INSTALLED) & set(Path(place).parts) for place in places if place)


def _imported(path):
    """The top names that a file imports; a line of text that looks like an import is no package, and does no harm."""
    for module, modules in IMPORT.findall(path.read_text("utf-8", "replace")):
        yield from (
            [module] if module else (name.split()[0].split(".")[0] for name in modules.split(",") if name.strip())
        )
