"""Run a `fit` under the budget: time counted in steps of plain training, measured on the same machine."""

import contextlib
import os
import random
import signal
import threading
import time
from typing import NamedTuple

import numpy as np

from shrinkage import _validate as validate
from shrinkage.rescue.network import BATCH, RATE, SIZES, accuracy, make_network, weights_of
from shrinkage.rescue.task import Task

BUDGET = 4000
"""What a fit may cost, in steps of plain training."""

MERCY = 1.5  # no clock is exact: a fit is stopped only at this multiple of the budget
WARMING, TIMED = 30, 100  # steps of the yardstick that are not timed, and that are


class Run(NamedTuple):
    """What `run` returns."""

    weights: list
    steps: float


class Trial(NamedTuple):
    """What `trial` returns."""

    training: float
    unseen: float
    steps: float


def run(fit, X, y, seed):
    """Call `fit` once, on one thread and under the budget.

    The budget is processor time, of this process and of those that the fit starts and awaits. Its unit is one plain
    step: forward, backward and Adam's update of the given network on a batch of 100, timed in the same process just
    before. A fit is stopped at 1.5 times the budget.

    Parameters
    ----------
    fit : function
        `fit(X, y, generator)`, with tensors `X` (n, 40) of float32 and `y` (n,) of int64 and a torch.Generator, returns
        the given network, trained: a torch module, or a sequence of six arrays, W₁, b₁, W₂, b₂, W₃, b₃.
    X : array (n, 40)
    y : array (n,) of integers
    seed : int
        Where the generator begins. Python's, NumPy's and torch's own random numbers begin there too, so that layers
        such as torch's Dropout, which take no generator, can be repeated; afterwards they go on as if nothing had been.

    Returns
    -------
    Run
        A named tuple of `weights`, the six arrays in float32, and `steps`, how many plain steps the time of the fit
        would have paid for.

    Raises
    ------
    TimeoutError
        If the fit takes more than 1.5 times the budget.
    TypeError, ValueError
        If an argument is bad, or what the fit returns is not the given network.
    """
    import torch

    validate.function(fit, "fit")
    validate.array(X, "X", shape=(None, SIZES[0]))
    if not isinstance(y, np.ndarray) or y.shape != (len(X),):
        raise ValueError(f"y must be a NumPy array of {len(X)} labels, got {y!r:.60}")
    validate.integer(seed, "seed", minimum=0, maximum=2**32 - 1)
    X, y = torch.tensor(X, dtype=torch.float32), torch.tensor(y, dtype=torch.int64)
    with _one_thread(torch), _random_from(torch, seed):
        step = _seconds_of_a_step(torch)
        with _stopwatch(MERCY * BUDGET * step) as seconds:
            weights = weights_of(fit(X, y, torch.Generator().manual_seed(seed)))  # taken out while the clock runs
    if seconds() > MERCY * BUDGET * step:
        raise TimeoutError(STOPPED)
    return Run(weights, seconds() / step)


def trial(fit, task, seed=0):
    """How well a `fit` does on a task: what the grader would measure on this draw.

    Parameters
    ----------
    fit : function
        As `run` takes it.
    task : Task
    seed : int
        Where the random numbers of the fit begin.

    Returns
    -------
    Trial
        A named tuple of the accuracies on the `training` rows and on the `unseen` ones, and of the cost in plain
        `steps`, of which `BUDGET` are granted.

    Raises
    ------
    TimeoutError, TypeError, ValueError
        As `run` does.
    """
    if not isinstance(task, Task):
        raise TypeError(f"task must be a Task, got {task!r:.60}")
    weights, steps = run(fit, task.X, task.y, seed)
    return Trial(accuracy(weights, task.X, task.y), accuracy(weights, task.X_unseen, task.y_unseen), steps)


STOPPED = f"fit took more than {MERCY} times the budget of {BUDGET} plain steps and was stopped"


def _seconds_of_a_step(torch):
    """The time of a plain step, here and now."""
    generator = torch.Generator().manual_seed(0)
    network = make_network(generator)
    optimizer = torch.optim.Adam(network.parameters(), lr=RATE, fused=True)
    X = torch.randn(BATCH, SIZES[0], generator=generator)
    y = torch.arange(BATCH) % SIZES[-1]
    for number in range(WARMING + TIMED):
        if number == WARMING:
            start = time.process_time()
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(network(X), y).backward()
        optimizer.step()
    return (time.process_time() - start) / TIMED


@contextlib.contextmanager
def _one_thread(torch):
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)


@contextlib.contextmanager
def _random_from(torch, seed):
    """Let all random numbers begin at `seed` for a while."""
    states = random.getstate(), np.random.get_state(), torch.get_rng_state()  # noqa: NPY002
    random.seed(seed)
    np.random.seed(seed)  # noqa: NPY002
    torch.manual_seed(seed)
    try:
        yield
    finally:
        random.setstate(states[0])
        np.random.set_state(states[1])  # noqa: NPY002
        torch.set_rng_state(states[2])


def _spent():
    """The processor time of this process, and of those that it has started and awaited."""
    others = os.times()
    return time.process_time() + others.children_user + others.children_system


@contextlib.contextmanager
def _stopwatch(limit):
    """Count processor time, and raise TimeoutError at `limit` seconds where the system can interrupt a program."""

    def stop(*arguments):
        stopped.append(True)
        raise TimeoutError(STOPPED)

    can_stop = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    start, end, stopped = _spent(), [], []
    if can_stop:
        before = signal.signal(signal.SIGVTALRM, stop)
        signal.setitimer(signal.ITIMER_VIRTUAL, limit)
    try:
        yield lambda: (end[0] if end else _spent()) - start
        if stopped:  # and the fit went on all the same
            raise TimeoutError(STOPPED)
    finally:
        end.append(_spent())
        if can_stop:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            signal.signal(signal.SIGVTALRM, before)
