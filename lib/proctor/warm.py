"""The hall's caretaker, within the walls: imports what rooms need, once, and forks one room after the other.

It obeys the grader over a socket, one message at a time: `{"import": […]}` or `{"open": …}`. It runs nothing of any
submission's. A room that it opens has namespaces of its own, empty scratch folders, sees the files of its own
submission and of no other, and has given up every right and the way back.
"""

import ctypes
import gc
import importlib
import json
import os
import socket
import sys
from pathlib import Path
from typing import Any

MOST_FILES = 4096
MESSAGE = 2**18  # bytes of an order
NAMESPACES = 0x20000 | 0x20000000 | 0x40000000 | 0x08000000 | 0x04000000  # mount, pid, net, ipc, uts
BIND, READ_ONLY, REMOUNT, NO_SUID, NO_DEVICES, NO_PROGRAMS = 4096, 1, 32, 2, 4, 8
NO_NEW_RIGHTS, SECCOMP, FILTER, AMBIENT, CLEAR = 38, 22, 2, 47, 4
CAPABILITIES_3 = 0x20080522


def main(order: dict[str, Any]) -> None:
    """Serve until the grader hangs up."""
    with socket.socket(fileno=order["socket"]) as line:
        while True:
            message, files, *_ = socket.recv_fds(line, MESSAGE, 1)
            if not message:
                return
            asked = json.loads(message)
            answer = _import(asked["import"]) if "import" in asked else _open(asked["open"], line, files)
            line.send(json.dumps(answer).encode())


def _import(names):
    """Import what is there of `names`; says which threads that started, since a fork has but one."""
    for name in names:
        try:
            importlib.import_module(name)
        except Exception:  # a module that only the rehearsal could import: rooms that need it will say so
            continue
    gc.collect()
    gc.freeze()  # what every room shares is never looked at again, and so never copied
    return {"threads": len([*Path("/proc/self/task").iterdir()])}


def _open(room, line, files):
    """Fork a room; its number among the processes of the hall."""
    reading, writing = os.pipe()
    between = os.fork()
    if between == 0:
        line.close()
        os.close(reading)
        _fork_apart(room, files, writing)
    os.close(writing)
    for file in files:
        os.close(file)
    os.waitpid(between, 0)
    with os.fdopen(reading) as said:
        return {"pid": int(said.read() or 0)}


def _fork_apart(room, files, writing):
    """Take leave of the hall's namespaces, and fork their first process, which is the room."""
    try:
        os.dup2(files[0], 1)
        os.dup2(files[0], 2)
        os.closerange(3, writing)
        os.closerange(writing + 1, MOST_FILES)  # whatever the hall has open is no room's business
        _call("unshare", NAMESPACES)
        first = os.fork()
        if first == 0:
            os.close(writing)
            _be_a_room(room)
        os.write(writing, str(first).encode())
    finally:
        os._exit(0)


def _be_a_room(room):
    """The walls of this room, then its kernel, until somebody ends it."""
    try:
        os.setsid()
        _furnish(room)
        _renounce(bytes.fromhex(room["rules"]))
        from proctor import inside

        inside.main(room["order"])
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        os._exit(1)


def _furnish(room):
    """Mount what belongs to this room alone, and cover the others."""
    for name, flags in (("exam", READ_ONLY), ("submission", READ_ONLY), ("wire", 0)):
        _mount(f"/rooms/{room['name']}/{name}", f"/room/{name}", None, BIND)
        _mount(None, f"/room/{name}", None, BIND | REMOUNT | NO_SUID | NO_DEVICES | flags)
    for place in ("/tmp", "/dev/shm", "/room/work"):
        _mount("tmpfs", place, "tmpfs", NO_SUID | NO_DEVICES, f"size={room['disk']},mode=0700")
    _mount("tmpfs", "/rooms", "tmpfs", NO_SUID | NO_DEVICES | READ_ONLY, "size=4096,mode=0555")
    _mount("proc", "/proc", "proc", NO_SUID | NO_DEVICES | NO_PROGRAMS)
    os.chdir("/room/work")


def _renounce(rules):
    """Give up every right for good, and take up the filter of system calls."""
    _call("prctl", AMBIENT, CLEAR, 0, 0, 0)
    _call("capset", (ctypes.c_uint32 * 2)(CAPABILITIES_3, 0), (ctypes.c_uint32 * 6)())
    _call("prctl", NO_NEW_RIGHTS, 1, 0, 0, 0)
    if rules:
        program = ctypes.create_string_buffer(rules, len(rules))
        filter_ = _Program(len(rules) // 8, ctypes.cast(program, ctypes.c_void_p))
        _call("prctl", SECCOMP, FILTER, ctypes.byref(filter_), 0, 0)
    _must_be_powerless()


class _Program(ctypes.Structure):
    """struct sock_fprog: how many instructions, and where."""

    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_void_p))


def _must_be_powerless():
    """Trust nothing of the above: no room opens that could do anything."""
    said = dict(line.split(":\t") for line in Path("/proc/self/status").read_text().splitlines() if ":\t" in line)
    rights = [said[name].strip().strip("0") for name in ("CapInh", "CapPrm", "CapEff", "CapAmb")]
    if any(rights) or said["NoNewPrivs"].strip() != "1":
        raise PermissionError(f"the room kept rights: {rights}")


def _mount(source, target, kind, flags, data=None):
    words = [None if word is None else word.encode() for word in (source, target, kind)]
    _call("mount", *words, ctypes.c_ulong(flags), None if data is None else data.encode())


def _call(name, *arguments):
    """A function of the C library that must succeed."""
    libc = ctypes.CDLL(None, use_errno=True)
    if getattr(libc, name)(*arguments) != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
