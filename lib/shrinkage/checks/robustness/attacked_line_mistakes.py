"""The known mistakes of item 7 about what the lines show."""

import numpy as np
from proctor import Mistake

CLEAN = "draws the error without an attack, under its name"
ATTACKED = "draws the error under attack, under its name"
MARK = "marks the λ with the smallest error under attack by a vertical line"


def lam_without_n(ax, X, y, lams, eps):
    clean, attacked, A = [], [], X - X.mean(0)
    for lam in lams:
        w = np.linalg.solve(A.T @ A + lam * np.eye(X.shape[1]), A.T @ (y - y.mean()))
        m = y * (A @ w + y.mean())
        clean.append(np.mean(m <= 0))
        attacked.append(np.mean(m <= eps * np.linalg.norm(w)))
    ax.plot(lams, clean, label="clean")
    ax.plot(lams, attacked, label="under attack")
    ax.axvline(lams[np.argmin(attacked)])
    ax.set(xscale="log", xlabel="λ", ylabel="error")
    ax.legend()


def no_intercept(ax, X, y, lams, eps):
    clean, attacked = [], []
    for lam in lams:
        w = np.linalg.solve(X.T @ X + len(y) * lam * np.eye(X.shape[1]), X.T @ y)
        m = y * (X @ w)
        clean.append(np.mean(m <= 0))
        attacked.append(np.mean(m <= eps * np.linalg.norm(w)))
    ax.plot(lams, clean, label="clean")
    ax.plot(lams, attacked, label="under attack")
    ax.axvline(lams[np.argmin(attacked)])
    ax.set(xscale="log", xlabel="λ", ylabel="error")
    ax.legend()


def margin_for_distance(ax, X, y, lams, eps):
    clean, attacked, A = [], [], X - X.mean(0)
    for lam in lams:
        w = np.linalg.solve(A.T @ A + len(y) * lam * np.eye(X.shape[1]), A.T @ (y - y.mean()))
        m = y * (A @ w + y.mean())
        clean.append(np.mean(m <= 0))
        attacked.append(np.mean(m <= eps))
    ax.plot(lams, clean, label="clean")
    ax.plot(lams, attacked, label="under attack")
    ax.axvline(lams[np.argmin(attacked)])
    ax.set(xscale="log", xlabel="λ", ylabel="error")
    ax.legend()


def each_pixel_by_eps(ax, X, y, lams, eps):
    clean, attacked, A = [], [], X - X.mean(0)
    for lam in lams:
        w = np.linalg.solve(A.T @ A + len(y) * lam * np.eye(X.shape[1]), A.T @ (y - y.mean()))
        m = y * (A @ w + y.mean())
        clean.append(np.mean(m <= 0))
        attacked.append(np.mean(m <= eps * abs(w).sum()))
    best = min(range(len(lams)), key=lambda i: attacked[i])
    ax.plot(lams, clean, label="clean")
    ax.plot(lams, attacked, label="under attack")
    ax.axvline(lams[best])
    ax.set(xscale="log", xlabel="λ", ylabel="error")
    ax.legend()


def wrong_ones_not_counted(ax, X, y, lams, eps):
    clean, fooled, A = [], [], X - X.mean(0)
    for lam in lams:
        w = np.linalg.solve(A.T @ A + len(y) * lam * np.eye(X.shape[1]), A.T @ (y - y.mean()))
        m = y * (A @ w + y.mean())
        clean.append(np.mean(m <= 0))
        fooled.append(np.mean((m > 0) & (m <= eps * np.linalg.norm(w))))
    ax.plot(lams, clean, label="clean")
    ax.plot(lams, fooled, label="under attack")
    ax.axvline(lams[np.argmin(fooled)])
    ax.set(xscale="log", xlabel="λ", ylabel="error")
    ax.legend()


def distance_without_sign(ax, X, y, lams, eps):
    clean, attacked, A = [], [], X - X.mean(0)
    for lam in lams:
        w = np.linalg.solve(A.T @ A + len(y) * lam * np.eye(X.shape[1]), A.T @ (y - y.mean()))
        m = y * (A @ w + y.mean())
        clean.append(np.mean(m <= 0))
        attacked.append(np.mean(abs(m) <= eps * np.linalg.norm(w)))
    ax.plot(lams, clean, label="clean")
    ax.plot(lams, attacked, label="under attack")
    ax.axvline(lams[np.argmin(attacked)])
    ax.set(xscale="log", xlabel="λ", ylabel="error")
    ax.legend()


