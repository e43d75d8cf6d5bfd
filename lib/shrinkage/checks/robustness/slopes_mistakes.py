"""The known mistakes of item 2."""

import numpy as np
from proctor import Mistake

BOUND = "finds the product of the spectral norms"
SLOPE = "finds the slope at x"
TWO = "finds the radius for two classes"
MANY = "finds the radius for more than two classes"


def frobenius_product(weights, biases, x):
    h, J = x, np.eye(len(x))
    for W, b in zip(weights[:-1], biases[:-1], strict=True):
        h = h @ W + b
        J, h = J @ W * (h > 0), np.maximum(h, 0)
    z, V, norms = h @ weights[-1] + biases[-1], weights[-1], [np.linalg.norm(W) for W in weights]
    c, below = np.argmax(z), np.prod(norms[:-1])
    radius = min((z[c] - z[j]) / np.linalg.norm(V[:, c] - V[:, j]) / below for j in range(len(z)) if j != c)
    return np.prod(norms), np.linalg.norm(J @ V, 2), radius


def sum_of_norms(weights, biases, x):
    h, J = x, np.eye(len(x))
    for W, b in zip(weights[:-1], biases[:-1], strict=True):
        h = h @ W + b
        J, h = J @ W * (h > 0), np.maximum(h, 0)
    z, V, norms = h @ weights[-1] + biases[-1], weights[-1], [np.linalg.norm(W, 2) for W in weights]
    c, below = np.argmax(z), np.prod(norms[:-1])
    radius = min((z[c] - z[j]) / np.linalg.norm(V[:, c] - V[:, j]) / below for j in range(len(z)) if j != c)
    return np.sum(norms), np.linalg.norm(J @ V, 2), radius


def linear_network(weights, biases, x):
    h, J = x, np.eye(len(x))
    for W, b in zip(weights[:-1], biases[:-1], strict=True):
        J, h = J @ W, np.maximum(h @ W + b, 0)
    z, V, norms = h @ weights[-1] + biases[-1], weights[-1], [np.linalg.norm(W, 2) for W in weights]
    c, below = np.argmax(z), np.prod(norms[:-1])
    radius = min((z[c] - z[j]) / np.linalg.norm(V[:, c] - V[:, j]) / below for j in range(len(z)) if j != c)
    return np.prod(norms), np.linalg.norm(J @ V, 2), radius


def biases_forgotten(weights, biases, x):
    h, J, without = x, np.eye(len(x)), x
    for W, b in zip(weights[:-1], biases[:-1], strict=True):
        h, without = np.maximum(h @ W + b, 0), np.maximum(without @ W, 0)
        J = J @ W * (without > 0)
    z, V, norms = h @ weights[-1] + biases[-1], weights[-1], [np.linalg.norm(W, 2) for W in weights]
    c, below = np.argmax(z), np.prod(norms[:-1])
    radius = min((z[c] - z[j]) / np.linalg.norm(V[:, c] - V[:, j]) / below for j in range(len(z)) if j != c)
    return np.prod(norms), np.linalg.norm(J @ V, 2), radius


def output_switched_off(weights, biases, x):
    h, J = x, np.eye(len(x))
    for W, b in zip(weights[:-1], biases[:-1], strict=True):
        h = h @ W + b
        J, h = J @ W * (h > 0), np.maximum(h, 0)
    z, V, norms = h @ weights[-1] + biases[-1], weights[-1], [np.linalg.norm(W, 2) for W in weights]
    c, below = np.argmax(z), np.prod(norms[:-1])
    radius = min((z[c] - z[j]) / np.linalg.norm(V[:, c] - V[:, j]) / below for j in range(len(z)) if j != c)
    return np.prod(norms), np.linalg.norm(J @ V * (z > 0), 2), radius


def frobenius_slope(weights, biases, x):
    h, J = x, np.eye(len(x))
    for W, b in zip(weights[:-1], biases[:-1], strict=True):
        h = h @ W + b
        J, h = J @ W * (h > 0), np.maximum(h, 0)
    z, V, norms = h @ weights[-1] + biases[-1], weights[-1], [np.linalg.norm(W, 2) for W in weights]
    c, below = np.argmax(z), np.prod(norms[:-1])
    radius = min((z[c] - z[j]) / np.linalg.norm(V[:, c] - V[:, j]) / below for j in range(len(z)) if j != c)
    return np.prod(norms), np.linalg.norm(J @ V), radius


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
        frobenius_product,
        "The norms in the product are Frobenius norms. That is a bound too, but a larger one, and so the radius comes "
        "out smaller. Use the spectral norm, `np.linalg.norm(W, 2)`.",
        loses=[BOUND, TWO, MANY],
    ),
    Mistake(
        sum_of_norms,
        "The bound is the sum of the norms. Each layer stretches what the one before it has stretched: multiply.",
        loses=[BOUND],
    ),
    Mistake(
        linear_network,
        "The slope is that of the network without its ReLUs. A neuron that is 0 at x lets nothing through: take its "
        "column out of the product.",
        loses=[SLOPE],
    ),
    Mistake(
        biases_forgotten,
        "The slope is that of a network without biases. A bias has no slope, but it says which neurons are on.",
        loses=[SLOPE],
    ),
    Mistake(
        output_switched_off,
        "The slope leaves out the outputs that are negative. After the last layer there is no ReLU.",
        loses=[SLOPE],
    ),
    Mistake(
        frobenius_slope,
        "The slope is the Frobenius norm of the Jacobian. The steepest direction was asked for: the spectral norm.",
        loses=[SLOPE],
    ),
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
        runner_up_only,
        "The radius looks at the class with the second largest logit alone. A class with a smaller logit may be "
        "nearer, if its column is farther from that of c: take the smallest over all classes.",
        loses=[MANY],
    ),
]
