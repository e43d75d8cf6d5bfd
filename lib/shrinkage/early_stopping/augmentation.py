"""New examples from old ones: each function changes what must not matter, and draws for every row anew.

Nothing is changed in place. Randomness comes from a NumPy generator, whatever the library of the arrays, so that the
same seed makes the same examples in both.
"""

import math

import numpy as np
from array_api_compat import array_namespace, device

from shrinkage import _validate as check


def add_noise(X, sigma, generator):
    """Add independent Gaussian noise to every entry: X + σΞ, Ξ ~ N(0, 1).

    Parameters
    ----------
    X : array (n, d), real floating
        Inputs.
    sigma : float
        Standard deviation σ ≥ 0.
    generator : numpy.random.Generator
        Draws the noise.

    Returns
    -------
    array (n, d)
        Of the library, dtype and device of `X`.

    Raises
    ------
    TypeError, ValueError
        If `X` is not a finite floating-point matrix, `sigma` not a number of at least 0, or `generator` no generator.

    See Also
    --------
    expected_noisy_loss : what it amounts to for a linear model.

    References
    ----------
    .. [1] C. M. Bishop, "Training with noise is equivalent to Tikhonov regularization", Neural Computation 7 (1995).
    """
    check.array(X, "X", ndim=2)
    sigma = float(check.number(sigma, "sigma", minimum=0))
    return X + sigma * _like(check.generator(generator).standard_normal(tuple(X.shape)), X)


def shift(X, max_shift, generator):
    """Roll every row by a whole number of places, uniform on −max_shift … max_shift; what leaves re-enters.

    Parameters
    ----------
    X : array (n, length), real floating
        Signals, one a row.
    max_shift : int
        The largest shift, at least 0 and less than the length.
    generator : numpy.random.Generator
        Draws one shift a row. A positive one moves the row to the right.

    Returns
    -------
    array (n, length)
        Of the library, dtype and device of `X`.

    Raises
    ------
    TypeError, ValueError
        If `X` is not a finite floating-point matrix, `max_shift` not such an integer, or `generator` no generator.
    """
    n, length = check.array(X, "X", ndim=2).shape
    check.integer(max_shift, "max_shift", minimum=0, maximum=length - 1)
    shifts = check.generator(generator).integers(-max_shift, max_shift + 1, size=(n, 1))
    columns = (np.arange(length) - shifts) % length  # (n, length): where each entry comes from
    xp = array_namespace(X)
    places = xp.asarray((columns + length * np.arange(n)[:, None]).ravel(), device=device(X))
    return xp.reshape(xp.take(xp.reshape(X, (-1,)), places, axis=0), (n, length))


def scale(X, max_factor, generator):
    """Multiply every row by a factor between 1/max_factor and max_factor, its logarithm uniform.

    Parameters
    ----------
    X : array (n, d), real floating
        Inputs.
    max_factor : float
        The largest factor, at least 1.
    generator : numpy.random.Generator
        Draws one factor a row.

    Returns
    -------
    array (n, d)
        Of the library, dtype and device of `X`.

    Raises
    ------
    TypeError, ValueError
        If `X` is not a finite floating-point matrix, `max_factor` not a number of at least 1, or `generator` no
        generator.
    """
    n = check.array(X, "X", ndim=2).shape[0]
    widest = math.log(check.number(max_factor, "max_factor", minimum=1))
    return X * _like(np.exp(check.generator(generator).uniform(-widest, widest, size=(n, 1))), X)


def mask(X, width, generator):
    """Set `width` neighbouring entries of every row to 0, the place uniform among those where they fit.

    Parameters
    ----------
    X : array (n, length), real floating
        Signals, one a row, for which 0 means "nothing": standardized, say.
    width : int
        How many entries, at least 0 and at most the length.
    generator : numpy.random.Generator
        Draws one place a row.

    Returns
    -------
    array (n, length)
        Of the library, dtype and device of `X`.

    Raises
    ------
    TypeError, ValueError
        If `X` is not a finite floating-point matrix, `width` not such an integer, or `generator` no generator.

    References
    ----------
    .. [1] T. DeVries and G. W. Taylor, "Improved regularization of convolutional neural networks with cutout",
       arXiv:1708.04552 (2017), whose square may stick out over the edge of the image.
    """
    n, length = check.array(X, "X", ndim=2).shape
    check.integer(width, "width", minimum=0, maximum=length)
    first = check.generator(generator).integers(0, length - width + 1, size=(n, 1))
    places = np.arange(length)
    return X * _like((places < first) | (places >= first + width), X)


def mixup(X, Y, alpha, generator):
    r"""Replace every example by a weighted mean of itself and another, inputs and targets alike.

    .. math:: \tilde x_i = a_i x_i + (1 - a_i) x_{\pi(i)}, \quad \tilde y_i = a_i y_i + (1 - a_i) y_{\pi(i)}, \qquad
              a_i \sim \mathrm{Beta}(\alpha, \alpha),

    with π a random permutation of the rows.

    Parameters
    ----------
    X : array (n, d), real floating
        Inputs.
    Y : array (n, classes) or (n,)
        Targets that can be averaged: probabilities of classes, or numbers. Of the library, dtype and device of `X`.
    alpha : float
        α > 0. Near 0 the mean is nearly one of the two, at 1 all weights are equally likely.
    generator : numpy.random.Generator
        Draws the permutation, then one weight a row.

    Returns
    -------
    X : array (n, d)
    Y : array of the shape of `Y`

    Raises
    ------
    TypeError
        If an array is not floating point, the two are not alike, `alpha` is not a number or `generator` no generator.
    ValueError
        If shapes do not fit, an array is empty or not finite, or `alpha` is not positive.

    References
    ----------
    .. [1] H. Zhang, M. Cissé, Y. N. Dauphin and D. Lopez-Paz, "mixup: beyond empirical risk minimization", ICLR
       (2018). Their code draws one weight a minibatch; here, as in their formula, each pair has its own.
    """
    n = check.array(X, "X", ndim=2).shape[0]
    if check.array(Y, "Y").ndim not in (1, 2) or Y.shape[0] != n:
        raise ValueError(f"Y must have shape ({n},) or ({n}, classes), got {tuple(Y.shape)}")
    xp = check.alike(X=X, Y=Y)
    alpha = float(check.number(alpha, "alpha", above=0))
    partner = xp.asarray(check.generator(generator).permutation(n), device=device(X))
    a = _like(generator.beta(alpha, alpha, size=(n, 1)), X)
    b = a if Y.ndim == 2 else a[:, 0]
    # x̃ = a·xᵢ + (1 − a)·x_π(i), and y likewise
    return a * X + (1 - a) * xp.take(X, partner, axis=0), b * Y + (1 - b) * xp.take(Y, partner, axis=0)


def _like(values, X):
    """NumPy's `values` in the library and dtype of X and on its device."""
    return array_namespace(X).asarray(values, dtype=X.dtype, device=device(X))
