"""The known mistakes of item 3."""

import numpy as np
from proctor import Mistake

KEEPS = "leaves what a network without biases does as it was"
BIASES = "leaves what a network with biases does as it was"
EQUAL = "has the smallest penalty, with one λ for all layers"
EACH = "has the smallest penalty, with a λ for each layer"
ALL = [KEEPS, BIASES, EQUAL, EACH]


def as_it_was(weights, biases, lams):
    return [W.copy() for W in weights], [b.copy() for b in biases]


def each_of_length_one(weights, biases, lams):
    gammas = 1 / np.array([np.linalg.norm(W) for W in weights])
    so_far = np.cumprod(gammas)
    return [g * W for g, W in zip(gammas, weights, strict=True)], [g * b for g, b in zip(so_far, biases, strict=True)]


def mean_of_the_norms(weights, biases, lams):
    sizes = np.sqrt(lams) * [np.linalg.norm(W) for W in weights]
    gammas = np.mean(sizes) / sizes
    so_far = np.cumprod(gammas)
    return [g * W for g, W in zip(gammas, weights, strict=True)], [g * b for g, b in zip(so_far, biases, strict=True)]


def root_of_two_layers(weights, biases, lams):
    sizes = np.sqrt(lams) * [np.linalg.norm(W) for W in weights]
    gammas = np.sqrt(np.prod(sizes)) / sizes
    so_far = np.cumprod(gammas)
    return [g * W for g, W in zip(gammas, weights, strict=True)], [g * b for g, b in zip(so_far, biases, strict=True)]


def biases_left(weights, biases, lams):
    sizes = np.sqrt(lams) * [np.linalg.norm(W) for W in weights]
    gammas = np.prod(sizes) ** (1 / len(sizes)) / sizes
    return [g * W for g, W in zip(gammas, weights, strict=True)], [b.copy() for b in biases]


def biases_of_their_layer(weights, biases, lams):
    sizes = np.sqrt(lams) * [np.linalg.norm(W) for W in weights]
    gammas = np.prod(sizes) ** (1 / len(sizes)) / sizes
    return [g * W for g, W in zip(gammas, weights, strict=True)], [g * b for g, b in zip(gammas, biases, strict=True)]


def biases_one_layer_late(weights, biases, lams):
    sizes = np.sqrt(lams) * [np.linalg.norm(W) for W in weights]
    gammas = np.prod(sizes) ** (1 / len(sizes)) / sizes
    so_far = np.cumprod([1, *gammas[:-1]])
    return [g * W for g, W in zip(gammas, weights, strict=True)], [g * b for g, b in zip(so_far, biases, strict=True)]


def strengths_forgotten(weights, biases, lams):
    sizes = np.array([np.linalg.norm(W) for W in weights])
    gammas = np.prod(sizes) ** (1 / len(sizes)) / sizes
    so_far = np.cumprod(gammas)
    return [g * W for g, W in zip(gammas, weights, strict=True)], [g * b for g, b in zip(so_far, biases, strict=True)]


def strengths_without_root(weights, biases, lams):
    sizes = lams * [np.linalg.norm(W) for W in weights]
    gammas = np.prod(sizes) ** (1 / len(sizes)) / sizes
    so_far = np.cumprod(gammas)
    return [g * W for g, W in zip(gammas, weights, strict=True)], [g * b for g, b in zip(so_far, biases, strict=True)]


def strengths_upside_down(weights, biases, lams):
    sizes = [np.linalg.norm(W) for W in weights] / np.sqrt(lams)
    gammas = np.prod(sizes) ** (1 / len(sizes)) / sizes
    so_far = np.cumprod(gammas)
    return [g * W for g, W in zip(gammas, weights, strict=True)], [g * b for g, b in zip(so_far, biases, strict=True)]


def squares_without_root(weights, biases, lams):
    sizes = lams * np.array([np.sum(W**2) for W in weights])
    gammas = np.prod(sizes) ** (1 / len(sizes)) / sizes
    so_far = np.cumprod(gammas)
    return [g * W for g, W in zip(gammas, weights, strict=True)], [g * b for g, b in zip(so_far, biases, strict=True)]


