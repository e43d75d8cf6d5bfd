"""Right answers to the assignment `l2` by other routes than the instructor's: each must get full marks."""

import numpy as np


def loss_by_loop(w, b, X, y, lam):
    n, d = X.shape
    loss, in_w, in_b = 0.0, np.zeros(d), 0.0
    for row, target in zip(X, y, strict=True):
        residual = sum(row[j] * w[j] for j in range(d)) + b - target
        loss += 0.5 * residual**2 / n
        in_b += residual / n
        for j in range(d):
            in_w[j] += residual * row[j] / n
    for j in range(d):
        loss += lam * 0.5 * w[j] ** 2
        in_w[j] += lam * w[j]
    return loss, in_w, in_b


def loss_by_autograd(w, b, X, y, lam):
    import torch

    X, y = torch.tensor(X), torch.tensor(y)
    w, b = torch.tensor(w, requires_grad=True), torch.tensor(b, requires_grad=True)
    loss = 0.5 * torch.mean((X @ w + b - y) ** 2) + 0.5 * lam * torch.sum(w**2)
    loss.backward()
    return loss, w.grad, b.grad


def loss_with_a_column_of_ones(w, b, X, y, lam):
    A, v = np.column_stack([X, np.ones(len(X))]), np.append(w, b)
    free = np.append(np.full(len(w), lam), 0.0)  # b is the last weight, and its λ is 0
    residual = A @ v - y
    gradient = np.mean(residual[:, None] * A, axis=0) + free * v
    return 0.5 * np.mean(residual**2) + 0.5 * np.sum(free * v**2), gradient[:-1], gradient[-1]


def loss_by_complex_steps(w, b, X, y, lam):
    def objective(v):
        return np.mean((X @ v[:-1] + v[-1] - y) ** 2) / 2 + lam / 2 * np.sum(v[:-1] ** 2)

    v, tiny = np.append(w, b), 1e-30
    gradient = np.array([objective(v + 1j * tiny * e).imag / tiny for e in np.eye(len(v))])
    return objective(v), gradient[:-1], gradient[-1]


def step_in_place(parameters, lr, lam):
    import torch

    with torch.no_grad():
        for p in parameters:
            if p.grad is not None:
                if p.ndim >= 2:
                    p.mul_(1 - lr * lam)
                p.add_(p.grad, alpha=-lr)


def step_by_optimizer(parameters, lr, lam):
    import torch

    weights = [p for p in parameters if p.dim() > 1]
    biases = [p for p in parameters if p.dim() <= 1]
    groups = [{"params": weights, "weight_decay": lam}, {"params": biases}]
    torch.optim.SGD([group for group in groups if group["params"]], lr=lr).step()


def step_on_data(parameters, lr, lam):
    for p in parameters:
        if p.grad is None:
            continue
        decay = lam if len(p.shape) >= 2 else 0.0
        p.data = p.data - lr * (p.grad + decay * p.data)


def step_by_copy(parameters, lr, lam):
    import torch

    with torch.no_grad():
        for p in (p for p in parameters if p.grad is not None):
            total = p.grad.clone()
            if p.ndim >= 2:
                total += lam * p
            p.copy_(p - lr * total)


def six_by_newton():
    from shrinkage.data import diabetes

    X = diabetes()[0]
    X = (X - X.mean(axis=0)) / X.std(axis=0)
    h = np.linalg.eigvalsh(X.T @ X / len(X))
    lam = 0.01
    for _ in range(50):
        lam += (np.sum(h / (h + lam)) - 6) / np.sum(h / (h + lam) ** 2)
    return lam


def six_to_three_digits():
    return 0.328


def path_drawn_at_once(ax, X, y, lams, names, chosen):
    U, s, Vt = np.linalg.svd(X, full_matrices=False)
    W = [Vt.T @ (s / (s**2 + len(X) * lam) * (U.T @ y)) for lam in lams]
    ax.semilogx(lams, W, label=names)
    ax.axhline(0, color="grey", linewidth=0.5)
    ax.axvline(chosen, color="black", label="chosen")
    ax.set_xlabel("lambda")
    ax.set_ylabel("weights")
    ax.legend(loc="best")


