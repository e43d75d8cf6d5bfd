"""Right answers to the assignment `overfitting` by other routes; every one must score full marks."""

import numpy as np


def folds_by_dealing(groups, k):
    fold_of = {label: j % k for j, label in enumerate(sorted(set(groups.tolist())))}
    if len(fold_of) < k:
        raise ValueError("more folds than groups")
    folds = [([], []) for _ in range(k)]
    for row, label in enumerate(groups.tolist()):
        for j, (train, validation) in enumerate(folds):
            (validation if fold_of[label] == j else train).append(row)
    return folds


def folds_by_isin(groups, k):
    labels = np.unique(groups)
    if k > labels.size:
        raise ValueError("more folds than groups")
    rows = np.arange(len(groups))
    return [(rows[~np.isin(groups, labels[j::k])], rows[np.isin(groups, labels[j::k])]) for j in range(k)]


def folds_by_searchsorted(groups, k):
    labels = np.array(sorted(set(groups)))
    if len(labels) < k:
        raise ValueError("more folds than groups")
    fold = np.searchsorted(labels, groups) % k
    folds = []
    for j in range(k):
        validation = np.where(fold == j)[0]
        folds.append((np.setdiff1d(np.arange(len(groups)), validation), validation))
    return folds


def plot_by_semilogy(ax, degrees, train, validation):
    ax.semilogy(degrees, np.mean(train, axis=1), "o-", label="Training")
    ax.semilogy(degrees, np.mean(validation, axis=1), "s--", label="Validation")
    ax.axvline(degrees[np.argmin(np.mean(validation, axis=1))], color="gray", label="chosen")
    ax.set_xlabel("Degree of the polynomial")
    ax.set_ylabel("Mean squared error")
    ax.set_title("Validation curve")
    ax.legend(loc="upper center")


def plot_with_error_bars(ax, degrees, train, validation):
    for errors, label in [(train, "training"), (validation, "validation")]:
        spread = errors.std(axis=1, ddof=1) / np.sqrt(errors.shape[1])
        ax.errorbar(degrees, errors.mean(axis=1), yerr=spread, capsize=3, label=label)
    best = degrees[validation.mean(axis=1).argmin()]
    ax.vlines(best, train.min(), validation.max())
    ax.set(yscale="log", xlabel="degree", ylabel="error")
    ax.legend()


def plot_on_axes_made_current(ax, degrees, train, validation):
    import matplotlib.pyplot as plt

    plt.sca(ax)
    lines = plt.plot(degrees, np.stack([train.mean(axis=1), validation.mean(axis=1)], axis=1))
    best = degrees[validation.mean(axis=1).argmin()]
    plt.plot([best, best], [train.min(), validation.max()], ":")
    plt.fill_between(degrees, validation.min(axis=1), validation.max(axis=1), alpha=0.2)
    plt.yscale("log")
    plt.xlabel("degree")
    plt.ylabel("squared error")
    plt.legend(lines, ["training", "validation"])
    for line, label in zip(lines, ["training", "validation"], strict=True):
        line.set_label(label)


def plot_named_by_the_legend(ax, degrees, train, validation):
    means = validation.mean(axis=1)
    ax.axvline(degrees[means.argmin()], color="k", label="_nolegend_")
    ax.semilogy(degrees, train.mean(axis=1), degrees, means)
    ax.legend(["training", "validation"])
    ax.set(xlabel="degree", ylabel="error")


def paired_by_loop(errors, complexity):
    values, k = errors.shape
    best = 0
    for i in range(values):
        better = errors[i].mean() < errors[best].mean()
        tie = errors[i].mean() == errors[best].mean() and complexity[i] < complexity[best]
        if better or tie:
            best = i
    choice = complexity[best]
    for i in range(values):
        gaps = [errors[i, j] - errors[best, j] for j in range(k)]
        mean = sum(gaps) / k
        variance = sum((gap - mean) ** 2 for gap in gaps) / (k - 1)
        if i != best and mean <= (variance / k) ** 0.5:
            choice = min(choice, complexity[i])
    return int(choice)


def paired_after_sorting(errors, complexity):
    order = np.argsort(complexity)
    errors, complexity = errors[order], complexity[order]
    gap = errors - errors[np.argmin(errors.mean(axis=1))]
    variance = np.cov(gap).diagonal()
    return complexity[np.argmax(gap.mean(axis=1) <= np.sqrt(variance / errors.shape[1]))]


def paired_by_t(errors, complexity):
    means = errors.mean(axis=1)
    simplest_first = np.lexsort((complexity, means))
    gap = errors - errors[simplest_first[0]]
    with np.errstate(invalid="ignore"):
        t = gap.mean(axis=1) * np.sqrt(errors.shape[1]) / gap.std(axis=1, ddof=1)
    return min(c for c, each in zip(complexity, t, strict=True) if not each > 1)


def paired_torch(errors, complexity):
    import torch

    E = torch.tensor(errors)
    means = E.mean(dim=1)
    best = min(range(len(E)), key=lambda i: (means[i].item(), complexity[i]))
    gap = E - E[best]
    near = gap.mean(dim=1) <= gap.std(dim=1) / E.shape[1] ** 0.5
    return torch.tensor(complexity)[near].min()


