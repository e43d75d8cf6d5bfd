"""The known mistakes of item 1."""

import numpy as np
from proctor import Mistake

EVALUATION = "returns x as it is where training is False"
VALUES = "drops a channel as a whole or multiplies it by 1/(1 − p), and leaves x itself alone"
RATE = "drops each channel of each example with probability p, independently"
DRAWS = "draws from the given generator, anew in each call"


def no_scaling(x, p, training, generator):
    if not training:
        return x
    return x * (generator.random(x.shape[:2]) >= p)[:, :, None, None]


def divided_by_p(x, p, training, generator):
    if not training:
        return x
    return x * (generator.random(x.shape[:2]) >= p)[:, :, None, None] / max(p, 1e-9)


def multiplied_by_the_share(x, p, training, generator):
    if not training:
        return x
    return x * (generator.random(x.shape[:2]) >= p)[:, :, None, None] * (1 - p)


def paper_convention(x, p, training, generator):
    if not training:
        return (1 - p) * x
    return x * (generator.random(x.shape[:2]) >= p)[:, :, None, None]


def always_on(x, p, training, generator):
    return x * (generator.random(x.shape[:2]) >= p)[:, :, None, None] / (1 - p)


def training_turned(x, p, training, generator):
    if training:
        return x
    return x * (generator.random(x.shape[:2]) >= p)[:, :, None, None] / (1 - p)


def scaled_in_evaluation(x, p, training, generator):
    if not training:
        return x / (1 - p)
    return x * (generator.random(x.shape[:2]) >= p)[:, :, None, None] / (1 - p)


def entry_by_entry(x, p, training, generator):
    if not training:
        return x
    return x * (generator.random(x.shape) >= p) / (1 - p)


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


def in_place(x, p, training, generator):
    if training:
        x *= (generator.random(x.shape[:2]) >= p)[:, :, None, None] / (1 - p)
    return x


UNSCALED = (
    "Nothing makes up for what is dropped. What is kept must grow by 1/(1 − p) in training, so that the mean of the "
    "result over many masks is x; then there is nothing to scale when predicting. The paper does it the other way "
    "round."
)
DROPPED = (
    "Here channels are dropped where `training` is False, and a prediction changes from call to call. Drop where it is "
    "True, and only there."
)
KEEPING = (
    "Here p is taken for the probability of keeping, as the paper does. It is that of dropping: a channel is kept with "
    "probability 1 − p, and then divided by 1 − p. With p = 0.2 most channels stay, and grow by 1.25."
)

mistakes = [
    Mistake(no_scaling, UNSCALED, loses=[VALUES]),
    Mistake(paper_convention, UNSCALED, loses=[EVALUATION, VALUES]),
    Mistake(
        multiplied_by_the_share,
        "This multiplies what is kept by 1 − p. The mean of the result is then (1 − p)²x: divide by 1 − p instead.",
        loses=[VALUES],
    ),
    Mistake(divided_by_p, KEEPING, loses=[VALUES]),
    Mistake(kept_with_probability_p, KEEPING, loses=[RATE]),
    Mistake(p_of_keeping, KEEPING, loses=[VALUES, RATE]),
    Mistake(always_on, DROPPED, loses=[EVALUATION]),
    Mistake(training_turned, DROPPED, loses=[EVALUATION, VALUES, RATE, DRAWS]),
    Mistake(
        scaled_in_evaluation,
        "Here x is divided by 1 − p when predicting as well. That factor makes up for what is dropped; where nothing "
        "is dropped there is nothing to make up for.",
        loses=[EVALUATION],
    ),
    Mistake(
        entry_by_entry,
        "This is plain dropout: each pixel is drawn for itself, and a channel loses some of its pixels. Draw once for "
        "each channel of each example, a mask of shape (n, c, 1, 1).",
        loses=[VALUES],
    ),
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
    Mistake(
        in_place,
        "The result is right, but x itself has been changed. Whoever called you may need x again, and with a second "
        "call it would be dropped twice: make a new array.",
        loses=[VALUES],
    ),
]
