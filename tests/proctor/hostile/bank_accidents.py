# ruff: noqa: E501  submissions stand as they were handed in
"""Honest accidents: none of these may cost a point."""

from .row import Row

CALL = "def penalty(w, lam):\n    {}\n    return lam * 0.5 * np.sum(w**2)\n"


def accident(name, **parts):
    return Row(name, (3, 3, 1), **parts)


ROWS = [
    accident("nothing special"),
    accident("prints", penalty=CALL.format("print('3.0', w, lam)")),
    accident("prints to stderr", penalty="import sys\n" + CALL.format("print('careful', file=sys.stderr)")),
    accident("warns", penalty="import warnings\n" + CALL.format("warnings.warn('careful')")),
    accident("warns at top level", penalty="import warnings\nwarnings.warn('careful')\n" + CALL.format("pass")),
    accident("turns warnings into errors", first="import warnings\nwarnings.simplefilter('error')"),
    accident("logs", penalty="import logging\nlogging.basicConfig(level=10)\n" + CALL.format("logging.warning('here %s', w)")),
    accident("writes to the file of stderr", penalty="import os\n" + CALL.format("os.write(2, b'careful')")),
    accident("shows progress", penalty=CALL.format("import sys; sys.stderr.write('\\r 50%')")),
    accident("divides by zero meanwhile", penalty=CALL.format("np.ones(2) / np.zeros(2)")),
    accident("sets numpy to raise", first="np.seterr(all='raise')"),
    accident("sets numpy's printing", first="np.set_printoptions(precision=1)"),
    accident("seeds everything", first="import random\nrandom.seed(0)\nnp.random.seed(0)"),
    accident("has helpers in cells of its own", first="def half(x):\n    return 0.5 * x",
             penalty="def penalty(w, lam):\n    return half(lam * np.sum(w**2))\n"),
    accident("has a cell that fails", first="1 / 0"),
    accident("has a cell that does not parse", first="this is ] no python"),
    accident("has magics", first="%matplotlib inline\n%time sum(range(10))\n!echo hello"),
    accident("has bad magics", first="%no_such_magic\n%%neither"),
    accident("runs the checks in cells of its own", first="check.penalty(lambda w, lam: 0)\ncheck.center(None)"),
    accident("asks for help", first="check?\nnp.ones?"),
    accident("imports what is given", first="from toy.given import TABLE\nassert given.TABLE is TABLE"),
    accident("has files of its own", files={"helper.py": "HALF = 0.5", "data/numbers.csv": "0.5"},
             penalty="def penalty(w, lam):\n    import helper\n    return float(open('data/numbers.csv').read()) * lam * np.sum(w**2) * helper.HALF / 0.5\n"),
    accident("writes a file", penalty=CALL.format("open('notes.txt', 'w').write('x')")),
    accident("changes the directory", first="import os\nos.chdir('/')"),
    accident("changes the environment", first="import os\nos.environ.clear()"),
    accident("names things like builtins", first="list = [1]\ndisplay = print\nstr = 'a'\nid = 3"),
    accident("names things like modules", first="json = pickle = proctor = os = sys = None"),
    accident("closes its streams", first="import sys\nsys.stdout = sys.stderr = open('/dev/null', 'w')"),
    accident("draws", first="import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()"),
    accident("uses threads", penalty="from concurrent.futures import ThreadPoolExecutor\ndef penalty(w, lam):\n"
             "    with ThreadPoolExecutor(4) as pool:\n        return lam * 0.5 * sum(pool.map(lambda x: x * x, w))\n"),
    accident("uses processes", penalty="import multiprocessing\ndef square(x):\n    return x * x\ndef penalty(w, lam):\n"
             "    with multiprocessing.get_context('fork').Pool(2) as pool:\n        return lam * 0.5 * sum(pool.map(square, list(w)))\n"),
    accident("uses loops", penalty="def penalty(w, lam):\n    total = 0\n    for x in w:\n        total += x * x\n    return lam * total / 2\n"),
    accident("returns a Python float", penalty="def penalty(w, lam):\n    return float(lam * 0.5 * np.sum(w**2))\n"),
    accident("returns a list of lists", center="def center(X):\n    return (X - X.mean(axis=0)).tolist()\n"),
    accident("returns another precision", center="def center(X):\n    return (X - X.mean(axis=0)).astype('>f8')\n"),
    accident("answers with a lambda", penalty="penalty = lambda w, lam: lam * 0.5 * (w @ w)\n"),
    accident("answers with an object", penalty="class Penalty:\n    def __call__(self, w, lam):\n        return lam * 0.5 * (w @ w)\npenalty = Penalty()\n"),
    accident("defines it twice", penalty="def penalty(w, lam):\n    return 0\ndef penalty(w, lam):\n    return lam * 0.5 * (w @ w)\n"),
    accident("is written in other letters", penalty="def penalty(w, lam):\n    λ, ω = lam, w  # 你好 🙂\n    return λ * 0.5 * np.sum(ω**2)\n"),
    accident("has half a letter", penalty="# \ud83d\n" + CALL.format("pass")),
    accident("has windows line ends", penalty=CALL.format("pass").replace("\n", "\r\n")),
    accident("takes its time", penalty="import time\n" + CALL.format("time.sleep(0.3)")),
    accident("leaves a thread behind", first="import threading, time\nthreading.Thread(target=time.sleep, args=(3600,)).start()"),
    accident("registers an exit", first="import atexit, time\natexit.register(time.sleep, 3600)"),
    accident("handles interrupts", first="import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)"),
    accident("needs a while to end when it is interrupted", first="import time\ntry:\n    time.sleep(100)\nexcept KeyboardInterrupt:\n    time.sleep(6)"),
]  # fmt: skip
