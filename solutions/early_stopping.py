"""Right answers to the assignment `early_stopping` by other routes than the instructor's: each must get full marks."""

import numpy as np


def train_counting_the_misses(parameters, step, validate, patience, min_delta, max_epochs):
    import copy

    best, best_epoch, lowest, misses, epoch = None, None, float("inf"), 0, 0
    while epoch < max_epochs and misses < patience:
        step(parameters)
        error = validate(parameters)
        if lowest - error > min_delta:
            best, best_epoch, lowest, misses = copy.deepcopy(parameters), epoch, error, 0
        else:
            misses += 1
        epoch += 1
    return [best, best_epoch]


def train_and_put_back(parameters, step, validate, patience, min_delta, max_epochs):
    errors, best, best_epoch = [], {}, 0
    for epoch in range(max_epochs):
        step(parameters)
        errors.append(float(validate(parameters)))
        if epoch == 0 or errors[-1] < errors[best_epoch] - min_delta:
            best_epoch = epoch
            for name, value in parameters.items():
                best[name] = np.array(value)
        if epoch == best_epoch + patience:
            break
    for name, value in best.items():
        parameters[name][...] = value
    return parameters, best_epoch


def train_keeping_everything(parameters, step, validate, patience, min_delta, max_epochs):
    snapshots, improved, reference = [], [], np.inf
    for _ in range(max_epochs):
        step(parameters)
        snapshots.append({name: np.copy(value).tolist() for name, value in parameters.items()})
        error = validate({name: np.array(value) for name, value in snapshots[-1].items()})
        improved.append(bool(error + min_delta < reference))
        reference = error if improved[-1] else reference
        if len(improved) >= patience and not any(improved[-patience:]):
            break
    best_epoch = np.flatnonzero(improved)[-1]
    return snapshots[best_epoch], best_epoch


def train_on_a_copy(parameters, step, validate, patience, min_delta, max_epochs):
    work = {name: value.copy() for name, value in parameters.items()}
    lowest, since, done = np.float32(np.inf), 0, 0
    while done < max_epochs and since < patience:
        step(work)
        error = np.float32(validate(work))
        since, done = since + 1, done + 1
        if error < lowest - np.float32(min_delta):
            lowest, since = error, 0
            parameters.update({name: value.copy() for name, value in work.items()})
    return parameters, done - 1 - since


def descend_in_a_loop(X, y, start, lr, steps):
    n, w = len(y), start.copy()
    H, b = X.T @ X * (lr / n), X.T @ y * (lr / n)
    for _ in range(steps):
        w = w - (H @ w - b)
    return w


def descend_by_a_matrix_power(X, y, start, lr, steps):
    n, d = X.shape
    one = np.eye(d + 1)
    one[:d, :d] -= lr / n * X.T @ X
    one[:d, d] = lr / n * X.T @ y
    return (np.linalg.matrix_power(one, steps) @ np.append(start, 1.0))[:d]


def descend_by_eigenvectors(X, y, start, lr, steps):
    h, Q = np.linalg.eigh(X.T @ X / len(y))
    left = (1 - lr * h) ** steps
    flat = np.abs(h) < 1e-12 * h.max()
    gone = np.where(flat, lr * steps, (1 - left) / np.where(flat, 1.0, h))  # Σₖ η(1 − ηh)ᵏ
    return Q @ (left * (Q.T @ start) + gone * (Q.T @ (X.T @ y / len(y))))


def descend_in_torch(X, y, start, lr, steps):
    import torch

    X, y, w0 = (torch.from_numpy(each) for each in (X, y, start))
    U, s, Vh = torch.linalg.svd(X, full_matrices=False)
    factor = -torch.special.expm1(steps * torch.log1p(-torch.clamp(lr * s**2 / len(y), max=0.5)))
    factor = torch.where(lr * s**2 / len(y) < 0.5, factor, 1 - (1 - lr * s**2 / len(y)) ** steps)
    return w0 + Vh.T @ (factor / s * (U.T @ (y - X @ w0)))


def seven_by_newton():
    from shrinkage.data import diabetes, standardize

    h = np.linalg.svd(standardize(diabetes()[0]), compute_uv=False) ** 2 / 442
    t = np.arange(1, 2000)[:, None]
    steps = 1 + np.argmax(np.sum(1 - (1 - 0.01 * h) ** t, axis=1) >= 7)
    lam = 0.1
    for _ in range(30):
        lam += (np.sum(h / (h + lam)) - 7) / np.sum(h / (h + lam) ** 2)
    return steps, lam


