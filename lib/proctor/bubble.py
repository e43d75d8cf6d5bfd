"""The walls of the room: what bubblewrap is told to show, to cover and to take away."""

import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

ENVIRONMENT = {
    "PATH": "/usr/local/bin:/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "HOME": "/tmp",
    "TZ": "UTC",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONHASHSEED": "0",  # a paper that is graded again takes the same course
    "JUPYTER_PLATFORM_DIRS": "1",
}
# a process that forks must have one thread; and where pictures go is settled when matplotlib is imported
HALL = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
}
SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64")
SETTINGS = ("/etc/ld.so.cache", "/etc/fonts", "/etc/alternatives", "/etc/localtime")
PROCESSORS = "/sys/devices/system/cpu"  # torch counts them
INSTALL = "sudo apt-get install bubblewrap"
NAMESPACES = ("user", "pid", "ipc", "net", "uts")


def walls(
    uid: int, disk: int, base: Path, python: list[tuple[Path, Path]], covered: list[Path], hall: bool = False
) -> list[str]:
    """The arguments of bubblewrap, up to the command.

    base: the folder that holds what is bound below /room: `library`, `exam` and `submission` to read, `wire` to write,
        and `etc` in the place of /etc.
    python: where Python lies, as pairs of a folder and the place that it has in the room.
    covered: folders that are shown empty.
    hall: whether rooms are opened within these walls, out of `base/rooms`: then the command keeps the right to mount
        and to make namespaces, and each of its rooms gives it up.
    """
    options = [f"--unshare-{name}" for name in NAMESPACES] + ["--unshare-cgroup-try", "--disable-userns"]
    options += ["--new-session", "--die-with-parent", "--clearenv", "--cap-drop", "ALL", "--hostname", "room"]
    options += ["--uid", str(uid), "--gid", str(uid)] + (["--cap-add", "CAP_SYS_ADMIN"] if hall else [])
    for name, value in (ENVIRONMENT | (HALL if hall else {})).items():
        options += ["--setenv", name, value]
    options += [*_system(), "--proc", "/proc", "--dev", "/dev"]
    options += [word for place in ("/dev/shm", "/tmp", "/room/work") for word in _scratch(place, disk)]
    for source, place in [(str(source), str(place)) for source, place in python]:
        options += ["--ro-bind", source, place]
    for path in covered:
        options += ["--tmpfs", str(path), "--remount-ro", str(path)]
    options += ["--ro-bind", f"{base}/library", "/room/library", *_doors(base, hall)]
    for name in ("passwd", "group", "hosts"):
        options += ["--ro-bind", f"{base}/etc/{name}", f"/etc/{name}"]
    return [*options, "--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/room/work"]


def _doors(base, hall):
    """What a room shares with the grader; in a hall, the places where each of its rooms will have it."""
    if hall:
        return [
            "--bind",
            f"{base}/rooms",
            "/rooms",
            "--dir",
            "/room/exam",
            "--dir",
            "/room/submission",
            "--dir",
            "/room/wire",
        ]
    options = [word for name in ("exam", "submission") for word in ("--ro-bind", f"{base}/{name}", f"/room/{name}")]
    return [*options, "--bind", f"{base}/wire", "/room/wire"]


def _scratch(place, disk):
    return ["--size", str(disk), "--perms", "0700", "--tmpfs", place]


def _system():
    """The read-only system: programs and libraries, and as little of /etc as they need."""
    options = []
    for path in map(Path, SYSTEM):
        if path.is_symlink():
            options += ["--symlink", str(path.readlink()), str(path)]
        elif path.exists():
            options += ["--ro-bind", str(path), str(path)]
    for path in (*SETTINGS, PROCESSORS):
        options += ["--ro-bind-try", path, path]
    return options


def write_etc(folder: Path, uid: int) -> None:
    """The files of /etc that programs read: one user, one host."""
    folder.mkdir()
    (folder / "passwd").write_text(f"student:x:{uid}:{uid}:student:/tmp:/bin/sh\n")
    (folder / "group").write_text(f"student:x:{uid}:\n")
    (folder / "hosts").write_text("127.0.0.1 localhost room\n")


def bubblewrap() -> str | None:
    """Where bubblewrap is, if it is."""
    return shutil.which("bwrap")


@cache
def open_walls() -> str | None:
    """Why the room cannot be closed on this machine, or None where it can."""
    if not sys.platform.startswith("linux"):
        return "rooms are closed by bubblewrap, which works on Linux alone"
    if not bubblewrap():
        return f"bubblewrap is not installed ({INSTALL})"
    spaces = [f"--unshare-{name}" for name in NAMESPACES]
    command = [
        bubblewrap(),
        *spaces,
        "--disable-userns",
        "--ro-bind",
        "/",
        "/",
        "--proc",
        "/proc",
        "--dev",
        "/dev",
        "true",
    ]
    tried = subprocess.run(command, capture_output=True, text=True, timeout=20)
    return None if tried.returncode == 0 else f"bubblewrap cannot make namespaces here: {tried.stderr.strip()[:200]}"
