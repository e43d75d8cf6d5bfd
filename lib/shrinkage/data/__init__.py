"""The course's data: real sets that need no download, and generated ones whose truth is known.

Randomness comes from a `generator`, or from a `seed` where a data set is a fixed thing. Nothing here touches
NumPy's global random state, reads the network or writes a file.
"""

from shrinkage.data.batting import BattingAverages, batting_averages
from shrinkage.data.digits import mnist
from shrinkage.data.generated import linear_data, noisy_sine, sine
from shrinkage.data.real import diabetes, mnist1d
from shrinkage.data.scaling import standardize

__all__ = [
    "BattingAverages",
    "batting_averages",
    "diabetes",
    "linear_data",
    "mnist",
    "mnist1d",
    "noisy_sine",
    "sine",
    "standardize",
]
