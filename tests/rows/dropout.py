"""What the functions of shrinkage.dropout must refuse."""

import numpy as np
import torch
from shrinkage import dropout as lib

X = np.arange(6.0).reshape(3, 2)
x, w, y = np.ones(2), np.ones(2), np.ones(3)
mask = np.array([0.0, 1.0])
generator = np.random.default_rng(0)
torch_generator = torch.Generator()
tensor = torch.ones(4, 2)
labels = torch.zeros(4, dtype=torch.int64)
model = lib.mlp([2, 3, 2], 0.5, torch_generator)

drawing = {"x": x, "p": 0.5, "generator": generator}
training = {"model": model, "X": tensor, "labels": labels, "lr": 0.1, "epochs": 1, "batch_size": 2}
training |= {"generator": torch_generator, "weight_decay": 0.1, "limit": 1.0}
averaging = {"function": np.square, "x": x, "p": 0.5}
penalty = {"X": X, "w": w, "p": 0.5, "family": "logistic"}
monte_carlo = {"predict": lambda X, generator: X, "X": X, "draws": 2, "generator": generator}
network = {"sizes": [2, 3, 2], "p": 0.5, "generator": torch_generator}
projection = {"W": X, "limit": 1.0, "axis": 0}

BAD_INPUT = [
    (lib.dropout, drawing | {"training": 1}, "training", TypeError),
    (lib.mask_probabilities, {"masks": x, "p": 0.5}, "masks", ValueError),
    (lib.mask_probabilities, {"masks": 2 * X, "p": 0.5}, "masks", ValueError),
    (lib.mask_probabilities, {"masks": mask[None], "p": 1.0}, "p", ValueError),
    (lib.all_masks, {"n": 0}, "n", ValueError),
    (lib.all_masks, {"n": 17}, "n", ValueError),
    (lib.all_masks, {"n": 2.0}, "n", TypeError),
    (lib.thinned_average, averaging | {"function": 3}, "function", TypeError),
    (lib.thinned_average, averaging | {"function": np.sum}, "function", ValueError),
    (lib.thinned_average, averaging | {"function": lambda rows: 1.0}, "function", ValueError),
    (lib.thinned_average, averaging | {"x": X}, "x", ValueError),
    (lib.thinned_average, averaging | {"x": np.ones(17)}, "x", ValueError),
    (lib.thinned_average, averaging | {"p": 1.0}, "p", ValueError),
    (lib.dropout_penalty, {"X": X.tolist(), "p": 0.5}, "X", TypeError),
    (lib.dropout_penalty, {"X": X, "p": 1.0}, "p", ValueError),
    (lib.dropout_regression, {"X": x, "y": y, "p": 0.5}, "X", ValueError),
    (lib.dropout_regression, {"X": X, "y": x, "p": 0.5}, "y", ValueError),
    (lib.dropout_regression, {"X": X, "y": y.astype("float32"), "p": 0.5}, "y", TypeError),
    (lib.dropout_regression, {"X": X, "y": y, "p": -0.1}, "p", ValueError),
    (lib.noising_penalty, penalty | {"X": np.ones((3, 17)), "w": np.ones(17)}, "X", ValueError),
    (lib.max_norm, projection | {"W": np.array(3.0)}, "W", ValueError),
    (lib.max_norm, projection | {"W": [1.0]}, "W", TypeError),
    (lib.max_norm, projection | {"limit": 0.0}, "limit", ValueError),
    (lib.max_norm, projection | {"axis": 2}, "axis", ValueError),
    (lib.max_norm, projection | {"axis": 0.0}, "axis", TypeError),
    (lib.drop_probability, {"value": 0.0, "name": "Srivastava et al. 2014"}, "value", ValueError),
    (lib.drop_probability, {"value": 1.0, "name": "ours"}, "value", ValueError),
    (lib.drop_probability, {"value": "0.5", "name": "ours"}, "value", TypeError),
    (lib.drop_probability, {"value": 0.5, "name": "torch"}, "name", ValueError),
    (lib.mc_predict, monte_carlo | {"predict": X}, "predict", TypeError),
    (lib.mc_predict, monte_carlo | {"predict": lambda X, generator: np.full(3, np.nan)}, "predict", ValueError),
    (lib.mc_predict, monte_carlo | {"X": [1.0]}, "X", TypeError),
    (lib.mc_predict, monte_carlo | {"draws": 0}, "draws", ValueError),
    (lib.mc_predict, monte_carlo | {"generator": torch_generator}, "generator", TypeError),
    (lib.mc_predict, monte_carlo | {"X": tensor}, "generator", TypeError),
    (lib.mlp, network | {"sizes": 3}, "sizes", TypeError),
    (lib.mlp, network | {"sizes": [3]}, "sizes", ValueError),
    (lib.mlp, network | {"sizes": [3, 0, 2]}, "sizes", ValueError),
    (lib.mlp, network | {"p": 1.0}, "p", ValueError),
    (lib.mlp, network | {"generator": generator}, "generator", TypeError),
    (lib.train_mlp, training | {"model": len}, "model", TypeError),
    (lib.train_mlp, training | {"X": X}, "X", TypeError),
    (lib.train_mlp, training | {"X": tensor[0]}, "X", ValueError),
    (lib.train_mlp, training | {"labels": tensor[:, 0]}, "labels", TypeError),
    (lib.train_mlp, training | {"labels": labels[:3]}, "labels", ValueError),
    (lib.train_mlp, training | {"lr": 0}, "lr", ValueError),
    (lib.train_mlp, training | {"epochs": -1}, "epochs", ValueError),
    (lib.train_mlp, training | {"batch_size": 5}, "batch_size", ValueError),
    (lib.train_mlp, training | {"generator": generator}, "generator", TypeError),
    (lib.train_mlp, training | {"weight_decay": -1e-9}, "weight_decay", ValueError),
    (lib.train_mlp, training | {"limit": 0.0}, "limit", ValueError),
]

