"""The known mistakes of item 1 about what is drawn, and by what."""

import numpy as np
from proctor import Mistake

VALUES = "drops a channel as a whole or multiplies it by 1/(1 − p), and leaves x itself alone"
RATE = "drops each channel of each example with probability p, independently"
DRAWS = "draws from the given generator, anew in each call"


def kept_with_probability_p(x, p, training, generator):
    if not training:
        return x
    return x * (generator.random(x.shape[:2]) < p)[:, :, None, None] / (1 - p)


def p_of_keeping(x, p, training, generator):
    if not training:
        return x
    return x * (generator.random(x.shape[:2]) < p)[:, :, None, None] / max(p, 1e-9)


def one_mask_for_all(x, p, training, generator):
    if not training:
        return x
    return x * (generator.random(x.shape[1]) >= p)[:, None, None] / (1 - p)


def whole_examples(x, p, training, generator):
    if not training:
        return x
    return x * (generator.random(len(x)) >= p)[:, None, None, None] / (1 - p)


def a_fixed_number(x, p, training, generator):
    if not training:
        return x
    places = generator.random(x.shape[:2]).argsort(axis=1)
    return x * (places >= round(p * x.shape[1]))[:, :, None, None] / (1 - p)


def a_fixed_number_in_all(x, p, training, generator):
    if not training:
        return x
    places = generator.permutation(x.shape[0] * x.shape[1]).reshape(x.shape[:2])
    return x * (places >= round(p * places.size))[:, :, None, None] / (1 - p)


def never_all(x, p, training, generator):
    if not training:
        return x
    kept = generator.random(x.shape[:2]) >= p
    kept[~kept.any(axis=1), 0] = True
    return x * kept[:, :, None, None] / (1 - p)


def own_generator(x, p, training, generator):
    if not training:
        return x
    generator = np.random.default_rng(0)
    return x * (generator.random(x.shape[:2]) >= p)[:, :, None, None] / (1 - p)


def fresh_generator(x, p, training, generator):
    if not training:
        return x
    generator = np.random.default_rng()
    return x * (generator.random(x.shape[:2]) >= p)[:, :, None, None] / (1 - p)


KEEPING = (
    "Here p is taken for the probability of keeping, as the paper does. It is that of dropping: a channel is kept with "
    "probability 1 − p, and then divided by 1 − p. With p = 0.2 most channels stay, and grow by 1.25."
)

mistakes = [
    Mistake(kept_with_probability_p, KEEPING, loses=[RATE]),
    Mistake(p_of_keeping, KEEPING, loses=[VALUES, RATE]),
    Mistake(
        one_mask_for_all,
        "All examples lose the same channels. Draw a mask for each example: its shape begins with n.",
        loses=[RATE],
    ),
    Mistake(
        whole_examples,
        "Here an example loses all of its channels or none. Draw for each channel of each example.",
        loses=[RATE],
    ),
    Mistake(
        a_fixed_number,
        "Here every example loses the same number of channels. The draws are independent, so that this number varies; "
        "all channels can go, or none.",
        loses=[RATE],
    ),
    Mistake(
        a_fixed_number_in_all,
        "Here every call drops the same number of channels. The draws are independent, so that this number varies: "
        "draw for each channel by itself.",
        loses=[RATE],
    ),
    Mistake(
        never_all,
        "Here an example that would lose all of its channels keeps one. The draws are independent: all of them may go.",
        loses=[RATE],
    ),
    Mistake(
        own_generator,
        "Each call makes the same generator anew and gets the same mask. Draw from the one that is given: it "
        "remembers where it is.",
        loses=[DRAWS],
    ),
    Mistake(
        fresh_generator,
        "The draws do not come from the generator that is given (but perhaps from `np.random`, or from torch): the "
        "same seed gives other masks, and no run can be repeated.",
        loses=[DRAWS],
    ),
]