def path_named_by_the_legend(ax, X, y, lams, names, chosen):
    n, d = X.shape
    W = np.empty((len(lams), d))
    for i, lam in enumerate(lams):
        W[i] = X.T @ np.linalg.solve(X @ X.T + n * lam * np.eye(n), y)
    lines = ax.plot(lams, W, marker=".")
    ax.axvline(chosen)
    ax.set_xscale("log")
    ax.set_xlabel("λ")
    ax.set_ylabel("w")
    ax.legend(lines, names)


def path_from_right_to_left(ax, X, y, lams, names, chosen):
    n, d = X.shape
    descending = sorted(lams, reverse=True)
    zeros = np.zeros(d)
    paths = [
        np.linalg.lstsq(np.vstack([X, np.sqrt(n * lam) * np.eye(d)]), np.concatenate([y, zeros]))[0]
        for lam in descending
    ]
    ax.vlines(chosen, np.min(paths), np.max(paths), linestyles=":")
    for j in range(d):
        ax.plot(descending, [w[j] for w in paths], "-", label=names[j])
    ax.set(xscale="log", xlabel="$\\lambda$", ylabel="$w_j$", title="Ridge")
    ax.figure.canvas.draw()
    ax.legend()


def path_in_torch(ax, X, y, lams, names, chosen):
    import torch

    A, b = torch.tensor(X), torch.tensor(y)
    n, d = A.shape
    gram = A.T @ A + n * torch.tensor(lams)[:, None, None] * torch.eye(d, dtype=A.dtype)
    W = torch.linalg.solve(gram, (A.T @ b).expand(len(lams), d))
    for j, name in enumerate(names):
        ax.plot(lams, W[:, j], label=name)
    ax.plot([chosen, chosen], [float(W.min()), float(W.max())], "k--")
    ax.set_xscale("log")
    ax.set(xlabel="strength λ", ylabel="weight")
    ax.legend()


def rows_one_by_one(X, y, lams, centre):
    n, rows, targets = len(X), list(X), list(y)
    for j, lam in enumerate(lams):
        row = np.zeros(X.shape[1])
        row[j] = np.sqrt(n * lam)
        rows.append(row)
        targets.append(row[j] * centre[j])
    return np.array(rows), np.array(targets)


def rows_of_the_penalised(X, y, lams, centre):
    scale = np.sqrt(len(X) * lams)
    kept = lams > 0
    return np.r_[X, np.diag(scale)[kept]], np.r_[y, (scale * centre)[kept]]


def rows_first(X, y, lams, centre):
    scale = (X.shape[0] * lams) ** 0.5
    return np.concatenate([scale * np.eye(len(lams)), X]), np.concatenate([scale * centre, y])


def rows_in_torch(X, y, lams, centre):
    import torch

    X, y, lams, centre = map(torch.tensor, (X, y, lams, centre))
    root = torch.sqrt(len(X) * lams)
    return torch.cat([X, -torch.diag(root)]), torch.cat([y, -root * centre])


def dual_by_bordered_system(K, y, lam):
    n = len(y)
    # nλ a + K a + b = y and the residuals, nλ a, sum to 0
    A = np.block([[K + n * lam * np.eye(n), np.ones((n, 1))], [np.ones((1, n)), np.zeros((1, 1))]])
    solution = np.linalg.solve(A, np.append(y, 0.0))
    return solution[:n], solution[n]


def dual_by_centring(K, y, lam):
    n = len(y)
    C = np.eye(n) - 1 / n
    a = np.linalg.inv(C @ K @ C + n * lam * np.eye(n)) @ (C @ y)
    return a, np.mean(y - K @ a)


def dual_by_two_solves(K, y, lam):
    n = len(y)
    for_y, for_one = np.linalg.solve(K + n * lam * np.eye(n), np.stack([y, np.ones(n)], axis=1)).T
    b = for_y.sum() / for_one.sum()
    return (for_y - b * for_one).tolist(), float(b)


def dual_by_features(K, y, lam):
    n = len(y)
    values, vectors = np.linalg.eigh(K)
    kept = values > 1e-12 * values[-1]
    X = vectors[:, kept] * np.sqrt(values[kept])
    A = np.column_stack([X, np.ones(n)])
    free = np.append(np.ones(X.shape[1]), 0)
    *w, b = np.linalg.solve(A.T @ A + n * lam * np.diag(free), A.T @ y)
    return [(y - X @ w - b) / (n * lam), b]


