"""The files that come with a notebook: which of them are carried into the room, and which are set aside."""

import importlib.util
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

SIZE = 100 * 2**20  # bytes of files that a submission may bring
COUNT = 2000  # files that it may bring
DEPTH = 50  # folders in each other that are looked into; what copies and removes folders calls itself for each
LENGTH = 1000  # bytes of the path of a folder that is looked into, counted from the submission's
SHOWN = 20  # files set aside that are named
STARTING = {"sitecustomize", "usercustomize", "conftest", "ipython_config", "ipython_kernel_config", "pyvenv", "setup"}
UNWANTED = {"__pycache__", ".ipynb_checkpoints", ".ipython", ".jupyter"}
MODULES = (".py", ".pyc", ".pyo", ".so", ".pyd", ".pth", ".cfg")


def carry(source: Path, target: Path, most: int = SIZE) -> list[str]:
    """Copy a submission's files from `source` to `target`, without its notebooks, and say what was set aside.

    What is set aside: links, since they lead out of the submission; what is no file; names that Python would import
    in the place of an installed module, or read when it starts; folders that `walk` does not enter; and what is too
    much, beyond `most` bytes in all.
    """
    size, count, aside = 0, 0, []
    for path in _found(source, aside):
        more = path.stat().st_size
        if size + more > most or count == COUNT:
            aside.append(str(path.relative_to(source)))
            continue
        count, size = count + 1, size + more
        place = target / path.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, place)
    return aside


def walk(source: Path, aside: list[str]) -> Iterator[tuple[Path, list[str], list[str]]]:
    """Each folder below `source`, with the names of the folders and of the other things in it, links among these.

    The caller may take folders out of their list. Those that are nested too deep, whose path is too long or that cannot
    be read are not entered, and noted in `aside`.
    """
    waiting = [source]
    while waiting:
        here = waiting.pop()
        path = here.relative_to(source)
        try:
            if len(path.parts) > DEPTH or len(os.fsencode(path)) > LENGTH:
                raise OSError("too deep or too long")
            with os.scandir(here) as entries:
                kinds = {entry.name: entry.is_dir(follow_symlinks=False) for entry in entries}
        except OSError:
            aside.append(str(path))
            continue
        folders = sorted(name for name in kinds if kinds[name])
        yield here, folders, sorted(name for name in kinds if not kinds[name])
        waiting += [here / name for name in reversed(folders)]


def _found(source, aside):
    """The files that may be carried; notes in `aside` what may not."""
    for here, folders, names in walk(source, aside):
        top = here == source
        wrong = {name for name in folders if name.endswith(".ipynb") or (top and _shadows(here / name))}
        names = [name for name in names if not name.endswith(".ipynb")]
        bad = {name for name in names if not _is_plain(here / name) or (top and _shadows(here / name))}
        aside += [str((here / name).relative_to(source)) for name in sorted(wrong | bad)]
        folders[:] = sorted(set(folders) - wrong - UNWANTED)
        yield from (here / name for name in sorted(set(names) - bad))


def _is_plain(path):
    return path.is_file() and not path.is_symlink()


def told(aside: Sequence[str]) -> list[str]:
    """What a student reads of the files that were set aside."""
    told = [f"The file {name} was set aside." for name in aside[:SHOWN]]
    return told + ([f"{len(aside)} files in all were set aside."] if len(aside) > SHOWN else [])


def provide(source: Path, target: Path) -> None:
    """Copy the files that come with an assignment over those of a submission."""
    for path in sorted(path for path in source.rglob("*") if path.is_file() and path.suffix != ".ipynb"):
        place = target / path.relative_to(source)
        _make_way(target, place)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, place)


def _make_way(target, place):
    """Remove what the student has where a file of the assignment's, or a folder above it, must be."""
    for above in place.parents:
        if above.is_relative_to(target) and above.is_file():
            above.unlink()
    if place.is_dir():
        shutil.rmtree(place)


def _shadows(path):
    """Whether Python would import a file or folder where something else is meant."""
    name = path.name.split(".")[0]
    if path.is_dir() and not (path / "__init__.py").exists():
        return False
    if not path.is_dir() and path.suffix not in MODULES:
        return False
    if path.suffix == ".pth" or name in STARTING or name in sys.stdlib_module_names:
        return True
    return name.isidentifier() and _installed(name, path)


def _installed(name, path):
    try:
        spec = importlib.util.find_spec(name)
    except (ImportError, ValueError):
        return True
    return spec is not None and not (spec.origin and Path(spec.origin).resolve().is_relative_to(path.resolve().parent))
