"""Refuse bad input with an error that names the argument, what came and what was expected.

A wrong kind of thing is a TypeError, a wrong value of the right kind a ValueError. Each function returns what
it was given, so that it can stand where the argument is used.
"""

import math
import numbers

import numpy as np
from array_api_compat import array_namespace, device, is_array_api_obj, is_torch_array


def _describe(value):
    if is_array_api_obj(value):
        return f"{type(value).__name__} of shape {tuple(value.shape)} and dtype {value.dtype}"
    return f"{value!r:.60} ({type(value).__name__})"


def array(value, name, ndim=None, shape=None):
    """A finite floating-point NumPy array or torch tensor, of `ndim` dimensions or exactly `shape`.

    A None in `shape` leaves that axis free.
    """
    ndim = len(shape) if shape is not None else ndim
    if not is_array_api_obj(value):
        raise TypeError(f"{name} must be a NumPy array or a torch tensor, got {_describe(value)}")
    xp = array_namespace(value)
    if not xp.isdtype(value.dtype, "real floating"):
        raise TypeError(f"{name} must have a floating-point dtype, got {_describe(value)}")
    if ndim is not None and value.ndim != ndim:
        raise ValueError(f"{name} must have {ndim} dimension{'s' * (ndim != 1)}, got {_describe(value)}")
    if shape is not None and any(want not in (None, have) for want, have in zip(shape, value.shape, strict=True)):
        want = ", ".join("any" if side is None else str(side) for side in shape)
        raise ValueError(f"{name} must have shape ({want}{',' * (ndim == 1)}), got {_describe(value)}")
    if 0 in value.shape:
        raise ValueError(f"{name} must not be empty, got {_describe(value)}")
    if not bool(xp.all(xp.isfinite(value))):
        raise ValueError(f"{name} must be finite, got {_describe(value)} with nan or inf in it")
    return value


def alike(**arrays):
    """Arrays of one library, one dtype and one device; returns their array namespace."""
    (first_name, first), *others = arrays.items()
    for name, other in others:
        if is_torch_array(first) != is_torch_array(other):
            raise TypeError(
                f"{name} must come from the same library as {first_name} ({type(first).__name__}), "
                f"got {type(other).__name__}"
            )
        if first.dtype != other.dtype or device(first) != device(other):
            raise TypeError(
                f"{name} must have the dtype and device of {first_name} ({first.dtype} on {device(first)}), "
                f"got {other.dtype} on {device(other)}"
            )
    return array_namespace(*arrays.values())


def number(value, name, minimum=-math.inf, maximum=math.inf, above=-math.inf, below=math.inf):
    """A finite real number in [minimum, maximum], strictly greater than `above`, strictly less than `below`."""
    if isinstance(value, bool) or not isinstance(value, numbers.Real):
        raise TypeError(f"{name} must be a real number, got {_describe(value)}")
    inside = minimum <= value <= maximum and above < value < below
    if not (math.isfinite(value) and inside):
        bounds = [
            f"at least {minimum:g}" if minimum > -math.inf else "",
            f"greater than {above:g}" if above > -math.inf else "",
            f"at most {maximum:g}" if maximum < math.inf else "",
            f"less than {below:g}" if below < math.inf else "",
        ]
        wanted = " and ".join(filter(None, bounds)) or "finite"
        raise ValueError(f"{name} must be {wanted}, got {value!r}")
    return value


def integer(value, name, minimum=None, maximum=None):
    """A whole number in [minimum, maximum]."""
    if isinstance(value, bool) or not isinstance(value, numbers.Integral):
        raise TypeError(f"{name} must be an integer, got {_describe(value)}")
    if minimum is not None and value < minimum:
        raise ValueError(f"{name} must be at least {minimum}, got {value!r}")
    if maximum is not None and value > maximum:
        raise ValueError(f"{name} must be at most {maximum}, got {value!r}")
    return int(value)


def choice(value, name, options):
    """One of a few strings."""
    if value not in options:
        raise ValueError(f"{name} must be one of {', '.join(map(repr, options))}, got {value!r}")
    return value


def generator(value, name="generator"):
    """A numpy.random.Generator."""
    if not isinstance(value, np.random.Generator):
        raise TypeError(f"{name} must be a numpy.random.Generator, got {_describe(value)}")
    return value


def function(value, name):
    """Something that can be called."""
    if not callable(value):
        raise TypeError(f"{name} must be a function, got {_describe(value)}")
    return value
