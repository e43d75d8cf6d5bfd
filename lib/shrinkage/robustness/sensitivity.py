"""How a ReLU network's loss and outputs move with its input: derivatives by hand, where the network is linear."""

from array_api_compat import array_namespace

from shrinkage.robustness._input import checked_classes, checked_network
from shrinkage.robustness.network import activations, backward


def input_gradients(parameters, X, labels):
    """The slope of each example's own loss in its own input: row i is ∇ₓ −log softmax(f(xᵢ))[labelᵢ].

    Parameters
    ----------
    parameters, X, labels
        As in :func:`relu_gradients`.

    Returns
    -------
    array (n, d₀)
        One gradient an example, not divided by n.

    Raises
    ------
    TypeError, ValueError
        As :func:`relu_gradients`.
    """
    xp, layers = checked_network(parameters, X)
    checked_classes(labels, X, layers[-1][1].shape[0])
    return backward(xp, layers, X, labels)[1][0] @ layers[0][0].T


def input_jacobians(parameters, X):
    """The derivative of the logits in the input, one matrix an example: J[i, k, j] = ∂z_k/∂x_j at xᵢ.

    Where no hidden unit sits at its kink, the network is linear around xᵢ, and
    Jᵀ = W₁ D₁ W₂ D₂ ⋯ W_L with D_l the diagonal matrix of which units are on.

    Parameters
    ----------
    parameters, X
        As in :func:`relu_logits`.

    Returns
    -------
    array (n, d_L, d₀)
        The Jacobians.

    Raises
    ------
    TypeError, ValueError
        As :func:`relu_logits`.
    """
    xp, layers = checked_network(parameters, X)
    entering, _ = activations(xp, layers, X)
    J = layers[-1][0].T[None, :, :]  # (1, d_L, d_{L−1})
    for (W, _), H in zip(layers[-2::-1], entering[:0:-1], strict=True):
        J = J * xp.astype(H > 0, H.dtype)[:, None, :] @ W.T  # (n, d_L, d_{l−1})
    return xp.broadcast_to(J, (X.shape[0], *J.shape[1:]))


def local_slopes(parameters, X):
    """How fast the network's output can change at each input: the spectral norm of its Jacobian there.

    The Lipschitz constant is the largest slope anywhere, so the largest of these is a lower bound of it.

    Parameters
    ----------
    parameters, X
        As in :func:`relu_logits`.

    Returns
    -------
    array (n,)
        One slope an example.

    Raises
    ------
    TypeError, ValueError
        As :func:`relu_logits`.
    """
    J = input_jacobians(parameters, X)
    return array_namespace(J).linalg.matrix_norm(J, ord=2)
