"""Known mistakes of item 5 about the ellipse of the loss and what stands around it, as code."""

import numpy as np


def axes_of_the_ellipse_swapped(ax, X, y, lam):
    ls, H, c, w = np.linalg.pinv(X) @ y, X.T @ X / len(y), X.T @ y / len(y), np.zeros(2)
    L = np.linalg.norm(H, 2)
    for _ in range(150):
        v = w - (H @ w - c) / L
        w = np.sign(v) * np.maximum(abs(v) - lam / L, 0)
    R, t, k = np.linalg.cholesky(H).T, np.linspace(0, 2 * np.pi, 400), abs(w).sum()
    ax.plot(*(ls[:, None] + np.linalg.norm(R @ (w - ls)) * R.T @ [np.cos(t), np.sin(t)]), label="loss")
    ax.plot([k, 0, -k, 0, k], [0, k, 0, -k, 0], label="budget")
    ax.plot(*ls, "o", label="least squares")
    ax.plot(*w, "s", label="lasso")
    ax.set(xlabel="w1", ylabel="w2", aspect="equal")
    ax.legend()


def round_loss(ax, X, y, lam):
    ls, H, c, w = np.linalg.pinv(X) @ y, X.T @ X / len(y), X.T @ y / len(y), np.zeros(2)
    L = np.linalg.norm(H, 2)
    for _ in range(150):
        v = w - (H @ w - c) / L
        w = np.sign(v) * np.maximum(abs(v) - lam / L, 0)
    t, k = np.linspace(0, 2 * np.pi, 400), abs(w).sum()
    r = np.linalg.norm(w - ls)
    ax.plot(ls[0] + r * np.cos(t), ls[1] + r * np.sin(t), label="loss")
    ax.plot([k, 0, -k, 0, k], [0, k, 0, -k, 0], label="budget")
    ax.plot(*ls, "o", label="least squares")
    ax.plot(*w, "s", label="lasso")
    ax.set(xlabel="w1", ylabel="w2", aspect="equal")
    ax.legend()


def ellipse_around_zero(ax, X, y, lam):
    ls, H, c, w = np.linalg.pinv(X) @ y, X.T @ X / len(y), X.T @ y / len(y), np.zeros(2)
    L = np.linalg.norm(H, 2)
    for _ in range(150):
        v = w - (H @ w - c) / L
        w = np.sign(v) * np.maximum(abs(v) - lam / L, 0)
    R, t, k = np.linalg.cholesky(H).T, np.linspace(0, 2 * np.pi, 400), abs(w).sum()
    ax.plot(*(np.linalg.norm(R @ (w - ls)) * np.linalg.inv(R) @ [np.cos(t), np.sin(t)]), label="loss")
    ax.plot([k, 0, -k, 0, k], [0, k, 0, -k, 0], label="budget")
    ax.plot(*ls, "o", label="least squares")
    ax.plot(*w, "s", label="lasso")
    ax.set(xlabel="w1", ylabel="w2", aspect="equal")
    ax.legend()


def transpose_forgotten(ax, X, y, lam):
    ls, H, c, w = np.linalg.pinv(X) @ y, X.T @ X / len(y), X.T @ y / len(y), np.zeros(2)
    L = np.linalg.norm(H, 2)
    for _ in range(150):
        v = w - (H @ w - c) / L
        w = np.sign(v) * np.maximum(abs(v) - lam / L, 0)
    R, t, k = np.linalg.cholesky(H).T, np.linspace(0, 2 * np.pi, 400), abs(w).sum()
    ax.plot(*(ls[:, None] + np.linalg.norm(R @ (w - ls)) * np.linalg.inv(R.T) @ [np.cos(t), np.sin(t)]), label="loss")
    ax.plot([k, 0, -k, 0, k], [0, k, 0, -k, 0], label="budget")
    ax.plot(*ls, "o", label="least squares")
    ax.plot(*w, "s", label="lasso")
    ax.set(xlabel="w1", ylabel="w2", aspect="equal")
    ax.legend()