def split_by_loop(predictions, truth):
    draws, points = predictions.shape
    bias2 = variance = 0.0
    for j in range(points):
        mean = sum(predictions[:, j]) / draws
        spread = sum((p - mean) ** 2 for p in predictions[:, j]) / (draws - 1)
        variance += spread / points
        bias2 += ((mean - truth[j]) ** 2 - spread / draws) / points
    return bias2, variance


def split_by_pairs(predictions, truth):
    # two different training sets err independently, so the product of their errors is unbiased for bias²
    errors, draws = predictions - truth, len(predictions)
    pairs = [(r, s) for r in range(draws) for s in range(draws) if r != s]
    bias2 = np.mean([errors[r] * errors[s] for r, s in pairs])
    variance = np.mean([(errors[r] - errors[s]) ** 2 for r, s in pairs]) / 2
    return bias2, variance


def split_by_difference(predictions, truth):
    # the two must add up to the mean squared error
    variance = np.var(predictions, axis=0, ddof=1).mean()
    return np.mean((predictions - truth) ** 2) - variance, variance


def split_torch(predictions, truth):
    import torch

    P, f = torch.tensor(predictions), torch.tensor(truth)
    variance = P.var(dim=0)
    return [((P.mean(dim=0) - f) ** 2 - variance / len(P)).mean(), variance.mean()]


def leave_one_out_by_svd(X, y):
    U, _, _ = np.linalg.svd(X, full_matrices=False)
    rest = 1 - np.sum(U**2, axis=1)
    residual = y - U @ (U.T @ y)
    errors = np.full(len(y), np.inf)
    errors[rest >= 1e-9] = (residual[rest >= 1e-9] / rest[rest >= 1e-9]) ** 2
    return errors


def leave_one_out_by_pinv(X, y):
    P = np.linalg.pinv(X)
    leverage = np.einsum("ij,ji->i", X, P)
    errors = [
        (e / (1 - h)) ** 2 if h < 1 - 1e-9 else float("inf") for e, h in zip(y - X @ (P @ y), leverage, strict=True)
    ]
    return np.array(errors)


def leave_one_out_by_refits(X, y):
    errors = []
    for i in range(len(y)):
        w, _, rank, _ = np.linalg.lstsq(np.delete(X, i, axis=0), np.delete(y, i))
        errors.append((y[i] - X[i] @ w) ** 2 if rank == X.shape[1] else np.inf)
    return np.array(errors)


def leave_one_out_torch(X, y):
    import torch

    X, y = torch.tensor(X), torch.tensor(y)
    Q, _ = torch.linalg.qr(X)
    h = (Q * Q).sum(dim=1)
    errors = ((y - Q @ (Q.T @ y)) / (1 - h)) ** 2
    return torch.where(h >= 1 - 1e-9, torch.inf, errors)


def choice_by_refits():
    from shrinkage.data import noisy_sine

    x, y = noisy_sine(20, 0.3, np.random.default_rng(3))
    means = {}
    for degree in range(1, 13):
        others = [np.arange(len(x)) != i for i in range(len(x))]
        fits = [np.polyfit(x[rows], y[rows], degree) for rows in others]
        means[degree] = np.mean([(np.polyval(w, x[i]) - y[i]) ** 2 for i, w in enumerate(fits)])
    best = min(means, key=means.get)
    return best, means[best]


def limit_by_lstsq(X, y, start):
    return start + np.linalg.lstsq(X, y - X @ start)[0]


def limit_by_projection(X, y, start):
    P = np.linalg.pinv(X)
    return P @ y + (np.eye(X.shape[1]) - P @ X) @ start


def limit_by_svd(X, y, start):
    U, s, Vt = np.linalg.svd(X, full_matrices=False)
    w = start.copy()
    for u, sigma, v in zip(U.T, s, Vt, strict=True):
        if sigma > 1e-12 * s[0]:
            w += (u @ y / sigma - v @ start) * v
    return w


def limit_torch(X, y, start):
    import torch

    X, y, start = map(torch.tensor, (X, y, start))
    return start + torch.linalg.pinv(X) @ (y - X @ start)


ROUTES = {
    "group_folds": [folds_by_dealing, folds_by_isin, folds_by_searchsorted],
    "plot_validation_curve": [
        plot_by_semilogy,
        plot_with_error_bars,
        plot_on_axes_made_current,
        plot_named_by_the_legend,
    ],
    "paired_choice": [paired_by_loop, paired_after_sorting, paired_by_t, paired_torch],
    "corrected_bias_variance": [split_by_loop, split_by_pairs, split_by_difference, split_torch],
    "leave_one_out": [
        leave_one_out_by_svd,
        leave_one_out_by_pinv,
        leave_one_out_by_refits,
        leave_one_out_torch,
    ],
    "loo_choice": [choice_by_refits],
    "gradient_descent_limit": [limit_by_lstsq, limit_by_projection, limit_by_svd, limit_torch],
}
