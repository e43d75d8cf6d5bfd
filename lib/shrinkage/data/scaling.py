"""Inputs on one scale, so that one λ means the same to each of them."""

from array_api_compat import array_namespace

from shrinkage import _validate as validate


def standardize(X, *others):
    """Shift and scale every column by the mean and the standard deviation of that column of `X`.

    .. math:: x_{ij} \\mapsto (x_{ij} - \\bar x_j) / s_j, \\qquad
              \\bar x_j = \\tfrac1n \\sum_i x_{ij}, \\quad
              s_j^2 = \\tfrac1n \\sum_i (x_{ij} - \\bar x_j)^2 .

    Parameters
    ----------
    X : array (n, d)
        The training inputs: the only place from which means and deviations are taken.
    *others : arrays (m, d)
        Further inputs, such as the test inputs, moved in the same way.

    Returns
    -------
    array (n, d), or a tuple of arrays
        `X` standardized; with `others`, a tuple of `X` and the others, in order. Library, dtype and device
        are those of `X`.

    Raises
    ------
    TypeError, ValueError
        If an input is not a finite floating-point array of two dimensions, if the inputs differ in width,
        library, dtype or device, or if a column of `X` is constant.

    Notes
    -----
    The deviation divides by n, as in scikit-learn's `StandardScaler`, and not by n − 1. Unlike
    `StandardScaler`, which leaves a constant column at 0, a constant column is refused: it is an intercept,
    and intercepts are neither scaled nor penalised.
    """
    validate.array(X, "X", ndim=2)
    for other in others:
        validate.array(other, "others", shape=(None, X.shape[1]))
        validate.alike(X=X, others=other)
    xp = array_namespace(X)
    mean, scale = xp.mean(X, axis=0), xp.std(X, axis=0)
    # the mean of equal numbers is rounded, so a constant column can have a tiny deviation: compare the values
    if bool(xp.any(xp.max(X, axis=0) == xp.min(X, axis=0))):
        raise ValueError("X must vary in every column, got a constant column")
    moved = tuple((values - mean) / scale for values in (X, *others))
    return moved if others else moved[0]
