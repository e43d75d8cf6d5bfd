"""What the functions of shrinkage.early_stopping must refuse."""

import numpy as np
from shrinkage import early_stopping as lib

X = np.arange(6.0).reshape(3, 2)
y, w, s = np.ones(3), np.ones(2), np.array([2.0, 1.0])
Y = np.eye(3)
labels = np.array([0, 2, 1])
generator = np.random.default_rng(0)

curve = {"errors": [2.0, 1.0, 3.0], "patience": 1, "min_delta": 0.0}
descent = {"X": X, "y": y, "lr": 0.1, "steps": 3}
stepwise = {"singular_values": s, "n": 3, "lr": 0.1, "steps": 3}
flow = {"singular_values": s, "n": 3, "time": 1.0}
filtered = {"X": X, "y": y, "filter": lambda s: s}
risk = {"singular_values": s, "factors": s / 2, "coefficients": w, "noise_variance": 1.0}
mixing = {"X": X, "Y": Y, "alpha": 0.5, "generator": generator}
smooth = {"labels": labels, "classes": 3, "epsilon": 0.1}
soft = {"logits": Y, "targets": Y}
noisy = {"X": X, "y": y, "w": w, "sigma": 0.1}

BAD_INPUT = [
    (lib.stopping_epochs, curve | {"errors": 1.0}, "errors", TypeError),
    (lib.stopping_epochs, curve | {"errors": []}, "errors", ValueError),
    (lib.stopping_epochs, curve | {"errors": ["a"]}, "errors", TypeError),
    (lib.stopping_epochs, curve | {"errors": np.ones((2, 2))}, "errors", TypeError),
    (lib.stopping_epochs, curve | {"patience": 0}, "patience", ValueError),
    (lib.stopping_epochs, curve | {"patience": 1.5}, "patience", TypeError),
    (lib.stopping_epochs, curve | {"min_delta": -0.1}, "min_delta", ValueError),
    (lib.stopping_epochs, curve | {"min_delta": None}, "min_delta", TypeError),
    (lib.gradient_descent_path, descent | {"X": y}, "X", ValueError),
    (lib.gradient_descent_path, descent | {"y": np.ones(2)}, "y", ValueError),
    (lib.gradient_descent_path, descent | {"y": np.ones(3, "float32")}, "y", TypeError),
    (lib.gradient_descent_path, descent | {"lr": 0.0}, "lr", ValueError),
    (lib.gradient_descent_path, descent | {"lr": 1e9, "steps": 100}, "lr", ValueError),
    (lib.gradient_descent_path, descent | {"steps": -1}, "steps", ValueError),
    (lib.gradient_descent_filter, stepwise | {"singular_values": -s}, "singular_values", ValueError),
    (lib.gradient_descent_filter, stepwise | {"singular_values": X}, "singular_values", ValueError),
    (lib.gradient_descent_filter, stepwise | {"n": 0}, "n", ValueError),
    (lib.gradient_descent_filter, stepwise | {"lr": -1.0}, "lr", ValueError),
    (lib.gradient_descent_filter, stepwise | {"steps": 2.0}, "steps", TypeError),
    (lib.gradient_flow_filter, flow | {"singular_values": [1.0]}, "singular_values", TypeError),
    (lib.gradient_flow_filter, flow | {"n": 1.0}, "n", TypeError),
    (lib.gradient_flow_filter, flow | {"time": -1.0}, "time", ValueError),
    (lib.filtered_solution, filtered | {"X": X.tolist()}, "X", TypeError),
    (lib.filtered_solution, filtered | {"y": np.ones(2)}, "y", ValueError),
    (lib.filtered_solution, filtered | {"filter": 3}, "filter", TypeError),
    (lib.filtered_solution, filtered | {"filter": lambda s: s[:1]}, "filter", ValueError),
    (lib.filtered_solution, filtered | {"filter": lambda s: None}, "filter", TypeError),
    (lib.filter_risk, risk | {"singular_values": -s}, "singular_values", ValueError),
    (lib.filter_risk, risk | {"factors": np.ones(3)}, "factors", ValueError),
    (lib.filter_risk, risk | {"factors": np.ones(())}, "factors", ValueError),
    (lib.filter_risk, risk | {"singular_values": np.array([1.0, 0.0])}, "factors", ValueError),
    (lib.filter_risk, risk | {"coefficients": np.ones(3)}, "coefficients", ValueError),
    (lib.filter_risk, risk | {"noise_variance": -1.0}, "noise_variance", ValueError),
    (lib.add_noise, {"X": X, "sigma": -1.0, "generator": generator}, "sigma", ValueError),
    (lib.shift, {"X": X, "max_shift": 2, "generator": generator}, "max_shift", ValueError),
    (lib.shift, {"X": X, "max_shift": 0.5, "generator": generator}, "max_shift", TypeError),
    (lib.scale, {"X": X, "max_factor": 0.9, "generator": generator}, "max_factor", ValueError),
    (lib.mask, {"X": X, "width": 3, "generator": generator}, "width", ValueError),
    (lib.mask, {"X": X, "width": -1, "generator": generator}, "width", ValueError),
    (lib.mixup, mixing | {"X": y}, "X", ValueError),
    (lib.mixup, mixing | {"Y": labels}, "Y", TypeError),
    (lib.mixup, mixing | {"Y": w}, "Y", ValueError),
    (lib.mixup, mixing | {"Y": Y.astype("float32")}, "Y", TypeError),
    (lib.mixup, mixing | {"alpha": 0}, "alpha", ValueError),
    (lib.mixup, mixing | {"generator": None}, "generator", TypeError),
    (lib.smooth_labels, smooth | {"labels": [0, 1]}, "labels", TypeError),
    (lib.smooth_labels, smooth | {"labels": y}, "labels", TypeError),
    (lib.smooth_labels, smooth | {"labels": labels - 1}, "labels", ValueError),
    (lib.smooth_labels, smooth | {"labels": labels[None]}, "labels", ValueError),
    (lib.smooth_labels, smooth | {"classes": 2}, "labels", ValueError),
    (lib.smooth_labels, smooth | {"classes": 1}, "classes", ValueError),
    (lib.smooth_labels, smooth | {"epsilon": 1.1}, "epsilon", ValueError),
    (lib.soft_cross_entropy, soft | {"logits": y}, "logits", ValueError),
    (lib.soft_cross_entropy, soft | {"targets": X}, "targets", ValueError),
    (lib.soft_cross_entropy, soft | {"targets": -Y}, "targets", ValueError),
    (lib.expected_noisy_loss, noisy | {"X": X.astype(int)}, "X", TypeError),
    (lib.expected_noisy_loss, noisy | {"y": w}, "y", ValueError),
    (lib.expected_noisy_loss, noisy | {"w": y}, "w", ValueError),
    (lib.expected_noisy_loss, noisy | {"sigma": -0.1}, "sigma", ValueError),
]

STRENGTHS = {lib.add_noise: "sigma", lib.shift: "max_shift", lib.scale: "max_factor", lib.mask: "width"}
for function, strength in STRENGTHS.items():
    BAD_INPUT += [
        (function, {"X": y, strength: 1, "generator": generator}, "X", ValueError),
        (function, {"X": labels[None], strength: 1, "generator": generator}, "X", TypeError),
        (function, {"X": X, strength: 1, "generator": 0}, "generator", TypeError),
    ]
