# ruff: noqa: E501  submissions stand as they were handed in
"""Submissions that reach for the room of the next one, for the grader's memory, or for what no namespace holds."""

from .bank_doors import found
from .row import Row, wrong

TO_THE_NEXT = """
import os
said = None
for fd in range(3, 100):
    try:
        if "deleted" in os.readlink(f"/proc/self/fd/{fd}"):
            os.lseek(fd, 0, 0)
            said = said or os.read(fd, 1000)
            os.lseek(fd, 0, 0)
            os.write(fd, b"lam * 0.5 * np.sum(w**2)")
    except OSError:
        pass
def penalty(w, lam):
    return eval(said) if said else 0.0
"""
UNSEEN = """
import os, time
fds = []
for i in range(48):
    fds.append(os.memfd_create("x"))
    for j in range(30): os.write(fds[-1], b"x" * 2**20)
time.sleep(1)
"""
LISTS = """
import proctor.inside, proctor.wire
def cheat(self, answer, seed=None):
    import pickle
    question = pickle.loads(open("/room/exam/question", "rb").read())
    if question["check"] != "penalty": return honest(self, answer)
    zero = '[0.0,null,"",[],"",[],0.1]'
    big = '[[' + ",".join(["[1]"] * 2_000_000) + '],null,"",[],"",[],0.1]'
    text = '{"is λ·½‖w‖²": [' + ",".join([big, zero, zero]) + '], "takes few weights": [' + zero + "," + zero + "]}"
    get_ipython().display_pub.publish({proctor.wire.MIME: {"nonce": question["nonce"], "evidence": text}})
honest = proctor.inside.Collector.__call__
proctor.inside.Collector.__call__ = cheat
"""

ROWS = [
    # two that are graded one after the other, in one class
    Row("writes to the paper that comes next", (0, 3, 1), penalty=TO_THE_NEXT),
    Row("opens a socket that knows no network namespace", (0, 3, 1), penalty=found("import socket\nloot = socket.socket(40, 1)")),
    Row("reads what the paper before it wrote", (0, 3, 1), penalty=TO_THE_NEXT),
    Row("holds memory that belongs to no process", (0, 3, 1), penalty=wrong(UNSEEN)),
    Row("evidence of two million lists", (0, 3, 1), penalty=wrong(LISTS)),
    Row("leaves by sys.exit in one case", (2, 3, 1), penalty="import sys\ndef penalty(w, lam):\n    if len(w) == 0:\n        sys.exit('no weights')\n    return lam * 0.5 * np.sum(w**2)\n"),
]  # fmt: skip
