"""Leave root behind, then become the program that opens the room. Runs alone, as a script: it imports nothing of ours.

    python enter.py '{"uid": 61000, "stage": [["/root/python", "/tmp/room-x/stage/0"]], "command": ["bwrap", …]}'

Limits on the number of processes do not bind root, and root in a room would be root outside of it; so the real user
is dropped before the room is made. What that user could not reach is first bound to a place where it can, in a mount
namespace that ends with this process.
"""

import ctypes
import json
import os
import sys
from pathlib import Path

NEW_MOUNTS, PRIVATE, BIND, RECURSIVE = 0x20000, 1 << 18, 4096, 16384


def call(name, *arguments):
    """A function of the C library that must succeed."""
    libc = ctypes.CDLL(None, use_errno=True)
    if getattr(libc, name)(*arguments) != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")


def bind(source, target):
    """Make a folder appear in a second place."""
    Path(target).mkdir(exist_ok=True)
    call("mount", source.encode(), target.encode(), None, ctypes.c_ulong(BIND | RECURSIVE), None)


def main(order):
    """Bind, drop the user, and become the command."""
    Path("/proc/self/oom_score_adj").write_text("1000")  # when memory is short, the room goes first
    if order["uid"] is not None:
        if order["stage"]:
            call("unshare", NEW_MOUNTS)
            call("mount", None, b"/", None, ctypes.c_ulong(PRIVATE | RECURSIVE), None)
        for source, target in order["stage"]:
            bind(source, target)
        os.setgroups([])
        os.setresgid(*[order["uid"]] * 3)
        os.setresuid(*[order["uid"]] * 3)
    os.execv(order["command"][0], order["command"])


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
