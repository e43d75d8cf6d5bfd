"""Item 6: the loss under labels that may be wrong, averaged over the errors, and its gradient."""

import numpy as np
from proctor import Check, Requirement

from shrinkage.checks._cases import part, parts, rough, tidy
from shrinkage.checks.early_stopping.smoothing_large_mistakes import LARGE
from shrinkage.checks.early_stopping.smoothing_mistakes import GRADIENT, LOSS, mistakes
from shrinkage.early_stopping import smooth_labels, soft_cross_entropy

NAMES = "loss", "gradient"


def reference(logits, labels, epsilon):
    targets = smooth_labels(labels, logits.shape[1], epsilon)
    p = np.exp(logits - logits.max(axis=1, keepdims=True))
    p = p / p.sum(axis=1, keepdims=True)
    return soft_cross_entropy(logits, targets), (p - targets) / len(labels)


def _cases(sizes, largest=1.0):
    def cases(generator):
        drawn = []
        for n, classes, draw in sizes:
            labels = generator.integers(0, classes, n)
            labels[0] = classes - 1  # in a case of few rows not all are 0, which even a wrong axis would get right
            epsilon = float(generator.choice([0.1, 0.15, 0.2, 0.3, 0.4]))
            logits = np.asarray(draw(generator, n, classes)) * largest
            drawn.append({"logits": logits, "labels": labels, "epsilon": epsilon})
        return drawn

    return cases


few = _cases([(1, 3, tidy), (2, 3, tidy), (3, 4, tidy), (9, 5, rough)])
thousands = _cases([(1, 3, tidy), (3, 5, tidy)], largest=1000.0)


def large(generator):
    """Logits in the thousands, at last in the last row alone, so that a maximum over all rows serves only that one."""
    (uneven,) = _cases([(3, 4, tidy)])(generator)
    uneven["logits"][-1] *= 1000
    uneven["logits"][-1, 0] = 2500
    return [*thousands(generator), uneven]


def none(generator):
    return [case | {"epsilon": 0.0} for case in _cases([(2, 3, tidy)])(generator)]


def cases(generator):
    return [*few(generator), *none(generator)]


noisy_label_loss = Check(
    "noisy_label_loss",
    reference=reference,
    requirements=[
        Requirement(LOSS, points=1, cases=cases, part=part(0, *NAMES), rtol=1e-4),
        Requirement(GRADIENT, points=1, cases=cases, part=part(1, *NAMES), rtol=1e-4),
        Requirement(LARGE, points=1, cases=large, part=parts(*NAMES), rtol=1e-3),  # float32 has four digits left
    ],
    mistakes=mistakes,
)
