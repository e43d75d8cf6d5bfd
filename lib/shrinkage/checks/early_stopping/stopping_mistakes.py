"""The known mistakes of item 1: those about what is kept, and with them those about the rule."""

import numpy as np
from proctor import Mistake

from shrinkage.checks.early_stopping.stopping_rule_mistakes import BEST, DELTA, VALUES
from shrinkage.checks.early_stopping.stopping_rule_mistakes import mistakes as about_the_rule


def a_name_for_the_same(parameters, step, validate, patience, min_delta, max_epochs):
    lowest = np.inf
    for epoch in range(max_epochs):
        step(parameters)
        error = validate(parameters)
        if error < lowest - min_delta:
            lowest, best, best_epoch = error, parameters, epoch
        elif epoch - best_epoch >= patience:
            break
    return best, best_epoch


def a_copy_of_the_dictionary(parameters, step, validate, patience, min_delta, max_epochs):
    lowest = np.inf
    for epoch in range(max_epochs):
        step(parameters)
        error = validate(parameters)
        if error < lowest - min_delta:
            lowest, best, best_epoch = error, dict(parameters), epoch
        elif epoch - best_epoch >= patience:
            break
    return best, best_epoch


def the_last(parameters, step, validate, patience, min_delta, max_epochs):
    lowest = np.inf
    for epoch in range(max_epochs):
        step(parameters)
        error = validate(parameters)
        if error < lowest - min_delta:
            lowest, best_epoch = error, epoch
        elif epoch - best_epoch >= patience:
            break
    return {name: p.copy() for name, p in parameters.items()}, best_epoch


def copied_before_the_step(parameters, step, validate, patience, min_delta, max_epochs):
    lowest = np.inf
    for epoch in range(max_epochs):
        kept = {name: p.copy() for name, p in parameters.items()}
        step(parameters)
        error = validate(parameters)
        if error < lowest - min_delta:
            lowest, best, best_epoch = error, kept, epoch
        elif epoch - best_epoch >= patience:
            break
    return best, best_epoch


def the_start(parameters, step, validate, patience, min_delta, max_epochs):
    lowest, best = np.inf, {name: p.copy() for name, p in parameters.items()}
    for epoch in range(max_epochs):
        step(parameters)
        error = validate(parameters)
        if error < lowest - min_delta:
            lowest, best_epoch = error, epoch
        elif epoch - best_epoch >= patience:
            break
    return best, best_epoch


def counted_from_one(parameters, step, validate, patience, min_delta, max_epochs):
    lowest = np.inf
    for epoch in range(max_epochs):
        step(parameters)
        error = validate(parameters)
        if error < lowest - min_delta:
            lowest, best, best_epoch = error, {name: p.copy() for name, p in parameters.items()}, epoch
        elif epoch - best_epoch >= patience:
            break
    return best, best_epoch + 1


def the_last_epoch(parameters, step, validate, patience, min_delta, max_epochs):
    lowest = np.inf
    for epoch in range(max_epochs):
        step(parameters)
        error = validate(parameters)
        if error < lowest - min_delta:
            lowest, best, best_epoch = error, {name: p.copy() for name, p in parameters.items()}, epoch
        elif epoch - best_epoch >= patience:
            break
    return best, epoch


def smallest_seen(parameters, step, validate, patience, min_delta, max_epochs):
    lowest, without = np.inf, 0
    for epoch in range(max_epochs):
        step(parameters)
        error = validate(parameters)
        without = 0 if error < lowest - min_delta else without + 1
        if error < lowest:
            lowest, best, best_epoch = error, {name: p.copy() for name, p in parameters.items()}, epoch
        if without >= patience:
            break
    return best, best_epoch


def smallest_kept(parameters, step, validate, patience, min_delta, max_epochs):
    lowest, smallest, without = np.inf, np.inf, 0
    for epoch in range(max_epochs):
        step(parameters)
        error = validate(parameters)
        if error < smallest:
            smallest, best, best_epoch = error, {name: p.copy() for name, p in parameters.items()}, epoch
        if error < lowest - min_delta:
            lowest, without = error, 0
        else:
            without += 1
        if without >= patience:
            break
    return best, best_epoch


def nan_improves(parameters, step, validate, patience, min_delta, max_epochs):
    lowest = np.inf
    for epoch in range(max_epochs):
        step(parameters)
        error = validate(parameters)
        if not error >= lowest - min_delta:
            lowest, best, best_epoch = error, {name: p.copy() for name, p in parameters.items()}, epoch
        elif epoch - best_epoch >= patience:
            break
    return best, best_epoch


LAST = (
    "These are the parameters of the last epoch, not of the best. `step` changes the arrays in place, so `best = "
    "parameters` is only a second name for them, and a copy of the dictionary alone still holds the same arrays: copy "
    "each array, at the moment when its epoch turns out to be the best."
)

mistakes = [
    *about_the_rule,
    Mistake(a_name_for_the_same, LAST, loses=[VALUES]),
    Mistake(a_copy_of_the_dictionary, LAST, loses=[VALUES]),
    Mistake(the_last, LAST, loses=[VALUES]),
    Mistake(
        copied_before_the_step,
        "These parameters are one epoch too old: they were copied before the step of the best epoch. Its error was "
        "measured after the step.",
        loses=[VALUES],
    ),
    Mistake(
        the_start,
        "These are the parameters before the first step: the copy was never renewed.",
        loses=[VALUES],
    ),
    Mistake(counted_from_one, "This counts epochs from 1. The first epoch has the number 0.", loses=[BEST, DELTA]),
    Mistake(
        the_last_epoch,
        "This is the number of the last epoch, after which training stopped. Give that of the best one, as it was "
        "when its parameters were copied.",
        loses=[BEST, DELTA],
    ),
    Mistake(
        smallest_seen,
        "Here each epoch is compared with the smallest error that was seen, even where that did not count as an "
        "improvement. Compare it with the error of the last epoch that improved: small falls then add up to one that "
        "counts.",
        loses=[DELTA],
    ),
    Mistake(
        smallest_kept,
        "This gives the epoch with the smallest error, even where it did not improve by more than min_delta. The best "
        "epoch is the last one that improved.",
        loses=[DELTA],
    ),
    Mistake(
        nan_improves,
        "Here an error of nan counts as an improvement, and after it any error does. Every comparison with nan is "
        "False, so ask whether the error is less, not whether it fails to be at least as large.",
        loses=[DELTA],
    ),
]
