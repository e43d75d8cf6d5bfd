"""The known mistakes of item 2 about what an update may touch: frozen parameters, gradients, the tensors themselves."""

from proctor import Mistake

WEIGHTS = "moves each weight (ndim ≥ 2) by a step on the penalised loss"
BIASES = "moves each bias (ndim < 2) by a step without decay"
FROZEN = "leaves a parameter whose .grad is None where it is"
ALONE = "leaves every .grad as it was"
ALL = [WEIGHTS, BIASES, FROZEN, ALONE]


def none_as_zero(parameters, lr, lam):
    for p in parameters:
        p.data = (1 - lr * lam * (p.ndim >= 2)) * p.data - (0 if p.grad is None else lr * p.grad)


def stopped_at_none(parameters, lr, lam):
    for p in parameters:
        if p.grad is None:
            return
        p.data = (1 - lr * lam * (p.ndim >= 2)) * p.data - lr * p.grad


def decay_in_grad(parameters, lr, lam):
    for p in parameters:
        if p.grad is not None:
            p.grad += lam * (p.ndim >= 2) * p.data
            p.data = p.data - lr * p.grad


def zeroed(parameters, lr, lam):
    for p in parameters:
        if p.grad is not None:
            p.data = (1 - lr * lam * (p.ndim >= 2)) * p.data - lr * p.grad
            p.grad.zero_()


def set_to_none(parameters, lr, lam):
    for p in parameters:
        if p.grad is not None:
            p.data = (1 - lr * lam * (p.ndim >= 2)) * p.data - lr * p.grad
            p.grad = None


def with_a_graph(parameters, lr, lam):
    for p in parameters:
        if p.grad is not None:
            p -= lr * p.grad


def new_tensors(parameters, lr, lam):
    for i, p in enumerate(parameters):
        if p.grad is not None:
            parameters[i] = (1 - lr * lam * (p.ndim >= 2)) * p - lr * p.grad


mistakes = [
    Mistake(
        none_as_zero,
        "Here a parameter without a gradient decays all the same. None says that the parameter has no part "
        "in this loss, or is frozen on purpose; a weight that nothing pulls back would fade to 0 unseen.",
        loses=[FROZEN],
    ),
    Mistake(
        stopped_at_none,
        "Here the step ends at the first parameter without a gradient, and those behind it stand still. Pass over "
        "that one alone: `continue`, not `return` or `break`.",
        loses=[FROZEN],
    ),
    Mistake(
        decay_in_grad,
        "Here λW was added into .grad itself. The step is right, but the caller's gradient is spoilt: log "
        "its norm, or accumulate another batch into it, and the penalty is in it. Work on a new tensor.",
        loses=[ALONE],
    ),
    Mistake(
        zeroed,
        "Here the step sets .grad to 0. That is the caller's business: `optimizer.zero_grad()` is a call of "
        "its own, so that gradients can be read, clipped or accumulated.",
        loses=[ALONE],
    ),
    Mistake(
        set_to_none,
        "Here the step throws .grad away. That is the caller's business: `optimizer.zero_grad()` is a call "
        "of its own, so that gradients can be read, clipped or accumulated.",
        loses=[ALONE],
    ),
    Mistake(
        with_a_graph,
        "torch refuses, for it is recording: a parameter that requires a gradient may not be changed in "
        "place while autograd watches. An update is no part of the loss; tell torch not to record it.",
        loses=ALL,
    ),
    Mistake(
        new_tensors,
        "The parameters have not moved: no tensor was changed in place. `p = p − …` and `parameters[i] = …` make a "
        "new tensor and give it an old name; the model still holds the old one. Change the tensor itself.",
        loses=ALL,
    ),
]
