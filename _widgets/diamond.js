// L1 and L2 in the plane: where a loss with its minimum at w* and a penalty of strength λ come to rest.
import { plot } from "./axes.js";
import { fixed, grid, mount, sum } from "./kit.js";

/** Hw*, the pull of the loss on weights that are zero, for H = [[1, ρ], [ρ, 1]]. */
const pullAtZero = (rho, [u, v]) => [u + rho * v, v + rho * u];

/** The w with [[h, ρ], [ρ, h]] w = (b, c). */
const solve = (h, rho, [b, c]) => [h * b - rho * c, h * c - rho * b].map((entry) => entry / (h ** 2 - rho ** 2));

/** The w that minimises ½(w − w*)ᵀH(w − w*) + λ·½‖w‖². */
export const l2Minimum = (rho, star, lam) => solve(1 + lam, rho, pullAtZero(rho, star));

/** The w that minimises ½(w − w*)ᵀH(w − w*) + λ‖w‖₁: the best of the few points where it can lie. */
export function l1Minimum(rho, star, lam) {
  const [b, c] = pullAtZero(rho, star);
  const soft = (a) => Math.sign(a) * Math.max(Math.abs(a) - lam, 0);
  const inside = [[1, 1], [1, -1], [-1, 1], [-1, -1]]
    .map(([s, t]) => [s, t, ...solve(1, rho, [b - lam * s, c - lam * t])])
    .filter(([s, t, u, v]) => s * u > 0 && t * v > 0)
    .map(([, , u, v]) => [u, v]);
  const cost = ([u, v]) => (u * u + v * v) / 2 + rho * u * v - b * u - c * v + lam * (Math.abs(u) + Math.abs(v));
  return [[0, 0], [soft(b), 0], [0, soft(c)], ...inside].reduce((best, w) => (cost(w) < cost(best) ? w : best));
}

const minimum = { l1: l1Minimum, l2: l2Minimum };
const turn = grid(0, 2 * Math.PI, 145).map((t) => [Math.cos(t), Math.sin(t)]);

/** The contour of the loss at a level: w* + H^(−½) times a circle. */
function contour(rho, [u, v], level) {
  const [a, b] = [1 + rho, 1 - rho].map((h) => Math.sqrt(level / h));
  return turn.map(([c, s]) => [u + a * c + b * s, v + a * c - b * s]);
}

const level = (rho, [u, v], [a, b]) => ((u - a) ** 2 + (v - b) ** 2) / 2 + rho * (u - a) * (v - b);

const inputs = {
  kind: { label: "penalty", value: "l1", choices: { l1: "L1", l2: "L2" } },
  lam: { label: "λ", value: 1, min: 0, max: 3, step: 0.05, show: (v) => fixed(v) },
  u: { label: "w*₁", value: 1.8, min: -2.5, max: 2.5, step: 0.05, show: (v) => fixed(v) },
  v: { label: "w*₂", value: 0.8, min: -2.5, max: 2.5, step: 0.05, show: (v) => fixed(v) },
  rho: { label: "correlation of the inputs", value: 0, min: -0.9, max: 0.9, step: 0.1, show: (v) => fixed(v, 1) },
};

function says(kind, lam, rho, star, w) {
  const where = `the minimum is at (${w.map((value) => fixed(value)).join(", ")})`;
  const zeros = w.map((value, j) => (value === 0 ? j + 1 : 0)).filter(Boolean);
  const start = `${kind.toUpperCase()} with λ = ${fixed(lam)}: ${where}`;
  if (zeros.length === 2 && lam > 0 && kind === "l1") return `${start}. The loss pulls neither weight with a force of more than λ, so both are exactly zero.`;
  if (zeros.length !== 1) return `${start}. ${zeros.length ? "Both weights are zero, as w* is." : "Both weights are in use."}`;
  const [pull] = pullAtZero(rho, [star[0] - w[0], star[1] - w[1]]).filter((_, j) => w[j] === 0);
  const why = kind === "l1" ? `the loss pulls it with ${fixed(Math.abs(pull))}, no more than λ` : "the loss happens not to pull it at all";
  return `${start}. Weight ${zeros[0]} is exactly zero: ${why}.`;
}

function draw({ kind, lam, u, v, rho }, width, height) {
  const star = [u, v], w = minimum[kind](rho, star, lam);
  const p = plot([0, 0, width, height], { x: [-2.7, 2.7], y: [-2.7, 2.7], square: true, xlabel: "w₁", ylabel: "w₂" });
  const radius = kind === "l1" ? Math.abs(w[0]) + Math.abs(w[1]) : Math.hypot(...w);
  const ball = turn.map(([c, s]) => {
    const size = kind === "l1" ? Math.abs(c) + Math.abs(s) : 1;
    return [(radius * c) / size, (radius * s) / size];
  });
  const path = grid(-3, 2, 120).map((e) => minimum[kind](rho, star, 10 ** e));
  return {
    at: p.at,
    marks: [
      p.frame,
      p.clip(
        p.line([[p.x[0], 0], [p.x[1], 0]], "c5 thin"), p.line([[0, p.y[0]], [0, p.y[1]]], "c5 thin"),
        [0.1, 0.4, 1, 1.9].map((share) => p.line(contour(rho, star, share * level(rho, w, star)), `c2 thin ${share === 1 ? "" : "dotted"}`)),
        p.area(ball, "c1"), p.line([...ball, ball[0]], "c1"),
        p.line([star, ...path, [0, 0]], "c3 dashed"),
        p.dot(...w, "c0", 6),
      ),
      p.dot(...star, "c2", 13, { "data-drag": "u v", "fill-opacity": 0.25 }), p.dot(...star, "c2", 5, { "pointer-events": "none" }),
      p.text(...star, "w*", "c2", 12, -12),
    ],
    says: says(kind, lam, rho, star, w),
  };
}

mount("diamond", inputs, draw);
