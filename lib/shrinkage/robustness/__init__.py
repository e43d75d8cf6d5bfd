"""Robustness: how far an output can move with its input, and what the size of the weights has to do with it.

Norms of matrices and the bounds that they give; a ReLU network with its derivatives in the input; shifts of scale
between its layers, and a penalty that does not see them; the tilt of a linear classifier, and adversarial inputs.
Matrices act as x ↦ xW, and ‖·‖ is the Euclidean norm, of a matrix the Frobenius norm.
"""

from shrinkage.robustness.attack import adversarial_loss, fgsm
from shrinkage.robustness.linear import adversarial_distance, boundary_distance, mirror_images, tilting_angle
from shrinkage.robustness.logistic import logistic_regression
from shrinkage.robustness.network import init_relu_network, relu_gradients, relu_logits
from shrinkage.robustness.norms import certified_radii, lipschitz_bound, spectral_norm, spectrally_normalized
from shrinkage.robustness.scale import rescale_layers, weissi, weissi_gradients
from shrinkage.robustness.sensitivity import input_gradients, input_jacobians, local_slopes

__all__ = [
    "adversarial_distance",
    "adversarial_loss",
    "boundary_distance",
    "certified_radii",
    "fgsm",
    "init_relu_network",
    "input_gradients",
    "input_jacobians",
    "lipschitz_bound",
    "local_slopes",
    "logistic_regression",
    "mirror_images",
    "relu_gradients",
    "relu_logits",
    "rescale_layers",
    "spectral_norm",
    "spectrally_normalized",
    "tilting_angle",
    "weissi",
    "weissi_gradients",
]
