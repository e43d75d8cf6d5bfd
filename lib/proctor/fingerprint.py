"""What a grade was made from, as one line of text: if none of it has changed, the grade would be the same."""

import hashlib
import os
import sys
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from proctor.luggage import walk
from proctor.origins import files_of

MOST = 2**30  # bytes that are read; of files beyond, size and date stand for what is in them


def library_fingerprint(packages: Sequence[str]) -> str:
    """The source of packages, and the versions of all that is installed; ModuleNotFoundError where one is not there."""
    return _of_library(tuple(sorted(packages)))


@cache
def _of_library(packages):
    parts = [name.encode() for name in sorted(_installed())]
    for name in packages:
        for place, path in files_of(name):
            parts += [f"{name}/{place}".encode(), path.read_bytes()]
    return _digest(parts)


def _installed():
    """What is installed, with versions, as folders are named; to read the metadata takes 100 times as long."""
    places = [Path(entry) for entry in sys.path if Path(entry).name != "_vendor"]  # setuptools', once it is imported
    return {path.name.lower() for place in places for path in place.glob("*.dist-info")}


def submission_fingerprint(folder: Path, sources: Iterable[Path], *more: str) -> str:
    """The files of a submission and of the assignment's source, and whatever else is said."""
    parts, left = [text.encode() for text in more], MOST
    for root in (folder, *sources):
        aside: list[str] = []
        for path in sorted(here / name for here, _, names in walk(root, aside) for name in names):
            if path.is_file() and not path.is_symlink():
                left -= path.stat().st_size
                read = _read(path) if left >= 0 else f"{path.stat().st_size} {path.stat().st_mtime_ns}".encode()
                parts += [os.fsencode(path.relative_to(root)), read]
        parts += map(os.fsencode, aside)
    return _digest(parts)


def _read(path):
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").digest()
    except OSError as error:
        return str(error).encode()


def _digest(parts):
    whole = hashlib.sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big") + part)
    return whole.hexdigest()
