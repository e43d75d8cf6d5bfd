"""Start a process within the walls: the folder that they are made of, and the way in."""

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import psutil

from proctor import bubble, seccomp, shelf
from proctor.settings import MIB, ClosedRoom


def make_base() -> Path:
    """A new folder for a room, under a name that is short, since sockets have short names, and tells whose it is."""
    folder = Path("/tmp" if len(tempfile.gettempdir()) > 60 else tempfile.gettempdir())
    _sweep(folder)
    base = Path(tempfile.mkdtemp(prefix=f"room-{os.getpid()}-", dir=folder))
    base.chmod(0o711)
    return base


def _sweep(folder):
    """Remove the rooms of graders that were killed."""
    for path in folder.glob("room-*-*"):
        with contextlib.suppress(ValueError):
            if not psutil.pid_exists(int(path.name.split("-")[1])):
                shutil.rmtree(path, ignore_errors=True)


def user(closed: bool) -> int | None:
    """Who a room's processes are: nobody else where the grader is root, the grader where it is not."""
    return 61000 + os.getpid() % 4000 if os.geteuid() == 0 and closed else None


def furnish(base: Path, settings: ClosedRoom, checks: set[str], uid: int | None) -> None:
    """The folders of the walls: the library that can be imported, and who is who."""
    for name in ("library", "stage", "work"):
        (base / name).mkdir()
        (base / name).chmod(0o755)
    bubble.write_etc(base / "etc", os.geteuid() if uid is None else uid)
    shelf.build(base / "library", settings.library, checks)


def launch(
    base: Path,
    program: str,
    order: dict[str, object],
    settings: ClosedRoom,
    course: Path,
    hidden: set[str],
    log: int,
    fds: Sequence[int] = (),
    hall: bool = False,
) -> subprocess.Popen:
    """Start Python on `program`, which reads `order` from its first argument, within the walls around `base`.

    hidden: the top packages of the course, of which only what lies in `base/library` can be imported.
    fds: files that stay open. hall: whether the process opens rooms within the walls, instead of being in one.
    """
    closed = settings.open_reason() is None
    shown, path, covered = shelf.folders(course, hidden)
    library = (Path("/room") if closed else base) / "library"
    environment = bubble.ENVIRONMENT | {"PYTHONPATH": os.pathsep.join(map(str, [library, *path]))}
    command = [sys.executable, "-P", "-c", program, json.dumps(order)]
    with tempfile.TemporaryFile() as rules:
        keep = list(fds)
        if closed:
            walls = ["--setenv", "PYTHONPATH", environment["PYTHONPATH"]]
            if seccomp.supported() and not hall:  # a hall mounts and unshares; each room of it takes the filter up
                rules.write(seccomp.program())
                rules.seek(0)
                walls += ["--seccomp", str(rules.fileno())]
                keep.append(rules.fileno())  # which bubblewrap closes; a hall would hand it on to every room
            command = _enclosed(base, command, walls, settings, shown, covered, hall)
        return subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment, cwd=base / "work",
            pass_fds=keep, start_new_session=True,
        )  # fmt: skip


def _enclosed(base, command, more, settings, shown, covered, hall):
    """The command that drops the user, puts up the walls, and runs the command there."""
    uid = user(closed=True)
    place = {path: path if _reachable(path) or uid is None else base / f"stage/{i}" for i, path in enumerate(shown)}
    python = [(source, path) for path, source in place.items()]
    inner = os.geteuid() if uid is None else uid
    walls = bubble.walls(inner, settings.disk * MIB, base, python, covered, hall)
    stage = [[str(path), str(source)] for path, source in place.items() if source != path]
    order = {"uid": uid, "stage": stage, "command": [bubble.bubblewrap(), *walls, *more, "--", *command]}
    return [sys.executable, "-I", "-S", str(Path(__file__).with_name("enter.py")), json.dumps(order)]


def _reachable(path):
    """Whether any user may enter a folder."""
    return all(folder.stat().st_mode & 0o001 for folder in (path, *path.parents))
