"""What the functions of shrinkage.robustness must refuse."""

import numpy as np
from shrinkage import robustness

generator = np.random.default_rng(0)
X = np.arange(6.0).reshape(3, 2)
y = np.array([1.0, -1.0, 1.0])
w = np.ones(2)
labels = np.array([0, 1, 1])
net = robustness.init_relu_network([2, 4, 2], generator)
weights = [net["W1"], net["W2"]]
half = np.ones(2, dtype="float32")

power = {"W": X, "steps": 3, "generator": generator}
normalize = power | {"bound": 1.0}
radii = {"logits": X, "labels": labels, "bound": 1.0}
sizes = {"sizes": [2, 4, 2], "generator": generator}
logits = {"parameters": net, "X": X}
gradients = logits | {"labels": labels}
rescale = {"parameters": net, "gammas": [2.0, 0.5]}
shift = {"weights": weights, "lam_e": 0.1, "lam_c": 0.1}
angle = {"w": w, "direction": w}
distance = {"w": w, "mean_minus": w, "mean_plus": w}
plane = {"X": X, "w": w, "b": 0.0}
logistic = {"X": X, "y": y, "lam": 0.1}
attack = {"X": X, "gradients": X, "epsilon": 0.1}
worst = {"w": w, "b": 0.0, "X": X, "y": y, "epsilon": 0.1}

BAD_INPUT = [
    (robustness.lipschitz_bound, {"weights": X}, "weights", TypeError),
    (robustness.lipschitz_bound, {"weights": []}, "weights", ValueError),
    (robustness.lipschitz_bound, {"weights": [X, X]}, "weights", ValueError),
    (robustness.lipschitz_bound, {"weights": [X.tolist()]}, "weights", TypeError),
    (robustness.lipschitz_bound, {"weights": weights, "norm": "l2"}, "norm", ValueError),
    (robustness.spectrally_normalized, normalize | {"bound": 0.0}, "bound", ValueError),
    (robustness.spectrally_normalized, normalize | {"bound": "1"}, "bound", TypeError),
    (robustness.certified_radii, radii | {"logits": w}, "logits", ValueError),
    (robustness.certified_radii, radii | {"logits": X[:, :1]}, "logits", ValueError),
    (robustness.certified_radii, radii | {"labels": y}, "labels", TypeError),
    (robustness.certified_radii, radii | {"labels": labels + 1}, "labels", ValueError),
    (robustness.certified_radii, radii | {"bound": 0}, "bound", ValueError),
    (robustness.certified_radii, radii | {"bound": w}, "bound", ValueError),
    (robustness.certified_radii, radii | {"bound": None}, "bound", TypeError),
    (robustness.init_relu_network, sizes | {"sizes": 3}, "sizes", TypeError),
    (robustness.init_relu_network, sizes | {"sizes": [3]}, "sizes", ValueError),
    (robustness.init_relu_network, sizes | {"sizes": [3, 0]}, "sizes", ValueError),
    (robustness.init_relu_network, sizes | {"sizes": [3, 2.5]}, "sizes", TypeError),
    (robustness.init_relu_network, sizes | {"generator": 0}, "generator", TypeError),
    (robustness.init_relu_network, sizes | {"like": labels}, "like", TypeError),
    (robustness.rescale_layers, rescale | {"parameters": weights}, "parameters", TypeError),
    (robustness.rescale_layers, rescale | {"gammas": [2.0]}, "gammas", ValueError),
    (robustness.rescale_layers, rescale | {"gammas": [2.0, -0.5]}, "gammas", ValueError),
    (robustness.rescale_layers, rescale | {"gammas": 2.0}, "gammas", TypeError),
    (robustness.rescale_layers, rescale | {"gammas": ["2", "0.5"]}, "gammas", TypeError),
    (robustness.tilting_angle, angle | {"w": 0 * w}, "w", ValueError),
    (robustness.tilting_angle, angle | {"w": [1.0, 1.0]}, "w", TypeError),
    (robustness.tilting_angle, angle | {"direction": 0 * w}, "direction", ValueError),
    (robustness.tilting_angle, angle | {"direction": y}, "direction", ValueError),
    (robustness.tilting_angle, angle | {"direction": half}, "direction", TypeError),
    (robustness.adversarial_distance, distance | {"w": 0 * w}, "w", ValueError),
    (robustness.adversarial_distance, distance | {"mean_minus": y}, "mean_minus", ValueError),
    (robustness.adversarial_distance, distance | {"mean_plus": half}, "mean_plus", TypeError),
    (robustness.logistic_regression, logistic | {"X": w}, "X", ValueError),
    (robustness.logistic_regression, logistic | {"y": labels}, "y", TypeError),
    (robustness.logistic_regression, logistic | {"y": 2 * y}, "y", ValueError),
    (robustness.logistic_regression, logistic | {"y": y**2}, "y", ValueError),
    (robustness.logistic_regression, logistic | {"lam": 0.0}, "lam", ValueError),
    (robustness.logistic_regression, logistic | {"lam": None}, "lam", TypeError),
    (robustness.fgsm, attack | {"X": w}, "X", ValueError),
    (robustness.fgsm, attack | {"gradients": X[:2]}, "gradients", ValueError),
    (robustness.fgsm, attack | {"gradients": X.astype("float32")}, "gradients", TypeError),
    (robustness.fgsm, attack | {"epsilon": -0.1}, "epsilon", ValueError),
    (robustness.fgsm, attack | {"bounds": (1, 0)}, "bounds", ValueError),
    (robustness.fgsm, attack | {"bounds": 1.0}, "bounds", TypeError),
    (robustness.fgsm, attack | {"bounds": (0, "1")}, "bounds", TypeError),
    (robustness.adversarial_loss, worst | {"w": y}, "w", ValueError),
    (robustness.adversarial_loss, worst | {"w": half}, "w", TypeError),
    (robustness.adversarial_loss, worst | {"b": "0"}, "b", TypeError),
    (robustness.adversarial_loss, worst | {"b": w}, "b", ValueError),
    (robustness.adversarial_loss, worst | {"X": X.tolist()}, "X", TypeError),
    (robustness.adversarial_loss, worst | {"y": labels}, "y", TypeError),
    (robustness.adversarial_loss, worst | {"y": 0 * y}, "y", ValueError),
    (robustness.adversarial_loss, worst | {"epsilon": -1}, "epsilon", ValueError),
    (robustness.adversarial_loss, worst | {"norm": "l1"}, "norm", ValueError),
]

