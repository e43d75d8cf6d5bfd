// Adam, Adam with L2 and AdamW on two weights that want to be 1, whose gradients differ in scale and are noisy.
import { plot } from "./axes.js";
import { fixed, grid, mount, normals } from "./kit.js";

/** Adam on gradient(w, t) for some steps, with λ in the gradient and a decoupled decay ω; all w on the way, the start included. */
export function adam(gradient, start, steps, { lr = 1e-3, betas = [0.9, 0.999], eps = 1e-8, lam = 0, weightDecay = 0 }) {
  const [beta1, beta2] = betas, zero = start.map(() => 0), path = [start];
  for (let t = 1, m = zero, v = zero; t <= steps; t++) {
    const w = path[t - 1], g = gradient(w, t).map((g, j) => g + lam * w[j]);
    m = m.map((m, j) => beta1 * m + (1 - beta1) * g[j]);
    v = v.map((v, j) => beta2 * v + (1 - beta2) * g[j] ** 2);
    const step = m.map((m, j) => m / (1 - beta1 ** t) / (Math.sqrt(v[j] / (1 - beta2 ** t)) + eps));
    path.push(w.map((w, j) => (1 - lr * weightDecay) * w - lr * step[j]));
  }
  return path;
}

export const steps = 2000;
export const start = [-0.7, 1.9];
const betas = [0.9, 0.99]; // 0.999 would remember the way for longer than there are steps
export const noises = normals(2 * steps, 3);

/** Some steps on gradients g_j = s_j (w_j − 1 + σξ_j), where s = (c, 1/c). */
export function run(c, sigma, steps, options) {
  const gradient = (w, t) => w.map((w, j) => [c, 1 / c][j] * (w - 1 + sigma * noises[2 * t - 2 + j]));
  return adam(gradient, start, steps, options);
}

/** Where AdamW rests: (1 − w)/√((1 − w)² + σ²) = ωw. Without noise at 1, or at the fence 1/ω. */
export function restOfAdamW(sigma, omega) {
  if (sigma === 0) return Math.min(1, 1 / omega);
  let [low, high] = [0, 1];
  for (let i = 0; i < 60; i++) {
    const w = (low + high) / 2;
    if ((1 - w) / Math.hypot(1 - w, sigma) > omega * w) low = w;
    else high = w;
  }
  return low;
}

export const restOfAdam = (c, lam) => [c, 1 / c].map((s) => s / (s + lam));

const inputs = {
  strength: { label: "λ = ω", value: 0.3, min: 0, max: 2, step: 0.05, show: (v) => fixed(v) },
  sigma: { label: "noise σ", value: 1, min: 0, max: 2, step: 0.1, show: (v) => fixed(v, 1) },
  c: { label: "scale c", value: 3, min: 1, max: 10, step: 0.5, show: (v) => fixed(v, 1) },
};

const turn = grid(0, 2 * Math.PI, 97).map((t) => [Math.cos(t), Math.sin(t)]);
const late = (path) => [0, 1].map((j) => path.slice(-500).reduce((total, w) => total + w[j], 0) / 500);

function draw({ strength, sigma, c }, width, height) {
  const path = (pull) => run(c, sigma, steps, { lr: 0.005, betas, ...pull });
  const runs = [
    { name: "Adam", kind: "c3 dotted", path: path({}), rest: [1, 1] },
    { name: "Adam, L2", kind: "c2 dashed", path: path({ lam: strength }), rest: restOfAdam(c, strength) },
    { name: "AdamW", kind: "c1", path: path({ weightDecay: strength }), rest: [0, 1].map(() => restOfAdamW(sigma, strength)) },
  ];
  const p = plot([0, 0, width, height], { x: [-1, 2.1], y: [-0.3, 2.1], square: true, xlabel: "w₁, gradients times c", ylabel: "w₂, gradients divided by c" });
  const contour = (r) => turn.map(([a, b]) => [1 + (r * a) / Math.sqrt(c), 1 + r * b * Math.sqrt(c)]);
  const cross = ([a, b]) => p.text(a, b, "×", "middle big", 0, 7);
  const point = (w) => `(${w.map((w) => fixed(w)).join(", ")})`;
  return {
    marks: [
      p.frame,
      p.clip(
        [0.15, 0.3, 0.6, 0.9, 1.2, 1.6].map((r) => p.line(contour(r), "c5 thin")),
        runs.map(({ path, kind }) => p.line(path.filter((_, t) => t % 5 === 0), `${kind} fine`)),
        runs.map(({ rest }) => cross(rest)),
      ),
      p.dot(...start, "c0", 4), p.text(...start, "start", "c0", 8, -6),
      runs.map(({ name, kind }, i) => p.text(p.x[1], p.y[0], name, `end ${kind.slice(0, 2)}`, -6, -10 - 18 * (2 - i))),
    ],
    says: `After ${steps} steps Adam with L2 is at ${point(late(runs[1].path))}, AdamW at ${point(late(runs[2].path))}, Adam without `
      + `either at ${point(late(runs[0].path))}. Predicted (×) for the first two: ${point(runs[1].rest)} and ${point(runs[2].rest)}.`,
  };
}

mount("optimizers", inputs, draw);
