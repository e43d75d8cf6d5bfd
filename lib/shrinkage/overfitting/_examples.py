"""What several modules of this topic do with a set of examples: check it, take rows of it, fit to it."""

from array_api_compat import array_namespace, device

from shrinkage import _validate


def inputs(X, name):
    """Inputs x (n,) or X (n, d)."""
    _validate.array(X, name)
    if X.ndim not in (1, 2):
        raise ValueError(f"{name} must have 1 or 2 dimensions, got an array of shape {tuple(X.shape)}")
    return X


def examples(X, y, x_name="X", y_name="y"):
    """Inputs (n,) or (n, d) and as many targets (n,)."""
    inputs(X, x_name)
    _validate.array(y, y_name, shape=(X.shape[0],))
    _validate.alike(**{x_name: X, y_name: y})
    return X, y


def several(values, name):
    """A sequence with something in it, as a list."""
    try:
        values = list(values)
    except TypeError:
        raise TypeError(f"{name} must be a sequence, got {values!r} ({type(values).__name__})") from None
    if not values:
        raise ValueError(f"{name} must not be empty, got []")
    return values


def take(X, indices):
    """Rows of X by their numbers, which are NumPy's whatever X is."""
    xp = array_namespace(X)
    return xp.take(X, xp.asarray(indices, device=device(X)), axis=0)


def fitted(fit, *arguments):
    """What `fit` makes of its arguments: a function that predicts."""
    predict = fit(*arguments)
    if not callable(predict):
        raise TypeError(f"fit must return a function that predicts, got {type(predict).__name__}")
    return predict
