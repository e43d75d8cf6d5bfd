# ruff: noqa: E501  tables
"""What leaves the room is plain data, and what enters it gives nothing away."""

import json
import pickle

import numpy as np
import pytest
import torch
from proctor import Check, Mistake, Requirement
from proctor.evidence import Outcome, run_cases
from proctor.judge import judge
from proctor.plain import Other, plain
from proctor.question import LeakError, counts, seal
from proctor.secret import course_secret, seed
from proctor.wire import LIMIT, RefusedError, decode, encode

VALUES = [
    None, True, 3, -2.5, float("inf"), "text", "½", [1, [2.0, "a"]], {"a": 1, "b": [None]}, np.arange(6.0).reshape(2, 3),
    np.float32(2), np.ones((0, 3)), np.array([True, False]), np.array([1 + 2j]), np.ones(3, dtype=">f4"), torch.ones(2, 2),
    torch.ones(2, dtype=torch.bfloat16), object(), [np.zeros(2), torch.zeros(1)],
]  # fmt: skip


def travelled(value):
    """A value after the way through the wire."""
    (outcome,) = decode(encode({"a": [Outcome(value=plain(value))]}), {"a": 1})["a"]
    return outcome.value


@pytest.mark.parametrize("value", VALUES)
def test_plain_data_arrives_as_it_was_sent(value):
    sent, came = plain(value), travelled(value)
    assert type(came) is type(sent)
    if hasattr(sent, "values") and not isinstance(sent, dict):
        assert np.array_equal(came.values, sent.values)
        assert (came.library, came.dtype, came.device) == (sent.library, sent.dtype, sent.device)
    elif not isinstance(value, list):
        assert came == sent


def test_what_no_check_compares_arrives_as_its_name_alone():
    assert travelled(np.array(["a"])) == Other("array of dtype <U1")
    assert travelled(np.longdouble(3)) == 3.0
    assert travelled(np.complex128(1j)) == Other("complex")
    assert travelled(10**400) == Other("number of more than 300 digits")


def row(value):
    return json.dumps({"a": [[value, None, "", [], "", [], 0.0]]})


FORGED = [
    "", "[]", "3", "{}", "null", "[" * 100_000, '{"a": 3}', '{"a": []}', '{"a": [[]]}', '{"a": [[0]]}', '{"b": [[0]]}', row({}), row({"x": 1}),
    row({"array": ["O", [1], "AAAAAAAAAAA=", "numpy", "object", "cpu"]}), row({"array": ["<f8", [2], "AAAA", "numpy", "float64", "cpu"]}),
    row({"array": ["<f8", [-1], "", "numpy", "float64", "cpu"]}), row({"array": ["<f8", [1e9], "", "numpy", "float64", "cpu"]}),
    row({"array": ["<f8", [0], "", "numpy", "float32", "cpu"]}), row({"array": ["<f8", [0], "", "jax", "float64", "cpu"]}),
    row({"array": ["<f8", [0], "", "numpy", "float64", "cuda"]}), row({"array": ["V8", [0], "", "numpy", "void", "cpu"]}),
    row({"array": [["f8"], [0], "", "numpy", "float64", "cpu"]}), row({"array": []}), row({"items": []}), row({"kind": 3}),
    row([[[[[[[[[[[[1]]]]]]]]]]]]), '{"a": [[' + "9" * 5000 + ', null, "", [], "", [], 0]]}', "x" * (LIMIT + 1), None, 7, {"a": []},
]  # fmt: skip


@pytest.mark.parametrize("text", FORGED, ids=lambda text: str(text)[:40])
def test_what_encode_does_not_write_is_refused(text):
    with pytest.raises(RefusedError):
        decode(text, {"a": 1})


def test_what_is_too_large_is_not_sent():
    with pytest.raises(ValueError, match="too large to be sent"):
        encode({"a": [Outcome(value=plain(np.zeros(10**6)))]})


def double(x):
    return 2 * x


def triple(x):
    return 3 * x


def helped(answer, case):
    return double(answer(case["x"]))


def check(**options):
    requirement = Requirement("doubles", 1, cases=lambda generator: [{"x": generator.normal(size=3)}], **options)
    return Check("double", double, [requirement], [Mistake(triple, "Twice, not thrice.", ["doubles"])])


CHECK = check()  # what makes this a module of checks
HIDDEN = {__name__.split(".")[0], "proctor"}


def test_a_question_holds_cases_and_a_call_but_no_answer():
    sealed = seal(check(), 12345678901, "nonce", HIDDEN, [])
    assert b"triple" not in sealed
    assert b"reference" not in sealed
    assert b"12345678901" not in sealed
    assert counts(check(), 1) == {"doubles": 1}
    (asked,) = pickle.loads(sealed)["runs"]
    (drawn,) = check().requirements[0].draw(12345678901)
    assert np.array_equal(pickle.loads(asked["cases"])[0]["x"], drawn["x"])


@pytest.mark.parametrize("call", [helped, lambda answer, case: triple(case["x"])])
def test_a_call_that_knows_an_answer_is_not_sent(call):
    with pytest.raises(LeakError, match="answers the question"):
        seal(check(call=call), 1, "nonce", HIDDEN, [])


def test_a_call_that_uses_hidden_mathematics_is_not_sent():
    from fractions import Fraction  # stands for a module of the course

    with pytest.raises(LeakError, match=r"fractions\.Fraction, which is not in ClosedRoom\.library"):
        seal(check(call=lambda answer, case: Fraction(1)), 1, "nonce", {"fractions"}, [])
    seal(check(call=lambda answer, case: Fraction(1)), 1, "nonce", {"fractions"}, ["fractions"])


def test_evidence_that_travelled_is_judged_as_evidence_that_did_not():
    for answer, points in ((double, 1), (triple, 0)):
        evidence = decode(encode(run_cases(check(), answer, 7)), counts(check(), 7))
        assert judge(check(), evidence, 7).score == points


def test_the_seed_depends_on_secret_assignment_and_student_and_on_nothing_else(tmp_path):
    secret = course_secret(tmp_path)
    assert secret == course_secret(tmp_path)
    seeds = [seed(secret, *names) for names in (("a", "b"), ("ab", ""), ("", "ab"), ("b", "a"), ("a", "b"))]
    assert len(set(seeds)) == 4
    assert seeds[0] == seeds[4]
    assert seed(b"x" * 32, "a", "b") != seeds[0]
