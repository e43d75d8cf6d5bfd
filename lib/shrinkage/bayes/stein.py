"""James and Stein: of three or more means, the measurements themselves are not the best estimate."""

import math
from typing import Any, NamedTuple

import numpy as np

from shrinkage import _validate as check


class JamesStein(NamedTuple):
    """What :func:`james_stein` returns: the `estimate` (p,), and the `factor` by which it shrank."""

    estimate: Any
    factor: Any


def james_stein(x, variance, center=None, positive_part=True):
    """Shrink p measurements x ~ N(θ, vI) toward a centre: θ̂ = c + f·(x − c), f = 1 − (p − 2)v/‖x − c‖².

    Toward the grand mean c = x̄, which the data had to supply, p − 3 stands in place of p − 2. For a fixed centre and
    p ≥ 3, or the grand mean and p ≥ 4, the sum of squared errors is smaller in expectation than that of x, whatever θ.

    Parameters
    ----------
    x : array (p,), real floating
        One measurement of each mean.
    variance : float
        v > 0, that of each measurement.
    center : None, "mean" or float
        None for 0, "mean" for the grand mean, or a number chosen without looking at `x`.
    positive_part : bool
        Whether a negative factor becomes 0, which is better still.

    Returns
    -------
    JamesStein
        A named tuple of the `estimate` (p,) and the `factor` (), of the library, dtype and device of `x`.

    Raises
    ------
    TypeError
        If `x` is not a floating-point array, `variance` or `center` of the wrong kind, or `positive_part` not a bool.
    ValueError
        If `x` is too short, not a finite vector, or all at the centre; `variance` not positive; `center` another word.

    References
    ----------
    .. [1] W. James and C. Stein, "Estimation with quadratic loss", Fourth Berkeley Symposium (1961).
    .. [2] B. Efron and C. Morris, "Data analysis using Stein's estimator and its generalizations", JASA 70 (1975).

    Examples
    --------
    >>> import numpy as np
    >>> james_stein(np.array([3.0, 0.0, 4.0]), variance=5.0).factor
    np.float64(0.8)
    """
    p = check.array(x, "x", ndim=1).shape[0]
    to_mean = isinstance(center, str) and check.choice(center, "center", ["mean"]) == "mean"
    lost = 3 if to_mean else 2  # degrees of freedom
    if p <= lost:
        raise ValueError(f"x must hold at least {lost + 1} measurements, got {p}")
    variance = float(check.number(variance, "variance", above=0))
    if not isinstance(positive_part, bool):
        raise TypeError(f"positive_part must be True or False, got {positive_part!r}")
    xp = check.alike(x=x)
    c = xp.mean(x) if to_mean else float(check.number(0.0 if center is None else center, "center"))
    spread = xp.sum((x - c) ** 2)
    if not bool(spread > 0):
        raise ValueError("x must not lie wholly at the centre, got a distance of 0")
    factor = 1 - (p - lost) * variance / spread
    if positive_part:
        factor = xp.where(factor > 0, factor, xp.zeros_like(factor))[()]
    return JamesStein(c + factor * (x - c), factor)


def james_stein_risk(p, squared_norm):
    """The exact E‖θ̂ − θ‖² of James–Stein toward 0 at variance 1: p − (p − 2)² E[1/(p − 2 + 2K)].

    K is a Poisson variable of mean ‖θ‖²/2. The plain estimate, without positive part. It is 2 at θ = 0 and rises to
    p, which is the risk of x itself everywhere, without reaching it.

    Parameters
    ----------
    p : int
        Number of means, at least 3.
    squared_norm : float
        ‖θ‖² ≥ 0, in units of the variance.

    Returns
    -------
    float
        The risk.

    Raises
    ------
    TypeError
        If an argument is of the wrong kind.
    ValueError
        If `p` < 3 or `squared_norm` < 0.

    References
    ----------
    .. [1] W. James and C. Stein, "Estimation with quadratic loss", Fourth Berkeley Symposium (1961).

    Examples
    --------
    >>> james_stein_risk(10, 0.0)
    2.0
    """
    p = check.integer(p, "p", minimum=3)
    mean = float(check.number(squared_norm, "squared_norm", minimum=0)) / 2
    # the Poisson weights within twelve deviations, from their ratios, so that none overflows
    reach = 12 * math.sqrt(mean) + 50
    K = np.arange(max(0, math.floor(mean - reach)), math.ceil(mean + reach))
    logs = np.append(0.0, np.cumsum(np.log(max(mean, 1e-300)) - np.log(K[1:])))
    weights = np.exp(logs - logs.max())
    return float(p - (p - 2) ** 2 * (weights @ (1 / (p - 2 + 2 * K))) / weights.sum())
