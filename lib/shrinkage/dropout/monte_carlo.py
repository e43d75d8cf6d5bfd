"""Monte Carlo dropout: predict with the masks on, many times."""

from array_api_compat import array_namespace

from shrinkage import _validate as check
from shrinkage.dropout._input import checked_generator


def mc_predict(predict, X, draws, generator):
    """The mean and the spread of predictions that draw their own masks.

    mean = (1/T) Σₜ f(X, mₜ) estimates the average over all thinned networks; std is the standard deviation of the T
    predictions, divided by T, not T − 1. It is the spread over masks and says nothing of how noisy the targets are.

    Parameters
    ----------
    predict : callable
        f: takes `X` and `generator`, draws fresh masks, and returns an array, the same shape each time.
    X : array, real floating
        Inputs; handed to `predict` as they are.
    draws : int
        How many predictions T, at least 1.
    generator : numpy.random.Generator or torch.Generator
        NumPy's where `X` is a NumPy array; for a tensor torch's, on the tensor's device.

    Returns
    -------
    mean, std : arrays of the shape of one prediction
        Of its library, dtype and device.

    Raises
    ------
    TypeError
        If `predict` is not callable, `X` not a floating-point array, `draws` not an integer, or `generator` not of
        the library of `X`.
    ValueError
        If `X` is empty or not finite, `draws` less than 1, `generator` on another device, or a prediction not a
        finite floating-point array.

    Notes
    -----
    A torch module draws from the generators of its own :class:`Dropout` layers, with the module in training mode:
    ``lambda X, generator: model(X)``. Call within `torch.no_grad()` unless gradients are wanted.

    References
    ----------
    .. [1] Y. Gal and Z. Ghahramani, "Dropout as a Bayesian approximation: representing model uncertainty in deep
       learning", ICML (2016), who add the variance of the noise, which depends on a prior length scale.
    """
    check.function(predict, "predict")
    check.array(X, "X")
    check.integer(draws, "draws", minimum=1)
    checked_generator(X, generator)
    predictions = [check.array(predict(X, generator), "what predict returns") for _ in range(draws)]
    xp = array_namespace(*predictions)
    predictions = xp.stack(predictions)  # (T, …)
    return xp.mean(predictions, axis=0), xp.std(predictions, axis=0, correction=0)
