// Ridge along the spectrum: what a penalty keeps of least squares in each singular direction of the inputs.
import { plot } from "./axes.js";
import { fixed, grid, mount, percent, say, sum } from "./kit.js";

// of the ten standardized inputs of the 442 diabetes patients: the singular values
export const n = 442;
export const singularValues = [
  42.1746505803, 25.6827821215, 23.0875959453, 20.5504396606, 17.1080149328,
  16.3217936338, 15.4000655299, 13.8451240541, 5.88365964446, 1.94521016437,
];

/** s²/(s² + nλ) for each singular value s. */
export const shrinkageFactors = (s, n, lam) => s.map((s) => s ** 2 / (s ** 2 + n * lam));

/** How many directions are in use: the sum of the factors. */
export const effectiveDof = (s, n, lam) => sum(shrinkageFactors(s, n, lam));

const inputs = { power: { label: "λ", value: -0.5, min: -4, max: 2, step: 0.05, show: (p) => say(10 ** p) } };

function draw({ power }, width, height) {
  const lam = 10 ** power;
  const axes = { x: [-2.4, 1], y: [0, 1.04], logx: true, xlabel: "variance along the direction, s²/n", ylabel: "share kept" };
  const p = plot([0, 0, width, height], axes);
  const h = singularValues.map((s) => s ** 2 / n);
  const kept = shrinkageFactors(singularValues, n, lam);
  const half = kept.filter((factor) => factor >= 0.5).length;
  return {
    marks: [
      p.frame,
      p.clip(
        p.line(grid(-2.4, 1, 120).map((e) => [10 ** e, 10 ** e / (10 ** e + lam)]), "c5"),
        p.line([[lam, 0], [lam, 0.5]], "c2 dashed"),
        p.text(lam, 0, "λ", "c2", 6, -8),
      ),
      h.map((variance, j) => [p.line([[variance, 0], [variance, kept[j]]], "c1 thin"), p.dot(variance, kept[j], "c1", 5)]),
    ],
    says: `At λ = ${say(lam)}, ${half} of 10 directions keep at least half of their least-squares weight. The first keeps `
      + `${percent(kept[0])}, the last ${percent(kept[9])}; in all ${fixed(sum(kept))} degrees of freedom are in use.`,
  };
}

mount("spectrum", inputs, draw);
