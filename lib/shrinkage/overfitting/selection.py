"""Choose between models without a test set: folds, cross-validation, the one-standard-error rule."""

import math

import numpy as np
from array_api_compat import array_namespace

from shrinkage import _validate
from shrinkage.overfitting._examples import examples, fitted, several, take
from shrinkage.overfitting.fitting import mean_squared_error


def k_fold(n, k, generator):
    """Deal n examples at random into k folds: each is for validation once, and for training k − 1 times.

    Parameters
    ----------
    n : int
        How many examples, at least 2.
    k : int
        How many folds, from 2 to n. With k = n each fold is one example: leave-one-out.
    generator : numpy.random.Generator
        Shuffles the examples first: files are often sorted.

    Returns
    -------
    list of k pairs (train, validation)
        Increasing row numbers, as NumPy arrays. The k validation parts are disjoint, cover 0, …, n − 1 and
        differ in size by at most one; train is the rest.

    Raises
    ------
    ValueError, TypeError
        If n or k is not an integer in its range, or generator not a numpy.random.Generator.
    """
    n = _validate.integer(n, "n", minimum=2)
    k = _validate.integer(k, "k", minimum=2, maximum=n)
    _validate.generator(generator)
    order = generator.permutation(n)
    parts = [np.sort(part) for part in np.array_split(order, k)]
    return [(np.setdiff1d(order, part), part) for part in parts]


def cross_validation(fit, X, y, values, folds):
    """The validation error of every candidate value on every fold.

    Parameters
    ----------
    fit : function
        `fit(X, y, value)` returns a function that predicts. Everything that looks at the data (scaling,
        choosing columns) belongs inside, or the validation examples leak into the training.
    X : array (n,) or (n, d)
    y : array (n,)
        One library, dtype and device.
    values : sequence
        The candidates, whatever `fit` takes: degrees, penalties, names.
    folds : sequence of pairs (train, validation)
        Row numbers, as from `k_fold`. All values see the same folds, so their errors can be compared fold
        by fold.

    Returns
    -------
    array (len(values), len(folds))
        Mean squared errors; the mean over a row estimates the error of that value on new data, when trained
        on n(k − 1)/k examples.

    Raises
    ------
    ValueError, TypeError
        If an argument is not what it must be, or a fold holds row numbers that X does not have.

    References
    ----------
    M. Stone, *Cross-validatory choice and assessment of statistical predictions*, J. R. Stat. Soc. B 36
    (1974).
    """
    _validate.function(fit, "fit")
    examples(X, y)
    values, folds = several(values, "values"), _checked(folds, X.shape[0])
    xp = array_namespace(X, y)

    def error(value, train, validation):
        predict = fitted(fit, take(X, train), take(y, train), value)
        return mean_squared_error(predict(take(X, validation)), take(y, validation))

    return xp.stack([xp.stack([error(value, *fold) for fold in folds]) for value in values])


def one_standard_error(errors):
    r"""The most regularised candidate that is not clearly worse than the best: the one-standard-error rule.

    With the mean :math:`\bar e_i` and the standard deviation :math:`s_i` (k − 1 in the denominator) of the k
    errors of candidate i, and the best candidate b = argmin ē, it is the first i with

    .. math:: \bar e_i \le \bar e_b + s_b / \sqrt{k}.

    Parameters
    ----------
    errors : array (len(values), k)
        Validation errors as from `cross_validation`, k ≥ 2. **The candidates run from the most regularised
        to the least**: degrees upward, penalties downward.

    Returns
    -------
    int
        The index of that candidate: at most b, the index of the best.

    Raises
    ------
    ValueError, TypeError
        If errors is not a finite floating-point array of two dimensions with at least two columns.

    References
    ----------
    L. Breiman, J. Friedman, R. Olshen and C. Stone, *Classification and Regression Trees* (1984), §3.4.3;
    T. Hastie, R. Tibshirani and J. Friedman, *The Elements of Statistical Learning* (2009), §7.10.1.
    """
    _validate.array(errors, "errors", ndim=2)
    k = errors.shape[1]
    if k < 2:
        raise ValueError(f"errors must have at least 2 columns, one a fold, got shape {tuple(errors.shape)}")
    xp = array_namespace(errors)
    means = xp.mean(errors, axis=1)  # (len(values),)
    best = int(xp.argmin(means))
    standard_error = xp.std(errors[best, :], correction=1) / math.sqrt(k)
    within = means <= means[best] + standard_error
    return int(xp.argmax(xp.astype(within, xp.int64)))  # the first True


def _checked(folds, n):
    """The folds as a list of pairs of row numbers below n."""
    folds = several(folds, "folds")
    for fold in folds:
        if not isinstance(fold, tuple | list) or len(fold) != 2:
            raise TypeError(f"folds must be pairs (train, validation), got {type(fold).__name__}")
        for rows in map(np.asarray, fold):
            if rows.ndim != 1 or rows.size == 0 or rows.dtype.kind not in "iu":
                raise TypeError(f"folds must hold row numbers, got shape {rows.shape} of {rows.dtype}")
            if rows.min() < 0 or rows.max() >= n:
                raise ValueError(f"folds must hold row numbers below {n}, got {rows.min()} to {rows.max()}")
    return folds
