"""What the functions of shrinkage.l1 must refuse."""

import numpy as np
from shrinkage import l1

X = np.arange(6.0).reshape(3, 2) ** 2
y = np.array([1.0, -1.0, 2.0])
v = np.ones(2)

design = {"X": X, "y": y}
at = design | {"w": v, "lam": 0.1}

BAD_INPUT = [
    (l1.penalty, {"w": [1.0], "lam": 0.1}, "w", TypeError),
    (l1.penalty, {"w": v, "lam": -0.1}, "lam", ValueError),
    (l1.penalty, {"w": v, "lam": 0.1, "ratio": 1.5}, "ratio", ValueError),
    (l1.prox_elastic_net, {"v": v, "t": 1.0, "ratio": -0.1}, "ratio", ValueError),
    (l1.prox_elastic_net, {"v": v, "t": 1.0, "ratio": "all"}, "ratio", TypeError),
    (l1.prox_group, {"v": v, "t": 1.0, "groups": 0}, "groups", TypeError),
    (l1.prox_group, {"v": v, "t": 1.0, "groups": [0]}, "groups", ValueError),
    (l1.prox_group, {"v": v, "t": 1.0, "groups": [0, 0.5]}, "groups", TypeError),
    (l1.prox_group, {"v": X, "t": 1.0, "groups": [0, 1]}, "v", ValueError),
    (l1.lam_max, design | {"ratio": 0.0}, "ratio", ValueError),
    (l1.duality_gap, at | {"ratio": 0}, "ratio", ValueError),
    (l1.duality_gap, at | {"lam": 0.0}, "lam", ValueError),
    (l1.objective, at | {"ratio": -1.0}, "ratio", ValueError),
    (l1.kkt_violation, at | {"ratio": True}, "ratio", TypeError),
    (l1.objective, at | {"lam": -1.0}, "lam", ValueError),
    (l1.kkt_violation, at | {"lam": -1.0}, "lam", ValueError),
]

for function, extra in [
    (l1.soft_threshold, {}),
    (l1.hard_threshold, {}),
    (l1.prox_squared_l2, {}),
    (l1.prox_elastic_net, {"ratio": 0.5}),
    (l1.prox_group, {"groups": [0, 1]}),
]:
    good = {"v": v, "t": 0.5} | extra
    BAD_INPUT += [
        (function, good | {"v": [1.0, 2.0]}, "v", TypeError),
        (function, good | {"v": np.array([1.0, np.inf])}, "v", ValueError),
        (function, good | {"t": -0.5}, "t", ValueError),
        (function, good | {"t": v}, "t", TypeError),
    ]

for function in (l1.project_l1_ball, l1.project_l2_ball):
    BAD_INPUT += [
        (function, {"v": X, "radius": 1.0}, "v", ValueError),
        (function, {"v": np.array([1, 2]), "radius": 1.0}, "v", TypeError),
        (function, {"v": v, "radius": 0.0}, "radius", ValueError),
        (function, {"v": v, "radius": None}, "radius", TypeError),
    ]

solvers = [
    (l1.lasso, {"lam": 0.1}),
    (l1.elastic_net, {"lam": 0.1, "ratio": 0.5}),
    (l1.lasso_path, {"lams": [0.1]}),
    (l1.elastic_net_path, {"lams": [0.1], "ratio": 0.5}),
    (l1.group_lasso, {"lam": 0.1, "groups": [0, 1]}),
]
descents = [
    (l1.ista, {"lam": 0.1, "steps": 1}),
    (l1.fista, {"lam": 0.1, "steps": 1}),
    (l1.coordinate_descent, {"lam": 0.1, "sweeps": 1}),
]
measures = [(function, {"w": v, "lam": 0.1}) for function in (l1.objective, l1.kkt_violation, l1.duality_gap)]

for function, extra in [*solvers, *descents, *measures, (l1.lam_max, {}), (l1.lasso_knots, {})]:
    good = design | extra
    BAD_INPUT += [
        (function, good | {"X": X.tolist()}, "X", TypeError),
        (function, good | {"X": np.ones((0, 2))}, "X", ValueError),
        (function, good | {"y": np.ones((3, 1))}, "y", ValueError),
        (function, good | {"y": y.astype("float32")}, "y", TypeError),
    ]
for function, extra in measures:
    BAD_INPUT += [
        (function, design | extra | {"w": y}, "w", ValueError),
        (function, design | extra | {"w": v.astype("float32")}, "w", TypeError),
        (function, design | extra | {"lam": "0.1"}, "lam", TypeError),
    ]
for function, extra in solvers:
    BAD_INPUT += [
        (function, design | extra | {"tolerance": 0.0}, "tolerance", ValueError),
        (function, design | extra | {"tolerance": "tight"}, "tolerance", TypeError),
    ]
    if "lam" in extra:
        BAD_INPUT += [
            (function, design | extra | {"lam": 0.0}, "lam", ValueError),
            (function, design | extra | {"lam": v}, "lam", TypeError),
        ]
    if "lams" in extra:
        BAD_INPUT += [
            (function, design | extra | {"lams": 0.1}, "lams", TypeError),
            (function, design | extra | {"lams": []}, "lams", ValueError),
            (function, design | extra | {"lams": [0.1, 0.0]}, "lams", ValueError),
        ]
    if "ratio" in extra:
        BAD_INPUT += [
            (function, design | extra | {"ratio": 0.0}, "ratio", ValueError),
            (function, design | extra | {"ratio": None}, "ratio", TypeError),
        ]
BAD_INPUT += [
    (l1.group_lasso, design | {"lam": 0.1, "groups": "ab"}, "groups", TypeError),
    (l1.group_lasso, design | {"lam": 0.1, "groups": [0, 1, 1]}, "groups", ValueError),
]
for function, extra in descents:
    count = "sweeps" if "sweeps" in extra else "steps"
    BAD_INPUT += [
        (function, design | extra | {"X": 0 * X}, "X", ValueError),
        (function, design | extra | {"lam": -0.1}, "lam", ValueError),
        (function, design | extra | {count: -1}, count, ValueError),
        (function, design | extra | {count: 1.5}, count, TypeError),
        (function, design | extra | {"ratio": 2.0}, "ratio", ValueError),
    ]
