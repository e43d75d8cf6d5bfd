"""Right answers to the assignment `robustness` by other routes than the instructor's: each must get full marks."""

import numpy as np


def stretch_by_fourier(kernel, n):
    K = np.fft.fft(kernel, n, axis=2).transpose(2, 0, 1)  # at each frequency a matrix (out, in)
    _, s, Vh = np.linalg.svd(K)
    frequency = np.argmax(s[:, 0])
    wave = np.exp(2j * np.pi * frequency * np.arange(n) / n)
    z = Vh[frequency, 0].conj()[:, None] * wave
    x = max(z.real, z.imag, key=np.linalg.norm)
    return s[frequency, 0], x / np.linalg.norm(x)


def stretch_by_the_matrix(kernel, n):
    outputs, inputs, k = kernel.shape
    A = np.zeros((outputs, n, inputs, n))
    for t in range(n):
        for j in range(k):
            A[:, t, :, (t - j) % n] += kernel[:, :, j]
    _, s, Vt = np.linalg.svd(A.reshape(outputs * n, inputs * n))
    return s[0], -Vt[0].reshape(inputs, n)


def stretch_in_single_precision(kernel, n):
    kernel = kernel.astype(np.float32)
    inputs = kernel.shape[1]
    x = np.random.default_rng(7).normal(size=(inputs, n)).astype(np.float32)
    sigma = np.float32(0)
    for _ in range(500):
        x = x / np.sqrt((x * x).sum())
        y = sum(kernel[:, :, k] @ np.roll(x, k, axis=1) for k in range(kernel.shape[2]))
        sigma = np.sqrt((y * y).sum())
        if sigma == 0:
            break
        x = sum(kernel[:, :, k].T @ np.roll(y, -k, axis=1) for k in range(kernel.shape[2]))
    return sigma, x / np.sqrt((x * x).sum())


def stretch_by_torch(kernel, n):
    import torch

    K = torch.tensor(kernel)
    units = torch.eye(kernel.shape[1] * n, dtype=K.dtype).reshape(-1, kernel.shape[1], n)
    k = kernel.shape[2]
    padded = torch.cat([units[:, :, n - k + 1 :], units], dim=2) if k > 1 else units
    A = torch.nn.functional.conv1d(padded, K.flip(2)).reshape(len(units), -1)
    values, vectors = torch.linalg.eigh(A @ A.T)
    return values[-1].clamp(min=0).sqrt(), vectors[:, -1].reshape(-1, n)


def slopes_by_backpropagation(weights, biases, x):
    hs = [x]
    for W, b in zip(weights[:-1], biases[:-1], strict=True):
        hs.append(np.maximum(hs[-1] @ W + b, 0))
    z = hs[-1] @ weights[-1] + biases[-1]
    rows = weights[-1].T  # of each output, its gradient in the last hidden layer
    for h, W in zip(hs[:0:-1], weights[-2::-1], strict=True):
        rows = (rows * (h > 0)) @ W.T
    norms = [np.sqrt(np.linalg.eigvalsh(W.T @ W)[-1]) for W in weights]
    c, radii = int(np.argmax(z)), []
    for j in range(len(z)):
        if j != c:
            steepness = np.sqrt(np.sum((weights[-1][:, c] - weights[-1][:, j]) ** 2))
            radii.append((z[c] - z[j]) / (steepness * np.prod(norms[:-1])))
    return float(np.prod(norms)), np.sqrt(np.linalg.eigvalsh(rows @ rows.T)[-1]), min(radii)


def slopes_by_autograd(weights, biases, x):
    import torch

    weights, biases = ([torch.tensor(each) for each in arrays] for arrays in (weights, biases))

    def network(x):
        for W, b in zip(weights[:-1], biases[:-1], strict=True):
            x = torch.relu(x @ W + b)
        return x @ weights[-1] + biases[-1]

    x = torch.tensor(x)
    J, z = torch.autograd.functional.jacobian(network, x), network(x)
    norms = [torch.linalg.matrix_norm(W, 2) for W in weights]
    c = z.argmax()
    apart = torch.linalg.vector_norm(weights[-1] - weights[-1][:, c : c + 1], dim=0)
    radii = (z[c] - z) / (apart * torch.stack(norms[:-1]).prod())
    others = torch.arange(len(z)) != c
    return torch.stack(norms).prod(), torch.linalg.matrix_norm(J, 2), radii[others].min()


