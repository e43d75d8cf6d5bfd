"""The λ of others, in terms of ours: one table, one row a convention, each row proven by a test.

Ours is the λ of J(w) = mean loss + λ Ω(w), where Ω(w) = ½‖w‖² for L2 and ‖w‖₁ for L1. Whoever takes the sum
of the losses instead of their mean, leaves out the ½ or divides the objective by something writes another
number for the same minimiser. That number is always cλ or 1/(cλ), with a c that depends on the number n of
examples and, for a prior, on the variance σ² of the noise. The loss of an example is the same on both sides:
whoever doubles that as well, by squared errors without a ½, has to double λ.
"""

from collections.abc import Callable
from typing import NamedTuple

from shrinkage import _validate as validate

__all__ = ["CONVENTIONS", "from_lam", "to_lam"]


class Convention(NamedTuple):
    """A row of `CONVENTIONS`."""

    objective: str
    parameter: str
    relation: str
    scale: Callable[[int, float], float]
    inverse: bool = False
    penalises_biases: bool = False


def _one(n, noise_variance):
    return 1.0


def _half(n, noise_variance):
    return 0.5


def _examples(n, noise_variance):
    return float(n)


def _examples_over_noise(n, noise_variance):
    return n / noise_variance


_MEAN = r"\tfrac1n\sum_i L_i"
_SQUARES = r"\lVert y - Xw \rVert^2"

CONVENTIONS = {
    "ours": Convention(rf"{_MEAN} + \tfrac{{\lambda}}{{2}}\lVert w \rVert^2", r"$\lambda$", r"\lambda", _one),
    "divided by 2m": Convention(
        rf"{_MEAN} + \tfrac{{\lambda'}}{{2n}}\lVert W \rVert_F^2", r"$\lambda'$", r"n\lambda", _examples
    ),
    "halved": Convention(rf"{_MEAN} + \tfrac{{\alpha}}{{2}}\lVert w \rVert^2", r"$\alpha$", r"\lambda", _one),
    "without the half": Convention(rf"{_MEAN} + \lambda'\sum_j w_j^2", r"$\lambda'$", r"\lambda/2", _half),
    "unscaled ridge": Convention(rf"{_SQUARES} + k\lVert w \rVert^2", "$k$", r"n\lambda", _examples),
    "prior precision": Convention(
        rf"\tfrac{{1}}{{2\sigma^2}}{_SQUARES} + \tfrac{{1}}{{2\tau^2}}\lVert w \rVert^2",
        r"$1/\tau^2$",
        r"n\lambda/\sigma^2",
        _examples_over_noise,
    ),
    "scikit-learn Ridge": Convention(rf"{_SQUARES} + \alpha\lVert w \rVert^2", "`alpha`", r"n\lambda", _examples),
    "scikit-learn Lasso": Convention(
        rf"\tfrac{{1}}{{2n}}{_SQUARES} + \alpha\lVert w \rVert_1", "`alpha`", r"\lambda", _one
    ),
    "scikit-learn ElasticNet": Convention(
        rf"\tfrac{{1}}{{2n}}{_SQUARES} + \alpha r\lVert w \rVert_1"
        r" + \alpha\tfrac{1-r}{2}\lVert w \rVert^2",
        "`alpha`",
        r"\lambda",
        _one,
    ),
    "scikit-learn LogisticRegression": Convention(
        r"C\sum_i L_i + \tfrac12\lVert w \rVert^2", "`C`", r"1/(n\lambda)", _examples, inverse=True
    ),
    "torch SGD": Convention(
        rf"\nabla\bigl({_MEAN}\bigr) + \alpha w", "`weight_decay`", r"\lambda", _one, penalises_biases=True
    ),
    "Keras L2": Convention(rf"{_MEAN} + \alpha\sum_{{jk}} W_{{jk}}^2", "`l2`", r"\lambda/2", _half),
    "optax add_decayed_weights": Convention(
        rf"\nabla\bigl({_MEAN}\bigr) + \alpha w", "`weight_decay`", r"\lambda", _one, penalises_biases=True
    ),
}
"""The conventions by name, each a row of six fields.

`objective` is what is minimised or, for an optimiser, the gradient that is followed, in LaTeX; `parameter`
its name; `relation` the parameter in terms of our λ, in LaTeX, and `scale(n, noise_variance)` with `inverse`
the same in numbers; `penalises_biases` says whether biases are penalised where one asks for nothing else.
"""


def from_lam(lam, name, n, noise_variance=1.0):
    """What to write in another convention to get the minimiser of ours.

    Parameters
    ----------
    lam : float
        Our λ, greater than 0.
    name : str
        A key of `CONVENTIONS`.
    n : int
        The number of training examples.
    noise_variance : float
        The variance σ² of the noise, greater than 0. Of all rows only the prior's precision depends on it.

    Returns
    -------
    float
        The other convention's parameter: cλ, or 1/(cλ) where the row says `inverse`.

    Raises
    ------
    TypeError, ValueError
        If an argument is of the wrong kind or out of its range, or `name` is not a key of `CONVENTIONS`.

    Examples
    --------
    >>> from_lam(0.01, "scikit-learn Ridge", n=200)
    2.0
    """
    validate.number(lam, "lam", above=0)
    scaled = _scale(name, n, noise_variance) * lam
    return 1 / scaled if CONVENTIONS[name].inverse else scaled


def to_lam(value, name, n, noise_variance=1.0):
    """Our λ for a parameter of another convention: :func:`from_lam` backwards.

    Parameters
    ----------
    value : float
        The other convention's parameter, greater than 0.
    name : str
        A key of `CONVENTIONS`.
    n : int
        The number of training examples.
    noise_variance : float
        The variance σ² of the noise, greater than 0.

    Returns
    -------
    float
        Our λ.

    Raises
    ------
    TypeError, ValueError
        If an argument is of the wrong kind or out of its range, or `name` is not a key of `CONVENTIONS`.

    Examples
    --------
    >>> to_lam(1.0, "scikit-learn LogisticRegression", n=200)
    0.005
    """
    validate.number(value, "value", above=0)
    scale = _scale(name, n, noise_variance)
    return (1 / value if CONVENTIONS[name].inverse else value) / scale


def _scale(name, n, noise_variance):
    validate.choice(name, "name", CONVENTIONS)
    validate.integer(n, "n", minimum=1)
    validate.number(noise_variance, "noise_variance", above=0)
    return CONVENTIONS[name].scale(n, noise_variance)
