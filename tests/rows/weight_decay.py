"""What the functions of shrinkage.weight_decay must refuse."""

import numpy as np
import torch
from shrinkage import weight_decay

W = np.ones((2, 3))
layer = torch.nn.Linear(3, 2)
frozen = torch.nn.Linear(3, 2).requires_grad_(False)
groups = {"module": layer, "weight_decay": 0.1}

BAD_INPUT = [
    (weight_decay.sgd, {"lr": 0.1, "momentum": 1.0}, "momentum", ValueError),
    (weight_decay.sgd, {"lr": 0.1, "momentum": None}, "momentum", TypeError),
    (weight_decay.sgd, {"lr": 0.1, "nesterov": "yes"}, "nesterov", ValueError),
    (weight_decay.weights_only, {"name": 1, "value": W}, "name", TypeError),
    (weight_decay.weights_only, {"name": "W", "value": [1.0]}, "value", TypeError),
    (weight_decay.decay_groups, groups | {"module": [W]}, "module", TypeError),
    (weight_decay.decay_groups, groups | {"module": frozen}, "module", ValueError),
    (weight_decay.decay_groups, groups | {"weight_decay": -0.1}, "weight_decay", ValueError),
    (weight_decay.decay_groups, groups | {"weight_decay": "0.1"}, "weight_decay", TypeError),
    (weight_decay.decay_groups, groups | {"decays": "W"}, "decays", TypeError),
    (weight_decay.AdamW, {"params": list(layer.parameters()), "foreach": None}, "foreach", ValueError),
]

STRENGTHS = {
    weight_decay.sgd: ["lr", "lam", "weight_decay"],
    weight_decay.adam: ["lr", "lam", "eps"],
    weight_decay.adamw: ["lr", "weight_decay", "eps"],
    weight_decay.AdamW: ["lr", "weight_decay", "eps"],
}
for function, names in STRENGTHS.items():
    good = {"lr": 0.1} | ({"params": list(layer.parameters())} if function is weight_decay.AdamW else {})
    for name in names:
        BAD_INPUT += [
            (function, good | {name: -1e-9}, name, ValueError),
            (function, good | {name: np.inf}, name, ValueError),
            (function, good | {name: "0.1"}, name, TypeError),
        ]
    if function is not weight_decay.sgd:
        BAD_INPUT += [
            (function, good | {"betas": (0.9, 1.0)}, "betas", ValueError),
            (function, good | {"betas": (-0.1, 0.9)}, "betas", ValueError),
            (function, good | {"betas": 0.9}, "betas", TypeError),
            (function, good | {"betas": (0.9, 0.99, 0.999)}, "betas", TypeError),
        ]
for function in (weight_decay.sgd, weight_decay.adam, weight_decay.adamw):
    BAD_INPUT += [
        (function, {"lr": np.array([0.1, -0.1])}, "lr", ValueError),
        (function, {"lr": 0.1, "schedule": 0.5}, "schedule", TypeError),
        (function, {"lr": 0.1, "decays": ["W"]}, "decays", TypeError),
    ]
