"""The lasso and the elastic net, for one strength or many, each from the one before."""

import math

from array_api_compat import device

from shrinkage import _validate as check
from shrinkage.l1._active import Active
from shrinkage.l1._input import design, share, strengths
from shrinkage.l1._moments import moments, spread


def elastic_net_path(X, y, lams, ratio, tolerance=1e-10):
    """The elastic net for every strength of `lams`: the w that minimise J = (1/2n)‖Xw − y‖² + λ(r‖w‖₁ + (1 − r)·½‖w‖²).

    Going down in λ, each minimum starts from the one before. With the set of nonzero weights and their signs known, the
    minimum is a linear system; where its solution changes a sign, that weight is dropped, and where the loss pulls a
    weight that is zero harder than the penalty holds it, it is let in. It ends at a duality gap of `tolerance`·J(0).
    Where columns nearly depend on each other, the steps are those of the proximal point method.

    Parameters
    ----------
    X : array (n, d), real floating
        Inputs, one a row. There is no intercept: centre `X` and `y` first.
    y : array (n,)
        Targets, of the library, dtype and device of `X`.
    lams : sequence or array of k floats
        Strengths, each λ > 0, in any order.
    ratio : float
        The share r of the L1 norm, in (0, 1]; for r = 0 see :func:`shrinkage.l2.ridge_path`.
    tolerance : float
        The greatest duality gap, relative to J(0) = ‖y‖²/(2n); greater than 0. What is less than the precision of the
        dtype allows (64 ε) is taken as that; with columns that nearly depend on each other and a small λ it may end
        with more, which :func:`duality_gap` will tell.

    Returns
    -------
    array (k, d)
        The weights for lams[i] in row i, with exact zeros.

    Raises
    ------
    TypeError
        If an array is not floating point, the two are not alike, or a number is not a real number.
    ValueError
        If shapes do not fit, an array is empty or not finite, `lams` is empty, or a number is out of its range.

    Notes
    -----
    The same objective as scikit-learn's ``enet_path(X, y, l1_ratio=ratio, alphas=lams)``. Where columns of `X`
    depend on each other and r = 1, the minimiser need not be unique, and this is one of them.

    References
    ----------
    .. [1] M. R. Osborne, B. Presnell and B. A. Turlach, "A new approach to variable selection in least squares
       problems", IMA J. Numer. Anal. 20 (2000).
    .. [2] H. Lee, A. Battle, R. Raina and A. Y. Ng, "Efficient sparse coding algorithms", NIPS 19 (2006), algorithm 1,
       which lets in one coordinate at a time; we let in all that want, as far as they then keep their signs together.
    .. [3] R. T. Rockafellar, "Monotone operators and the proximal point algorithm", SIAM J. Control Optim. 14 (1976).
    """
    xp = design(X, y)
    r, m, lams = share(ratio), moments(xp, X, y), strengths(lams)
    check.number(tolerance, "tolerance", above=0)
    tolerance = max(float(tolerance), 64 * float(xp.finfo(X.dtype).eps))
    active, last = Active(m), float(xp.max(xp.abs(m.c))) / r
    rows = [None] * len(lams)
    for i in sorted(range(len(lams)), key=lambda i: -lams[i]):
        for lam, enough in _stations(last, lams[i], tolerance):
            if not active.minimise(lam * r, lam * (1 - r), enough) and not active.rho:
                active = Active(m, rho=_small(xp, m))
                active.minimise(lam * r, lam * (1 - r), enough)
        rows[i], last = spread(active.w, active.A, m.c), lams[i]
    return xp.stack(rows)


def _stations(last, lam, tolerance):
    """Strengths on the way from the last to λ, none less than half of the one before: a good start is cheap."""
    steps = math.ceil(math.log2(max(last / lam, 1)))
    return [(last * (lam / last) ** (i / steps), 1e-3) for i in range(1, steps)] + [(lam, tolerance)]


def _small(xp, m):
    """A ρ that XᵀX/n + ρI can be inverted with, and no larger than need be."""
    rows = m.rows(xp.arange(m.c.shape[0], device=device(m.c)))
    return float(xp.finfo(m.c.dtype).eps ** 0.7 * xp.max(xp.linalg.diagonal(rows)))


def lasso_path(X, y, lams, tolerance=1e-10):
    """The lasso for every strength of `lams`: the w that minimise J(w) = (1/2n)‖Xw − y‖² + λ‖w‖₁.

    Parameters
    ----------
    X, y, lams, tolerance
        As in :func:`elastic_net_path`.

    Returns
    -------
    array (k, d)
        The weights for lams[i] in row i, with exact zeros.

    Raises
    ------
    TypeError, ValueError
        As :func:`elastic_net_path`.

    See Also
    --------
    lasso_knots : the same path as a function of λ, for every λ at once.
    """
    return elastic_net_path(X, y, lams, 1.0, tolerance)


def elastic_net(X, y, lam, ratio, tolerance=1e-10):
    """The elastic net: the w that minimises J(w) = (1/2n)‖Xw − y‖² + λ(r‖w‖₁ + (1 − r)·½‖w‖²).

    Parameters
    ----------
    X, y, ratio, tolerance
        As in :func:`elastic_net_path`.
    lam : float
        Strength λ > 0.

    Returns
    -------
    array (d,)
        The weights, with exact zeros, of the library, dtype and device of `X`.

    Raises
    ------
    TypeError, ValueError
        As :func:`elastic_net_path`.

    References
    ----------
    .. [1] H. Zou and T. Hastie, "Regularization and variable selection via the elastic net",
       J. R. Stat. Soc. B 67 (2005): their naive elastic net.
    """
    check.number(lam, "lam", above=0)
    return elastic_net_path(X, y, [lam], ratio, tolerance)[0, :]


def lasso(X, y, lam, tolerance=1e-10):
    """The lasso: the w that minimises J(w) = (1/2n)‖Xw − y‖² + λ‖w‖₁.

    Parameters
    ----------
    X, y, tolerance
        As in :func:`elastic_net_path`.
    lam : float
        Strength λ > 0.

    Returns
    -------
    array (d,)
        The weights, with exact zeros, of the library, dtype and device of `X`.

    Raises
    ------
    TypeError, ValueError
        As :func:`elastic_net_path`.

    Notes
    -----
    The same objective as scikit-learn's ``Lasso(alpha=lam, fit_intercept=False)``.

    References
    ----------
    .. [1] R. Tibshirani, "Regression shrinkage and selection via the lasso", J. R. Stat. Soc. B 58 (1996), whose
       constraint form has the same solutions.

    Examples
    --------
    >>> import numpy as np
    >>> lasso(np.eye(2), np.array([2.0, 4.0]), lam=0.5)
    array([1., 3.])
    """
    return elastic_net(X, y, lam, 1.0, tolerance)
