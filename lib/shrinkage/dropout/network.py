"""Dropout in torch: a module, a multilayer perceptron that has it, and a loop that trains one."""

from itertools import pairwise

import torch
from torch import nn

from shrinkage import _validate as check
from shrinkage.dropout._input import checked_generator, checked_probability
from shrinkage.dropout.masks import draw_mask
from shrinkage.dropout.projection import project


class Dropout(nn.Module):
    """Inverted dropout as a layer: x̃ = m ∘ x / (1 − p) in training mode, x in evaluation mode.

    Parameters
    ----------
    p : float
        The probability of *dropping*, 0 ≤ p < 1.
    generator : torch.Generator, optional
        Draws the masks, and has to be on the device of the inputs. None is torch's own, global generator.

    Raises
    ------
    TypeError, ValueError
        If `p` is not a number in [0, 1) or `generator` not a torch.Generator; in use, if `generator` is on another
        device than the input.

    Notes
    -----
    torch.nn.Dropout in law, with a generator of its own: a network's masks can be repeated without touching
    global state. `Module.to` does not move a generator.
    """

    def __init__(self, p=0.5, generator=None):
        super().__init__()
        self.p = checked_probability(p)
        if not isinstance(generator, torch.Generator | None):
            raise TypeError(f"generator must be a torch.Generator or None, got {type(generator).__name__}")
        self.generator = generator

    def forward(self, x):
        """x̃ in training mode, x in evaluation mode, and x where p is 0: nothing is drawn then."""
        if not self.training or self.p == 0:
            return x
        if self.generator is not None:
            checked_generator(x, self.generator)
        return x * (draw_mask(x, self.p, self.generator) / (1 - self.p))

    def extra_repr(self):
        """What stands in the brackets when the layer is printed."""
        return f"p={self.p:g}"


def mlp(sizes, p, generator):
    """A multilayer perceptron: linear maps with ReLU and :class:`Dropout` on every hidden layer.

    Parameters
    ----------
    sizes : sequence of int
        The widths, from inputs to outputs: at least two.
    p : float
        The probability of *dropping* a hidden unit, 0 ≤ p < 1.
    generator : torch.Generator
        Draws the weights, and later the masks; the network is on its device.

    Returns
    -------
    torch.nn.Sequential
        In float32 and in training mode. Weights are N(0, 2/inputs), biases zero.

    Raises
    ------
    TypeError, ValueError
        If `sizes` is not a sequence of at least two positive integers, `p` not a number in [0, 1), or `generator`
        not a torch.Generator.

    References
    ----------
    .. [1] K. He, X. Zhang, S. Ren and J. Sun, "Delving deep into rectifiers", ICCV (2015), equation 10, on the
       variance of the weights.
    """
    if not isinstance(sizes, list | tuple):
        raise TypeError(f"sizes must be a list or tuple of integers, got {type(sizes).__name__}")
    if len(sizes) < 2:
        raise ValueError(f"sizes must have at least two entries, inputs and outputs, got {sizes!r}")
    if not isinstance(generator, torch.Generator):
        raise TypeError(f"generator must be a torch.Generator, got {type(generator).__name__}")
    layers = []
    for inputs, outputs in pairwise(sizes):
        check.integer(inputs, "each of sizes", minimum=1)
        check.integer(outputs, "each of sizes", minimum=1)
        layers += [_linear(inputs, outputs, generator), nn.ReLU(), Dropout(p, generator)]
    return nn.Sequential(*layers[:-2])


def _linear(inputs, outputs, generator):
    """A linear layer that leaves torch's global generator alone."""
    layer = nn.utils.skip_init(nn.Linear, inputs, outputs, device=generator.device)
    nn.init.normal_(layer.weight, std=(2 / inputs) ** 0.5, generator=generator)
    nn.init.zeros_(layer.bias)
    return layer


def train_mlp(model, X, labels, lr, epochs, batch_size, generator, weight_decay=0.0, limit=None):
    """Train a classifier on the mean cross-entropy by AdamW, in minibatches.

    Parameters
    ----------
    model : torch.nn.Module
        Takes (batch, d), returns logits (batch, classes). It is trained in place, in training mode.
    X : tensor (n, d), floating point
        Inputs, of the dtype and device of the model.
    labels : tensor (n,), int64
        Classes, from 0.
    lr : float
        The learning rate η > 0 of the first step; it falls linearly to zero.
    epochs : int
        How many times to go through the examples, at least 0.
    batch_size : int
        Between 1 and n; what is left over after the last full batch waits for the next epoch's order.
    generator : torch.Generator
        Draws the order of the examples, on the device of `X`. Masks come from the model's own layers.
    weight_decay : float
        Decoupled decay of what has two or more dimensions, at least 0.
    limit : float, optional
        Where given, :func:`max_norm` holds every unit's incoming weights to this norm after each step.

    Returns
    -------
    torch.nn.Module
        `model`, in evaluation mode.

    Raises
    ------
    TypeError, ValueError
        If an argument is not of its kind or out of its range.
    """
    _checked_training(model, X, labels, lr, epochs, batch_size, generator, weight_decay, limit)
    steps = epochs * (len(X) // batch_size)
    decay = [w for w in model.parameters() if w.ndim >= 2]
    free = [b for b in model.parameters() if b.ndim < 2]
    groups = [{"params": decay, "weight_decay": weight_decay}, {"params": free, "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, lr=lr, fused=True)
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.0, total_iters=steps)
    model.train()
    for _ in range(epochs):
        order = torch.randperm(len(X), generator=generator, device=X.device)[: len(X) // batch_size * batch_size]
        for inputs, classes in zip(X[order].split(batch_size), labels[order].split(batch_size), strict=True):
            optimizer.zero_grad()
            nn.functional.cross_entropy(model(inputs), classes).backward()
            optimizer.step()
            schedule.step()
            if limit is not None:
                _hold(decay, limit)
    return model.eval()


@torch.no_grad()
def _hold(matrices, limit):
    """Max-norm, in place, on torch's weights (units, inputs)."""
    for weight in matrices:
        weight.copy_(project(weight, limit, axis=1))


def _checked_training(model, X, labels, lr, epochs, batch_size, generator, weight_decay, limit):
    if not isinstance(model, nn.Module):
        raise TypeError(f"model must be a torch.nn.Module, got {type(model).__name__}")
    if not isinstance(X, torch.Tensor):
        raise TypeError(f"X must be a torch tensor, got {type(X).__name__}")
    check.array(X, "X", ndim=2)
    if not isinstance(labels, torch.Tensor) or labels.dtype != torch.int64:
        raise TypeError(f"labels must be a tensor of int64, got {getattr(labels, 'dtype', type(labels).__name__)}")
    if labels.shape != X.shape[:1]:
        raise ValueError(f"labels must have shape ({len(X)},), got {tuple(labels.shape)}")
    check.number(lr, "lr", above=0)
    check.integer(epochs, "epochs", minimum=0)
    check.integer(batch_size, "batch_size", minimum=1, maximum=len(X))
    checked_generator(X, generator)
    check.number(weight_decay, "weight_decay", minimum=0)
    if limit is not None:
        check.number(limit, "limit", above=0)