def seven_with_flow():
    from shrinkage.data import diabetes

    X = diabetes()[0]
    h = np.linalg.eigvalsh(np.corrcoef(X.T))
    times = np.linspace(0, 10, 20_001)
    time = times[np.argmax(np.sum(1 - np.exp(-times[:, None] * h), axis=1) >= 7)]
    lams = np.logspace(-3, 1, 20_001)
    return [float(round(time / 0.01)), lams[np.argmin(abs(np.sum(h / (h + lams[:, None]), axis=1) - 7))]]


def filters_with_semilogx(ax, s, n, lr, steps):
    h = s**2 / n
    for t in steps:
        ax.semilogx(s, 1 - (1 - lr * h) ** t, "k-", label=f"{t} steps")
    for t in steps:
        ax.semilogx(s, 1 / (1 + 1 / (lr * t * h)), "k:", label=f"Ridge for {t} steps")
    ax.set_xlabel("s")
    ax.set_ylabel("factor")
    ax.legend(loc="lower right", fontsize=6)


def filters_by_loops(ax, s, n, lr, steps):
    order = sorted(s)
    for t in steps:
        kept = []
        for value in order:
            share = 0.0
            for _ in range(t):
                share += lr * value**2 / n * (1 - share)
            kept.append(share)
        (line,) = ax.plot(order, kept, "-o")
        line.set_label(f"{t} steps")
        (other,) = ax.plot(order, [lr * t * v**2 / (lr * t * v**2 + n) for v in order])
        other.set_label(f"ridge for {t} steps")
    ax.axhline(1, color="grey")
    ax.set(xscale="log", ylim=(0, 1.1), xlabel="singular value", ylabel="kept", title="Filters")
    ax.legend()


def filters_in_single_precision(ax, s, n, lr, steps):
    import torch

    s = torch.tensor(s, dtype=torch.float32).flip(0)
    t = torch.tensor(steps, dtype=torch.float32)[:, None]
    stopped = -torch.expm1(t * torch.log1p(-lr * s**2 / n))
    ridge = s**2 / (s**2 + n / (lr * t))
    ax.plot(s, stopped.T, label=[f"{k} steps" for k in steps])
    ax.plot(s, ridge.T.numpy(), ls="--", label=[f"ridge for {k} steps" for k in steps])
    ax.set_xscale("symlog" if s.min() < 0 else "log")
    ax.set_xlabel("$s$")
    ax.set_ylabel("share")
    ax.legend()


def augmented_by_moments(X, y, shifts, sigma):
    n, d = X.shape
    M, b = sigma**2 * np.eye(d), np.zeros(d)
    for k in shifts:
        P = np.roll(np.eye(d), k, axis=1)
        M += P.T @ X.T @ X @ P / (n * len(shifts))
        b += P.T @ X.T @ y / (n * len(shifts))
    return np.linalg.solve(M, b)


def augmented_with_extra_rows(X, y, shifts, sigma):
    d = X.shape[1]
    rows = [np.roll(x, k) for x in X for k in shifts]
    rows += list(sigma * np.sqrt(len(rows)) * np.eye(d))
    targets = list(np.repeat(y, len(shifts))) + [0.0] * d
    return np.linalg.lstsq(np.array(rows), np.array(targets), rcond=None)[0].tolist()


def augmented_by_the_dual(X, y, shifts, sigma):
    import torch

    A = torch.cat([torch.roll(torch.from_numpy(X), k, dims=1) for k in shifts])
    b = torch.from_numpy(y).repeat(len(shifts))
    if sigma == 0:
        return torch.linalg.pinv(A) @ b
    return A.T @ torch.linalg.solve(A @ A.T + len(A) * sigma**2 * torch.eye(len(A), dtype=A.dtype), b)


def augmented_in_single_precision(X, y, shifts, sigma):
    X, y = X.astype(np.float32), y.astype(np.float32)
    d = X.shape[1]
    A = np.vstack([X[:, (np.arange(d) - k) % d] for k in shifts])
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    return Vt.T @ (s / (s**2 + np.float32(len(A) * sigma**2)) * (U.T @ np.tile(y, len(shifts))))


def noisy_labels_by_torch(logits, labels, epsilon):
    import torch

    z = torch.tensor(logits, requires_grad=True)
    loss = torch.nn.functional.cross_entropy(z, torch.as_tensor(labels), label_smoothing=epsilon)
    loss.backward()
    return loss, z.grad


