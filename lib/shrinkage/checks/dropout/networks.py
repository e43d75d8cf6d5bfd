"""Item 6: the mean over all thinned networks, the arithmetic one and the geometric one."""

import numpy as np
from proctor import Check, Requirement

from shrinkage import dropout
from shrinkage.checks._cases import part, parts, rough, tidy, until
from shrinkage.checks.dropout.networks_mistakes import EDGES, GEOMETRIC, HALF, MEAN, mistakes


def reference(h, V, c, p):
    def probabilities(h):
        return _softmax(h @ V + c)

    return dropout.thinned_average(probabilities, h, p), probabilities(h)


def _softmax(z):
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def _case(generator, m, k, draw, p):
    return {"h": np.abs(draw(generator, m)), "V": draw(generator, m, k) / 2, "c": draw(generator, k) / 2, "p": p}


def _cases(rates):
    def cases(generator):
        p = generator.choice(rates, 3, replace=len(rates) < 3).tolist()
        sizes = [(1, 2, tidy), (2, 3, tidy), (8, 4, rough)]
        return [_case(generator, *size, p) for size, p in zip(sizes, p, strict=True)]

    return cases


def edges(generator):
    """No dropout; and logits in the thousands, where a probability is 0 in floating point and its logarithm is not."""
    nothing_dropped = _case(generator, 2, 2, tidy, 0.0)

    def large():
        case = _case(generator, 3, 3, tidy, float(generator.choice([0.2, 0.3, 0.4])))
        return {**case, "h": 1000 * case["h"]}

    return [nothing_dropped, until(_shows_every_mistake, large)]


def _shows_every_mistake(case):
    """Whether the networks disagree, each being certain, and each class is impossible in one of them."""
    z = dropout.all_masks(len(case["h"]))[1:] * case["h"] @ case["V"]  # all but the empty network
    behind = z.max(axis=1, keepdims=True) - z
    certain = np.all(np.sort(behind, axis=1)[:, 1] > 100)
    return bool(certain and np.all(behind.max(axis=0) > 800) and np.ptp(z.argmax(axis=1)) > 0)


RATES = [0.1, 0.2, 0.3, 0.6, 0.7, 0.8]
SINGLE = 1e-4  # room for an answer in single precision
_all_rates = _cases(RATES)

average_networks = Check(
    "average_networks",
    reference=reference,
    requirements=[
        Requirement(HALF, points=1, cases=_cases([0.5]), part=part(0, "mean", "geometric"), rtol=SINGLE),
        Requirement(MEAN, points=1, cases=_all_rates, part=part(0, "mean", "geometric"), rtol=SINGLE),
        Requirement(GEOMETRIC, points=1, cases=_all_rates, part=part(1, "mean", "geometric"), rtol=SINGLE),
        Requirement(EDGES, points=1, cases=edges, part=parts("mean", "geometric"), rtol=SINGLE),
    ],
    mistakes=mistakes,
)
