"""The penalties, and their proximal maps: the best compromise between staying at v and paying less.

prox_Ω(v) is the w that minimises ½‖w − v‖² + Ω(w). For the lasso with orthonormal inputs it is the whole answer.
"""

from array_api_compat import array_namespace

from shrinkage import _validate as check


def penalty(w, lam, ratio=1.0):
    """The penalty of the elastic net, λ(r‖w‖₁ + (1 − r)·½‖w‖²); of the lasso, λ‖w‖₁, where r = 1.

    Parameters
    ----------
    w : array of any shape
        Weights, without intercept.
    lam : float
        Strength λ ≥ 0.
    ratio : float
        The share r of the L1 norm, from 0 (ridge) to 1 (lasso).

    Returns
    -------
    array ()
        Of the library, dtype and device of `w`.

    Raises
    ------
    TypeError, ValueError
        If `w` is not a finite floating-point array, `lam` negative, or `ratio` not in [0, 1].

    References
    ----------
    .. [1] R. Tibshirani, "Regression shrinkage and selection via the lasso", J. R. Stat. Soc. B 58 (1996).
    .. [2] H. Zou and T. Hastie, "Regularization and variable selection via the elastic net",
       J. R. Stat. Soc. B 67 (2005), which has no ½ and whose estimate is afterwards scaled up.
    """
    check.array(w, "w")
    xp = array_namespace(w)
    lam, r = float(check.number(lam, "lam", minimum=0)), _ratio(ratio)
    return lam * (r * xp.sum(xp.abs(w)) + (1 - r) / 2 * xp.sum(w**2))


def soft_threshold(v, t):
    """The prox of t‖·‖₁: ``sign(v)·max(|v| − t, 0)``, every coordinate pulled toward zero by t and no further.

    Parameters
    ----------
    v : array of any shape
    t : float
        How far, t ≥ 0.

    Returns
    -------
    array of the shape of v

    Raises
    ------
    TypeError, ValueError
        If `v` is not a finite floating-point array or `t` is negative.

    References
    ----------
    .. [1] D. L. Donoho and I. M. Johnstone, "Ideal spatial adaptation by wavelet shrinkage", Biometrika 81
       (1994), equation 3.

    Examples
    --------
    >>> import numpy as np
    >>> soft_threshold(np.array([3.0, -0.5, -2.0]), 1.0)
    array([ 2.,  0., -1.])
    """
    xp, t = _checked(v, t)
    return shrunk(xp, v, t)


def shrunk(xp, v, t):
    """:func:`soft_threshold` for arguments that are checked."""
    # sign(v)·max(|v| − t, 0): v less what a pull of at most t can take from it
    return v - xp.clip(v, -t, t)


def hard_threshold(v, t):
    """The prox of ½t²·(number of nonzeros): keep v where ``|v| > t``, and zero elsewhere.

    A coordinate costs ½t² to keep and ½v² to lose. Unlike the soft threshold it does not shrink what it keeps, and it
    jumps at t.

    Parameters
    ----------
    v : array of any shape
    t : float
        The threshold, t ≥ 0.

    Returns
    -------
    array of the shape of v

    Raises
    ------
    TypeError, ValueError
        As :func:`soft_threshold`.

    References
    ----------
    .. [1] D. L. Donoho and I. M. Johnstone, "Ideal spatial adaptation by wavelet shrinkage", Biometrika 81
       (1994), equation 2.
    """
    xp, t = _checked(v, t)
    return xp.where(xp.abs(v) > t, v, 0 * v)


def prox_squared_l2(v, t):
    """The prox of t·½‖·‖²: v/(1 + t), every coordinate shrunk by the same factor.

    Parameters
    ----------
    v : array of any shape
    t : float
        Strength, t ≥ 0.

    Returns
    -------
    array of the shape of v

    Raises
    ------
    TypeError, ValueError
        As :func:`soft_threshold`.

    References
    ----------
    .. [1] N. Parikh and S. Boyd, Proximal Algorithms (2014), section 6.1.1.
    """
    _, t = _checked(v, t)
    return v / (1 + t)


def prox_elastic_net(v, t, ratio):
    """The prox of t(r‖·‖₁ + (1 − r)·½‖·‖²): first the soft threshold by tr, then the division by 1 + t(1 − r).

    Parameters
    ----------
    v : array of any shape
    t : float
        Strength, t ≥ 0.
    ratio : float
        The share r of the L1 norm, in [0, 1].

    Returns
    -------
    array of the shape of v

    Raises
    ------
    TypeError, ValueError
        As :func:`soft_threshold`, and if `ratio` is not in [0, 1].

    References
    ----------
    .. [1] N. Parikh and S. Boyd, Proximal Algorithms (2014), section 6.5.3.
    """
    (xp, t), r = _checked(v, t), _ratio(ratio)
    return shrunk(xp, v, t * r) / (1 + t * (1 - r))


def _checked(v, t):
    check.array(v, "v")
    return array_namespace(v), float(check.number(t, "t", minimum=0))


def _ratio(ratio):
    return float(check.number(ratio, "ratio", minimum=0, maximum=1))
