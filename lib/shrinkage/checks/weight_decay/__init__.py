"""The checks of the assignment `weight_decay`, in the order of its items."""

from shrinkage.checks.weight_decay.adamw import adamw_step
from shrinkage.checks.weight_decay.isolate import isolating_test
from shrinkage.checks.weight_decay.lion import lion_step
from shrinkage.checks.weight_decay.pull import draw_pull
from shrinkage.checks.weight_decay.recipe import recipe
from shrinkage.checks.weight_decay.rest import resting_points

ITEMS = [adamw_step, recipe, draw_pull, resting_points, lion_step, isolating_test]

CHECKS = {check.name: check for check in ITEMS}
