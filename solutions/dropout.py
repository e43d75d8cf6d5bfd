"""Right answers to the assignment `dropout` by other routes than the instructor's: each must get full marks."""

import numpy as np


def channels_by_binomial(x, p, training, generator):
    if not training or p == 0:
        return x.copy()
    n, c, _, _ = x.shape
    return x * generator.binomial(1, 1 - p, size=(n, c, 1, 1)) / (1 - p)


def channels_by_loop(x, p, training, generator):
    result = np.array(x)
    if training:
        for example in result:
            for channel in example:
                channel[:] = 0.0 if generator.random() < p else channel / (1 - p)
    return result


def channels_by_choice(x, p, training, generator):
    if not training:
        return x
    factors = generator.choice([0.0, 1 / (1 - p)], size=x.shape[:2], p=[p, 1 - p])
    return np.einsum("nchw,nc->nchw", x, factors)


def channels_in_torch(x, p, training, generator):
    import torch

    if not training:
        return x
    torch_generator = torch.Generator().manual_seed(int(generator.integers(2**62)))
    image = torch.tensor(x, dtype=torch.float32)
    kept = torch.rand(image.shape[:2], generator=torch_generator) >= p
    return torch.where(kept[:, :, None, None], image / (1 - p), torch.zeros(()))


def inverted_by_hand(W, q, lr, lam, limit):
    return dict(p=1 - q, W=W * q, lr=lr * q * q, lam=lam / q / q, limit=limit * q)


def inverted_with_p(W, q, lr, lam, limit):
    p = 1.0 - q
    return {
        "lr": lr * (1 - p) ** 2,
        "lam": lam / (1 - p) ** 2,
        "limit": (1 - p) * limit,
        "W": [[(1 - p) * w for w in row] for row in W],
        "p": p,
    }


def inverted_by_measuring(W, q, lr, lam, limit):
    import torch

    # one step of the paper's layer on one example whose inputs are all kept, and what it moves
    W, h, target = torch.tensor(W, requires_grad=True), torch.ones(len(W), dtype=torch.float64), 3.0
    (gradient,) = torch.autograd.grad(0.5 * ((h @ W - target) ** 2).sum(), W)
    ours = (q * W).detach().requires_grad_()
    (in_ours,) = torch.autograd.grad(0.5 * ((h / q @ ours - target) ** 2).sum(), ours)
    lr_ours = (q * lr * gradient).norm() / in_ours.norm()
    return {
        "p": 1 - q,
        "W": ours,
        "lr": lr_ours,
        "lam": (q * lr * lam * W).norm() / (lr_ours * ours).norm(),  # the decay of W, times q, is that of W′
        "limit": limit * ours.norm() / W.norm(),
    }


def regression_in_two_parts(X, y, p):
    means, n = X.mean(axis=0), len(y)
    A = (X - means).T @ (X - means) / n
    A[np.diag_indices(len(p))] += p / (1 - p) * (X**2).mean(axis=0)
    w = np.linalg.solve(A, (X - means).T @ (y - y.mean()) / n)
    return w, y.mean() - means @ w


def regression_by_examples(X, y, p):
    n, d = X.shape
    noise = np.sqrt(p / (1 - p) * np.sum(X**2, axis=0))
    A = np.vstack([np.column_stack([X, np.ones(n)]), np.column_stack([np.diag(noise), np.zeros(d)])])
    v = np.linalg.lstsq(A, np.append(y, np.zeros(d)))[0]
    return v[:d], v[d]


def regression_by_moments(X, y, p):
    n, d = X.shape
    q = np.append(1 - p, 1.0)
    A = np.column_stack([X, np.ones(n)])
    # E m̃ⱼm̃ₖ = 1, except where j = k: there it is 1/q
    second = A.T @ A * np.where(np.eye(d + 1, dtype=bool), 1 / q, 1.0)
    v = np.linalg.inv(second) @ A.T @ y
    return v[:-1].tolist(), float(v[-1])


def regression_over_all_masks(X, y, p):
    n, d = X.shape
    A, b = 0.0, 0.0
    for k in range(2**d):
        mask = np.array([(k >> j) & 1 for j in range(d)])
        thinned = np.column_stack([X * mask / (1 - p), np.ones(n)])
        probability = np.prod(np.where(mask, 1 - p, p))
        A, b = A + probability * thinned.T @ thinned, b + probability * thinned.T @ y
    v = np.linalg.solve(A, b)
    return v[:d], v[d]


def regression_in_torch(X, y, p):
    import torch

    X, y, p = map(torch.tensor, (X, y, p))
    theta = torch.zeros(X.shape[1] + 1, dtype=X.dtype)

    def loss(theta):
        w, b = theta[:-1], theta[-1]
        variance = (X**2 * w**2 * p / (1 - p)).sum(dim=1)
        return 0.5 * ((X @ w + b - y) ** 2 + variance).mean()

    # the loss is quadratic, so that one step of Newton arrives
    gradient, hessian = torch.func.grad(loss)(theta), torch.func.hessian(loss)(theta)
    theta = theta - torch.linalg.solve(hessian, gradient)
    return theta[:-1], theta[-1]


