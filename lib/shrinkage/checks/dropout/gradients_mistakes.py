"""The known mistakes of item 7: those about the way back, and with them those about the way there."""

import numpy as np
from proctor import Mistake

from shrinkage.checks.dropout.gradients_forward_mistakes import BIAS, INPUTS, LAST, WEIGHTS
from shrinkage.checks.dropout.gradients_forward_mistakes import mistakes as about_the_way_there


def new_masks(W, b, v, X, y, kept_inputs, kept_units, p_inputs, p_units):
    M, N = kept_inputs / (1 - p_inputs), kept_units / (1 - p_units)
    H = np.maximum(X * M @ W + b, 0)
    R = H * N
    e = (R @ v - y) / len(y)
    T = np.outer(e, v) * (np.random.default_rng(0).random(H.shape) >= p_units) / (1 - p_units) * (H > 0)
    return {"v": R.T @ e, "b": T.sum(0), "W": (X * M).T @ T, "X": T @ W.T * M}


def units_not_masked(W, b, v, X, y, kept_inputs, kept_units, p_inputs, p_units):
    M, N = kept_inputs / (1 - p_inputs), kept_units / (1 - p_units)
    H = np.maximum(X * M @ W + b, 0)
    R = H * N
    e = (R @ v - y) / len(y)
    T = np.outer(e, v) * (H > 0)
    return {"v": R.T @ e, "b": T.sum(0), "W": (X * M).T @ T, "X": T @ W.T * M}


def units_not_scaled(W, b, v, X, y, kept_inputs, kept_units, p_inputs, p_units):
    M, N = kept_inputs / (1 - p_inputs), kept_units / (1 - p_units)
    H = np.maximum(X * M @ W + b, 0)
    R = H * N
    e = (R @ v - y) / len(y)
    T = np.outer(e, v) * kept_units * (H > 0)
    return {"v": R.T @ e, "b": T.sum(0), "W": (X * M).T @ T, "X": T @ W.T * M}


def units_scaled_twice(W, b, v, X, y, kept_inputs, kept_units, p_inputs, p_units):
    M, N = kept_inputs / (1 - p_inputs), kept_units / (1 - p_units)
    H = np.maximum(X * M @ W + b, 0)
    R = H * N
    e = (R @ v - y) / len(y)
    T = np.outer(e, v) * N / (1 - p_units) * (H > 0)
    return {"v": R.T @ e, "b": T.sum(0), "W": (X * M).T @ T, "X": T @ W.T * M}


def no_slope(W, b, v, X, y, kept_inputs, kept_units, p_inputs, p_units):
    M, N = kept_inputs / (1 - p_inputs), kept_units / (1 - p_units)
    H = np.maximum(X * M @ W + b, 0)
    R = H * N
    e = (R @ v - y) / len(y)
    T = np.outer(e, v) * N
    return {"v": R.T @ e, "b": T.sum(0), "W": (X * M).T @ T, "X": T @ W.T * M}


def slope_of_the_output(W, b, v, X, y, kept_inputs, kept_units, p_inputs, p_units):
    M, N = kept_inputs / (1 - p_inputs), kept_units / (1 - p_units)
    H = np.maximum(X * M @ W + b, 0)
    R = H * N
    e = (R @ v - y) / len(y)
    T = np.outer(e, v) * N * H
    return {"v": R.T @ e, "b": T.sum(0), "W": (X * M).T @ T, "X": T @ W.T * M}


def whole_units_in_v(W, b, v, X, y, kept_inputs, kept_units, p_inputs, p_units):
    M, N = kept_inputs / (1 - p_inputs), kept_units / (1 - p_units)
    H = np.maximum(X * M @ W + b, 0)
    R = H * N
    e = (R @ v - y) / len(y)
    T = np.outer(e, v) * N * (H > 0)
    return {"v": H.T @ e, "b": T.sum(0), "W": (X * M).T @ T, "X": T @ W.T * M}


def whole_inputs_in_weights(W, b, v, X, y, kept_inputs, kept_units, p_inputs, p_units):
    M, N = kept_inputs / (1 - p_inputs), kept_units / (1 - p_units)
    H = np.maximum(X * M @ W + b, 0)
    R = H * N
    e = (R @ v - y) / len(y)
    T = np.outer(e, v) * N * (H > 0)
    return {"v": R.T @ e, "b": T.sum(0), "W": X.T @ T, "X": T @ W.T * M}


