"""Item 4: where four optimizers come to rest on a loss whose gradient has no noise."""

import numpy as np
from proctor import Check, Requirement

from shrinkage import l2
from shrinkage.checks._cases import part, rough, tidy
from shrinkage.checks.weight_decay.rest_mistakes import ADAM, ADAMW, DECOUPLED, MOMENTUM, mistakes


def reference(h, w_star, strength, momentum, eps):
    def ridge(lam):
        return l2.quadratic_minimizer(np.diag(h), w_star, lam)

    return {
        "momentum_l2": ridge(strength),
        "momentum_decoupled": ridge((1 - momentum) * strength),
        "adam_l2": ridge(strength),
        "adamw": _adamw(h, w_star, strength, eps),
    }


def _adamw(h, w_star, strength, eps):
    """Halve the interval from 0 to w* until the sign of g/(|g| + ε) + ωw is known everywhere."""
    low, high = np.minimum(0, w_star), np.maximum(0, w_star)
    for _ in range(200):
        w = (low + high) / 2
        gradient = h * (w - w_star)
        above = gradient / (np.abs(gradient) + eps) + strength * w > 0
        low, high = np.where(above, low, w), np.where(above, w, high)
    return (low + high) / 2


def _case(generator, draw, d, sizes, eps, pull):
    """`pull` is ω|w*|: about 1 is where the box |w| ≤ 1/ω begins to hold."""
    h = np.abs(draw(generator, d)) * generator.choice(sizes, d) + 0.01
    strength = float(generator.choice([0.3, 0.4, 0.7, 1.4]))
    w_star = generator.choice([-1.0, 1.0], d) * generator.permutation(np.resize(pull, d)) / strength
    momentum = float(generator.choice([0.6, 0.8, 0.9]))
    return {"h": h, "w_star": w_star.round(4), "strength": strength, "momentum": momentum, "eps": eps}


def cases(generator):
    return [
        _case(generator, tidy, 1, [1.0], 0.5, [1.5]),
        _case(generator, tidy, 2, [1.0], 0.3, [0.6, 2.0]),
        _case(generator, rough, 8, [0.1, 1.0, 10.0], 0.1, [0.3, 0.8, 1.3, 4.0]),
    ]


def adamw_cases(generator):
    """The same, and one with an ε at which AdamW is as good as held by a box."""
    tiny = _case(generator, rough, 6, [0.1, 1.0, 10.0], 1e-8, [0.3, 0.8, 1.3, 4.0])
    return [*cases(generator), tiny]


NAMES = {ADAMW: "adamw", ADAM: "adam_l2", MOMENTUM: "momentum_l2", DECOUPLED: "momentum_decoupled"}


def _requirement(name, points, drawn):
    return Requirement(name, points=points, cases=drawn, part=part(NAMES[name]), rtol=1e-4)


resting_points = Check(
    "resting_points",
    reference=reference,
    requirements=[
        _requirement(MOMENTUM, 1, cases),
        _requirement(ADAM, 1, cases),
        _requirement(DECOUPLED, 1, cases),
        _requirement(ADAMW, 2, adamw_cases),
    ],
    mistakes=mistakes,
)
