"""Bad input to `shrinkage.overfitting`: (function, arguments, the argument that is wrong, error)."""

import numpy as np
from shrinkage.overfitting import (
    bias_variance,
    cross_validation,
    draw_random_features,
    k_fold,
    learning_curve,
    least_squares,
    mean_squared_error,
    min_norm_risk,
    one_standard_error,
    polynomial_features,
    random_features,
    repeated_predictions,
    validation_curve,
)

GENERATOR = np.random.default_rng(0)
VECTOR = np.zeros(4)
MATRIX = np.ones((4, 2))
INTEGERS = np.zeros(4, dtype=int)
NAN = np.array([0.0, np.nan, 0.0, 0.0])
FOLDS = [(np.array([0, 1]), np.array([2, 3])), (np.array([2, 3]), np.array([0, 1]))]


def constant(X, y, value=0.0):
    return lambda X: np.full(X.shape[0], value)


def examples(generator):
    return MATRIX, VECTOR


CURVE = {"fit": constant, "X": MATRIX, "y": VECTOR, "X_val": MATRIX, "y_val": VECTOR}
CROSS = {"fit": constant, "X": MATRIX, "y": VECTOR, "values": [0.0], "folds": FOLDS}
REPEAT = {"fit": constant, "sample": examples, "x": MATRIX, "draws": 2, "generator": GENERATOR}
RISK = {"n": 10, "d": 5, "signal": 1.0, "noise_variance": 1.0}
FEATURES = {"d": 3, "count": 5, "generator": GENERATOR}
LAYER = {"X": MATRIX, "W": np.ones((2, 3)), "b": np.ones(3)}

BAD_INPUT = [
    (polynomial_features, {"x": [0.0, 1.0], "degree": 2}, "x", TypeError),
    (polynomial_features, {"x": INTEGERS, "degree": 2}, "x", TypeError),
    (polynomial_features, {"x": MATRIX, "degree": 2}, "x", ValueError),
    (polynomial_features, {"x": NAN, "degree": 2}, "x", ValueError),
    (polynomial_features, {"x": VECTOR, "degree": -1}, "degree", ValueError),
    (polynomial_features, {"x": VECTOR, "degree": 2.0}, "degree", TypeError),
    (draw_random_features, FEATURES | {"d": 0}, "d", ValueError),
    (draw_random_features, FEATURES | {"count": 0}, "count", ValueError),
    (draw_random_features, FEATURES | {"count": True}, "count", TypeError),
    (draw_random_features, FEATURES | {"generator": 0}, "generator", TypeError),
    (random_features, LAYER | {"X": VECTOR}, "X", ValueError),
    (random_features, LAYER | {"W": np.ones((3, 3))}, "W", ValueError),
    (random_features, LAYER | {"W": np.ones((2, 3), dtype=np.float32)}, "W", TypeError),
    (random_features, LAYER | {"b": np.ones(2)}, "b", ValueError),
    (least_squares, {"X": VECTOR, "y": VECTOR}, "X", ValueError),
    (least_squares, {"X": np.empty((4, 0)), "y": VECTOR}, "X", ValueError),
    (least_squares, {"X": MATRIX, "y": VECTOR[:3]}, "y", ValueError),
    (least_squares, {"X": MATRIX, "y": VECTOR[:, None]}, "y", ValueError),
    (mean_squared_error, {"prediction": MATRIX, "y": VECTOR}, "prediction", ValueError),
    (mean_squared_error, {"prediction": VECTOR, "y": VECTOR[:, None]}, "y", ValueError),
    (mean_squared_error, {"prediction": VECTOR, "y": INTEGERS}, "y", TypeError),
    (min_norm_risk, RISK | {"n": 0}, "n", ValueError),
    (min_norm_risk, RISK | {"d": 2.5}, "d", TypeError),
    (min_norm_risk, RISK | {"signal": -1.0}, "signal", ValueError),
    (min_norm_risk, RISK | {"noise_variance": -1.0}, "noise_variance", ValueError),
    (repeated_predictions, REPEAT | {"fit": None}, "fit", TypeError),
    (repeated_predictions, REPEAT | {"fit": lambda X, y: 0.0}, "fit", TypeError),
    (repeated_predictions, REPEAT | {"fit": lambda X, y: lambda X: MATRIX}, "fit", ValueError),
    (repeated_predictions, REPEAT | {"sample": MATRIX}, "sample", TypeError),
    (repeated_predictions, REPEAT | {"x": np.zeros((2, 2, 2))}, "x", ValueError),
    (repeated_predictions, REPEAT | {"draws": 0}, "draws", ValueError),
    (repeated_predictions, REPEAT | {"generator": np.random}, "generator", TypeError),
    (bias_variance, {"predictions": VECTOR, "truth": VECTOR}, "predictions", ValueError),
    (bias_variance, {"predictions": MATRIX, "truth": VECTOR}, "truth", ValueError),
    (
        bias_variance,
        {"predictions": MATRIX.T, "truth": VECTOR, "noise_variance": -1},
        "noise_variance",
        ValueError,
    ),
    (k_fold, {"n": 1, "k": 2, "generator": GENERATOR}, "n", ValueError),
    (k_fold, {"n": 5, "k": 6, "generator": GENERATOR}, "k", ValueError),
    (k_fold, {"n": 5, "k": 1, "generator": GENERATOR}, "k", ValueError),
    (k_fold, {"n": 5, "k": 2, "generator": 7}, "generator", TypeError),
    (cross_validation, CROSS | {"fit": "ridge"}, "fit", TypeError),
    (cross_validation, CROSS | {"X": [[1.0]]}, "X", TypeError),
    (cross_validation, CROSS | {"y": VECTOR[:3]}, "y", ValueError),
    (cross_validation, CROSS | {"values": []}, "values", ValueError),
    (cross_validation, CROSS | {"values": 3}, "values", TypeError),
    (cross_validation, CROSS | {"folds": []}, "folds", ValueError),
    (cross_validation, CROSS | {"folds": [0, 1]}, "folds", TypeError),
    (cross_validation, CROSS | {"folds": [(VECTOR, VECTOR)]}, "folds", TypeError),
    (cross_validation, CROSS | {"folds": [([0, 1], [2, 4])]}, "folds", ValueError),
    (one_standard_error, {"errors": VECTOR}, "errors", ValueError),
    (one_standard_error, {"errors": VECTOR[:, None]}, "errors", ValueError),
    (one_standard_error, {"errors": [[1.0, 2.0]]}, "errors", TypeError),
]
for curve, knob in [(learning_curve, "sizes"), (validation_curve, "values")]:
    good = CURVE | {knob: [4]}
    BAD_INPUT += [
        (curve, good | {"fit": 1}, "fit", TypeError),
        (curve, good | {"X": INTEGERS}, "X", TypeError),
        (curve, good | {"y": VECTOR[:3]}, "y", ValueError),
        (curve, good | {"X_val": np.zeros((2, 2, 2))}, "X_val", ValueError),
        (curve, good | {"y_val": MATRIX}, "y_val", ValueError),
        (curve, good | {knob: []}, knob, ValueError),
    ]
BAD_INPUT += [
    (learning_curve, CURVE | {"sizes": [5]}, "sizes", ValueError),
    (learning_curve, CURVE | {"sizes": [2.0]}, "sizes", TypeError),
]
