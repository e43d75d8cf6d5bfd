"""Dropout as a function: the mask, the scaling, and the way back."""

import numpy as np
from array_api_compat import is_torch_array

from shrinkage import _validate as check
from shrinkage.dropout._input import checked_generator, checked_mask, checked_probability


def dropout_mask(x, p, generator):
    """A mask for x: independently, each entry is 0 with probability p and 1 otherwise.

    Parameters
    ----------
    x : array of any shape, real floating
        What the mask is for. Only its shape, library, dtype and device matter.
    p : float
        The probability of *dropping* an entry, 0 ≤ p < 1.
    generator : numpy.random.Generator or torch.Generator
        NumPy's for a NumPy array; for a tensor torch's, on the tensor's device.

    Returns
    -------
    array of the shape of `x`
        Zeros and ones, not scaled.

    Raises
    ------
    TypeError
        If `x` is not a floating-point array, `p` not a real number, or `generator` not of the library of `x`.
    ValueError
        If `x` is empty or not finite, `p` is not in [0, 1), or `generator` is on another device.

    Notes
    -----
    A mask for a part of `x` can be spread over the rest: ``dropout_mask(x[:, :, :1, :1], p, generator)`` drops
    whole channels of images (n, channels, height, width).

    References
    ----------
    .. [1] N. Srivastava, G. Hinton, A. Krizhevsky, I. Sutskever and R. Salakhutdinov, "Dropout: a simple way to
       prevent neural networks from overfitting", JMLR 15 (2014), section 4, whose p is the probability of
       *keeping*.
    """
    check.array(x, "x")
    p = checked_probability(p)
    return draw_mask(x, p, checked_generator(x, generator))


def draw_mask(x, p, generator):
    """A mask, without checks. What is uniform on [0, 1) reaches p with probability 1 − p."""
    if not is_torch_array(x):
        return np.asarray(generator.random(x.shape) >= p, dtype=x.dtype)
    import torch

    # a third of the time that bernoulli_ takes on a CPU; half precision has too few digits for p
    uniform = torch.rand(x.shape, generator=generator, dtype=torch.float32, device=x.device)
    return uniform.ge_(p).to(x.dtype)


def apply_mask(x, mask, p):
    """Inverted dropout with a given mask m: x̃ = m ∘ x / (1 − p).

    Over the masks of :func:`dropout_mask`, E x̃ = x and Var x̃ⱼ = xⱼ² p/(1 − p).

    Parameters
    ----------
    x : array of any shape, real floating
        Activations, or inputs.
    mask : array of zeros and ones
        Of the shape of `x`, or of one that spreads over it: a mask (d,) serves every row of an `x` (n, d).
    p : float
        The probability of *dropping* with which the mask was drawn, 0 ≤ p < 1.

    Returns
    -------
    array of the shape of `x`
        Of the library, dtype and device of `x`.

    Raises
    ------
    TypeError
        If an array is not floating point, the two are not alike, or `p` is not a real number.
    ValueError
        If the mask does not fit `x` or holds anything but 0 and 1, an array is empty or not finite, or `p` is
        not in [0, 1).

    Examples
    --------
    >>> import numpy as np
    >>> apply_mask(np.array([1.0, 2.0, 3.0]), np.array([1.0, 0.0, 1.0]), p=0.5)
    array([2., 0., 6.])
    """
    check.array(x, "x")
    checked_mask(mask, x, "x")
    # x̃ = m ∘ x / (1 − p)
    return x * mask / (1 - checked_probability(p))


def dropout(x, p, generator, training=True):
    """Inverted dropout: in training x̃ = m ∘ x / (1 − p) with a fresh mask m; otherwise x.

    Parameters
    ----------
    x : array of any shape, real floating
        Activations, or inputs.
    p : float
        The probability of *dropping*, 0 ≤ p < 1.
    generator : numpy.random.Generator or torch.Generator
        As in :func:`dropout_mask`. It is not used outside training.
    training : bool
        Whether to drop. Nothing is scaled when it is False: the scaling has been done in training.

    Returns
    -------
    array of the shape of `x`
        Of the library, dtype and device of `x`.

    Raises
    ------
    TypeError, ValueError
        As :func:`dropout_mask`, and if `training` is not a bool.

    Notes
    -----
    The paper [1]_ keeps with probability p, does not scale in training, and multiplies the *weights* by p at
    test time. Both agree in expectation; the inverted form leaves the network at test time as it is. Unlike
    `torch.nn.functional.dropout`, p = 1 is refused: nothing would be left to scale.

    References
    ----------
    .. [1] N. Srivastava et al., "Dropout: a simple way to prevent neural networks from overfitting", JMLR 15
       (2014), section 4; section 10 for the inverted form.
    """
    check.array(x, "x")
    p = checked_probability(p)
    checked_generator(x, generator)
    if not isinstance(training, bool):
        raise TypeError(f"training must be True or False, got {training!r:.60} ({type(training).__name__})")
    return x * draw_mask(x, p, generator) / (1 - p) if training else x


def dropout_backward(gradient, mask, p):
    """Back through dropout: from ∂L/∂x̃ to ∂L/∂x = m ∘ ∂L/∂x̃ / (1 − p).

    With the mask held fixed, dropout is the linear map diag(m)/(1 − p). That is its own transpose, so the way
    back is the way forth: the same mask and the same scaling.

    Parameters
    ----------
    gradient : array of any shape, real floating
        The gradient of the loss in the output of dropout.
    mask : array of zeros and ones
        The mask of the forward pass, as in :func:`apply_mask`.
    p : float
        The probability of *dropping* of the forward pass, 0 ≤ p < 1.

    Returns
    -------
    array of the shape of `gradient`
        The gradient of the loss in the input of dropout.

    Raises
    ------
    TypeError, ValueError
        As :func:`apply_mask`.
    """
    check.array(gradient, "gradient")
    checked_mask(mask, gradient, "gradient")
    # ∂L/∂x = m ∘ ∂L/∂x̃ / (1 − p)
    return gradient * mask / (1 - checked_probability(p))
