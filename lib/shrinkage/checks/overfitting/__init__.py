"""The checks of the assignment `overfitting`, one module an item; what students get wrong stands beside it."""

from shrinkage.checks.overfitting.choice import loo_choice
from shrinkage.checks.overfitting.folds import group_folds
from shrinkage.checks.overfitting.limit import gradient_descent_limit
from shrinkage.checks.overfitting.loo import leave_one_out
from shrinkage.checks.overfitting.paired import paired_choice
from shrinkage.checks.overfitting.plot import plot_validation_curve
from shrinkage.checks.overfitting.split import corrected_bias_variance

CHECKS = {
    check.name: check
    for check in [
        group_folds,
        plot_validation_curve,
        paired_choice,
        corrected_bias_variance,
        leave_one_out,
        loo_choice,
        gradient_descent_limit,
    ]
}
