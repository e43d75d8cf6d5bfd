"""The known mistakes of item 6."""

import numpy as np
from proctor import Mistake

from shrinkage.checks.early_stopping.smoothing_large_mistakes import LARGE
from shrinkage.checks.early_stopping.smoothing_large_mistakes import mistakes as about_large_logits

LOSS = "gives the expected loss"
GRADIENT = "gives its gradient in the logits"
ALL = [LOSS, GRADIENT, LARGE]


def as_labelled(logits, labels, epsilon):
    n, K = logits.shape
    z = logits - logits.max(1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(1, keepdims=True))
    t = np.eye(K)[labels]
    return -np.sum(t * log_p) / n, (np.exp(log_p) - t) / n


def another_class(logits, labels, epsilon):
    n, K = logits.shape
    z = logits - logits.max(1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(1, keepdims=True))
    t = np.where(np.eye(K)[labels] == 1, 1 - epsilon, epsilon / (K - 1))
    return -np.sum(t * log_p) / n, (np.exp(log_p) - t) / n


def less_than_one(logits, labels, epsilon):
    n, K = logits.shape
    z = logits - logits.max(1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(1, keepdims=True))
    t = np.where(np.eye(K)[labels] == 1, 1 - epsilon, epsilon / K)
    return -np.sum(t * log_p) / n, (np.exp(log_p) - t) / n


def epsilon_everywhere(logits, labels, epsilon):
    n, K = logits.shape
    z = logits - logits.max(1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(1, keepdims=True))
    t = np.where(np.eye(K)[labels] == 1, 1 - epsilon, epsilon)
    return -np.sum(t * log_p) / n, (np.exp(log_p) - t) / n


def one_more(logits, labels, epsilon):
    n, K = logits.shape
    z = logits - logits.max(1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(1, keepdims=True))
    t = np.eye(K)[labels] + epsilon / K
    return -np.sum(t * log_p) / n, (np.exp(log_p) - t) / n


def epsilon_of_keeping(logits, labels, epsilon):
    n, K = logits.shape
    z = logits - logits.max(1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(1, keepdims=True))
    t = epsilon * np.eye(K)[labels] + (1 - epsilon) / K
    return -np.sum(t * log_p) / n, (np.exp(log_p) - t) / n


def summed(logits, labels, epsilon):
    K = logits.shape[1]
    z = logits - logits.max(1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(1, keepdims=True))
    t = (1 - epsilon) * np.eye(K)[labels] + epsilon / K
    return -np.sum(t * log_p), np.exp(log_p) - t


def mean_over_entries(logits, labels, epsilon):
    n, K = logits.shape
    z = logits - logits.max(1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(1, keepdims=True))
    t = (1 - epsilon) * np.eye(K)[labels] + epsilon / K
    return -np.mean(t * log_p), (np.exp(log_p) - t) / (n * K)


def log_of_the_mean(logits, labels, epsilon):
    n, K = logits.shape
    z = logits - logits.max(1, keepdims=True)
    p = np.exp(z) / np.exp(z).sum(1, keepdims=True)
    t = (1 - epsilon) * np.eye(K)[labels] + epsilon / K
    hit = np.sum(t * p, 1, keepdims=True)
    return -np.mean(np.log(hit)), (p - t * p / hit) / n


def gradient_of_a_sum(logits, labels, epsilon):
    n, K = logits.shape
    z = logits - logits.max(1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(1, keepdims=True))
    t = (1 - epsilon) * np.eye(K)[labels] + epsilon / K
    return -np.sum(t * log_p) / n, np.exp(log_p) - t


def gradient_as_labelled(logits, labels, epsilon):
    n, K = logits.shape
    z = logits - logits.max(1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(1, keepdims=True))
    t = (1 - epsilon) * np.eye(K)[labels] + epsilon / K
    return -np.sum(t * log_p) / n, (np.exp(log_p) - np.eye(K)[labels]) / n


def gradient_turned(logits, labels, epsilon):
    n, K = logits.shape
    z = logits - logits.max(1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(1, keepdims=True))
    t = (1 - epsilon) * np.eye(K)[labels] + epsilon / K
    return -np.sum(t * log_p) / n, (t - np.exp(log_p)) / n


LABELS = (
    "Here the labels are taken as they are, in the loss, in the gradient or in both: ε plays no part there. In the "
    "gradient, softmax z − t, the t is the expected label."
)
SUM = "This is a sum over the rows, in the loss, in the gradient or in both. Both belong to a mean: divide both by n."

mistakes = [
    Mistake(as_labelled, LABELS, loses=ALL),
    Mistake(gradient_as_labelled, LABELS, loses=[GRADIENT, LARGE]),
    Mistake(
        another_class,
        "Here a label that is replaced always becomes wrong. It is drawn from all K classes, its own among them: each "
        "class has ε/K of it.",
        loses=ALL,
    ),
    Mistake(
        less_than_one,
        "The probabilities of the K classes must sum to 1: the class of the label has 1 − ε, and from the draw ε/K "
        "besides.",
        loses=ALL,
    ),
    Mistake(
        epsilon_everywhere,
        "Here every other class has ε. The draw gives each of the K classes ε/K.",
        loses=ALL,
    ),
    Mistake(
        one_more,
        "The probabilities of the K classes must sum to 1: the label is kept with probability 1 − ε alone.",
        loses=ALL,
    ),
    Mistake(
        epsilon_of_keeping,
        "Here ε is the probability of keeping a label. It is that of replacing it.",
        loses=ALL,
    ),
    Mistake(summed, SUM, loses=ALL),
    Mistake(gradient_of_a_sum, SUM, loses=[GRADIENT, LARGE]),
    Mistake(
        mean_over_entries,
        "This is a mean over rows and classes. The loss of one row is a sum over its classes: divide by n alone.",
        loses=ALL,
    ),
    Mistake(
        log_of_the_mean,
        "This is the logarithm of a mean probability. Draw a label, take the loss, −log of its probability, and then "
        "the mean over the draws.",
        loses=ALL,
    ),
    Mistake(
        gradient_turned,
        "The loss is right. But the gradient has the wrong sign: it must point to where the loss grows.",
        loses=[GRADIENT, LARGE],
    ),
    *about_large_logits,
]
