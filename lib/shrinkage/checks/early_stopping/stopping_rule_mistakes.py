"""The known mistakes of item 1 about the rule: what improves, and when to stop."""

import numpy as np
from proctor import Mistake

STOP = "stops when `patience` epochs in a row did not improve, or after max_epochs (min_delta = 0)"
BEST = "gives the number of the best epoch (min_delta = 0)"
DELTA = "counts as an improvement only what is better by more than min_delta, and never nan"
VALUES = "gives copies of the parameters as they were after the best epoch (min_delta = 0)"
RULE = [STOP, BEST, DELTA, VALUES]


def one_epoch_too_many(parameters, step, validate, patience, min_delta, max_epochs):
    lowest = np.inf
    for epoch in range(max_epochs):
        step(parameters)
        error = validate(parameters)
        if error < lowest - min_delta:
            lowest, best, best_epoch = error, {name: p.copy() for name, p in parameters.items()}, epoch
        elif epoch - best_epoch > patience:
            break
    return best, best_epoch


def one_epoch_too_few(parameters, step, validate, patience, min_delta, max_epochs):
    lowest = np.inf
    for epoch in range(max_epochs):
        step(parameters)
        error = validate(parameters)
        if error < lowest - min_delta:
            lowest, best, best_epoch = error, {name: p.copy() for name, p in parameters.items()}, epoch
        if epoch - best_epoch >= patience - 1:
            break
    return best, best_epoch


def ties_improve(parameters, step, validate, patience, min_delta, max_epochs):
    lowest = np.inf
    for epoch in range(max_epochs):
        step(parameters)
        error = validate(parameters)
        if error <= lowest - min_delta:
            lowest, best, best_epoch = error, {name: p.copy() for name, p in parameters.items()}, epoch
        elif epoch - best_epoch >= patience:
            break
    return best, best_epoch


def never_counts_anew(parameters, step, validate, patience, min_delta, max_epochs):
    lowest, without = np.inf, 0
    for epoch in range(max_epochs):
        step(parameters)
        error = validate(parameters)
        if error < lowest - min_delta:
            lowest, best, best_epoch = error, {name: p.copy() for name, p in parameters.items()}, epoch
        else:
            without += 1
        if without >= patience:
            break
    return best, best_epoch


def against_the_epoch_before(parameters, step, validate, patience, min_delta, max_epochs):
    lowest, before, without = np.inf, np.inf, 0
    for epoch in range(max_epochs):
        step(parameters)
        error = validate(parameters)
        without = 0 if error < before - min_delta else without + 1
        before = error
        if error < lowest - min_delta:
            lowest, best, best_epoch = error, {name: p.copy() for name, p in parameters.items()}, epoch
        if without >= patience:
            break
    return best, best_epoch


def never_stops(parameters, step, validate, patience, min_delta, max_epochs):
    lowest = np.inf
    for epoch in range(max_epochs):
        step(parameters)
        error = validate(parameters)
        if error < lowest - min_delta:
            lowest, best, best_epoch = error, {name: p.copy() for name, p in parameters.items()}, epoch
    return best, best_epoch


def ignores_min_delta(parameters, step, validate, patience, min_delta, max_epochs):
    lowest = np.inf
    for epoch in range(max_epochs):
        step(parameters)
        error = validate(parameters)
        if error < lowest:
            lowest, best, best_epoch = error, {name: p.copy() for name, p in parameters.items()}, epoch
        elif epoch - best_epoch >= patience:
            break
    return best, best_epoch


def min_delta_added(parameters, step, validate, patience, min_delta, max_epochs):
    lowest = np.inf
    for epoch in range(max_epochs):
        step(parameters)
        error = validate(parameters)
        if error < lowest + min_delta:
            lowest, best, best_epoch = error, {name: p.copy() for name, p in parameters.items()}, epoch
        elif epoch - best_epoch >= patience:
            break
    return best, best_epoch


def relative_min_delta(parameters, step, validate, patience, min_delta, max_epochs):
    lowest = np.inf
    for epoch in range(max_epochs):
        step(parameters)
        error = validate(parameters)
        if error < lowest * (1 - min_delta):
            lowest, best, best_epoch = error, {name: p.copy() for name, p in parameters.items()}, epoch
        elif epoch - best_epoch >= patience:
            break
    return best, best_epoch


def judges_the_start(parameters, step, validate, patience, min_delta, max_epochs):
    lowest, best, best_epoch = validate(parameters), {name: p.copy() for name, p in parameters.items()}, -1
    for epoch in range(max_epochs):
        step(parameters)
        error = validate(parameters)
        if error < lowest - min_delta:
            lowest, best, best_epoch = error, {name: p.copy() for name, p in parameters.items()}, epoch
        elif epoch - best_epoch >= patience:
            break
    return best, best_epoch


mistakes = [
    Mistake(
        one_epoch_too_many,
        "This goes on one epoch too long. With patience = 1 the first epoch that does not improve is the last one: "
        "stop when the count has reached patience, not when it is greater.",
        loses=[STOP, DELTA],
    ),
    Mistake(
        one_epoch_too_few,
        "This stops one epoch too soon. With patience = 2 two epochs in a row must have failed to improve.",
        loses=RULE,
    ),
    Mistake(
        ties_improve,
        "Here an epoch with the same error as the best counts as an improvement. It must be better: on a plateau this "
        "would go on for ever.",
        loses=[STOP, BEST, VALUES],
    ),
    Mistake(
        never_counts_anew,
        "Here all epochs that did not improve are counted. Only those in a row count: an improvement brings the count "
        "back to 0.",
        loses=RULE,
    ),
    Mistake(
        against_the_epoch_before,
        "Here each epoch is compared with the one before. Compare it with the best: an error that jumps up and comes "
        "halfway down again has improved on nothing.",
        loses=RULE,
    ),
    Mistake(
        never_stops,
        "This trains for all of max_epochs and looks back. It finds epochs that early stopping never sees: stop when "
        "patience has run out.",
        loses=RULE,
    ),
    Mistake(
        judges_the_start,
        "Here the parameters before the first step are judged too. They are not: epoch 0 improves, whatever its error.",
        loses=RULE,
    ),
    Mistake(ignores_min_delta, "min_delta plays no part here: falls of any size count.", loses=[DELTA]),
    Mistake(
        min_delta_added,
        "Here an epoch counts as an improvement even if it is a little worse than the best. min_delta is to be "
        "subtracted from the best error: an improvement must be larger than min_delta.",
        loses=[DELTA],
    ),
    Mistake(
        relative_min_delta,
        "Here min_delta is a share of the best error. It is a difference of errors: best − error > min_delta.",
        loses=[DELTA],
    ),
]