def slopes_in_single_precision(weights, biases, x):
    weights, biases = ([each.astype(np.float32) for each in arrays] for arrays in (weights, biases))
    h, J = x.astype(np.float32), np.eye(len(x), dtype=np.float32)
    bound = np.float32(1)
    for k, (W, b) in enumerate(zip(weights, biases, strict=True)):
        h, J = h @ W + b, J @ W
        if k < len(weights) - 1:
            J, h = J * (h > 0), np.maximum(h, 0)
            bound *= np.linalg.norm(W, 2)
    order = np.argsort(h)[::-1]
    last = weights[-1]
    radii = [(h[order[0]] - h[j]) / bound / np.linalg.norm(last[:, order[0]] - last[:, j]) for j in order[1:]]
    return bound * np.linalg.norm(last, 2), np.linalg.norm(J, 2), np.min(radii)


def slopes_by_differences(weights, biases, x):
    def network(x):
        for W, b in zip(weights[:-1], biases[:-1], strict=True):
            x = np.clip(x @ W + b, 0, None)
        return x @ weights[-1] + biases[-1]

    # between its kinks the network is linear, so that a difference has no error but rounding
    J = np.stack([(network(x + 1e-6 * e) - network(x - 1e-6 * e)) / 2e-6 for e in np.eye(len(x))])
    z, norms = network(x), [np.linalg.svd(W)[1].max() for W in weights]
    c = z.argmax()
    radii = [
        (z[c] - z[j]) / np.linalg.norm(weights[-1] @ (np.eye(len(z))[c] - np.eye(len(z))[j])) / np.prod(norms[:-1])
        for j in range(len(z))
        if j != c
    ]
    return np.prod(norms), np.linalg.svd(J)[1][0], min(radii)


def balance_by_logarithms(weights, biases, lams):
    logs = np.array([np.log(lam * (W**2).sum()) / 2 for lam, W in zip(lams, weights, strict=True)])
    shifts = logs.mean() - logs  # they sum to 0
    so_far = np.cumsum(shifts)
    new = [np.exp(shift) * W for shift, W in zip(shifts, weights, strict=True)]
    return new, [np.exp(total) * b for total, b in zip(so_far, biases, strict=True)]


def balance_two_at_a_time(weights, biases, lams):
    weights, biases = [W.copy() for W in weights], [b.copy() for b in biases]
    for _ in range(300):
        for k in range(len(weights) - 1):
            mine, after = lams[k] * np.sum(weights[k] ** 2), lams[k + 1] * np.sum(weights[k + 1] ** 2)
            c = (after / mine) ** 0.25
            weights[k] *= c
            biases[k] *= c
            weights[k + 1] /= c
    return weights, biases


def balance_in_single_precision(weights, biases, lams):
    sizes = [
        np.float32(np.sqrt(lam)) * np.linalg.norm(W.astype(np.float32)) for lam, W in zip(lams, weights, strict=True)
    ]
    common = np.prod(sizes) ** (1 / len(sizes))
    new_weights, new_biases, total = [], [], 1.0
    for W, b, size in zip(weights, biases, sizes, strict=True):
        total *= common / size
        new_weights.append((W * (common / size)).astype(np.float32))
        new_biases.append((b * total).astype(np.float32))
    return new_weights, new_biases


