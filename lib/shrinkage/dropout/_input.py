"""Refuse a generator, a mask or a probability that does not fit the arrays it is for."""

import numpy as np
from array_api_compat import array_namespace, device, is_torch_array

from shrinkage import _validate as check

ENUMERABLE = 16
"""The largest number of units whose masks are counted out one by one: 2¹⁶ masks."""


def checked_probability(p):
    """p as a float, 0 ≤ p < 1."""
    return float(check.number(p, "p", minimum=0, below=1))


def checked_generator(x, generator):
    """The generator that draws for x: NumPy's for an array, torch's on the same device for a tensor."""
    if not is_torch_array(x):
        return check.generator(generator)
    import torch

    if not isinstance(generator, torch.Generator):
        raise TypeError(f"generator must be a torch.Generator for a tensor, got {type(generator).__name__}")
    if generator.device.type != device(x).type:
        raise ValueError(f"generator must be on the tensor's device {device(x)}, got one on {generator.device}")
    return generator


def checked_mask(mask, x, name):
    """A mask of 0 and 1 that spreads over x, the argument called `name`."""
    check.array(mask, "mask")
    xp = check.alike(**{name: x}, mask=mask)
    sides = zip(reversed(mask.shape), reversed(x.shape), strict=False)
    if mask.ndim > x.ndim or any(have not in (1, want) for have, want in sides):
        wanted = f"have the shape of {name} {tuple(x.shape)}, or one that spreads over it"
        raise ValueError(f"mask must {wanted}, got shape {tuple(mask.shape)}")
    if not bool(xp.all((mask == 0) | (mask == 1))):
        raise ValueError("mask must hold only 0 (dropped) and 1 (kept), got other values: is it scaled already?")
    return mask


def checked_design(X, p, w=None, largest=None):
    """The namespace of X (n, d) and w (d,), d at most `largest`, and p/(1 − p)."""
    d = check.array(X, "X", ndim=2).shape[1]
    if largest is not None and d > largest:
        raise ValueError(f"X must have at most {largest} columns, for 2^d masks are counted out, got {d}")
    p = checked_probability(p)
    if w is not None:
        check.array(w, "w", shape=(d,))
        check.alike(X=X, w=w)
    return array_namespace(X), p / (1 - p)


def like(values, x):
    """NumPy's `values` in the library and dtype of x and on its device."""
    return array_namespace(x).asarray(np.asarray(values), dtype=x.dtype, device=device(x))
