"""What the functions of shrinkage.rescue must refuse."""

import numpy as np
import torch
from shrinkage import rescue

RNG = np.random.default_rng(0)
X, y = np.zeros((10, 40), dtype=np.float32), np.arange(10)
torch_rows = {"X": torch.zeros(10, 40), "y": torch.arange(10), "generator": torch.Generator()}
rows = {"fit": lambda X, y, generator: rescue.make_network(generator), "X": X, "y": y, "seed": 0}
task = rescue.Task(X, y, X, y)
weights = [part.detach().numpy() for part in rescue.make_network(torch.Generator()).parameters()]
nothing_left = [*weights[:-1], weights[-1] * np.nan]

BAD_INPUT = [
    (rescue.make_network, {"generator": RNG}, "generator", TypeError),
    (rescue.train_plainly, torch_rows | {"X": torch.zeros(10, 41)}, "X", ValueError),
    (rescue.train_plainly, torch_rows | {"X": [[0.0] * 40]}, "X", TypeError),
    (rescue.train_plainly, torch_rows | {"y": torch.arange(9)}, "y", ValueError),
    (rescue.train_plainly, torch_rows | {"generator": 0}, "generator", TypeError),
    (rescue.accuracy, {"weights": weights[:5], "X": X, "y": y}, "weights", TypeError),
    (rescue.accuracy, {"weights": weights[::-1], "X": X, "y": y}, "weights", ValueError),
    (rescue.accuracy, {"weights": nothing_left, "X": X, "y": y}, "weights", ValueError),
    (rescue.accuracy, {"weights": weights, "X": X[:, 1:], "y": y}, "X", ValueError),
    (rescue.accuracy, {"weights": weights, "X": X, "y": y[1:]}, "y", ValueError),
    (rescue.accuracy, {"weights": weights, "X": X, "y": None}, "y", ValueError),
    (rescue.run, rows | {"fit": weights}, "fit", TypeError),
    (rescue.run, rows | {"X": X[0]}, "X", ValueError),
    (rescue.run, rows | {"y": y[:, None]}, "y", ValueError),
    (rescue.run, rows | {"seed": -1}, "seed", ValueError),
    (rescue.run, rows | {"seed": RNG}, "seed", TypeError),
    (rescue.run, rows | {"fit": lambda X, y, generator: None}, "fit", TypeError),
    (rescue.run, rows | {"fit": lambda X, y, generator: X.argmax(1)}, "fit", TypeError),
    (rescue.run, rows | {"fit": lambda X, y, generator: torch.nn.Linear(40, 10)}, "fit", ValueError),
    (rescue.run, rows | {"fit": lambda X, y, generator: nothing_left}, "fit", ValueError),
    (rescue.trial, {"fit": None, "task": task}, "fit", TypeError),
    (rescue.trial, {"fit": rows["fit"], "task": (X, y)}, "task", TypeError),
    (rescue.trial, {"fit": rows["fit"], "task": task, "seed": 0.5}, "seed", TypeError),
]

for function in (rescue.draw_task, rescue.true_digits):
    BAD_INPUT += [
        (function, {"generator": 0}, "generator", TypeError),
        (function, {"generator": RNG, "rows": 0}, "rows", ValueError),
        (function, {"generator": RNG, "rows": 25}, "rows", ValueError),
        (function, {"generator": RNG, "unseen": 10.0}, "unseen", TypeError),
    ]
