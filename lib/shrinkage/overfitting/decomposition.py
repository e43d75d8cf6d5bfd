"""Bias and variance: what a method of fitting does over many training sets that might have been drawn."""

from typing import Any, NamedTuple

from array_api_compat import array_namespace

from shrinkage import _validate
from shrinkage.overfitting._examples import fitted, inputs


class BiasVariance(NamedTuple):
    """The expected squared error of prediction and its three parts, each averaged over the points.

    Parameters
    ----------
    bias2 : float
        How far the average prediction is from the truth, squared.
    variance : float
        How far a prediction is from the average one, squared, on average over training sets.
    noise : float
        The variance of y around the truth, which no prediction can avoid.
    total : float
        Their sum.
    """

    bias2: Any
    variance: Any
    noise: Any
    total: Any


def repeated_predictions(fit, sample, x, draws, generator):
    """Draw a training set, fit, predict at the same points, and do that again and again.

    Parameters
    ----------
    fit : function
        `fit(X, y)` returns a function that predicts: `predict(x)` of shape (m,).
    sample : function
        `sample(generator)` draws a training set and returns it as (X, y).
    x : array (m,) or (m, d)
        The points to predict at.
    draws : int
        How many training sets, at least 1.
    generator : numpy.random.Generator
        Handed to `sample` each time.

    Returns
    -------
    array (draws, m)
        Row r holds the predictions of the model that was fitted to training set r.

    Raises
    ------
    ValueError, TypeError
        If an argument is not what it must be, or what `fit` and its predictor return is not.
    """
    _validate.function(fit, "fit")
    _validate.function(sample, "sample")
    inputs(x, "x")
    draws = _validate.integer(draws, "draws", minimum=1)
    _validate.generator(generator)
    predictions = [fitted(fit, *sample(generator))(x) for _ in range(draws)]
    for prediction in predictions:
        _validate.array(prediction, "what fit(X, y)(x) returns", shape=(x.shape[0],))
    return array_namespace(x).stack(predictions)  # (draws, m)


def bias_variance(predictions, truth, noise_variance=0.0):
    r"""Split the expected squared error of prediction into bias², variance and noise.

    At a point with truth f(x), over training sets D and the noise of a new y = f(x) + ε,

    .. math::

        \mathbb E_{D,\varepsilon}(\hat f_D(x) - y)^2
        = \underbrace{(\bar f(x) - f(x))^2}_{\text{bias}^2}
        + \underbrace{\mathbb E_D(\hat f_D(x) - \bar f(x))^2}_{\text{variance}} + \sigma^2,
        \qquad \bar f = \mathbb E_D \hat f_D .

    Here E_D is the mean over the given draws, and each part is averaged over the m points.

    Parameters
    ----------
    predictions : array (draws, m)
        One row a training set, as from `repeated_predictions`.
    truth : array (m,)
        f(x), without noise, at the same points; same library, dtype and device.
    noise_variance : float
        σ², at least 0. With 0 the total is the mean of (f̂_D(x) − f(x))², exactly.

    Returns
    -------
    BiasVariance
        (bias2, variance, noise, total), scalars of the library and dtype of the input. The variance divides
        by the number of draws, not by one less, so that the identity above is exact and not only true on
        average. The price: over R draws, bias2 is too large by variance/R on average, and variance too
        small by as much.

    Raises
    ------
    ValueError, TypeError
        If the shapes do not fit, the arrays are not finite, floating-point and alike, or noise_variance is
        negative.

    References
    ----------
    S. Geman, E. Bienenstock and R. Doursat, *Neural networks and the bias/variance dilemma*, Neural
    Computation 4 (1992); T. Hastie, R. Tibshirani and J. Friedman, *The Elements of Statistical Learning*
    (2009), eq. 7.9.
    """
    _validate.array(predictions, "predictions", ndim=2)
    _validate.array(truth, "truth", shape=(predictions.shape[1],))
    _validate.number(noise_variance, "noise_variance", minimum=0)
    xp = _validate.alike(predictions=predictions, truth=truth)
    average = xp.mean(predictions, axis=0)  # (m,)
    bias2 = xp.mean((average - truth) ** 2)
    variance = xp.mean((predictions - average) ** 2)
    noise = 0 * bias2 + float(noise_variance)  # a scalar of the same kind
    return BiasVariance(bias2, variance, noise, bias2 + variance + noise)
