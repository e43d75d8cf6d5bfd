"""The known mistakes of item 2: those about the bound and the slope, and with them those about the radius."""

import numpy as np
from proctor import Mistake

from shrinkage.checks.robustness.slopes_radius_mistakes import MANY, TWO
from shrinkage.checks.robustness.slopes_radius_mistakes import mistakes as about_the_radius

BOUND = "finds the product of the spectral norms"
SLOPE = "finds the slope at x"


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


def relu_in_every_layer(weights, biases, x):
    h, J = x, np.eye(len(x))
    for W, b in zip(weights, biases, strict=True):
        h = h @ W + b
        J, h = J @ W * (h > 0), np.maximum(h, 0)
    V, norms = weights[-1], [np.linalg.norm(W, 2) for W in weights]
    c, below = np.argmax(h), np.prod(norms[:-1])
    radius = min((h[c] - h[j]) / np.linalg.norm(V[:, c] - V[:, j]) / below for j in range(len(h)) if j != c)
    return np.prod(norms), np.linalg.norm(J, 2), radius


def frobenius_slope(weights, biases, x):
    h, J = x, np.eye(len(x))
    for W, b in zip(weights[:-1], biases[:-1], strict=True):
        h = h @ W + b
        J, h = J @ W * (h > 0), np.maximum(h, 0)
    z, V, norms = h @ weights[-1] + biases[-1], weights[-1], [np.linalg.norm(W, 2) for W in weights]
    c, below = np.argmax(z), np.prod(norms[:-1])
    radius = min((z[c] - z[j]) / np.linalg.norm(V[:, c] - V[:, j]) / below for j in range(len(z)) if j != c)
    return np.prod(norms), np.linalg.norm(J @ V), radius


NO_RELU = "After the last layer there is no ReLU: a negative logit stays as it is, and its slope counts."

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
    Mistake(output_switched_off, NO_RELU, loses=[SLOPE]),
    Mistake(relu_in_every_layer, NO_RELU, loses=[SLOPE, TWO, MANY]),
    Mistake(
        frobenius_slope,
        "The slope is the Frobenius norm of the Jacobian. The steepest direction was asked for: the spectral norm.",
        loses=[SLOPE],
    ),
    *about_the_radius,
]
