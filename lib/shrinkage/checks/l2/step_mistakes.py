"""The known mistakes of item 2."""

from proctor import Mistake

WEIGHTS = "moves each weight (ndim ≥ 2) by a step on the penalised loss"
BIASES = "moves each bias (ndim < 2) by a step without decay"
FROZEN = "leaves a parameter whose .grad is None where it is"
ALONE = "leaves every .grad as it was"
ALL = [WEIGHTS, BIASES, FROZEN, ALONE]


def no_learning_rate(parameters, lr, lam):
    for p in parameters:
        if p.grad is not None:
            p.data = (1 - lam * (p.ndim >= 2)) * p.data - lr * p.grad


def decay_after(parameters, lr, lam):
    for p in parameters:
        if p.grad is not None:
            p.data = (1 - lr * lam * (p.ndim >= 2)) * (p.data - lr * p.grad)


def twice(parameters, lr, lam):
    for p in parameters:
        if p.grad is not None:
            p.data = (1 - 2 * lr * lam * (p.ndim >= 2)) * p.data - lr * p.grad


def growth(parameters, lr, lam):
    for p in parameters:
        if p.grad is not None:
            p.data = (1 + lr * lam * (p.ndim >= 2)) * p.data - lr * p.grad


def matrices_only(parameters, lr, lam):
    for p in parameters:
        if p.grad is not None:
            p.data = (1 - lr * lam * (p.ndim == 2)) * p.data - lr * p.grad


def no_decay(parameters, lr, lam):
    for p in parameters:
        if p.grad is not None:
            p.data = p.data - lr * p.grad


def ascent(parameters, lr, lam):
    for p in parameters:
        if p.grad is not None:
            p.data = (1 - lr * lam * (p.ndim >= 2)) * p.data + lr * p.grad


def everything_decays(parameters, lr, lam):
    for p in parameters:
        if p.grad is not None:
            p.data = (1 - lr * lam) * p.data - lr * p.grad


def biases_stand_still(parameters, lr, lam):
    for p in parameters:
        if p.grad is not None and p.ndim >= 2:
            p.data = (1 - lr * lam) * p.data - lr * p.grad


def none_as_zero(parameters, lr, lam):
    for p in parameters:
        p.data = (1 - lr * lam * (p.ndim >= 2)) * p.data - (0 if p.grad is None else lr * p.grad)


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
        no_learning_rate,
        "This is what you get from the decay 1 − λ, without the learning rate. The penalty's gradient λW is "
        "a gradient like any other: η multiplies it too.",
        loses=[WEIGHTS],
    ),
    Mistake(
        decay_after,
        "This is what you get when the step is taken first and its result decays. The decay belongs to the "
        "weight as it was before the step; this way the gradient is shrunk as well. Try W = 0: the new W "
        "must be −η·gradient.",
        loses=[WEIGHTS],
    ),
    Mistake(
        twice,
        "This is what you get from the penalty λ‖W‖², without the ½: the weights decay twice as fast. With "
        "a gradient of 0, W = 1, η = 0.1 and λ = 1 the new W must be 0.9.",
        loses=[WEIGHTS],
    ),
    Mistake(
        growth,
        "These weights grow: the decay has the wrong sign. With a gradient of 0 a step must bring W closer to 0.",
        loses=[WEIGHTS],
    ),
    Mistake(
        matrices_only,
        "Here only matrices decay. The kernel of a convolution has four dimensions and is a weight too: a "
        "weight has two or more.",
        loses=[WEIGHTS],
    ),
    Mistake(
        no_decay,
        "This is plain gradient descent: nothing decays. With a gradient of 0 the weights must still shrink.",
        loses=[WEIGHTS],
    ),
    Mistake(
        ascent,
        "This step goes up the loss: the gradient has the wrong sign. Descent subtracts it.",
        loses=[WEIGHTS, BIASES],
    ),
    Mistake(
        everything_decays,
        "Here the biases decay with the weights. They do not multiply an input, so a small bias makes "
        "nothing smoother; tell the two apart by ndim.",
        loses=[BIASES],
    ),
    Mistake(
        biases_stand_still,
        "Here the biases do not move at all. Free of decay does not mean frozen: they still follow their gradient.",
        loses=[BIASES],
    ),
    Mistake(
        none_as_zero,
        "Here a parameter without a gradient decays all the same. None says that the parameter has no part "
        "in this loss, or is frozen on purpose; a weight that nothing pulls back would fade to 0 unseen.",
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
        "The parameters have not moved. `p = p − …` makes a new tensor and gives it the name p; the model "
        "still holds the old one. Change the tensor itself, in place.",
        loses=ALL,
    ),
]
