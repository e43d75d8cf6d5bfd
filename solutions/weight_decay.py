"""Right answers to the assignment `weight_decay` by other routes than the instructor's: each must get full marks."""

import numpy as np


def adamw_by_torch(parameters, gradients, state, lr, weight_decay, betas, eps):
    import copy

    import torch

    new, states = dict(parameters), dict(state or {})
    for name in gradients:
        p = torch.nn.Parameter(torch.tensor(parameters[name]))
        decay = weight_decay if p.ndim >= 2 else 0.0
        optimizer = torch.optim.AdamW([p], lr=lr, betas=betas, eps=eps, weight_decay=decay)
        if name in states:
            optimizer.state[p] = copy.deepcopy(states[name])
        p.grad = torch.tensor(gradients[name])
        optimizer.step()
        new[name], states[name] = p.detach().numpy(), optimizer.state[p]
    return new, states


def adamw_from_the_list_of_gradients(parameters, gradients, state, lr, weight_decay, betas, eps):
    seen = {
        name: [*(state or {}).get(name, []), *([gradients[name]] if name in gradients else [])] for name in parameters
    }
    new = {}
    for name, w in parameters.items():
        new[name] = w
        if name in gradients:
            ages = np.arange(len(seen[name]))[::-1]
            first, second = (beta**ages / np.sum(beta**ages) for beta in betas)
            mean = sum(share * g for share, g in zip(first, seen[name], strict=True))
            square = sum(share * g**2 for share, g in zip(second, seen[name], strict=True))
            decayed = w * (1 - lr * weight_decay) if np.ndim(w) > 1 else w
            new[name] = decayed - lr * mean / (np.sqrt(square) + eps)
    return new, seen


def adamw_in_single_precision(parameters, gradients, state, lr, weight_decay, betas, eps):
    import torch

    b1, b2 = betas
    new, state = {name: np.array(value) for name, value in parameters.items()}, dict(state or {})
    for name, g in gradients.items():
        g, w = (torch.as_tensor(np.asarray(value), dtype=torch.float32) for value in (g, parameters[name]))
        t, m, v = state.get(name, (0, torch.zeros_like(g), torch.zeros_like(g)))
        m, v = torch.lerp(m, g, 1 - b1), torch.lerp(v, g * g, 1 - b2)
        state[name] = (t + 1, m, v)
        root = torch.sqrt(v) / (1 - b2 ** (t + 1)) ** 0.5
        shrunk = w * (1 - lr * weight_decay) if w.dim() >= 2 else w
        new[name] = (shrunk - lr / (1 - b1 ** (t + 1)) * m / (root + eps)).numpy()
    return new, state


def adamw_in_four_dictionaries(parameters, gradients, state, lr, weight_decay, betas, eps):
    import copy

    state = copy.deepcopy(state) or {"t": {}, "m": {}, "v": {}}
    new = copy.deepcopy(parameters)
    for name in new:
        if gradients.get(name) is None:
            continue
        g = gradients[name]
        state["t"][name] = t = state["t"].get(name, 0) + 1
        state["m"][name] = betas[0] * state["m"].get(name, 0.0) + (1 - betas[0]) * g
        state["v"][name] = betas[1] * state["v"].get(name, 0.0) + (1 - betas[1]) * np.square(g)
        m_hat, v_hat = state["m"][name] / (1 - betas[0] ** t), state["v"][name] / (1 - betas[1] ** t)
        if new[name].ndim >= 2:
            new[name] *= 1 - lr * weight_decay
        new[name] = new[name] - lr * m_hat / (v_hat**0.5 + eps)
    return new, state


def recipe_by_logarithms():
    steps = np.arange(1, 10_001)
    eta = np.where(steps <= 1000, steps / 1000, 0.5 * (1 + np.cos(np.pi * (steps - 1000) / 9000)))
    lost = np.cumsum(np.log1p(-2e-4 * eta))
    return 2e-4 / 1.5e-3, steps[lost <= np.log(0.5)][0]


