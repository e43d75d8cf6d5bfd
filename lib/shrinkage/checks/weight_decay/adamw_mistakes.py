"""The known mistakes of item 1: those about the formula, and with them those about the state."""

import numpy as np
from proctor import Mistake

from shrinkage.checks.weight_decay.adamw_decay_mistakes import mistakes as about_the_decay
from shrinkage.checks.weight_decay.adamw_state_mistakes import ALL, UPDATE
from shrinkage.checks.weight_decay.adamw_state_mistakes import mistakes as about_the_state


def no_bias_correction(parameters, gradients, state, lr, weight_decay, betas, eps):
    new, state = dict(parameters), dict(state or {})
    for name, g in gradients.items():
        w, (m, v) = parameters[name], state.get(name, (0, 0))
        m, v = betas[0] * m + (1 - betas[0]) * g, betas[1] * v + (1 - betas[1]) * g * g
        new[name] = w - lr * m / (np.sqrt(v) + eps) - lr * weight_decay * (w.ndim >= 2) * w
        state[name] = m, v
    return new, state


def only_m_corrected(parameters, gradients, state, lr, weight_decay, betas, eps):
    new, state = dict(parameters), dict(state or {})
    for name, g in gradients.items():
        w, (t, m, v) = parameters[name], state.get(name, (0, 0, 0))
        t, m, v = t + 1, betas[0] * m + (1 - betas[0]) * g, betas[1] * v + (1 - betas[1]) * g * g
        u = m / (1 - betas[0] ** t) / (np.sqrt(v) + eps)
        new[name] = w - lr * u - lr * weight_decay * (w.ndim >= 2) * w
        state[name] = t, m, v
    return new, state


def only_v_corrected(parameters, gradients, state, lr, weight_decay, betas, eps):
    new, state = dict(parameters), dict(state or {})
    for name, g in gradients.items():
        w, (t, m, v) = parameters[name], state.get(name, (0, 0, 0))
        t, m, v = t + 1, betas[0] * m + (1 - betas[0]) * g, betas[1] * v + (1 - betas[1]) * g * g
        u = m / (np.sqrt(v / (1 - betas[1] ** t)) + eps)
        new[name] = w - lr * u - lr * weight_decay * (w.ndim >= 2) * w
        state[name] = t, m, v
    return new, state


def corrected_moments_kept(parameters, gradients, state, lr, weight_decay, betas, eps):
    new, state = dict(parameters), dict(state or {})
    for name, g in gradients.items():
        w, (t, m, v) = parameters[name], state.get(name, (0, 0, 0))
        t, m, v = t + 1, betas[0] * m + (1 - betas[0]) * g, betas[1] * v + (1 - betas[1]) * g * g
        m, v = m / (1 - betas[0] ** t), v / (1 - betas[1] ** t)
        new[name] = w - lr * m / (np.sqrt(v) + eps) - lr * weight_decay * (w.ndim >= 2) * w
        state[name] = t, m, v
    return new, state


def counts_from_zero(parameters, gradients, state, lr, weight_decay, betas, eps):
    new, state = dict(parameters), dict(state or {})
    for name, g in gradients.items():
        w, (t, m, v) = parameters[name], state.get(name, (0, 0, 0))
        m, v = betas[0] * m + (1 - betas[0]) * g, betas[1] * v + (1 - betas[1]) * g * g
        u = m / (1 - np.power(betas[0], t)) / (np.sqrt(v / (1 - np.power(betas[1], t))) + eps)
        new[name] = w - lr * u - lr * weight_decay * (w.ndim >= 2) * w
        state[name] = t + 1, m, v
    return new, state


def counts_from_two(parameters, gradients, state, lr, weight_decay, betas, eps):
    new, state = dict(parameters), dict(state or {})
    for name, g in gradients.items():
        w, (t, m, v) = parameters[name], state.get(name, (1, 0, 0))
        t, m, v = t + 1, betas[0] * m + (1 - betas[0]) * g, betas[1] * v + (1 - betas[1]) * g * g
        u = m / (1 - betas[0] ** t) / (np.sqrt(v / (1 - betas[1] ** t)) + eps)
        new[name] = w - lr * u - lr * weight_decay * (w.ndim >= 2) * w
        state[name] = t, m, v
    return new, state


