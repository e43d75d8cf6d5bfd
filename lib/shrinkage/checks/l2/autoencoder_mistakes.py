"""The known mistakes of item 7: those about the share of the data, and with them those about the penalty."""

import numpy as np
from proctor import Mistake

from shrinkage.checks.l2.autoencoder_penalty import mistakes as about_the_penalty

OUT = "gives the gradient in c, the bias of the output"
HIDDEN = "gives the gradient in b, the bias of the hidden layer"
SHARED = "gives the gradient in W without a penalty (λ = 0)"


def encoder_only(W, b, c, X, lam):
    h = np.tanh(X @ W + b)
    e = (h @ W.T + c - X) / len(X)
    t = e @ W * (1 - h * h)
    return {"W": X.T @ t + lam * W, "b": t.sum(0), "c": e.sum(0)}


def decoder_only(W, b, c, X, lam):
    h = np.tanh(X @ W + b)
    e = (h @ W.T + c - X) / len(X)
    t = e @ W * (1 - h * h)
    return {"W": e.T @ h + lam * W, "b": t.sum(0), "c": e.sum(0)}


def slope_one_less_h(W, b, c, X, lam):
    h = np.tanh(X @ W + b)
    e = (h @ W.T + c - X) / len(X)
    t = e @ W * (1 - h)
    return {"W": X.T @ t + e.T @ h + lam * W, "b": t.sum(0), "c": e.sum(0)}


def slope_of_sigmoid(W, b, c, X, lam):
    h = np.tanh(X @ W + b)
    e = (h @ W.T + c - X) / len(X)
    t = e @ W * h * (1 - h)
    return {"W": X.T @ t + e.T @ h + lam * W, "b": t.sum(0), "c": e.sum(0)}


def slope_at_z(W, b, c, X, lam):
    z = X @ W + b
    e = (np.tanh(z) @ W.T + c - X) / len(X)
    t = e @ W * (1 - z * z)
    return {"W": X.T @ t + e.T @ np.tanh(z) + lam * W, "b": t.sum(0), "c": e.sum(0)}


def no_slope(W, b, c, X, lam):
    h = np.tanh(X @ W + b)
    e = (h @ W.T + c - X) / len(X)
    t = e @ W
    return {"W": X.T @ t + e.T @ h + lam * W, "b": t.sum(0), "c": e.sum(0)}


def sum_for_mean(W, b, c, X, lam):
    h = np.tanh(X @ W + b)
    e = h @ W.T + c - X
    t = e @ W * (1 - h * h)
    return {"W": X.T @ t + e.T @ h + lam * W, "b": t.sum(0), "c": e.sum(0)}


def biases_averaged_twice(W, b, c, X, lam):
    h = np.tanh(X @ W + b)
    e = (h @ W.T + c - X) / len(X)
    t = e @ W * (1 - h * h)
    return {"W": X.T @ t + e.T @ h + lam * W, "b": t.mean(0), "c": e.mean(0)}


def mean_of_entries(W, b, c, X, lam):
    h = np.tanh(X @ W + b)
    e = (h @ W.T + c - X) / X.size
    t = e @ W * (1 - h * h)
    return {"W": X.T @ t + e.T @ h + lam * W, "b": t.sum(0), "c": e.sum(0)}


def no_half(W, b, c, X, lam):
    h = np.tanh(X @ W + b)
    e = 2 * (h @ W.T + c - X) / len(X)
    t = e @ W * (1 - h * h)
    return {"W": X.T @ t + e.T @ h + lam * W, "b": t.sum(0), "c": e.sum(0)}


def error_turned(W, b, c, X, lam):
    h = np.tanh(X @ W + b)
    e = (X - h @ W.T - c) / len(X)
    t = e @ W * (1 - h * h)
    return {"W": X.T @ t + e.T @ h + lam * W, "b": t.sum(0), "c": e.sum(0)}


THROUGH = [HIDDEN, SHARED]
DATA = [OUT, HIDDEN, SHARED]

mistakes = [
    Mistake(
        encoder_only,
        "This is only the share of W as the encoder. W is used a second time, as the decoder: the gradients "
        "of both uses add.",
        loses=[SHARED],
    ),
    Mistake(
        decoder_only,
        "This is only the share of W as the decoder. W is used first as the encoder: go back through tanh "
        "to it, and add that share.",
        loses=[SHARED],
    ),
    Mistake(
        slope_one_less_h,
        "This is what you get when 1 − h stands for the slope of tanh: a square is missing. At h = −1 the "
        "slope must be 0, and this gives 2.",
        loses=THROUGH,
    ),
    Mistake(
        slope_of_sigmoid,
        "This is what you get from h(1 − h), the slope of the sigmoid. The slope of tanh at 0 is 1, and this gives 0.",
        loses=THROUGH,
    ),
    Mistake(
        slope_at_z,
        "This is what you get when the slope of tanh is computed from what goes in, z, and not from what comes out, h.",
        loses=THROUGH,
    ),
    Mistake(
        no_slope,
        "Here the error goes back through tanh as if it were not there. Where tanh is flat, nothing may "
        "come through: multiply by its slope.",
        loses=THROUGH,
    ),
    Mistake(
        sum_for_mean,
        "This is the gradient of the sum over the examples; J begins with their mean. Give each example "
        "twice: the gradients must not change.",
        loses=DATA,
    ),
    Mistake(
        biases_averaged_twice,
        "Here the gradients in b and c are divided by n twice. The error holds the 1/n already: sum over the "
        "examples, and do not average again.",
        loses=[OUT, HIDDEN],
    ),
    Mistake(
        mean_of_entries,
        "Here the mean is taken over all n·d numbers. The loss of one example is the sum over its d "
        "entries; only the examples are averaged.",
        loses=DATA,
    ),
    Mistake(
        no_half,
        "This is the gradient of ‖x̂ − x‖², without the ½: all that comes from the data is twice too large.",
        loses=DATA,
    ),
    Mistake(
        error_turned,
        "Every share of the data has the wrong sign: the error that goes back is x̂ − x, and not x − x̂.",
        loses=DATA,
    ),
    *about_the_penalty,
]
