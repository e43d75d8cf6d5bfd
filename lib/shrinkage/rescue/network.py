"""The given network, its plain training, and its accuracy as the judge computes it."""

from itertools import pairwise

import numpy as np
from array_api_compat import is_torch_array

from shrinkage import _validate as validate

SIZES = (40, 128, 128, 10)
"""The widths of the given network's layers: 40 inputs, two hidden layers of 128 units, 10 classes."""

STEPS, BATCH, RATE = 1500, 100, 1e-3  # of the plain training


def make_network(generator):
    """The given network, not yet trained: z = W₃ relu(W₂ relu(W₁x + b₁) + b₂) + b₃, with 23,050 numbers to learn.

    Parameters
    ----------
    generator : torch.Generator
        Draws the weights and biases, uniformly on ±1/√(inputs of the layer), as torch does by default.

    Returns
    -------
    torch.nn.Sequential
        Linear, ReLU, Linear, ReLU, Linear, of the widths `SIZES`; its `parameters()` are W₁, b₁, W₂, b₂, W₃, b₃.

    Raises
    ------
    TypeError
        If `generator` is not a torch.Generator.
    """
    import torch

    _torch_generator(generator)
    layers = []
    for inputs, outputs in pairwise(SIZES):
        layer = torch.nn.utils.skip_init(torch.nn.Linear, inputs, outputs)
        for parameter in layer.parameters():
            torch.nn.init.uniform_(parameter, -(inputs**-0.5), inputs**-0.5, generator=generator)
        layers += [layer, torch.nn.ReLU()]
    return torch.nn.Sequential(*layers[:-1])


def train_plainly(X, y, generator):
    """The given network, trained without any regularization: 1500 steps of Adam on batches of 100.

    Parameters
    ----------
    X : torch.Tensor (n, 40), float32
    y : torch.Tensor (n,), int64
        Labels from 0 to 9.
    generator : torch.Generator
        Draws the network, then the batches: the rows are shuffled anew for each pass over them.

    Returns
    -------
    torch.nn.Sequential
        The trained network.

    Raises
    ------
    TypeError, ValueError
        If `X` is not a finite tensor of width 40, `y` not as long, or `generator` not a torch.Generator.
    """
    import torch

    validate.array(X, "X", shape=(None, SIZES[0]))
    _labels(y, "y", len(X))
    network = make_network(generator)
    optimizer = torch.optim.Adam(network.parameters(), lr=RATE, fused=True)
    order = torch.empty(0, dtype=torch.int64)
    for _ in range(STEPS):
        if len(order) == 0:
            order = torch.randperm(len(X), generator=generator)
        rows, order = order[:BATCH], order[BATCH:]
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(network(X[rows]), y[rows]).backward()
        optimizer.step()
    return network


def accuracy(weights, X, y):
    """The share of the examples whose label the given network, with these weights, finds.

    Parameters
    ----------
    weights : sequence of six arrays
        W₁, b₁, W₂, b₂, W₃, b₃, in the shapes of `make_network`: the list that `run` returns.
    X : array (n, 40)
    y : array (n,) of integers

    Returns
    -------
    float

    Raises
    ------
    TypeError, ValueError
        If `weights` are not six finite arrays of these shapes, or `X` and `y` not arrays that fit.
    """
    W1, b1, W2, b2, W3, b3 = checked(weights)
    validate.array(X, "X", shape=(None, SIZES[0]))
    _labels(y, "y", len(X))
    A = np.maximum(np.asarray(X) @ W1.T + b1, 0)  # (n, 128)
    A = np.maximum(A @ W2.T + b2, 0)
    return float(np.mean(np.argmax(A @ W3.T + b3, axis=1) == np.asarray(y)))


def checked(weights):
    """The six arrays, if that is what `weights` are."""
    shapes = [shape for inputs, outputs in pairwise(SIZES) for shape in ((outputs, inputs), (outputs,))]
    if not isinstance(weights, list | tuple) or len(weights) != len(shapes):
        size = f" of {len(weights)}" if isinstance(weights, list | tuple) else ""
        raise TypeError(f"weights must be a list of six arrays, got a {type(weights).__name__}{size}")
    for array, shape in zip(weights, shapes, strict=True):
        validate.array(array, "weights", shape=shape)
    return [np.asarray(array) for array in weights]


def weights_of(network):
    """The parameters of what a fit returned, as six arrays of float32."""
    parts = list(network.parameters()) if callable(getattr(network, "parameters", None)) else network
    if not isinstance(parts, list | tuple):
        raise TypeError(f"fit must return the given network, got {_name(parts)}")
    try:
        with np.errstate(over="ignore"):  # what is too large for float32 is not finite
            parts = [_as_float32(part) for part in parts]
    except (TypeError, ValueError):
        kinds = ", ".join(type(part).__name__ for part in parts[:8])
        raise TypeError(f"fit must return the given network alone, got a {type(parts).__name__} of {kinds}") from None
    if not all(np.isfinite(part).all() for part in parts):
        raise ValueError("fit must return finite weights, got nan or inf in them")
    try:
        return checked(parts)
    except (TypeError, ValueError):
        shapes = ", ".join(str(part.shape) for part in parts[:8])
        raise ValueError(f"fit must return the given network, got parameters of the shapes {shapes}") from None


def _as_float32(part):
    return np.array(part.detach().cpu().float().numpy() if hasattr(part, "detach") else part, dtype=np.float32)


def _name(value):
    return "None: is a `return` missing?" if value is None else f"a {type(value).__name__}"


def _labels(values, name, count):
    if not (isinstance(values, np.ndarray) or is_torch_array(values)) or tuple(values.shape) != (count,):
        shape = tuple(values.shape) if hasattr(values, "shape") else type(values).__name__
        raise ValueError(f"{name} must be an array of {count} labels, as many as rows of X, got {shape}")


def _torch_generator(generator):
    import torch

    if not isinstance(generator, torch.Generator):
        raise TypeError(f"generator must be a torch.Generator, got {generator!r:.60} ({type(generator).__name__})")
