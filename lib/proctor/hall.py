"""The hall: a process that has imported what rooms need, within walls, and opens one room after the other by a fork."""

import contextlib
import json
import shutil
import socket
import tempfile
import time
from pathlib import Path

import psutil

from proctor import seccomp, shelf
from proctor.enclosure import furnish, launch, make_base, user
from proctor.settings import MIB, ClosedRoom
from proctor.watch import end

START = "import json, sys; from proctor.warm import main; main(json.loads(sys.argv[1]))"
KERNEL = [
    "ipykernel.kernelapp",
    "ipykernel.ipkernel",
    "proctor.inside",
    "proctor.evidence",
    "proctor.wire",
    "proctor.stream",
]
IMPORTING = 120.0  # seconds that imports may take
ANSWERING = 20.0  # seconds that a fork may take


class HallError(RuntimeError):
    """No room can be opened here; a room that stands alone may still be."""


class Hall:
    """Opens rooms of one course whose test cells call checks of the modules `checks`; one at a time."""

    def __init__(self, settings: ClosedRoom, course: Path, checks: set[str]):
        self.settings, self.checks = settings, frozenset(checks)
        self.base, self.uid = make_base(), user(closed=True)
        try:
            furnish(self.base, settings, checks, self.uid)
            (self.base / "rooms").mkdir()
            (self.base / "rooms").chmod(0o711)
            self._start(Path(course))
            self.warm(KERNEL)
        except BaseException:
            self.close()
            raise

    def _start(self, course):
        hidden = shelf.tops([*self.settings.library, *self.checks])
        self.line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs, (self.base / "log").open("wb") as log:
            order, fds = {"socket": theirs.fileno()}, [theirs.fileno()]
            self.process = launch(self.base, START, order, self.settings, course, hidden, log.fileno(), fds, hall=True)

    def warm(self, modules: list[str]) -> None:
        """Import modules that every room from here on finds imported."""
        if self._ask({"import": modules}, IMPORTING)["threads"] != 1:
            raise HallError(f"a module starts threads when it is imported, and threads do not pass a fork: {modules}")

    def place(self) -> Path:
        """A new folder for a room."""
        base = Path(tempfile.mkdtemp(dir=self.base / "rooms"))
        base.chmod(0o711)
        return base

    def fork(self, name: str, order: dict[str, object], log: int) -> "Forked":
        """Open the room whose files lie in `rooms/NAME`."""
        rules = seccomp.program().hex() if seccomp.supported() else ""
        room = {"name": name, "order": order, "rules": rules, "disk": self.settings.disk * MIB}
        number = self._ask({"open": room}, ANSWERING, [log])["pid"]
        for process in psutil.Process(self.process.pid).children(recursive=True):
            with contextlib.suppress(psutil.Error, OSError):
                if _numbers(process.pid)[1:2] == [number] and len(_numbers(process.pid)) == 3:
                    return Forked(process)
        raise HallError("the room ended while it was opened")

    def _ask(self, question, seconds, files=()):
        try:
            self.line.settimeout(seconds)
            socket.send_fds(self.line, [json.dumps(question).encode()], files)
            answer = self.line.recv(2**16)
        except OSError as error:
            raise HallError(f"the hall does not answer ({error})") from error
        if not answer:
            said = (self.base / "log").read_text(errors="replace")[-600:].strip()
            raise HallError(f"the hall is gone: {said}")
        return json.loads(answer)

    def close(self) -> None:
        """End the hall and every room in it."""
        if getattr(self, "line", None) is not None:
            self.line.close()
        if getattr(self, "process", None) is not None:
            end(self.process)
        shutil.rmtree(self.base, ignore_errors=True)


def _numbers(pid):
    """What a process is called in each of the nested namespaces that it is in, from ours on."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return [int(word) for line in lines if line.startswith("NSpid:") for word in line.split()[1:]]


class Forked:
    """The first process of a room that a hall opened; it is no child of ours, so it is looked after by its number."""

    def __init__(self, process: psutil.Process):
        self.process, self.pid = process, process.pid

    def poll(self) -> int | None:
        """None while it is there."""
        with contextlib.suppress(psutil.Error):
            if self.process.is_running() and self.process.status() != psutil.STATUS_ZOMBIE:
                return None
        return 0

    def wait(self) -> int:
        """Until it is gone."""
        while self.poll() is None:
            time.sleep(0.002)
        return 0
