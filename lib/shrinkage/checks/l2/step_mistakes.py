"""The known mistakes of item 2: those about the step, and with them those about what it may touch."""

from proctor import Mistake

from shrinkage.checks.l2.step_grad_mistakes import BIASES, WEIGHTS
from shrinkage.checks.l2.step_grad_mistakes import mistakes as about_what_it_touches


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


def half_left_over(parameters, lr, lam):
    for p in parameters:
        if p.grad is not None:
            p.data = (1 - lr * lam / 2 * (p.ndim >= 2)) * p.data - lr * p.grad


def growth(parameters, lr, lam):
    for p in parameters:
        if p.grad is not None:
            p.data = (1 + lr * lam * (p.ndim >= 2)) * p.data - lr * p.grad


def matrices_only(parameters, lr, lam):
    for p in parameters:
        if p.grad is not None:
            p.data = (1 - lr * lam * (p.ndim == 2)) * p.data - lr * p.grad


def two_or_four(parameters, lr, lam):
    for p in parameters:
        if p.grad is not None:
            p.data = (1 - lr * lam * (p.ndim in (2, 4))) * p.data - lr * p.grad


def none_where_it_is_flat(parameters, lr, lam):
    for p in parameters:
        if p.grad is not None and p.grad.any():
            p.data = (1 - lr * lam * (p.ndim >= 2)) * p.data - lr * p.grad


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
        half_left_over,
        "These weights decay by ½ηλW. The derivative of ½W² is W: the ½ of the penalty is used up.",
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
        two_or_four,
        "Here matrices and the kernels of images decay, and nothing else. A kernel that goes along a sequence has "
        "three dimensions and is a weight too: a weight has two or more.",
        loses=[WEIGHTS],
    ),
    Mistake(
        none_where_it_is_flat,
        "Here a weight whose gradient is 0 stays where it is. Only None says that it had no part in the loss: with a "
        "gradient of 0 the penalty's gradient λW is still there.",
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
    *about_what_it_touches,
]
