"""The known mistakes of item 6 that show where logits are in the thousands."""

import numpy as np
from proctor import Mistake

LARGE = "gives both where logits are in the thousands"


def overflows(logits, labels, epsilon):
    n, K = logits.shape
    p = np.exp(logits) / np.exp(logits).sum(1, keepdims=True)
    t = (1 - epsilon) * np.eye(K)[labels] + epsilon / K
    return -np.sum(t * np.log(p)) / n, (p - t) / n


def log_of_zero(logits, labels, epsilon):
    n, K = logits.shape
    z = logits - logits.max(1, keepdims=True)
    p = np.exp(z) / np.exp(z).sum(1, keepdims=True)
    t = (1 - epsilon) * np.eye(K)[labels] + epsilon / K
    return -np.sum(t * np.log(p)) / n, (p - t) / n


def clipped(logits, labels, epsilon):
    n, K = logits.shape
    z = logits - logits.max(1, keepdims=True)
    p = np.exp(z) / np.exp(z).sum(1, keepdims=True)
    t = (1 - epsilon) * np.eye(K)[labels] + epsilon / K
    return -np.sum(t * np.log(p + 1e-12)) / n, (p - t) / n


def one_maximum_for_all(logits, labels, epsilon):
    n, K = logits.shape
    z = logits - logits.max()
    log_p = z - np.log(np.exp(z).sum(1, keepdims=True))
    t = (1 - epsilon) * np.eye(K)[labels] + epsilon / K
    return -np.sum(t * log_p) / n, (np.exp(log_p) - t) / n


ZERO = (
    "Here the loss is not that of the logits, because a probability has become 0 in floating point, or nearly 0, and "
    "then the logarithm is taken. Its logarithm is a finite number: log softmax z = z − log Σ exp z, with the largest "
    "z taken out of the sum."
)

mistakes = [
    Mistake(
        overflows,
        "exp of a logit in the thousands overflows. Subtract the largest logit of a row first: softmax stays the same.",
        loses=[LARGE],
    ),
    Mistake(log_of_zero, ZERO, loses=[LARGE]),
    Mistake(clipped, ZERO, loses=[LARGE]),
    Mistake(
        one_maximum_for_all,
        "Here the largest of all logits is subtracted from every row. In a row that lies a thousand below it each exp "
        "is then 0: subtract from each row its own largest logit.",
        loses=[LARGE],
    ),
]
