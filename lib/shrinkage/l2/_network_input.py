"""Refuse a network, its inputs or its labels where they do not fit together."""

from array_api_compat import array_namespace, is_array_api_obj, is_torch_array

from shrinkage import _validate as check


def checked_network(parameters, X):
    """The namespace of a network and inputs that fit it."""
    if not isinstance(parameters, dict):
        raise TypeError(f"parameters must be a dict of W1, b1, W2, b2, got {type(parameters).__name__}")
    if set(parameters) != {"W1", "b1", "W2", "b2"}:
        raise ValueError(f"parameters must hold W1, b1, W2, b2 and nothing else, got {sorted(parameters)}")
    inputs, hidden = check.array(parameters["W1"], "parameters['W1']", ndim=2).shape
    outputs = check.array(parameters["W2"], "parameters['W2']", shape=(hidden, None)).shape[1]
    check.array(parameters["b1"], "parameters['b1']", shape=(hidden,))
    check.array(parameters["b2"], "parameters['b2']", shape=(outputs,))
    check.array(X, "X", shape=(None, inputs))
    return check.alike(**{f"parameters[{name!r}]": value for name, value in parameters.items()}, X=X)


def checked_labels(parameters, X, labels):
    """`labels` as integers, one a row of X, each the index of an output."""
    classes = parameters["W2"].shape[1]
    if not is_array_api_obj(labels) or is_torch_array(labels) != is_torch_array(X):
        raise TypeError(f"labels must come from the library of X ({type(X).__name__}), got {type(labels).__name__}")
    xp = array_namespace(labels)
    if not xp.isdtype(labels.dtype, "integral"):
        raise TypeError(f"labels must have an integer dtype, got {labels.dtype}")
    if tuple(labels.shape) != (X.shape[0],):
        raise ValueError(f"labels must have shape ({X.shape[0]},), got {tuple(labels.shape)}")
    low, high = int(xp.min(labels)), int(xp.max(labels))
    if low < 0 or high >= classes:
        raise ValueError(f"labels must lie in 0 … {classes - 1}, got values from {low} to {high}")
    return labels
