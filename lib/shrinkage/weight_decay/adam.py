"""Adam, with an L2 penalty in its gradient, and AdamW, with the decay outside."""

from array_api_compat import array_namespace

from shrinkage import _validate as check
from shrinkage.weight_decay._pairs import (
    Optimizer,
    checked_betas,
    checked_rules,
    checked_update,
    rate,
    start,
    strength,
    weights_only,
)


def adam(lr=1e-3, betas=(0.9, 0.999), eps=1e-8, lam=0.0, schedule=None, decays=weights_only):
    r"""Adam on the penalised loss: the gradient of λ·½‖w‖² goes through the running averages with the rest.

    With g the gradient of the mean loss and m, v zero at the start, update t = 1, 2, … is, entry by entry,

    .. math::

        g &\leftarrow g + \lambda w \\
        m &\leftarrow \beta_1 m + (1 - \beta_1)\, g, \qquad \hat m = m / (1 - \beta_1^t) \\
        v &\leftarrow \beta_2 v + (1 - \beta_2)\, g^2, \qquad \hat v = v / (1 - \beta_2^t) \\
        w &\leftarrow w - \eta\, \hat m / (\sqrt{\hat v} + \epsilon) .

    So λw is divided by √v̂ as the gradient is, and is not a decay by a fixed fraction.

    Parameters
    ----------
    lr : float or array
        Learning rate η ≥ 0. This and `lam` may also be arrays that broadcast against every parameter: then a
        stack of models is trained at once, each with numbers of its own.
    betas : tuple of two floats
        β₁ and β₂, each in [0, 1).
    eps : float
        ε ≥ 0. At 0, an entry whose gradients have all been zero becomes nan.
    lam : float or array
        Strength λ ≥ 0 of the penalty: the `weight_decay` of torch.optim.Adam.
    schedule : function, optional
        t -> multiplier ≥ 0 of the learning rate at update t; without it, 1.
    decays : function
        (name, value) -> bool: which parameters are penalised.

    Returns
    -------
    Optimizer
        Its state is ``{"t": int, "m": dict, "v": dict}``.

    Raises
    ------
    TypeError, ValueError
        If an argument is of the wrong kind or out of its range.

    See Also
    --------
    adamw : the decay outside the averages.

    References
    ----------
    .. [1] D. P. Kingma and J. Ba, "Adam: a method for stochastic optimization", ICLR (2015), algorithm 1.
    """
    return _pair(lr, betas, eps, {"lam": strength(lam, "lam"), "weight_decay": 0.0}, schedule, decays)


def adamw(lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2, schedule=None, decays=weights_only):
    r"""Adam with decoupled weight decay: every weight that decays loses the same fraction ηω of itself.

    With m̂ and v̂ as in :func:`adam` at λ = 0, that is averages of the loss's gradients alone,

    .. math:: w \leftarrow (1 - \eta\omega)\, w - \eta\, \hat m / (\sqrt{\hat v} + \epsilon) .

    Parameters
    ----------
    lr, betas, eps
        As in :func:`adam`.
    weight_decay : float or array
        Decoupled decay ω ≥ 0: the `weight_decay` of torch.optim.AdamW.
    schedule : function, optional
        t -> multiplier ≥ 0 at update t, of the step and of the decay; without it, 1.
    decays : function
        (name, value) -> bool: which parameters decay.

    Returns
    -------
    Optimizer
        Its state is that of :func:`adam`.

    Raises
    ------
    TypeError, ValueError
        As :func:`adam`.

    See Also
    --------
    AdamW : the same for torch modules.

    Notes
    -----
    The paper [1]_ (algorithm 2, line 12) decays by η_t·λ, where η_t is the schedule's multiplier and the learning
    rate α is a number apart. Here, as in torch, the decay is lr·schedule(t)·weight_decay. With ``lr`` = α and
    ``weight_decay`` = λ/α the two are one.

    References
    ----------
    .. [1] I. Loshchilov and F. Hutter, "Decoupled weight decay regularization", ICLR (2019).
    """
    return _pair(lr, betas, eps, {"lam": 0.0, "weight_decay": strength(weight_decay, "weight_decay")}, schedule, decays)


def _pair(lr, betas, eps, pulls, schedule, decays):
    """The pair of functions for both: of the two pulls, λ and ω, one is zero."""
    lr, betas = strength(lr, "lr"), checked_betas(betas)
    eps = float(check.number(eps, "eps", minimum=0))
    checked_rules(schedule, decays)
    none = dict.fromkeys(pulls, 0.0)

    def update(gradients, state, parameters):
        checked_update(gradients, state, parameters, "m")
        t, new = state["t"] + 1, {}
        eta = rate(lr, schedule, t)
        for name, w in parameters.items():
            g, m, v = gradients[name], state["m"][name], state["v"][name]
            new[name] = _step(w, g, m, v, t, eta, betas, eps, **(pulls if decays(name, w) else none))
        w, m, v = ({name: parts[i] for name, parts in new.items()} for i in range(3))
        return w, {"t": t, "m": m, "v": v}

    return Optimizer(lambda parameters: start(parameters, "m", "v", lr=lr, **pulls), update)


def _step(w, g, m, v, t, lr, betas, eps, lam, weight_decay):
    """w, m and v after update t of one parameter."""
    beta1, beta2 = betas
    g = g + lam * w
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    step = m_hat / (array_namespace(v).sqrt(v_hat) + eps)
    return (1 - lr * weight_decay) * w - lr * step, m, v
