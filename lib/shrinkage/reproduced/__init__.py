"""The figures that the book relies on, as rows that compute themselves.

A row says what is claimed, who claims it, what it should come to and how far off it may be; its `compute` calls the
rest of this library. The page of reproduced results prints every row, and the tests assert every one.
"""

from shrinkage.reproduced import (
    _bayes,
    _dropout,
    _early_stopping,
    _l1,
    _l2,
    _overfitting,
    _robustness,
    _unreproduced,
    _weight_decay,
)
from shrinkage.reproduced.result import Outcome, Result, reproduce

__all__ = ["NOT_REPRODUCED", "RESULTS", "Outcome", "Result", "reproduce"]

#: The rows, each a :class:`Result`, chapter by chapter in the order of the book.
#:
#: :meta hide-value:
RESULTS = (
    *_overfitting.ROWS,
    *_l2.ROWS,
    *_l1.ROWS,
    *_dropout.ROWS,
    *_bayes.ROWS,
    *_weight_decay.ROWS,
    *_early_stopping.ROWS,
    *_robustness.ROWS,
)

#: What is quoted and was not computed here, or was computed and came out differently. A row has the fields `chapter`,
#: `claim`, `source` and `reason`.
#:
#: :meta hide-value:
NOT_REPRODUCED = _unreproduced.ROWS
