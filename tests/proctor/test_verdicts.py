"""The judge's limits, and what an instructor is told about answers that nothing explains."""

import logging
import pickle
import resource
import signal
import sys
from types import ModuleType, SimpleNamespace

import nbformat
import numpy as np
import pytest
from proctor import Check, Requirement, verdicts
from proctor.evidence import run_cases
from proctor.examine import Rules
from proctor.inside import _run
from proctor.kernel import Ran
from proctor.sitting import Sitting
from proctor.verdicts import limited
from proctor.wire import RefusedError, encode


def swallows():
    while True:
        try:
            sum(range(1000))
        except Exception:
            continue


def test_a_judge_that_does_not_end_is_ended_whatever_it_catches(monkeypatch):
    monkeypatch.setattr(verdicts, "THINKING", 0.2)
    with pytest.raises(RefusedError, match=r"took the judge more than 0\.2 seconds"), limited():
        swallows()


def test_a_judge_cannot_fill_the_memory_and_has_it_back_afterwards(monkeypatch):
    monkeypatch.setattr(verdicts, "MEMORY", 2**26)
    before = resource.getrlimit(resource.RLIMIT_DATA), signal.getsignal(signal.SIGPROF)
    with limited(), pytest.raises(MemoryError):
        np.ones(2**26)
    assert (resource.getrlimit(resource.RLIMIT_DATA), signal.getsignal(signal.SIGPROF)) == before
    assert np.ones(2**26)[-1] == 1


def pair(x):
    return np.sort(x), len(x)


def cases(generator):
    return [{"x": generator.normal(size=3)}]


def call(answer, case):
    return answer(case["x"])


def first(result, case):
    return result[0]


def last(result, case):
    return result[1]


PAIR = Check(
    "pair",
    pair,
    [Requirement("sorts", 1, cases, call, first), Requirement("counts", 1, cases, call, last)],
)


class Bench:
    """A room and a kernel in one, without walls: runs an answer where a test cell is run."""

    def __init__(self, answer):
        self.answer, self.question, self.ended = answer, None, ""
        self.settings, self.checks = SimpleNamespace(library=[]), {"seated"}

    def ask(self, question):
        self.question = question

    def run(self, source, timeout, store_history=True):
        if self.question is None:
            return Ran()
        question = pickle.loads(self.question)
        asked = SimpleNamespace(value=question["value"], runs=[*map(_run, question["runs"])])
        return Ran(evidence=[{"nonce": question["nonce"], "evidence": encode(run_cases(asked, self.answer, 0))}])


@pytest.fixture
def sit(monkeypatch):
    module = ModuleType("seated")
    module.pair = PAIR
    monkeypatch.setitem(sys.modules, "seated", module)
    mark = {"grade_id": "test", "grade": True, "solution": False, "locked": True, "points": 2}

    def graded(answer):
        cell = nbformat.v4.new_code_cell("from seated import pair\npair(answer)", metadata={"nbgrader": mark})
        bench = Bench(answer)
        Sitting(bench, bench, 5, Rules(), logging.getLogger()).run(nbformat.v4.new_notebook(cells=[cell]))
        return cell.metadata.proctor["findings"]

    return graded


def test_what_nothing_explains_is_told_apart_by_the_part_that_is_wrong(sit):
    likes = [[row.get("like") for row in sit(lambda x, n=n: (np.sort(x), n))] for n in (7, 7, 8)]
    assert [row[0] for row in likes] == [None] * 3
    assert likes[0][1] == likes[1][1] != likes[2][1]
    assert all(row[1] for row in likes)
    upwards, downwards = (sit(lambda x, sign=sign: (sign * np.sort(x) + 1, 7)) for sign in (1, -1))
    assert upwards[0]["like"] != downwards[0]["like"]
    assert upwards[1]["like"] == downwards[1]["like"] == likes[0][1]