def noisy_labels_by_mixing_two_losses(logits, labels, epsilon):
    n, K = logits.shape
    top = logits.max(axis=1)
    log_norm = top + np.log(np.exp(logits - top[:, None]).sum(axis=1))
    loss = np.mean(log_norm - (1 - epsilon) * logits[np.arange(n), labels] - epsilon * logits.mean(axis=1))
    gradient = np.exp(logits - log_norm[:, None]) - epsilon / K
    gradient[np.arange(n), labels] -= 1 - epsilon
    return loss, gradient / n


def noisy_labels_in_loops(logits, labels, epsilon):
    import math

    n, K = logits.shape
    loss, gradient = 0.0, []
    for z, label in zip(logits.tolist(), labels.tolist(), strict=True):
        log_norm = max(z) + math.log(sum(math.exp(entry - max(z)) for entry in z))
        chances = [epsilon / K + (1 - epsilon if k == label else 0) for k in range(K)]
        loss += sum(chance * (log_norm - entry) for chance, entry in zip(chances, z, strict=True)) / n
        gradient.append([(math.exp(e - log_norm) - c) / n for e, c in zip(z, chances, strict=True)])
    return [loss, gradient]


def noisy_labels_in_single_precision(logits, labels, epsilon):
    import torch

    z = torch.tensor(logits, dtype=torch.float32)
    K = z.shape[1]
    target = torch.full_like(z, epsilon / K)
    target[torch.arange(len(z)), torch.as_tensor(labels)] += 1 - epsilon
    log_p = torch.log_softmax(z, dim=1)
    return -(target * log_p).sum(dim=1).mean(), (log_p.exp() - target) / len(z)


def augment_row_by_row(X, max_shift, width, generator):
    n, d = X.shape
    result = np.zeros((n, d))
    for i in range(n):
        first = int(generator.integers(d - width + 1))
        k = int(generator.integers(-max_shift, max_shift, endpoint=True))
        result[i, max(k, 0) : d + min(k, 0)] = X[i, max(-k, 0) : d - max(k, 0)]
        result[i, first : first + width] = 0
    return result


def augment_by_choice(X, max_shift, width, generator):
    d = X.shape[1]
    ks = generator.choice(np.arange(-max_shift, max_shift + 1), size=len(X))
    rows = []
    for row, k in zip(X.tolist(), ks.tolist(), strict=True):
        moved = [0.0] * k + row[: d - k] if k >= 0 else row[-k:] + [0.0] * -k
        first = generator.choice(d - width + 1)
        rows.append(moved[:first] + [0.0] * width + moved[first + width :])
    return rows


def augment_in_a_padded_array(X, max_shift, width, generator):
    n, d = X.shape
    wide = np.pad(X.astype(np.float32), ((0, 0), (max_shift, max_shift)))
    k = np.floor(generator.random(n) * (2 * max_shift + 1)).astype(int)
    views = np.lib.stride_tricks.sliding_window_view(wide, d, axis=1)  # (n, 2m + 1, d)
    result = views[np.arange(n), k].copy()
    first = np.floor(generator.random(n) * (d - width + 1)).astype(int)
    result[(np.arange(d) >= first[:, None]) & (np.arange(d) < first[:, None] + width)] = 0
    return result


def augment_by_torch(X, max_shift, width, generator):
    import torch

    n, d = X.shape
    draws = torch.Generator().manual_seed(int(generator.integers(2**62)))
    k = torch.randint(-max_shift, max_shift + 1, (n, 1), generator=draws)
    first = torch.randint(0, d - width + 1, (n, 1), generator=draws)
    j = torch.arange(d)
    source = j - k
    rows = torch.gather(torch.from_numpy(X), 1, source.clamp(0, d - 1)) * ((source >= 0) & (source < d))
    return rows.masked_fill((j >= first) & (j < first + width), 0.0)


ROUTES = {
    "train": [train_counting_the_misses, train_and_put_back, train_keeping_everything, train_on_a_copy],
    "descend": [descend_in_a_loop, descend_by_a_matrix_power, descend_by_eigenvectors, descend_in_torch],
    "seven_degrees": [seven_by_newton, seven_with_flow],
    "draw_filters": [filters_with_semilogx, filters_by_loops, filters_in_single_precision],
    "fit_augmented": [
        augmented_by_moments,
        augmented_with_extra_rows,
        augmented_by_the_dual,
        augmented_in_single_precision,
    ],
    "noisy_label_loss": [
        noisy_labels_by_torch,
        noisy_labels_by_mixing_two_losses,
        noisy_labels_in_loops,
        noisy_labels_in_single_precision,
    ],
    "augment": [augment_row_by_row, augment_by_choice, augment_in_a_padded_array, augment_by_torch],
}
