"""How much a matrix can stretch: the spectral norm, and what it says of a network."""

import math

from array_api_compat import array_namespace, device

from shrinkage import _validate as validate
from shrinkage.robustness._input import checked_classes, checked_scalar, checked_weights, one_hot


def spectral_norm(W, steps, generator):
    """Estimate ‖W‖₂ = max ‖Wv‖/‖v‖, the largest singular value, by power iteration.

    From a Gaussian v, `steps` times v ← WᵀWv / ‖WᵀWv‖; then the estimate is ‖Wv‖.

    Parameters
    ----------
    W : array (m, k), real floating
        A matrix.
    steps : int
        How often to multiply by WᵀW, at least 1.
    generator : numpy.random.Generator
        Draws the k entries of the start, whatever the library of `W`.

    Returns
    -------
    array ()
        The estimate: never above ‖W‖₂, up to rounding; 0 where W is zero.

    Raises
    ------
    TypeError
        If `W` is not a floating-point array, `steps` not an integer or `generator` not a Generator.
    ValueError
        If `W` is not a finite matrix, or `steps` < 1.

    Notes
    -----
    Let σ₁ > σ₂ be the two largest singular values, σ̂ the estimate, and θ the angle between the start and the first
    right singular vector. Then 0 ≤ 1 − (σ̂/σ₁)² ≤ tan²θ · (σ₂/σ₁)^(4·steps): a gap between the two buys digits at a
    geometric rate. Where σ₁ = σ₂ the ratio to look at is that to the next smaller one.

    References
    ----------
    .. [1] G. H. Golub and C. F. Van Loan, Matrix Computations (2013), section 8.2.1, for the matrix WᵀW.

    Examples
    --------
    >>> import numpy as np
    >>> W = np.diag([3.0, 1.0])
    >>> round(float(spectral_norm(W, 30, np.random.default_rng(0))), 12)
    3.0
    """
    validate.array(W, "W", ndim=2)
    validate.integer(steps, "steps", minimum=1)
    validate.generator(generator)
    xp = array_namespace(W)
    v = xp.asarray(generator.standard_normal(W.shape[1]), dtype=W.dtype, device=device(W))
    # WᵀW would overflow or underflow for a W of extreme size, so it is scaled to entries of at most 1
    size = xp.max(xp.abs(W))
    A = W / size if bool(size > 0) else W
    for _ in range(steps):
        v = A.T @ (A @ v)
        length = xp.linalg.vector_norm(v)
        v = v / length if bool(length > 0) else v
    return size * xp.linalg.vector_norm(A @ v)


def spectrally_normalized(W, bound, steps, generator):
    """W, divided by whatever brings its spectral norm down to a bound: W / max(1, σ̂/c).

    σ̂ is the estimate of :func:`spectral_norm`, so that the result can exceed the bound by what the estimate falls
    short.

    Parameters
    ----------
    W : array (m, k), real floating
        A matrix.
    bound : float
        c > 0.
    steps, generator
        As in :func:`spectral_norm`.

    Returns
    -------
    array (m, k)
        `W` itself where σ̂ ≤ c, else a multiple of it.

    Raises
    ------
    TypeError, ValueError
        As :func:`spectral_norm`, and if `bound` is not a number above 0.

    Notes
    -----
    Miyato et al. divide by σ̂ in every forward pass, and let the gradient flow through the division; matrices shorter
    than the bound are stretched. Gouk et al. do what is done here, after each step of the optimizer: a projection
    along a ray (the nearest matrix of norm at most c would clip the singular values one by one).

    References
    ----------
    .. [1] T. Miyato, T. Kataoka, M. Koyama and Y. Yoshida, "Spectral normalization for generative adversarial
       networks", ICLR (2018), equation 8.
    .. [2] H. Gouk, E. Frank, B. Pfahringer and M. J. Cree, "Regularisation of neural networks by enforcing Lipschitz
       continuity", Machine Learning 110 (2021).
    """
    bound = float(validate.number(bound, "bound", above=0))
    sigma = spectral_norm(W, steps, generator)
    return W / (sigma / bound) if bool(sigma > bound) else W


def lipschitz_bound(weights, norm="spectral"):
    """A Lipschitz constant of a network of 1-Lipschitz activations: the product of the norms of its weights.

    If ‖f(x) − f(x')‖ is the Euclidean distance of two outputs, it is at most Πₗ‖Wₗ‖₂ · ‖x − x'‖; biases do not matter.

    Parameters
    ----------
    weights : list of arrays (d_{l−1}, d_l)
        The matrices in order, each acting as x ↦ xW.
    norm : {"spectral", "frobenius"}
        Whose product to take. The Frobenius norm is never smaller than the spectral one, so its product is a bound too:
        cheaper, smooth, and looser.

    Returns
    -------
    array ()
        The product.

    Raises
    ------
    TypeError
        If `weights` is not a list of floating-point arrays of one library, dtype and device.
    ValueError
        If it is empty, the matrices do not fit together or are not finite, or `norm` is none of the two.

    Notes
    -----
    The spectral norms are exact (from a singular value decomposition): a product of the estimates of
    :func:`spectral_norm`, which can be too small, would not be a bound.

    References
    ----------
    .. [1] C. Szegedy et al., "Intriguing properties of neural networks", ICLR (2014), section 4.3.
    """
    validate.choice(norm, "norm", ("spectral", "frobenius"))
    xp = checked_weights(weights, chained=True)
    order = 2 if norm == "spectral" else "fro"
    # Πₗ ‖Wₗ‖
    return math.prod(xp.linalg.matrix_norm(W, ord=order) for W in weights)


def certified_radii(logits, labels, bound):
    """How far an input must be moved before the answer can change: margin / (√2 · Lipschitz constant), or 0.

    The difference of two logits of a network with ‖f(x) − f(x')‖ ≤ L‖x − x'‖ changes by at most √2·L‖x − x'‖, since
    (1, −1) has length √2. So nothing that is shorter than (z_y − max_{k≠y} z_k)/(√2·L) takes the label y from the top.

    Parameters
    ----------
    logits : array (n, classes), real floating
        Outputs of the network, of at least two classes.
    labels : array (n,) of integers
        The right classes.
    bound : float or array ()
        L > 0, such as :func:`lipschitz_bound`.

    Returns
    -------
    array (n,)
        Radii ≥ 0; 0 where the answer is wrong already.

    Raises
    ------
    TypeError
        If `logits` is not a floating-point array, `labels` not an integer array of its library or `bound` not a number.
    ValueError
        If shapes do not fit, a label is out of range, or `bound` is not positive.

    References
    ----------
    .. [1] Y. Tsuzuku, I. Sato and M. Sugiyama, "Lipschitz-margin training: scalable certification of perturbation
       invariance for deep neural networks", NeurIPS (2018), proposition 1.
    """
    validate.array(logits, "logits", ndim=2)
    if logits.shape[1] < 2:
        raise ValueError(f"logits must have at least two columns, got shape {tuple(logits.shape)}")
    bound = float(checked_scalar(bound, "bound", above=0))
    checked_classes(labels, logits, logits.shape[1])
    xp = array_namespace(logits)
    Y = one_hot(xp, labels, logits)
    right = xp.sum(logits * Y, axis=1)
    rival = xp.max(xp.where(Y > 0, -xp.inf, logits), axis=1)
    return xp.clip(right - rival, 0.0, None) / (math.sqrt(2) * bound)
