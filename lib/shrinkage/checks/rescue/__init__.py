"""The checks of the assignment `rescue`, in the order of its items."""

from shrinkage.checks.rescue.fit import fit
from shrinkage.checks.rescue.history import draw_history
from shrinkage.checks.rescue.rows import validation_rows
from shrinkage.checks.rescue.winner import winner

ITEMS = [validation_rows, winner, draw_history, fit]

CHECKS = {check.name: check for check in ITEMS}