def radius_not_rooted(ax, X, y, lam):
    ls, H, c, w = np.linalg.pinv(X) @ y, X.T @ X / len(y), X.T @ y / len(y), np.zeros(2)
    L = np.linalg.norm(H, 2)
    for _ in range(150):
        v = w - (H @ w - c) / L
        w = np.sign(v) * np.maximum(abs(v) - lam / L, 0)
    R, t, k = np.linalg.cholesky(H).T, np.linspace(0, 2 * np.pi, 400), abs(w).sum()
    ax.plot(*(ls[:, None] + np.sum((R @ (w - ls)) ** 2) * np.linalg.inv(R) @ [np.cos(t), np.sin(t)]), label="loss")
    ax.plot([k, 0, -k, 0, k], [0, k, 0, -k, 0], label="budget")
    ax.plot(*ls, "o", label="least squares")
    ax.plot(*w, "s", label="lasso")
    ax.set(xlabel="w1", ylabel="w2", aspect="equal")
    ax.legend()


def half_of_the_ellipse(ax, X, y, lam):
    ls, H, c, w = np.linalg.pinv(X) @ y, X.T @ X / len(y), X.T @ y / len(y), np.zeros(2)
    L = np.linalg.norm(H, 2)
    for _ in range(150):
        v = w - (H @ w - c) / L
        w = np.sign(v) * np.maximum(abs(v) - lam / L, 0)
    R, t, k = np.linalg.cholesky(H).T, np.linspace(0, np.pi, 400), abs(w).sum()
    ax.plot(*(ls[:, None] + np.linalg.norm(R @ (w - ls)) * np.linalg.inv(R) @ [np.cos(t), np.sin(t)]), label="loss")
    ax.plot([k, 0, -k, 0, k], [0, k, 0, -k, 0], label="budget")
    ax.plot(*ls, "o", label="least squares")
    ax.plot(*w, "s", label="lasso")
    ax.set(xlabel="w1", ylabel="w2", aspect="equal")
    ax.legend()


def axes_stretched(ax, X, y, lam):
    ls, H, c, w = np.linalg.pinv(X) @ y, X.T @ X / len(y), X.T @ y / len(y), np.zeros(2)
    L = np.linalg.norm(H, 2)
    for _ in range(150):
        v = w - (H @ w - c) / L
        w = np.sign(v) * np.maximum(abs(v) - lam / L, 0)
    R, t, k = np.linalg.cholesky(H).T, np.linspace(0, 2 * np.pi, 400), abs(w).sum()
    ax.plot(*(ls[:, None] + np.linalg.norm(R @ (w - ls)) * np.linalg.inv(R) @ [np.cos(t), np.sin(t)]), label="loss")
    ax.plot([k, 0, -k, 0, k], [0, k, 0, -k, 0], label="budget")
    ax.plot(*ls, "o", label="least squares")
    ax.plot(*w, "s", label="lasso")
    ax.set(xlabel="w1", ylabel="w2")
    ax.legend()


def no_legend(ax, X, y, lam):
    ls, H, c, w = np.linalg.pinv(X) @ y, X.T @ X / len(y), X.T @ y / len(y), np.zeros(2)
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


def nothing_on_the_axes(ax, X, y, lam):
    ls, H, c, w = np.linalg.pinv(X) @ y, X.T @ X / len(y), X.T @ y / len(y), np.zeros(2)
    L = np.linalg.norm(H, 2)
    for _ in range(150):
        v = w - (H @ w - c) / L
        w = np.sign(v) * np.maximum(abs(v) - lam / L, 0)
    R, t, k = np.linalg.cholesky(H).T, np.linspace(0, 2 * np.pi, 400), abs(w).sum()
    ax.plot(*(ls[:, None] + np.linalg.norm(R @ (w - ls)) * np.linalg.inv(R) @ [np.cos(t), np.sin(t)]), label="loss")
    ax.plot([k, 0, -k, 0, k], [0, k, 0, -k, 0], label="budget")
    ax.plot(*ls, "o", label="least squares")
    ax.plot(*w, "s", label="lasso")
    ax.set_aspect("equal")
    ax.legend()
