"""The known mistakes of item 4."""

import numpy as np
from proctor import Mistake

VARIANCE = "returns the variance second, without bias and averaged over the points"
BIAS = "returns bias² first, less what the variance adds to it"
BELOW = "leaves an estimate of bias² below 0 as it is"
ALL = [VARIANCE, BIAS, BELOW]


def variance_by_draws(predictions, truth):
    corrected = predictions.var(axis=0, ddof=1) / len(predictions)
    return ((predictions.mean(axis=0) - truth) ** 2 - corrected).mean(), predictions.var(axis=0).mean()


def deviation_for_variance(predictions, truth):
    corrected = predictions.var(axis=0, ddof=1) / len(predictions)
    return ((predictions.mean(axis=0) - truth) ** 2 - corrected).mean(), predictions.std(axis=0, ddof=1).mean()


def bias_not_corrected(predictions, truth):
    return ((predictions.mean(axis=0) - truth) ** 2).mean(), predictions.var(axis=0, ddof=1).mean()


def corrected_too_little(predictions, truth):
    too_small = predictions.var(axis=0) / len(predictions)
    return ((predictions.mean(axis=0) - truth) ** 2 - too_small).mean(), predictions.var(axis=0, ddof=1).mean()


def whole_variance_taken(predictions, truth):
    variance = predictions.var(axis=0, ddof=1).mean()
    return ((predictions.mean(axis=0) - truth) ** 2).mean() - variance, variance


def divided_by_points(predictions, truth):
    variance = predictions.var(axis=0, ddof=1).mean()
    return ((predictions.mean(axis=0) - truth) ** 2).mean() - variance / len(truth) / len(predictions), variance


def correction_added(predictions, truth):
    variance = predictions.var(axis=0, ddof=1).mean()
    return ((predictions.mean(axis=0) - truth) ** 2).mean() + variance / len(predictions), variance


def clipped_at_zero(predictions, truth):
    variance = predictions.var(axis=0, ddof=1).mean()
    return max(((predictions.mean(axis=0) - truth) ** 2).mean() - variance / len(predictions), 0.0), variance


def clipped_at_each_point(predictions, truth):
    variance = predictions.var(axis=0, ddof=1)
    bias2 = (predictions.mean(axis=0) - truth) ** 2 - variance / len(predictions)
    return np.maximum(bias2, 0).mean(), variance.mean()


def averaged_before_squaring(predictions, truth):
    variance = predictions.var(axis=0, ddof=1).mean()
    return (predictions - truth).mean() ** 2 - variance / len(predictions), variance


def errors_squared_first(predictions, truth):
    variance = predictions.var(axis=0, ddof=1).mean()
    return ((predictions - truth) ** 2).mean() - variance / len(predictions), variance


def variance_over_the_points(predictions, truth):
    variance = predictions.var(axis=1).mean()
    return ((predictions.mean(axis=0) - truth) ** 2).mean() - variance / len(predictions), variance


def not_averaged(predictions, truth):
    variance = predictions.var(axis=0, ddof=1)
    return (predictions.mean(axis=0) - truth) ** 2 - variance / len(predictions), variance


def sum_over_the_points(predictions, truth):
    variance = predictions.var(axis=0, ddof=1).sum()
    return ((predictions.mean(axis=0) - truth) ** 2).sum() - variance / len(predictions), variance


def order_swapped(predictions, truth):
    variance = predictions.var(axis=0, ddof=1).mean()
    return variance, ((predictions.mean(axis=0) - truth) ** 2).mean() - variance / len(predictions)


mistakes = [
    Mistake(
        variance_by_draws,
        "This variance divides by the number of draws R, as the chapter's does. The mean was estimated from the "
        "same draws, so it is too small on average: with two draws, half of what it should be.",
        loses=[VARIANCE],
    ),
    Mistake(
        deviation_for_variance,
        "This is the mean of the standard deviations. The variance is their square, and only squares add up to the "
        "squared error.",
        loses=[VARIANCE],
    ),
    Mistake(
        bias_not_corrected,
        "This is the chapter's bias², which is too large when there are few training sets: the average prediction "
        "of R of them varies too, and its variance is in here. Take predictions 1 and 3 where the truth is 2.2.",
        loses=[BIAS, BELOW],
    ),
    Mistake(
        corrected_too_little,
        "Here bias² is corrected by a variance that divides by R, which is too small itself. Correct it by the "
        "unbiased variance over R.",
        loses=[BIAS, BELOW],
    ),
    Mistake(
        whole_variance_taken,
        "Here the whole variance is taken away from bias². What was squared is an average over R training sets: its "
        "variance is smaller than that of one.",
        loses=[BIAS, BELOW],
    ),
    Mistake(
        divided_by_points,
        "Here the correction is divided by the number of points too. Each point has its own average prediction, and "
        "each its own correction; the mean over the points comes after.",
        loses=[BIAS, BELOW],
    ),
    Mistake(
        correction_added,
        "Here the correction is added. The square of a noisy average is too large, so something must go.",
        loses=[BIAS, BELOW],
    ),
    Mistake(
        clipped_at_zero,
        "Here a negative result is set to 0. That looks tidier and brings the bias back: estimates that are too "
        "large stay, estimates that are too small are lifted.",
        loses=[BELOW],
    ),
    Mistake(
        clipped_at_each_point,
        "Here each point's negative estimate is set to 0 before the mean is taken. Errors above and below 0 then no "
        "longer cancel, and the mean is too large.",
        loses=[BELOW],
    ),
    Mistake(
        averaged_before_squaring,
        "Here the errors of all points are averaged and then squared, so that a model too high here and too low "
        "there seems to have no bias. Square at each point.",
        loses=[BIAS, BELOW],
    ),
    Mistake(
        errors_squared_first,
        "Here each prediction's error is squared and then averaged over the draws: that is bias² and variance "
        "together. Average the predictions first.",
        loses=[BIAS, BELOW],
    ),
    Mistake(
        variance_over_the_points,
        "This is how much one model's predictions vary from point to point. Variance asks how the predictions at "
        "one point vary from training set to training set: axis 0.",
        loses=ALL,
    ),
    Mistake(
        not_averaged,
        "These are arrays with an entry for each point. Two numbers were asked for: the means over the points.",
        loses=ALL,
    ),
    Mistake(
        sum_over_the_points,
        "This is the sum over the m points; the mean was asked for. List every point twice: the result must not "
        "change.",
        loses=ALL,
    ),
    Mistake(
        order_swapped,
        "The two numbers have changed places: (bias2, variance).",
        loses=ALL,
    ),
]
