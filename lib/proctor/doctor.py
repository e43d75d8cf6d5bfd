"""What protects this machine when submissions are graded, what is missing, and the line that mends it."""

import contextlib
import importlib.util
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from traitlets.config.loader import ConfigFileNotFound, PyFileConfigLoader

from proctor import bubble, seccomp
from proctor.hall import Hall, HallError
from proctor.kernel import Kernel
from proctor.room import Room, RoomError
from proctor.settings import ClosedRoom

PROBE = """
import json, os, socket
def tries(action):
    try:
        action()
        return True
    except OSError:
        return False
print(json.dumps({
    "the network": tries(lambda: socket.create_connection(("1.1.1.1", 53), 1)) or len(socket.if_nameindex()) > 1,
    "the course's files": any(map(os.path.exists, %(files)r)),
    "the processes of the grader": os.path.exists("/proc/%(pid)d/cmdline") and len(os.listdir("/proc/%(pid)d/")) > 0,
    "the system": any(os.access(place, os.W_OK) for place in ("/", "/usr", "/etc", "/dev")),
}))
"""

LINES = """it needs these lines, with the modules of the course that a submission may import in the place of "package":
    try:
        from proctor.nbgrader import protect
    except Exception as error:
        raise SystemExit(f"proctor is needed to grade: {error}") from error
    protect(c, library=["package", "package.*"])"""


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. `mend` is the line that mends it, where it is not well."""

    name: str
    well: bool
    what: str
    mend: str = ""

    def __str__(self) -> str:
        lines = f"{'✓' if self.well else '✗'} {self.name}: {self.what}"
        return f"{lines}\n    {self.mend}" if self.mend else lines


def examine(course: Path) -> Iterator[Finding]:
    """Look at everything that grading in a closed room needs, from a course's folder."""
    if not course.is_dir():
        yield Finding("course", False, f"there is no folder {course}", "name the folder of nbgrader_config.py")
        return
    yield _room()
    yield _filter()
    yield _user()
    yield _secret(course)
    settings = ClosedRoom()
    if importlib.util.find_spec("nbgrader"):
        settings, finding = _config(course)
        yield finding
    yield _trial(course, settings)
    if settings.warm and settings.open_reason() is None:
        yield _warm_trial(course, settings)


def _room():
    reason = bubble.open_walls()
    if reason is None:
        return Finding(
            "closed room", True, "bubblewrap makes namespaces for users, processes, mounts, network, IPC and host name"
        )
    allow = "sudo sysctl -w kernel.unprivileged_userns_clone=1 kernel.apparmor_restrict_unprivileged_userns=0"
    return Finding("closed room", False, reason, allow if bubble.bubblewrap() else "")


def _filter():
    if seccomp.supported():
        return Finding("system calls", True, f"{len(seccomp.DENIED)} are refused, and clone with new namespaces")
    return Finding("system calls", False, "there is no filter for this kind of machine", "grade on x86_64 or aarch64")


def _user():
    if os.geteuid() == 0:
        return Finding("user", True, "submissions run as an unprivileged user, though the grader is root")
    return Finding("user", True, f"submissions run as user {os.geteuid()}, who is you, in a namespace without rights")


def _secret(course):
    path = course / ".proctor/secret"
    if not path.exists():
        return Finding("secret of the course", True, "is made at the first grading")
    mode = path.stat().st_mode & 0o777
    private = mode & 0o077 == 0
    return Finding("secret of the course", private, f"{path} has mode {mode:o}", "" if private else f"chmod 600 {path}")


def _config(course):
    """The settings of the course's rooms, and whether the configuration gets as far as to ask for them."""
    path = course / "nbgrader_config.py"
    try:
        config = PyFileConfigLoader(path.name, str(course)).load_config()
        settings = ClosedRoom(config=config)
    except ConfigFileNotFound:
        return ClosedRoom(), Finding("nbgrader_config.py", False, f"there is none in {course}", LINES)
    except (Exception, SystemExit) as error:  # nbgrader would pass over it
        what = f"cannot be read: {type(error).__name__}: {error}"
        return ClosedRoom(), Finding("nbgrader_config.py", False, what, f"mend {path}")
    on = bool(config.ClosedAutograde.get("configured"))
    said = f"{'calls' if on else 'does not call'} protect"
    return settings, Finding("nbgrader_config.py", on, said, "" if on else LINES)


def _trial(course, settings):
    """Open a room and look out of it."""
    return _look_out("trial", course, settings, None)


def _warm_trial(course, settings):
    """The same for a room that is forked."""
    try:
        with contextlib.closing(Hall(settings, course, set())) as hall:
            return _look_out("warm trial", course, settings, hall)
    except (HallError, ValueError, OSError) as error:
        return Finding("warm trial", False, f"{error}", "rooms are opened one by one, which takes longer")


def _look_out(name, course, settings, hall):
    with tempfile.TemporaryDirectory() as files:
        room = Room(settings, course, Path(files), set(), hall)
        try:
            with contextlib.closing(room.open()), Kernel(room) as kernel:
                ran = kernel.run(PROBE % {"files": _files(course.resolve()), "pid": os.getpid()}, 20)
        except RoomError as error:
            return Finding(name, False, str(error))
    said = "".join(output.get("text", "") for output in ran.outputs.kept)
    try:
        reached = [what for what, open_ in json.loads(said).items() if open_]
    except ValueError:
        return Finding(name, False, f"the kernel in the room did not do as it was told: {ran.error or said}")
    if reached:
        return Finding(name, False, f"from a room one can reach {', '.join(reached)}")
    return Finding(name, True, "a room was opened, and nothing outside could be reached from it")


def _files(course):
    """Whatever lies in the course's folder, but the folder that Python itself runs from."""
    return [str(path) for path in course.iterdir() if not Path(sys.prefix).is_relative_to(path)]
