"""`difference`: structure, shape and kind first, then values with a tolerance by dtype."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from proctor.compare import difference
from proctor.plain import plain

numbers = st.floats(-1e6, 1e6)
some_arrays = arrays(np.float64, array_shapes(max_dims=3, max_side=4), elements=numbers)


def diff(got, expected, **options):
    return difference(plain(got), plain(expected), **options)


@given(some_arrays)
def test_an_array_equals_itself_in_any_dress(values):
    for dress in (values, values.tolist(), torch.tensor(values), list(values)):
        assert diff(dress, values) is None


@given(some_arrays, st.data())
def test_one_wrong_entry_is_found_and_named(values, data):
    place = tuple(data.draw(st.integers(0, side - 1)) for side in values.shape)
    wrong = values.copy()
    wrong[place] += 1e-2 * (1 + np.abs(values).max())
    reason = diff(wrong, values)
    assert f"at [{', '.join(map(str, place))}]" in reason


@given(some_arrays)
def test_rounding_of_a_right_answer_is_no_error(values):
    assert diff(values * (1 + 1e-9), values) is None
    assert diff(values.astype("float32") * np.float32(1 + 1e-5), values.astype("float32")) is None


@pytest.mark.parametrize(
    ("got", "expected", "reason"),
    [
        (None, np.ones(3), "is None, not an array of shape (3,)"),
        (np.ones((3, 1)), np.ones(3), "has shape (3, 1), not (3,)"),
        (np.array([1.0]), 1.0, "has shape (1,), not ()"),
        (np.array([1.0, np.nan]), np.ones(2), "is nan at [1], not 1 (1 of 2 entries are off)"),
        (np.array([5.0, np.inf]), np.ones(2), "is inf at [1], not 1 (2 of 2 entries are off)"),
        (1.5, 1.0, "is 1.5, not 1"),
        (1.00001, 1.0, "is 1.00001, not 1"),
        (0.1 + 1e-6, 0.1, "is 0.100001, not 0.1"),
        (0.123456_7, 0.123456_9, "is 0.1234567, not 0.1234569"),
        ((np.ones(2), 3.0), (np.ones(2), 2.0), "[1] is 3, not 2"),
        ((1, 2, 3), (1, 2), "is a sequence of 3, not a sequence of 2"),
        ({"a": 1}, {"b": 1}, "is a dictionary with 'a', not a dictionary with 'b'"),
        ({"W": np.zeros(2)}, {"W": np.ones(2)}, "['W'] is 0 at [0], not 1 (2 of 2 entries are off)"),
        ("log", "linear", "is 'log', not 'linear'"),
        (None, "linear", "is None, not 'linear'"),
        (np.ones(2) * 1j, np.ones(2), "is an array of complex128 of shape (2,), not an array of shape (2,)"),
        (np.array(["a"]), np.ones(1), "is an array of <U1 of shape (1,), not an array of shape (1,)"),
        ([[1, 2], [3]], np.ones((2, 2)), "is a sequence of 2, not an array of shape (2, 2)"),
        (object(), 1.0, "is an object, not a number"),
        (2, 3, "is 2, not 3"),
        (True, False, "is 1, not 0"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(got, expected, reason):
    assert diff(got, expected) == reason


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        (1, 1.0),
        (np.float64(1), 1.0),
        (torch.tensor(1.0), 1.0),
        (np.array(1.0), 1.0),
        ([1.0, 2.0], np.array([1.0, 2.0])),
        (np.ones((2, 3)), [np.ones(3), np.ones(3)]),
        ([np.arange(2), np.arange(3)], (np.arange(2), np.arange(3))),
        (np.array([np.nan, np.inf]), np.array([np.nan, np.inf])),
        (np.zeros(3), np.zeros(3)),
        (None, None),
        (True, True),
    ],
)
def test_what_means_the_same_passes(got, expected):
    assert diff(got, expected) is None


def test_the_tolerance_follows_the_expected_precision():
    off = 1 + 1e-4
    assert diff(np.ones(2) * off, np.ones(2)) is not None
    assert diff(np.ones(2) * off, np.ones(2, dtype="float32")) is None
    assert diff(np.ones(2) * off, np.ones(2), rtol=1e-3) is None


def test_dtype_library_and_device_count_only_where_asked():
    assert diff(np.ones(2, dtype="float32"), np.ones(2)) is None
    reason = diff(np.ones(2, dtype="float32"), np.ones(2), same_dtype=True)
    assert reason == "is numpy float32 on cpu, not numpy float64 on cpu"
    reason = diff(np.ones(2), torch.ones(2, dtype=torch.float64), same_dtype=True)
    assert reason == "is numpy float64 on cpu, not torch float64 on cpu"


def test_whole_numbers_are_compared_exactly():
    assert diff(np.array([10**9 + 1]), np.array([10**9])) is not None


def test_a_reference_that_returns_no_numbers_is_the_authors_error():
    with pytest.raises(TypeError, match="a reference must return"):
        diff(1.0, np.ones(2) * 1j)
