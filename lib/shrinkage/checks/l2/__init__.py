"""The checks of the assignment `l2`, in the order of its items."""

from shrinkage.checks.l2.autoencoder import autoencoder_gradients
from shrinkage.checks.l2.dof import lam_of_six
from shrinkage.checks.l2.dual import dual_with_intercept
from shrinkage.checks.l2.least_squares import as_least_squares
from shrinkage.checks.l2.loss import penalised_loss
from shrinkage.checks.l2.paths import draw_path
from shrinkage.checks.l2.step import sgd_step

ITEMS = [
    penalised_loss,
    sgd_step,
    lam_of_six,
    draw_path,
    as_least_squares,
    dual_with_intercept,
    autoencoder_gradients,
]

CHECKS = {check.name: check for check in ITEMS}
