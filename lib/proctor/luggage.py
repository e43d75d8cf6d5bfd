"""The files that come with a notebook: which of them are carried into the room, and which are set aside."""

import importlib.util
import os
import shutil
import sys
from pathlib import Path

SIZE = 100 * 2**20  # bytes of files that a submission may bring
COUNT = 2000  # files that it may bring
STARTING = {"sitecustomize", "usercustomize", "conftest", "ipython_config", "ipython_kernel_config", "pyvenv", "setup"}
UNWANTED = {"__pycache__", ".ipynb_checkpoints", ".ipython", ".jupyter"}
MODULES = (".py", ".pyc", ".pyo", ".so", ".pyd", ".pth", ".cfg")


def carry(source: Path, target: Path, most: int = SIZE) -> list[str]:
    """Copy a submission's files from `source` to `target`, without its notebooks, and say what was set aside.

    What is set aside: links, since they lead out of the submission; what is no file; names that Python would import
    in the place of an installed module, or read when it starts; and what is too much, beyond `most` bytes in all.
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


def _found(source, aside):
    """The files that may be carried; notes in `aside` what may not."""
    for folder, folders, names in os.walk(source):
        here, top = Path(folder), Path(folder) == source
        wrong = {name for name in folders if _odd(here / name) or (top and _shadows(here / name))}
        names = [name for name in names if not name.endswith(".ipynb")]
        bad = {name for name in names if not _is_plain(here / name) or (top and _shadows(here / name))}
        aside += [str((here / name).relative_to(source)) for name in sorted(wrong | bad)]
        folders[:] = sorted(set(folders) - wrong - UNWANTED)
        yield from (here / name for name in sorted(set(names) - bad))


def _is_plain(path):
    return path.is_file() and not path.is_symlink()


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


def _odd(folder):
    """Whether a folder is a link, or stands where a notebook belongs."""
    return folder.is_symlink() or folder.suffix == ".ipynb"


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
