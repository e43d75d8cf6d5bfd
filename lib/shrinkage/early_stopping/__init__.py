"""Early stopping and augmentation: two ways to regularize without a penalty in sight.

Stopping has a rule (:class:`EarlyStopping`) and, for linear models, a theory: gradient descent is a filter on the
singular directions of the data, next to ridge's. The augmentations are pure functions of their input and a generator.
"""

from shrinkage.early_stopping.augmentation import add_noise, mask, mixup, scale, shift
from shrinkage.early_stopping.descent import filtered_solution, gradient_descent_path
from shrinkage.early_stopping.filters import (
    FilterRisk,
    filter_risk,
    gradient_descent_filter,
    gradient_flow_filter,
)
from shrinkage.early_stopping.stopping import EarlyStopping, Stop, stopping_epochs
from shrinkage.early_stopping.targets import expected_noisy_loss, smooth_labels, soft_cross_entropy

__all__ = [
    "EarlyStopping",
    "FilterRisk",
    "Stop",
    "add_noise",
    "expected_noisy_loss",
    "filter_risk",
    "filtered_solution",
    "gradient_descent_filter",
    "gradient_descent_path",
    "gradient_flow_filter",
    "mask",
    "mixup",
    "scale",
    "shift",
    "smooth_labels",
    "soft_cross_entropy",
    "stopping_epochs",
]
