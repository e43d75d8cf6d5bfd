"""Regularization as a prior: posteriors, predictions with error bars, evidence, and what the mode hides.

Gaussian noise has variance σ² (`noise_variance`), a Gaussian prior variance τ² (`prior_variance`), a Laplace prior
scale b (`scale`). The mode of the posterior then minimises the course's J with λ = σ²/(nτ²), or λ = σ²/(nb) for L1.
"""

from shrinkage.bayes.coin import Beta, beta_log_density, beta_mode, beta_posterior
from shrinkage.bayes.evidence import log_evidence, profile_evidence
from shrinkage.bayes.fixed_point import Evidence, maximize_evidence
from shrinkage.bayes.laplace import (
    find_mode,
    gauss_newton_approximation,
    laplace_approximation,
    laplace_log_evidence,
)
from shrinkage.bayes.linearized import linearized_predictive
from shrinkage.bayes.prediction import draw_weights, predictive
from shrinkage.bayes.priors import gaussian_lam, gaussian_log_prior, laplace_lam, laplace_log_prior, log_likelihood
from shrinkage.bayes.regression import Posterior, posterior, update
from shrinkage.bayes.risk import rademacher_complexity
from shrinkage.bayes.sparsity import laplace_posterior_mean
from shrinkage.bayes.stein import JamesStein, james_stein, james_stein_risk

__all__ = [
    "Beta",
    "Evidence",
    "JamesStein",
    "Posterior",
    "beta_log_density",
    "beta_mode",
    "beta_posterior",
    "draw_weights",
    "find_mode",
    "gauss_newton_approximation",
    "gaussian_lam",
    "gaussian_log_prior",
    "james_stein",
    "james_stein_risk",
    "laplace_approximation",
    "laplace_lam",
    "laplace_log_evidence",
    "laplace_log_prior",
    "laplace_posterior_mean",
    "linearized_predictive",
    "log_evidence",
    "log_likelihood",
    "maximize_evidence",
    "posterior",
    "predictive",
    "profile_evidence",
    "rademacher_complexity",
    "update",
]
