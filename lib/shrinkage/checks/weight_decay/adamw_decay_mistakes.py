"""The known mistakes of item 1 about the decay."""

import numpy as np
from proctor import Mistake

from shrinkage.checks.weight_decay.adamw_state_mistakes import ABSENT, BIASES, DECAY, UPDATE


def grows(parameters, gradients, state, lr, weight_decay, betas, eps):
    new, state = dict(parameters), dict(state or {})
    for name, g in gradients.items():
        w, (t, m, v) = parameters[name], state.get(name, (0, 0, 0))
        t, m, v = t + 1, betas[0] * m + (1 - betas[0]) * g, betas[1] * v + (1 - betas[1]) * g * g
        u = m / (1 - betas[0] ** t) / (np.sqrt(v / (1 - betas[1] ** t)) + eps)
        new[name] = w - lr * (u - weight_decay * (w.ndim >= 2) * w)
        state[name] = t, m, v
    return new, state


def forgets_the_learning_rate(parameters, gradients, state, lr, weight_decay, betas, eps):
    new, state = dict(parameters), dict(state or {})
    for name, g in gradients.items():
        w, (t, m, v) = parameters[name], state.get(name, (0, 0, 0))
        t, m, v = t + 1, betas[0] * m + (1 - betas[0]) * g, betas[1] * v + (1 - betas[1]) * g * g
        u = m / (1 - betas[0] ** t) / (np.sqrt(v / (1 - betas[1] ** t)) + eps)
        new[name] = w - lr * u - weight_decay * (w.ndim >= 2) * w
        state[name] = t, m, v
    return new, state


def couples(parameters, gradients, state, lr, weight_decay, betas, eps):
    new, state = dict(parameters), dict(state or {})
    for name, g in gradients.items():
        w, (t, m, v) = parameters[name], state.get(name, (0, 0, 0))
        g = g + weight_decay * (w.ndim >= 2) * w
        t, m, v = t + 1, betas[0] * m + (1 - betas[0]) * g, betas[1] * v + (1 - betas[1]) * g * g
        new[name] = w - lr * m / (1 - betas[0] ** t) / (np.sqrt(v / (1 - betas[1] ** t)) + eps)
        state[name] = t, m, v
    return new, state


def divided_by_root_v(parameters, gradients, state, lr, weight_decay, betas, eps):
    new, state = dict(parameters), dict(state or {})
    for name, g in gradients.items():
        w, (t, m, v) = parameters[name], state.get(name, (0, 0, 0))
        t, m, v = t + 1, betas[0] * m + (1 - betas[0]) * g, betas[1] * v + (1 - betas[1]) * g * g
        pull = m / (1 - betas[0] ** t) + weight_decay * (w.ndim >= 2) * w
        new[name] = w - lr * pull / (np.sqrt(v / (1 - betas[1] ** t)) + eps)
        state[name] = t, m, v
    return new, state


def decays_after_the_step(parameters, gradients, state, lr, weight_decay, betas, eps):
    new, state = dict(parameters), dict(state or {})
    for name, g in gradients.items():
        w, (t, m, v) = parameters[name], state.get(name, (0, 0, 0))
        t, m, v = t + 1, betas[0] * m + (1 - betas[0]) * g, betas[1] * v + (1 - betas[1]) * g * g
        w = w - lr * m / (1 - betas[0] ** t) / (np.sqrt(v / (1 - betas[1] ** t)) + eps)
        new[name] = w - lr * weight_decay * (w.ndim >= 2) * w
        state[name] = t, m, v
    return new, state


def no_decay(parameters, gradients, state, lr, weight_decay, betas, eps):
    new, state = dict(parameters), dict(state or {})
    for name, g in gradients.items():
        w, (t, m, v) = parameters[name], state.get(name, (0, 0, 0))
        t, m, v = t + 1, betas[0] * m + (1 - betas[0]) * g, betas[1] * v + (1 - betas[1]) * g * g
        new[name] = w - lr * m / (1 - betas[0] ** t) / (np.sqrt(v / (1 - betas[1] ** t)) + eps)
        state[name] = t, m, v
    return new, state


def matrices_only(parameters, gradients, state, lr, weight_decay, betas, eps):
    new, state = dict(parameters), dict(state or {})
    for name, g in gradients.items():
        w, (t, m, v) = parameters[name], state.get(name, (0, 0, 0))
        t, m, v = t + 1, betas[0] * m + (1 - betas[0]) * g, betas[1] * v + (1 - betas[1]) * g * g
        u = m / (1 - betas[0] ** t) / (np.sqrt(v / (1 - betas[1] ** t)) + eps)
        new[name] = w - lr * u - lr * weight_decay * (w.ndim == 2) * w
        state[name] = t, m, v
    return new, state


