"""The checks of the assignment `bayes`, in the order of its items."""

from shrinkage.checks.bayes.band import draw_prediction
from shrinkage.checks.bayes.choice import evidence_choice
from shrinkage.checks.bayes.coin import coin
from shrinkage.checks.bayes.evidence import evidence_gradient
from shrinkage.checks.bayes.posterior import posterior
from shrinkage.checks.bayes.slab import spike_and_slab
from shrinkage.checks.bayes.stein import stein_towards

ITEMS = [
    coin,
    draw_prediction,
    posterior,
    evidence_choice,
    stein_towards,
    spike_and_slab,
    evidence_gradient,
]

CHECKS = {check.name: check for check in ITEMS}
