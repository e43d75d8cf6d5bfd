"""The watch at the room's door: ends a room whose processes together take too much memory, disk or time."""

import contextlib
import os
import signal
import threading
import time
from pathlib import Path

import psutil

TICK = 0.2  # seconds between two looks
WIRE = 4 * 2**20  # bytes that may lie beside the sockets


class Watch:
    """Looks after one room. `reason` says why it ended the room, if it did."""

    def __init__(self, settings, wire: Path):
        self.settings, self.wire, self.reason = settings, wire, None
        self.stopped, self.thread = threading.Event(), None

    def start(self, process) -> None:
        """Begin to look at a process and all that it starts."""
        self.mine = psutil.Process().memory_info().rss
        self.deadline = time.monotonic() + self.settings.seconds
        self.thread = threading.Thread(target=self._look, args=(process,), daemon=True)
        self.thread.start()

    def stop(self) -> None:
        """Look no longer."""
        self.stopped.set()
        if self.thread is not None:
            self.thread.join()

    def _look(self, process):
        while not self.stopped.wait(TICK) and process.poll() is None:
            self.reason = self._excess(process)
            if self.reason:
                end(process)
                return

    def _excess(self, process):
        limit = self.settings.memory * 2**20
        if time.monotonic() > self.deadline:
            return f"it took longer than the {self.settings.seconds:g} seconds that a submission has"
        flood = (50 * self.settings.message + 512) * 2**20  # what may wait to be read, and the judge's own needs
        if psutil.Process().memory_info().rss > self.mine + flood:
            return "it said more at once than the grader can hold"
        processes = family(process.pid)
        if _memory(processes, "rss") > limit and _memory(processes, "pss") > limit:  # rss counts shared pages twice
            return f"its processes took more than {self.settings.memory} MiB of memory"
        if len(processes) > self.settings.processes + 3:
            return f"it ran more than {self.settings.processes} processes"
        if _size(self.wire) > WIRE:
            return "it wrote beside the sockets of its kernel"
        return None


def _size(folder):
    """Bytes of all that lies below a folder; what vanishes meanwhile counts for nothing."""
    size = 0
    for place, folders, names in os.walk(folder):
        for name in folders + names:
            with contextlib.suppress(OSError):
                size += os.lstat(os.path.join(place, name)).st_blocks * 512  # noqa: PTH118
    return size


def family(pid: int) -> list[psutil.Process]:
    """A process and all that descend from it."""
    try:
        parent = psutil.Process(pid)
        return [parent, *parent.children(recursive=True)]
    except psutil.Error:
        return []


def _memory(processes, kind):
    total = 0
    for process in processes:
        with contextlib.suppress(psutil.Error, OSError):
            total += process.memory_info().rss if kind == "rss" else _share(process)
    return total


def _share(process):
    """The memory of a process, shared pages divided among those that share them; where that cannot be read, all."""
    try:
        return process.memory_full_info().pss
    except (psutil.AccessDenied, OSError):
        return process.memory_info().rss


def end(process) -> None:
    """Kill a room: the first process of its namespace, with which the kernel kills all others, then the one outside."""
    for member in reversed(family(process.pid)):
        with contextlib.suppress(psutil.Error, OSError):
            member.kill()
    with contextlib.suppress(OSError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
