"""Known mistakes of item 5 about the lasso and its budget, as code."""

import numpy as np


def lam_without_n(ax, X, y, lam):
    ls, H, c, w = np.linalg.pinv(X) @ y, X.T @ X, X.T @ y, np.zeros(2)
    L = np.linalg.norm(H, 2)
    for _ in range(150):
        v = w - (H @ w - c) / L
        w = np.sign(v) * np.maximum(abs(v) - lam / L, 0)
    R, t, k = np.linalg.cholesky(H).T, np.linspace(0, 2 * np.pi, 400), abs(w).sum()
    ax.plot(*(ls[:, None] + np.linalg.norm(R @ (w - ls)) * np.linalg.inv(R) @ [np.cos(t), np.sin(t)]), label="loss")
    ax.plot([k, 0, -k, 0, k], [0, k, 0, -k, 0], label="budget")
    ax.plot(*ls, "o", label="least squares")
    ax.plot(*w, "s", label="lasso")
    ax.set(xlabel="w1", ylabel="w2", aspect="equal")
    ax.legend()


def intercept_fitted(ax, X, y, lam):
    ls, w = np.linalg.pinv(X) @ y, np.zeros(2)
    A, r = X - X.mean(0), y - y.mean()
    H, c = A.T @ A / len(y), A.T @ r / len(y)
    L = np.linalg.norm(H, 2)
    for _ in range(150):
        v = w - (H @ w - c) / L
        w = np.sign(v) * np.maximum(abs(v) - lam / L, 0)
    H = X.T @ X / len(y)
    R, t, k = np.linalg.cholesky(H).T, np.linspace(0, 2 * np.pi, 400), abs(w).sum()
    ax.plot(*(ls[:, None] + np.linalg.norm(R @ (w - ls)) * np.linalg.inv(R) @ [np.cos(t), np.sin(t)]), label="loss")
    ax.plot([k, 0, -k, 0, k], [0, k, 0, -k, 0], label="budget")
    ax.plot(*ls, "o", label="least squares")
    ax.plot(*w, "s", label="lasso")
    ax.set(xlabel="w1", ylabel="w2", aspect="equal")
    ax.legend()


def ridge(ax, X, y, lam):
    ls, H = np.linalg.pinv(X) @ y, X.T @ X / len(y)
    w = np.linalg.solve(H + lam * np.eye(2), X.T @ y / len(y))
    R, t, k = np.linalg.cholesky(H).T, np.linspace(0, 2 * np.pi, 400), abs(w).sum()
    ax.plot(*(ls[:, None] + np.linalg.norm(R @ (w - ls)) * np.linalg.inv(R) @ [np.cos(t), np.sin(t)]), label="loss")
    ax.plot([k, 0, -k, 0, k], [0, k, 0, -k, 0], label="budget")
    ax.plot(*ls, "o", label="least squares")
    ax.plot(*w, "s", label="lasso")
    ax.set(xlabel="w1", ylabel="w2", aspect="equal")
    ax.legend()


def soft_least_squares(ax, X, y, lam):
    ls, H = np.linalg.pinv(X) @ y, X.T @ X / len(y)
    w = np.sign(ls) * np.maximum(abs(ls) - lam, 0)
    R, t, k = np.linalg.cholesky(H).T, np.linspace(0, 2 * np.pi, 400), abs(w).sum()
    ax.plot(*(ls[:, None] + np.linalg.norm(R @ (w - ls)) * np.linalg.inv(R) @ [np.cos(t), np.sin(t)]), label="loss")
    ax.plot([k, 0, -k, 0, k], [0, k, 0, -k, 0], label="budget")
    ax.plot(*ls, "o", label="least squares")
    ax.plot(*w, "s", label="lasso")
    ax.set(xlabel="w1", ylabel="w2", aspect="equal")
    ax.legend()


def budget_of_least_squares(ax, X, y, lam):
    ls, H, c, w = np.linalg.pinv(X) @ y, X.T @ X / len(y), X.T @ y / len(y), np.zeros(2)
    L = np.linalg.norm(H, 2)
    for _ in range(150):
        v = w - (H @ w - c) / L
        w = np.sign(v) * np.maximum(abs(v) - lam / L, 0)
    R, t, k = np.linalg.cholesky(H).T, np.linspace(0, 2 * np.pi, 400), abs(ls).sum()
    ax.plot(*(ls[:, None] + np.linalg.norm(R @ (w - ls)) * np.linalg.inv(R) @ [np.cos(t), np.sin(t)]), label="loss")
    ax.plot([k, 0, -k, 0, k], [0, k, 0, -k, 0], label="budget")
    ax.plot(*ls, "o", label="least squares")
    ax.plot(*w, "s", label="lasso")
    ax.set(xlabel="w1", ylabel="w2", aspect="equal")
    ax.legend()


