"""Overfitting: see it, measure it, split it into bias and variance, and choose the capacity that avoids it.

The loss that is minimised is ½(ŷ − y)², as everywhere in this course. The error that is *reported* here is
the mean squared error, twice that: it is in the squared unit of y and is what bias² + variance + noise adds
up to.
"""

from shrinkage.overfitting.curves import learning_curve, validation_curve
from shrinkage.overfitting.decomposition import BiasVariance, bias_variance, repeated_predictions
from shrinkage.overfitting.features import draw_random_features, polynomial_features, random_features
from shrinkage.overfitting.fitting import least_squares, mean_squared_error, min_norm_risk
from shrinkage.overfitting.selection import cross_validation, k_fold, one_standard_error

__all__ = [
    "BiasVariance",
    "bias_variance",
    "cross_validation",
    "draw_random_features",
    "k_fold",
    "learning_curve",
    "least_squares",
    "mean_squared_error",
    "min_norm_risk",
    "one_standard_error",
    "polynomial_features",
    "random_features",
    "repeated_predictions",
    "validation_curve",
]