def spectral_norms(weights, biases, lams):
    sizes = np.sqrt(lams) * [np.linalg.norm(W, 2) for W in weights]
    gammas = np.prod(sizes) ** (1 / len(sizes)) / sizes
    so_far = np.cumprod(gammas)
    return [g * W for g, W in zip(gammas, weights, strict=True)], [g * b for g, b in zip(so_far, biases, strict=True)]


def turned_round(weights, biases, lams):
    sizes = np.sqrt(lams) * [np.linalg.norm(W) for W in weights]
    gammas = sizes / np.prod(sizes) ** (1 / len(sizes))
    so_far = np.cumprod(gammas)
    return [g * W for g, W in zip(gammas, weights, strict=True)], [g * b for g, b in zip(so_far, biases, strict=True)]


def neuron_by_neuron(weights, biases, lams):
    weights, biases, root = [W.copy() for W in weights], [b.copy() for b in biases], np.sqrt(lams)
    for _ in range(2000):
        for k in range(len(weights) - 1):
            into, out = np.linalg.norm(weights[k], axis=0), np.linalg.norm(weights[k + 1], axis=1)
            c = np.sqrt(root[k + 1] * out / (root[k] * into))
            weights[k], biases[k], weights[k + 1] = weights[k] * c, biases[k] * c, weights[k + 1] / c[:, None]
    return weights, biases


mistakes = [
    Mistake(
        as_it_was,
        "This is the network as it was. There are γ with product 1 that make the penalty smaller: find them.",
        loses=ALL,
    ),
    Mistake(
        each_of_length_one,
        "Each W is divided by its norm. The product of the γ is then 1/Π‖W‖, not 1, and the outputs change by that "
        "factor.",
        loses=ALL,
    ),
    Mistake(
        mean_of_the_norms,
        "Every layer gets the same share, as it should; but the common size must be the geometric mean of the sizes. "
        "With their arithmetic mean the product of the γ is not 1, and the outputs grow.",
        loses=ALL,
    ),
    Mistake(
        root_of_two_layers,
        "The common size of the layers is the square root of the product. That is right for two layers; L layers take "
        "the L-th root, or the product of the γ is not 1.",
        loses=ALL,
    ),
    Mistake(
        biases_left,
        "The biases are as they were. What comes into layer l has been multiplied by γ₁⋯γ_{l−1}, so its bias is now "
        "too large or too small beside it.",
        loses=[BIASES],
    ),
    Mistake(
        biases_of_their_layer,
        "Each bias is multiplied by the γ of its own layer. What it is added to has been multiplied by the γ of all "
        "the layers before it too.",
        loses=[BIASES],
    ),
    Mistake(
        biases_one_layer_late,
        "Each bias is multiplied by the γ of the layers before its own. It is added to what comes out of its own W, "
        "so that γ counts too.",
        loses=[BIASES],
    ),
    Mistake(
        strengths_forgotten,
        "The norms of the layers are equal. That is best where all λ are equal; where they differ, a layer with a "
        "large λ should be smaller.",
        loses=[EACH],
    ),
    Mistake(
        strengths_without_root,
        "The products λ‖W‖ of the layers are equal. Set the derivative in each γ to 0, with a multiplier for Πγ = 1: "
        "another product with λ and ‖W‖ comes out equal.",
        loses=[EACH],
    ),
    Mistake(
        strengths_upside_down,
        "A layer with a large λ has become larger here, and the penalty with it. It must be the other way round.",
        loses=[EACH],
    ),
    Mistake(
        squares_without_root,
        "The γ are inverse to λ‖W‖². But a γ makes the penalty of its layer γ² times as large: to make the penalties "
        "equal takes the root.",
        loses=[EQUAL, EACH],
    ),
    Mistake(
        spectral_norms,
        "The spectral norms are balanced. The penalty is made of Frobenius norms.",
        loses=[EQUAL, EACH],
    ),
    Mistake(
        turned_round,
        "The function stays, but each γ is the inverse of what it should be: the large layers have grown.",
        loses=[EQUAL, EACH],
    ),
    Mistake(
        neuron_by_neuron,
        "The function stays and the penalty falls even further than was asked for: this balances neuron by neuron. "
        "Here each layer has one γ for the whole of its W.",
        loses=[EQUAL, EACH],
    ),
]
