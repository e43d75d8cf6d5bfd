"""One step of our AdamW against one of torch.optim.AdamW, tensor by tensor, as foreach, and torch's fused kernel.

Run it as `python benchmarks/adamw_step.py`. All run in one process on the same parameters, taking turns, so the
ratios compare; the milliseconds depend on the machine.
"""

import statistics
import time

import torch
from shrinkage.weight_decay import AdamW

MODELS = {
    "200 small layers": [(64, 64), (64,)] * 200,
    "12 middling layers": [(512, 512), (512,)] * 12,
    "2 large layers": [(2048, 2048), (2048,)] * 2,
}
SETTINGS = {"lr": 1e-3, "betas": (0.9, 0.999), "eps": 1e-8, "weight_decay": 1e-2}
WAYS = {
    "ours, loop": lambda params: AdamW(params, **SETTINGS, foreach=False),
    "torch, loop": lambda params: torch.optim.AdamW(params, **SETTINGS, foreach=False),
    "ours, foreach": lambda params: AdamW(params, **SETTINGS, foreach=True),
    "torch, foreach": lambda params: torch.optim.AdamW(params, **SETTINGS, foreach=True),
    "torch, fused": lambda params: torch.optim.AdamW(params, **SETTINGS, fused=True),
}
ROUNDS, STEPS = 15, 4


def parameters(shapes, device):
    """The same parameters and gradients at every call."""
    generator = torch.Generator().manual_seed(0)
    made = [torch.nn.Parameter(torch.randn(shape, generator=generator).to(device)) for shape in shapes]
    for p in made:
        p.grad = torch.randn(p.shape, generator=generator).to(device)
    return made


def seconds_a_step(optimizer, device):
    """One measurement: the mean of a few steps in a row."""
    start = time.perf_counter()
    for _ in range(STEPS):
        optimizer.step()
    if device == "cuda":
        torch.cuda.synchronize()
    return (time.perf_counter() - start) / STEPS


def compare(shapes, device):
    """The median seconds of each way, and how far the parameters are apart in the end."""
    weights = {name: parameters(shapes, device) for name in WAYS}
    optimizers = {name: way(weights[name]) for name, way in WAYS.items()}
    times = {name: [] for name in WAYS}
    for _ in range(ROUNDS + 1):
        for name, optimizer in optimizers.items():
            times[name].append(seconds_a_step(optimizer, device))
    oracle = weights["torch, foreach"]
    gap = max((p - q).abs().max().item() for made in weights.values() for p, q in zip(made, oracle, strict=True))
    return {name: statistics.median(taken[1:]) for name, taken in times.items()}, gap


def main():
    for device in ["cpu", *["cuda"] * torch.cuda.is_available()]:
        print(f"{device}, {torch.get_num_threads()} threads, float32, milliseconds a step, median of {ROUNDS}")
        print(f"| model | {' | '.join(WAYS)} | loop: ours/torch | foreach: ours/torch | weights differ by at most |")
        print("| --- " * (len(WAYS) + 4) + "|")
        for model, shapes in MODELS.items():
            times, gap = compare(shapes, device)
            loop = times["ours, loop"] / times["torch, loop"]
            foreach = times["ours, foreach"] / times["torch, foreach"]
            columns = " | ".join(f"{1e3 * taken:.2f}" for taken in times.values())
            print(f"| {model} | {columns} | {loop:.2f} | {foreach:.2f} | {gap:.0e} |")


if __name__ == "__main__":
    main()
