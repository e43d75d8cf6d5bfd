# ruff: noqa: E501  a table
"""A filter for system calls, as the bytes that bubblewrap's `--seccomp` reads.

Namespaces close the room; this closes the parts of the kernel that a notebook never needs and that have been ways
out of such rooms. A call that is refused fails with EPERM; clone3, whose flags no filter can read, with ENOSYS, so
that the C library falls back to clone, whose flags are read here.
"""

import errno
import platform
import struct
import sys

# each denied call: its number on x86_64 and on aarch64; None where that machine has no such call
DENIED = {
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "kcmp": (312, 272),
    "process_madvise": (440, 440), "pidfd_getfd": (438, 438), "bpf": (321, 280), "perf_event_open": (298, 241),
    "userfaultfd": (323, 282), "io_uring_setup": (425, 425), "io_uring_enter": (426, 426), "io_uring_register": (427, 427),
    "add_key": (248, 217), "request_key": (249, 218), "keyctl": (250, 219), "unshare": (272, 97), "setns": (308, 268),
    "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41), "chroot": (161, 51), "open_tree": (428, 428),
    "move_mount": (429, 429), "fsopen": (430, 430), "fsconfig": (431, 431), "fsmount": (432, 432), "fspick": (433, 433),
    "mount_setattr": (442, 442), "name_to_handle_at": (303, 264), "open_by_handle_at": (304, 265), "kexec_load": (246, 104),
    "kexec_file_load": (320, 294), "init_module": (175, 105), "finit_module": (313, 273), "delete_module": (176, 106),
    "reboot": (169, 142), "swapon": (167, 224), "swapoff": (168, 225), "acct": (163, 89), "quotactl": (179, 60),
    "syslog": (103, 116), "settimeofday": (164, 170), "clock_settime": (227, 112), "adjtimex": (159, 171),
    "clock_adjtime": (305, 266), "sethostname": (170, 161), "setdomainname": (171, 162), "vhangup": (153, 58),
    "lookup_dcookie": (212, 18), "fanotify_init": (300, 262), "iopl": (172, None), "ioperm": (173, None),
    "modify_ldt": (154, None), "personality": (135, 92),
    # memory that belongs to no process, which the watch cannot see; and to move to a neighbour's processor
    "memfd_create": (319, 279), "memfd_secret": (447, 447), "shmget": (29, 194), "sched_setaffinity": (203, 122),
}  # fmt: skip
MACHINES = {
    "x86_64": (0, 0xC000003E, 56, 435),
    "aarch64": (1, 0xC00000B7, 220, 435),
}  # column, AUDIT_ARCH, clone, clone3
SOCKET = {"x86_64": 41, "aarch64": 198}
FAMILIES = (1, 2, 10, 16)  # unix, inet, inet6 and netlink; others, such as vsock, know no network namespaces
NEW_NAMESPACES = 0x7E020080  # the flags of clone that make a namespace
X32 = 0x40000000  # calls of the x32 interface begin here

LOAD, EQUAL, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
KILL, REFUSE, ALLOW = 0x80000000, 0x00050000, 0x7FFF0000
NUMBER, ARCHITECTURE, FLAGS = 0, 4, 16  # offsets in struct seccomp_data; the flags are the low half of argument 0


def supported() -> bool:
    """Whether a filter can be made for this machine."""
    return sys.platform == "linux" and platform.machine() in MACHINES


def program() -> bytes:
    """The filter for this machine."""
    column, architecture, clone, clone3 = MACHINES[platform.machine()]
    numbers = [row[column] for row in DENIED.values() if row[column] is not None]
    steps = [
        _step(LOAD, ARCHITECTURE), _step(EQUAL, architecture, 1, 0), _step(RETURN, KILL),
        _step(LOAD, NUMBER), _step(AT_LEAST, X32, 0, 1), _step(RETURN, REFUSE | errno.EPERM),
        _step(EQUAL, clone3, 0, 1), _step(RETURN, REFUSE | errno.ENOSYS),
    ]  # fmt: skip
    for number in numbers:
        steps += [_step(EQUAL, number, 0, 1), _step(RETURN, REFUSE | errno.EPERM)]
    many = len(FAMILIES)
    steps += [_step(EQUAL, SOCKET[platform.machine()], 0, many + 3), _step(LOAD, FLAGS)]
    steps += [_step(EQUAL, family, many - place, 0) for place, family in enumerate(FAMILIES)]
    steps += [_step(RETURN, REFUSE | errno.EPERM), _step(RETURN, ALLOW)]
    steps += [_step(EQUAL, clone, 0, 3), _step(LOAD, FLAGS), _step(ANY_BIT, NEW_NAMESPACES, 0, 1)]
    return b"".join([*steps, _step(RETURN, REFUSE | errno.EPERM), _step(RETURN, ALLOW)])


def _step(code, value, if_true=0, if_false=0):
    """One instruction: what to do, with what, and how many steps to skip then."""
    return struct.pack("=HBBI", code, if_true, if_false, value)
