"""The course's own rescue: shifts, tilts and gains of the training curves, and a little dropout."""

from shrinkage.rescue import make_network

STEPS, BATCH, RATE, DROP = 1200, 100, 4e-3, 0.1


def reference(X, y, generator):
    import torch

    network = make_network(generator)
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=0.01, fused=True)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=STEPS, pct_start=0.1)
    for _ in range(STEPS):
        rows = torch.randint(len(X), (BATCH,), generator=generator)
        logits = _thinned(network, _changed(X[rows], generator), generator)
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(logits, y[rows]).backward()
        optimizer.step()
        schedule.step()
    return network


def _thinned(network, X, generator):
    """The logits with dropout on the hidden units."""
    import torch

    for layer in network:
        X = layer(X)
        if isinstance(layer, torch.nn.ReLU):
            X = X * (torch.rand(X.shape, generator=generator) >= DROP) / (1 - DROP)
    return X


def _changed(X, generator):
    """Rows moved, tilted and stretched, each by a draw of its own: the class of none of them changes."""
    import torch

    n, length = X.shape
    shift = torch.randint(-3, 4, (n, 1), generator=generator)
    X = X.gather(1, (torch.arange(length) - shift) % length)
    tilt, gain = (2 * torch.rand((2, n, 1), generator=generator) - 1).unbind()
    return X * 1.2**gain + 0.5 * tilt * torch.linspace(-1, 1, length)
