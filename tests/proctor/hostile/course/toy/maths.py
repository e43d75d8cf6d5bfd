"""The reference implementations, which no student may see."""

import numpy as np

SENTINEL = "the reference was here"


def penalty(w, lam):
    return lam * 0.5 * np.sum(w**2)


def center(X):
    return X - X.mean(axis=0)


def largest():
    return 8.0
