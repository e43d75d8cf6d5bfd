"""Minibatch gradient descent on the network's loss, the L2 penalty as a decay of the weights."""

import numpy as np
from array_api_compat import device

from shrinkage import _validate as check
from shrinkage.l2._network_input import checked_labels, checked_network
from shrinkage.l2.network import loss_gradients


def train_network(parameters, X, labels, lam, lr, steps, batch_size, generator):
    """Minimise :func:`network_loss` by minibatch gradient descent with weight decay.

    Weights take w ← (1 − ηλ)w − η∇L(w), which is :func:`decayed_step`; biases take b ← b − η∇L(b). ∇L is the
    gradient of the mean loss over `batch_size` examples, drawn without replacement afresh at every step.

    Parameters
    ----------
    parameters, X, labels, lam
        As in :func:`network_loss`.
    lr : float
        Learning rate η > 0.
    steps : int
        Number of steps, at least 0.
    batch_size : int
        Between 1 and n; n is gradient descent on the whole training set.
    generator : numpy.random.Generator
        Draws the batches. The same generator state gives the same parameters.

    Returns
    -------
    dict
        The trained parameters; those that came in are not changed.

    Raises
    ------
    TypeError
        As :func:`network_loss`, and if a number is of the wrong kind or `generator` not a Generator.
    ValueError
        As :func:`network_loss`, and if a number is out of range, or `lr` so large that the steps diverge.

    See Also
    --------
    decayed_step : one step, with its arguments checked. Here they are checked once, before the first.

    References
    ----------
    .. [1] A. Krogh and J. A. Hertz, "A simple weight decay can improve generalization", NIPS 4 (1991).
    """
    xp = checked_network(parameters, X)
    checked_labels(parameters, X, labels)
    lam = float(check.number(lam, "lam", minimum=0))
    lr = float(check.number(lr, "lr", above=0))
    check.integer(steps, "steps", minimum=0)
    check.integer(batch_size, "batch_size", minimum=1, maximum=X.shape[0])
    check.generator(generator)
    with np.errstate(over="ignore", invalid="ignore"):  # a divergence is said once, below
        for _ in range(steps):
            rows = xp.asarray(generator.choice(X.shape[0], batch_size, replace=False), device=device(X))
            batch, targets = xp.take(X, rows, axis=0), xp.take(labels, rows, axis=0)
            parameters = _decayed(parameters, loss_gradients(xp, parameters, batch, targets), lr, lam)
    if not all(bool(xp.all(xp.isfinite(value))) for value in parameters.values()):
        raise ValueError(f"lr must be small enough for the steps to converge, got {lr!r} with lam {lam!r}")
    return parameters


def _decayed(parameters, gradients, lr, lam):
    """The parameters after one step: matrices decay, biases do not."""
    kept = {"W1": 1 - lr * lam, "b1": 1.0, "W2": 1 - lr * lam, "b2": 1.0}
    return {name: kept[name] * parameters[name] - lr * gradients[name] for name in parameters}
