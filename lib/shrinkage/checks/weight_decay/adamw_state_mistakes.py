"""The known mistakes of item 1 about what is carried from step to step, and what is left alone."""

import numpy as np
from proctor import Mistake

UPDATE = "moves as Adam does where weight_decay is 0, over four steps"
DECAY = "adds −η·ω·w, with the old w, to the first step of each weight (ndim ≥ 2)"
BIASES = "moves the others (ndim < 2) without decay"
ABSENT = "passes over a parameter without a gradient, and does not count that step for it"
APART = "changes neither its arguments nor an old state: the same call gives the same result again"
ALL = [UPDATE, DECAY, BIASES, ABSENT, APART]
MOVERS = "the parameters with a gradient"


def one_count_for_all(parameters, gradients, state, lr, weight_decay, betas, eps):
    new, state = dict(parameters), dict(state or {"t": 0})
    state["t"] += 1
    for name, g in gradients.items():
        w, (m, v) = parameters[name], state.get(name, (0, 0))
        m, v = betas[0] * m + (1 - betas[0]) * g, betas[1] * v + (1 - betas[1]) * g * g
        u = m / (1 - betas[0] ** state["t"]) / (np.sqrt(v / (1 - betas[1] ** state["t"])) + eps)
        new[name] = w - lr * u - lr * weight_decay * (w.ndim >= 2) * w
        state[name] = m, v
    return new, state


def zero_as_absent(parameters, gradients, state, lr, weight_decay, betas, eps):
    new, state = dict(parameters), dict(state or {})
    for name, g in gradients.items():
        w, (t, m, v) = parameters[name], state.get(name, (0, 0, 0))
        t, m, v = t + 1, betas[0] * m + (1 - betas[0]) * g, betas[1] * v + (1 - betas[1]) * g * g
        u = m / (1 - betas[0] ** t) / (np.sqrt(v / (1 - betas[1] ** t)) + eps)
        new[name] = w - lr * u - lr * weight_decay * (w.ndim >= 2 and g.any()) * w
        state[name] = t, m, v
    return new, state


def absent_as_zero(parameters, gradients, state, lr, weight_decay, betas, eps):
    new, state = dict(parameters), dict(state or {})
    for name, w in parameters.items():
        g, (t, m, v) = gradients.get(name, np.zeros_like(w)), state.get(name, (0, 0, 0))
        t, m, v = t + 1, betas[0] * m + (1 - betas[0]) * g, betas[1] * v + (1 - betas[1]) * g * g
        u = m / (1 - betas[0] ** t) / (np.sqrt(v / (1 - betas[1] ** t)) + eps)
        new[name] = w - lr * u - lr * weight_decay * (w.ndim >= 2) * w
        state[name] = t, m, v
    return new, state


def absent_decays(parameters, gradients, state, lr, weight_decay, betas, eps):
    new, state = {name: w - lr * weight_decay * (w.ndim >= 2) * w for name, w in parameters.items()}, dict(state or {})
    for name, g in gradients.items():
        t, m, v = state.get(name, (0, 0, 0))
        t, m, v = t + 1, betas[0] * m + (1 - betas[0]) * g, betas[1] * v + (1 - betas[1]) * g * g
        u = m / (1 - betas[0] ** t) / (np.sqrt(v / (1 - betas[1] ** t)) + eps)
        new[name] = new[name] - lr * u
        state[name] = t, m, v
    return new, state


def absent_is_lost(parameters, gradients, state, lr, weight_decay, betas, eps):
    new, state = {}, dict(state or {})
    for name, g in gradients.items():
        w, (t, m, v) = parameters[name], state.get(name, (0, 0, 0))
        t, m, v = t + 1, betas[0] * m + (1 - betas[0]) * g, betas[1] * v + (1 - betas[1]) * g * g
        u = m / (1 - betas[0] ** t) / (np.sqrt(v / (1 - betas[1] ** t)) + eps)
        new[name] = w - lr * u - lr * weight_decay * (w.ndim >= 2) * w
        state[name] = t, m, v
    return new, state


def absent_forgets(parameters, gradients, state, lr, weight_decay, betas, eps):
    new, old, state = dict(parameters), state or {}, {}
    for name, g in gradients.items():
        w, (t, m, v) = parameters[name], old.get(name, (0, 0, 0))
        t, m, v = t + 1, betas[0] * m + (1 - betas[0]) * g, betas[1] * v + (1 - betas[1]) * g * g
        u = m / (1 - betas[0] ** t) / (np.sqrt(v / (1 - betas[1] ** t)) + eps)
        new[name] = w - lr * u - lr * weight_decay * (w.ndim >= 2) * w
        state[name] = t, m, v
    return new, state


