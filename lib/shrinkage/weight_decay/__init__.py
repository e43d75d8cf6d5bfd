"""Weight decay and the optimizers that carry it out: SGD, momentum, Adam, and AdamW, which decouples the two.

`lam` is an L2 penalty, J(w) = mean loss + λ·½‖w‖²: its gradient λw joins that of the loss before anything else
happens to it. `weight_decay` is decoupled: it multiplies the weights by 1 − ηω and never meets the gradient.

The optimizers are pairs of pure functions on dictionaries of arrays, NumPy or torch. Only
:class:`AdamW`, a `torch.optim.Optimizer`, needs torch, and is imported when it is first asked for.
"""

from shrinkage.weight_decay._pairs import Optimizer, weights_only
from shrinkage.weight_decay.adam import adam, adamw
from shrinkage.weight_decay.groups import decay_groups
from shrinkage.weight_decay.sgd import sgd

__all__ = ["AdamW", "Optimizer", "adam", "adamw", "decay_groups", "sgd", "weights_only"]


def __getattr__(name):
    if name == "AdamW":
        from shrinkage.weight_decay.module import AdamW

        return AdamW
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__():
    return sorted({*globals(), *__all__})
