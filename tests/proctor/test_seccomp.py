"""The filter of system calls lets ordinary programs be, and refuses what a notebook never needs."""

import ctypes
import errno
import os

import pytest
from proctor import seccomp

pytestmark = pytest.mark.skipif(not seccomp.supported(), reason="no filter for this kind of machine")
PROGRAM = """
import ctypes, errno, os, threading
libc = ctypes.CDLL(None, use_errno=True)
class Rules(ctypes.Structure):
    _fields_ = [("count", ctypes.c_ushort), ("steps", ctypes.c_char_p)]
rules = bytes.fromhex({rules!r})
assert libc.prctl(38, 1, 0, 0, 0) == 0
assert libc.prctl(22, 2, ctypes.byref(Rules(len(rules) // 8, rules)), 0, 0) == 0
def number(call, *arguments):
    ctypes.set_errno(0)
    libc.syscall(call, *arguments)
    return ctypes.get_errno()
thread = threading.Thread(target=print, args=("a thread",))
thread.start(); thread.join()
os.waitpid(os.fork() or os._exit(0), 0)
print([number(call, 0, 0, 0, 0, 0) for call in {calls!r}], libc.unshare(0x10000000), number(435, 0, 0))
"""


def test_threads_and_children_work_and_the_rest_is_refused():
    import subprocess
    import sys

    names = ("bpf", "io_uring_setup", "ptrace", "keyctl", "userfaultfd", "perf_event_open", "setns", "mount")
    column = seccomp.MACHINES[os.uname().machine][0]
    calls = [seccomp.DENIED[name][column] for name in names]
    code = PROGRAM.format(rules=seccomp.program().hex(), calls=calls)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.splitlines() == ["a thread", f"{[errno.EPERM] * len(names)} -1 {errno.ENOSYS}"], done.stderr
    assert ctypes.sizeof(ctypes.c_void_p) == 8
