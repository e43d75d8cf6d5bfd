"""The known mistakes of item 4."""

import numpy as np
from proctor import Mistake

MOMENTUM = "finds where momentum with L2 comes to rest"
ADAM = "finds where Adam with L2 comes to rest"
DECOUPLED = "finds where momentum with decoupled decay comes to rest"
ADAMW = "finds where AdamW comes to rest"


def decoupled_as_l2(h, w_star, strength, momentum, eps):
    a = 1 - strength * np.abs(w_star)
    b = h * a + strength * eps
    gap = (np.sqrt(b * b + 4 * strength**2 * h * eps * np.abs(w_star)) - b) / (2 * strength * h)
    ridge = h * w_star / (h + strength)
    adamw = np.sign(w_star) * (np.abs(w_star) - gap)
    return {"momentum_l2": ridge, "adam_l2": ridge, "momentum_decoupled": ridge, "adamw": adamw}


def strengthened_by_momentum(h, w_star, strength, momentum, eps):
    a = 1 - strength * np.abs(w_star)
    b = h * a + strength * eps
    gap = (np.sqrt(b * b + 4 * strength**2 * h * eps * np.abs(w_star)) - b) / (2 * strength * h)
    ridge, wrong = h * w_star / (h + strength), h * w_star / (h + strength / (1 - momentum))
    adamw = np.sign(w_star) * (np.abs(w_star) - gap)
    return {"momentum_l2": ridge, "adam_l2": ridge, "momentum_decoupled": wrong, "adamw": adamw}


def momentum_for_one_minus(h, w_star, strength, momentum, eps):
    a = 1 - strength * np.abs(w_star)
    b = h * a + strength * eps
    gap = (np.sqrt(b * b + 4 * strength**2 * h * eps * np.abs(w_star)) - b) / (2 * strength * h)
    ridge, wrong = h * w_star / (h + strength), h * w_star / (h + momentum * strength)
    adamw = np.sign(w_star) * (np.abs(w_star) - gap)
    return {"momentum_l2": ridge, "adam_l2": ridge, "momentum_decoupled": wrong, "adamw": adamw}


def momentum_in_the_penalty(h, w_star, strength, momentum, eps):
    a = 1 - strength * np.abs(w_star)
    b = h * a + strength * eps
    gap = (np.sqrt(b * b + 4 * strength**2 * h * eps * np.abs(w_star)) - b) / (2 * strength * h)
    adam, right = h * w_star / (h + strength), h * w_star / (h + (1 - momentum) * strength)
    wrong = h * w_star / (h + strength / (1 - momentum))
    adamw = np.sign(w_star) * (np.abs(w_star) - gap)
    return {"momentum_l2": wrong, "adam_l2": adam, "momentum_decoupled": right, "adamw": adamw}


def factors_turned(h, w_star, strength, momentum, eps):
    a = 1 - strength * np.abs(w_star)
    b = h * a + strength * eps
    gap = (np.sqrt(b * b + 4 * strength**2 * h * eps * np.abs(w_star)) - b) / (2 * strength * h)
    l2, decoupled = strength * w_star / (h + strength), (1 - momentum) * strength
    adamw = np.sign(w_star) * (np.abs(w_star) - gap)
    wrong = decoupled * w_star / (h + decoupled)
    return {"momentum_l2": l2, "adam_l2": l2, "momentum_decoupled": wrong, "adamw": adamw}


def box(h, w_star, strength, momentum, eps):
    l2, weaker = h * w_star / (h + strength), h * w_star / (h + (1 - momentum) * strength)
    adamw = np.clip(w_star, -1 / strength, 1 / strength)
    return {"momentum_l2": l2, "adam_l2": l2, "momentum_decoupled": weaker, "adamw": adamw}


def gradient_over_eps(h, w_star, strength, momentum, eps):
    l2, weaker = h * w_star / (h + strength), h * w_star / (h + (1 - momentum) * strength)
    adamw = h * w_star / (h + strength * eps)
    return {"momentum_l2": l2, "adam_l2": l2, "momentum_decoupled": weaker, "adamw": adamw}


def adamw_as_ridge(h, w_star, strength, momentum, eps):
    l2, weaker = h * w_star / (h + strength), h * w_star / (h + (1 - momentum) * strength)
    return {"momentum_l2": l2, "adam_l2": l2, "momentum_decoupled": weaker, "adamw": l2}


