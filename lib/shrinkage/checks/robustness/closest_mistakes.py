"""The known mistakes of item 4: those about the step, and with them those about the class."""

import numpy as np
from proctor import Mistake

from shrinkage.checks.robustness.closest_class_mistakes import EUCLID, LARGEST, SUM
from shrinkage.checks.robustness.closest_class_mistakes import mistakes as about_the_class

PAIR = "finds the closest point in ‖·‖₂ for two classes"
ALL = [PAIR, EUCLID, LARGEST, SUM]


def intercept_forgotten(W, b, x, norm):
    z = x @ W
    c, points = np.argmax(z), []
    for j in set(range(len(z))) - {c}:
        w, gap = W[:, c] - W[:, j], z[c] - z[j]
        one = np.where(abs(w) == max(abs(w)), np.sign(w), 0)
        step = {2: w / (w @ w), np.inf: np.sign(w) / sum(abs(w)), 1: one / max(abs(w))}[norm]
        points.append(x - gap * step)
    return min(points, key=lambda point: np.linalg.norm(point - x, norm))


def length_not_squared(W, b, x, norm):
    z = x @ W + b
    c, points = np.argmax(z), []
    for j in set(range(len(z))) - {c}:
        w, gap = W[:, c] - W[:, j], z[c] - z[j]
        one = np.where(abs(w) == max(abs(w)), np.sign(w), 0)
        step = {2: w / (w @ w) ** 0.5, np.inf: np.sign(w) / sum(abs(w)), 1: one / max(abs(w))}[norm]
        points.append(x - gap * step)
    return min(points, key=lambda point: np.linalg.norm(point - x, norm))


def always_euclidean(W, b, x, norm):
    z = x @ W + b
    c = np.argmax(z)
    gaps = [(W[:, c] - W[:, j], z[c] - z[j]) for j in range(len(z)) if j != c]
    return x - min((gap * w / (w @ w) for w, gap in gaps), key=np.linalg.norm)


def nearest_by_the_wrong_norm(W, b, x, norm):
    z = x @ W + b
    c, points = np.argmax(z), []
    for j in set(range(len(z))) - {c}:
        w, gap = W[:, c] - W[:, j], z[c] - z[j]
        one = np.where(abs(w) == max(abs(w)), np.sign(w), 0)
        step = {2: w / (w @ w), np.inf: np.sign(w) / max(abs(w)), 1: one / sum(abs(w))}[norm]
        points.append(x - gap * step)
    return min(points, key=lambda point: np.linalg.norm(point - x, norm))


def smallest_entry(W, b, x, norm):
    z = x @ W + b
    c, points = np.argmax(z), []
    for j in set(range(len(z))) - {c}:
        w, gap = W[:, c] - W[:, j], z[c] - z[j]
        one = np.where(abs(w) == min(abs(w)), np.sign(w), 0)
        step = {2: w / (w @ w), np.inf: np.sign(w) / sum(abs(w)), 1: one / min(abs(w))}[norm]
        points.append(x - gap * step)
    return min(points, key=lambda point: np.linalg.norm(point - x, norm))


def signs_forgotten(W, b, x, norm):
    z = x @ W + b
    c, points = np.argmax(z), []
    for j in set(range(len(z))) - {c}:
        w, gap = W[:, c] - W[:, j], z[c] - z[j]
        one = np.where(abs(w) == max(abs(w)), np.sign(w), 0)
        step = {2: w / (w @ w), np.inf: np.ones(len(w)) / sum(abs(w)), 1: one / max(abs(w))}[norm]
        points.append(x - gap * step)
    return min(points, key=lambda point: np.linalg.norm(point - x, norm))


def away(W, b, x, norm):
    z = x @ W + b
    c, points = np.argmax(z), []
    for j in set(range(len(z))) - {c}:
        w, gap = W[:, c] - W[:, j], z[c] - z[j]
        one = np.where(abs(w) == max(abs(w)), np.sign(w), 0)
        step = {2: w / (w @ w), np.inf: np.sign(w) / sum(abs(w)), 1: one / max(abs(w))}[norm]
        points.append(x + gap * step)
    return min(points, key=lambda point: np.linalg.norm(point - x, norm))


