"""Item 2: two numbers, a paper's recipe in PyTorch's terms and the steps after which a weight has lost half."""

import math

import numpy as np
from proctor import Check, Mistake, Requirement

CONVERTED = "begins with the weight_decay that makes torch's steps the paper's"
HALVED = "ends with the number of steps after which half of the weight is gone"
BOTH = [CONVERTED, HALVED]
ALPHA, DECAY, STEPS, WARM = 0.0015, 0.0002, 10_000, 1000
TOLERANCE = 1e-3  # for both numbers; two ways to add up 10,000 small steps differ by less than a step


def multipliers():
    """η₁, …, η_T: linear for the first WARM steps, then half a cosine down to 0."""
    t = np.arange(1, STEPS + 1)
    return np.where(t <= WARM, t / WARM, (1 + np.cos(np.pi * (t - WARM) / (STEPS - WARM))) / 2)


def _steps(rates, left=0.5):
    """The first step after which at most the share `left` of a weight is there, if step t takes rates[t] of it."""
    return int(np.argmax(np.cumprod(1 - rates) <= left)) + 1


def reference():
    return DECAY / ALPHA, _steps(DECAY * multipliers())


def _is_pair(result):
    return np.shape(result) == (2,) and all(isinstance(part, int | float | np.number) for part in result)


def _converted(result, expected, case):
    """What is wrong with the weight_decay, said without saying the right one."""
    if not _is_pair(result):
        return "is not a pair of numbers (weight_decay, steps)"
    close = abs(result[0] - expected[0]) <= TOLERANCE * expected[0]
    reason = f"begins with {result[0]:.4g}; write down what one step takes off a weight, in the paper and in torch"
    return None if close else reason


def _halved(result, expected, case):
    if not _is_pair(result):
        return "is not a pair of numbers (weight_decay, steps)"
    close = abs(result[1] - expected[1]) <= TOLERANCE * expected[1]
    reason = f"ends with {result[1]:g}; multiply what each of these steps leaves of the weight: it is not ½"
    return None if close else reason


def as_printed():
    return DECAY, _steps(DECAY * multipliers())


def times_alpha():
    return DECAY * ALPHA, _steps(DECAY * multipliers())


def upside_down():
    return ALPHA / DECAY, _steps(DECAY * multipliers())


def no_schedule():
    return DECAY / ALPHA, math.log(2) / DECAY


def time_constant():
    return DECAY / ALPHA, _steps(DECAY * multipliers(), left=math.exp(-1))


def time_constant_without_schedule():
    return DECAY / ALPHA, 1 / DECAY


def no_warm_up():
    t = np.arange(STEPS)
    return DECAY / ALPHA, _steps(DECAY * (1 + np.cos(np.pi * t / STEPS)) / 2)


def alpha_in_the_decay():
    return DECAY / ALPHA, math.log(2) / (DECAY * ALPHA)


def torch_without_rate():
    return DECAY / ALPHA, _steps(DECAY / ALPHA * multipliers())


def half_a_share():
    return DECAY / ALPHA, int(np.argmax(np.cumsum(DECAY * multipliers()) >= 0.5)) + 1


def order_swapped():
    return reference()[::-1]


mistakes = [
    Mistake(
        as_printed,
        "The steps are right. But the first number is the paper's λ as printed. torch multiplies the decay by lr, "
        "and α is in lr: with this number the decay is α times too weak.",
        loses=[CONVERTED],
    ),
    Mistake(
        times_alpha,
        "The steps are right. But the first number is αλ. torch multiplies by lr, in which α is, once more: the "
        "conversion has to undo that, not to double it.",
        loses=[CONVERTED],
    ),
    Mistake(
        upside_down,
        "The steps are right. But the first number is upside down: with it a step would take α²η/λ off.",
        loses=[CONVERTED],
    ),
    Mistake(
        no_schedule,
        "The first number is right. But the steps are ln 2/λ, as if η were 1 all the time. Each step takes its own "
        "ηλ: add these up, or multiply what they leave.",
        loses=[HALVED],
    ),
    Mistake(
        time_constant,
        "The first number is right. But after these steps 1/e of the weight is left, not half of it.",
        loses=[HALVED],
    ),
    Mistake(
        time_constant_without_schedule,
        "The first number is right. But 1/λ is the time in which a steady decay, with η = 1, leaves 1/e. Half was "
        "asked for, and with the schedule.",
        loses=[HALVED],
    ),
    Mistake(
        no_warm_up,
        "The first number is right. But the steps are those without the warm-up: in it little decays.",
        loses=[HALVED],
    ),
    Mistake(
        alpha_in_the_decay,
        "The first number is right. But the steps are ln 2/(αλ). In the paper's step α does not touch the decay.",
        loses=[HALVED],
    ),
    Mistake(
        torch_without_rate,
        "The first number is right. But the steps are those of a decay that forgets α: torch's step takes "
        "α·η·weight_decay off.",
        loses=[HALVED],
    ),
    Mistake(
        half_a_share,
        "The first number is right. But the shares ηλ do not simply add up to ½: each is taken off what is left, and "
        "the logarithm of what is left is the sum that counts.",
        loses=[HALVED],
    ),
    Mistake(order_swapped, "The two numbers have changed places: (weight_decay, steps).", loses=BOTH),
]

recipe = Check(
    "recipe",
    reference=reference,
    requirements=[
        Requirement(CONVERTED, points=1, judge=_converted, rtol=TOLERANCE),
        Requirement(HALVED, points=1, judge=_halved, rtol=TOLERANCE),
    ],
    mistakes=mistakes,
    value=True,
)