def five_by_newton():
    from shrinkage.data import diabetes

    X = diabetes()[0]
    h = np.linalg.eigvalsh(np.corrcoef((X - X.mean(axis=0)).T))
    odds = 0.01
    for _ in range(50):
        odds += (np.sum(h / (h + odds)) - 5) / np.sum(h / (h + odds) ** 2)
    return odds / (1 + odds)


def five_to_three_digits():
    return 0.364


def rates_by_errorbar(ax, rates, errors, baseline):
    for name, runs in errors.items():
        error = np.std(runs, axis=1, ddof=1) / np.sqrt(runs.shape[1])
        ax.errorbar(rates, np.mean(runs, axis=1), error, marker="o", capsize=3, label=name)
    ax.axhline(np.mean(baseline), linestyle="--", label="no dropout")
    ax.set_xlabel("p")
    ax.set_ylabel("error")
    ax.legend(loc="upper left")


def rates_by_bands(ax, rates, errors, baseline):
    for name, runs in errors.items():
        means = runs.mean(axis=1)
        spread = np.sqrt(runs.var(axis=1, ddof=1) / runs.shape[1])
        ax.plot(rates, means, "o-", label=name)
        ax.fill_between(rates, means - spread, means + spread, alpha=0.2)
    ax.hlines(baseline.mean(), rates.min(), rates.max(), colors="black")
    ax.set(xlabel="probability of dropping", ylabel="validation error", title="Dropout", yscale="log")
    ax.grid()
    ax.legend()


def rates_line_and_bars(ax, rates, errors, baseline):
    lines = []
    for name, runs in errors.items():
        r = runs.shape[1]
        means = runs.sum(axis=1) / r
        spread = (((runs - means[:, None]) ** 2).sum(axis=1) / (r - 1) / r) ** 0.5
        lines += ax.plot(rates, means, label=name)
        ax.errorbar(rates, means, yerr=[spread, spread], fmt="none", color=lines[-1].get_color())
    lines.append(ax.axhline(float(sum(baseline) / len(baseline)), color="0.5"))
    ax.set_xlabel("$p$")
    ax.set_ylabel("error")
    ax.legend(lines, [*errors, "without"])


def rates_from_right_to_left(ax, rates, errors, baseline):
    order = np.argsort(-rates)
    for name, runs in sorted(errors.items(), reverse=True):
        error = [np.std(row, ddof=1) / len(row) ** 0.5 for row in runs[order]]
        ax.errorbar(rates[order], runs[order].mean(1), yerr=error, fmt="s--", elinewidth=2, label=name)
    ax.plot(rates, np.full(len(rates), baseline.mean()), "k:")
    ax.legend()
    ax.set(xlabel="p (dropped)", ylabel="error", ylim=(0, None))


def networks_by_loop(h, V, c, p):
    import itertools

    mean, logarithms = 0.0, 0.0
    for kept in itertools.product([False, True], repeat=len(h)):
        k = sum(kept)
        probability = (1 - p) ** k * p ** (len(h) - k)
        z = c + sum((h[j] * V[j] / (1 - p) for j in range(len(h)) if kept[j]), np.zeros(len(c)))
        logs = z - z.max() - np.log(np.sum(np.exp(z - z.max())))
        mean = mean + probability * np.exp(logs)
        logarithms = logarithms + probability * logs
    geometric = np.exp(logarithms - logarithms.max())
    return mean, geometric / geometric.sum()


def networks_unit_by_unit(h, V, c, p):
    z, P = np.array(c)[None], np.ones(1)
    for unit, row in zip(h, V, strict=True):  # each unit doubles the number of networks
        z = np.concatenate([z, z + unit / (1 - p) * row])
        P = np.concatenate([p * P, (1 - p) * P])
    y = np.exp(z - z.max(axis=1, keepdims=True))
    y /= y.sum(axis=1, keepdims=True)
    whole = h @ V + c
    geometric = np.exp(whole - whole.max())
    return np.average(y, axis=0, weights=P), geometric / geometric.sum()


def networks_in_torch(h, V, c, p):
    import torch

    h, V, c = map(torch.tensor, (h, V, c))
    masks = torch.cartesian_prod(*[torch.tensor([0.0, 1.0], dtype=h.dtype)] * len(h)).reshape(-1, len(h))
    kept = masks.sum(dim=1)
    P = (1 - p) ** kept * p ** (len(h) - kept)
    z = (masks * h / (1 - p)) @ V + c
    return P @ torch.softmax(z, dim=1), torch.softmax(P @ torch.log_softmax(z, dim=1), dim=0)


