"""Right answers to the assignment `bayes` by other routes than the instructor's: each must get full marks."""

import numpy as np


def coin_by_cases(heads, tosses, a, b, k):
    a, b = a + heads, b + (tosses - heads)

    def peak(power, other):
        # of θ^power (1 − θ)^other
        if power <= 0:
            return 0
        if other <= 0:
            return 1
        return power / (power + other)

    return a / (a + b), peak(a - 1, b - 1), peak(a - k, b - 1) ** k


def coin_in_torch(heads, tosses, a, b, k):
    import torch

    a, b = torch.tensor(a + heads, dtype=torch.float64), torch.tensor(b + tosses - heads, dtype=torch.float64)
    powers = torch.stack([a - 1, b - 1]), torch.stack([a - k, b - 1])
    peaks = [power.clamp(min=0)[0] / power.clamp(min=0).sum() for power in powers]
    return a / (a + b), peaks[0], peaks[1] ** k


def coin_by_search(heads, tosses, a, b, k):
    from scipy.optimize import minimize_scalar

    a, b = a + heads, b + tosses - heads

    def peak(power, other):
        if power <= 0 or other <= 0:
            return 0.0 if power <= 0 else 1.0
        density = lambda t: -power * np.log(t) - other * np.log1p(-t)  # noqa: E731
        return minimize_scalar(density, bounds=(1e-9, 1 - 1e-9), method="bounded", options={"xatol": 1e-8}).x

    return [a / (a + b), peak(a - 1, b - 1), peak(a - 1 - (k - 1), b - 1) ** k]


def coin_by_root(heads, tosses, a, b, k):
    from scipy import stats
    from scipy.optimize import brentq

    law = stats.beta(a + heads, b + tosses - heads)
    a, b = law.args

    def peak(jacobian):
        if a - 1 - jacobian <= 0 or b <= 1:
            return float(b <= 1 and a - 1 - jacobian > 0)
        return brentq(lambda t: (a - 1 - jacobian) / t - (b - 1) / (1 - t), 1e-12, 1 - 1e-12, xtol=1e-14)

    return law.mean(), peak(0), peak(k - 1) ** k


def drawn_by_einsum(ax, x, y, grid, mean, covariance, noise_variance):
    F = np.stack([grid**j for j in range(len(mean))], axis=1)
    middle = F @ mean
    inner = 2 * np.sqrt(np.einsum("ij,jk,ik->i", F, covariance, F))
    outer = np.hypot(inner, 2 * np.sqrt(noise_variance))
    ax.plot(x, y, "k.", label="data")
    ax.fill_between(grid, middle + inner, middle - inner, color="C0", alpha=0.5, linewidth=0, label="function")
    ax.fill_between(grid, middle + outer, middle - outer, color="C0", alpha=0.2, linewidth=0, label="new observation")
    ax.plot(grid, middle, "C1--", label="mean")
    ax.set_xlabel("input")
    ax.set_ylabel("output")
    ax.legend(loc="upper left")


def drawn_as_polygons(ax, x, y, grid, mean, covariance, noise_variance):
    F = np.polynomial.polynomial.polyvander(grid, len(mean) - 1)
    middle = np.polynomial.polynomial.polyval(grid, mean)
    L = np.linalg.cholesky(covariance)
    variance = ((F @ L) ** 2).sum(axis=1)
    for label, v in {"new observation": variance + noise_variance, "function": variance}.items():
        w = 2 * v**0.5
        ax.fill(np.r_[grid, grid[::-1]], np.r_[middle - w, (middle + w)[::-1]], alpha=0.3, label=label)
    ax.plot(grid, middle, "-o", label="Mean")
    ax.scatter(x, y, marker="x")
    ax.set(xlabel="x", ylabel="y", title="Prediction")
    ax.figure.canvas.draw()
    ax.legend()


