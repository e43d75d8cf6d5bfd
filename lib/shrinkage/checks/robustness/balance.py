"""Item 3: rescale the layers of a ReLU network so that it does the same at the smallest L2 penalty."""

import numpy as np
from proctor import Check, Requirement

from shrinkage.checks._cases import rough, tidy, until
from shrinkage.checks.robustness.balance_mistakes import BIASES, EACH, EQUAL, KEEPS, mistakes
from shrinkage.checks.robustness.slopes import parameters
from shrinkage.robustness import relu_logits, rescale_layers

TOLERANCE = 1e-3
WANTED = "(weights, biases)"


def reference(weights, biases, lams):
    sizes = np.sqrt(lams) * [np.linalg.norm(W) for W in weights]
    gammas = np.prod(sizes) ** (1 / len(sizes)) / sizes
    new = rescale_layers(parameters(weights, biases), [float(gamma) for gamma in gammas])
    return tuple([new[f"{letter}{k}"] for k in range(1, len(weights) + 1)] for letter in "Wb")


def _penalty(weights, lams):
    return float(sum(lam * np.sum(np.square(W)) / 2 for lam, W in zip(lams, weights, strict=True)))


def _misfit(result, case):
    """What is wrong with the form of a result, or None."""
    if not isinstance(result, list) or len(result) != 2 or any(len(each) != len(case["lams"]) for each in result):
        return f"is not a pair {WANTED} of two lists with {len(case['lams'])} arrays each"
    for letter, new, old in zip("Wb", result, (case["weights"], case["biases"]), strict=True):
        for k, (have, want) in enumerate(zip(new, old, strict=True), 1):
            if np.shape(have) != want.shape:
                return f"has {letter} of layer {k} of shape {np.shape(have)}, not {want.shape}"
    return None


def _same_function(result, expected, case):
    """A `judge` of the outputs, of a network whose weights have moved."""
    if wrong := _misfit(result, case):
        return wrong
    if all(np.allclose(new, old, rtol=TOLERANCE) for new, old in zip(result[0], case["weights"], strict=True)):
        return "is the network as it was: its weights have not moved"
    X = _inputs(case["weights"])
    after, before = (relu_logits(parameters(*each), X) for each in (_floats(result), (case["weights"], case["biases"])))
    off = np.abs(after - before)
    if np.max(off) <= TOLERANCE * np.max(np.abs(before)):
        return None
    i, j = np.unravel_index(np.argmax(off), off.shape)
    x = ", ".join(f"{entry:.3g}" for entry in X[i])
    return f"has another function: at x = [{x}] output {j} is {after[i, j]:.4g}, and was {before[i, j]:.4g}"


def _floats(result):
    return [[np.asarray(each, dtype=float) for each in arrays] for arrays in result]


def _smallest(result, expected, case):
    """A `judge` of the penalty, of weights that are positive multiples of what they were."""
    if wrong := _misfit(result, case):
        return wrong
    product = 1.0
    for k, (new, old) in enumerate(zip(result[0], case["weights"], strict=True), 1):
        gamma = np.sum(new * old) / np.sum(old**2)
        product *= gamma
        if gamma <= 0 or np.max(np.abs(new - gamma * old)) > TOLERANCE * np.max(np.abs(new)):
            return f"has a W of layer {k} that is not a positive number times the W which was there"
    before, after, best = (_penalty(each, case["lams"]) for each in (case["weights"], result[0], expected[0]))
    if abs(after - best) <= TOLERANCE * best:
        return None
    said = f"has the penalty Σ λ·½‖W‖² = {after:.5g}; it was {before:.5g}"
    if abs(product - 1) > TOLERANCE:
        return f"{said}, but your γ have the product {product:.4g}, not 1"
    return f"{said}, and {best:.5g} can be had"


def _case(generator, draw, sizes, with_biases, lams):
    def drawn():
        spread = generator.permutation(np.geomspace(0.3, 3, len(sizes) - 1))
        pairs = zip(spread, sizes, sizes[1:], strict=False)
        weights = [np.round(size * draw(generator, m, n), 3) for size, m, n in pairs]
        biases = [draw(generator, n) if with_biases else np.zeros(n) for n in sizes[1:]]
        return {"weights": weights, "biases": biases, "lams": generator.permutation(lams)[: len(weights)]}

    return until(_is_telling, drawn)


def _is_telling(case):
    """Whether the best γ are not near 1, so that all weights move, and the outputs depend on x."""
    weights, biases, _ = case.values()
    sizes = [np.array([np.linalg.norm(W) for W in each]) for each in (weights, reference(*case.values())[0])]
    outputs = relu_logits(parameters(weights, biases), _inputs(weights))
    return bool(np.all(np.abs(np.log(sizes[1] / sizes[0])) > 0.2) and np.all(np.ptp(outputs, axis=0) > 0.1))


def _inputs(weights):
    """Where the function is looked at."""
    return np.random.default_rng(0).normal(size=(16, len(weights[0])))


def _cases(with_biases, lams):
    def cases(generator):
        drawn = [(tidy, [1, 2, 1]), (rough, [3, 4, 2, 2]), (rough, [2, 5, 4, 3, 2])]
        return [_case(generator, draw, sizes, with_biases, lams) for draw, sizes in drawn]

    return cases


SAME, OWN = np.full(4, 0.5), np.array([0.1, 0.4, 1.3, 4.0])

balance = Check(
    "balance",
    reference=reference,
    requirements=[
        Requirement(KEEPS, points=1, cases=_cases(False, SAME), judge=_same_function, rtol=TOLERANCE),
        Requirement(BIASES, points=1, cases=_cases(True, SAME), judge=_same_function, rtol=TOLERANCE),
        Requirement(EQUAL, points=1, cases=_cases(True, SAME), judge=_smallest, rtol=TOLERANCE),
        Requirement(EACH, points=1, cases=_cases(True, OWN), judge=_smallest, rtol=TOLERANCE),
    ],
    mistakes=mistakes,
)
