"""What the functions of shrinkage.l2 must refuse."""

import numpy as np
from shrinkage import l2

X = np.arange(6.0).reshape(3, 2) ** 2
y = np.ones(3)
H = np.eye(2)
labels = np.array([0, 1, 1])
generator = np.random.default_rng(0)
net = l2.init_network(2, 4, 3, generator)


def without(name):
    return {key: value for key, value in net.items() if key != name}


penalty = {"w": y, "lam": 0.1}
step = {"w": y, "gradient": y, "lr": 0.1, "lam": 0.1}
ridge = {"X": X, "y": y, "lam": 0.1}
path = {"X": X, "y": y, "lams": [0.1]}
factors = {"singular_values": y, "n": 3, "lam": 0.1}
quadratic = {"H": H, "w_star": np.ones(2), "lam": 0.1}
sizes = {"inputs": 2, "hidden": 4, "outputs": 3, "generator": generator}
loss = {"parameters": net, "X": X, "labels": labels, "lam": 0.1}
training = loss | {"lr": 0.1, "steps": 1, "batch_size": 2, "generator": generator}

BAD_INPUT = [
    (l2.penalty, penalty | {"w": [1.0, 2.0]}, "w", TypeError),
    (l2.penalty, penalty | {"w": np.array([1.0, np.nan])}, "w", ValueError),
    (l2.penalty, penalty | {"lam": -1.0}, "lam", ValueError),
    (l2.penalty_gradient, penalty | {"w": np.array([1, 2])}, "w", TypeError),
    (l2.penalty_gradient, penalty | {"lam": "0.1"}, "lam", TypeError),
    (l2.decayed_step, step | {"w": 1.0}, "w", TypeError),
    (l2.decayed_step, step | {"gradient": np.ones(2)}, "gradient", ValueError),
    (l2.decayed_step, step | {"gradient": np.ones(3, dtype="float32")}, "gradient", TypeError),
    (l2.decayed_step, step | {"lr": 0.0}, "lr", ValueError),
    (l2.decayed_step, step | {"lam": -0.1}, "lam", ValueError),
    (l2.effective_dof, {"X": y, "lam": 0.1}, "X", ValueError),
    (l2.effective_dof, {"X": X, "lam": np.inf}, "lam", ValueError),
    (l2.shrinkage_factors, factors | {"singular_values": -y}, "singular_values", ValueError),
    (l2.shrinkage_factors, factors | {"n": 3.0}, "n", TypeError),
    (l2.shrinkage_factors, factors | {"n": 0}, "n", ValueError),
    (l2.shrinkage_factors, factors | {"lam": -1}, "lam", ValueError),
    (l2.quadratic_minimizer, quadratic | {"H": X}, "H", ValueError),
    (l2.quadratic_minimizer, quadratic | {"H": np.array([[1.0, 2.0], [0.0, 1.0]])}, "H", ValueError),
    (l2.quadratic_minimizer, quadratic | {"w_star": y}, "w_star", ValueError),
    (l2.quadratic_minimizer, quadratic | {"H": -H}, "lam", ValueError),
    (l2.quadratic_minimizer, quadratic | {"lam": None}, "lam", TypeError),
    (l2.eigen_shrinkage, {"H": -H, "lam": 0.1}, "H", ValueError),
    (l2.eigen_shrinkage, {"H": H, "lam": -0.1}, "lam", ValueError),
    (l2.init_network, sizes | {"inputs": 0}, "inputs", ValueError),
    (l2.init_network, sizes | {"hidden": 1.5}, "hidden", TypeError),
    (l2.init_network, sizes | {"outputs": True}, "outputs", TypeError),
    (l2.init_network, sizes | {"generator": 0}, "generator", TypeError),
    (l2.init_network, sizes | {"like": labels}, "like", TypeError),
    (l2.network_logits, {"parameters": None, "X": X}, "parameters", TypeError),
    (l2.network_logits, {"parameters": net, "X": np.ones((3, 5))}, "X", ValueError),
    (l2.train_network, training | {"lr": -0.1}, "lr", ValueError),
    (l2.train_network, training | {"lr": 1e3, "lam": 1e3, "steps": 100}, "lr", ValueError),
    (l2.train_network, training | {"steps": -1}, "steps", ValueError),
    (l2.train_network, training | {"batch_size": 4}, "batch_size", ValueError),
    (l2.train_network, training | {"generator": np.random}, "generator", TypeError),
]

for function in (l2.ridge, l2.ridge_primal, l2.ridge_dual, l2.ridge_with_intercept):
    BAD_INPUT += [
        (function, ridge | {"X": X.tolist()}, "X", TypeError),
        (function, ridge | {"X": np.ones((0, 2))}, "X", ValueError),
        (function, ridge | {"y": np.ones((3, 1))}, "y", ValueError),
        (function, ridge | {"y": np.ones(3, dtype="float32")}, "y", TypeError),
        (function, ridge | {"lam": 0}, "lam", ValueError),
        (function, ridge | {"lam": 1 + 0j}, "lam", TypeError),
    ]
BAD_INPUT += [
    (l2.ridge_primal, {"X": np.ones((3, 2)), "y": y, "lam": 1e-300}, "lam", ValueError),
    (l2.ridge_path, path | {"X": y}, "X", ValueError),
    (l2.ridge_path, path | {"y": np.ones(2)}, "y", ValueError),
    (l2.ridge_path, path | {"lams": 0.1}, "lams", TypeError),
    (l2.ridge_path, path | {"lams": []}, "lams", ValueError),
    (l2.ridge_path, path | {"lams": [0.1, -0.1]}, "lams", ValueError),
]

for function, good in [
    (l2.network_loss, loss),
    (l2.network_gradients, loss),
    (l2.train_network, training),
    (l2.accuracy, {"parameters": net, "X": X, "labels": labels}),
]:
    BAD_INPUT += [
        (function, good | {"parameters": without("b2")}, "parameters", ValueError),
        (function, good | {"parameters": net | {"b1": np.ones(3)}}, "parameters", ValueError),
        (function, good | {"X": X.astype("float32")}, "X", TypeError),
        (function, good | {"labels": [0, 1, 1]}, "labels", TypeError),
        (function, good | {"labels": np.array([0.0, 1.0, 1.0])}, "labels", TypeError),
        (function, good | {"labels": np.array([0, 1])}, "labels", ValueError),
        (function, good | {"labels": np.array([0, 1, 3])}, "labels", ValueError),
    ]
for function, good in [(l2.network_loss, loss), (l2.network_gradients, loss), (l2.train_network, training)]:
    BAD_INPUT += [(function, good | {"lam": -1e-9}, "lam", ValueError)]
