"""The known mistakes of item 2 about the radius."""

import numpy as np
from proctor import Mistake

TWO = "finds the radius for two classes"
MANY = "finds the radius for more than two classes"


def radius_of_any_network(weights, biases, x):
    h, J = x, np.eye(len(x))
    for W, b in zip(weights[:-1], biases[:-1], strict=True):
        h = h @ W + b
        J, h = J @ W * (h > 0), np.maximum(h, 0)
    z, bound = h @ weights[-1] + biases[-1], np.prod([np.linalg.norm(W, 2) for W in weights])
    second, first = np.sort(z)[-2:]
    return bound, np.linalg.norm(J @ weights[-1], 2), (first - second) / (np.sqrt(2) * bound)


def radius_without_root(weights, biases, x):
    h, J = x, np.eye(len(x))
    for W, b in zip(weights[:-1], biases[:-1], strict=True):
        h = h @ W + b
        J, h = J @ W * (h > 0), np.maximum(h, 0)
    z, bound = h @ weights[-1] + biases[-1], np.prod([np.linalg.norm(W, 2) for W in weights])
    second, first = np.sort(z)[-2:]
    return bound, np.linalg.norm(J @ weights[-1], 2), (first - second) / bound


def radius_by_the_slope(weights, biases, x):
    h, J = x, np.eye(len(x))
    for W, b in zip(weights[:-1], biases[:-1], strict=True):
        h = h @ W + b
        J, h = J @ W * (h > 0), np.maximum(h, 0)
    z, J, norms = h @ weights[-1] + biases[-1], J @ weights[-1], [np.linalg.norm(W, 2) for W in weights]
    c = np.argmax(z)
    radius = min((z[c] - z[j]) / np.linalg.norm(J[:, c] - J[:, j]) for j in range(len(z)) if j != c)
    return np.prod(norms), np.linalg.norm(J, 2), radius


def columns_added(weights, biases, x):
    h, J = x, np.eye(len(x))
    for W, b in zip(weights[:-1], biases[:-1], strict=True):
        h = h @ W + b
        J, h = J @ W * (h > 0), np.maximum(h, 0)
    z, V, norms = h @ weights[-1] + biases[-1], weights[-1], [np.linalg.norm(W, 2) for W in weights]
    c, below, sizes = np.argmax(z), np.prod(norms[:-1]), np.linalg.norm(weights[-1], axis=0)
    radius = min((z[c] - z[j]) / (sizes[c] + sizes[j]) / below for j in range(len(z)) if j != c)
    return np.prod(norms), np.linalg.norm(J @ V, 2), radius


def all_layers_below(weights, biases, x):
    h, J = x, np.eye(len(x))
    for W, b in zip(weights[:-1], biases[:-1], strict=True):
        h = h @ W + b
        J, h = J @ W * (h > 0), np.maximum(h, 0)
    z, V, bound = h @ weights[-1] + biases[-1], weights[-1], np.prod([np.linalg.norm(W, 2) for W in weights])
    c = np.argmax(z)
    radius = min((z[c] - z[j]) / np.linalg.norm(V[:, c] - V[:, j]) / bound for j in range(len(z)) if j != c)
    return bound, np.linalg.norm(J @ V, 2), radius


def runner_up_only(weights, biases, x):
    h, J = x, np.eye(len(x))
    for W, b in zip(weights[:-1], biases[:-1], strict=True):
        h = h @ W + b
        J, h = J @ W * (h > 0), np.maximum(h, 0)
    z, V, norms = h @ weights[-1] + biases[-1], weights[-1], [np.linalg.norm(W, 2) for W in weights]
    j, c = np.argsort(z)[-2:]
    radius = (z[c] - z[j]) / np.linalg.norm(V[:, c] - V[:, j]) / np.prod(norms[:-1])
    return np.prod(norms), np.linalg.norm(J @ V, 2), radius


mistakes = [
    Mistake(
        radius_of_any_network,
        "The radius is (z_c − z_j)/(√2·bound) for the class j with the second largest logit. It is a true promise, but "
        "a larger one can be made: the last layer is known, and how fast z_c − z_j can change depends on its columns c "
        "and j alone.",
        loses=[TWO, MANY],
    ),
    Mistake(
        radius_without_root,
        "The radius divides z_c − z_j by the bound on the slope of all logits together. Their difference is "
        "another function: what is its slope in terms of the columns c and j of the last W?",
        loses=[TWO, MANY],
    ),
    Mistake(
        radius_by_the_slope,
        "The radius comes from the slope at x. That slope holds as long as no neuron switches, and an attack need not "
        "stop there. A promise needs a bound that holds everywhere: the norms of the layers.",
        loses=[TWO, MANY],
    ),
    Mistake(
        columns_added,
        "The radius bounds the slope of z_c − z_j by the lengths of the two columns, added. The slope belongs to the "
        "difference of the columns, which is shorter than that.",
        loses=[TWO, MANY],
    ),
    Mistake(
        all_layers_below,
        "In the radius the last layer counts twice: by the difference of its columns, and in the product of the norms. "
        "That product is over l < L here.",
        loses=[TWO, MANY],
    ),
    Mistake(
        runner_up_only,
        "The radius looks at the class with the second largest logit alone. A class with a smaller logit may be "
        "nearer, if its column is farther from that of c: take the smallest over all classes.",
        loses=[MANY],
    ),
]
