"""A two-layer tanh network with an L2 penalty on its weights: its loss, and the gradients by hand."""

import math

import numpy as np
from array_api_compat import array_namespace, device

from shrinkage import _validate as check
from shrinkage.l2._network_input import checked_labels, checked_network
from shrinkage.l2.step import penalty, penalty_gradient


def init_network(inputs, hidden, outputs, generator, like=None):
    """Draw W1 (inputs, hidden) and W2 (hidden, outputs) from N(0, 1/fan-in); set b1 and b2 to zero.

    Parameters
    ----------
    inputs, hidden, outputs : int
        Sizes of the layers, each at least 1.
    generator : numpy.random.Generator
        Where the weights come from, whatever the library of `like`.
    like : array, optional
        An array whose library, dtype and device the parameters take; without it, NumPy float64.

    Returns
    -------
    dict
        ``{"W1": (inputs, hidden), "b1": (hidden,), "W2": (hidden, outputs), "b2": (outputs,)}``.

    Raises
    ------
    TypeError
        If a size is not an integer, `generator` not a Generator or `like` not a floating-point array.
    ValueError
        If a size is less than 1.

    References
    ----------
    .. [1] Y. LeCun, L. Bottou, G. B. Orr and K.-R. Müller, "Efficient BackProp" (1998), section 4.6.
    """
    check.integer(inputs, "inputs", minimum=1)
    check.integer(hidden, "hidden", minimum=1)
    check.integer(outputs, "outputs", minimum=1)
    check.generator(generator)
    like = check.array(np.ones(1) if like is None else like, "like")
    drawn = {
        "W1": generator.normal(size=(inputs, hidden)) / math.sqrt(inputs),
        "b1": np.zeros(hidden),
        "W2": generator.normal(size=(hidden, outputs)) / math.sqrt(hidden),
        "b2": np.zeros(outputs),
    }
    xp = array_namespace(like)
    return {name: xp.asarray(value, dtype=like.dtype, device=device(like)) for name, value in drawn.items()}


def network_logits(parameters, X):
    """The network's outputs before the softmax: tanh(XW₁ + b₁)W₂ + b₂.

    Parameters
    ----------
    parameters : dict
        ``W1, b1, W2, b2``, as :func:`init_network` makes them.
    X : array (n, inputs)
        Inputs, of the library, dtype and device of the parameters.

    Returns
    -------
    array (n, outputs)
        One logit a class.

    Raises
    ------
    TypeError
        If `parameters` is not a dict of floating-point arrays, or the arrays are not alike.
    ValueError
        If a parameter is missing, shapes do not fit, or an array is empty or not finite.
    """
    xp = checked_network(parameters, X)
    return _forward(xp, parameters, X)[1]


def _forward(xp, parameters, X):
    """Hidden activations and logits."""
    H = xp.tanh(X @ parameters["W1"] + parameters["b1"])  # (n, hidden)
    return H, H @ parameters["W2"] + parameters["b2"]  # (n, outputs)


def _one_hot(xp, labels, logits):
    """The labels as rows of the unit matrix, in the dtype of the logits."""
    classes = xp.arange(logits.shape[1], dtype=labels.dtype, device=device(labels))
    return xp.astype(labels[:, None] == classes, logits.dtype)  # (n, outputs)


def network_loss(parameters, X, labels, lam):
    """J = (1/n) Σᵢ −log softmax(zᵢ)[labelᵢ] + λ·½(‖W₁‖² + ‖W₂‖²): the biases carry no penalty.

    Parameters
    ----------
    parameters, X
        As in :func:`network_logits`.
    labels : array (n,) of integers
        Classes, each in 0 … outputs − 1.
    lam : float
        Strength λ ≥ 0.

    Returns
    -------
    array ()
        J, of the library, dtype and device of the parameters.

    Raises
    ------
    TypeError
        As :func:`network_logits`, and if `labels` is not an integer array or `lam` not a real number.
    ValueError
        As :func:`network_logits`, and if a label is out of range or `lam` is negative.

    References
    ----------
    .. [1] I. Goodfellow, Y. Bengio and A. Courville, Deep Learning (2016), section 7.1, on why
       biases stay free.
    """
    xp = checked_network(parameters, X)
    checked_labels(parameters, X, labels)
    logits = _forward(xp, parameters, X)[1]
    # −log softmax(z)[label] = log Σ exp z − z[label], the largest z taken out so that exp cannot overflow
    logits = logits - xp.max(logits, axis=1, keepdims=True)
    log_total = xp.log(xp.sum(xp.exp(logits), axis=1))
    losses = log_total - xp.sum(logits * _one_hot(xp, labels, logits), axis=1)
    return xp.mean(losses) + penalty(parameters["W1"], lam) + penalty(parameters["W2"], lam)


def network_gradients(parameters, X, labels, lam):
    """The gradients of :func:`network_loss`, by backpropagation written out.

    With P the softmax of the logits, Y the one-hot labels and H the hidden activations:
    δ₂ = (P − Y)/n and δ₁ = δ₂W₂ᵀ ∘ (1 − H²); then ∇W₂ = Hᵀδ₂ + λW₂, ∇W₁ = Xᵀδ₁ + λW₁, and the biases'
    gradients are the column sums of δ₂ and δ₁, with no λ in them.

    Parameters
    ----------
    parameters, X, labels, lam
        As in :func:`network_loss`.

    Returns
    -------
    dict
        One gradient a parameter, under its name and of its shape.

    Raises
    ------
    TypeError, ValueError
        As :func:`network_loss`.

    References
    ----------
    .. [1] D. E. Rumelhart, G. E. Hinton and R. J. Williams, "Learning representations by back-propagating
       errors", Nature 323 (1986).
    """
    xp = checked_network(parameters, X)
    checked_labels(parameters, X, labels)
    gradients = loss_gradients(xp, parameters, X, labels)
    for name in ("W1", "W2"):
        gradients[name] = gradients[name] + penalty_gradient(parameters[name], lam)
    return gradients


def loss_gradients(xp, parameters, X, labels):
    """The gradients of the mean loss alone, for arguments that are checked."""
    H, logits = _forward(xp, parameters, X)
    P = xp.exp(logits - xp.max(logits, axis=1, keepdims=True))
    P = P / xp.sum(P, axis=1, keepdims=True)
    delta2 = (P - _one_hot(xp, labels, logits)) / X.shape[0]  # (n, outputs)
    delta1 = delta2 @ parameters["W2"].T * (1 - H**2)  # (n, hidden)
    b1, b2 = xp.sum(delta1, axis=0), xp.sum(delta2, axis=0)
    return {"W1": X.T @ delta1, "b1": b1, "W2": H.T @ delta2, "b2": b2}


def accuracy(parameters, X, labels):
    """The share of examples whose largest logit is that of their label.

    Parameters
    ----------
    parameters, X, labels
        As in :func:`network_loss`.

    Returns
    -------
    float
        Between 0 and 1.

    Raises
    ------
    TypeError, ValueError
        As :func:`network_loss`.
    """
    xp = checked_network(parameters, X)
    checked_labels(parameters, X, labels)
    right = xp.argmax(_forward(xp, parameters, X)[1], axis=1) == labels
    return float(xp.count_nonzero(right)) / X.shape[0]
