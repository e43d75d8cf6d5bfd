"""Training and validation error against the number of examples, and against the capacity."""

from array_api_compat import array_namespace

from shrinkage import _validate
from shrinkage.overfitting._examples import examples, fitted, several
from shrinkage.overfitting.fitting import mean_squared_error


def learning_curve(fit, X, y, X_val, y_val, sizes):
    """Training and validation error as the training set grows: does more data help?

    Parameters
    ----------
    fit : function
        `fit(X, y)` returns a function that predicts.
    X : array (n,) or (n, d)
    y : array (n,)
        The training examples, in random order: a training set of size s is the first s of them.
    X_val : array (m,) or (m, d)
    y_val : array (m,)
        The validation examples, the same for every size.
    sizes : sequence of int
        The sizes, each from 1 to n.

    Returns
    -------
    train_errors, validation_errors : arrays (len(sizes),)
        Mean squared errors: on the s examples that were fitted, and on the validation examples.

    Raises
    ------
    ValueError, TypeError
        If an argument is not what it must be.
    """
    _validate.function(fit, "fit")
    examples(X, y)
    examples(X_val, y_val, "X_val", "y_val")
    sizes = [
        _validate.integer(size, "every entry of sizes", minimum=1, maximum=X.shape[0])
        for size in several(sizes, "sizes")
    ]
    runs = [(fitted(fit, X[:size], y[:size]), X[:size], y[:size]) for size in sizes]
    return _errors(runs, X_val, y_val)


def validation_curve(fit, X, y, X_val, y_val, values):
    """Training and validation error as one knob is turned: is the capacity too small or too large?

    Parameters
    ----------
    fit : function
        `fit(X, y, value)` returns a function that predicts.
    X : array (n,) or (n, d)
    y : array (n,)
        The training examples.
    X_val : array (m,) or (m, d)
    y_val : array (m,)
        The validation examples.
    values : sequence
        The settings of the knob, whatever `fit` takes.

    Returns
    -------
    train_errors, validation_errors : arrays (len(values),)
        Mean squared errors: on the training and on the validation examples.

    Raises
    ------
    ValueError, TypeError
        If an argument is not what it must be.
    """
    _validate.function(fit, "fit")
    examples(X, y)
    examples(X_val, y_val, "X_val", "y_val")
    runs = [(fitted(fit, X, y, value), X, y) for value in several(values, "values")]
    return _errors(runs, X_val, y_val)


def _errors(runs, X_val, y_val):
    """The two errors of every (predict, X, y), as two arrays."""
    xp = array_namespace(X_val, y_val)
    train = [mean_squared_error(predict(X), y) for predict, X, y in runs]
    validation = [mean_squared_error(predict(X_val), y_val) for predict, _, _ in runs]
    return xp.stack(train), xp.stack(validation)