def drawn_in_two_halves(ax, x, y, grid, mean, covariance, noise_variance):
    middle, variance = [], []
    for at in grid:
        f = np.array([at**j for j in range(len(mean))])
        middle.append(f @ mean)
        variance.append(f @ covariance @ f)
    middle, variance = np.array(middle), np.array(variance)
    (line,) = ax.plot(grid[::-1], middle[::-1], label="mean")
    for label, v in (("function", variance), ("new observation", variance + noise_variance)):
        lower, upper = middle - 2 * np.sqrt(v), middle + 2 * np.sqrt(v)
        ax.fill_between(grid, lower, middle, color=line.get_color(), alpha=0.2, label=label)
        ax.fill_between(grid, middle, upper, color=line.get_color(), alpha=0.2, label=label)
        ax.plot(grid, lower, color="grey")
        ax.plot(grid, upper, color="grey")
    ax.scatter(x[np.argsort(y)], np.sort(y), color="black", label="data")
    ax.axhline(0)
    ax.set_xlabel("$x$")
    ax.set_ylabel("$y$")
    ax.legend()


def drawn_in_torch(ax, x, y, grid, mean, covariance, noise_variance):
    import torch

    F = torch.tensor(grid)[:, None] ** torch.arange(len(mean))
    middle, S = F @ torch.tensor(mean), torch.tensor(covariance)
    for label, extra in [("new observation", noise_variance), ("function", 0.0)]:
        width = 2 * torch.sqrt((F @ S * F).sum(dim=1) + extra)
        ax.fill_between(grid, (middle - width).numpy(), (middle + width).numpy(), alpha=0.25, label=label)
    ax.plot(grid, middle, label="mean")
    ax.errorbar(x, y, fmt="o")
    ax.set(xlabel="x", ylabel="y")
    ax.legend()


def posterior_by_gain(X, y, noise_variances, prior_mean, prior_covariance):
    C = X @ prior_covariance @ X.T + np.diag(noise_variances)
    gain = prior_covariance @ X.T @ np.linalg.inv(C)
    return prior_mean + gain @ (y - X @ prior_mean), (np.eye(len(prior_mean)) - gain @ X) @ prior_covariance


def posterior_one_by_one(X, y, noise_variances, prior_mean, prior_covariance):
    m, S = prior_mean, prior_covariance
    for row, target, v in zip(X, y, noise_variances, strict=True):
        Sx = S @ row
        gain = Sx / (row @ Sx + v)
        m, S = m + gain * (target - row @ m), S - np.outer(gain, Sx)
    return m, S


def posterior_by_a_root(X, y, noise_variances, prior_mean, prior_covariance):
    values, vectors = np.linalg.eigh(prior_covariance)
    R = vectors * np.sqrt(np.maximum(values, 0))  # w = m + Rz with z ~ N(0, I), whatever the rank
    A = X @ R / np.sqrt(noise_variances)[:, None]
    S = np.linalg.inv(A.T @ A + np.eye(len(values)))
    z = S @ A.T @ ((y - X @ prior_mean) / np.sqrt(noise_variances))
    return prior_mean + R @ z, R @ S @ R.T


def posterior_without_the_inverse(X, y, noise_variances, prior_mean, prior_covariance):
    P, precision = prior_covariance, X.T @ np.diag(1 / noise_variances) @ X
    # (A + P⁻¹)⁻¹ = (PA + I)⁻¹P needs no P⁻¹
    S = np.linalg.solve(P @ precision + np.eye(len(P)), P)
    return prior_mean + S @ X.T @ ((y - X @ prior_mean) / noise_variances), S


def posterior_in_torch(X, y, noise_variances, prior_mean, prior_covariance):
    import torch

    X, y, v, m, P = map(torch.tensor, (X, y, noise_variances, prior_mean, prior_covariance))
    L = torch.linalg.cholesky(X @ P @ X.T + torch.diag(v))
    A = torch.linalg.solve_triangular(L, X @ P, upper=False)
    r = torch.linalg.solve_triangular(L, (y - X @ m)[:, None], upper=False)[:, 0]
    return m + A.T @ r, P - A.T @ A


