"""A coin: the Beta posterior, its density, and its mode, which depends on the coordinate one looks in."""

import math
from typing import NamedTuple

from array_api_compat import array_namespace

from shrinkage import _validate as check


class Beta(NamedTuple):
    """A Beta(a, b) belief about the probability θ of heads, with density ∝ θ^(a−1) (1−θ)^(b−1)."""

    a: float
    b: float

    @property
    def mean(self):
        """a/(a + b), the probability that the next toss is heads."""
        return self.a / (self.a + self.b)

    @property
    def variance(self):
        """ab/((a + b)²(a + b + 1))."""
        return self.mean * (1 - self.mean) / (self.a + self.b + 1)


def beta_posterior(heads, tosses, a, b):
    """What to believe about a coin after some tosses: Beta(a, b) becomes Beta(a + heads, b + tails).

    The likelihood of `heads` in `tosses` is ∝ θ^heads (1−θ)^tails, so prior and data only add up their exponents: for
    whoever began with the uniform prior, Beta(a, b) is a − 1 heads and b − 1 tails seen beforehand.

    Parameters
    ----------
    heads, tosses : int
        0 ≤ heads ≤ tosses.
    a, b : float
        The prior Beta(a, b), both positive; a = b = 1 is the uniform one.

    Returns
    -------
    Beta
        A named tuple of `a` and `b`, with properties `mean` and `variance`.

    Raises
    ------
    TypeError
        If a count is not an integer, or `a` or `b` not a real number.
    ValueError
        If a count is out of range, or `a` or `b` not positive.

    References
    ----------
    .. [1] A. Gelman et al., Bayesian Data Analysis (third edition, 2013), section 2.4.

    Examples
    --------
    >>> beta_posterior(heads=1, tosses=10, a=2, b=2)
    Beta(a=3.0, b=11.0)
    """
    tosses = check.integer(tosses, "tosses", minimum=0)
    heads = check.integer(heads, "heads", minimum=0, maximum=tosses)
    a, b = float(check.number(a, "a", above=0)), float(check.number(b, "b", above=0))
    return Beta(a + heads, b + tosses - heads)


def beta_log_density(theta, a, b):
    """The log density of Beta(a, b): (a−1) log θ + (b−1) log(1−θ) + log Γ(a+b) − log Γ(a) − log Γ(b).

    Parameters
    ----------
    theta : array of any shape, real floating
        Probabilities, strictly between 0 and 1.
    a, b : float
        Both positive.

    Returns
    -------
    array of the shape of `theta`
        The log density at each.

    Raises
    ------
    TypeError
        If `theta` is not a floating-point array, or `a` or `b` not a real number.
    ValueError
        If a θ is not strictly between 0 and 1, or `a` or `b` not positive.

    References
    ----------
    .. [1] A. Gelman et al., Bayesian Data Analysis (third edition, 2013), appendix A.
    """
    xp = array_namespace(check.array(theta, "theta"))
    a, b = float(check.number(a, "a", above=0)), float(check.number(b, "b", above=0))
    if bool(xp.any((theta <= 0) | (theta >= 1))):
        bounds = xp.min(theta).item(), xp.max(theta).item()
        raise ValueError(f"theta must lie strictly between 0 and 1, got values from {bounds[0]!r} to {bounds[1]!r}")
    constant = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    return (a - 1) * xp.log(theta) + (b - 1) * xp.log1p(-theta) + constant


# a coordinate φ has dθ/dφ ∝ (θ(1−θ))^(1−c), so that the density of φ is ∝ θ^(a−c) (1−θ)^(b−c)
_COORDINATES = {"theta": 1.0, "angle": 0.5, "logit": 0.0}


def beta_mode(a, b, coordinate="theta"):
    """The θ at which a *coordinate* of a Beta(a, b) variable has its largest density: (a − c)/(a + b − 2c).

    A density changes by the factor \\|dθ/dφ\\| when θ is written as a function of φ, so its mode moves. c = 1 for θ
    itself; c = ½ for the angle φ = arcsin √θ; c = 0 for the log odds φ = log θ/(1−θ), whose mode is the *mean* of θ.

    Parameters
    ----------
    a, b : float
        Both greater than c: otherwise the density has no largest value inside (0, 1).
    coordinate : {"theta", "angle", "logit"}
        The coordinate φ in which the density is taken.

    Returns
    -------
    float
        The mode, as a θ in (0, 1).

    Raises
    ------
    TypeError
        If `a` or `b` is not a real number.
    ValueError
        If `coordinate` is another word, or `a` or `b` is not greater than c.

    References
    ----------
    .. [1] D. J. C. MacKay, "Choice of basis for Laplace approximation", Machine Learning 33 (1998).

    Examples
    --------
    >>> [round(beta_mode(3, 11, name), 3) for name in ("theta", "angle", "logit")]
    [0.167, 0.192, 0.214]
    """
    c = _COORDINATES[check.choice(coordinate, "coordinate", _COORDINATES)]
    a, b = float(check.number(a, "a", above=c)), float(check.number(b, "b", above=c))
    return (a - c) / (a + b - 2 * c)
