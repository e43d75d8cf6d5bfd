"""Stochastic gradient descent, with momentum, with L2 in the gradient or with decay outside it."""

from shrinkage import _validate as check
from shrinkage.weight_decay._pairs import (
    Optimizer,
    checked_rules,
    checked_update,
    rate,
    start,
    strength,
    weights_only,
)


def sgd(lr, momentum=0.0, nesterov=False, lam=0.0, weight_decay=0.0, schedule=None, decays=weights_only):
    r"""Gradient descent with momentum, an L2 penalty of strength `lam` and a decoupled decay of `weight_decay`.

    With g the gradient of the mean loss, u the velocity (zero at the start) and η = `lr`, an update is

    .. math::

        u &\leftarrow \mu u + (g + \lambda w) \\
        w &\leftarrow (1 - \eta\omega)\, w - \eta u .

    Without momentum, λ and ω do the same. With it, λw enters the velocity and acts again in all later updates.

    Parameters
    ----------
    lr : float or array
        Learning rate ≥ 0. This, `lam` and `weight_decay` may also be arrays that broadcast against every
        parameter: then a stack of models is trained at once, each with numbers of its own.
    momentum : float
        μ in [0, 1).
    nesterov : bool
        Whether to step by g + λw + μu, with the new u, in place of u.
    lam : float or array
        Strength λ ≥ 0 of the penalty λ·½‖w‖²: the `weight_decay` of torch.optim.SGD.
    weight_decay : float or array
        Decoupled decay ω ≥ 0. torch.optim.SGD has none.
    schedule : function, optional
        t -> multiplier ≥ 0 of the learning rate at update t = 1, 2, …; without it, 1. The decay is multiplied too.
    decays : function
        (name, value) -> bool: which parameters λ and ω act on.

    Returns
    -------
    Optimizer
        Its state is ``{"t": int, "velocity": dict}``.

    Raises
    ------
    TypeError, ValueError
        If an argument is of the wrong kind or out of its range.

    See Also
    --------
    shrinkage.l2.decayed_step : the same update without momentum, on one array.

    Notes
    -----
    As in torch, the learning rate multiplies the velocity when it is used. In SGDW of [1]_ (algorithm 1) it
    multiplies the gradient on its way into the velocity, which differs where a schedule changes it; and the decay
    there is not multiplied by the learning rate α, only by the schedule's η_t: their λ is our ηω.

    References
    ----------
    .. [1] I. Loshchilov and F. Hutter, "Decoupled weight decay regularization", ICLR (2019).

    Examples
    --------
    >>> import numpy as np
    >>> optimizer = sgd(lr=0.1, lam=0.5)
    >>> parameters = {"W": np.array([[1.0, -2.0]])}
    >>> state = optimizer.init(parameters)
    >>> parameters, state = optimizer.update({"W": np.array([[0.0, 1.0]])}, state, parameters)
    >>> parameters["W"]
    array([[ 0.95, -2.  ]])
    """
    lr, pulls = strength(lr, "lr"), {"lam": lam, "weight_decay": weight_decay}
    pulls = {name: strength(value, name) for name, value in pulls.items()}
    none = dict.fromkeys(pulls, 0.0)
    momentum = float(check.number(momentum, "momentum", minimum=0, below=1))
    check.choice(nesterov, "nesterov", (True, False))
    checked_rules(schedule, decays)

    def update(gradients, state, parameters):
        checked_update(gradients, state, parameters, "velocity")
        t, new = state["t"] + 1, {}
        eta = rate(lr, schedule, t)
        for name, w in parameters.items():
            u, g = state["velocity"][name], gradients[name]
            new[name] = _step(w, g, u, eta, momentum, nesterov, **(pulls if decays(name, w) else none))
        w, u = ({name: parts[i] for name, parts in new.items()} for i in range(2))
        return w, {"t": t, "velocity": u}

    return Optimizer(lambda parameters: start(parameters, "velocity", lr=lr, **pulls), update)


def _step(w, g, u, lr, momentum, nesterov, lam, weight_decay):
    """w and u after one update of one parameter."""
    g = g + lam * w
    u = momentum * u + g
    direction = g + momentum * u if nesterov else u
    return (1 - lr * weight_decay) * w - lr * direction, u