def choice_by_fixed_point():
    from shrinkage.data import diabetes, standardize

    X, y, _ = diabetes()
    X, y = standardize(X[:60]), y[:60] - y[:60].mean()
    n, d = X.shape
    noise, prior = 1000.0, 1000.0
    for _ in range(2000):
        S = np.linalg.inv(X.T @ X / noise + np.eye(d) / prior)
        w = S @ X.T @ y / noise
        gamma = d - np.trace(S) / prior
        noise, prior = np.sum((y - X @ w) ** 2) / (n - gamma), w @ w / gamma
    return noise / (n * prior), gamma


def choice_by_optimiser():
    from scipy.optimize import minimize
    from scipy.stats import multivariate_normal
    from shrinkage.data import diabetes, standardize

    X, y, _ = diabetes()
    X, y = standardize(X[:60]), y[:60] - y[:60].mean()

    def negative(logs):
        return -multivariate_normal.logpdf(y, cov=np.exp(logs[0]) * np.eye(60) + np.exp(logs[1]) * X @ X.T)

    found = minimize(negative, [7.0, 5.0], method="Nelder-Mead", options={"xatol": 1e-6, "fatol": 1e-10})
    noise, prior = np.exp(found.x)
    return [noise / (60 * prior), np.trace(X @ np.linalg.solve(X.T @ X + noise / prior * np.eye(10), X.T))]


def choice_by_scikit_learn():
    from shrinkage.data import diabetes, standardize
    from sklearn.linear_model import BayesianRidge

    X, y, _ = diabetes()
    X = standardize(X[:60])
    model = BayesianRidge().fit(X, y[:60])
    ratio = model.lambda_ / model.alpha_
    h = np.linalg.eigvalsh(X.T @ X)
    return np.array([ratio / 60, np.sum(h / (h + ratio))])


def choice_to_three_digits():
    return 0.194, 6.67


def stein_by_svd(y, variance, Z):
    U, s, _ = np.linalg.svd(Z, full_matrices=False)
    Q = U[:, s > 1e-10 * s[0]]
    fit = Q @ (Q.T @ y)
    share = (len(y) - Q.shape[1] - 2) * variance / np.sum((y - fit) ** 2)
    return fit + (1 - np.clip(share, 0, 1)) * (y - fit)


def stein_by_pinv(y, variance, Z):
    H = Z @ np.linalg.pinv(Z)
    rank = round(np.trace(H))
    residual = [y[i] - H[i] @ y for i in range(len(y))]
    total = sum(r * r for r in residual)
    factor = max(0, min(1, 1 - (len(y) - rank - 2) * variance / total))
    return [y[i] - (1 - factor) * residual[i] for i in range(len(y))]


def stein_by_elimination(y, variance, Z):
    basis = []
    for column in Z.T:
        rest = column.astype(float)
        for q in basis + basis:  # twice, against rounding
            rest = rest - (q @ rest) * q
        if np.linalg.norm(rest) > 1e-9 * (1 + np.linalg.norm(column)):
            basis.append(rest / np.linalg.norm(rest))
    fit = sum((q @ y) * q for q in basis)
    left = len(y) - len(basis) - 2
    if left <= 0:
        return y.copy()
    distance = y - fit
    return fit + max(1 - left * variance / (distance @ distance), 0) * distance


def stein_in_torch(y, variance, Z):
    import torch

    y, Z = torch.tensor(y), torch.tensor(Z)
    fit = Z @ torch.linalg.lstsq(Z, y[:, None], driver="gelsd").solution[:, 0]
    freedom = len(y) - torch.linalg.matrix_rank(Z) - 2
    return fit + torch.clamp(1 - freedom * variance / torch.sum((y - fit) ** 2), 0, 1) * (y - fit)