for function, good in [(robustness.spectral_norm, power), (robustness.spectrally_normalized, normalize)]:
    BAD_INPUT += [
        (function, good | {"W": w}, "W", ValueError),
        (function, good | {"W": X.tolist()}, "W", TypeError),
        (function, good | {"steps": 0}, "steps", ValueError),
        (function, good | {"steps": 2.0}, "steps", TypeError),
        (function, good | {"generator": np.random}, "generator", TypeError),
    ]
for function in (robustness.weissi, robustness.weissi_gradients):
    BAD_INPUT += [
        (function, shift | {"weights": net["W1"]}, "weights", TypeError),
        (function, shift | {"weights": [X, 0 * X]}, "weights", ValueError),
        (function, shift | {"weights": [X, X.astype("float32")]}, "weights", TypeError),
        (function, shift | {"lam_e": -0.1}, "lam_e", ValueError),
        (function, shift | {"lam_c": "0.1"}, "lam_c", TypeError),
    ]
for function in (robustness.boundary_distance, robustness.mirror_images):
    BAD_INPUT += [
        (function, plane | {"X": w}, "X", ValueError),
        (function, plane | {"w": 0 * w}, "w", ValueError),
        (function, plane | {"w": half}, "w", TypeError),
        (function, plane | {"b": None}, "b", TypeError),
    ]
for function in (robustness.relu_logits, robustness.input_jacobians, robustness.local_slopes):
    BAD_INPUT += [
        (function, logits | {"parameters": [X]}, "parameters", TypeError),
        (function, logits | {"parameters": {}}, "parameters", ValueError),
        (function, logits | {"parameters": {"W1": X, "b2": y}}, "parameters", ValueError),
        (function, logits | {"parameters": net | {"W2": X}}, "parameters", ValueError),
        (function, logits | {"X": np.ones((3, 5))}, "X", ValueError),
        (function, logits | {"X": X.astype("float32")}, "X", TypeError),
    ]
for function in (robustness.relu_gradients, robustness.input_gradients):
    BAD_INPUT += [
        (function, gradients | {"parameters": net | {"b1": w}}, "parameters", ValueError),
        (function, gradients | {"X": w}, "X", ValueError),
        (function, gradients | {"labels": labels.tolist()}, "labels", TypeError),
        (function, gradients | {"labels": labels[:2]}, "labels", ValueError),
    ]
