"""Real data sets, from packages that carry them or build them."""

import random
from functools import cache
from typing import NamedTuple

import numpy as np

from shrinkage import _validate as validate


def diabetes():
    """442 diabetes patients: ten measurements and, a year later, how far the disease has progressed.

    Returns
    -------
    X : array (442, 10), float64
        Age, sex, body mass index, blood pressure and six blood serum measurements, in their own units (not
        standardized).
    y : array (442,), float64
        Progression one year after the measurements, from 25 to 346.
    names : tuple of str
        The names of the columns of `X`.

    References
    ----------
    Efron, Hastie, Johnstone and Tibshirani (2004), Least Angle Regression, Annals of Statistics 32(2),
    table 1; the copy that scikit-learn ships as `load_diabetes(scaled=False)`.
    """
    from sklearn.datasets import load_diabetes  # slow to import, so only where it is asked for

    bunch = load_diabetes(scaled=False)
    return bunch.data, bunch.target, tuple(bunch.feature_names)


class MNIST1D(NamedTuple):
    """What `mnist1d` returns."""

    X_train: np.ndarray
    y_train: np.ndarray
    X_test: np.ndarray
    y_test: np.ndarray


def mnist1d(n=5000, seed=42):
    """The ten digits as noisy curves of 40 points: small enough for a laptop, hard enough to overfit.

    Each example is one of ten fixed curves, padded, dilated, scaled, translated, sheared and drowned in
    correlated noise. Four fifths are for training, one fifth for testing.

    Parameters
    ----------
    n : int
        How many examples in all, a multiple of ten.
    seed : int
        The seed of the generator of the data; 42 with n = 5000 is the set of the paper.

    Returns
    -------
    MNIST1D
        A named tuple of `X_train` (0.8 n, 40), `y_train` (0.8 n,), `X_test` (0.2 n, 40) and `y_test`
        (0.2 n,): inputs in float64, mean 0 and deviation 1 over all of them; labels integers from 0 to 9. The
        arrays are the caller's own: writing into them changes nobody else's.

    Raises
    ------
    TypeError, ValueError
        If `n` is not a positive multiple of ten, or `seed` not an integer from 0 to 2³² − 1.

    References
    ----------
    Greydanus and Kobak (2024), Scaling Down Deep Learning with MNIST-1D, ICML, arXiv:2011.14439. Built by the
    authors' own package; where that seeds the global random state and leaves it so, here it is put back.
    """
    if validate.integer(n, "n", minimum=10) % 10:
        raise ValueError(f"n must be a multiple of 10, one share for each digit, got {n!r}")
    validate.integer(seed, "seed", minimum=0, maximum=2**32 - 1)
    return MNIST1D(*(part.copy() for part in _build_mnist1d(int(n), int(seed))))


@cache
def _build_mnist1d(n, seed):
    from mnist1d.data import get_dataset_args, make_dataset  # get_dataset would download

    settings = get_dataset_args()
    settings.num_samples, settings.seed = n, seed
    state, numpy_state = random.getstate(), np.random.get_state()  # noqa: NPY002 - the package reseeds both
    try:
        made = make_dataset(settings)
    finally:
        random.setstate(state)
        np.random.set_state(numpy_state)  # noqa: NPY002
    return made["x"], made["y"], made["x_test"], made["y_test"]
