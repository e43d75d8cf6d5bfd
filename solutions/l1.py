"""Right answers to the assignment `l1` by other routes than the instructor's: each must get full marks."""

import numpy as np


def subgradient_by_loop(X, y, w, b, lam):
    n, d = X.shape
    residuals = [sum(X[i, j] * w[j] for j in range(d)) + b - y[i] for i in range(n)]
    in_w = []
    for j in range(d):
        slope = sum(X[i, j] * residuals[i] for i in range(n)) / n
        if w[j] > 0 or (w[j] == 0 and slope < -lam):
            in_w.append(slope + lam)
        elif w[j] < 0 or (w[j] == 0 and slope > lam):
            in_w.append(slope - lam)
        else:
            in_w.append(0.0)
    return in_w, sum(residuals) / n


def subgradient_by_nearest_point(X, y, w, b, lam):
    residual = X @ w + b - y
    slope = np.mean(residual[:, None] * X, axis=0)
    low = np.where(w > 0, lam, -lam)  # the penalty's slopes are those from low to high
    high = np.where(w < 0, -lam, lam)
    return slope + np.clip(-slope, low, high), np.mean(residual)


def subgradient_by_two_sides(X, y, w, b, lam):
    """The slope on each side: the smallest of all between them."""
    residual = X @ w + b - y
    slope = residual @ X / len(y)
    left, right = slope + lam * np.where(w > 0, 1, -1), slope + lam * np.where(w < 0, -1, 1)
    return np.maximum(left, 0) + np.minimum(right, 0), residual.sum() / len(residual)


def subgradient_by_autograd(X, y, w, b, lam):
    import torch

    X, y = torch.tensor(X), torch.tensor(y)
    w, b = torch.tensor(w, requires_grad=True), torch.tensor(b, dtype=torch.float64, requires_grad=True)
    (0.5 * ((X @ w + b - y) ** 2).mean()).backward()
    in_w = torch.where(w == 0, torch.nn.functional.softshrink(w.grad, lam), w.grad + lam * w.sign())
    return in_w.detach(), b.grad


def nothing_by_lstsq(X, y, F, shares):
    coefficients = np.linalg.lstsq(F, y, rcond=None)[0]
    return np.linalg.norm(X.T @ (y - F @ coefficients) / shares, ord=np.inf) / len(y)


def nothing_by_loop(X, y, F, shares):
    residual = [float(t) for t in y - F @ (np.linalg.pinv(F) @ y)]
    steepest = 0
    for j in range(X.shape[1]):
        slope = sum(X[i, j] * residual[i] for i in range(len(residual))) / len(residual)
        steepest = max(steepest, abs(slope) / shares[j])
    return steepest


def nothing_by_gram_schmidt(X, y, F, shares):
    basis, residual = [], np.array(y, dtype=float)
    for column in F.T:
        q = column.astype(float)
        for _ in range(2):
            for p in basis:
                q = q - (p @ q) * p
        if np.linalg.norm(q) > 1e-9 * np.linalg.norm(column):
            basis.append(q / np.linalg.norm(q))
    for q in basis:
        residual = residual - (q @ residual) * q
    return np.abs(X.T @ residual / shares).max() / len(residual)


def nothing_by_projected_inputs(X, y, F, shares):
    """Frisch, Waugh and Lovell: what the free columns leave of the inputs serves as well."""
    rest = X - F @ np.linalg.pinv(F) @ X
    return np.max(np.abs(np.mean(rest * y[:, None], axis=0)) / shares)


def nothing_torch(X, y, F, shares):
    import torch

    X, y, F, shares = (torch.tensor(each, dtype=torch.float64) for each in (X, y, F, shares))
    residual = y - F @ (torch.linalg.pinv(F) @ y)
    return (X.T @ residual).abs().div(shares).max() / len(y)


def sweep_by_residual(X, y, w, b, lams):
    n, d = X.shape
    w = np.array(w)
    residual = y - X @ w
    b = residual.mean()
    residual -= b
    for j in range(d):
        x = X[:, j]
        squares = x @ x
        new = 0.0
        if squares > 0:
            u = x @ residual + squares * w[j]
            new = np.sign(u) * max(abs(u) - n * lams[j], 0) / squares
        residual += x * (w[j] - new)
        w[j] = new
    return w, b


