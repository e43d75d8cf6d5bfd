"""Dropout on the inputs of a linear or logistic model, with the noise averaged out: a penalty."""

from shrinkage import _validate as check
from shrinkage.dropout._input import ENUMERABLE, checked_design, like
from shrinkage.dropout.thinned import all_masks, mask_probabilities
from shrinkage.l2 import ridge_path


def dropout_penalty(X, p):
    """What each squared weight of a linear model costs under dropout: πⱼ = p/(1 − p) · (1/n) Σᵢ xᵢⱼ².

    With fresh masks on the inputs, the expected squared loss is *exactly* the loss without dropout and a penalty:
    E (1/n) Σᵢ ½(x̃ᵢᵀw − yᵢ)² = (1/n) Σᵢ ½(xᵢᵀw − yᵢ)² + ½ Σⱼ πⱼ wⱼ².

    Parameters
    ----------
    X : array (n, d), real floating
        Inputs, one a row.
    p : float
        The probability of *dropping* an input, 0 ≤ p < 1.

    Returns
    -------
    array (d,)
        π: an L2 strength λⱼ of its own for every weight.

    Raises
    ------
    TypeError
        If `X` is not a floating-point array or `p` not a real number.
    ValueError
        If `X` is not a matrix, empty or not finite, or `p` is not in [0, 1).

    References
    ----------
    .. [1] N. Srivastava et al., "Dropout: a simple way to prevent neural networks from overfitting", JMLR 15
       (2014), section 9.1.
    .. [2] S. Wager, S. Wang and P. Liang, "Dropout training as adaptive regularization", NIPS (2013), section 2,
       a sum over examples where we take the mean; δ is our p.

    Examples
    --------
    >>> import numpy as np
    >>> dropout_penalty(np.array([[1.0, 2.0], [1.0, 4.0]]), p=0.5)
    array([ 1., 10.])
    """
    xp, odds = checked_design(X, p)
    return odds * xp.mean(X**2, axis=0)


def dropout_regression(X, y, p):
    """Linear regression trained with dropout on its inputs, in the limit of infinitely many masks.

    The w that minimises E (1/n) Σᵢ ½(x̃ᵢᵀw − yᵢ)², in closed form:
    (XᵀX + p/(1 − p) · diag(XᵀX)) w = Xᵀy.

    Parameters
    ----------
    X : array (n, d), real floating
        Inputs. There is no intercept: centre y, and X if dropped inputs should take their mean.
    y : array (n,)
        Targets, of the library, dtype and device of `X`.
    p : float
        The probability of *dropping* an input, 0 ≤ p < 1.

    Returns
    -------
    array (d,)
        The weights. A column of zeros gets weight 0; p = 0 gives the limit p → 0, which is least squares.

    Raises
    ------
    TypeError
        If an array is not floating point, the two are not alike, or `p` is not a real number.
    ValueError
        If shapes do not fit, an array is empty or not finite, or `p` is not in [0, 1).

    Notes
    -----
    With columns of root mean square 1 the penalty is the same for every weight: this is ridge on such columns with
    λ = p/(1 − p), and is computed so.

    References
    ----------
    .. [1] N. Srivastava et al., JMLR 15 (2014), section 9.1.
    """
    xp, odds = checked_design(X, p)
    check.array(y, "y", shape=(X.shape[0],))
    check.alike(X=X, y=y)
    scale = xp.sqrt(xp.mean(X**2, axis=0))  # (d,)
    scale = xp.where(scale > 0, scale, xp.ones_like(scale))
    # v = diag(scale) w solves ridge on X diag(scale)⁻¹ with λ = p/(1 − p)
    return ridge_path(X / scale, y, [odds])[0] / scale


# the log-partition A of a generalised linear model, −log p(y|s) = A(s) − ys + c(y), and its curvature A″
_FAMILIES = {
    "gaussian": (lambda xp, s: s**2 / 2, lambda xp, s: xp.ones_like(s)),
    # log(1 + eˢ) = max(s, 0) + log(1 + e^−|s|), which cannot overflow; A″ = σ(s)σ(−s)
    "logistic": (
        lambda xp, s: (s + xp.abs(s)) / 2 + xp.log1p(xp.exp(-xp.abs(s))),
        lambda xp, s: xp.exp(-xp.abs(s)) / (1 + xp.exp(-xp.abs(s))) ** 2,
    ),
}


def noising_penalty(X, w, p, family="logistic"):
    """What dropout on the inputs adds to the expected loss of a generalised linear model, exactly.

    For a loss Lᵢ = A(xᵢᵀw) − yᵢ xᵢᵀw the labels drop out of the difference, since E x̃ = x:
    R(w) = (1/n) Σᵢ (E A(x̃ᵢᵀw) − A(xᵢᵀw)) ≥ 0, with the expectation taken over all 2^d masks.

    Parameters
    ----------
    X : array (n, d), real floating
        Inputs, one a row; d at most 16, since n·2^d scores are computed.
    w : array (d,)
        Weights, of the library, dtype and device of `X`.
    p : float
        The probability of *dropping* an input, 0 ≤ p < 1.
    family : {"logistic", "gaussian"}
        A(s) = log(1 + eˢ), with labels 0 and 1, or A(s) = s²/2, linear regression.

    Returns
    -------
    array ()
        R(w).

    Raises
    ------
    TypeError
        If an array is not floating point, the two are not alike, or `p` is not a real number.
    ValueError
        If shapes do not fit, d is over 16, an array is empty or not finite, `p` is not in [0, 1), or `family` is
        neither of the two.

    See Also
    --------
    quadratic_penalty : its expansion to second order, for any d.

    References
    ----------
    .. [1] S. Wager, S. Wang and P. Liang, "Dropout training as adaptive regularization", NIPS (2013), section 2,
       a sum over examples where we take the mean.
    """
    xp, odds = checked_design(X, p, w, largest=ENUMERABLE)
    A, _ = _FAMILIES[check.choice(family, "family", _FAMILIES)]
    masks = like(all_masks(X.shape[1]), X)  # (2^d, d)
    scores = (X * w) @ masks.T * (1 + odds)  # (n, 2^d), since 1 + p/(1 − p) = 1/(1 − p)
    expected = A(xp, scores) @ mask_probabilities(masks, p)  # (n,)
    return xp.mean(expected - A(xp, X @ w))


def quadratic_penalty(X, w, p, family="logistic"):
    """The noising penalty to second order: R(w) ≈ (1/n) Σᵢ ½ A″(xᵢᵀw) Var(x̃ᵢᵀw).

    With Var(x̃ᵢᵀw) = p/(1 − p) Σⱼ xᵢⱼ² wⱼ²: an L2 penalty whose strength for wⱼ adapts to the data and to w.

    Parameters
    ----------
    X, w, p, family
        As in :func:`noising_penalty`, with any d.

    Returns
    -------
    array ()
        The approximation; for "gaussian" it is exact, and ½ Σⱼ πⱼ wⱼ² of :func:`dropout_penalty`.

    Raises
    ------
    TypeError, ValueError
        As :func:`noising_penalty`.

    References
    ----------
    .. [1] S. Wager, S. Wang and P. Liang, "Dropout training as adaptive regularization", NIPS (2013), section 2,
       a sum over examples where we take the mean.
    """
    xp, odds = checked_design(X, p, w)
    _, curvature = _FAMILIES[check.choice(family, "family", _FAMILIES)]
    variance = odds * (X**2 @ w**2)  # (n,)
    return xp.mean(curvature(xp, X @ w) * variance) / 2
