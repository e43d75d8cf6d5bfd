"""Item 7: the backward pass of a network with dropout on its inputs and on its hidden units, masks given."""

import numpy as np
from proctor import Check, Requirement

from shrinkage import dropout
from shrinkage.checks._cases import part, rough, tidy, until
from shrinkage.checks.dropout.gradients_mistakes import BIAS, INPUTS, LAST, WEIGHTS, mistakes


def reference(W, b, v, X, y, kept_inputs, kept_units, p_inputs, p_units):
    kept_inputs, kept_units = kept_inputs.astype(float), kept_units.astype(float)
    thinned = dropout.apply_mask(X, kept_inputs, p_inputs)
    before = thinned @ W + b
    hidden = dropout.apply_mask(np.maximum(before, 0), kept_units, p_units)
    error = (hidden @ v - y) / len(y)
    in_before = dropout.dropout_backward(np.outer(error, v), kept_units, p_units) * (before > 0)
    in_X = dropout.dropout_backward(in_before @ W.T, kept_inputs, p_inputs)
    return {"v": hidden.T @ error, "b": in_before.sum(axis=0), "W": thinned.T @ in_before, "X": in_X}


def _case(generator, n, d, m, draw):
    p_inputs, p_units = generator.choice([0.2, 0.3, 0.4, 0.6, 0.7], 2, replace=False).tolist()
    return {
        "W": draw(generator, d, m) / 2,
        "b": draw(generator, m) / 2,
        "v": draw(generator, m),
        "X": draw(generator, n, d),
        "y": draw(generator, n),
        "kept_inputs": generator.random((n, d)) >= p_inputs,
        "kept_units": generator.random((n, m)) >= p_units,
        "p_inputs": p_inputs,
        "p_units": p_units,
    }


def _is_telling(case):
    """Whether some of everything is kept and dropped, and units that are off, dropped and neither all count."""
    inputs, units = case["kept_inputs"], case["kept_units"]
    alive = case["X"] * inputs / (1 - case["p_inputs"]) @ case["W"] + case["b"] > 0
    kinds = [inputs, ~inputs, units & alive, units & ~alive, alive & ~units]
    both = inputs.any(axis=1) & (units & alive).any(axis=1)
    return bool(all(kind.any() for kind in kinds) and both.any())


def cases(generator):
    sizes = [(2, 2, 2, tidy), (3, 2, 3, tidy), (9, 5, 7, rough)]
    return [until(_is_telling, lambda size=size: _case(generator, *size)) for size in sizes]


SINGLE = 1e-3  # room for an answer in single precision


dropped_gradients = Check(
    "dropped_gradients",
    reference=reference,
    requirements=[
        Requirement(LAST, points=1, cases=cases, part=part("v"), rtol=SINGLE),
        Requirement(BIAS, points=1, cases=cases, part=part("b"), rtol=SINGLE),
        Requirement(WEIGHTS, points=2, cases=cases, part=part("W"), rtol=SINGLE),
        Requirement(INPUTS, points=1, cases=cases, part=part("X"), rtol=SINGLE),
    ],
    mistakes=mistakes,
)
