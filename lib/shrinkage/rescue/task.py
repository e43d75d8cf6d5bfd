"""Tasks of the kind of MNIST-1D, each with ten shapes of its own."""

from functools import cache
from typing import NamedTuple

import numpy as np

from shrinkage import _validate as validate

SHAPE, WIDE, LENGTH = 12, 72, 40  # points of a shape, of the curve that it is laid into, and of an example
CLASSES = 10
PADDING, SHIFT = (36, 60), 16  # zeros that follow the shape; a curve starts at one of 16 places
SCALE, TILT = 0.4, 0.75  # the ranges of the factor, around 1, and of the slope, around 0
NOISE, GRAIN, BLUR = 0.25, 0.02, 2.0  # of the noise where the shape is not; of the noise everywhere; blur of the first


class Task(NamedTuple):
    """What `draw_task` returns."""

    X: np.ndarray
    y: np.ndarray
    X_unseen: np.ndarray
    y_unseen: np.ndarray


def draw_task(generator, rows=1000, unseen=2000):
    """Data of the kind of MNIST-1D for ten shapes of its own.

    An example is one of ten shapes with zeros behind it, stretched, scaled, moved, drowned in correlated noise where it
    is not, tilted, and read off at 40 points: the law of MNIST-1D, except that it is moved by at most 15 of 72 points
    instead of 47, which is what a fully connected network can cope with. The shapes are those of the digits, written as
    sums of ten sines, where each sine is kept or turned over, for all ten shapes alike, and then dealt to the labels.
    So the shapes are as far from each other as the digits, and tasks are about equally hard. There are 2¹⁰ = 1024 such
    sets of shapes, and two tasks seldom have the same. What was learned of the labels of one is wrong for another.

    Parameters
    ----------
    generator : numpy.random.Generator
        Draws the shapes, then the training rows, then the unseen ones.
    rows, unseen : int
        How many examples to train on, and to measure with: multiples of ten, since classes are equally frequent.

    Returns
    -------
    Task
        A named tuple of `X` (rows, 40) and `X_unseen` (unseen, 40), float32, shifted and scaled by the mean and the
        deviation of all entries of `X`, and of `y` (rows,) and `y_unseen` (unseen,), the labels from 0 to 9, int64.

    Raises
    ------
    TypeError, ValueError
        If `generator` is not a generator, or `rows` or `unseen` not a positive multiple of ten.

    References
    ----------
    Greydanus and Kobak (2024), Scaling Down Deep Learning with MNIST-1D, ICML, arXiv:2011.14439, for the law.
    """
    validate.generator(generator)
    shapes = _redrawn(_digits(), generator)
    return _task(shapes, generator, rows, unseen)


def true_digits(generator, rows=1000, unseen=2000):
    """The same with the shapes of MNIST-1D itself: what an answer could know that has learned from elsewhere.

    Parameters
    ----------
    generator : numpy.random.Generator
        Draws the training rows, then the unseen ones.
    rows, unseen : int
        How many examples, multiples of ten.

    Returns
    -------
    Task
        As `draw_task` returns it; the label is the digit.

    Raises
    ------
    TypeError, ValueError
        As `draw_task` does.
    """
    validate.generator(generator)
    return _task(_digits(), generator, rows, unseen)


def _task(shapes, generator, rows, unseen):
    for name, count in (("rows", rows), ("unseen", unseen)):
        if validate.integer(count, name, minimum=CLASSES) % CLASSES:
            raise ValueError(f"{name} must be a multiple of ten, one share for each class, got {count!r}")
    labels = [generator.permutation(np.arange(count) % CLASSES) for count in (rows, unseen)]
    X, X_unseen = (_examples(shapes[y], generator) for y in labels)
    mean, scale = X.mean(), X.std()
    X, X_unseen = (((part - mean) / scale).astype(np.float32) for part in (X, X_unseen))
    return Task(X, labels[0], X_unseen, labels[1])


@cache
def _digits():
    """The shapes of the ten digits, (10, 12); each begins and ends at 0."""
    from mnist1d.data import get_templates

    return get_templates()["x"]


def _redrawn(shapes, generator):
    """Shapes as far from each other, and as smooth, as those that are given."""
    inner = np.arange(1, SHAPE - 1)
    waves = np.sin(np.pi * np.outer(inner, np.arange(SHAPE)) / (SHAPE - 1))  # (10, 12)
    coefficients = 2 / (SHAPE - 1) * shapes @ waves.T
    turned = coefficients * generator.choice([-1.0, 1.0], len(inner))
    return generator.permutation(turned) @ waves


def _examples(shapes, generator):
    """One example, (40,), of each row of `shapes`, (n, 12)."""
    n = len(shapes)
    zeros = generator.integers(PADDING[0], PADDING[1] + 1, (n, 1))
    padded = np.pad(shapes + 1e-8, ((0, 0), (0, WIDE)))  # so that what is exactly 0 is padding
    curve = _read_off(padded, np.linspace(0, 1, WIDE) * (SHAPE + zeros - 1))
    curve *= 1 + SCALE * (generator.random((n, 1)) - 0.5)
    start = generator.integers(0, SHIFT, (n, 1))
    curve = np.take_along_axis(curve, (np.arange(WIDE) - start) % WIDE, axis=1)
    noise = NOISE * generator.standard_normal((n, WIDE)) @ _blur()
    curve = np.where(curve != 0, curve, noise) + GRAIN * generator.standard_normal((n, WIDE))
    curve -= TILT * (generator.random((n, 1)) - 0.5) * np.linspace(-0.5, 0.5, WIDE)
    return _read_off(curve, np.linspace(0, WIDE - 1, LENGTH)[None].repeat(n, axis=0))


def _read_off(curves, places):
    """Each row of `curves` at its row of `places`, by straight lines between its points."""
    left = np.minimum(places.astype(int), curves.shape[1] - 2)
    share = places - left
    low, high = (np.take_along_axis(curves, left + step, axis=1) for step in (0, 1))
    return (1 - share) * low + share * high


@cache
def _blur():
    """The matrix of a Gaussian blur whose ends are mirrored, (72, 72): each column is what one point is made of."""
    reach = int(4 * BLUR + 0.5)
    offsets = np.arange(-reach, reach + 1)
    weights = np.exp(-0.5 * (offsets / BLUR) ** 2)
    places = np.arange(WIDE)[:, None] + offsets
    places = np.minimum(places % (2 * WIDE), 2 * WIDE - 1 - places % (2 * WIDE))  # … 1 0 | 0 1 2 …
    matrix = np.zeros((WIDE, WIDE))
    np.add.at(matrix, (places, np.arange(WIDE)[:, None]), weights / weights.sum())
    return matrix
