"""The checks of the assignment `dropout`, in the order of its items."""

from shrinkage.checks.dropout.channels import channel_dropout
from shrinkage.checks.dropout.five import p_of_five
from shrinkage.checks.dropout.gradients import dropped_gradients
from shrinkage.checks.dropout.inverted import to_inverted
from shrinkage.checks.dropout.networks import average_networks
from shrinkage.checks.dropout.rates import draw_rates
from shrinkage.checks.dropout.regression import fit_with_dropout

ITEMS = [
    channel_dropout,
    to_inverted,
    fit_with_dropout,
    p_of_five,
    draw_rates,
    average_networks,
    dropped_gradients,
]

CHECKS = {check.name: check for check in ITEMS}
