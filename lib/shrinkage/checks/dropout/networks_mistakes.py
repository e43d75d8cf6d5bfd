"""The known mistakes of item 6."""

import numpy as np
from proctor import Mistake

HALF = "gives the mean where p = ½, and all networks weigh the same"
MEAN = "gives the mean for any p"
GEOMETRIC = "gives the geometric mean for any p"
EDGES = "gives both where p = 0, and where logits are in the thousands"


def weighed_alike(h, V, c, p):
    masks = np.indices((2,) * len(h)).reshape(len(h), -1).T
    z = masks * h / (1 - p) @ V + c
    L = z - z.max(1, keepdims=True)
    L = L - np.log(np.exp(L).sum(1, keepdims=True))
    G = np.exp(L.mean(0) - L.mean(0).max())
    return np.exp(L).mean(0), G / G.sum()


def weights_turned(h, V, c, p):
    masks = np.indices((2,) * len(h)).reshape(len(h), -1).T
    P = np.prod(np.where(masks == 1, p, 1 - p), axis=1)
    z = masks * h / (1 - p) @ V + c
    L = z - z.max(1, keepdims=True)
    L = L - np.log(np.exp(L).sum(1, keepdims=True))
    G = np.exp(P @ L - (P @ L).max())
    return P @ np.exp(L), G / G.sum()


def not_scaled(h, V, c, p):
    masks = np.indices((2,) * len(h)).reshape(len(h), -1).T
    P = np.prod(np.where(masks == 1, 1 - p, p), axis=1)
    z = masks * h @ V + c
    L = z - z.max(1, keepdims=True)
    L = L - np.log(np.exp(L).sum(1, keepdims=True))
    G = np.exp(P @ L - (P @ L).max())
    return P @ np.exp(L), G / G.sum()


def bias_scaled(h, V, c, p):
    masks = np.indices((2,) * len(h)).reshape(len(h), -1).T
    P = np.prod(np.where(masks == 1, 1 - p, p), axis=1)
    z = (masks * h @ V + c) / (1 - p)
    L = z - z.max(1, keepdims=True)
    L = L - np.log(np.exp(L).sum(1, keepdims=True))
    G = np.exp(P @ L - (P @ L).max())
    return P @ np.exp(L), G / G.sum()


def empty_left_out(h, V, c, p):
    masks = np.indices((2,) * len(h)).reshape(len(h), -1).T[1:]
    P = np.prod(np.where(masks == 1, 1 - p, p), axis=1)
    z = masks * h / (1 - p) @ V + c
    L = z - z.max(1, keepdims=True)
    L = L - np.log(np.exp(L).sum(1, keepdims=True))
    G = np.exp(P @ L - (P @ L).max())
    return P @ np.exp(L), G / G.sum()


def whole_network(h, V, c, p):
    z = h @ V + c
    e = np.exp(z - z.max())
    return e / e.sum(), e / e.sum()


def mean_twice(h, V, c, p):
    masks = np.indices((2,) * len(h)).reshape(len(h), -1).T
    P = np.prod(np.where(masks == 1, 1 - p, p), axis=1)
    z = masks * h / (1 - p) @ V + c
    e = np.exp(z - z.max(1, keepdims=True))
    mean = P @ (e / e.sum(1, keepdims=True))
    return mean, mean


def not_normalised(h, V, c, p):
    masks = np.indices((2,) * len(h)).reshape(len(h), -1).T
    P = np.prod(np.where(masks == 1, 1 - p, p), axis=1)
    z = masks * h / (1 - p) @ V + c
    L = z - z.max(1, keepdims=True)
    L = L - np.log(np.exp(L).sum(1, keepdims=True))
    return P @ np.exp(L), np.exp(P @ L)


def overflowing(h, V, c, p):
    masks = np.indices((2,) * len(h)).reshape(len(h), -1).T
    P = np.prod(np.where(masks == 1, 1 - p, p), axis=1)
    e = np.exp(masks * h / (1 - p) @ V + c)
    G = np.exp(h @ V + c)
    return P @ (e / e.sum(1, keepdims=True)), G / G.sum()


def product_of_probabilities(h, V, c, p):
    masks = np.indices((2,) * len(h)).reshape(len(h), -1).T
    P = np.prod(np.where(masks == 1, 1 - p, p), axis=1)
    z = masks * h / (1 - p) @ V + c
    e = np.exp(z - z.max(1, keepdims=True))
    Y = e / e.sum(1, keepdims=True)
    G = np.prod(Y ** P[:, None], axis=0)
    return P @ Y, G / G.sum()


ALL = [HALF, MEAN, GEOMETRIC, EDGES]

mistakes = [
    Mistake(
        weighed_alike,
        "Here all networks weigh the same. That is right for p = ½ alone: a network that keeps k of m units has the "
        "probability (1 − p)ᵏ pᵐ⁻ᵏ.",
        loses=[MEAN, GEOMETRIC, EDGES],
    ),
    Mistake(
        weights_turned,
        "Here a unit is kept with probability p. p is the probability of dropping it: for p = 0 only the whole network "
        "is left.",
        loses=[MEAN, GEOMETRIC, EDGES],
    ),
    Mistake(
        not_scaled,
        "Here the units that are kept are not divided by 1 − p, as inverted dropout does.",
        loses=[HALF, MEAN, GEOMETRIC],
    ),
    Mistake(
        bias_scaled,
        "Here the bias c is divided by 1 − p as well. Only the hidden units are dropped, and only they are scaled.",
        loses=ALL,
    ),
    Mistake(
        empty_left_out,
        "One network is missing, the one that has lost all of its units. It says softmax(c), and has the probability "
        "pᵐ: there are 2ᵐ networks.",
        loses=ALL,
    ),
    Mistake(
        whole_network,
        "This mean is what the whole network says, softmax(Vᵀh + c). The softmax is not linear, so the mean of what "
        "the networks say is not what the network of the mean says: it must be summed.",
        loses=[HALF, MEAN, EDGES],
    ),
    Mistake(
        mean_twice,
        "The second of these is the mean once more. The geometric mean multiplies probabilities: sum P(m)·log yₖ(m).",
        loses=[GEOMETRIC, EDGES],
    ),
    Mistake(
        not_normalised,
        "This geometric mean does not sum to 1 over the classes. Divide it by its sum.",
        loses=[GEOMETRIC, EDGES],
    ),
    Mistake(
        overflowing,
        "Here exp overflows: softmax(z) = softmax(z − max z), and exp of that never does.",
        loses=[EDGES],
    ),
    Mistake(
        product_of_probabilities,
        "The geometric mean breaks down where each class has probability 0 in some network, in floating point. Sum "
        "logarithms that were never probabilities, log yₖ = zₖ − log Σ exp z, and see what becomes of the second term.",
        loses=[EDGES],
    ),
]
