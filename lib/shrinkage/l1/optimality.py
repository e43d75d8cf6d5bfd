"""The objective, and how far a w is from its minimum: by the conditions of optimality and by the dual."""

from shrinkage import _validate as check
from shrinkage.l1._input import design, design_and_weights, share
from shrinkage.l1._moments import gap_along_residual
from shrinkage.l1.prox import penalty


def objective(X, y, w, lam, ratio=1.0):
    """J(w) = (1/2n)‖Xw − y‖² + λ(r‖w‖₁ + (1 − r)·½‖w‖²).

    Parameters
    ----------
    X : array (n, d), real floating
        Inputs, one a row. There is no intercept: centre `X` and `y` first.
    y : array (n,)
        Targets, of the library, dtype and device of `X`.
    w : array (d,)
        Weights, likewise.
    lam : float
        Strength λ ≥ 0.
    ratio : float
        The share r of the L1 norm, from 0 (ridge) to 1 (lasso).

    Returns
    -------
    array ()
        Of the library, dtype and device of `X`.

    Raises
    ------
    TypeError, ValueError
        If arrays are not alike, not finite or do not fit, `lam` is negative, or `ratio` not in [0, 1].

    References
    ----------
    .. [1] J. Friedman, T. Hastie and R. Tibshirani, "Regularization paths for generalized linear models via
       coordinate descent", J. Stat. Softw. 33 (2010), equation 1, whose α is our r.
    """
    design_and_weights(X, y, w)
    r = X @ w - y
    return r @ r / (2 * X.shape[0]) + penalty(w, lam, ratio)


def lam_max(X, y, ratio=1.0):
    """The smallest strength at which all weights are zero, λ_max = ‖Xᵀy‖_∞/(n r).

    At w = 0 the loss pulls coordinate j with ``|x_jᵀy|/n``, and the penalty holds it as long as that is at most λr.

    Parameters
    ----------
    X, y
        As in :func:`objective`.
    ratio : float
        The share r of the L1 norm, in (0, 1].

    Returns
    -------
    array ()
        Of the library, dtype and device of `X`.

    Raises
    ------
    TypeError, ValueError
        If arrays are not alike, not finite or do not fit, or `ratio` is not in (0, 1].

    References
    ----------
    .. [1] J. Friedman, T. Hastie and R. Tibshirani, "Regularization paths for generalized linear models via
       coordinate descent", J. Stat. Softw. 33 (2010), section 2.5.
    """
    xp = design(X, y)
    return xp.max(xp.abs(X.T @ y)) / (X.shape[0] * share(ratio))


def kkt_violation(X, y, w, lam, ratio=1.0):
    """The distance, in the largest coordinate, of 0 from the subdifferential of J at w: zero at the minimum only.

    With g = Xᵀ(Xw − y)/n + λ(1 − r)w it is ``|g_j + λr·sign(w_j)|`` where w_j ≠ 0, and
    ``max(|g_j| − λr, 0)`` where w_j = 0.

    Parameters
    ----------
    X, y, w, lam, ratio
        As in :func:`objective`.

    Returns
    -------
    array ()
        Of the library, dtype and device of `X`, in the unit of λ.

    Raises
    ------
    TypeError, ValueError
        As :func:`objective`.

    References
    ----------
    .. [1] R. J. Tibshirani, "The lasso problem and uniqueness", Electron. J. Stat. 7 (2013), equations 5 and 6.
    """
    xp = design_and_weights(X, y, w)
    lam = float(check.number(lam, "lam", minimum=0))
    r = float(check.number(ratio, "ratio", minimum=0, maximum=1))
    g = X.T @ (X @ w - y) / X.shape[0] + lam * (1 - r) * w
    moving, resting = xp.abs(g + lam * r * xp.sign(w)), xp.clip(xp.abs(g) - lam * r, 0, None)
    return xp.max(xp.where(w != 0, moving, resting))


def duality_gap(X, y, w, lam, ratio=1.0):
    """A certificate: how far J(w) can be above the minimum, at most, found without knowing the minimum.

    For every u with ‖Xᵀu‖_∞ ≤ nλ, D(u) = (‖y‖² − ‖y − u‖²)/(2n) ≤ min J. The best such u along the residual
    y − Xw gives J(w) − D(u) ≥ J(w) − min J, which is zero at the minimum. The L2 part of an elastic net counts as d
    more rows √(nλ(1 − r))·I of X, with target 0, and its L1 part as a lasso of strength λr.

    Parameters
    ----------
    X, y, w
        As in :func:`objective`.
    lam : float
        Strength λ > 0.
    ratio : float
        The share r of the L1 norm, in (0, 1].

    Returns
    -------
    array ()
        Of the library, dtype and device of `X`; at least 0, but for rounding.

    Raises
    ------
    TypeError, ValueError
        As :func:`objective`, with λ > 0 and r > 0.

    References
    ----------
    .. [1] S.-J. Kim, K. Koh, M. Lustig, S. Boyd and D. Gorinevsky, "An interior-point method for large-scale
       ℓ1-regularized least squares", IEEE J. Sel. Top. Signal Process. 1 (2007), section III-B.
    """
    xp = design_and_weights(X, y, w)
    lam, r = float(check.number(lam, "lam", above=0)), share(ratio)
    n, mu, e = X.shape[0], lam * (1 - r), y - X @ w
    pull = X.T @ e / n - mu * w
    return gap_along_residual(e @ e / n + mu * (w @ w), y @ e / n, xp.max(xp.abs(pull)), xp.sum(xp.abs(w)), lam * r)
