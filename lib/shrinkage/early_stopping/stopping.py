"""When to stop, and what to hand back: the rule, while training runs and on a curve that was recorded."""

import copy
import math
import numbers
from typing import NamedTuple

from shrinkage import _validate as check


class EarlyStopping:
    """Watch the validation error: keep the best weights, and stop when it has not improved for a while.

    An epoch *improves* if its error is less than ``best_error - min_delta``. Then its error, its number and a copy
    of its weights are kept. After `patience` epochs in a row that do not improve it is time to stop.

    Parameters
    ----------
    patience : int
        How many epochs in a row may fail to improve, at least 1.
    min_delta : float
        By how much an epoch must be better than the best, at least 0.

    Attributes
    ----------
    best_error : float
        The error of the last epoch that improved; inf before the first.
    best_epoch : int or None
        Its number. Epochs are numbered 0, 1, 2, … in the order of the calls of `update`.
    epoch : int
        How many epochs have been seen.
    stopped : bool
        Whether patience has run out.

    Raises
    ------
    TypeError, ValueError
        If `patience` is not an integer of at least 1, or `min_delta` not a number of at least 0.

    Notes
    -----
    One notion of best serves both purposes, as in Keras: with ``min_delta > 0`` the weights that are kept may be worse
    by up to `min_delta` than the best that were seen. The comparison is with the best so far and not with the epoch
    before, so many small improvements add up. An error of nan or inf never improves.

    References
    ----------
    .. [1] L. Prechelt, "Early stopping -- but when?", in Neural Networks: Tricks of the Trade (1998), whose criterion
       UP counts rises in a row, from one epoch to the next; ours counts epochs since the best.
    .. [2] I. Goodfellow, Y. Bengio and A. Courville, Deep Learning (2016), algorithm 7.1.

    Examples
    --------
    >>> stopping = EarlyStopping(patience=2)
    >>> for error in [3.0, 1.0, 2.0, 4.0, 0.5]:
    ...     if stopping.update(error, {"w": error}):
    ...         break
    >>> stopping.best_epoch, stopping.best_weights, stopping.epoch
    (1, {'w': 1.0}, 4)
    """

    def __init__(self, patience, min_delta=0.0):
        self.patience = check.integer(patience, "patience", minimum=1)
        self.min_delta = float(check.number(min_delta, "min_delta", minimum=0))
        self.best_error, self.best_epoch, self.epoch = math.inf, None, 0
        self._best_weights, self._without = None, 0

    def __repr__(self):
        return f"EarlyStopping(patience={self.patience}, min_delta={self.min_delta})"

    @property
    def stopped(self):
        return self._without >= self.patience

    @property
    def best_weights(self):
        """A fresh copy of the weights of the best epoch; None before the first."""
        return _copied(self._best_weights)

    def update(self, error, weights):
        """Take in an epoch: its validation error and the weights that have it.

        Parameters
        ----------
        error : float
            Less is better. A number, or an array or tensor with one entry.
        weights : anything that can be copied
            Arrays or tensors, in dictionaries, lists or tuples: a ``state_dict`` will do. Copied when the epoch
            improves, so training may go on in place.

        Returns
        -------
        bool
            Whether to stop now: the same as `stopped`.

        Raises
        ------
        TypeError
            If `error` is not a number.
        RuntimeError
            If training has stopped already.
        """
        error = _number(error)
        if self.stopped:
            raise RuntimeError(f"update must not be called after the stop, got epoch {self.epoch}")
        if error < self.best_error - self.min_delta:
            self.best_error, self.best_epoch, self._without = error, self.epoch, 0
            self._best_weights = _copied(weights)
        else:
            self._without += 1
        self.epoch += 1
        return self.stopped


class Stop(NamedTuple):
    """What `stopping_epochs` returns: the epoch that is handed back, and the last that is run."""

    best: int | None
    last: int


def stopping_epochs(errors, patience, min_delta=0.0):
    """Where :class:`EarlyStopping` would have stopped on a curve of errors that was recorded in full.

    Parameters
    ----------
    errors : array (epochs,), or sequence of floats
        The validation error after each epoch. May hold nan or inf.
    patience, min_delta
        As in :class:`EarlyStopping`.

    Returns
    -------
    Stop
        A named tuple of `best`, the epoch whose weights are handed back (None if no error is finite), and `last`,
        the last epoch that is run: that of the stop, or the end of the curve.

    Raises
    ------
    TypeError, ValueError
        As :class:`EarlyStopping`, and if `errors` is not a sequence of at least one number.

    Examples
    --------
    >>> stopping_epochs([3.0, 1.0, 2.0, 4.0, 0.5], patience=2)
    Stop(best=1, last=3)
    """
    stopping = EarlyStopping(patience, min_delta)
    errors = errors.tolist() if hasattr(errors, "tolist") else errors
    if not isinstance(errors, list | tuple):
        raise TypeError(f"errors must be a sequence of numbers, got {errors!r:.60} ({type(errors).__name__})")
    if not errors:
        raise ValueError(f"errors must hold at least one number, got {errors!r}")
    for error in errors:
        if stopping.update(_number(error, "each of errors"), None):
            break
    return Stop(stopping.best_epoch, stopping.epoch - 1)


def _number(error, name="error"):
    """A real number, nan and inf among them, also as an array of one entry."""
    value = error.item() if hasattr(error, "item") and math.prod(error.shape) == 1 else error
    if isinstance(value, bool) or not isinstance(value, numbers.Real):
        raise TypeError(f"{name} must be a real number, got {error!r:.60} ({type(error).__name__})")
    return float(value)


def _copied(weights):
    """A copy that shares no memory; of a tensor its values, for what has a graph cannot be copied deeply."""
    if isinstance(weights, dict):
        return {name: _copied(value) for name, value in weights.items()}
    if type(weights) in (list, tuple):
        return type(weights)(_copied(value) for value in weights)
    return weights.detach().clone() if hasattr(weights, "detach") else copy.deepcopy(weights)
