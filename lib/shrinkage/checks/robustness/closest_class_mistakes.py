"""The known mistakes of item 4 about which of several classes is the closest."""

import numpy as np
from proctor import Mistake

EUCLID = "finds the closest point in ‖·‖₂ for more than two classes"
LARGEST = "finds a closest point in ‖·‖_∞"
SUM = "finds a closest point in ‖·‖₁"


def runner_up(W, b, x, norm):
    z = x @ W + b
    j, c = np.argsort(z)[-2:]
    w, gap = W[:, c] - W[:, j], z[c] - z[j]
    one = np.where(abs(w) == max(abs(w)), np.sign(w), 0)
    return x - gap * {2: w / (w @ w), np.inf: np.sign(w) / sum(abs(w)), 1: one / max(abs(w))}[norm]


def class_by_length(W, b, x, norm):
    z = x @ W + b
    c = np.argmax(z)
    gaps = [(W[:, c] - W[:, j], z[c] - z[j]) for j in range(len(z)) if j != c]
    w, gap = min(gaps, key=lambda pair: pair[1] / np.linalg.norm(pair[0]))
    one = np.where(abs(w) == max(abs(w)), np.sign(w), 0)
    return x - gap * {2: w / (w @ w), np.inf: np.sign(w) / sum(abs(w)), 1: one / max(abs(w))}[norm]


def class_by_the_same_norm(W, b, x, norm):
    z = x @ W + b
    c = np.argmax(z)
    gaps = [(W[:, c] - W[:, j], z[c] - z[j]) for j in range(len(z)) if j != c]
    w, gap = min(gaps, key=lambda pair: pair[1] / np.linalg.norm(pair[0], norm))
    one = np.where(abs(w) == max(abs(w)), np.sign(w), 0)
    return x - gap * {2: w / (w @ w), np.inf: np.sign(w) / sum(abs(w)), 1: one / max(abs(w))}[norm]


CHOICE = (
    "The step is right, but another class is closer in this norm. The distance of a class is (lead)/(the most that a "
    "change of size 1 can take off it), in the norm of the change: compare these."
)

mistakes = [
    Mistake(
        runner_up,
        "The step goes to the class with the second largest score. Another class may be closer: its score is smaller, "
        "but catches up faster. Compute the distance to each.",
        loses=[EUCLID, LARGEST, SUM],
    ),
    Mistake(class_by_length, CHOICE, loses=[LARGEST, SUM]),
    Mistake(class_by_the_same_norm, CHOICE, loses=[LARGEST, SUM]),
]
