"""Noise on the targets and noise on the inputs, averaged over."""

from array_api_compat import array_namespace, device, is_array_api_obj

from shrinkage import _validate as check
from shrinkage.l2 import penalty


def smooth_labels(labels, classes, epsilon):
    r"""Labels as probabilities that admit an error: (1 − ε)·one-hot + ε/K.

    Parameters
    ----------
    labels : array (n,) of integers
        Classes, each in 0 … K − 1.
    classes : int
        Their number K, at least 2.
    epsilon : float
        ε, from 0 (one-hot) to 1 (uniform).

    Returns
    -------
    array (n, K)
        Rows that sum to 1, of the library and device of `labels`, in its default floating-point dtype: float64 for
        NumPy; for torch float32, unless torch was told otherwise.

    Raises
    ------
    TypeError
        If `labels` is not an integer array, `classes` not an integer or `epsilon` not a real number.
    ValueError
        If a label is out of range, `labels` is not a vector, `classes` < 2 or `epsilon` not in [0, 1].

    References
    ----------
    .. [1] C. Szegedy, V. Vanhoucke, S. Ioffe, J. Shlens and Z. Wojna, "Rethinking the Inception architecture for
       computer vision", CVPR (2016), section 7.

    Examples
    --------
    >>> import numpy as np
    >>> smooth_labels(np.array([0, 1]), classes=2, epsilon=0.1)
    array([[0.95, 0.05],
           [0.05, 0.95]])
    """
    if not is_array_api_obj(labels):
        raise TypeError(f"labels must be a NumPy array or a torch tensor, got {type(labels).__name__}")
    xp = array_namespace(labels)
    if not xp.isdtype(labels.dtype, "integral"):
        raise TypeError(f"labels must have an integer dtype, got {labels.dtype}")
    K = check.integer(classes, "classes", minimum=2)
    if labels.ndim != 1 or not bool(xp.all((labels >= 0) & (labels < K))):
        raise ValueError(f"labels must be a vector of numbers from 0 to {K - 1}, got {labels!r:.60}")
    epsilon = float(check.number(epsilon, "epsilon", minimum=0, maximum=1))
    # (1 − ε)·one-hot + ε/K
    one_hot = labels[:, None] == xp.arange(K, device=device(labels))  # (n, K)
    return xp.astype(one_hot, xp.asarray(0.0).dtype) * (1 - epsilon) + epsilon / K


def soft_cross_entropy(logits, targets):
    r"""The mean cross-entropy with targets that are probabilities: (1/n) Σᵢ Σₖ −tᵢₖ log softmax(zᵢ)ₖ.

    Parameters
    ----------
    logits : array (n, K), real floating
        Scores z before the softmax.
    targets : array (n, K)
        Probabilities, as :func:`smooth_labels` and :func:`mixup` make them, of the library, dtype and device of
        `logits`. They are used as they come: rows that do not sum to 1 are weighted by their sum.

    Returns
    -------
    array ()
        The loss. Its least value over all logits is the mean entropy of the targets.

    Raises
    ------
    TypeError
        If an array is not floating point, or the two are not alike.
    ValueError
        If shapes do not fit, an array is empty or not finite, or a target is negative.
    """
    z = check.array(logits, "logits", ndim=2)
    check.array(targets, "targets", shape=tuple(z.shape))
    xp = check.alike(logits=logits, targets=targets)
    if bool(xp.any(targets < 0)):
        raise ValueError(f"targets must not be negative, got {float(xp.min(targets))!r} among them")
    # log softmax(z) = z − log Σ exp z, the largest z taken out so that exp cannot overflow
    z = z - xp.max(z, axis=1, keepdims=True)
    log_p = z - xp.log(xp.sum(xp.exp(z), axis=1, keepdims=True))
    return -xp.mean(xp.sum(targets * log_p, axis=1))


def expected_noisy_loss(X, y, w, sigma):
    r"""The squared loss of a linear model, averaged over Gaussian noise on its inputs: an L2 penalty with λ = σ².

    .. math:: E_\Xi\, \tfrac{1}{2n} \lVert (X + \sigma\Xi) w - y \rVert^2
              = \tfrac{1}{2n} \lVert X w - y \rVert^2 + \sigma^2 \cdot \tfrac12 \lVert w \rVert^2,
              \qquad \Xi_{ij} \sim \mathcal N(0, 1) .

    Its minimiser is therefore :func:`shrinkage.l2.ridge` with λ = σ². Of the noise only mean 0, variance σ² and no
    correlation between the entries of a row are used.

    Parameters
    ----------
    X : array (n, d), real floating
        Inputs without noise.
    y : array (n,)
        Targets.
    w : array (d,)
        Weights; all three of one library, dtype and device.
    sigma : float
        Standard deviation σ ≥ 0 of the noise.

    Returns
    -------
    array ()
        The mean loss, with the ½.

    Raises
    ------
    TypeError
        If an array is not floating point, they are not alike, or `sigma` is not a real number.
    ValueError
        If shapes do not fit, an array is empty or not finite, or `sigma` is negative.

    References
    ----------
    .. [1] C. M. Bishop, "Training with noise is equivalent to Tikhonov regularization", Neural Computation 7 (1995).
    """
    n, d = check.array(X, "X", ndim=2).shape
    check.array(y, "y", shape=(n,))
    check.array(w, "w", shape=(d,))
    xp = check.alike(X=X, y=y, w=w)
    sigma = float(check.number(sigma, "sigma", minimum=0))
    # ½ mean (xᵀw − y)² + σ²·½‖w‖²
    return xp.mean((X @ w - y) ** 2) / 2 + penalty(w, sigma**2)
