"""The thinned networks: all masks, their probabilities, and the exact average over them."""

import numpy as np
from array_api_compat import array_namespace

from shrinkage import _validate as check
from shrinkage.dropout._input import ENUMERABLE, checked_probability, like


def all_masks(n):
    """Every mask over n units, 2ⁿ of them: row k holds the binary digits of k, the lowest first.

    Parameters
    ----------
    n : int
        How many units, from 1 to 16.

    Returns
    -------
    array (2ⁿ, n), float64
        Zeros (dropped) and ones (kept). The first row drops everything, the last keeps everything.

    Raises
    ------
    TypeError, ValueError
        If `n` is not an integer from 1 to 16.

    Examples
    --------
    >>> all_masks(2)
    array([[0., 0.],
           [1., 0.],
           [0., 1.],
           [1., 1.]])
    """
    check.integer(n, "n", minimum=1, maximum=ENUMERABLE)
    return (np.arange(2**n)[:, None] >> np.arange(n) & 1).astype(float)  # (2ⁿ, n)


def mask_probabilities(masks, p):
    """How probable each mask is: P(m) = p^(number dropped) (1 − p)^(number kept).

    Parameters
    ----------
    masks : array (k, n) of zeros and ones
        One mask a row. For :func:`all_masks` the probabilities add up to 1.
    p : float
        The probability of *dropping* a unit, 0 ≤ p < 1.

    Returns
    -------
    array (k,)
        Of the library, dtype and device of `masks`.

    Raises
    ------
    TypeError
        If `masks` is not a floating-point array or `p` not a real number.
    ValueError
        If `masks` is not a matrix of zeros and ones, or `p` is not in [0, 1).
    """
    n = check.array(masks, "masks", ndim=2).shape[1]
    p = checked_probability(p)
    xp = array_namespace(masks)
    if not bool(xp.all((masks == 0) | (masks == 1))):
        raise ValueError("masks must hold only 0 (dropped) and 1 (kept), got other values: are they scaled already?")
    kept = xp.sum(masks, axis=1)
    # P(m) = p^(n − kept) (1 − p)^kept
    return p ** (n - kept) * (1 - p) ** kept


def thinned_average(function, x, p):
    """The exact average of a function of x under dropout: E f(x̃) = Σₘ P(m) f(m ∘ x / (1 − p)).

    The sum runs over all 2^d masks, so there is no sampling in it.

    Parameters
    ----------
    function : callable
        f, for a matrix of inputs: takes (2^d, d), returns an array with 2^d rows, of any further shape.
    x : array (d,), real floating
        One input, or the hidden activations of one example; d at most 16.
    p : float
        The probability of *dropping* an entry of x, 0 ≤ p < 1.

    Returns
    -------
    array of the shape of one row of what `function` returns
        Of the library, dtype and device of `x`.

    Raises
    ------
    TypeError
        If `function` is not callable, `x` not a floating-point array or `p` not a real number.
    ValueError
        If `x` is not one vector of 1 to 16 finite entries, `p` is not in [0, 1), or `function` does not return
        2^d rows.

    Notes
    -----
    The average is arithmetic. For the geometric mean of probabilities, average their logarithms.

    Examples
    --------
    >>> import numpy as np
    >>> float(thinned_average(lambda rows: rows.sum(axis=1), np.array([1.0, 2.0]), p=0.5))
    3.0
    """
    check.function(function, "function")
    d = check.array(x, "x", ndim=1).shape[0]
    if d > ENUMERABLE:
        raise ValueError(f"x must have at most {ENUMERABLE} entries, for 2^d masks are counted out, got {d}")
    p = checked_probability(p)
    masks = like(all_masks(d), x)  # (2^d, d)
    values = _one_row_each(function(masks * x / (1 - p)), 2**d)  # (2^d, …)
    # E f(x̃) = Σₘ P(m) f(m ∘ x / (1 − p))
    return array_namespace(x).tensordot(mask_probabilities(masks, p), values, axes=1)


def _one_row_each(values, count):
    if getattr(values, "shape", ())[:1] != (count,):
        got = getattr(values, "shape", type(values).__name__)
        raise ValueError(f"function must return one row for each of the {count} rows it is given, got {got}")
    return values