def recipe_by_hand():
    import math

    left, t = 1.0, 0
    while left > 0.5:
        t += 1
        eta = t / 1000 if t <= 1000 else 0.5 * (1 + math.cos(math.pi * (t - 1000) / 9000))
        left -= 0.0015 * eta * 0.13333 * left
    return 0.1333, t


def pull_by_torch(ax, scales, noise, lr, strength, betas, eps):
    import torch

    def end(optimizer, weight_decay):
        w = torch.nn.Parameter(torch.ones(len(scales), dtype=torch.float64))
        steps = optimizer([w], lr=lr, betas=betas, eps=eps, weight_decay=weight_decay)
        for z in noise:
            w.grad = torch.tensor(scales * z)
            steps.step()
        return w.detach()

    without = end(torch.optim.Adam, 0.0)
    ax.semilogx(scales, without - end(torch.optim.Adam, strength), label="Adam + L2")
    ax.semilogx(scales, without - end(torch.optim.AdamW, strength), label="AdamW")
    ax.set_xlabel("scale of the gradient")
    ax.set_ylabel("pull of the decay")
    ax.axhline(0, color="grey")
    ax.legend()


def pull_in_single_precision(ax, scales, noise, lr, strength, betas, eps):
    import torch

    def end(optimizer, weight_decay):
        w = torch.ones(len(scales), requires_grad=True)
        steps = optimizer([w], lr=lr, betas=betas, eps=eps, weight_decay=weight_decay)
        for z in noise:
            steps.zero_grad()
            (w @ torch.tensor(scales * z, dtype=torch.float32)).backward()
            steps.step()
        return w.detach().numpy()

    for label, optimizer in [("AdamW", torch.optim.AdamW), ("Adam + L2", torch.optim.Adam)]:
        ax.plot(scales, end(optimizer, 0.0) - end(optimizer, strength), "-o", label=label)
    ax.set(xscale="log", xlabel="s", ylabel="taken off")
    ax.legend(loc="best")


def pull_one_weight_after_the_other(ax, scales, noise, lr, strength, betas, eps):
    def end(scale, lam, decay):
        w, m, v = 1.0, 0.0, 0.0
        for t, z in enumerate(noise, 1):
            g = scale * z + lam * w
            m = betas[0] * m + (1 - betas[0]) * g
            v = betas[1] * v + (1 - betas[1]) * g**2
            w = (1 - lr * decay) * w - lr * m / (1 - betas[0] ** t) / ((v / (1 - betas[1] ** t)) ** 0.5 + eps)
        return w

    backwards = sorted(scales, reverse=True)
    free = np.array([end(scale, 0, 0) for scale in backwards])
    (one,) = ax.plot(backwards, free - [end(scale, strength, 0) for scale in backwards])
    (other,) = ax.plot(backwards, free - [end(scale, 0, strength) for scale in backwards], "--")
    one.set_label("Adam + L2")
    other.set_label("AdamW")
    ax.set_xscale("log")
    ax.set_xlabel("size")
    ax.set_ylabel("difference")
    ax.legend()


def pull_named_by_the_legend(ax, scales, noise, lr, strength, betas, eps):
    def end(lam, decay):
        w, m, v = np.ones(len(scales)), 0, 0
        for t, z in enumerate(noise, 1):
            g = scales * z + lam * w
            m, v = betas[0] * m + (1 - betas[0]) * g, betas[1] * v + (1 - betas[1]) * g**2
            w = (1 - lr * decay) * w - lr * m / (1 - betas[0] ** t) / (np.sqrt(v / (1 - betas[1] ** t)) + eps)
        return w

    (decoupled,) = ax.semilogx(scales, end(0, 0) - end(0, strength))
    (coupled,) = ax.semilogx(scales, end(0, 0) - end(strength, 0))
    ax.legend([coupled, decoupled], ["Adam + L2", "AdamW"])
    ax.set(xlabel="size", ylabel="taken off")