def begins_anew(parameters, gradients, state, lr, weight_decay, betas, eps):
    new = dict(parameters)
    for name, g in gradients.items():
        w, m, v = parameters[name], (1 - betas[0]) * g, (1 - betas[1]) * g * g
        u = m / (1 - betas[0]) / (np.sqrt(v / (1 - betas[1])) + eps)
        new[name] = w - lr * u - lr * weight_decay * (w.ndim >= 2) * w
    return new, state


def parameters_in_place(parameters, gradients, state, lr, weight_decay, betas, eps):
    state = dict(state or {})
    for name, g in gradients.items():
        w, (t, m, v) = parameters[name], state.get(name, (0, 0, 0))
        t, m, v = t + 1, betas[0] * m + (1 - betas[0]) * g, betas[1] * v + (1 - betas[1]) * g * g
        w *= 1 - lr * weight_decay * (w.ndim >= 2)
        w -= lr * m / (1 - betas[0] ** t) / (np.sqrt(v / (1 - betas[1] ** t)) + eps)
        state[name] = t, m, v
    return parameters, state


def state_in_place(parameters, gradients, state, lr, weight_decay, betas, eps):
    new, state = dict(parameters), {} if state is None else state
    for name, g in gradients.items():
        w, (t, m, v) = parameters[name], state.get(name, (0, 0, 0))
        t, m, v = t + 1, betas[0] * m + (1 - betas[0]) * g, betas[1] * v + (1 - betas[1]) * g * g
        u = m / (1 - betas[0] ** t) / (np.sqrt(v / (1 - betas[1] ** t)) + eps)
        new[name] = w - lr * u - lr * weight_decay * (w.ndim >= 2) * w
        state[name] = t, m, v
    return new, state


def moments_in_place(parameters, gradients, state, lr, weight_decay, betas, eps):
    new, state = dict(parameters), dict(state or {})
    for name, g in gradients.items():
        w, (t, m, v) = parameters[name], state.get(name, (0, np.zeros_like(g), np.zeros_like(g)))
        m *= betas[0]
        m += (1 - betas[0]) * g
        v *= betas[1]
        v += (1 - betas[1]) * g * g
        u = m / (1 - betas[0] ** (t + 1)) / (np.sqrt(v / (1 - betas[1] ** (t + 1))) + eps)
        new[name] = w - lr * u - lr * weight_decay * (w.ndim >= 2) * w
        state[name] = t + 1, m, v
    return new, state


REUSED = (
    "The old state is changed: after a second step from it, it is no longer what it was, and the same call gives "
    "another result. Copy the dictionary, and make new arrays in it: `m = β₁m + …`, not `m *= …`."
)

mistakes = [
    Mistake(
        one_count_for_all,
        "Here one count t serves all parameters. A parameter that was passed over has averaged fewer gradients than "
        "the others: its moments must be corrected by its own count.",
        loses=[ABSENT],
    ),
    Mistake(
        zero_as_absent,
        "Here a weight whose gradient is 0 does not decay. It has a gradient: only one whose name is not in "
        "`gradients` is passed over.",
        loses=[DECAY],
    ),
    Mistake(
        absent_as_zero,
        "Here a missing gradient counts as 0. The parameter coasts on its old gradients and decays, though it had no "
        "part in the loss. Pass over it: no step, no decay, no count.",
        loses=[ABSENT],
    ),
    Mistake(
        absent_decays,
        "Here a parameter without a gradient decays all the same. It had no part in the loss, or is frozen on "
        "purpose: nothing pulls it back, and it would fade to 0 unseen.",
        loses=[ABSENT],
    ),
    Mistake(
        absent_is_lost,
        "A parameter without a gradient is missing from what is returned. Pass it on as it is.",
        loses=[ABSENT],
    ),
    Mistake(
        absent_forgets,
        "Here the state keeps the moments of those parameters alone that have a gradient in this step. One that "
        "pauses begins anew afterwards. Carry the whole state on.",
        loses=[ABSENT],
    ),
    Mistake(
        begins_anew,
        "The state is not used: each step is a first step, with the moments of one gradient alone.",
        loses=[UPDATE],
    ),
    Mistake(
        parameters_in_place,
        "The parameters that were given are changed in place: `w -= …` writes into the caller's array. Compute new "
        "arrays and put them into a new dictionary.",
        loses=[APART],
    ),
    Mistake(state_in_place, REUSED, loses=[APART]),
    Mistake(moments_in_place, REUSED, loses=[APART]),
]
