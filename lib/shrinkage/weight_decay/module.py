"""AdamW as a torch optimizer, on one tensor at a time or on a list of them at once."""

import math

import torch

from shrinkage import _validate as check
from shrinkage.weight_decay._pairs import checked_betas


class AdamW(torch.optim.Optimizer):
    r"""AdamW for torch: :func:`adamw` in place, on the parameters of a module.

    .. math:: w \leftarrow (1 - \eta\omega)\, w - \eta\, \hat m / (\sqrt{\hat v} + \epsilon)

    Everything in a group decays by the group's `weight_decay`, as in torch.optim.AdamW: to leave biases free,
    hand in :func:`decay_groups`. Schedulers of torch.optim.lr_scheduler change `lr`, and with it the decay.

    Parameters
    ----------
    params : iterable of tensors or of dicts
        What to train, or groups of it; a group may have an ``lr``, ``betas``, ``eps`` or ``weight_decay`` of its own.
    lr : float
        Learning rate η ≥ 0.
    betas : tuple of two floats
        Of the running averages m and v, each in [0, 1).
    eps : float
        ε ≥ 0, added to √v̂.
    weight_decay : float
        Decoupled decay ω ≥ 0.
    foreach : bool
        Whether to hand torch all tensors of a group at once, which is faster, at the price of memory for one more
        copy of them. If not, one tensor follows the other.

    Raises
    ------
    TypeError, ValueError
        If an argument or an entry of a group is of the wrong kind or out of its range; from `step`, if a gradient
        is sparse.

    Notes
    -----
    With c = √(1 − β₂ᵗ) the bias corrections go into two numbers and need no pass over the tensors:
    η m̂/(√v̂ + ε) = (ηc/(1 − β₁ᵗ)) · m/(√v + cε).

    The state has the names of torch.optim.AdamW's, and each can load the other's ``state_dict``.

    References
    ----------
    .. [1] I. Loshchilov and F. Hutter, "Decoupled weight decay regularization", ICLR (2019), algorithm 2, whose
       λ is our ηω at the schedule's multiplier 1.
    """

    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2, foreach=True):
        check.choice(foreach, "foreach", (True, False))
        defaults = {"lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay, "foreach": foreach}
        super().__init__(params, defaults)

    def add_param_group(self, param_group):
        """Add a group of parameters; what it does not say is taken from the optimizer's arguments."""
        group = self.defaults | param_group
        checked_betas(group["betas"])
        for name in ("lr", "eps", "weight_decay"):
            check.number(group[name], name, minimum=0)
        super().add_param_group(param_group)

    @torch.no_grad()
    def step(self, closure=None):
        """Update every parameter that has a gradient; return what `closure`, if given, returns."""
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            params = [p for p in group["params"] if p.grad is not None]
            states = [self._advanced(p) for p in params]
            for chunk in [slice(None)] if group["foreach"] else [slice(i, i + 1) for i in range(len(params))]:
                if params:
                    _update(params[chunk], states[chunk], group)
        return loss

    def _advanced(self, p):
        """The state of a parameter, one update further."""
        if p.grad.is_sparse:
            raise ValueError(f"gradient must be dense, got one of layout {p.grad.layout}")
        state = self.state[p]
        if not state:
            state.update(step=0, exp_avg=torch.zeros_like(p), exp_avg_sq=torch.zeros_like(p))
        state["step"] = int(state["step"]) + 1
        return state


def _update(w, states, group):
    """One update, in place, of a list of tensors."""
    lr, (beta1, beta2), eps = group["lr"], group["betas"], group["eps"]
    g = [p.grad for p in w]
    m, v = ([state[name] for state in states] for name in ("exp_avg", "exp_avg_sq"))
    c = [math.sqrt(1 - beta2 ** state["step"]) for state in states]
    # w ← (1 − ηω) w
    torch._foreach_mul_(w, 1 - lr * group["weight_decay"])
    # m ← β₁m + (1 − β₁)g,  v ← β₂v + (1 − β₂)g²
    torch._foreach_lerp_(m, g, 1 - beta1)
    torch._foreach_mul_(v, beta2)
    torch._foreach_addcmul_(v, g, g, 1 - beta2)
    # w ← w − (ηc/(1 − β₁ᵗ)) · m/(√v + cε)
    denominators = torch._foreach_sqrt(v)
    torch._foreach_add_(denominators, [root * eps for root in c])
    steps = [-lr * root / (1 - beta1 ** state["step"]) for root, state in zip(c, states, strict=True)]
    torch._foreach_addcdiv_(w, m, denominators, steps)
