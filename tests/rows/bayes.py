"""What the functions of shrinkage.bayes must refuse."""

import numpy as np
import torch
from shrinkage import bayes

X = np.arange(6.0).reshape(3, 2) ** 2
y = np.ones(3)
w = np.ones(2)
C = np.eye(2)
X32, y32, w32, C32 = (part.astype("float32") for part in (X, y, w, C))
generator = np.random.default_rng(0)
T = torch.tensor
skewed = np.array([[1.0, 0.5], [0.0, 1.0]])
mode, curvature = torch.zeros(2, dtype=torch.float64), torch.eye(2, dtype=torch.float64)


def hill(w):
    return -(w**2).sum() / 2


def bowl(w):
    return (w**2).sum() / 2


def line(w, X):
    return X @ w


coin = {"heads": 1, "tosses": 10, "a": 2, "b": 2}
density = {"theta": np.array([0.5]), "a": 2.0, "b": 2.0}
mode_of_coin = {"a": 2.0, "b": 2.0, "coordinate": "theta"}
likelihood = {"w": w, "X": X, "y": y, "noise_variance": 1.0}
model = {"X": X, "y": y, "noise_variance": 1.0, "prior_variance": 1.0}
belief = {"mean": w, "covariance": C}
more = belief | {"X": X, "y": y, "noise_variance": 1.0}
prediction = belief | {"X_new": X, "noise_variance": 1.0}
draws = belief | {"draws": 3, "generator": generator}
profile = {"X": X, "y": y, "lams": [0.1]}
fixed_point = {"X": X, "y": y, "tolerance": 1e-8, "max_iterations": 1000}
thresholds = {"z": y, "noise_variance": 1.0, "scale": 1.0}
stein = {"x": np.arange(5.0), "variance": 1.0, "center": None, "positive_part": True}
flips = {"X": X, "radius": 1.0, "norm": "l2", "draws": 5, "generator": generator}
search = {"log_joint": hill, "start": mode, "steps": 10}
laplace = {"log_joint": hill, "mode": mode}
volume = laplace | {"covariance": curvature}
newton = {"function": line, "mode": mode, "X": T(X), "noise_variance": 1.0, "prior_precision": T(w)}
linear = {"function": line, "X_new": T(X), "mean": mode, "covariance": curvature, "noise_variance": 0.0}

