"""L1 regularization: thresholds and projections, the lasso, the elastic net, their paths, and the group lasso.

The objective is J(w) = (1/2n)‖Xw − y‖² + λ(r‖w‖₁ + (1 − r)·½‖w‖²) throughout; r = 1 is the lasso. There is no
intercept: centre X and y first.
"""

from shrinkage.l1.descent import Run, coordinate_descent, fista, ista
from shrinkage.l1.group import group_lasso, prox_group
from shrinkage.l1.knots import Knots, lasso_knots
from shrinkage.l1.optimality import duality_gap, kkt_violation, lam_max, objective
from shrinkage.l1.path import elastic_net, elastic_net_path, lasso, lasso_path
from shrinkage.l1.projection import project_l1_ball, project_l2_ball
from shrinkage.l1.prox import (
    hard_threshold,
    penalty,
    prox_elastic_net,
    prox_squared_l2,
    soft_threshold,
)

__all__ = [
    "Knots",
    "Run",
    "coordinate_descent",
    "duality_gap",
    "elastic_net",
    "elastic_net_path",
    "fista",
    "group_lasso",
    "hard_threshold",
    "ista",
    "kkt_violation",
    "lam_max",
    "lasso",
    "lasso_knots",
    "lasso_path",
    "objective",
    "penalty",
    "project_l1_ball",
    "project_l2_ball",
    "prox_elastic_net",
    "prox_group",
    "prox_squared_l2",
    "soft_threshold",
]