def networks_in_scipy(h, V, c, p):
    from scipy.special import log_softmax, softmax
    from scipy.stats import binom

    m = len(h)
    mean = np.zeros(len(c))
    masks = np.array([[(k >> j) % 2 for j in range(m)] for k in range(2**m)])
    counts = np.bincount(masks.sum(axis=1), minlength=m + 1)
    for kept in range(m + 1):  # all networks with as many units weigh the same
        y = softmax(masks[masks.sum(axis=1) == kept] * h / (1 - p) @ V + c, axis=1)
        mean += binom.pmf(kept, m, 1 - p) / counts[kept] * y.sum(axis=0)
    return mean, np.exp(log_softmax(V.T @ h + c))


def gradients_by_autograd(W, b, v, X, y, kept_inputs, kept_units, p_inputs, p_units):
    import torch

    W, b, v, X = (torch.tensor(value, requires_grad=True) for value in (W, b, v, X))
    kept_inputs, kept_units, y = torch.tensor(kept_inputs), torch.tensor(kept_units), torch.tensor(y)
    hidden = torch.relu((X * kept_inputs / (1 - p_inputs)) @ W + b) * kept_units / (1 - p_units)
    loss = 0.5 * ((hidden @ v - y) ** 2).mean()
    gradients = torch.autograd.grad(loss, (W, b, v, X))
    return dict(zip(["W", "b", "v", "X"], gradients, strict=True))


def gradients_one_by_one(W, b, v, X, y, kept_inputs, kept_units, p_inputs, p_units):
    n = len(X)
    gradients = {name: np.zeros(value.shape) for name, value in [("W", W), ("b", b), ("v", v), ("X", X)]}
    for i in range(n):
        x = np.where(kept_inputs[i], X[i] / (1 - p_inputs), 0.0)
        before = W.T @ x + b
        units = np.where(kept_units[i] & (before > 0), before / (1 - p_units), 0.0)
        error = (units @ v - y[i]) / n
        back = np.where(units > 0, error * v / (1 - p_units), 0.0)
        gradients["v"] += error * units
        gradients["b"] += back
        gradients["W"] += np.outer(x, back)
        gradients["X"][i] = np.where(kept_inputs[i], W @ back / (1 - p_inputs), 0.0)
    return gradients


def gradients_by_complex_steps(W, b, v, X, y, kept_inputs, kept_units, p_inputs, p_units):
    shapes = {"W": W.shape, "b": b.shape, "v": v.shape, "X": X.shape}
    ends = np.cumsum([np.prod(shape, dtype=int) for shape in shapes.values()])[:-1]

    def objective(t):
        parts = (part.reshape(shape) for part, shape in zip(np.split(t, ends), shapes.values(), strict=True))
        W, b, v, X = parts
        before = (X * kept_inputs / (1 - p_inputs)) @ W + b
        hidden = np.where(before.real > 0, before, 0) * kept_units / (1 - p_units)
        return np.mean((hidden @ v - y) ** 2) / 2

    t, tiny = np.concatenate([W.ravel(), b, v, X.ravel()]), 1e-30
    gradient = np.array([objective(t + 1j * tiny * e).imag / tiny for e in np.eye(len(t))])
    return {name: part.reshape(shapes[name]) for name, part in zip(shapes, np.split(gradient, ends), strict=True)}


def gradients_by_matrices(W, b, v, X, y, kept_inputs, kept_units, p_inputs, p_units):
    n = len(y)
    M, N = kept_inputs / (1 - p_inputs), kept_units / (1 - p_units)
    Z = (X * M) @ W + b
    slopes = N * (Z > 0)  # of the units after dropout against what comes before the ReLU
    R = ((slopes * Z) @ v - y)[:, None] / n
    G = R * slopes * v
    return {"X": M * (G @ W.T), "W": (X * M).T @ G, "b": G.T @ np.ones(n), "v": (slopes * Z).T @ R[:, 0]}


ROUTES = {
    "channel_dropout": [channels_by_binomial, channels_by_loop, channels_by_choice, channels_in_torch],
    "to_inverted": [inverted_by_hand, inverted_with_p, inverted_by_measuring],
    "fit_with_dropout": [
        regression_in_two_parts,
        regression_by_examples,
        regression_by_moments,
        regression_over_all_masks,
        regression_in_torch,
    ],
    "p_of_five": [five_by_newton, five_to_three_digits],
    "draw_rates": [rates_by_errorbar, rates_by_bands, rates_line_and_bars, rates_from_right_to_left],
    "average_networks": [networks_by_loop, networks_unit_by_unit, networks_in_torch, networks_in_scipy],
    "dropped_gradients": [
        gradients_by_autograd,
        gradients_one_by_one,
        gradients_by_complex_steps,
        gradients_by_matrices,
    ],
}
