"""The checks of the assignment `l1`, in the order of its items."""

from shrinkage.checks.l1.budget import lam_of_budget
from shrinkage.checks.l1.contrast import prox_contrast
from shrinkage.checks.l1.corner import draw_corner
from shrinkage.checks.l1.descent import sweep
from shrinkage.checks.l1.nothing import lam_of_nothing
from shrinkage.checks.l1.small import small_lam
from shrinkage.checks.l1.subgradient import smallest_subgradient

ITEMS = [
    smallest_subgradient,
    lam_of_nothing,
    sweep,
    lam_of_budget,
    draw_corner,
    prox_contrast,
    small_lam,
]

CHECKS = {check.name: check for check in ITEMS}