def two_or_four(parameters, gradients, state, lr, weight_decay, betas, eps):
    new, state = dict(parameters), dict(state or {})
    for name, g in gradients.items():
        w, (t, m, v) = parameters[name], state.get(name, (0, 0, 0))
        t, m, v = t + 1, betas[0] * m + (1 - betas[0]) * g, betas[1] * v + (1 - betas[1]) * g * g
        u = m / (1 - betas[0] ** t) / (np.sqrt(v / (1 - betas[1] ** t)) + eps)
        new[name] = w - lr * u - lr * weight_decay * (w.ndim in (2, 4)) * w
        state[name] = t, m, v
    return new, state


def decays_biases(parameters, gradients, state, lr, weight_decay, betas, eps):
    new, state = dict(parameters), dict(state or {})
    for name, g in gradients.items():
        w, (t, m, v) = parameters[name], state.get(name, (0, 0, 0))
        t, m, v = t + 1, betas[0] * m + (1 - betas[0]) * g, betas[1] * v + (1 - betas[1]) * g * g
        u = m / (1 - betas[0] ** t) / (np.sqrt(v / (1 - betas[1] ** t)) + eps)
        new[name] = w - lr * (u + weight_decay * w)
        state[name] = t, m, v
    return new, state


def free_by_name(parameters, gradients, state, lr, weight_decay, betas, eps):
    new, state = dict(parameters), dict(state or {})
    for name, g in gradients.items():
        w, (t, m, v) = parameters[name], state.get(name, (0, 0, 0))
        t, m, v = t + 1, betas[0] * m + (1 - betas[0]) * g, betas[1] * v + (1 - betas[1]) * g * g
        u = m / (1 - betas[0] ** t) / (np.sqrt(v / (1 - betas[1] ** t)) + eps)
        new[name] = w - lr * (u + weight_decay * (not name.startswith("b")) * w)
        state[name] = t, m, v
    return new, state


def biases_stand_still(parameters, gradients, state, lr, weight_decay, betas, eps):
    new, state = dict(parameters), dict(state or {})
    for name, g in gradients.items():
        w, (t, m, v) = parameters[name], state.get(name, (0, 0, 0))
        t, m, v = t + 1, betas[0] * m + (1 - betas[0]) * g, betas[1] * v + (1 - betas[1]) * g * g
        u = m / (1 - betas[0] ** t) / (np.sqrt(v / (1 - betas[1] ** t)) + eps)
        new[name] = w - lr * (u + weight_decay * w) * (w.ndim >= 2)
        state[name] = t, m, v
    return new, state


mistakes = [
    Mistake(
        grows,
        "These weights grow: the decay has the wrong sign. With gradients of 0 a step must bring w closer to 0.",
        loses=[DECAY],
    ),
    Mistake(
        forgets_the_learning_rate,
        "The decay forgets the learning rate: it takes ω·w off, not η·ω·w. It would go on at full strength when a "
        "schedule has brought η to 0.",
        loses=[DECAY],
    ),
    Mistake(
        couples,
        "Here the decay is coupled: ω·w is added to the gradient, and what comes of it is Adam with L2. It passes "
        "through both moments and loses its size on the way. Let it act on w directly.",
        loses=[DECAY],
    ),
    Mistake(
        divided_by_root_v,
        "Here the decay is divided by √v̂ + ε, like the gradient. Then weights with large gradients hardly decay. The "
        "decay of w is η·ω·w, whatever the gradients are.",
        loses=[DECAY],
    ),
    Mistake(
        decays_after_the_step,
        "Here the decay acts after the step: it shrinks the step as well. It belongs to w as it was before. Try w = "
        "0: decay must add nothing.",
        loses=[DECAY],
    ),
    Mistake(
        no_decay,
        "Nothing decays: this is plain Adam. With gradients of 0 the weights must still shrink.",
        loses=[DECAY],
    ),
    Mistake(
        matrices_only,
        "Here some weights do not decay. The kernel of a convolution has four dimensions and is a weight too: a weight "
        "is what has two or more, whatever its name is.",
        loses=[DECAY],
    ),
    Mistake(
        two_or_four,
        "Here matrices and the kernels of images decay, and nothing else. A kernel that goes along a sequence has "
        "three dimensions and is a weight too.",
        loses=[DECAY],
    ),
    Mistake(
        decays_biases,
        "Here biases decay with the weights. Whatever has fewer than two dimensions is free: tell them apart by ndim.",
        loses=[BIASES],
    ),
    Mistake(
        free_by_name,
        "Here the name says what decays, and a gain or a scale decays with the weights. Names are anybody's choice: "
        "tell parameters apart by ndim.",
        loses=[BIASES],
    ),
    Mistake(
        biases_stand_still,
        "Here the parameters with fewer than two dimensions do not move at all. Free of decay does not mean frozen: "
        "they still take Adam's step.",
        loses=[UPDATE, BIASES, ABSENT],
    ),
]
