"""The checks of the assignment `early_stopping`, in the order of its items."""

from shrinkage.checks.early_stopping.augmented import fit_augmented
from shrinkage.checks.early_stopping.descent import descend
from shrinkage.checks.early_stopping.filters import draw_filters
from shrinkage.checks.early_stopping.seven import seven_degrees
from shrinkage.checks.early_stopping.smoothing import noisy_label_loss
from shrinkage.checks.early_stopping.stopping import train
from shrinkage.checks.early_stopping.windows import augment

ITEMS = [train, descend, seven_degrees, draw_filters, fit_augmented, noisy_label_loss, augment]

CHECKS = {check.name: check for check in ITEMS}