def eps_inside(parameters, gradients, state, lr, weight_decay, betas, eps):
    new, state = dict(parameters), dict(state or {})
    for name, g in gradients.items():
        w, (t, m, v) = parameters[name], state.get(name, (0, 0, 0))
        t, m, v = t + 1, betas[0] * m + (1 - betas[0]) * g, betas[1] * v + (1 - betas[1]) * g * g
        u = m / (1 - betas[0] ** t) / np.sqrt(v / (1 - betas[1] ** t) + eps)
        new[name] = w - lr * u - lr * weight_decay * (w.ndim >= 2) * w
        state[name] = t, m, v
    return new, state


def eps_before_the_correction(parameters, gradients, state, lr, weight_decay, betas, eps):
    new, state = dict(parameters), dict(state or {})
    for name, g in gradients.items():
        w, (t, m, v) = parameters[name], state.get(name, (0, 0, 0))
        t, m, v = t + 1, betas[0] * m + (1 - betas[0]) * g, betas[1] * v + (1 - betas[1]) * g * g
        u = m / (1 - betas[0] ** t) / ((np.sqrt(v) + eps) / np.sqrt(1 - betas[1] ** t))
        new[name] = w - lr * u - lr * weight_decay * (w.ndim >= 2) * w
        state[name] = t, m, v
    return new, state


def betas_swapped(parameters, gradients, state, lr, weight_decay, betas, eps):
    new, state = dict(parameters), dict(state or {})
    b2, b1 = betas
    for name, g in gradients.items():
        w, (t, m, v) = parameters[name], state.get(name, (0, 0, 0))
        t, m, v = t + 1, b1 * m + (1 - b1) * g, b2 * v + (1 - b2) * g * g
        u = m / (1 - b1**t) / (np.sqrt(v / (1 - b2**t)) + eps)
        new[name] = w - lr * u - lr * weight_decay * (w.ndim >= 2) * w
        state[name] = t, m, v
    return new, state


def no_root(parameters, gradients, state, lr, weight_decay, betas, eps):
    new, state = dict(parameters), dict(state or {})
    for name, g in gradients.items():
        w, (t, m, v) = parameters[name], state.get(name, (0, 0, 0))
        t, m, v = t + 1, betas[0] * m + (1 - betas[0]) * g, betas[1] * v + (1 - betas[1]) * g * g
        u = m / (1 - betas[0] ** t) / (v / (1 - betas[1] ** t) + eps)
        new[name] = w - lr * u - lr * weight_decay * (w.ndim >= 2) * w
        state[name] = t, m, v
    return new, state


mistakes = [
    Mistake(
        no_bias_correction,
        "The bias correction is skipped. The moments begin at 0, so early on m is too small, and √v is too small by "
        "another factor: divide m by 1 − β₁ᵗ and v by 1 − β₂ᵗ. The first step must be close to η in each coordinate.",
        loses=[UPDATE],
    ),
    Mistake(only_m_corrected, "Only m is corrected here. v begins at 0 too: divide it by 1 − β₂ᵗ.", loses=[UPDATE]),
    Mistake(only_v_corrected, "Only v is corrected here. m begins at 0 too: divide it by 1 − β₁ᵗ.", loses=[UPDATE]),
    Mistake(
        corrected_moments_kept,
        "The first step is right. But the corrected moments are put into the state, and corrected again in the next "
        "step. Keep m and v as they are, and correct them for use.",
        loses=[UPDATE],
    ),
    Mistake(
        counts_from_zero,
        "This divides 0 by 0: the count t is 0 in the first step, and 1 − β⁰ = 0. Raise it before it is used.",
        loses=ALL,
    ),
    Mistake(
        counts_from_two,
        "The count of steps is one too large: in the first step t must be 1, and then m̂ is the gradient itself.",
        loses=[UPDATE],
    ),
    Mistake(
        eps_inside,
        "Here ε is under the root. It is added to √v̂: where the gradients are far below √ε, the two differ greatly.",
        loses=[UPDATE],
    ),
    Mistake(
        eps_before_the_correction,
        "Here ε is added to √v, and the sum is corrected. Correct v first: ε is added to √v̂ as it is.",
        loses=[UPDATE],
    ),
    Mistake(
        betas_swapped,
        "β₁ and β₂ have changed places. betas is (β₁, β₂): β₁ belongs to m, β₂ to v. The first step cannot tell.",
        loses=[UPDATE],
    ),
    Mistake(
        no_root,
        "The step is divided by v̂, not by its root. Multiply all gradients by 10: the first step must hardly change.",
        loses=[UPDATE],
    ),
    *about_the_decay,
    *about_the_state,
]