def slab_by_normal_dist(y, noise_variance, prior_variance, share):
    from math import exp, log, sqrt
    from statistics import NormalDist

    out = []
    for value in y:
        mean = value * prior_variance / (noise_variance + prior_variance)
        sd = sqrt(noise_variance * prior_variance / (noise_variance + prior_variance))
        log_odds = log(share / (1 - share)) - log((noise_variance + prior_variance) / noise_variance) / 2
        log_odds += value**2 / 2 * (1 / noise_variance - 1 / (noise_variance + prior_variance))
        p = 1 / (1 + exp(-log_odds))
        above, below = p * NormalDist(mean, sd).cdf(0), p * (1 - NormalDist(mean, sd).cdf(0))
        median = 0.0
        if above > 0.5:  # more than half of the probability is negative
            median = NormalDist(mean, sd).inv_cdf(0.5 / p)
        elif below > 0.5:
            median = NormalDist(mean, sd).inv_cdf(1 - 0.5 / p)
        out.append((p, p * mean, median))
    return list(zip(*out, strict=True))


def slab_by_log_densities(y, noise_variance, prior_variance, share):
    from scipy import stats

    slab = np.log(share) + stats.norm.logpdf(y, scale=np.sqrt(noise_variance + prior_variance))
    spike = np.log1p(-share) + stats.norm.logpdf(y, scale=np.sqrt(noise_variance))
    p = np.exp(slab - np.logaddexp(slab, spike))
    law = stats.norm(y / (1 + noise_variance / prior_variance), 1 / np.sqrt(1 / noise_variance + 1 / prior_variance))
    to_the_left, to_the_right = p * law.cdf(0), p * law.sf(0)
    with np.errstate(all="ignore"):
        median = np.select([to_the_left > 0.5, to_the_right > 0.5], [law.ppf(0.5 / p), law.isf(0.5 / p)], 0.0)
    return p, p * law.mean(), median


def slab_by_bisection(y, noise_variance, prior_variance, share):
    from scipy.special import ndtr

    total = noise_variance + prior_variance
    log_ratio = 0.5 * y**2 * prior_variance / (noise_variance * total) - 0.5 * np.log(total / noise_variance)
    p = 1 / (1 + (1 - share) / share * np.exp(-log_ratio))
    mean, sd = y * prior_variance / total, np.sqrt(noise_variance * prior_variance / total)
    low, high = mean - 10 * sd - abs(mean), mean + 10 * sd + abs(mean)
    for _ in range(200):
        middle = (low + high) / 2
        under = p * ndtr((middle - mean) / sd) + (1 - p) * (middle >= 0)
        low, high = np.where(under < 0.5, middle, low), np.where(under < 0.5, high, middle)
    return p, p * mean, high


def slab_in_torch(y, noise_variance, prior_variance, share):
    import torch

    y = torch.tensor(y)
    normal = torch.distributions.Normal(torch.tensor(0.0, dtype=y.dtype), torch.tensor(1.0, dtype=y.dtype))
    kept = prior_variance / (noise_variance + prior_variance)
    prior = torch.logit(torch.tensor(share, dtype=y.dtype))
    p = torch.sigmoid(prior + 0.5 * np.log(1 - kept) + 0.5 * kept / noise_variance * y**2)
    inside = normal.icdf(1 - 0.5 / torch.clamp(p, min=0.5 + 1e-12))
    size = (kept * y).abs() + (noise_variance * kept) ** 0.5 * inside
    return p, p * kept * y, y.sign() * torch.clamp(size, min=0)


def evidence_on_the_short_side(X, y, noise_variance, prior_variances):
    n, d = X.shape
    t, v = prior_variances, noise_variance
    if n <= d:
        C = v * np.eye(n) + (X * t) @ X.T
        L = np.linalg.cholesky(C)
        a, A = np.linalg.solve(C, y), np.linalg.solve(L, X)
        value = -0.5 * n * np.log(2 * np.pi) - np.sum(np.log(np.diag(L))) - 0.5 * y @ a
        return value, 0.5 * t * ((X.T @ a) ** 2 - np.sum(A**2, axis=0))
    S = np.linalg.inv(X.T @ X / v + np.diag(1 / t))
    w = S @ X.T @ y / v
    log_det = n * np.log(v) + np.sum(np.log(t)) - np.linalg.slogdet(S)[1]
    misfit = np.sum((y - X @ w) ** 2) / v + np.sum(w**2 / t)
    return -0.5 * (n * np.log(2 * np.pi) + log_det + misfit), 0.5 * (w**2 / t - (1 - np.diag(S) / t))


