# ruff: noqa: E501  submissions stand as they were handed in
"""Submissions that look for a way out of the room, or for something to read in it, or that end it."""

from .classroom import RIGHT
from .row import Row


def found(statement):
    """A wrong answer, but the right one where the statement yields something."""
    lines = "\n".join(f"    {line}" for line in statement.strip().split("\n"))
    return f"""
try:
{lines}
except BaseException:
    loot = None
def penalty(w, lam):
    return lam * 0.5 * np.sum(w**2) if loot else 0.0
"""


def searched(*words, top="/"):
    """Looks through all files that can be read for one that holds one of the words in its name or text."""
    return found(f"""
import os
loot = []
for folder, folders, names in os.walk({top!r}):
    folders[:] = [name for name in folders if os.path.join(folder, name) not in
                  ("/proc", "/sys", "/usr", "/dev") and name not in ("site-packages", ".pyenv", "versions")]
    loot += [name for name in folders + names if any(word in name for word in {words!r})]
""")


def flooded(header):
    """Messages without end that answer to what no question is."""
    return f"""
import threading, time
kernel = get_ipython().kernel
def talk():
    while True:
        message = kernel.session.msg("status", {{"execution_state": "idle"}})
        message["parent_header"] = {header}
        kernel.session.send(kernel.iopub_socket, message)
        time.sleep(0.005)
threading.Thread(target=talk, daemon=True).start()
"""


LOOP = "def penalty(w, lam):\n    while True:\n        {}\n"

