# ruff: noqa: E501  submissions stand as they were handed in
"""Answers that are wrong and claim to be right: lying objects, patches, hooks, and reports that nobody asked for."""

from .row import Row, wrong

LIAR = """
class Liar(np.ndarray):
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __sub__(self, other): return np.zeros(1)
    __rsub__ = __array_ufunc__ = __sub__
def penalty(w, lam):
    return np.zeros(1).view(Liar)
"""
FORGE = """
from proctor.wire import MIME
def forge(nonce):
    import json
    cases = [[0.0, None, "", [], "", [], 0.1]]
    evidence = json.dumps({"is λ·½‖w‖²": cases * 3, "takes few weights": cases * 2})
    get_ipython().display_pub.publish({MIME: {"nonce": nonce, "evidence": evidence}})
"""
# past everything that stands between a cell and the wire
SEND = (
    FORGE.replace("get_ipython().display_pub.publish(", "send(")
    + """
def send(data):
    kernel = get_ipython().kernel
    content = {"data": data, "metadata": {}, "transient": {}}
    kernel.session.send(kernel.iopub_socket, "display_data", content, parent=kernel.get_parent())
"""
)

ROWS = [
    Row("lies in __eq__", (0, 3, 1), penalty=LIAR),
    Row("lies in __array__", (0, 3, 1), penalty="""
class Liar:
    def __array__(self, *arguments, **options): return np.ones(())
    def __eq__(self, other): return True
    def __float__(self): return 1.0
def penalty(w, lam): return Liar()
"""),
    Row("lies in __class__", (0, 3, 1), penalty="""
class Liar:
    __class__ = float
    def __eq__(self, other): return True
def penalty(w, lam): return Liar()
"""),
    Row("a float that is everything", (0, 3, 1), penalty="""
class Any(float):
    def __eq__(self, other): return True
    def __repr__(self): return "1.0, NaN"
    __float__ = __abs__ = __sub__ = __rsub__ = lambda self, *other: 0.0
def penalty(w, lam): return Any(0)
"""),
    Row("text that is markup", (0, 3, 1), penalty="def penalty(w, lam):\n    return '<script>alert(1)</script>'\n"),
    Row("nan for everything", (0, 3, 1), penalty="def penalty(w, lam):\n    return float('nan')\n"),
    Row("infinite for everything", (0, 3, 1), penalty="def penalty(w, lam):\n    return float('inf')\n"),
    Row("a number of 5000 digits", (0, 3, 1), penalty="def penalty(w, lam):\n    return 10**5000\n"),
    Row("a number of 400 digits", (0, 3, 1), penalty="def penalty(w, lam):\n    return 10**400\n"),
    Row("an object array", (0, 3, 1), penalty="def penalty(w, lam):\n    return np.array([object()])\n"),
    Row("a list in itself", (0, 3, 1), penalty="def penalty(w, lam):\n    a = []\n    a.append(a)\n    return a\n"),
    Row("the right value in the wrong shape", (0, 3, 1),
        penalty="def penalty(w, lam):\n    return np.full((1, 1), lam * 0.5 * np.sum(w**2))\n"),
    Row("a wrong shape for the table", (3, 0, 1), center="def center(X):\n    return (X - X.mean(axis=0)).T[None]\n"),
    Row("changes its argument", (3, 0, 1), center="def center(X):\n    X -= X.mean(axis=0)\n    return X\n"),
    Row("right but for a known mistake", (0, 3, 1), penalty="def penalty(w, lam):\n    return lam * np.sum(w**2)\n"),
    Row("patches numpy.testing and allclose", (0, 3, 1), penalty=wrong("""
np.testing.assert_allclose = np.testing.assert_array_equal = lambda *a, **k: None
np.allclose = np.array_equal = np.isclose = lambda *a, **k: True
""")),
    Row("patches the comparison", (0, 3, 1), penalty=wrong("""
import proctor.compare, proctor.evidence
proctor.compare.difference = proctor.evidence.difference = lambda *a, **k: None
""")),
    Row("replaces float and isinstance", (0, 0, 0), penalty=wrong("""
import builtins
builtins.isinstance = lambda *a: True
builtins.float = lambda *a: 1.0
""")),
    Row("replaces the check", (0, 3, 1), penalty=wrong("""
class Yes:
    def penalty(self, *a): return 3.0
    center, largest = check.center, check.largest
check = Yes()
""")),
    Row("hides a change of the argument", (3, 2, 1), penalty="def penalty(w, lam):\n    return lam * 0.5 * np.sum(w**2)\n",
        center="def center(X):\n    return X - X.mean(axis=0) if len(X) > 1 else X + 1\n"),
    Row("turns every cell into nothing", (0, 0, 0), penalty=wrong("""
get_ipython().input_transformers_post.append(lambda lines: ["pass\\n"])
""")),
    Row("turns test cells into a number", (0, 0, 0), penalty=wrong("""
get_ipython().input_transformers_cleanup.append(lambda lines: ["3.0\\n"] if "check." in "".join(lines) else lines)
""")),
    Row("a hook that shows a score", (0, 3, 1), penalty=wrong("""
def show(*arguments):
    get_ipython().display_pub.publish({"text/plain": "3.0"})
    print("3.0")
get_ipython().events.register("pre_run_cell", show)
get_ipython().events.register("post_run_cell", show)
""")),
    Row("a hook that is an execute_result", (0, 3, 1), penalty=wrong("""
def show(*arguments):
    shell = get_ipython()
    content = {"data": {"text/plain": "3.0"}, "metadata": {}, "execution_count": 1}
    shell.kernel.session.send(shell.kernel.iopub_socket, "execute_result", content, parent=shell.kernel.get_parent())
get_ipython().events.register("pre_run_cell", show)
""")),
    Row("evidence too early", (0, 3, 1), penalty=wrong(FORGE + "forge('0' * 32)\n")),
    Row("evidence that is displayed while an answer runs", (3, 3, 1), penalty=wrong(FORGE + """
def penalty(w, lam):
    import pickle
    forge(pickle.loads(open("/room/exam/question", "rb").read())["nonce"])
    return lam * 0.5 * np.sum(w**2)
""", then="")),
    Row("evidence twice", (0, 3, 1), penalty=wrong(SEND + """
def penalty(w, lam):
    import pickle
    forge(pickle.loads(open("/room/exam/question", "rb").read())["nonce"])
    return lam * 0.5 * np.sum(w**2)
""", then="")),
    Row("evidence in the place of evidence", (0, 3, 1), penalty=wrong(FORGE + """
def cheat(self, answer, seed=None):
    import pickle
    question = pickle.loads(open("/room/exam/question", "rb").read())
    if question["check"] == "penalty":
        return forge(question["nonce"])
    return honest(self, answer)
import proctor.inside
honest = proctor.inside.Collector.__call__
proctor.inside.Collector.__call__ = cheat
""")),
    Row("evidence that is no evidence", (0, 3, 1), penalty=wrong(FORGE + """
def cheat(self, answer, seed=None):
    import pickle
    question = pickle.loads(open("/room/exam/question", "rb").read())
    if question["check"] != "penalty":
        return honest(self, answer)
    for junk in ({"nonce": question["nonce"], "evidence": "[" * 100000}, ["a"], 7, {"nonce": question["nonce"]}):
        get_ipython().display_pub.publish({MIME: junk})
import proctor.inside
honest = proctor.inside.Collector.__call__
proctor.inside.Collector.__call__ = cheat
""")),
    Row("a reference sought in the question", (0, 3, 1), penalty="""
def penalty(w, lam):
    question = open("/room/exam/question", "rb").read()
    if b"maths" in question or b"without_half" in question or b"the reference was here" in question:
        return lam * 0.5 * np.sum(w**2)
    return 0.0
"""),
    Row("right for the cases of seed 0 alone", (0, 3, 1), penalty="""
def penalty(w, lam):
    import zlib
    generator = np.random.default_rng([0, zlib.crc32("is λ·½‖w‖²".encode())])
    known = [(generator.normal(size=size), generator.uniform(0.2, 2)) for size in (3, 5, 40)]
    for a, b in known:
        if a.shape == w.shape and np.allclose(a, w):
            return lam * 0.5 * np.sum(w**2)
    return 0.0
"""),
    Row("right at the first call alone", (0, 3, 1), penalty="""
def penalty(w, lam, calls=[]):
    calls.append(1)
    return lam * 0.5 * np.sum(w**2) if len(calls) == 1 else 0.0
"""),
    Row("the same array every time", (3, 0, 1), center="""
kept = np.zeros((20, 4))
def center(X):
    kept[:len(X), :X.shape[1]] = X - X.mean(axis=0) + 1e-3
    return kept[:len(X), :X.shape[1]]
"""),
    Row("a view of one array is right", (3, 3, 1), center="""
kept = np.zeros((20, 4))
def center(X):
    kept[:len(X), :X.shape[1]] = X - X.mean(axis=0)
    return kept[:len(X), :X.shape[1]]
"""),
]  # fmt: skip