def sweep_by_moments(X, y, w, b, lams):
    n, w = len(y), list(w)
    G, c, m = X.T @ X / n, X.T @ y / n, X.mean(axis=0)
    b = y.mean() - m @ np.array(w)
    for j in range(len(w)):
        others = sum(G[j, k] * w[k] for k in range(len(w)) if k != j)
        pull = c[j] - others - m[j] * b
        if G[j, j] == 0 or abs(pull) <= lams[j]:
            w[j] = 0.0
        elif pull > 0:
            w[j] = (pull - lams[j]) / G[j, j]
        else:
            w[j] = (pull + lams[j]) / G[j, j]
    return np.array(w), b


def sweep_by_candidates(X, y, w, b, lams):
    """The minimiser of a quadratic plus λ|w| is one of three points: take the best."""
    w = w.astype(float, copy=True)
    b = np.mean(y - X @ w)

    def objective(v):
        return np.mean((X @ v + b - y) ** 2) / 2 + np.sum(lams * np.abs(v))

    for j in range(w.size):
        x, h = X[:, j], np.mean(X[:, j] ** 2)
        candidates = [0.0]
        if h > 0:
            centre = w[j] + np.mean(x * (y - X @ w - b)) / h
            candidates += [centre - lams[j] / h, centre + lams[j] / h]
        trials = [np.where(np.arange(w.size) == j, value, w) for value in candidates]
        w = min(trials, key=objective)
    return w, b


def sweep_torch(X, y, w, b, lams):
    import torch

    X, y, w, lams = (torch.tensor(each, dtype=torch.float64) for each in (X, y, w, lams))
    b = (y - X @ w).mean()
    for j in range(len(w)):
        w[j] = 0
        h = X[:, j].square().mean()
        if h > 0:
            pull = (X[:, j] * (y - X @ w - b)).mean()
            w[j] = torch.sign(pull) * torch.relu(pull.abs() - lams[j]) / h
    return w, b


def budget_by_the_knots():
    """‖w‖₁ is linear in λ between two knots of the path."""
    from shrinkage.data import diabetes, standardize
    from sklearn.linear_model import lars_path

    X, y, _ = diabetes()
    lams, _, path = lars_path(standardize(X), y - y.mean(), method="lasso")
    sizes = np.abs(path).sum(axis=0)
    k = np.searchsorted(sizes, 80)
    share = (80 - sizes[k - 1]) / (sizes[k] - sizes[k - 1])
    w = path[:, k - 1] + share * (path[:, k] - path[:, k - 1])
    return lams[k - 1] + share * (lams[k] - lams[k - 1]), np.sum(w != 0)


def budget_by_projection():
    """Projected gradient on the L1 ball of radius 80; λ is then the slope of the loss along an active weight."""
    from shrinkage.data import diabetes, standardize

    X, y, _ = diabetes()
    X, y = standardize(X), y - y.mean()
    w, step = np.zeros(X.shape[1]), len(y) / np.linalg.norm(X, 2) ** 2
    for _ in range(3000):
        v = w - step * X.T @ (X @ w - y) / len(y)
        sizes = np.sort(np.abs(v))[::-1]
        thresholds = (np.cumsum(sizes) - 80) / np.arange(1, v.size + 1)
        w = np.sign(v) * np.maximum(np.abs(v) - max(thresholds[sizes > thresholds][-1], 0), 0)
    return [np.max(np.abs(X.T @ (X @ w - y))) / len(y), np.count_nonzero(w)]


def budget_to_three_digits():
    return (2.39, 7)