def dual_in_torch(K, y, lam):
    import torch

    K, y = torch.tensor(K), torch.tensor(y)
    L = torch.linalg.cholesky(K + len(y) * lam * torch.eye(len(y), dtype=K.dtype))
    solutions = torch.cholesky_solve(torch.stack([y, torch.ones_like(y)], dim=1), L)
    b = solutions[:, 0].sum() / solutions[:, 1].sum()
    return solutions[:, 0] - b * solutions[:, 1], b


def backward_by_autograd(W, b, c, X, lam):
    import torch

    W, b, c = (torch.tensor(value, requires_grad=True) for value in (W, b, c))
    X = torch.tensor(X)
    output = torch.tanh(X @ W + b) @ W.T + c
    loss = 0.5 * ((output - X) ** 2).sum(dim=1).mean() + 0.5 * lam * (W**2).sum()
    in_W, in_b, in_c = torch.autograd.grad(loss, (W, b, c))
    return {"W": in_W.numpy(), "b": in_b.numpy(), "c": in_c.numpy()}


def backward_one_by_one(W, b, c, X, lam):
    n = len(X)
    in_W, in_b, in_c = lam * W, np.zeros(len(b)), np.zeros(len(c))
    for x in X:
        h = np.tanh(W.T @ x + b)
        error = W @ h + c - x
        inner = (1 - h**2) * (W.T @ error)
        in_W = in_W + (np.outer(x, inner) + np.outer(error, h)) / n
        in_b += inner / n
        in_c += error / n
    return dict(W=in_W, b=in_b, c=in_c)


def backward_by_complex_steps(W, b, c, X, lam):
    d, m = W.shape

    def objective(v):
        W, b, c = v[: d * m].reshape(d, m), v[d * m : d * m + m], v[d * m + m :]
        return np.sum((np.tanh(X @ W + b) @ W.T + c - X) ** 2) / (2 * len(X)) + lam / 2 * np.sum(W**2)

    v, tiny = np.concatenate([W.ravel(), b, c]), 1e-30
    gradient = np.array([objective(v + 1j * tiny * e).imag / tiny for e in np.eye(len(v))])
    return {
        "W": gradient[: d * m].reshape(d, m),
        "b": gradient[d * m : d * m + m],
        "c": gradient[d * m + m :],
    }


def backward_layer_by_layer(W, b, c, X, lam):
    encoder, decoder = W, W.T.copy()
    hidden = np.tanh(np.einsum("ni,ij->nj", X, encoder) + b)
    delta_out = (hidden @ decoder + c - X) / X.shape[0]
    in_decoder = np.einsum("nj,ni->ji", hidden, delta_out)
    delta_hidden = delta_out @ decoder.T / np.cosh(np.arctanh(hidden)) ** 2
    in_encoder = np.einsum("ni,nj->ij", X, delta_hidden)
    return {
        "c": np.ones(len(X)) @ delta_out,
        "b": np.ones(len(X)) @ delta_hidden,
        "W": in_encoder + np.transpose(in_decoder) + lam * W,
    }


ROUTES = {
    "penalised_loss": [loss_by_loop, loss_by_autograd, loss_with_a_column_of_ones, loss_by_complex_steps],
    "sgd_step": [step_in_place, step_by_optimizer, step_on_data, step_by_copy],
    "lam_of_six": [six_by_newton, six_to_three_digits],
    "draw_path": [path_drawn_at_once, path_named_by_the_legend, path_from_right_to_left, path_in_torch],
    "as_least_squares": [rows_one_by_one, rows_of_the_penalised, rows_first, rows_in_torch],
    "dual_with_intercept": [
        dual_by_bordered_system,
        dual_by_centring,
        dual_by_two_solves,
        dual_by_features,
        dual_in_torch,
    ],
    "autoencoder_gradients": [
        backward_by_autograd,
        backward_one_by_one,
        backward_by_complex_steps,
        backward_layer_by_layer,
    ],
}