for function in (lib.dropout_mask, lib.dropout):
    BAD_INPUT += [
        (function, drawing | {"x": [1.0]}, "x", TypeError),
        (function, drawing | {"x": np.array([1, 2])}, "x", TypeError),
        (function, drawing | {"x": np.array([np.nan])}, "x", ValueError),
        (function, drawing | {"p": -0.1}, "p", ValueError),
        (function, drawing | {"p": 1.0}, "p", ValueError),
        (function, drawing | {"p": True}, "p", TypeError),
        (function, drawing | {"generator": 0}, "generator", TypeError),
        (function, drawing | {"generator": torch_generator}, "generator", TypeError),
        (function, drawing | {"x": tensor}, "generator", TypeError),
    ]
for function, name in [(lib.apply_mask, "x"), (lib.dropout_backward, "gradient")]:
    good = {name: X, "mask": mask, "p": 0.5}
    BAD_INPUT += [
        (function, good | {name: X.tolist()}, name, TypeError),
        (function, good | {"mask": mask / 0.5}, "mask", ValueError),
        (function, good | {"mask": np.ones(3)}, "mask", ValueError),
        (function, good | {"mask": np.ones((1, 3, 2))}, "mask", ValueError),
        (function, good | {"mask": mask.astype("float32")}, "mask", TypeError),
        (function, good | {"p": 1.0}, "p", ValueError),
    ]
for function in (lib.noising_penalty, lib.quadratic_penalty):
    BAD_INPUT += [
        (function, penalty | {"X": x}, "X", ValueError),
        (function, penalty | {"w": y}, "w", ValueError),
        (function, penalty | {"w": w.astype("float32")}, "w", TypeError),
        (function, penalty | {"p": 1.0}, "p", ValueError),
        (function, penalty | {"family": "poisson"}, "family", ValueError),
    ]
