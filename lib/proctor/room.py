"""The room: a Jupyter kernel that sees one submission and nothing else, from `open` to `close`."""

import contextlib
import json
import os
import secrets
import shutil
import time
from pathlib import Path

from proctor import shelf
from proctor.enclosure import furnish, launch, make_base, user
from proctor.hall import Hall, HallError
from proctor.settings import ClosedRoom
from proctor.watch import Watch, end

PORTS = {"shell_port": 1, "iopub_port": 2, "stdin_port": 3, "control_port": 4, "hb_port": 5}

START = "import json, sys; from proctor.inside import main; main(json.loads(sys.argv[1]))"


class RoomError(RuntimeError):
    """The room could not be opened. No fault of the submission's."""


class Room:
    """One kernel in one room, for the files in `files`; `checks` are the modules that collectors stand for.

    hall: opens the room by a fork; without one, the room starts from nothing.
    random: where the random numbers of NumPy and torch begin, so that a paper that is graded again does the same.
    """

    def __init__(
        self,
        settings: ClosedRoom,
        course: Path,
        files: Path,
        checks: set[str],
        hall: Hall | None = None,
        random: int = 0,
    ):
        self.settings, self.course, self.files, self.checks = settings, Path(course), Path(files), checks
        self.closed, self.hall, self.random = settings.open_reason() is None, hall, random
        self.uid, self.base = user(self.closed), None

    def open(self) -> "Room":
        """Start the kernel; RoomError where it does not come up."""
        try:
            self._furnish()
            self._launch()
            self._await_sockets()
        except BaseException as error:
            said = self._log()
            self.close()
            if isinstance(error, OSError | RoomError | HallError | ValueError):
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
        with contextlib.suppress(OSError):
            (self.base / "wire").chmod(0o700)
        shutil.rmtree(self.base, ignore_errors=True)
        self.base = None

    def _furnish(self):
        """Lay out the folders that the room is made of."""
        self.key, self.process = secrets.token_hex(32), None
        self.base = make_base() if self.hall is None else self.hall.place()
        self.watch = Watch(self.settings, self.base / "wire")
        for name in ("exam", "wire", "submission"):
            (self.base / name).mkdir(mode=0o755)
        shutil.copytree(
            self.files, self.base / "submission", dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.ipynb")
        )
        for path in (self.base / "submission", *(self.base / "submission").rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)
        self._write_order()
        if self.uid is not None:
            for path in (self.base / "wire", self.base / "wire/connection.json"):
                os.chown(path, self.uid, self.uid)

    def _write_order(self):
        """What the kernel is told: where everything is, its limits, and where its random numbers begin."""
        inner = Path("/room") if self.closed else self.base
        connection = self.connection | {"ip": str(inner / "wire/k")}
        (self.base / "wire/connection.json").write_text(json.dumps(connection))
        self.order = {name: str(inner / name) for name in ("exam", "submission", "work")}
        self.order |= {"connection": str(inner / "wire/connection.json"), "limits": self.settings.limits()}
        self.order["random"] = self.random

    def _launch(self):
        with (self.base / "log").open("wb") as log:
            if self.hall is None:
                furnish(self.base, self.settings, self.checks, self.uid)
                hidden = shelf.tops([*self.settings.library, *self.checks])
                self.process = launch(
                    self.base, START, self.order, self.settings, self.course, hidden, log.fileno()
                )  # fmt: skip
            else:
                self.process = self.hall.fork(self.base.name, self.order, log.fileno())
        self.watch.start(self.process)

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
        """Take the folder of the sockets away from the room's user, once the kernel is reached.

        Where the grader is not root that user is the grader, who can take it back: the watch bounds what is put there.
        """
        (self.base / "wire/connection.json").unlink()
        if self.uid is not None:
            os.chown(self.base / "wire", 0, 0)
        else:
            (self.base / "wire").chmod(0o500)

    def _log(self):
        path = self.base / "log" if self.base else None
        said = path.read_text(errors="replace")[-600:].strip() if path and path.exists() else ""
        return f": {said}" if said else ""