def lam_for_budget(ax, X, y, lam):
    ls, H, c, w = np.linalg.pinv(X) @ y, X.T @ X / len(y), X.T @ y / len(y), np.zeros(2)
    L = np.linalg.norm(H, 2)
    for _ in range(150):
        v = w - (H @ w - c) / L
        w = np.sign(v) * np.maximum(abs(v) - lam / L, 0)
    R, t, k = np.linalg.cholesky(H).T, np.linspace(0, 2 * np.pi, 400), lam
    ax.plot(*(ls[:, None] + np.linalg.norm(R @ (w - ls)) * np.linalg.inv(R) @ [np.cos(t), np.sin(t)]), label="loss")
    ax.plot([k, 0, -k, 0, k], [0, k, 0, -k, 0], label="budget")
    ax.plot(*ls, "o", label="least squares")
    ax.plot(*w, "s", label="lasso")
    ax.set(xlabel="w1", ylabel="w2", aspect="equal")
    ax.legend()


def round_budget(ax, X, y, lam):
    ls, H, c, w = np.linalg.pinv(X) @ y, X.T @ X / len(y), X.T @ y / len(y), np.zeros(2)
    L = np.linalg.norm(H, 2)
    for _ in range(150):
        v = w - (H @ w - c) / L
        w = np.sign(v) * np.maximum(abs(v) - lam / L, 0)
    R, t, k = np.linalg.cholesky(H).T, np.linspace(0, 2 * np.pi, 400), abs(w).sum()
    ax.plot(*(ls[:, None] + np.linalg.norm(R @ (w - ls)) * np.linalg.inv(R) @ [np.cos(t), np.sin(t)]), label="loss")
    ax.plot(k * np.cos(t), k * np.sin(t), label="budget")
    ax.plot(*ls, "o", label="least squares")
    ax.plot(*w, "s", label="lasso")
    ax.set(xlabel="w1", ylabel="w2", aspect="equal")
    ax.legend()


def open_diamond(ax, X, y, lam):
    ls, H, c, w = np.linalg.pinv(X) @ y, X.T @ X / len(y), X.T @ y / len(y), np.zeros(2)
    L = np.linalg.norm(H, 2)
    for _ in range(150):
        v = w - (H @ w - c) / L
        w = np.sign(v) * np.maximum(abs(v) - lam / L, 0)
    R, t, k = np.linalg.cholesky(H).T, np.linspace(0, 2 * np.pi, 400), abs(w).sum()
    ax.plot(*(ls[:, None] + np.linalg.norm(R @ (w - ls)) * np.linalg.inv(R) @ [np.cos(t), np.sin(t)]), label="loss")
    ax.plot([k, 0, -k, 0], [0, k, 0, -k], label="budget")
    ax.plot(*ls, "o", label="least squares")
    ax.plot(*w, "s", label="lasso")
    ax.set(xlabel="w1", ylabel="w2", aspect="equal")
    ax.legend()


def square_budget(ax, X, y, lam):
    ls, H, c, w = np.linalg.pinv(X) @ y, X.T @ X / len(y), X.T @ y / len(y), np.zeros(2)
    L = np.linalg.norm(H, 2)
    for _ in range(150):
        v = w - (H @ w - c) / L
        w = np.sign(v) * np.maximum(abs(v) - lam / L, 0)
    R, t, k = np.linalg.cholesky(H).T, np.linspace(0, 2 * np.pi, 400), abs(w).max()
    ax.plot(*(ls[:, None] + np.linalg.norm(R @ (w - ls)) * np.linalg.inv(R) @ [np.cos(t), np.sin(t)]), label="loss")
    ax.plot([k, -k, -k, k, k], [k, k, -k, -k, k], label="budget")
    ax.plot(*ls, "o", label="least squares")
    ax.plot(*w, "s", label="lasso")
    ax.set(xlabel="w1", ylabel="w2", aspect="equal")
    ax.legend()
