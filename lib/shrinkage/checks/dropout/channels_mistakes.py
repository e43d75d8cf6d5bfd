"""The known mistakes of item 1: those about the values, and with them those about the draws."""

from proctor import Mistake

from shrinkage.checks.dropout.channels_draws_mistakes import DRAWS, KEEPING, RATE, VALUES
from shrinkage.checks.dropout.channels_draws_mistakes import mistakes as about_the_draws

EVALUATION = "returns x as it is where training is False"


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


def paper_prediction(x, p, training, generator):
    if not training:
        return (1 - p) * x
    return x * (generator.random(x.shape[:2]) >= p)[:, :, None, None] / (1 - p)


def entry_by_entry(x, p, training, generator):
    if not training:
        return x
    return x * (generator.random(x.shape) >= p) / (1 - p)


def in_place(x, p, training, generator):
    if training:
        x *= (generator.random(x.shape[:2]) >= p)[:, :, None, None] / (1 - p)
    return x


UNSCALED = (
    "What is kept must grow by 1/(1 − p) in training, which makes up for what is dropped: the mean of the result over "
    "many masks is then x, and there is nothing to scale when predicting. The paper does it the other way round: it "
    "scales when predicting, and not in training."
)
DROPPED = (
    "Here channels are dropped where `training` is False, and a prediction changes from call to call. Drop where it is "
    "True, and only there."
)

mistakes = [
    *about_the_draws,
    Mistake(no_scaling, UNSCALED, loses=[VALUES]),
    Mistake(paper_convention, UNSCALED, loses=[EVALUATION, VALUES]),
    Mistake(paper_prediction, UNSCALED, loses=[EVALUATION]),
    Mistake(
        multiplied_by_the_share,
        "This multiplies what is kept by 1 − p. The mean of the result is then (1 − p)²x: divide by 1 − p instead.",
        loses=[VALUES],
    ),
    Mistake(divided_by_p, KEEPING, loses=[VALUES]),
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
        in_place,
        "The result is right, but x itself has been changed. Whoever called you may need x again, and with a second "
        "call it would be dropped twice: make a new array.",
        loses=[VALUES],
    ),
]