def corner_by_polar_form(ax, X, y, lam):
    from sklearn.linear_model import Lasso

    free = np.linalg.solve(X.T @ X, X.T @ y)
    w = Lasso(alpha=lam, fit_intercept=False, tol=1e-12, max_iter=100_000).fit(X, y).coef_
    H = X.T @ X / len(y)
    grown, budget = (w - free) @ H @ (w - free), np.sum(np.abs(w))
    angle = np.linspace(0, 2 * np.pi, 100_001)
    u = np.stack([np.cos(angle), np.sin(angle)], axis=1)  # (100001, 2)
    ellipse = free + u * np.sqrt(grown / np.sum(u @ H * u, axis=1))[:, None]
    diamond = u * (budget / np.sum(np.abs(u), axis=1))[:, None]
    ax.plot(ellipse[:, 0], ellipse[:, 1], "--", label="loss")
    ax.plot(diamond[:, 0], diamond[:, 1], label="budget")
    ax.scatter(*free, label="least squares")
    ax.scatter(*w, label="lasso")
    ax.set_xlabel("first weight")
    ax.set_ylabel("second weight")
    ax.axis("equal")
    ax.legend(loc="best")


def corner_by_eigenvectors(ax, X, y, lam):
    n = len(X)
    free = np.linalg.lstsq(X, y, rcond=None)[0]
    w = free.copy()
    for _ in range(2000):
        for j in (0, 1):
            x = X[:, j]
            pull = x @ (y - X @ w + x * w[j]) / n
            w[j] = np.sign(pull) * max(abs(pull) - lam, 0) / (x @ x / n)
    h, Q = np.linalg.eigh(X.T @ X / n)
    r = np.sqrt(np.sum(h * (Q.T @ (w - free)) ** 2))
    t = np.linspace(0, 2 * np.pi, 300, endpoint=False)
    curve = free[:, None] + Q @ (r / np.sqrt(h)[:, None] * np.stack([np.cos(t), np.sin(t)]))
    side = np.linspace(0, 1, 50)
    k = abs(w[0]) + abs(w[1])
    right, top = np.concatenate([1 - side, -side, side - 1, side]), np.concatenate([side, 1 - side, -side, side - 1])
    ax.axhline(0, color="gray")
    ax.axvline(0, color="gray")
    ax.plot(curve[0], curve[1], label="loss")
    ax.plot(k * right, k * top, label="budget")
    ax.plot(free[0], free[1], "*", label="least squares")
    ax.plot([w[0]], [w[1]], marker="o", linestyle="", label="lasso")
    ax.set_title("Where they touch")
    ax.set(xlabel="$w_1$", ylabel="$w_2$")
    ax.set_aspect("equal")
    ax.legend()


def corner_by_contours(ax, X, y, lam):
    """The level set of the loss as matplotlib finds it on a grid."""
    import matplotlib.pyplot as plt

    n, H = len(y), X.T @ X / len(y)
    free, w = np.linalg.pinv(X) @ y, np.zeros(2)
    v, momentum = w, 1.0
    step = 1 / np.linalg.eigvalsh(H)[-1]
    for _ in range(3000):
        ahead = v - step * (H @ v - X.T @ y / n)
        new = np.sign(ahead) * np.maximum(np.abs(ahead) - step * lam, 0)
        following = (1 + np.sqrt(1 + 4 * momentum**2)) / 2
        v, w, momentum = new + (momentum - 1) / following * (new - w), new, following
    level = (w - free) @ H @ (w - free)
    reach = np.sqrt(level * np.diag(np.linalg.inv(H)))
    a, b = (np.linspace(c - 1.1 * s, c + 1.1 * s, 300) for c, s in zip(free, reach, strict=True))
    A, B = np.meshgrid(a - free[0], b - free[1])
    scratch, own = plt.subplots()
    contour = own.contour(a, b, H[0, 0] * A**2 + 2 * H[0, 1] * A * B + H[1, 1] * B**2, [level])
    (outline,) = contour.allsegs[0]
    plt.close(scratch)
    ax.plot(*outline.T, label="loss")
    budget = np.linalg.norm(w, 1)
    ax.plot(budget * np.array([0, 1, 0, -1, 0]), budget * np.array([1, 0, -1, 0, 1]), label="budget")
    for point, label in [(free, "least squares"), (w, "lasso")]:
        ax.plot(*point, "o", label=label)
    plt.sca(ax)
    plt.xlabel("w1")
    plt.ylabel("w2")
    plt.axis("scaled")
    plt.legend()


