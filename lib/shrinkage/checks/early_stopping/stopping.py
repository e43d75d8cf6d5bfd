"""Item 1: a training loop that stops early and gives back copies of the best parameters."""

import copy

import numpy as np
from proctor import Check, Requirement

from shrinkage.checks._cases import tidy
from shrinkage.checks.early_stopping.stopping_mistakes import mistakes
from shrinkage.checks.early_stopping.stopping_rule_mistakes import BEST, DELTA, STOP, VALUES
from shrinkage.early_stopping import EarlyStopping

# the order of the errors, epoch by epoch, and the patience: ties, a count that begins anew, and better epochs too late
ORDERS = [
    ([5, 3, 3, 4, 4, 4, 1, 0], 2),
    ([7, 5, 6, 6, 4, 5, 5, 3, 8, 4, 9, 6, 5, 0, 1], 3),
    ([5, 4, 3, 2, 1], 2),
    ([3, 2, 4, 3, 3, 1], 1),
    ([4, 5, 6, 6, 5, 5, 6, 2, 1], 4),
]


def reference(parameters, step, validate, patience, min_delta, max_epochs):
    stopping = EarlyStopping(patience, min_delta)
    for _ in range(max_epochs):
        step(parameters)
        if stopping.update(validate(parameters), parameters):
            break
    return stopping.best_weights, stopping.best_epoch


def _train(answer, case):
    """What an answer returns, and how often it called `step`."""
    errors, limit, calls = case["errors"], 3 * len(case["errors"]), []
    start = float(np.ravel(case["parameters"]["b"])[0])

    def step(parameters):
        calls.append(1)
        if len(calls) > limit:
            raise RuntimeError(f"step was called more than {limit} times, where max_epochs = {len(errors)}")
        for value in _dictionary(parameters, "step").values():
            value += 1

    def validate(parameters):
        epoch = round(float(np.ravel(_dictionary(parameters, "validate")["b"])[0]) - start) - 1
        if epoch < 0:  # the start is not to be judged: where it is, patience runs out before anything better comes
            return float(np.nanmedian(errors))
        return float(errors[epoch]) if epoch < len(errors) else 99.0

    given = copy.deepcopy(case["parameters"])
    return answer(given, step, validate, case["patience"], case["min_delta"], len(errors)), len(calls)


def _dictionary(parameters, name):
    if not isinstance(parameters, dict):
        got = type(parameters).__name__
        hint = ": step returns nothing, it changes the arrays in place" if parameters is None else ""
        raise TypeError(f"{name} must be called with the dictionary of parameters, got {got}{hint}")
    return parameters


def _pair(result):
    if result is None:
        raise TypeError("the function must return (best, best_epoch), got None: is a `return` missing?")
    if not isinstance(result, tuple | list) or len(result) != 2 or not isinstance(result[0], dict):
        raise TypeError("the function must return (best, best_epoch), of which the first is a dictionary")
    return result


def _steps(answer, case):
    result, calls = _train(answer, case)
    _pair(result)
    return {"calls of step": calls}


def _best_epoch(answer, case):
    return {"best_epoch": _pair(_train(answer, case)[0])[1]}


def _both(answer, case):
    result, calls = _train(answer, case)
    return {"calls of step": calls, "best_epoch": _pair(result)[1]}


def _values(answer, case):
    best, _ = _pair(_train(answer, case)[0])
    if set(best) != set(case["parameters"]):
        wanted, got = (", ".join(sorted(map(str, names))) for names in (case["parameters"], best))
        raise ValueError(f"the best parameters must have the names {wanted}, got {got or 'none'}")
    return {name: np.asarray(value) for name, value in best.items()}


def _case(generator, errors, patience, min_delta=0.0):
    return {
        "parameters": {"W": np.asarray(tidy(generator, 1, 2)), "b": np.asarray(tidy(generator, 2))},
        "errors": np.array(errors, dtype=float),
        "patience": patience,
        "min_delta": min_delta,
    }


def cases(generator):
    """Errors in the orders above; the numbers themselves are drawn."""
    drawn = []
    for order, patience in ORDERS:
        levels = 0.2 + np.cumsum(generator.integers(3, 20, 10)) / 100
        drawn.append(_case(generator, levels[order].round(2).tolist(), patience))
    return drawn


def delta_cases(generator):
    """Falls of less than min_delta, which is 0.13 or so where errors have one digit; falls that add up; and a nan."""
    drawn = []
    for tenths, patience in [
        ([20, 15, 14, 15, 14, 14, 9, 3], 2),  # one small fall is none
        ([20, 15, 14, 13, 12, 11, 16, 10, 2, 1], 3),  # small falls add up to one that counts
        ([20, 14, 16, 13, 14, 13, 13, 9, 15, 8, 12, 4], 3),  # against the best, and not against the epoch before
        ([20, 15, np.nan, 16, 15, 15, 9, 3], 2),  # nan is no improvement
        ([20, 10, 9, 13, 7, 12, 6, 5, 6, 1], 4),
    ]:
        delta = float(generator.choice([0.12, 0.14, 0.16, 0.18]))
        errors = (np.array(tenths) + generator.integers(1, 9)) / 10
        drawn.append(_case(generator, errors.round(2).tolist(), patience, delta))
    return drawn


train = Check(
    "train",
    reference=reference,
    requirements=[
        Requirement(STOP, points=1, cases=cases, call=_steps),
        Requirement(BEST, points=1, cases=cases, call=_best_epoch),
        Requirement(DELTA, points=1, cases=delta_cases, call=_both),
        Requirement(VALUES, points=2, cases=cases, call=_values),
    ],
    mistakes=mistakes,
)
