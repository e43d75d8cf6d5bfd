// Overfitting: a polynomial through noisy points of a sine, by its degree, their number and the noise.
import { panels, plot } from "./axes.js";
import { fixed, grid, mount, normals, say, sum } from "./kit.js";

export const polynomialFeatures = (x, degree) => x.map((x) => Array.from({ length: degree + 1 }, (_, k) => x ** k));

/** The w that minimises ‖Xw − y‖, for independent columns: Householder reflections of [X y], then from below. */
export function leastSquares(X, y) {
  const d = X[0].length, A = X.map((row, i) => [...row, y[i]]), w = Array(d).fill(0);
  for (let k = 0; k < d; k++) {
    const v = A.slice(k).map((row) => row[k]);
    v[0] += (v[0] < 0 ? -1 : 1) * Math.hypot(...v);
    const length2 = sum(v.map((value) => value ** 2));
    for (let j = k; j <= d; j++) {
      const scale = (2 * sum(v.map((value, i) => value * A[k + i][j]))) / length2;
      v.forEach((value, i) => (A[k + i][j] -= scale * value));
    }
  }
  for (let k = d - 1; k >= 0; k--) w[k] = (A[k][d] - sum(w.map((value, j) => (j > k ? A[k][j] * value : 0)))) / A[k][k];
  return w;
}

export const predict = (x, w) => x.map((x) => w.reduceRight((total, weight) => total * x + weight, 0));
export const meanSquaredError = (prediction, y) => sum(y.map((y, i) => (prediction[i] - y) ** 2)) / y.length;

const truth = (x) => x.map((x) => Math.sin(Math.PI * x));
const line = grid(-1, 1, 201), degrees = grid(0, 12, 13);

/** Some noisy points, the fits of all degrees to them, and both errors of each; a new x is uniform on [−1, 1]. */
export function fits(count, noise, sample) {
  const draw = normals(2 * count, sample);
  const x = grid(-1 + 1 / count, 1 - 1 / count, count).map((x, i) => x + (0.5 / count) * Math.tanh(draw[count + i]));
  const y = truth(x).map((y, i) => y + noise * draw[i]);
  return { x, y, fits: degrees.map((degree) => {
    const w = leastSquares(polynomialFeatures(x, degree), y);
    const risk = meanSquaredError(predict(line, w), truth(line)) + noise ** 2;
    return { w, training: meanSquaredError(predict(x, w), y), risk };
  }) };
}

const error = (value) => (value < 9.5 ? fixed(value, 3) : value < 1e6 ? String(Math.round(value)) : say(value));

/** What the best polynomial of each degree misses of the truth. */
const misses = degrees.map((degree) => {
  const w = leastSquares(polynomialFeatures(line, degree), truth(line));
  return meanSquaredError(predict(line, w), truth(line));
});

function verdict({ risk }, degree, noise) {
  if (misses[degree] > 0.1) return "It is too stiff to follow the wave.";
  if (risk > misses[degree] + 1.5 * noise ** 2 + 0.001) return "It follows the noise.";
  return "It is close to the truth.";
}

const inputs = {
  degree: { label: "degree", value: 3, min: 0, max: 12, step: 1 },
  count: { label: "points", value: 15, min: 13, max: 60, step: 1 },
  noise: { label: "noise σ", value: 0.3, min: 0, max: 1, step: 0.05, show: (v) => fixed(v) },
  sample: { label: "sample", value: 1, min: 1, max: 30, step: 1 },
};

function draw({ degree, count, noise, sample }, width, height) {
  const { x, y, fits: all } = fits(count, noise, sample);
  const { w, training, risk } = all[degree];
  const [left, right] = panels(width, height, 0.56);
  const p = plot(left, { x: [-1.02, 1.02], y: [-2.2, 2.2], xlabel: "x", ylabel: "y", xticks: [-1, 0, 1] });
  const q = plot(right, { x: [0, 12], y: [-3, 2], logy: true, xlabel: "degree", ylabel: "squared error", xticks: [0, 3, 6, 9, 12] });
  const along = (values) => line.map((x, i) => [x, values[i]]);
  const low = (value) => Math.max(value, 1e-4);
  return {
    marks: [
      p.frame,
      p.clip(p.line(along(truth(line)), "c0 thin dashed"), p.line(along(predict(line, w)), "c1"), x.map((x, i) => p.dot(x, y[i], "c2"))),
      q.frame,
      q.clip(q.line(all.map((fit, k) => [k, low(fit.training)]), "c1"), q.line(all.map((fit, k) => [k, low(fit.risk)]), "c2 dashed"),
        q.line([[degree, 1e-4], [degree, 1e4]], "c0 thin dotted")),
      q.dot(degree, Math.max(training, 1e-3), "c1", 5), q.dot(degree, Math.min(risk, 100), "c2", 5),
      q.text(12, 100, "– – new points", "end c2", 0, 10), q.text(12, 100, "— these points", "end c1", 0, 28),
    ],
    says: `Degree ${degree}, noise ${fixed(noise)}: the mean squared error is ${error(training)} on these ${count} points and ${error(risk)} `
      + `expected on new ones, of which ${error(noise ** 2)} is noise. ${verdict(all[degree], degree, noise)}`,
  };
}

mount("polynomial", inputs, draw);
