"""Item 7: the backward pass of a tanh autoencoder whose two layers share one penalised matrix."""

import numpy as np
from proctor import Check, Requirement

from shrinkage import l2
from shrinkage.checks._cases import part, rough, strength, tidy
from shrinkage.checks.l2.autoencoder_mistakes import HIDDEN, OUT, SHARED, mistakes
from shrinkage.checks.l2.autoencoder_penalty import PENALTY


def reference(W, b, c, X, lam):
    h = np.tanh(X @ W + b)
    error = (h @ W.T + c - X) / len(X)
    before = error @ W * (1 - h**2)
    in_W = X.T @ before + error.T @ h + l2.penalty_gradient(W, lam)
    return {"W": in_W, "b": before.sum(axis=0), "c": error.sum(axis=0)}


def _difference(answer, case):
    """What λ adds to each of the three gradients."""
    names = ("W", "b", "c")
    with_lam, without = ([part(name)(answer(*c.values())) for name in names] for c in (case, {**case, "lam": 0.0}))
    added = map(np.subtract, with_lam, without)
    return {f"what λ adds to the gradient in {name}": part for name, part in zip(names, added, strict=True)}


def _cases(penalised):
    def cases(generator):
        drawn = []
        for n, d, m, draw in [(1, 2, 1, tidy), (2, 3, 2, tidy), (9, 5, 3, rough), (3, 4, 6, rough)]:
            W, b, c = draw(generator, d, m) / 2, draw(generator, m) / 2, draw(generator, d)
            lam = strength(generator) if penalised else 0.0
            drawn.append({"W": W, "b": b, "c": c, "X": draw(generator, n, d), "lam": lam})
        return drawn

    return cases


_without_penalty = _cases(penalised=False)

autoencoder_gradients = Check(
    "autoencoder_gradients",
    reference=reference,
    requirements=[
        Requirement(OUT, points=1, cases=_without_penalty, part=part("c")),
        Requirement(HIDDEN, points=1, cases=_without_penalty, part=part("b")),
        Requirement(SHARED, points=2, cases=_without_penalty, part=part("W")),
        Requirement(PENALTY, points=1, cases=_cases(penalised=True), call=_difference),
    ],
    mistakes=mistakes,
)