def mirrored(W, b, x, norm):
    z = x @ W + b
    c, points = np.argmax(z), []
    for j in set(range(len(z))) - {c}:
        w, gap = W[:, c] - W[:, j], z[c] - z[j]
        one = np.where(abs(w) == max(abs(w)), np.sign(w), 0)
        step = {2: w / (w @ w), np.inf: np.sign(w) / sum(abs(w)), 1: one / max(abs(w))}[norm]
        points.append(x - 2 * gap * step)
    return min(points, key=lambda point: np.linalg.norm(point - x, norm))


def the_change_alone(W, b, x, norm):
    z = x @ W + b
    c, steps = np.argmax(z), []
    for j in set(range(len(z))) - {c}:
        w, gap = W[:, c] - W[:, j], z[c] - z[j]
        one = np.where(abs(w) == max(abs(w)), np.sign(w), 0)
        step = {2: w / (w @ w), np.inf: np.sign(w) / sum(abs(w)), 1: one / max(abs(w))}[norm]
        steps.append(-gap * step)
    return min(steps, key=lambda step: np.linalg.norm(step, norm))


def one_column_only(W, b, x, norm):
    z = x @ W + b
    c, points = np.argmax(z), []
    for j in set(range(len(z))) - {c}:
        w, gap = W[:, c], z[c] - z[j]
        one = np.where(abs(w) == max(abs(w)), np.sign(w), 0)
        step = {2: w / (w @ w), np.inf: np.sign(w) / sum(abs(w)), 1: one / max(abs(w))}[norm]
        points.append(x - gap * step)
    return min(points, key=lambda point: np.linalg.norm(point - x, norm))


mistakes = [
    Mistake(
        intercept_forgotten,
        "b is left out. It moves the boundaries, and may decide which class x belongs to.",
        loses=ALL,
    ),
    Mistake(
        length_not_squared,
        "In ‖·‖₂ the step along w is (score)·w/‖w‖. A step of length (score)/‖w‖ was needed, and w itself has the "
        "length ‖w‖: divide by its square.",
        loses=[PAIR, EUCLID],
    ),
    Mistake(
        always_euclidean,
        "This is the closest point in ‖·‖₂ whatever the norm is. In ‖·‖_∞ it costs nothing to move all entries as far "
        "as the one that moves farthest; in ‖·‖₁ each entry is paid for.",
        loses=[LARGEST, SUM],
    ),
    Mistake(
        nearest_by_the_wrong_norm,
        "For ‖·‖_∞ and ‖·‖₁ the score is divided by the wrong norm of w. A step of size t in all entries changes the "
        "score by t·‖w‖₁; one in a single entry changes it by t·|w_k|.",
        loses=[LARGEST, SUM],
    ),
    Mistake(
        smallest_entry,
        "In ‖·‖₁ the entry with the smallest |w_k| moves: there a step does least. Take the one with the largest.",
        loses=[SUM],
    ),
    Mistake(
        signs_forgotten,
        "In ‖·‖_∞ all entries move in the same direction. Each has to move against the sign of its own w_k.",
        loses=[LARGEST],
    ),
    Mistake(away, "The step goes away from the boundary: the score of class c grows.", loses=ALL),
    Mistake(
        mirrored,
        "This is the mirror image of x, beyond the boundary and twice as far away as the boundary itself.",
        loses=ALL,
    ),
    Mistake(
        the_change_alone,
        "This is the change x' − x. The point x' was asked for.",
        loses=ALL,
    ),
    Mistake(
        one_column_only,
        "The step lowers the score of class c as if the other scores stood still. They move too: what has to become "
        "0 is the difference of two scores, and its slope is the difference of two columns.",
        loses=ALL,
    ),
    *about_the_class,
]
