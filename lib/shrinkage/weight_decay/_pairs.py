"""What the optimizers share: the pair of functions, which parameters decay, and what is refused."""

import numbers
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from shrinkage import _validate as check


class Optimizer(NamedTuple):
    """An optimizer as two pure functions: nothing is changed in place, and all memory is in the state.

    ``state = init(parameters)`` starts it; ``parameters, state = update(gradients, state, parameters)`` is one
    update. `parameters` and `gradients` are dictionaries of floating-point arrays under the same names, NumPy or
    torch, and come back of the same library, dtype and device. The gradients are those of the mean loss
    *without* a penalty. `state` is a dictionary: ``t``, the number of updates done, and the optimizer's
    running averages, a dictionary of arrays each.

    `init` refuses parameters that are not finite; `update`, which runs in a loop, looks at names, shapes and
    kinds only, and lets a nan pass.

    Attributes
    ----------
    init : function
        parameters -> state.
    update : function
        (gradients, state, parameters) -> (parameters, state).
    """

    init: Callable
    update: Callable


def weights_only(name, value):
    """Whether a parameter decays: if it has two or more dimensions.

    Matrices and kernels multiply inputs, and a penalty on them makes the function smoother. Biases and the gains
    and shifts of normalisation layers are vectors; they are few, move a unit rather than bend it, and stay free.

    Parameters
    ----------
    name : str
        The parameter's name. Not looked at: it is there because other rules need it.
    value : array or torch.nn.Parameter
        The parameter.

    Returns
    -------
    bool
        ``value.ndim >= 2``.

    Raises
    ------
    TypeError
        If `name` is not a string or `value` not an array.

    Notes
    -----
    The rule goes by shape, so it also decays embeddings, which some leave free, and it decays stacked biases,
    as of many networks trained at once: give the optimizer a rule that goes by name there.

    References
    ----------
    .. [1] I. Goodfellow, Y. Bengio and A. Courville, Deep Learning (2016), section 7.1.
    """
    if not isinstance(name, str):
        raise TypeError(f"name must be a string, got {name!r:.60} ({type(name).__name__})")
    if not hasattr(value, "ndim"):
        raise TypeError(f"value must be an array or a tensor, got {value!r:.60} ({type(value).__name__})")
    return value.ndim >= 2


def strength(value, name):
    """A number ≥ 0 as a float, or an array of such numbers as it is."""
    if isinstance(value, numbers.Real):
        return float(check.number(value, name, minimum=0))
    if bool((check.array(value, name) < 0).any()):
        raise ValueError(f"{name} must be at least 0, got an array with {float(value.min())!r} in it")
    return value


def checked_rules(schedule, decays):
    """Refuse a schedule or a rule that cannot be called."""
    if schedule is not None:
        check.function(schedule, "schedule")
    check.function(decays, "decays")


def checked_betas(betas):
    """(β₁, β₂), each in [0, 1)."""
    if not isinstance(betas, tuple | list) or len(betas) != 2:
        raise TypeError(f"betas must be two numbers, got {betas!r:.60} ({type(betas).__name__})")
    return tuple(float(check.number(beta, "betas", minimum=0, below=1)) for beta in betas)


def start(parameters, *averages, **strengths):
    """The state before the first update: t = 0 and each running average zero."""
    if not isinstance(parameters, dict) or not parameters:
        raise TypeError(f"parameters must be a dict of at least one array, got {parameters!r:.60}")
    for name, value in parameters.items():
        check.array(value, f"parameters[{name!r}]")
        for label, number in strengths.items():
            _checked_shape(number, label, value, f"parameters[{name!r}]")
    check.alike(**{f"parameters[{name!r}]": value for name, value in parameters.items()})
    return {"t": 0} | {average: {name: 0 * value for name, value in parameters.items()} for average in averages}


def _checked_shape(number, label, value, name):
    """An array of strengths must be like each parameter, and broadcast against it without making it larger."""
    if isinstance(number, float):
        return
    check.alike(**{name: value, label: number})
    one, other = tuple(number.shape), tuple(value.shape)
    fits = all(side in (1, full) for side, full in zip(one[::-1], other[::-1], strict=False))
    if len(one) > len(other) or not fits:
        raise ValueError(f"{label} must broadcast against {name} of shape {other}, got shape {one}")


def checked_update(gradients, state, parameters, average):
    """Refuse gradients or a state that do not belong to the parameters."""
    for given, name in [(parameters, "parameters"), (gradients, "gradients"), (state, "state")]:
        if not isinstance(given, dict):
            raise TypeError(f"{name} must be a dict, got {given!r:.60} ({type(given).__name__})")
    if set(gradients) != set(parameters):
        raise ValueError(f"gradients must have the names {sorted(parameters)}, got {sorted(gradients)}")
    if set(state.get(average, ())) != set(parameters):
        raise ValueError(f"state must be what init made of these parameters, got {state!r:.60}")
    for name, w in parameters.items():
        g = gradients[name]
        if np.shape(g) != np.shape(w):
            raise ValueError(f"gradients[{name!r}] must have shape {tuple(w.shape)}, got {tuple(np.shape(g))}")
        check.alike(**{f"parameters[{name!r}]": w, f"gradients[{name!r}]": g})


def rate(lr, schedule, t):
    """The learning rate of update t: η = lr, times the schedule's multiplier where there is one."""
    return lr if schedule is None else lr * float(check.number(schedule(t), "schedule(t)", minimum=0))