def rest_by_quadratic(h, w_star, strength, momentum, eps):
    size = np.abs(w_star)
    b = h * (1 - strength * size) + strength * eps
    gap = (np.sqrt(b**2 + 4 * strength**2 * h * eps * size) - b) / (2 * strength * h)  # |w* − w|
    ridge = h * w_star / (h + strength)
    return {
        "momentum_l2": ridge,
        "momentum_decoupled": h * w_star / (h + (1 - momentum) * strength),
        "adam_l2": ridge,
        "adamw": np.sign(w_star) * (size - gap),
    }


def rest_by_roots(h, w_star, strength, momentum, eps):
    def root(balance, target):
        low, high = sorted((0.0, target))
        for _ in range(120):
            middle = 0.5 * (low + high)
            low, high = (low, middle) if balance(middle) > 0 else (middle, high)
        return low

    found = {"momentum_l2": [], "momentum_decoupled": [], "adam_l2": [], "adamw": []}
    for a, target in zip(h, w_star, strict=True):
        found["momentum_l2"].append(
            root(lambda w, a=a, c=target: (a * (w - c) + strength * w) / (1 - momentum), target)
        )
        found["momentum_decoupled"].append(
            root(lambda w, a=a, c=target: a * (w - c) / (1 - momentum) + strength * w, target)
        )
        found["adam_l2"].append(root(lambda w, a=a, c=target: a * (w - c) + strength * w, target))
        found["adamw"].append(
            root(lambda w, a=a, c=target: a * (w - c) / (abs(a * (w - c)) + eps) + strength * w, target)
        )
    return found


def rest_in_torch(h, w_star, strength, momentum, eps):
    import torch

    h, w_star = torch.tensor(h), torch.tensor(w_star)
    low, high = torch.clamp(w_star, max=0), torch.clamp(w_star, min=0)
    for _ in range(100):
        w = (low + high) / 2
        g = h * (w - w_star)
        up = g + strength * w * (g.abs() + eps) < 0
        low, high = torch.where(up, w, low), torch.where(up, high, w)
    ridge, weaker = (torch.linalg.solve(torch.diag(h + c), h * w_star) for c in (strength, strength * (1 - momentum)))
    return {"adamw": w, "adam_l2": ridge, "momentum_l2": ridge.clone(), "momentum_decoupled": weaker}


def lion_by_parts(optimizer):
    import torch

    for group in optimizer.param_groups:
        b1, b2 = group["betas"]
        for p in group["params"]:
            if p.grad is None:
                continue
            state = optimizer.state[p]
            if len(state) == 0:
                state["exp_avg"] = torch.zeros_like(p)
            update = state["exp_avg"].mul(b1).add(p.grad, alpha=1 - b1).sign()
            p.mul_(1 - group["lr"] * group["weight_decay"])
            p.add_(update, alpha=-group["lr"])
            state["exp_avg"].mul_(b2).add_(p.grad, alpha=1 - b2)


def lion_with_foreach(optimizer):
    import torch

    for group in optimizer.param_groups:
        moving = [p for p in group["params"] if p.grad is not None]
        if not moving:
            continue
        for p in moving:
            optimizer.state[p].setdefault("m", torch.zeros_like(p))
        grads, momenta = [p.grad for p in moving], [optimizer.state[p]["m"] for p in moving]
        signs = torch._foreach_sign(torch._foreach_lerp(momenta, grads, 1 - group["betas"][0]))
        torch._foreach_mul_(moving, 1 - group["lr"] * group["weight_decay"])
        torch._foreach_add_(moving, signs, alpha=-group["lr"])
        torch._foreach_lerp_(momenta, grads, 1 - group["betas"][1])


def lion_on_data(optimizer):
    for group in optimizer.param_groups:
        lr, (b1, b2), decay = group["lr"], group["betas"], group["weight_decay"]
        for p in filter(lambda p: p.grad is not None, group["params"]):
            g, m = p.grad.data, optimizer.state[p].get("momentum", 0)
            step = (b1 * m + (1 - b1) * g).sign() + decay * p.data
            p.data = p.data - lr * step
            optimizer.state[p] = {"momentum": b2 * m + (1 - b2) * g, "steps": optimizer.state[p].get("steps", 0) + 1}