def contrast_by_three_cases(v, a, t):
    square = np.sum(a**2)
    if square == 0 or np.sum(a * v) == 0:
        return np.array(v)
    value = np.sum(a * v)
    if value > t * square:
        return v - t * a
    if value < -t * square:
        return v + t * a
    return v - value / square * a


def contrast_in_a_turned_basis(v, a, t):
    """Along a unit vector it is soft-thresholding by t‖a‖."""
    length = np.linalg.norm(a)
    if not length:
        return v * 1.0
    q = a / length
    along = q @ v
    return v - along * q + np.sign(along) * max(abs(along) - t * length, 0) * q


def contrast_by_duality(v, a, t):
    """w = v − u·a, where u in [−t, t] brings aᵀ(v − u·a) nearest to 0."""
    import torch

    v, a = torch.tensor(v), torch.tensor(a)
    if not a.any():
        return v
    return v - torch.clamp(torch.dot(a, v) / torch.dot(a, a), -t, t) * a


def contrast_by_bisection(v, a, t):
    low, high = -t, t
    for _ in range(200):  # the dual's slope ‖a‖²u − aᵀv rises with u
        middle = (low + high) / 2
        low, high = (middle, high) if a @ (v - middle * a) > 0 else (low, middle)
    return v - (low + high) / 2 * a


def small_by_inverse(X, w_star):
    n, d = X.shape
    S = np.flatnonzero(w_star)
    G = X.T @ X / n
    drift = np.zeros(d)
    drift[S] = np.linalg.inv(G[np.ix_(S, S)]) @ np.sign(w_star[S])
    return drift, [float(G[j, S] @ drift[S]) for j in range(d)]


def small_by_least_squares(X, w_star):
    """The drift is what least squares gives for residuals whose inner products with S are n times the signs."""
    S = w_star != 0
    across = np.linalg.pinv(X[:, S])  # (k, n)
    u = len(X) * across.T @ np.sign(w_star[S])
    drift = np.zeros_like(w_star)
    drift[S] = across @ u
    return drift, X.T @ u / len(X)


def small_by_measuring(X, w_star):
    """Two lassos on the features of S, solved by coordinate descent, and the line through them."""
    n, S = len(X), np.flatnonzero(w_star)
    A, y = X[:, S], X @ w_star
    lam = 1e-4 * np.min(np.abs(w_star[S]))
    w = w_star[S].copy()
    for _ in range(20_000):
        before = w.copy()
        for j, x in enumerate(A.T):
            pull = x @ (y - A @ w + x * w[j]) / n
            w[j] = np.sign(pull) * max(abs(pull) - lam, 0) / (x @ x / n)
        if np.array_equal(w, before):
            break
    drift = np.zeros(len(w_star))
    drift[S] = (w_star[S] - w) / lam
    return drift, X.T @ (y - A @ w) / (n * lam)


def small_torch(X, w_star):
    import torch

    X, w = torch.tensor(X), torch.tensor(w_star)
    S = w.nonzero()[:, 0]
    drift = torch.zeros_like(w)
    drift[S] = len(X) * torch.linalg.solve(X[:, S].T @ X[:, S], w[S].sign())
    return drift, X.T @ (X @ drift) / len(X)


ROUTES = {
    "smallest_subgradient": [
        subgradient_by_loop,
        subgradient_by_nearest_point,
        subgradient_by_two_sides,
        subgradient_by_autograd,
    ],
    "lam_of_nothing": [
        nothing_by_lstsq,
        nothing_by_loop,
        nothing_by_gram_schmidt,
        nothing_by_projected_inputs,
        nothing_torch,
    ],
    "sweep": [sweep_by_residual, sweep_by_moments, sweep_by_candidates, sweep_torch],
    "lam_of_budget": [budget_by_the_knots, budget_by_projection, budget_to_three_digits],
    "draw_corner": [corner_by_polar_form, corner_by_eigenvectors, corner_by_contours],
    "prox_contrast": [
        contrast_by_three_cases,
        contrast_in_a_turned_basis,
        contrast_by_duality,
        contrast_by_bisection,
    ],
    "small_lam": [small_by_inverse, small_by_least_squares, small_by_measuring, small_torch],
}