def all_moved_one_way(ax, X, y, lams, eps):
    clean, attacked, A = [], [], X - X.mean(0)
    for lam in lams:
        w = np.linalg.solve(A.T @ A + len(y) * lam * np.eye(X.shape[1]), A.T @ (y - y.mean()))
        m = y * (A @ w + y.mean())
        clean.append(np.mean(m <= 0))
        attacked.append(np.mean(m <= y * eps * np.linalg.norm(w)))
    ax.plot(lams, clean, label="clean")
    ax.plot(lams, attacked, label="under attack")
    ax.axvline(lams[np.argmin(attacked)])
    ax.set(xscale="log", xlabel="λ", ylabel="error")
    ax.legend()


def accuracies(ax, X, y, lams, eps):
    clean, attacked, A = [], [], X - X.mean(0)
    for lam in lams:
        w = np.linalg.solve(A.T @ A + len(y) * lam * np.eye(X.shape[1]), A.T @ (y - y.mean()))
        m = y * (A @ w + y.mean())
        clean.append(np.mean(m > 0))
        attacked.append(np.mean(m > eps * np.linalg.norm(w)))
    ax.plot(lams, clean, label="clean")
    ax.plot(lams, attacked, label="under attack")
    ax.axvline(lams[np.argmax(attacked)])
    ax.set(xscale="log", xlabel="λ", ylabel="accuracy")
    ax.legend()


def percent(ax, X, y, lams, eps):
    clean, attacked, A = [], [], X - X.mean(0)
    for lam in lams:
        w = np.linalg.solve(A.T @ A + len(y) * lam * np.eye(X.shape[1]), A.T @ (y - y.mean()))
        m = y * (A @ w + y.mean())
        clean.append(100 * np.mean(m <= 0))
        attacked.append(100 * np.mean(m <= eps * np.linalg.norm(w)))
    ax.plot(lams, clean, label="clean")
    ax.plot(lams, attacked, label="under attack")
    ax.axvline(lams[np.argmin(attacked)])
    ax.set(xscale="log", xlabel="λ", ylabel="percent")
    ax.legend()


def mark_of_the_clean_error(ax, X, y, lams, eps):
    clean, attacked, A = [], [], X - X.mean(0)
    for lam in lams:
        w = np.linalg.solve(A.T @ A + len(y) * lam * np.eye(X.shape[1]), A.T @ (y - y.mean()))
        m = y * (A @ w + y.mean())
        clean.append(np.mean(m <= 0))
        attacked.append(np.mean(m <= eps * np.linalg.norm(w)))
    ax.plot(lams, clean, label="clean")
    ax.plot(lams, attacked, label="under attack")
    ax.axvline(lams[np.argmin(clean)])
    ax.set(xscale="log", xlabel="λ", ylabel="error")
    ax.legend()


mistakes = [
    Mistake(
        lam_without_n,
        "These are the errors for λ beside XᵀX. In our scaling nλ stands there.",
        loses=[CLEAN, ATTACKED],
    ),
    Mistake(
        no_intercept,
        "These are the errors of a classifier without an intercept, whose boundary has to pass through 0.",
        loses=[CLEAN, ATTACKED],
    ),
    Mistake(
        margin_for_distance,
        "Under attack, the score y·s is compared with ε. It is the distance y·s/‖w‖ that the attack has to overcome, "
        "and ‖w‖ depends on λ.",
        loses=[ATTACKED],
    ),
    Mistake(
        each_pixel_by_eps,
        "This is an attack that moves each feature by up to ε on its own. Here the whole change has length ε.",
        loses=[ATTACKED],
    ),
    Mistake(
        wrong_ones_not_counted,
        "The line under attack leaves out the examples that are wrong without an attack. They are errors too.",
        loses=[ATTACKED],
    ),
    Mistake(
        distance_without_sign,
        "Under attack, the distance has no sign. An example that is far on the wrong side is an error all the same.",
        loses=[ATTACKED],
    ),
    Mistake(
        all_moved_one_way,
        "All examples are moved the same way. The worst direction depends on the label: each goes towards the other "
        "side.",
        loses=[ATTACKED],
    ),
    Mistake(accuracies, "These are accuracies. The shares of errors were asked for.", loses=[CLEAN, ATTACKED, MARK]),
    Mistake(percent, "The errors are in percent. Draw shares, between 0 and 1.", loses=[CLEAN, ATTACKED]),
    Mistake(
        mark_of_the_clean_error,
        "The vertical line marks the λ with the smallest error without an attack. Under attack another one is best.",
        loses=[MARK],
    ),
]
