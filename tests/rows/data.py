"""Bad input to `shrinkage.data`."""

import numpy as np
from shrinkage.data import linear_data, mnist, mnist1d, noisy_sine, sine, standardize

RNG = np.random.default_rng(0)
X = RNG.standard_normal((5, 3))
W = np.ones(3)

BAD_INPUT = [
    (standardize, {"X": [[1.0], [2.0]]}, "X", TypeError),
    (standardize, {"X": np.ones((5, 3), dtype=int)}, "X", TypeError),
    (standardize, {"X": W}, "X", ValueError),
    (standardize, {"X": np.full((3, 2), 0.1)}, "X", ValueError),
    (standardize, {"X": X * np.nan}, "X", ValueError),
    (standardize, {"X": X, "others": ("test",)}, "others", TypeError),
    (standardize, {"X": X, "others": (X[:, :2],)}, "others", ValueError),
    (standardize, {"X": X, "others": (X, X.astype("float32"))}, "others", TypeError),
    (mnist, {"digits": 3}, "digits", TypeError),
    (mnist, {"digits": "38"}, "digits", TypeError),
    (mnist, {"digits": [3.0]}, "digits", TypeError),
    (mnist, {"digits": []}, "digits", ValueError),
    (mnist, {"digits": [3, 3]}, "digits", ValueError),
    (mnist, {"digits": [3, 10]}, "digits", ValueError),
    (mnist1d, {"n": 4.5}, "n", TypeError),
    (mnist1d, {"n": 0}, "n", ValueError),
    (mnist1d, {"n": 25}, "n", ValueError),
    (mnist1d, {"seed": None}, "seed", TypeError),
    (mnist1d, {"seed": -1}, "seed", ValueError),
    (sine, {"x": 0.5}, "x", TypeError),
    (sine, {"x": np.array([np.inf])}, "x", ValueError),
    (noisy_sine, {"n": "ten", "noise": 0.1, "generator": RNG}, "n", TypeError),
    (noisy_sine, {"n": 0, "noise": 0.1, "generator": RNG}, "n", ValueError),
    (noisy_sine, {"n": 10, "noise": -0.1, "generator": RNG}, "noise", ValueError),
    (noisy_sine, {"n": 10, "noise": "0.1", "generator": RNG}, "noise", TypeError),
    (noisy_sine, {"n": 10, "noise": 0.1, "generator": 0}, "generator", TypeError),
    (linear_data, {"n": True, "w": W, "noise": 0.1, "generator": RNG}, "n", TypeError),
    (linear_data, {"n": -3, "w": W, "noise": 0.1, "generator": RNG}, "n", ValueError),
    (linear_data, {"n": 10, "w": [1.0, 2.0], "noise": 0.1, "generator": RNG}, "w", TypeError),
    (linear_data, {"n": 10, "w": X, "noise": 0.1, "generator": RNG}, "w", ValueError),
    (linear_data, {"n": 10, "w": W, "noise": None, "generator": RNG}, "noise", TypeError),
    (linear_data, {"n": 10, "w": W, "noise": -1.0, "generator": RNG}, "noise", ValueError),
    (linear_data, {"n": 10, "w": W, "noise": 0.1, "generator": np.random}, "generator", TypeError),
]
