// Bayes with a line: prior, likelihood and posterior of intercept and slope, and what they say of the function.
import { panels, plot } from "./axes.js";
import { fixed, grid, mount, normals, sum } from "./kit.js";

/** XᵀX and Xᵀy of the lines 1, x; a symmetric matrix is [a, b, c] for [[a, b], [b, c]]. */
const moments = (x, y) => [[x.length, sum(x), sum(x.map((x) => x * x))], [sum(y), sum(y.map((y, i) => y * x[i]))]];
const inverse = ([a, b, c]) => [c, -b, a].map((entry) => entry / (a * c - b * b));
const times = ([a, b, c], [u, v]) => [a * u + b * v, b * u + c * v];

/** N(m, C) of (intercept, slope) after the points (x, y), where both have the prior N(0, τ²); τ² = ∞ is the likelihood. */
export function posterior(x, y, noiseVariance, priorVariance) {
  const [[a, b, c], moment] = moments(x, y);
  const K = inverse([a + noiseVariance / priorVariance, b, c + noiseVariance / priorVariance]);
  return { mean: times(K, moment), covariance: K.map((entry) => noiseVariance * entry) };
}

/** Mean and variance of intercept + slope·x. */
export const predictive = (x, { mean, covariance: [a, b, c] }) =>
  x.map((x) => ({ mean: mean[0] + mean[1] * x, variance: a + 2 * b * x + c * x * x }));

const truth = [-0.5, 1];
const draws = normals(40, 7);
const places = draws.slice(0, 20).map((z) => Math.tanh(z));
const turn = grid(0, 2 * Math.PI, 97);

/** The ellipse two standard deviations round a mean: m + 2Lz with C = LLᵀ. */
function ellipse({ mean, covariance: [a, b, c] }) {
  const l = Math.sqrt(a), m = b / l, r = Math.sqrt(Math.max(c - m * m, 0));
  return turn.map((t) => [mean[0] + 2 * l * Math.cos(t), mean[1] + 2 * (m * Math.cos(t) + r * Math.sin(t))]);
}

const inputs = {
  n: { label: "points", value: 3, min: 0, max: 20, step: 1 },
  noise: { label: "noise σ", value: 0.5, min: 0.1, max: 1, step: 0.05, show: (v) => fixed(v) },
  tau: { label: "prior τ", value: 1, min: 0.1, max: 1.5, step: 0.05, show: (v) => fixed(v) },
};

/** The first n points, at a noise. */
export function sample(n, noise) {
  const x = places.slice(0, n);
  return { x, y: x.map((x, i) => truth[0] + truth[1] * x + noise * draws[20 + i]) };
}

function draw({ n, noise, tau }, width, height) {
  const { x, y } = sample(n, noise), belief = posterior(x, y, noise ** 2, tau ** 2);
  const prior = { mean: [0, 0], covariance: [tau ** 2, 0, tau ** 2] };
  const [left, right] = panels(width, height);
  const p = plot(left, { x: [-3, 3], y: [-3, 3], square: true, xlabel: "intercept", ylabel: "slope" });
  const q = plot(right, { x: [-1, 1], y: [-3.2, 3.2], xlabel: "x", ylabel: "y" });
  const line = grid(-1, 1, 41), said = predictive(line, belief);
  const edge = (side) => line.map((x, i) => [x, said[i].mean + side * 2 * Math.sqrt(said[i].variance)]);
  const likely = n > 1 ? p.line(ellipse(posterior(x, y, noise ** 2, Infinity)), "c2 dashed") : [];
  const stripe = n === 1 ? grid(-1, 1, 3).map((side) => p.line([-3, 3].map((b) => [y[0] + side * 2 * noise - b * x[0], b]), "c2 dashed")) : [];
  const words = (j) => `${fixed(belief.mean[j])} ± ${fixed(Math.sqrt(belief.covariance[2 * j]))}`;
  const key = (i, word, kind) => p.text(p.x[1], p.y[0], word, `end ${kind}`, -2, -8 - 17 * i);
  return {
    marks: [
      p.frame,
      p.clip(p.line(ellipse(prior), "c3 dashdot"), likely, stripe, p.area(ellipse(belief), "c1"), p.line(ellipse(belief), "c1")),
      p.text(...truth, "×", "middle big", 0, 7),
      key(0, "prior", "c3"), key(1, "posterior", "c1"), n ? key(2, "likelihood", "c2") : [],
      q.frame,
      q.clip(
        q.area([...edge(1), ...edge(-1).reverse()], "c1"), q.line([-1, 1].map((x) => [x, truth[0] + truth[1] * x]), "c0 thin dashed"),
        q.line(line.map((x, i) => [x, said[i].mean]), "c1"), x.map((x, i) => q.dot(x, y[i], "c2")),
      ),
    ],
    says: `After ${n} point${n === 1 ? "" : "s"} the intercept is believed to be ${words(0)} and the slope ${words(1)}; the truth (×) is `
      + `${fixed(truth[0], 1)} and ${fixed(truth[1], 1)}. The mean is ridge with nλ = σ²/τ² = ${fixed((noise / tau) ** 2)}.`,
  };
}

mount("line", inputs, draw);
