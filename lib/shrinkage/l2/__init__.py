"""L2 regularization: the penalty, its step, ridge regression, its spectrum, and a network trained with it.

The objective is J(w) = mean loss + λ·½‖w‖² throughout; biases and intercepts are never penalised.
"""

from shrinkage.l2.network import (
    accuracy,
    init_network,
    network_gradients,
    network_logits,
    network_loss,
)
from shrinkage.l2.path import ridge_path
from shrinkage.l2.regression import ridge, ridge_dual, ridge_primal, ridge_with_intercept
from shrinkage.l2.spectrum import effective_dof, eigen_shrinkage, quadratic_minimizer, shrinkage_factors
from shrinkage.l2.step import decayed_step, penalty, penalty_gradient
from shrinkage.l2.training import train_network

__all__ = [
    "accuracy",
    "decayed_step",
    "effective_dof",
    "eigen_shrinkage",
    "init_network",
    "network_gradients",
    "network_logits",
    "network_loss",
    "penalty",
    "penalty_gradient",
    "quadratic_minimizer",
    "ridge",
    "ridge_dual",
    "ridge_path",
    "ridge_primal",
    "ridge_with_intercept",
    "shrinkage_factors",
    "train_network",
]
