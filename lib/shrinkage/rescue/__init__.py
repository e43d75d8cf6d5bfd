"""The capstone's given things: tasks like MNIST-1D, a network that overfits them, and a clock for the budget.

There is no answer in here. A task is drawn with shapes of its own, so that nothing learned elsewhere helps much; the
network and its plain training are what a student begins with; and `trial` tries a student's `fit` as the grader does.

torch is imported only inside the functions that build, train or run a network.
"""

from shrinkage.rescue.clock import BUDGET, Run, Trial, run, trial
from shrinkage.rescue.network import SIZES, accuracy, make_network, train_plainly
from shrinkage.rescue.task import Task, draw_task, true_digits

__all__ = [
    "BUDGET",
    "SIZES",
    "Run",
    "Task",
    "Trial",
    "accuracy",
    "draw_task",
    "make_network",
    "run",
    "train_plainly",
    "trial",
    "true_digits",
]
