"""Item 2: what a bound on the slope promises for one input of a ReLU network, and what its slope is."""

from itertools import pairwise

import numpy as np
from proctor import Check, Requirement

from shrinkage.checks._cases import part, rough, tidy, until
from shrinkage.checks.robustness.slopes_mistakes import BOUND, MANY, SLOPE, TWO, mistakes
from shrinkage.robustness import lipschitz_bound, local_slopes, relu_logits

PARTS = ("bound", "slope", "radius")
PART_OF = {BOUND: 0, SLOPE: 1, TWO: 2, MANY: 2}


def parameters(weights, biases):
    """The dictionary of the library."""
    pairs = enumerate(zip(weights, biases, strict=True), 1)
    return {name: value for k, (W, b) in pairs for name, value in ((f"W{k}", W), (f"b{k}", b))}


def reference(weights, biases, x):
    network = parameters(weights, biases)
    slope = float(local_slopes(network, x[None])[0])
    return float(lipschitz_bound(weights)), slope, float(min(_radii(weights, biases, x)))


def _radii(weights, biases, x):
    """For each class but the first one: how far x is from it at least, by the product of the norms."""
    z = relu_logits(parameters(weights, biases), x[None])[0]
    first, below = np.argmax(z), float(lipschitz_bound(weights[:-1]))
    others = [j for j in range(len(z)) if j != first]
    columns = weights[-1].T
    return [(z[first] - z[j]) / (below * np.linalg.norm(columns[first] - columns[j])) for j in others]


def _is_clear(case):
    """Whether each layer has neurons that are on, and none on its edge, and no two classes are alike."""
    weights, biases, h = case.values()
    for W, b in zip(weights[:-1], biases[:-1], strict=True):
        before = h @ W + b
        if np.min(abs(before)) < 0.05 or np.all(before < 0):
            return False
        h = np.maximum(before, 0)
    columns, scores = np.unique(weights[-1], axis=1), np.sort(h @ weights[-1] + biases[-1])
    return columns.shape == weights[-1].shape and scores[-1] - scores[-2] > 0.1


def _shows(name):
    """Whether each mistake that loses a requirement is off by two percent in a case."""

    def is_telling(case):
        if not _is_clear(case):
            return False
        part, right = PART_OF[name], reference(*case.values())
        wrong = (mistake.wrong(*case.values())[part] for mistake in mistakes if name in mistake.loses)
        return all(abs(value - right[part]) > 0.02 * right[part] for value in wrong)

    return is_telling


def _case(generator, draw, sizes, telling):
    def drawn():
        weights = [draw(generator, *pair) for pair in pairwise(sizes)]
        return {"weights": weights, "biases": [draw(generator, d) for d in sizes[1:]], "x": draw(generator, sizes[0])}

    return until(telling, drawn)


def _requirement(name, small, large):
    """One point for a part of the result, on a small case and on one that tells the known mistakes."""

    def cases(generator):
        return [_case(generator, tidy, small, _is_clear), _case(generator, rough, large, _shows(name))]

    # 1e-4: room for single precision
    return Requirement(name, points=1, cases=cases, part=part(PART_OF[name], *PARTS), rtol=1e-4)


slopes = Check(
    "slopes",
    reference=reference,
    requirements=[
        _requirement(BOUND, [2, 2, 2], [4, 6, 5, 4]),
        _requirement(SLOPE, [2, 2, 2], [4, 6, 5, 4]),
        _requirement(TWO, [2, 2, 2], [3, 5, 4, 2]),
        _requirement(MANY, [2, 2, 3], [4, 6, 5, 4]),
    ],
    mistakes=mistakes,
)
