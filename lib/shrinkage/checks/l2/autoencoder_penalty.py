"""The known mistakes of item 7 about the penalty."""

import numpy as np
from proctor import Mistake

PENALTY = "adds the gradient of the penalty to W, once, and to nothing else"


def penalised_twice(W, b, c, X, lam):
    h = np.tanh(X @ W + b)
    e = (h @ W.T + c - X) / len(X)
    t = e @ W * (1 - h * h)
    return {"W": X.T @ t + e.T @ h + 2 * lam * W, "b": t.sum(0), "c": e.sum(0)}


def biases_penalised(W, b, c, X, lam):
    h = np.tanh(X @ W + b)
    e = (h @ W.T + c - X) / len(X)
    t = e @ W * (1 - h * h)
    return {"W": X.T @ t + e.T @ h + lam * W, "b": t.sum(0) + lam * b, "c": e.sum(0) + lam * c}


def output_bias_penalised(W, b, c, X, lam):
    h = np.tanh(X @ W + b)
    e = (h @ W.T + c - X) / len(X)
    t = e @ W * (1 - h * h)
    return {"W": X.T @ t + e.T @ h + lam * W, "b": t.sum(0), "c": e.sum(0) + lam * c}


def hidden_bias_penalised(W, b, c, X, lam):
    h = np.tanh(X @ W + b)
    e = (h @ W.T + c - X) / len(X)
    t = e @ W * (1 - h * h)
    return {"W": X.T @ t + e.T @ h + lam * W, "b": t.sum(0) + lam * b, "c": e.sum(0)}


def penalty_over_n(W, b, c, X, lam):
    h = np.tanh(X @ W + b)
    e = (h @ W.T + c - X) / len(X)
    t = e @ W * (1 - h * h)
    return {"W": X.T @ t + e.T @ h + lam / len(X) * W, "b": t.sum(0), "c": e.sum(0)}


def half_left_over(W, b, c, X, lam):
    h = np.tanh(X @ W + b)
    e = (h @ W.T + c - X) / len(X)
    t = e @ W * (1 - h * h)
    return {"W": X.T @ t + e.T @ h + lam / 2 * W, "b": t.sum(0), "c": e.sum(0)}


def no_penalty(W, b, c, X, lam):
    h = np.tanh(X @ W + b)
    e = (h @ W.T + c - X) / len(X)
    t = e @ W * (1 - h * h)
    return {"W": X.T @ t + e.T @ h, "b": t.sum(0), "c": e.sum(0)}


FREE = "Here λ pulls at the biases too. They are free: λ may change nothing in the gradients in b and c."

mistakes = [
    Mistake(
        penalised_twice,
        "Here the penalty counts W twice, once a layer (or its ½ is missing). W is used twice, but J holds "
        "λ·½‖W‖² once.",
        loses=[PENALTY],
    ),
    Mistake(biases_penalised, FREE, loses=[PENALTY]),
    Mistake(output_bias_penalised, FREE, loses=[PENALTY]),
    Mistake(hidden_bias_penalised, FREE, loses=[PENALTY]),
    Mistake(
        half_left_over,
        "The penalty's part of this gradient is ½λW. The derivative of ½W² is W: the ½ of the penalty is used up.",
        loses=[PENALTY],
    ),
    Mistake(
        penalty_over_n,
        "Here the penalty is divided by n. λ stands beside the mean loss: what it adds does not depend on "
        "how many examples there are.",
        loses=[PENALTY],
    ),
    Mistake(
        no_penalty,
        "λ changes nothing here: the penalty is missing from the gradient in W.",
        loses=[PENALTY],
    ),
]
