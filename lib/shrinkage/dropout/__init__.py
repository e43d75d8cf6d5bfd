"""Dropout: masks and their average, the penalty that dropout is, and Monte Carlo dropout.

p is everywhere the probability of *dropping*. Randomness is a `generator`: NumPy's for NumPy arrays, torch's for
tensors. What needs torch is loaded when it is asked for, so that everything else runs without it.
"""

from shrinkage.dropout import conventions
from shrinkage.dropout.conventions import drop_probability
from shrinkage.dropout.masks import apply_mask, dropout, dropout_backward, dropout_mask
from shrinkage.dropout.monte_carlo import mc_predict
from shrinkage.dropout.projection import max_norm
from shrinkage.dropout.regression import dropout_penalty, dropout_regression, noising_penalty, quadratic_penalty
from shrinkage.dropout.thinned import all_masks, mask_probabilities, thinned_average

__all__ = [
    "RATES",
    "Dropout",
    "all_masks",
    "apply_mask",
    "drop_probability",
    "dropout",
    "dropout_backward",
    "dropout_mask",
    "dropout_penalty",
    "dropout_regression",
    "mask_probabilities",
    "max_norm",
    "mc_predict",
    "mlp",
    "noising_penalty",
    "quadratic_penalty",
    "thinned_average",
    "train_mlp",
]

#: Who means dropping and who means keeping, as a dictionary from the name of a library or paper to its convention, with
#: the fields `parameter`, the name of the number there, and `probability_of`, which is "drop" or "keep".
#:
#: The first argument of `tf.nn.dropout` after the input was `keep_prob` in TensorFlow 1 and is `rate`, the probability
#: to drop, in TensorFlow 2: a call by position changed its meaning without an error.
#:
#: :meta hide-value:
RATES = conventions.RATES

_IN_TORCH = {"Dropout", "mlp", "train_mlp"}


def __getattr__(name):
    if name not in _IN_TORCH:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from shrinkage.dropout import network

    return getattr(network, name)


def __dir__():
    return sorted({*globals(), *_IN_TORCH})
