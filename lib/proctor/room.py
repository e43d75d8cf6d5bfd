"""The room: a Jupyter kernel that sees one submission and nothing else, from `open` to `close`."""

import contextlib
import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from proctor import bubble, seccomp, shelf
from proctor.settings import MIB, ClosedRoom
from proctor.watch import Watch, end

PORTS = {"shell_port": 1, "iopub_port": 2, "stdin_port": 3, "control_port": 4, "hb_port": 5}

START = "import json, sys; from proctor.inside import main; main(json.loads(sys.argv[1]))"


class RoomError(RuntimeError):
    """The room could not be opened. No fault of the submission's."""


class Room:
    """One kernel in one room, for the files in `files`; `checks` are the modules that collectors stand for."""

    def __init__(self, settings: ClosedRoom, course: Path, files: Path, checks: set[str]):
        self.settings, self.course, self.files, self.checks = settings, Path(course), Path(files), checks
        self.hidden = shelf.tops([*settings.library, *checks])
        self.closed = settings.open_reason() is None
        self.base = None

    def open(self) -> "Room":
        """Start the kernel; RoomError where it does not come up."""
        try:
            self._furnish()
            self._launch()
            self._await_sockets()
        except BaseException as error:
            said = self._log()
            self.close()
            if isinstance(error, OSError | RoomError | ValueError):
                raise RoomError(f"the room could not be opened: {error}{said}") from error
            raise
        return self

    @property
    def connection(self) -> dict:
        """How to reach the kernel, as Jupyter says it."""
        return {
            "transport": "ipc",
            "ip": str(self.base / "wire/k"),
            "key": self.key,
            "signature_scheme": "hmac-sha256",
        } | PORTS

    @property
    def alive(self) -> bool:
        """Whether the kernel's process is there."""
        return self.process is not None and self.process.poll() is None

    @property
    def ended(self) -> str | None:
        """Why the watch ended the room, if it did."""
        return self.watch.reason

    def ask(self, question: bytes | None) -> None:
        """Lay a question ready, or take it away."""
        path, draft = self.base / "exam/question", self.base / "draft"
        if question is None:
            path.unlink(missing_ok=True)
        else:
            draft.write_bytes(question)
            draft.chmod(0o644)
            draft.replace(path)

    def close_kernel(self) -> None:
        """End every process of the room; its folders stay."""
        self.watch.stop()
        if self.process is not None:
            end(self.process)

    def close(self) -> None:
        """End every process of the room and remove what it left."""
        if self.base is None:
            return
        self.close_kernel()
        shutil.rmtree(self.base, ignore_errors=True)
        self.base = None

    def _furnish(self):
        """Lay out the folders that the room is made of."""
        self.key, self.process = secrets.token_hex(32), None
        folder = Path("/tmp" if len(tempfile.gettempdir()) > 60 else tempfile.gettempdir())  # sockets have short names
        _sweep(folder)
        self.base = Path(tempfile.mkdtemp(prefix=f"room-{os.getpid()}-", dir=folder))
        self.base.chmod(0o711)
        self.watch = Watch(self.settings, self.base / "wire")
        self.uid = 61000 + os.getpid() % 4000 if os.geteuid() == 0 and self.closed else None
        for name in ("exam", "wire", "submission", "library", "stage", "work"):
            (self.base / name).mkdir(mode=0o755)
        bubble.write_etc(self.base / "etc", self.uid or os.geteuid())
        shutil.copytree(
            self.files, self.base / "submission", dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.ipynb")
        )
        for path in (self.base / "submission", *(self.base / "submission").rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)
        shelf.build(self.base / "library", self.settings.library, self.checks)
        self._write_order()
        if self.uid is not None:
            for path in (self.base / "wire", self.base / "wire/connection.json"):
                os.chown(path, self.uid, self.uid)

    def _write_order(self):
        """What the kernel is told: where everything is, and its limits."""
        inner = Path("/room") if self.closed else self.base
        connection = self.connection | {"ip": str(inner / "wire/k")}
        (self.base / "wire/connection.json").write_text(json.dumps(connection))
        self.order = {name: str(inner / name) for name in ("exam", "submission", "work")}
        self.order |= {"connection": str(inner / "wire/connection.json"), "limits": self.settings.limits()}

    def _launch(self):
        log = (self.base / "log").open("wb")
        shown, path, covered = shelf.folders(self.course, self.hidden)
        library = (Path("/room") if self.closed else self.base) / "library"
        command = [sys.executable, "-P", "-c", START]
        environment = bubble.ENVIRONMENT | {"PYTHONPATH": os.pathsep.join(map(str, [library, *path]))}
        with log, tempfile.TemporaryFile() as rules:
            if self.closed:
                command = self._enclose(command, environment, shown, covered, rules)
            else:
                command = [*command, json.dumps(self.order)]
            self.process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment, cwd=self.base / "work",
                pass_fds=[rules.fileno()], start_new_session=True,
            )  # fmt: skip
        self.watch.start(self.process)

    def _enclose(self, command, environment, shown, covered, rules):
        """The command that enters the room and starts the kernel there."""
        place = {
            path: path if _reachable(path) or self.uid is None else self.base / f"stage/{i}"
            for i, path in enumerate(shown)
        }
        python = [(source, path) for path, source in place.items()]
        uid = os.geteuid() if self.uid is None else self.uid
        names = {name: self.base / name for name in ("library", "exam", "submission", "wire", "etc")}
        walls = bubble.walls(uid, self.settings.disk * MIB, names, python, covered)
        walls += ["--setenv", "PYTHONPATH", environment["PYTHONPATH"]]
        if seccomp.supported():
            rules.write(seccomp.program())
            rules.seek(0)
            walls += ["--seccomp", str(rules.fileno())]
        stage = [[str(path), str(source)] for path, source in place.items() if source != path]
        order = {
            "uid": self.uid,
            "stage": stage,
            "command": [bubble.bubblewrap(), *walls, "--", *command, json.dumps(self.order)],
        }
        return [sys.executable, "-I", "-S", str(Path(__file__).with_name("enter.py")), json.dumps(order)]

    def _await_sockets(self):
        """Until every socket of the kernel is there."""
        deadline = time.monotonic() + self.settings.start_timeout
        sockets = [self.base / f"wire/k-{port}" for port in PORTS.values()]
        while not all(path.exists() for path in sockets):
            if not self.alive or time.monotonic() > deadline:
                raise RoomError(
                    "the kernel ended while it started" if not self.alive else "the kernel did not start in time"
                )
            time.sleep(0.005)

    def seal(self) -> None:
        """Take the folder of the sockets away from the room's user, once the kernel is reached."""
        (self.base / "wire/connection.json").unlink()
        if self.uid is not None:
            os.chown(self.base / "wire", 0, 0)

    def _log(self):
        path = self.base / "log" if self.base else None
        said = path.read_text(errors="replace")[-600:].strip() if path and path.exists() else ""
        return f": {said}" if said else ""


def _reachable(path):
    """Whether any user may enter a folder."""
    return all(folder.stat().st_mode & 0o001 for folder in (path, *path.parents))


def _sweep(folder):
    """Remove the rooms of graders that were killed."""
    for path in folder.glob("room-*-*"):
        with contextlib.suppress(ValueError):
            if not psutil.pid_exists(int(path.name.split("-")[1])):
                shutil.rmtree(path, ignore_errors=True)