def balance_by_descent(weights, biases, lams):
    import torch

    squares = torch.tensor([lam * np.sum(W**2) for lam, W in zip(lams, weights, strict=True)])
    shifts = torch.zeros(len(weights), dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([shifts], max_iter=200, tolerance_grad=1e-12, line_search_fn="strong_wolfe")

    def closure():
        optimizer.zero_grad()
        penalty = torch.logsumexp(2 * (shifts - shifts.mean()) + squares.log(), 0)
        penalty.backward()
        return penalty

    optimizer.step(closure)
    gammas = torch.exp(shifts - shifts.mean()).detach()
    totals = torch.cumprod(gammas, 0)
    new = [gamma * torch.tensor(W) for gamma, W in zip(gammas, weights, strict=True)]
    return new, [total * torch.tensor(b) for total, b in zip(totals, biases, strict=True)]


def closest_by_dual_norms(W, b, x, norm):
    z = b + W.T @ x
    c, best, distance = z.argmax(), None, np.inf
    for j in range(len(z)):
        if j == c:
            continue
        w, gap = W[:, j] - W[:, c], z[c] - z[j]
        if norm == 1:
            direction = np.zeros(len(x))
            k = np.abs(w).argmax()
            direction[k] = np.sign(w[k])
        else:
            direction = np.sign(w) if norm == np.inf else w / np.sqrt(np.sum(w**2))
        reach = gap / (direction @ w)
        if reach < distance:
            best, distance = x + reach * direction, reach
    return best


def closest_by_linear_programming(W, b, x, norm):
    from scipy.optimize import linprog

    z = x @ W + b
    c, d, candidates = np.argmax(z), len(x), []
    for j in (j for j in range(len(z)) if j != c):
        w, gap = W[:, j] - W[:, c], z[c] - z[j]
        if norm == 2:
            candidates.append(np.linalg.pinv(w[None]) @ [gap])
        else:  # the step is p − q with p, q ≥ 0; in the maximum norm each p + q is at most t
            cost = np.ones(2 * d) if norm == 1 else np.r_[np.zeros(2 * d), 1]
            extra = [] if norm == 1 else [0.0]
            under = None if norm == 1 else np.hstack([np.eye(d), np.eye(d), -np.ones((d, 1))])
            found = linprog(
                cost, A_ub=under, b_ub=None if norm == 1 else np.zeros(d), A_eq=[[*w, *-w, *extra]], b_eq=[gap]
            )
            candidates.append(found.x[:d] - found.x[d : 2 * d])
    return x + min(candidates, key=lambda step: np.linalg.norm(step, norm))


def closest_a_hair_beyond(W, b, x, norm):
    W, b, x = (each.astype(np.float32) for each in (W, b, x))
    scores = W.T @ x + b
    first = np.argmax(scores)
    rest = np.array([j for j in range(len(b)) if j != first])
    apart, gaps = W[:, rest] - W[:, [first]], scores[first] - scores[rest]
    dual = {1: np.inf, 2: 2, np.inf: 1}[norm]
    sizes = np.linalg.norm(apart, dual, axis=0)
    k = np.argmin(gaps / sizes)
    w, gap = apart[:, k], gaps[k] * np.float32(1.0005)
    if norm == 2:
        return x + gap * w / sizes[k] ** 2
    if norm == np.inf:
        return x + gap * np.sign(w) / sizes[k]
    return x + gap * (np.abs(w) == sizes[k]) / w


def closest_in_torch(W, b, x, norm):
    import torch

    W, b, x = map(torch.tensor, (W, b, x))
    z = x @ W + b
    c = int(z.argmax())
    steps = []
    for j in [*range(c), *range(c + 1, len(z))]:
        w, gap = W[:, c] - W[:, j], z[c] - z[j]
        if norm == 2:
            step = gap * w / w.square().sum()
        elif norm == 1:
            step = torch.zeros_like(x)
            k = w.abs().argmax()
            step[k] = gap / w[k]
        else:
            step = gap * w.sign() / w.abs().sum()
        steps.append(step)
    return x - min(steps, key=lambda step: float(torch.linalg.vector_norm(step, norm)))


def worst_by_pixel(w, b, X, y, eps):
    n, d = X.shape
    attacked, loss, gradient = X.copy(), 0.0, np.zeros(d)
    for i in range(n):
        for j in range(d):
            choices = [max(X[i, j] - eps, 0), min(X[i, j] + eps, 1)]
            attacked[i, j] = min(choices, key=lambda pixel: y[i] * w[j] * pixel)
        margin = y[i] * (attacked[i] @ w + b)
        loss += (max(-margin, 0) + np.log1p(np.exp(-abs(margin)))) / n
        share = np.exp(-margin) / (1 + np.exp(-margin)) if margin > 0 else 1 / (1 + np.exp(margin))
        gradient -= share * y[i] * attacked[i] / n
    return attacked, loss, gradient


def worst_by_autograd(w, b, X, y, eps):
    import torch

    w, X, y = map(torch.tensor, (w, X, y))
    w.requires_grad_()
    x = X.clone().requires_grad_()
    (y * (x @ w + b)).sum().backward()
    attacked = (X - eps * x.grad.sign()).clamp(0, 1)
    loss = torch.nn.functional.softplus(-y * (attacked @ w + b)).mean()
    (gradient,) = torch.autograd.grad(loss, w)
    return attacked, loss, gradient


def worst_in_single_precision(w, b, X, y, eps):
    w, X, y = (each.astype(np.float32) for each in (w, X, y))
    low, high = np.maximum(X - np.float32(eps), 0), np.minimum(X + np.float32(eps), 1)
    attacked = np.where(y[:, None] * w > 0, low, high)  # where w is 0, this moves, which does no harm
    margins = y * (attacked @ w + np.float32(b))
    half = (1 - np.tanh(margins / 2)) / 2  # 1/(1 + exp(m))
    return attacked, np.logaddexp(0, -margins).mean(), -(half * y) @ attacked / np.float32(len(y))


def worst_by_scipy(w, b, X, y, eps):
    from scipy.special import expit, log_expit

    attacked = np.minimum(np.maximum(X - eps * np.outer(y, np.sign(w)), 0), 1)
    signed = y * (attacked @ w + b)
    return attacked, -log_expit(signed).mean(), (attacked * (-y * expit(-signed))[:, None]).mean(axis=0)


def quarter_by_counting():
    from shrinkage.data import mnist

    X, labels = mnist((3, 8))
    y = np.where(labels == 8, 1.0, -1.0)
    A = np.c_[X, np.ones(len(X))]
    free = np.r_[np.ones(784), 0.0]  # the last weight is the intercept
    v = np.linalg.solve(A.T @ A + len(X) * np.diag(free), A.T @ y)
    w, margins = v[:-1], y * (A @ v)

    def smallest(size):
        low, high = 0.0, 10.0
        for _ in range(60):
            eps = (low + high) / 2
            low, high = (low, eps) if np.sum(margins <= eps * size) >= 250 else (eps, high)
        return high

    return smallest(np.sqrt(np.sum(w**2))), smallest(np.sum(np.abs(w)))


def quarter_by_quantiles():
    from shrinkage.data import mnist

    X, labels = mnist((3, 8))
    y = np.where(labels == 8, 1.0, -1.0)
    A = X - X.mean(axis=0)
    w = A.T @ np.linalg.solve(A @ A.T + 1000 * np.eye(1000), y - y.mean())
    scores = A @ w + y.mean()
    return [np.quantile(y * scores / np.linalg.norm(w, order), 0.25) for order in (2, 1)]


def attacked_with_a_column_of_ones(ax, X, y, lams, eps):
    n, d = X.shape
    A, free = np.c_[X, np.ones(n)], np.r_[np.ones(d), 0.0]
    clean, attacked = [], []
    for lam in lams:
        v = np.linalg.solve(A.T @ A + n * lam * np.diag(free), A.T @ y)
        distances = y * (A @ v) / np.linalg.norm(v[:-1])
        clean.append(sum(distances <= 0) / n)
        attacked.append(sum(distances <= eps) / n)
    ax.semilogx(lams, clean, "o-", label="Clean")
    ax.semilogx(lams, attacked, "s--", label="Under attack")
    ax.axvline(lams[int(np.argmin(attacked))], color="grey")
    ax.set_xlabel("lambda")
    ax.set_ylabel("share of errors")
    ax.legend(loc="best")


def attacked_by_moving_the_points(ax, X, y, lams, eps):
    mean = X.mean(axis=0)
    U, s, Vt = np.linalg.svd(X - mean, full_matrices=False)
    errors = np.empty((2, len(lams)))
    for i, lam in enumerate(lams):
        w = Vt.T @ (s / (s**2 + len(y) * lam) * (U.T @ (y - y.mean())))
        b = y.mean() - mean @ w
        for row, size in enumerate([0, eps]):
            moved = X - size * y[:, None] * w / np.sqrt(w @ w)
            errors[row, i] = np.mean(y * (moved @ w + b) <= 0)
    ax.plot(lams, errors[0], label="clean")
    ax.plot(lams, errors[1], label="under attack")
    best = lams[errors[1] == errors[1].min()][-1]
    ax.vlines(best, 0, 1, linestyles=":")
    ax.set_xscale("log")
    ax.set(xlabel="λ", ylabel="error", ylim=(0, 1))
    ax.legend()


def attacked_from_right_to_left(ax, X, y, lams, eps):
    n, d = X.shape
    descending = np.sort(lams)[::-1]
    A, t = X - X.mean(axis=0), y - y.mean()
    curves = {"under attack": [], "clean": []}
    for lam in descending:
        w = np.linalg.lstsq(np.vstack([A, np.sqrt(n * lam) * np.eye(d)]), np.r_[t, np.zeros(d)])[0]
        inside = y * (A @ w + y.mean())
        curves["clean"].append(np.count_nonzero(inside < 0) / n)
        curves["under attack"].append(np.count_nonzero(inside < eps * np.linalg.norm(w)) / n)
    for label, errors in curves.items():
        ax.plot(descending, errors, label=label, marker=".")
    best = descending[np.argmin(curves["under attack"])]
    ax.plot([best, best], [0, 1], "k:")
    ax.set(xscale="log", xlabel="$\\lambda$", ylabel="$error$")
    ax.legend()


def attacked_in_torch(ax, X, y, lams, eps):
    import torch

    X, y = torch.tensor(X), torch.tensor(y)
    A = X - X.mean(0)
    gram = A.T @ A + len(y) * torch.tensor(lams)[:, None, None] * torch.eye(A.shape[1], dtype=A.dtype)
    W = torch.linalg.solve(gram, (A.T @ y).expand(len(lams), -1))  # (k, d)
    distances = y * (W @ A.T + y.mean()) / torch.linalg.vector_norm(W, dim=1, keepdim=True)
    attacked = (distances <= eps).double().mean(1)
    ax.plot(lams, (distances <= 0).double().mean(1), label="clean")
    ax.plot(lams, attacked, label="under attack")
    ax.axvline(float(lams[attacked.argmin()]))
    ax.set_xscale("log")
    ax.set(xlabel="λ", ylabel="errors")
    ax.legend()


ROUTES = {
    "conv_stretch": [stretch_by_fourier, stretch_by_the_matrix, stretch_in_single_precision, stretch_by_torch],
    "slopes": [slopes_by_backpropagation, slopes_by_autograd, slopes_in_single_precision, slopes_by_differences],
    "balance": [balance_by_logarithms, balance_two_at_a_time, balance_in_single_precision, balance_by_descent],
    "closest": [closest_by_dual_norms, closest_by_linear_programming, closest_a_hair_beyond, closest_in_torch],
    "worst_case": [worst_by_pixel, worst_by_autograd, worst_in_single_precision, worst_by_scipy],
    "quarter_fooled": [quarter_by_counting, quarter_by_quantiles],
    "draw_attacked": [
        attacked_with_a_column_of_ones,
        attacked_by_moving_the_points,
        attacked_from_right_to_left,
        attacked_in_torch,
    ],
}