BAD_INPUT = [
    (bayes.beta_posterior, coin | {"heads": 11}, "heads", ValueError),
    (bayes.beta_posterior, coin | {"heads": 1.0}, "heads", TypeError),
    (bayes.beta_posterior, coin | {"tosses": -1}, "tosses", ValueError),
    (bayes.beta_posterior, coin | {"a": 0}, "a", ValueError),
    (bayes.beta_posterior, coin | {"b": "2"}, "b", TypeError),
    (bayes.beta_log_density, density | {"theta": 0.5}, "theta", TypeError),
    (bayes.beta_log_density, density | {"theta": np.array([0.0, 0.5])}, "theta", ValueError),
    (bayes.beta_log_density, density | {"a": -1.0}, "a", ValueError),
    (bayes.beta_log_density, density | {"b": 0.0}, "b", ValueError),
    (bayes.beta_mode, mode_of_coin | {"a": 1.0}, "a", ValueError),
    (bayes.beta_mode, mode_of_coin | {"b": 0.5, "coordinate": "angle"}, "b", ValueError),
    (bayes.beta_mode, mode_of_coin | {"coordinate": "odds"}, "coordinate", ValueError),
    (bayes.laplace_log_prior, {"w": [1.0], "scale": 1.0}, "w", TypeError),
    (bayes.laplace_log_prior, {"w": w, "scale": 0.0}, "scale", ValueError),
    (bayes.gaussian_log_prior, {"w": np.array([np.nan]), "prior_variance": 1.0}, "w", ValueError),
    (bayes.gaussian_log_prior, {"w": w, "prior_variance": -1.0}, "prior_variance", ValueError),
    (bayes.log_likelihood, likelihood | {"w": y}, "w", ValueError),
    (bayes.log_likelihood, likelihood | {"X": y}, "X", ValueError),
    (bayes.log_likelihood, likelihood | {"y": w}, "y", ValueError),
    (bayes.log_likelihood, likelihood | {"y": y32}, "y", TypeError),
    (bayes.log_likelihood, likelihood | {"noise_variance": 0.0}, "noise_variance", ValueError),
    (
        bayes.posterior,
        {"X": np.ones((3, 2)), "y": y} | {"noise_variance": 1e-20, "prior_variance": 1.0},
        "prior_variance",
        ValueError,
    ),
    (bayes.posterior, model | {"prior_variance": 0.0}, "prior_variance", ValueError),
    (bayes.log_evidence, model | {"prior_variance": -1.0}, "prior_variance", ValueError),
    (bayes.update, more | {"mean": y}, "covariance", ValueError),
    (bayes.update, more | {"X": X.T}, "X", ValueError),
    (bayes.update, more | {"X": X32, "y": y32}, "X", TypeError),
    (bayes.update, more | {"y": w}, "y", ValueError),
    (bayes.update, more | {"noise_variance": 0.0}, "noise_variance", ValueError),
    (bayes.predictive, prediction | {"X_new": X.T}, "X_new", ValueError),
    (bayes.predictive, prediction | {"X_new": X32}, "X_new", TypeError),
    (bayes.predictive, prediction | {"noise_variance": -1.0}, "noise_variance", ValueError),
    (bayes.draw_weights, draws | {"covariance": -C}, "covariance", ValueError),
    (bayes.draw_weights, draws | {"draws": 0}, "draws", ValueError),
    (bayes.draw_weights, draws | {"generator": 1}, "generator", TypeError),
    (bayes.profile_evidence, profile | {"X": y}, "X", ValueError),
    (bayes.profile_evidence, profile | {"y": 0 * y}, "y", ValueError),
    (bayes.profile_evidence, profile | {"lams": 0.1}, "lams", TypeError),
    (bayes.profile_evidence, profile | {"lams": []}, "lams", ValueError),
    (bayes.profile_evidence, profile | {"lams": [0.1, 0.0]}, "lams", ValueError),
    (bayes.maximize_evidence, fixed_point | {"X": 0 * X}, "X", ValueError),
    (bayes.maximize_evidence, fixed_point | {"y": 0 * y}, "y", ValueError),
    (bayes.maximize_evidence, fixed_point | {"y": y32}, "y", TypeError),
    (bayes.maximize_evidence, fixed_point | {"tolerance": 0.0}, "tolerance", ValueError),
    (bayes.maximize_evidence, fixed_point | {"max_iterations": 0}, "max_iterations", ValueError),
    (bayes.maximize_evidence, fixed_point | {"max_iterations": 1}, "max_iterations", ValueError),
    (bayes.laplace_posterior_mean, thresholds | {"z": 1.0}, "z", TypeError),
    (bayes.laplace_posterior_mean, thresholds | {"noise_variance": 0.0}, "noise_variance", ValueError),
    (bayes.laplace_posterior_mean, thresholds | {"scale": -1.0}, "scale", ValueError),
    (bayes.james_stein, stein | {"x": np.ones(2)}, "x", ValueError),
    (bayes.james_stein, stein | {"x": np.arange(3.0), "center": "mean"}, "x", ValueError),
    (bayes.james_stein, stein | {"x": np.ones(5), "center": 1.0}, "x", ValueError),
    (bayes.james_stein, stein | {"variance": 0.0}, "variance", ValueError),
    (bayes.james_stein, stein | {"center": "median"}, "center", ValueError),
    (bayes.james_stein, stein | {"center": [0.0]}, "center", TypeError),
    (bayes.james_stein, stein | {"positive_part": 1}, "positive_part", TypeError),
    (bayes.james_stein_risk, {"p": 2, "squared_norm": 1.0}, "p", ValueError),
    (bayes.james_stein_risk, {"p": 3, "squared_norm": -1.0}, "squared_norm", ValueError),
    (bayes.rademacher_complexity, flips | {"X": y}, "X", ValueError),
    (bayes.rademacher_complexity, flips | {"radius": 0.0}, "radius", ValueError),
    (bayes.rademacher_complexity, flips | {"norm": "l3"}, "norm", ValueError),
    (bayes.rademacher_complexity, flips | {"draws": 0.5}, "draws", TypeError),
    (bayes.rademacher_complexity, flips | {"generator": np.random}, "generator", TypeError),
    (bayes.find_mode, search | {"log_joint": 1.0}, "log_joint", TypeError),
    (bayes.find_mode, search | {"log_joint": lambda w: w}, "log_joint", ValueError),
    (bayes.find_mode, search | {"start": w}, "start", TypeError),
    (bayes.find_mode, search | {"steps": 0}, "steps", ValueError),
    (bayes.laplace_approximation, laplace | {"log_joint": lambda w: w.sum() / 0}, "log_joint", ValueError),
    (bayes.laplace_approximation, laplace | {"log_joint": bowl}, "mode", ValueError),
    (bayes.laplace_approximation, laplace | {"mode": mode + 1}, "mode", ValueError),
    (bayes.laplace_approximation, laplace | {"mode": curvature}, "mode", ValueError),
    (bayes.laplace_log_evidence, volume | {"log_joint": None}, "log_joint", TypeError),
    (bayes.laplace_log_evidence, volume | {"mode": w}, "mode", TypeError),
    (bayes.laplace_log_evidence, volume | {"covariance": C}, "covariance", TypeError),
    (
        bayes.laplace_log_evidence,
        volume | {"covariance": T([[1.0, 0.0], [0.0, -1.0]]).double()},
        "covariance",
        ValueError,
    ),
    (bayes.gauss_newton_approximation, newton | {"function": 1.0}, "function", TypeError),
    (bayes.gauss_newton_approximation, newton | {"function": lambda w, X: w}, "function", ValueError),
    (bayes.gauss_newton_approximation, newton | {"mode": w}, "mode", TypeError),
    (bayes.gauss_newton_approximation, newton | {"X": X}, "X", TypeError),
    (bayes.gauss_newton_approximation, newton | {"X": T(X32)}, "X", TypeError),
    (bayes.gauss_newton_approximation, newton | {"noise_variance": 0.0}, "noise_variance", ValueError),
    (bayes.gauss_newton_approximation, newton | {"prior_precision": T(y)}, "prior_precision", ValueError),
    (bayes.gauss_newton_approximation, newton | {"prior_precision": -T(w)}, "prior_precision", ValueError),
    (
        bayes.gauss_newton_approximation,
        newton | {"X": 0 * T(X), "prior_precision": 0 * T(w)},
        "prior_precision",
        ValueError,
    ),
    (bayes.linearized_predictive, linear | {"function": None}, "function", TypeError),
    (bayes.linearized_predictive, linear | {"X_new": X}, "X_new", TypeError),
    (bayes.linearized_predictive, linear | {"mean": w}, "mean", TypeError),
    (bayes.linearized_predictive, linear | {"covariance": T(np.eye(3))}, "covariance", ValueError),
    (bayes.linearized_predictive, linear | {"noise_variance": -1.0}, "noise_variance", ValueError),
]