def adamw_where_adam_rests(h, w_star, strength, momentum, eps):
    l2, weaker = h * w_star / (h + strength), h * w_star / (h + (1 - momentum) * strength)
    return {"momentum_l2": l2, "adam_l2": l2, "momentum_decoupled": weaker, "adamw": w_star}


def adam_without_the_decay(h, w_star, strength, momentum, eps):
    a = 1 - strength * np.abs(w_star)
    b = h * a + strength * eps
    gap = (np.sqrt(b * b + 4 * strength**2 * h * eps * np.abs(w_star)) - b) / (2 * strength * h)
    l2, weaker = h * w_star / (h + strength), h * w_star / (h + (1 - momentum) * strength)
    adamw = np.sign(w_star) * (np.abs(w_star) - gap)
    return {"momentum_l2": l2, "adam_l2": w_star, "momentum_decoupled": weaker, "adamw": adamw}


def adam_in_a_box(h, w_star, strength, momentum, eps):
    a = 1 - strength * np.abs(w_star)
    b = h * a + strength * eps
    gap = (np.sqrt(b * b + 4 * strength**2 * h * eps * np.abs(w_star)) - b) / (2 * strength * h)
    l2, weaker = h * w_star / (h + strength), h * w_star / (h + (1 - momentum) * strength)
    adamw = np.sign(w_star) * (np.abs(w_star) - gap)
    return {"momentum_l2": l2, "adam_l2": adamw, "momentum_decoupled": weaker, "adamw": adamw}


def signs_lost(h, w_star, strength, momentum, eps):
    b = h * (1 - strength * w_star) + strength * eps
    gap = (np.sqrt(np.abs(b * b + 4 * strength**2 * h * eps * w_star)) - b) / (2 * strength * h)
    l2, weaker = h * w_star / (h + strength), h * w_star / (h + (1 - momentum) * strength)
    return {"momentum_l2": l2, "adam_l2": l2, "momentum_decoupled": weaker, "adamw": w_star - gap}


mistakes = [
    Mistake(
        decoupled_as_l2,
        "With momentum, decoupled decay is taken for L2 of the same strength. At rest the buffer is u = g/(1 − μ), not "
        "g: put that into 0 = ωw + u.",
        loses=[DECOUPLED],
    ),
    Mistake(
        strengthened_by_momentum,
        "The strength is divided by 1 − μ here. It is the gradient that momentum enlarges, by 1/(1 − μ): beside it "
        "the decay counts less, not more.",
        loses=[DECOUPLED],
    ),
    Mistake(
        momentum_for_one_minus,
        "The strength is multiplied by μ here. The buffer with a steady gradient is g + μg + μ²g + …: sum it.",
        loses=[DECOUPLED],
    ),
    Mistake(
        momentum_in_the_penalty,
        "Momentum with L2 does not rest here. λw enters the buffer with the gradient: both are enlarged by 1/(1 − μ), "
        "and the factor drops out.",
        loses=[MOMENTUM],
    ),
    Mistake(
        factors_turned,
        "These shrink in the wrong direction: where the curvature h is large, the loss must win, and w be close to w*.",
        loses=[MOMENTUM, ADAM, DECOUPLED],
    ),
    Mistake(
        box,
        "For AdamW this is the limit ε → 0: w* cut off at ±1/ω. With an ε that is not tiny the step is smaller than a "
        "sign, and AdamW rests before it gets there. Keep ε in the equation.",
        loses=[ADAMW],
    ),
    Mistake(
        gradient_over_eps,
        "For AdamW this is what comes of g/ε, the step where |g| is far below ε. Keep |g| in the denominator too.",
        loses=[ADAMW],
    ),
    Mistake(
        adamw_as_ridge,
        "AdamW is taken for ridge here. The gradient is divided by |g| + ε, the decay is not: write down where their "
        "sum is 0.",
        loses=[ADAMW],
    ),
    Mistake(
        adamw_where_adam_rests,
        "AdamW does not stop at w*: there the gradient is 0, and the decay is not.",
        loses=[ADAMW],
    ),
    Mistake(
        adam_without_the_decay,
        "Adam with L2 does not stop at w*: there its gradient is λw*, and its step is not 0.",
        loses=[ADAM],
    ),
    Mistake(
        adam_in_a_box,
        "Adam with L2 is taken for AdamW here. In its step λw is in m̂, not beside it: where is m̂ = 0?",
        loses=[ADAM],
    ),
    Mistake(
        signs_lost,
        "For AdamW this is right where w* is positive. Where it is negative, w lies between w* and 0 just "
        "so, mirrored.",
        loses=[ADAMW],
    ),
]
