"""The checks of the assignment `robustness`, in the order of its items."""

from shrinkage.checks.robustness.attacked import draw_attacked
from shrinkage.checks.robustness.balance import balance
from shrinkage.checks.robustness.closest import closest
from shrinkage.checks.robustness.fooled import quarter_fooled
from shrinkage.checks.robustness.slopes import slopes
from shrinkage.checks.robustness.stretch import conv_stretch
from shrinkage.checks.robustness.worst import worst_case

ITEMS = [conv_stretch, slopes, balance, closest, worst_case, quarter_fooled, draw_attacked]

CHECKS = {check.name: check for check in ITEMS}