def evidence_by_eigenvalues(X, y, noise_variance, prior_variances):
    n, d = X.shape
    A = X * np.sqrt(prior_variances)
    if d > n:
        A, rotation = np.linalg.qr(A.T)
        core, basis = rotation.T @ rotation, A
        values, vectors = np.linalg.eigh(core)
        along = (vectors.T @ y) ** 2
        total = values + noise_variance
        value = -0.5 * (n * np.log(2 * np.pi) + np.log(total).sum() + (along / total).sum())
        whitened = vectors.T @ rotation.T @ basis.T  # (n, d), the scaled features along the eigenvectors
        pull = ((vectors.T @ y) / total) @ whitened
        return value, 0.5 * (pull**2 - (whitened**2 / total[:, None]).sum(axis=0))
    values, vectors = np.linalg.eigh(A.T @ A)
    total = np.maximum(values, 0) + noise_variance
    inner = vectors.T @ (A.T @ y)
    quadratic = (y @ y - (inner**2 / total).sum()) / noise_variance
    log_det = np.log(total).sum() + (n - d) * np.log(noise_variance)
    pull = vectors @ (inner / total)
    gamma = (vectors**2) @ (np.maximum(values, 0) / total)
    return -0.5 * (n * np.log(2 * np.pi) + log_det + quadratic), 0.5 * (pull**2 - gamma)


def evidence_by_autograd(X, y, noise_variance, prior_variances):
    import torch

    X, y = torch.tensor(X), torch.tensor(y)
    logs = torch.log(torch.tensor(prior_variances)).requires_grad_()
    n, d = X.shape
    A = X * torch.exp(logs / 2)
    if n <= d:
        law = torch.distributions.MultivariateNormal(torch.zeros_like(y), noise_variance * torch.eye(n) + A @ A.T)
    else:
        law = torch.distributions.LowRankMultivariateNormal(torch.zeros_like(y), A, torch.full_like(y, noise_variance))
    value = law.log_prob(y)
    value.backward()
    return value, logs.grad


def evidence_in_torch(X, y, noise_variance, prior_variances):
    import torch

    X, y, t = torch.tensor(X), torch.tensor(y), torch.tensor(prior_variances)
    U, s, Vh = torch.linalg.svd(X * t.sqrt(), full_matrices=False)
    c, z = noise_variance + s**2, U.T @ y
    rest = torch.sum((y - U @ z) ** 2) / noise_variance
    logs = torch.log(c).sum() + (len(y) - len(s)) * np.log(noise_variance) + len(y) * np.log(2 * np.pi)
    value = -(logs + rest + torch.sum(z**2 / c)) / 2
    return value.item(), ((z * s / c) @ Vh) ** 2 / 2 - (s**2 / c) @ Vh**2 / 2


ROUTES = {
    "coin": [coin_by_cases, coin_in_torch, coin_by_search, coin_by_root],
    "draw_prediction": [drawn_by_einsum, drawn_as_polygons, drawn_in_two_halves, drawn_in_torch],
    "posterior": [
        posterior_by_gain,
        posterior_one_by_one,
        posterior_by_a_root,
        posterior_without_the_inverse,
        posterior_in_torch,
    ],
    "evidence_choice": [
        choice_by_fixed_point,
        choice_by_optimiser,
        choice_by_scikit_learn,
        choice_to_three_digits,
    ],
    "stein_towards": [stein_by_svd, stein_by_pinv, stein_by_elimination, stein_in_torch],
    "spike_and_slab": [slab_by_normal_dist, slab_by_log_densities, slab_by_bisection, slab_in_torch],
    "evidence_gradient": [
        evidence_on_the_short_side,
        evidence_by_eigenvalues,
        evidence_by_autograd,
        evidence_in_torch,
    ],
}
