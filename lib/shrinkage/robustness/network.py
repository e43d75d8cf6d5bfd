"""A ReLU network of any depth, with its derivatives by hand: those of the loss and those of the outputs."""

import itertools
import math

import numpy as np
from array_api_compat import array_namespace, device

from shrinkage import _validate as validate
from shrinkage.robustness._input import checked_classes, checked_network, one_hot


def init_relu_network(sizes, generator, like=None):
    """Draw each W_l (d_{l−1}, d_l) from N(0, 2/d_{l−1}), which keeps the size of the signal; set the biases to zero.

    Parameters
    ----------
    sizes : sequence of int
        d₀, …, d_L: the inputs, the hidden layers, the outputs; at least two numbers.
    generator : numpy.random.Generator
        Where the weights come from, whatever the library of `like`.
    like : array, optional
        An array whose library, dtype and device the parameters take; without it, NumPy float64.

    Returns
    -------
    dict
        ``{"W1": (d₀, d₁), "b1": (d₁,), …, "WL": (d_{L−1}, d_L), "bL": (d_L,)}``.

    Raises
    ------
    TypeError
        If `sizes` is not a sequence of integers, `generator` not a Generator or `like` not a floating-point array.
    ValueError
        If there are fewer than two sizes, or one is less than 1.

    References
    ----------
    .. [1] K. He, X. Zhang, S. Ren and J. Sun, "Delving deep into rectifiers", ICCV (2015), equation 10.
    """
    if not isinstance(sizes, list | tuple):
        raise TypeError(f"sizes must be a list of integers, got {sizes!r:.60}")
    for size in sizes:
        validate.integer(size, "sizes", minimum=1)
    if len(sizes) < 2:
        raise ValueError(f"sizes must hold at least the inputs and the outputs, got {sizes!r}")
    validate.generator(generator)
    like = validate.array(np.ones(1) if like is None else like, "like")
    drawn = {}
    for i, (rows, columns) in enumerate(itertools.pairwise(sizes), start=1):
        drawn |= {f"W{i}": generator.normal(size=(rows, columns)) * math.sqrt(2 / rows), f"b{i}": np.zeros(columns)}
    xp = array_namespace(like)
    return {name: xp.asarray(value, dtype=like.dtype, device=device(like)) for name, value in drawn.items()}


def activations(xp, layers, X):
    """What enters each layer, and the logits: [X, H₁, …, H_{L−1}], Z."""
    entering = [X]
    for W, b in layers[:-1]:
        A = entering[-1] @ W + b
        entering.append(xp.where(A > 0, A, xp.zeros_like(A)))
    W, b = layers[-1]
    return entering, entering[-1] @ W + b


def relu_logits(parameters, X):
    """The outputs h_L of h₀ = x, h_l = max(0, h_{l−1}W_l + b_l), the last layer without the max.

    Parameters
    ----------
    parameters : dict
        ``W1, b1, W2, b2, …``, as :func:`init_relu_network` makes them.
    X : array (n, d₀)
        Inputs, of the library, dtype and device of the parameters.

    Returns
    -------
    array (n, d_L)
        One logit a class.

    Raises
    ------
    TypeError
        If `parameters` is not a dict of floating-point arrays, or the arrays are not alike.
    ValueError
        If a parameter is missing, shapes do not fit, or an array is empty or not finite.
    """
    xp, layers = checked_network(parameters, X)
    return activations(xp, layers, X)[1]


def backward(xp, layers, X, labels):
    """What enters each layer, and each example's own ∂loss/∂(output of the layer before its ReLU)."""
    entering, Z = activations(xp, layers, X)
    P = xp.exp(Z - xp.max(Z, axis=1, keepdims=True))
    deltas = [P / xp.sum(P, axis=1, keepdims=True) - one_hot(xp, labels, Z)]  # (n, d_L)
    for (W, _), H in zip(layers[:0:-1], entering[:0:-1], strict=True):
        deltas.insert(0, deltas[0] @ W.T * xp.astype(H > 0, Z.dtype))  # (n, d_l)
    return entering, deltas


def relu_gradients(parameters, X, labels):
    """The gradients of the mean cross-entropy (1/n) Σᵢ −log softmax(zᵢ)[labelᵢ], with no penalty in it.

    Parameters
    ----------
    parameters, X
        As in :func:`relu_logits`.
    labels : array (n,) of integers
        Classes, each in 0 … d_L − 1.

    Returns
    -------
    dict
        One gradient a parameter, under its name and of its shape. The optimizers of
        :mod:`shrinkage.weight_decay` take it as it is.

    Raises
    ------
    TypeError, ValueError
        As :func:`relu_logits`, and if the labels are not integers in range, one a row of `X`.
    """
    xp, layers = checked_network(parameters, X)
    checked_classes(labels, X, layers[-1][1].shape[0])
    entering, deltas = backward(xp, layers, X, labels)
    gradients = {}
    for i, (H, delta) in enumerate(zip(entering, deltas, strict=True), start=1):
        gradients |= {f"W{i}": H.T @ delta / X.shape[0], f"b{i}": xp.mean(delta, axis=0)}
    return gradients
