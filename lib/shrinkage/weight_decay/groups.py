"""The parameters of a torch module in two groups: those that decay and those that do not."""

from shrinkage import _validate as check
from shrinkage.weight_decay._pairs import weights_only


def decay_groups(module, weight_decay, decays=weights_only):
    """Two parameter groups for an optimizer of torch: what decays, by `weight_decay`, and what does not.

    Parameters
    ----------
    module : torch.nn.Module
        Parameters with ``requires_grad=False`` are left out; one that is shared comes once.
    weight_decay : float
        For the first group, ≥ 0. Whether it is decoupled is the optimizer's affair: :class:`AdamW` and
        torch.optim.AdamW decouple it, torch.optim.SGD and torch.optim.Adam add it to the gradient.
    decays : function
        (name, parameter) -> bool. The default decays what has two or more dimensions.

    Returns
    -------
    list of two dicts
        ``{"params": [...], "weight_decay": weight_decay}`` and ``{"params": [...], "weight_decay": 0.0}``. One
        may be empty.

    Raises
    ------
    TypeError
        If `module` has no ``named_parameters``, `weight_decay` is not a real number or `decays` not a function.
    ValueError
        If `weight_decay` is negative or not finite, or `module` has nothing to train.

    Examples
    --------
    >>> import torch
    >>> groups = decay_groups(torch.nn.Linear(3, 2), 0.1)
    >>> [(tuple(p.shape), group["weight_decay"]) for group in groups for p in group["params"]]
    [((2, 3), 0.1), ((2,), 0.0)]
    """
    if not hasattr(module, "named_parameters"):
        raise TypeError(f"module must be a torch.nn.Module, got {module!r:.60} ({type(module).__name__})")
    weight_decay = float(check.number(weight_decay, "weight_decay", minimum=0))
    check.function(decays, "decays")
    named = [(name, p) for name, p in module.named_parameters() if p.requires_grad]
    if not named:
        raise ValueError(f"module must have a parameter to train, got {module!r:.60}")
    decay = [p for name, p in named if decays(name, p)]
    free = [p for name, p in named if not decays(name, p)]
    return [{"params": decay, "weight_decay": weight_decay}, {"params": free, "weight_decay": 0.0}]
