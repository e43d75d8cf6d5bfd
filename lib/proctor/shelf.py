"""What the room shows of Python: the library of the course without what is secret, and where Python itself lies."""

import importlib.util
import shutil
import sys
from collections.abc import Collection, Iterable
from pathlib import Path

OURS = (
    "evidence",
    "plain",
    "compare",
    "wire",
    "inside",
    "stream",
    "warm",
)  # the modules of proctor that work in the room
STUB = '''"""Stands where the checks stand: gathers evidence, which is judged outside."""

from proctor.inside import collect

__getattr__ = collect(__name__)
'''


def build(target: Path, visible: Iterable[str], checks: Iterable[str]) -> None:
    """Make in `target` the tree of modules that the room imports from.

    visible: modules and packages of the course to copy; `package` means its `__init__` alone, `package.*` all of it.
    checks: modules of checks, each replaced by one whose attributes are collectors.
    """
    for name in visible:
        _copy(name.removesuffix(".*"), target, whole=name.endswith(".*"))
    for name in checks:
        path = target.joinpath(*name.split(".")).with_suffix(".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(STUB)
    (target / "proctor").mkdir(parents=True, exist_ok=True)
    for name in OURS:
        shutil.copy(Path(__file__).with_name(f"{name}.py"), target / "proctor")
    for folder in [path for path in target.rglob("*") if path.is_dir() and any(path.glob("**/*.py"))]:
        (folder / "__init__.py").touch()


def look_up(visible: Iterable[str]) -> None:
    """Find every module that rooms are to show; ValueError where one is not there."""
    for name in visible:
        _found(name.removesuffix(".*"))


def _found(name):
    """Where a module lies."""
    wanted = f"ClosedRoom.library must list modules that can be imported, got {name!r}"
    try:
        spec = importlib.util.find_spec(name)
    except Exception as error:  # the package that it is in is imported, and may do anything
        raise ValueError(f"{wanted} ({type(error).__name__}: {error})") from error
    if spec is None or not spec.has_location:
        raise ValueError(wanted)
    return spec


def _copy(name, target, whole):
    spec = _found(name)
    origin, place = Path(spec.origin), target.joinpath(*name.split("."))
    place.parent.mkdir(parents=True, exist_ok=True)
    if not spec.submodule_search_locations:
        shutil.copy(origin, place.with_suffix(".py"))
    elif whole:
        shutil.copytree(origin.parent, place, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        place.mkdir(exist_ok=True)
        shutil.copy(origin, place)


def tops(names: Iterable[str]) -> set[str]:
    """The top packages of the course, and this one."""
    return {name.split(".")[0] for name in names} | {"proctor"}


def folders(course: Path, hidden: Collection[str]) -> tuple[list[Path], list[Path], list[Path]]:
    """Where Python lies: the folders that the room needs, those on its path, and those in them that must be covered.

    Of Python's path that is the interpreter, its environment, and folders of installed packages; no other entry,
    since it may be somebody's home. The course's folder is never shown, but a Python that lies in it is.
    """
    course = course.resolve()
    roots = _outermost({Path(sys.prefix).resolve(), Path(sys.base_prefix).resolve()})
    extra = []
    for entry in {Path(entry).resolve() for entry in sys.path if entry and Path(entry).is_dir()}:
        inside = any(entry.is_relative_to(root) for root in roots)
        if not inside and entry.name in ("site-packages", "dist-packages"):
            extra.append(entry)
    shown = _outermost({*roots, *extra})
    packages = [Path(entry).resolve() / name for entry in sys.path if entry for name in hidden]
    covered = [path for path in (*packages, course) if path.is_dir() and any(map(path.is_relative_to, shown))]
    return shown, extra, sorted(set(covered))


def _outermost(paths):
    return sorted(path for path in paths if not any(path != other and path.is_relative_to(other) for other in paths))