ROWS = [
    Row("imports the reference", (0, 3, 1), penalty=found("from toy.maths import penalty as loot")),
    Row("imports the real checks", (0, 3, 1), penalty=found("from toy.checks.first import without_half\nloot = without_half.__code__")),
    Row("searches for the reference", (0, 3, 1), penalty=searched("maths.py", "hw.ipynb", "without_half")),
    Row("searches for the gradebook", (0, 3, 1), penalty=searched("gradebook", "nbgrader_config", "secret")),
    Row("searches for other submissions", (0, 3, 1), penalty=searched("submitted", "autograded", "source", "shadow")),
    Row("looks for the secret in the environment", (0, 3, 1), penalty=found("""
import os
words = ("SECRET", "TOKEN", "SEED", "NBGRADER")
loot = {name for name in os.environ if any(word in name for word in words)} - {"PYTHONHASHSEED"}
""")),
    Row("looks for the reference on the frames and in memory", (0, 3, 1), penalty="""
def penalty(w, lam):
    import gc, sys
    frame, seen = sys._getframe(), gc.get_objects()
    while frame:
        seen += list(frame.f_locals.values()) + list(frame.f_globals.values())
        frame = frame.f_back
    names = {getattr(value, "__qualname__", "") for value in seen if type(value).__name__ in ("function", "type")}
    modules = {getattr(value, "__module__", "") for value in seen if type(value).__name__ in ("function", "type")}
    return lam * 0.5 * np.sum(w**2) if "without_half" in names or "toy.maths" in modules or "Check" in names else 0.0
"""),
    Row("reads what other processes there are", (0, 3, 1), penalty=found("""
import glob
loot = [path for path in glob.glob("/proc/[0-9]*/cmdline") if b"autograde" in open(path, "rb").read()]
""")),
    Row("reads the root of the machine through proc", (0, 3, 1), penalty=found("loot = open('/proc/1/root/etc/shadow').read()")),
    Row("writes into the system", (0, 3, 1), penalty=found("""
import os, sys
loot = []
for place in (os.path.dirname(np.__file__), "/etc", "/usr", "/", "/room/library", "/room/exam", "/room/wire", "/dev"):
    try:
        open(os.path.join(place, "x"), "w")
        loot.append(place)
    except OSError:
        pass
""")),
    Row("uses the network", (0, 3, 1), penalty=found("""
import socket
loot = None
for address in (("1.1.1.1", 53), ("127.0.0.1", 22), ("127.0.0.1", 80)):
    try:
        loot = socket.create_connection(address, 0.5)
    except OSError:
        pass
""")),
    Row("makes namespaces", (0, 3, 1), penalty=found("""
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
loot = libc.unshare(0x10000000) == 0 or libc.mount(b"none", b"/tmp", b"tmpfs", 0, None) == 0 or libc.ptrace(0, 0, 0, 0) == 0
""")),
    Row("becomes root", (0, 3, 1), penalty=found("import os\nos.setuid(0)\nloot = True")),
    Row("finds the cells in In", (0, 3, 1), penalty="def penalty(w, lam):\n    return lam * 0.5 * np.sum(w**2) if 'BEGIN' + ' HIDDEN' in str(In) else 0.0\n"),
    Row("exits in the function", (0, 3, 1), penalty="def penalty(w, lam):\n    raise SystemExit\n"),
    Row("os._exit in the function", (0, 0, 0), penalty="import os\ndef penalty(w, lam):\n    os._exit(0)\n", says="kernel died"),
    Row("os._exit at top level", (0, 0, 0), penalty="import os\nos._exit(0)\n", says="kernel died"),
    Row("kills everything", (0, 3, 1), penalty="import os\nos.kill(-1, 9)\n"),
    Row("a crash in C", (0, 0, 0), penalty="import ctypes\ndef penalty(w, lam):\n    ctypes.string_at(0)\n"),
    Row("dies in the last answer", (3, 3, 0), largest="import os\nlargest = 8.0\nos._exit(1)\n"),
    Row("kernel stopped by exit()", (3, 3, 1), first="exit\n", penalty="import time\ntime.sleep(1)\n" + RIGHT["penalty"]),
    Row("an endless loop in the function", (0, 3, 1), penalty=LOOP.format("pass"), says="within its time"),
    Row("an endless loop that passes over everything", (0, 3, 1),
        penalty="def penalty(w, lam):\n    while True:\n        try:\n            while True: pass\n        except Exception: pass\n"),
    Row("an endless loop that cannot be interrupted", (0, 0, 0), penalty="""
import signal
def penalty(w, lam):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True: pass
"""),
    Row("an endless loop at top level", (0, 3, 1), penalty="while True: pass\n"),
    Row("an endless thread", (3, 3, 1), first="import threading\ndef spin():\n    while True: pass\nthreading.Thread(target=spin, daemon=True).start()\n"),
    Row("an endless loop in a destructor", (0, 0, 0), penalty="""
class Stuck:
    def __del__(self):
        while True: pass
def penalty(w, lam):
    Stuck()
    return 0.0
"""),
    Row("sleeps for ever", (0, 3, 1), penalty="import time\ndef penalty(w, lam):\n    time.sleep(1e6)\n"),
    Row("asks for input", (0, 3, 1), penalty="def penalty(w, lam):\n    return float(input('what is it? '))\n"),
    Row("a bomb of memory", (0, 3, 1), penalty="def penalty(w, lam):\n    return np.ones(2 * 10**9).sum()\n"),
    Row("a bomb of memory, bit by bit", (0, 3, 1), penalty="def penalty(w, lam):\n    a = []\n    while True: a.append(bytearray(10**7))\n"),
    Row("a bomb of memory in children", (0, 0, 0), penalty="""
import os, time
def penalty(w, lam):
    for i in range(6):
        if os.fork() == 0:
            a = bytearray(b"x" * 250_000_000)
            time.sleep(60)
    time.sleep(60)
"""),
    Row("a bomb of processes", (0, 3, 1), penalty="""
import os, time
def penalty(w, lam):
    for i in range(1000):
        if os.fork() == 0:
            time.sleep(60)
            os._exit(0)
"""),
    Row("a bomb of disk", (0, 3, 1), penalty="""
def penalty(w, lam):
    for place in ("x", "/tmp/x", "/dev/shm/x"):
        with open(place, "wb") as file:
            for i in range(100):
                file.write(b"x" * 10**7)
"""),
    Row("a bomb of output", (3, 3, 1), first="for i in range(300):\n    print('x' * 10**6)\n"),
    Row("one enormous line", (3, 3, 1), first="print('x' * 200_000_000)\n"),
    Row("one enormous display", (3, 3, 1), first="from IPython.display import display\ndisplay({'text/plain': 'x' * 10**8}, raw=True)\n"),
    Row("an answer that displays without measure", (3, 3, 1), penalty="""
def penalty(w, lam):
    from IPython.display import display
    display({'text/plain': 'x' * 10**8}, raw=True)
    return lam * 0.5 * np.sum(w**2)
"""),
    Row("an answer that prints past Python", (3, 3, 1), penalty="""
def penalty(w, lam):
    import os
    os.write(1, b'x' * 10**5)
    return lam * 0.5 * np.sum(w**2)
"""),
    Row("an enormous result", (0, 3, 1), penalty="def penalty(w, lam):\n    return np.zeros(10**7)\n"),
    Row("ten million displays", (3, 3, 1), first="from IPython.display import display\nfor i in range(3000): display({'text/plain': 'x' * 100}, raw=True)\n"),
    Row("prints without end in a thread", (3, 3, 1), first="""
import threading, time
def talk():
    while True:
        print("x" * 1000)
        time.sleep(0.001)
threading.Thread(target=talk, daemon=True).start()
"""),
    Row("says that it answers to a list", (3, 3, 1), first=flooded({"msg_id": []})),
    Row("says that it answers to a table", (3, 3, 1), first=flooded({"msg_id": {"a": 1}})),
]  # fmt: skip
