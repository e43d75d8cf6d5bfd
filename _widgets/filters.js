// Early stopping beside ridge: what gradient descent has learned of least squares after t steps, direction by direction.
import { plot } from "./axes.js";
import { fixed, grid, mount, say, sum } from "./kit.js";
import { n, shrinkageFactors, singularValues } from "./spectrum.js";

/** 1 − (1 − ηs²/n)^t for each singular value s. */
export const gradientDescentFilter = (s, n, lr, steps) =>
  s.map((s) => 1 - (1 - (lr * s ** 2) / n) ** steps);

export { shrinkageFactors };

const lr = 0.1;
const inputs = {
  power: { label: "steps t", value: 2, min: 0, max: 4, step: 0.05, show: (p) => String(Math.round(10 ** p)) },
  ratio: { label: "λ · tη", value: 0, min: -1, max: 1, step: 0.05, show: (p) => say(10 ** p) },
};

function draw({ power, ratio }, width, height) {
  const t = Math.round(10 ** power), lam = 10 ** ratio / (t * lr);
  const axes = { x: [-2.4, 1], y: [0, 1.04], logx: true, xlabel: "variance along the direction, s²/n", ylabel: "share of least squares" };
  const p = plot([0, 0, width, height], axes);
  const h = singularValues.map((s) => s ** 2 / n), line = grid(-2.4, 1, 150).map((e) => Math.sqrt(n * 10 ** e));
  const stopped = gradientDescentFilter(singularValues, n, lr, t), ridge = shrinkageFactors(singularValues, n, lam);
  const curve = (factors) => line.map((s, i) => [s ** 2 / n, factors[i]]);
  const gap = Math.max(...stopped.map((factor, j) => Math.abs(factor - ridge[j])));
  return {
    marks: [
      p.frame,
      p.clip(p.line(curve(gradientDescentFilter(line, n, lr, t)), "c1"), p.line(curve(shrinkageFactors(line, n, lam)), "c2 dashed")),
      h.map((h, j) => [p.dot(h, stopped[j], "c1"), p.dot(h, ridge[j], "c2 ring")]),
      p.text(10, 0, "— descent, stopped", "end c1", -4, -28), p.text(10, 0, "– – ridge", "end c2", -4, -10),
    ],
    says: `After ${t} step${t === 1 ? "" : "s"} with η = ${lr}, gradient descent uses ${fixed(sum(stopped))} of 10 degrees of freedom; ridge with λ = ${say(lam)} uses `
      + `${fixed(sum(ridge))}. In no direction of these data do the two differ by more than ${say(gap)}.`,
  };
}

mount("filters", inputs, draw);
