"""Refuse weights, networks and labels that do not fit together."""

from array_api_compat import array_namespace, device, is_array_api_obj, is_torch_array

from shrinkage import _validate as validate


def checked_weights(weights, chained=False):
    """The namespace of a list of matrices; `chained`: each begins with as many rows as its predecessor has columns."""
    if not isinstance(weights, list | tuple):
        raise TypeError(f"weights must be a list of matrices, got {type(weights).__name__}")
    if not weights:
        raise ValueError("weights must hold at least one matrix, got none")
    for i, W in enumerate(weights):
        rows = weights[i - 1].shape[1] if chained and i else None
        validate.array(W, f"weights[{i}]", shape=(rows, None))
    return validate.alike(**{f"weights[{i}]": W for i, W in enumerate(weights)})


def checked_layers(parameters):
    """The namespace and the layers [(W₁, b₁), …] of a network: a dict of W1, b1, …, WL, bL."""
    if not isinstance(parameters, dict):
        raise TypeError(f"parameters must be a dict of W1, b1, W2, b2, …, got {type(parameters).__name__}")
    depth = len(parameters) // 2
    if depth == 0 or set(parameters) != {f"{letter}{i + 1}" for letter in "Wb" for i in range(depth)}:
        raise ValueError(f"parameters must hold W1, b1, W2, b2, … and nothing else, got {sorted(parameters)!r:.60}")
    width = None
    for i in range(1, depth + 1):
        width = validate.array(parameters[f"W{i}"], f"parameters['W{i}']", shape=(width, None)).shape[1]
        validate.array(parameters[f"b{i}"], f"parameters['b{i}']", shape=(width,))
    xp = validate.alike(**{f"parameters[{name!r}]": value for name, value in parameters.items()})
    return xp, [(parameters[f"W{i}"], parameters[f"b{i}"]) for i in range(1, depth + 1)]


def checked_network(parameters, X):
    """The namespace, the layers, and inputs that fit them."""
    _, layers = checked_layers(parameters)
    validate.array(X, "X", shape=(None, layers[0][0].shape[0]))
    return validate.alike(parameters=layers[0][0], X=X), layers


def checked_classes(labels, like, classes):
    """`labels` as integers of the library of `like`, one a row of it, each in 0 … classes − 1."""
    if not is_array_api_obj(labels) or is_torch_array(labels) != is_torch_array(like):
        raise TypeError(f"labels must be an array of {type(like).__name__}'s library, got {type(labels).__name__}")
    xp = array_namespace(labels)
    if not xp.isdtype(labels.dtype, "integral"):
        raise TypeError(f"labels must have an integer dtype, got {labels.dtype}")
    if tuple(labels.shape) != (like.shape[0],):
        raise ValueError(f"labels must have shape ({like.shape[0]},), got {tuple(labels.shape)}")
    low, high = int(xp.min(labels)), int(xp.max(labels))
    if low < 0 or high >= classes:
        raise ValueError(f"labels must lie in 0 … {classes - 1}, got values from {low} to {high}")
    return labels


def one_hot(xp, labels, like):
    """The labels as rows of the unit matrix: (n, classes), of the dtype of `like` (n, classes)."""
    classes = xp.arange(like.shape[1], dtype=labels.dtype, device=device(labels))
    return xp.astype(labels[:, None] == classes, like.dtype)


def checked_signs(y, X):
    """y (n,) as floats that are −1 or +1, one a row of X."""
    validate.array(y, "y", shape=(X.shape[0],))
    xp = validate.alike(X=X, y=y)
    if bool(xp.any(xp.abs(y) != 1)):
        raise ValueError(f"y must be −1 or +1 in every entry, got values from {float(xp.min(y))} to {float(xp.max(y))}")
    return y


def checked_direction(w, name="w", like=None):
    """A vector that is not zero."""
    validate.array(w, name, shape=(None if like is None else like.shape[-1],))
    if not bool(array_namespace(w).any(w != 0)):
        raise ValueError(f"{name} must not be zero, got a vector of zeros: it has no direction")
    return w


def checked_scalar(value, name, **limits):
    """A number within limits, or an array of shape () that holds one."""
    if is_array_api_obj(value):
        validate.number(validate.array(value, name, ndim=0).item(), name, **limits)
        return value
    return validate.number(value, name, **limits)
