"""The known mistakes of item 7 about the loss and the way there, which spoil every gradient."""

import numpy as np
from proctor import Mistake

LAST = "gives the gradient in v, the weights of the output"
BIAS = "gives the gradient in b, the bias of the hidden layer"
WEIGHTS = "gives the gradient in W, the weights of the hidden layer"
INPUTS = "gives the gradient in X, the inputs"


def no_scaling(W, b, v, X, y, kept_inputs, kept_units, p_inputs, p_units):
    M, N = 1.0 * kept_inputs, 1.0 * kept_units
    H = np.maximum(X * M @ W + b, 0)
    R = H * N
    e = (R @ v - y) / len(y)
    T = np.outer(e, v) * N * (H > 0)
    return {"v": R.T @ e, "b": T.sum(0), "W": (X * M).T @ T, "X": T @ W.T * M}


def inputs_scaled_alone(W, b, v, X, y, kept_inputs, kept_units, p_inputs, p_units):
    M, N = kept_inputs / (1 - p_inputs), 1.0 * kept_units
    H = np.maximum(X * M @ W + b, 0)
    R = H * N
    e = (R @ v - y) / len(y)
    T = np.outer(e, v) * N * (H > 0)
    return {"v": R.T @ e, "b": T.sum(0), "W": (X * M).T @ T, "X": T @ W.T * M}


def nothing_dropped(W, b, v, X, y, kept_inputs, kept_units, p_inputs, p_units):
    M, N = np.ones(X.shape), np.ones(kept_units.shape)
    H = np.maximum(X * M @ W + b, 0)
    R = H * N
    e = (R @ v - y) / len(y)
    T = np.outer(e, v) * N * (H > 0)
    return {"v": R.T @ e, "b": T.sum(0), "W": (X * M).T @ T, "X": T @ W.T * M}


def masks_turned(W, b, v, X, y, kept_inputs, kept_units, p_inputs, p_units):
    M, N = ~kept_inputs / (1 - p_inputs), ~kept_units / (1 - p_units)
    H = np.maximum(X * M @ W + b, 0)
    R = H * N
    e = (R @ v - y) / len(y)
    T = np.outer(e, v) * N * (H > 0)
    return {"v": R.T @ e, "b": T.sum(0), "W": (X * M).T @ T, "X": T @ W.T * M}


def divided_by_p(W, b, v, X, y, kept_inputs, kept_units, p_inputs, p_units):
    M, N = kept_inputs / p_inputs, kept_units / p_units
    H = np.maximum(X * M @ W + b, 0)
    R = H * N
    e = (R @ v - y) / len(y)
    T = np.outer(e, v) * N * (H > 0)
    return {"v": R.T @ e, "b": T.sum(0), "W": (X * M).T @ T, "X": T @ W.T * M}


def rates_swapped(W, b, v, X, y, kept_inputs, kept_units, p_inputs, p_units):
    M, N = kept_inputs / (1 - p_units), kept_units / (1 - p_inputs)
    H = np.maximum(X * M @ W + b, 0)
    R = H * N
    e = (R @ v - y) / len(y)
    T = np.outer(e, v) * N * (H > 0)
    return {"v": R.T @ e, "b": T.sum(0), "W": (X * M).T @ T, "X": T @ W.T * M}


def sum_for_mean(W, b, v, X, y, kept_inputs, kept_units, p_inputs, p_units):
    M, N = kept_inputs / (1 - p_inputs), kept_units / (1 - p_units)
    H = np.maximum(X * M @ W + b, 0)
    R = H * N
    e = R @ v - y
    T = np.outer(e, v) * N * (H > 0)
    return {"v": R.T @ e, "b": T.sum(0), "W": (X * M).T @ T, "X": T @ W.T * M}


def no_half(W, b, v, X, y, kept_inputs, kept_units, p_inputs, p_units):
    M, N = kept_inputs / (1 - p_inputs), kept_units / (1 - p_units)
    H = np.maximum(X * M @ W + b, 0)
    R = H * N
    e = 2 * (R @ v - y) / len(y)
    T = np.outer(e, v) * N * (H > 0)
    return {"v": R.T @ e, "b": T.sum(0), "W": (X * M).T @ T, "X": T @ W.T * M}


def error_turned(W, b, v, X, y, kept_inputs, kept_units, p_inputs, p_units):
    M, N = kept_inputs / (1 - p_inputs), kept_units / (1 - p_units)
    H = np.maximum(X * M @ W + b, 0)
    R = H * N
    e = (y - R @ v) / len(y)
    T = np.outer(e, v) * N * (H > 0)
    return {"v": R.T @ e, "b": T.sum(0), "W": (X * M).T @ T, "X": T @ W.T * M}


def no_relu(W, b, v, X, y, kept_inputs, kept_units, p_inputs, p_units):
    M, N = kept_inputs / (1 - p_inputs), kept_units / (1 - p_units)
    H = X * M @ W + b
    R = H * N
    e = (R @ v - y) / len(y)
    T = np.outer(e, v) * N
    return {"v": R.T @ e, "b": T.sum(0), "W": (X * M).T @ T, "X": T @ W.T * M}


ALL = [LAST, BIAS, WEIGHTS, INPUTS]

mistakes = [
    Mistake(
        no_scaling,
        "Here what is kept is not scaled. Inverted dropout multiplies by m/(1 − p), both the inputs and the units.",
        loses=ALL,
    ),
    Mistake(
        inputs_scaled_alone,
        "Here the inputs are scaled and the units are not. Both are divided by 1 − p, each by its own.",
        loses=ALL,
    ),
    Mistake(
        nothing_dropped,
        "These are the gradients of the network without dropout. The masks belong to the way there too: ŷ is what the "
        "thinned network says.",
        loses=ALL,
    ),
    Mistake(
        masks_turned,
        "Here the masks are read the wrong way round: True says that an entry is *kept*.",
        loses=ALL,
    ),
    Mistake(
        divided_by_p,
        "Here what is kept is divided by p. p is the probability of dropping, so what is kept is divided by 1 − p.",
        loses=ALL,
    ),
    Mistake(
        rates_swapped,
        "The two rates are swapped: p_inputs belongs to kept_inputs, and p_units to kept_units.",
        loses=ALL,
    ),
    Mistake(
        sum_for_mean,
        "These are the gradients of the sum over the examples; J is their mean. Give each example twice: the "
        "gradients in v, b and W must not change.",
        loses=ALL,
    ),
    Mistake(
        no_half,
        "These are the gradients of (ŷ − y)², without the ½: all of them are twice too large.",
        loses=ALL,
    ),
    Mistake(
        error_turned,
        "Every gradient has the wrong sign: the error that goes back is ŷ − y, and not y − ŷ.",
        loses=ALL,
    ),
    Mistake(
        no_relu,
        "There is no ReLU in this network. The hidden units are max(0, X̃W + b).",
        loses=ALL,
    ),
]
