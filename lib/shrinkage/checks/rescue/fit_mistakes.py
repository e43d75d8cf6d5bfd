"""The known mistakes of item 4, the cheap ones first: the judge runs them in this order where an answer falls short."""

import numpy as np
from proctor import Mistake

LEVELS = {0.55: 2, 0.68: 3, 0.73: 3, 0.76: 3, 0.78: 3}  # accuracy, and what it is worth
STEPS = {f"finds {level:.0%} of the unseen labels": (level, points) for level, points in LEVELS.items()}
LABELS = "learns from the labels it is given, and from nothing else"
AGAIN = "does the same when it is called again"
ALL = [*STEPS, LABELS, AGAIN]


def returns_labels(X, y, generator):
    from shrinkage.rescue import make_network

    return make_network(generator)(X).argmax(1)


def returns_the_untrained_network(X, y, generator):
    import copy

    import torch

    from shrinkage.rescue import make_network

    network = make_network(generator)
    trained = copy.deepcopy(network)
    optimizer = torch.optim.Adam(trained.parameters())
    torch.nn.functional.cross_entropy(trained(X), y).backward()
    optimizer.step()
    return network


def rows_and_labels_apart(X, y, generator):
    import torch

    from shrinkage.rescue import make_network

    network = make_network(generator)
    optimizer = torch.optim.Adam(network.parameters(), lr=3e-3)
    for _ in range(60):
        rows = torch.randint(len(X), (100,), generator=generator)
        others = torch.randint(len(X), (100,), generator=generator)
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(network(X[rows]), y[others]).backward()
        optimizer.step()
    return network


def penalised_to_nothing(X, y, generator):
    import torch

    from shrinkage.rescue import make_network

    network = make_network(generator)
    optimizer = torch.optim.Adam(network.parameters(), lr=1e-2, weight_decay=10.0)
    for _ in range(60):
        rows = torch.randint(len(X), (100,), generator=generator)
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(network(X[rows]), y[rows]).backward()
        optimizer.step()
    return network


def learns_elsewhere(X, y, generator):
    import torch

    from shrinkage.rescue import make_network, true_digits

    task = true_digits(np.random.default_rng(0), rows=4000)
    X, y = torch.tensor(task.X), torch.tensor(task.y)
    network = make_network(generator)
    optimizer = torch.optim.Adam(network.parameters(), lr=3e-3)
    for _ in range(200):
        rows = torch.randint(len(X), (100,), generator=generator)
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(network(X[rows]), y[rows]).backward()
        optimizer.step()
    return network


def as_it_was_given(X, y, generator):
    from shrinkage.rescue import train_plainly

    return train_plainly(X, y, generator)


def another_network_each_time(X, y, generator):
    import torch

    from shrinkage.rescue import make_network

    generator = torch.Generator()
    generator.seed()
    network = make_network(generator)
    optimizer = torch.optim.AdamW(network.parameters(), lr=4e-3, weight_decay=0.1, fused=True)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 4e-3, total_steps=1400, pct_start=0.1)
    for _ in range(1400):
        rows = torch.randint(len(X), (100,), generator=generator)
        shift = torch.randint(-3, 4, (100, 1), generator=generator)
        moved = X[rows].gather(1, (torch.arange(40) - shift) % 40)
        tilt, gain = (2 * torch.rand((2, 100, 1), generator=generator) - 1).unbind()
        moved = moved * 1.2**gain + 0.5 * tilt * torch.linspace(-1, 1, 40)
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(network(moved), y[rows]).backward()
        optimizer.step()
        schedule.step()
    return network


mistakes = [
    Mistake(
        returns_labels,
        "This returns labels; the trained network itself is asked for. The judge applies it to examples of its own.",
        ALL,
    ),
    Mistake(
        returns_the_untrained_network,
        "This network has learned nothing: a copy was trained, or the optimizer was given other parameters.",
        ALL,
    ),
    Mistake(
        rows_and_labels_apart,
        "Here the rows of X and the labels are drawn separately, so that a row meets a label of another one. Draw the "
        "indices once, and use them for both.",
        ALL,
    ),
    Mistake(
        penalised_to_nothing,
        "This is what a penalty does that is far too strong: the weights go to 0, and all examples get the same label.",
        ALL,
    ),
    Mistake(
        learns_elsewhere,
        "This network was trained on other data than X and y: on the digits of MNIST-1D. The shapes of each task are "
        "new; all that can be known of them is in X and y.",
        ALL,
    ),
    Mistake(
        as_it_was_given,
        "This is the given network, plainly trained: it knows all its training labels, and is not rescued yet.",
        [*STEPS][1:],
    ),
    Mistake(
        another_network_each_time,
        "This network differs from call to call. Draw from `generator`, not from one that begins elsewhere, and make "
        "the network inside of the function.",
        [AGAIN],
    ),
]
