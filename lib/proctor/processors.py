"""Which processors a desk may use: none is two desks', where there are enough, so that no paper slows another down."""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from io import IOBase
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows, where nothing can be bound to a processor in this way either
    fcntl = None


def _there():
    """The processors that this process may use; none where the system does not say."""
    return sorted(os.sched_getaffinity(0)) if fcntl and hasattr(os, "sched_getaffinity") else []


def shares(many: int) -> Iterator[set[int]]:
    """The processors of each of `many` desks of this process."""
    there = _there()
    return iter([set(there[i::many]) or set(there[i % max(len(there), 1) :][:1]) for i in range(many)])


def claim() -> tuple[set[int], IOBase | None]:
    """A processor that no other desk of this user has on this machine, and what keeps it until it is closed.

    All that there are, and nothing to close, where each is taken.
    """
    for processor in _there():
        if kept := _keep(processor):
            return {processor}, kept
    return set(_there()), None


def _keep(processor):
    """The lock on a processor, or None where somebody else has it."""
    folder = Path(tempfile.gettempdir(), f"proctor-{os.getuid()}")
    with contextlib.suppress(OSError), contextlib.ExitStack() as opened:
        folder.mkdir(mode=0o700, exist_ok=True)
        if folder.lstat().st_uid == os.getuid():  # and not a trap that another user of this machine has laid
            file = opened.enter_context(folder.joinpath(f"processor-{processor}").open("ab"))
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            opened.pop_all()
            return file
    return None
