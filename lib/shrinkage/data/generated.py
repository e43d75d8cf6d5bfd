"""Data whose truth is known, because it is made here."""

import numpy as np
from array_api_compat import array_namespace, device

from shrinkage import _validate as validate


def sine(x):
    """The truth behind `noisy_sine`: sin(πx), one period over [−1, 1].

    Parameters
    ----------
    x : array of any shape

    Returns
    -------
    array of the same shape, library, dtype and device

    Raises
    ------
    TypeError, ValueError
        If `x` is not a finite floating-point array.
    """
    validate.array(x, "x")
    return array_namespace(x).sin(np.pi * x)


def noisy_sine(n, noise, generator):
    """A sine with Gaussian noise on it: y = sin(πx) + ε, with x uniform on [−1, 1] and ε ~ N(0, noise²).

    Parameters
    ----------
    n : int
        How many points.
    noise : float
        The standard deviation of the noise, at least 0.
    generator : numpy.random.Generator
        Draws the inputs, then the noise.

    Returns
    -------
    x : array (n,), float64, in no particular order
    y : array (n,), float64

    Raises
    ------
    TypeError, ValueError
        If `n` is not a positive integer, `noise` not a number of at least 0, or `generator` not a generator.
    """
    validate.integer(n, "n", minimum=1)
    validate.number(noise, "noise", minimum=0)
    validate.generator(generator)
    x = generator.uniform(-1, 1, n)
    return x, sine(x) + noise * generator.standard_normal(n)


def linear_data(n, w, noise, generator):
    """A linear model whose weights are known: y = Xw + ε, with rows x ~ N(0, I) and ε ~ N(0, noise²).

    Parameters
    ----------
    n : int
        How many examples.
    w : array (d,)
        The true weights; their library, dtype and device are those of the result.
    noise : float
        The standard deviation of the noise, at least 0.
    generator : numpy.random.Generator
        Draws the inputs, then the noise.

    Returns
    -------
    X : array (n, d)
    y : array (n,)

    Raises
    ------
    TypeError, ValueError
        If `n` is not a positive integer, `w` not a finite floating-point array of one dimension, `noise` not
        a number of at least 0, or `generator` not a generator.
    """
    validate.integer(n, "n", minimum=1)
    validate.array(w, "w", ndim=1)
    validate.number(noise, "noise", minimum=0)
    validate.generator(generator)
    xp = array_namespace(w)
    drawn = generator.standard_normal((n, w.shape[0])), generator.standard_normal(n)
    X, errors = (xp.asarray(values, dtype=w.dtype, device=device(w)) for values in drawn)
    return X, X @ w + noise * errors
