"""Who means dropping and who means keeping: the number that libraries and papers ask for."""

from typing import NamedTuple

from shrinkage import _validate as check


class Rate(NamedTuple):
    """One convention: what the number is called, and the probability of what it is."""

    parameter: str
    probability_of: str


# what it holds is said in shrinkage.dropout, where readers and Sphinx find it
RATES = {
    "ours": Rate("p", "drop"),
    "torch.nn.Dropout": Rate("p", "drop"),
    "keras.layers.Dropout": Rate("rate", "drop"),
    "flax.linen.Dropout": Rate("rate", "drop"),
    "Srivastava et al. 2014": Rate("p", "keep"),
    "tf.nn.dropout in TensorFlow 1": Rate("keep_prob", "keep"),
    "jax.example_libraries.stax.Dropout": Rate("rate", "keep"),
}


def drop_probability(value, name):
    """Our p, the probability of *dropping*, for a number of another convention.

    Parameters
    ----------
    value : float
        The number as the other convention has it: from 0 inclusive to 1 exclusive if it is the probability to
        drop, from 0 exclusive to 1 inclusive if it is that to keep.
    name : str
        A key of `RATES`.

    Returns
    -------
    float
        `value`, or 1 − `value`.

    Raises
    ------
    TypeError, ValueError
        If `value` is not a number in its range, or `name` is not a key of `RATES`.

    Examples
    --------
    >>> drop_probability(0.75, "Srivastava et al. 2014")
    0.25
    """
    if RATES[check.choice(name, "name", RATES)].probability_of == "drop":
        return float(check.number(value, "value", minimum=0, below=1))
    return 1 - float(check.number(value, "value", above=0, maximum=1))
