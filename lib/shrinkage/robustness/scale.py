"""Weights of another scale and the same function: what L2 sees and the function does not, and a penalty that agrees."""

import math

from shrinkage import _validate as validate
from shrinkage.robustness._input import checked_layers, checked_weights


def rescale_layers(parameters, gammas):
    """Multiply the matrices of a ReLU network, and its biases so that each layer's output only changes scale.

    W_l ← γ_l W_l and b_l ← (γ₁⋯γ_l) b_l. Since max(0, cz) = c·max(0, z) for c > 0, the output of layer l is multiplied
    by γ₁⋯γ_l, and the logits by the product of all γ. If that is 1, the function stays what it was.

    Parameters
    ----------
    parameters : dict
        ``W1, b1, …, WL, bL``, as :func:`init_relu_network` makes them.
    gammas : sequence of L floats
        One factor γ_l > 0 a layer.

    Returns
    -------
    dict
        The rescaled parameters; those that came in are not changed.

    Raises
    ------
    TypeError
        If `parameters` is not a dict of floating-point arrays or `gammas` not a sequence of numbers.
    ValueError
        If layers do not fit together, there is not one γ a layer, or a γ is not positive.

    References
    ----------
    .. [1] Z. Liu, Y. Cui and A. B. Chan, "Improve generalization and robustness of neural networks via weight scale
       shifting invariant regularizations", arXiv:2008.02965 (2020); the biases are ours.
    """
    _, layers = checked_layers(parameters)
    try:
        gammas = list(gammas)
    except TypeError:
        raise TypeError(f"gammas must be a sequence of numbers, got {gammas!r:.60}") from None
    if len(gammas) != len(layers):
        raise ValueError(f"gammas must hold one factor for each of {len(layers)} layers, got {len(gammas)}")
    scaled, product = {}, 1.0
    for i, ((W, b), gamma) in enumerate(zip(layers, gammas, strict=True), start=1):
        gamma = float(validate.number(gamma, "gammas", above=0))
        product *= gamma
        scaled |= {f"W{i}": gamma * W, f"b{i}": product * b}
    return scaled


def _lengths(weights):
    """The namespace and the Frobenius norms of matrices of which none is zero."""
    xp = checked_weights(weights)
    lengths = [xp.linalg.vector_norm(W) for W in weights]
    if not all(bool(length > 0) for length in lengths):
        raise ValueError("weights must not hold a zero matrix, got one: ‖W‖₁/‖W‖₂ is not defined there")
    return xp, lengths


def weissi(weights, lam_e, lam_c):
    """The penalty that no shift of scale between layers changes: λₑ Πₗ‖Wₗ‖₂ + λ_c Σₗ ‖Wₗ‖₁/‖Wₗ‖₂.

    Here ‖W‖₂ is the Euclidean norm of all entries (the Frobenius norm), and ‖W‖₁ the sum of their absolute values. The
    product bounds the slope of the network and sees only the product of the scales; the ratios, each between 1 and the
    root of the number of entries, see no scale at all and are small where few entries carry the weight.

    Parameters
    ----------
    weights : list of arrays
        The weights of the layers, none of them all zero.
    lam_e, lam_c : float
        Strengths λₑ, λ_c ≥ 0.

    Returns
    -------
    array ()
        The penalty, of the library, dtype and device of the weights.

    Raises
    ------
    TypeError
        If `weights` is not a list of floating-point arrays of one library, dtype and device, or a strength no number.
    ValueError
        If it is empty, an array is zero or not finite, or a strength is negative.

    References
    ----------
    .. [1] Z. Liu, Y. Cui and A. B. Chan, "Improve generalization and robustness of neural networks via weight scale
       shifting invariant regularizations", arXiv:2008.02965 (2020).
    """
    lam_e, lam_c = (float(validate.number(lam, name, minimum=0)) for lam, name in [(lam_e, "lam_e"), (lam_c, "lam_c")])
    xp, lengths = _lengths(weights)
    # λₑ Π‖Wₗ‖₂ + λ_c Σ ‖Wₗ‖₁/‖Wₗ‖₂
    ratios = sum(xp.sum(xp.abs(W)) / length for W, length in zip(weights, lengths, strict=True))
    return lam_e * math.prod(lengths) + lam_c * ratios


def weissi_gradients(weights, lam_e, lam_c):
    """The gradients of :func:`weissi`, one a matrix.

    With P = Π_k‖W_k‖₂, that for W_l is λₑ P·W_l/‖W_l‖₂² + λ_c (sign(W_l)/‖W_l‖₂ − ‖W_l‖₁·W_l/‖W_l‖₂³), where an entry
    of 0 has sign 0. Along W_l itself it is λₑP, the same for each layer, and 0 in its second part.

    Parameters
    ----------
    weights, lam_e, lam_c
        As in :func:`weissi`.

    Returns
    -------
    list of arrays
        One gradient a matrix, of its shape.

    Raises
    ------
    TypeError, ValueError
        As :func:`weissi`.
    """
    product = weissi(weights, 1.0, 0.0)
    lam_e, lam_c = (float(validate.number(lam, name, minimum=0)) for lam, name in [(lam_e, "lam_e"), (lam_c, "lam_c")])
    xp, lengths = _lengths(weights)
    units = [W / length for W, length in zip(weights, lengths, strict=True)]
    # with U = W/‖W‖₂:  λₑ (P/‖W‖₂) U + (λ_c/‖W‖₂) (sign W − ‖U‖₁ U)
    return [
        lam_e * product / length * U + lam_c / length * (xp.sign(U) - xp.sum(xp.abs(U)) * U)
        for U, length in zip(units, lengths, strict=True)
    ]