def inputs_not_scaled_in_weights(W, b, v, X, y, kept_inputs, kept_units, p_inputs, p_units):
    M, N = kept_inputs / (1 - p_inputs), kept_units / (1 - p_units)
    H = np.maximum(X * M @ W + b, 0)
    R = H * N
    e = (R @ v - y) / len(y)
    T = np.outer(e, v) * N * (H > 0)
    return {"v": R.T @ e, "b": T.sum(0), "W": (X * kept_inputs).T @ T, "X": T @ W.T * M}


def gradient_in_the_thinned(W, b, v, X, y, kept_inputs, kept_units, p_inputs, p_units):
    M, N = kept_inputs / (1 - p_inputs), kept_units / (1 - p_units)
    H = np.maximum(X * M @ W + b, 0)
    R = H * N
    e = (R @ v - y) / len(y)
    T = np.outer(e, v) * N * (H > 0)
    return {"v": R.T @ e, "b": T.sum(0), "W": (X * M).T @ T, "X": T @ W.T}


def inputs_not_scaled(W, b, v, X, y, kept_inputs, kept_units, p_inputs, p_units):
    M, N = kept_inputs / (1 - p_inputs), kept_units / (1 - p_units)
    H = np.maximum(X * M @ W + b, 0)
    R = H * N
    e = (R @ v - y) / len(y)
    T = np.outer(e, v) * N * (H > 0)
    return {"v": R.T @ e, "b": T.sum(0), "W": (X * M).T @ T, "X": T @ W.T * kept_inputs}


def bias_averaged_twice(W, b, v, X, y, kept_inputs, kept_units, p_inputs, p_units):
    M, N = kept_inputs / (1 - p_inputs), kept_units / (1 - p_units)
    H = np.maximum(X * M @ W + b, 0)
    R = H * N
    e = (R @ v - y) / len(y)
    T = np.outer(e, v) * N * (H > 0)
    return {"v": R.T @ e, "b": T.mean(0), "W": (X * M).T @ T, "X": T @ W.T * M}


THROUGH = [BIAS, WEIGHTS, INPUTS]

mistakes = [
    *about_the_way_there,
    Mistake(
        units_not_masked,
        "On the way back the mask of the hidden units is missing. A unit that was dropped had no part in the output: "
        "nothing may come through it.",
        loses=THROUGH,
    ),
    Mistake(
        units_not_scaled,
        "On the way back the units are masked and not scaled. Forward, what is kept is multiplied by 1/(1 − p): so is "
        "what comes back.",
        loses=THROUGH,
    ),
    Mistake(
        units_scaled_twice,
        "On the way back the units are divided by 1 − p twice. Dropout multiplies by m/(1 − p), once, both ways.",
        loses=THROUGH,
    ),
    Mistake(
        new_masks,
        "On the way back another mask is drawn. The gradient belongs to the network that computed the output: the "
        "masks are those that are given.",
        loses=THROUGH,
    ),
    Mistake(
        no_slope,
        "Here the error goes back through the ReLU as if it were not there. Where a unit was off, its slope is 0.",
        loses=THROUGH,
    ),
    Mistake(
        slope_of_the_output,
        "Here the output of the ReLU stands for its slope. The slope is 1 where the unit was on, and 0 where it was "
        "off.",
        loses=THROUGH,
    ),
    Mistake(
        whole_units_in_v,
        "This gradient in v has units in it that were dropped. v was multiplied by the units after dropout.",
        loses=[LAST],
    ),
    Mistake(
        whole_inputs_in_weights,
        "This gradient in W has the inputs X in it, as they were before dropout. W was multiplied by those after it.",
        loses=[WEIGHTS],
    ),
    Mistake(
        inputs_not_scaled_in_weights,
        "This gradient in W has the masked inputs in it without their factor 1/(1 − p).",
        loses=[WEIGHTS],
    ),
    Mistake(
        gradient_in_the_thinned,
        "This is the gradient in the inputs after dropout. Go one step further back: an input that was dropped cannot "
        "change the loss.",
        loses=[INPUTS],
    ),
    Mistake(
        inputs_not_scaled,
        "This gradient in X is masked and not scaled. To move an input by 1 moves what the network sees by 1/(1 − p).",
        loses=[INPUTS],
    ),
    Mistake(
        bias_averaged_twice,
        "This gradient in b is divided by n twice. The error holds the 1/n already: sum over the examples.",
        loses=[BIAS],
    ),
]