def lion_in_numpy(optimizer):
    import torch

    for group in optimizer.param_groups:
        for p in group["params"]:
            if p.grad is not None:
                g, w = p.grad.numpy(), p.detach().numpy()
                m = np.asarray(optimizer.state[p].get("m", np.zeros_like(g)))
                c = group["betas"][0] * m + (1 - group["betas"][0]) * g
                p.copy_(torch.as_tensor(w - group["lr"] * (np.sign(c) + group["weight_decay"] * w)))
                optimizer.state[p]["m"] = torch.as_tensor(group["betas"][1] * m + (1 - group["betas"][1]) * g)


def isolating_by_round_numbers(fault):
    quiet = dict(w=0, b=0, w_gradient=0, b_gradient=0, lr=1e-9, weight_decay=0, betas=[0.5, 0.5], eps=1e-9)
    special = {
        "grows": dict(w=1000, lr=1, weight_decay=0.001),
        "forgets lr": dict(w=-4, weight_decay=0.25),
        "decays biases": dict(b=100, lr=0.01, weight_decay=0.1),
        "couples": dict(w=1, lr=0.3, weight_decay=1e-6, eps=1e-12),
        "decays after": dict(w_gradient=3, lr=1, weight_decay=1, betas=[0, 0]),
        "skips correction": dict(w_gradient=2, lr=1),
    }
    return quiet | special[fault]


def isolating_by_arrays(fault):
    w, b, g, lr, decay, betas, eps = {
        "grows": (-5.0, 0.0, 0.0, 1.0, 0.2, (0.9, 0.99), 1e-8),
        "forgets lr": (1e5, 0.0, 0.0, 1e-9, 1e-3, (0.9, 0.99), 1.0),
        "decays biases": (0.0, -2.0, 0.0, 0.3, 0.3, (0.9, 0.99), 1e-8),
        "couples": (0.5, 0.0, 0.0, 0.2, 1e-4, (0.0, 0.0), 1e-8),
        "decays after": (0.0, 0.0, -1.0, 0.5, 0.4, (0.0, 0.0), 1e-8),
        "skips correction": (0.0, 0.0, 1.0, 0.1, 0.0, (0.0, 0.999), 1e-8),
    }[fault]
    values = (np.array(w), np.array([b]), np.float64(g), 0, lr, decay, np.array(betas), eps)
    return dict(zip(["w", "b", "w_gradient", "b_gradient", "lr", "weight_decay", "betas", "eps"], values, strict=True))


def isolating_on_the_bias_too(fault):
    test = dict(w=0.0, b=0.0, w_gradient=0.0, b_gradient=0.0, lr=1.0, weight_decay=0.0, betas=(0.9, 0.999), eps=1e-8)
    if fault == "grows":
        test.update(w=1.0, weight_decay=0.5, betas=(0.0, 0.0), eps=0.5)  # 0.5/(0.5 + 0.5) = 0.5
    if fault == "forgets lr":
        test.update(w=2.0, weight_decay=10.0, lr=1e-5)
    if fault == "decays biases":
        test.update(b=3.0, weight_decay=0.4, w_gradient=0.0, b_gradient=0.0)
    if fault == "couples":
        test.update(w=3.0, weight_decay=1e-3)
    if fault == "decays after":
        test.update(w_gradient=1.0, weight_decay=0.9, betas=(0.0, 0.0))
    if fault == "skips correction":
        test.update(b_gradient=1.0, weight_decay=0.0)
    return test


ROUTES = {
    "adamw_step": [
        adamw_by_torch,
        adamw_from_the_list_of_gradients,
        adamw_in_single_precision,
        adamw_in_four_dictionaries,
    ],
    "recipe": [recipe_by_logarithms, recipe_by_hand],
    "draw_pull": [
        pull_by_torch,
        pull_in_single_precision,
        pull_one_weight_after_the_other,
        pull_named_by_the_legend,
    ],
    "resting_points": [rest_by_quadratic, rest_by_roots, rest_in_torch],
    "lion_step": [lion_by_parts, lion_with_foreach, lion_on_data, lion_in_numpy],
    "isolating_test": [isolating_by_round_numbers, isolating_by_arrays, isolating_on_the_bias_too],
}