for lam, width in [(bayes.gaussian_lam, "prior_variance"), (bayes.laplace_lam, "scale")]:
    good = {"noise_variance": 1.0, width: 1.0, "n": 3}
    BAD_INPUT += [
        (lam, good | {"noise_variance": 0.0}, "noise_variance", ValueError),
        (lam, good | {width: 0.0}, width, ValueError),
        (lam, good | {width: None}, width, TypeError),
        (lam, good | {"n": 3.0}, "n", TypeError),
        (lam, good | {"n": 0}, "n", ValueError),
    ]
for function in (bayes.posterior, bayes.log_evidence):
    BAD_INPUT += [
        (function, model | {"X": X.tolist()}, "X", TypeError),
        (function, model | {"X": np.ones((0, 2))}, "X", ValueError),
        (function, model | {"y": w}, "y", ValueError),
        (function, model | {"y": y32}, "y", TypeError),
        (function, model | {"noise_variance": 0.0}, "noise_variance", ValueError),
        (function, model | {"prior_variance": "1"}, "prior_variance", TypeError),
    ]
for function, good in [(bayes.update, more), (bayes.predictive, prediction), (bayes.draw_weights, draws)]:
    BAD_INPUT += [
        (function, good | {"mean": [1.0, 1.0]}, "mean", TypeError),
        (function, good | {"covariance": C32}, "covariance", TypeError),
        (function, good | {"covariance": np.eye(3)}, "covariance", ValueError),
        (function, good | {"covariance": skewed}, "covariance", ValueError),
    ]
