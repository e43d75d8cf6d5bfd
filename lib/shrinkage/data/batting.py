"""Eighteen batting averages of the 1970 season: the data of Efron and Morris."""

from typing import NamedTuple

import numpy as np

# player, batting average of the first 45 at bats, of the rest of the season, and at bats in that rest
_PLAYERS = [
    ("Clemente", 0.400, 0.346, 367),
    ("F. Robinson", 0.378, 0.298, 426),
    ("F. Howard", 0.356, 0.276, 521),
    ("Johnstone", 0.333, 0.222, 275),
    ("Berry", 0.311, 0.273, 418),
    ("Spencer", 0.311, 0.270, 466),
    ("Kessinger", 0.289, 0.263, 586),
    ("L. Alvarado", 0.267, 0.210, 138),
    ("Santo", 0.244, 0.269, 510),
    ("Swoboda", 0.244, 0.230, 200),
    ("Unser", 0.222, 0.264, 277),
    ("Williams", 0.222, 0.256, 270),
    ("Scott", 0.222, 0.303, 435),
    ("Petrocelli", 0.222, 0.264, 538),
    ("E. Rodriguez", 0.222, 0.226, 186),
    ("Campaneris", 0.200, 0.285, 558),
    ("Munson", 0.178, 0.316, 408),
    ("Alvis", 0.156, 0.200, 70),
]


class BattingAverages(NamedTuple):
    """What `batting_averages` returns."""

    names: tuple
    first: np.ndarray
    rest: np.ndarray
    at_bats_first: int
    at_bats_rest: np.ndarray


def batting_averages():
    """Eighteen baseball players of 1970: their average after 45 at bats, and in the rest of the season.

    All players of the major leagues who had been at bat exactly 45 times on the day when the data were taken.

    Returns
    -------
    BattingAverages
        A named tuple of `names` (18 strings), `first` (18,), the average of the first 45 at bats, `rest` (18,),
        that of the rest of the season, both to three digits as printed, `at_bats_first`, which is 45, and
        `at_bats_rest` (18,), the number of at bats behind `rest`.

    References
    ----------
    Efron and Morris (1975), Data Analysis Using Stein's Estimator and its Generalizations, Journal of the American
    Statistical Association 70(350), table 1; told again in Scientific American 236(5), 1977.
    """
    names, first, rest, at_bats = zip(*_PLAYERS, strict=True)
    return BattingAverages(names, np.array(first), np.array(rest), 45, np.array(at_bats))
