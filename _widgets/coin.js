// Bayes with a coin: prior, likelihood and posterior of the probability of heads.
import { plot } from "./axes.js";
import { fixed, grid, mount, say } from "./kit.js";

/** log Γ(x) for x > 0, by Lanczos' series. */
export function logGamma(x) {
  const series = [676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
    -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7];
  const total = series.reduce((total, c, i) => total + c / (x + i), 0.9999999999998099);
  return Math.log(2 * Math.PI) / 2 + (x - 0.5) * Math.log(x + 6.5) - (x + 6.5) + Math.log(total);
}

/** The log density of Beta(a, b) at θ in (0, 1). */
export const betaLogDensity = (theta, a, b) =>
  (a - 1) * Math.log(theta) + (b - 1) * Math.log1p(-theta) + logGamma(a + b) - logGamma(a) - logGamma(b);

export const betaPosterior = (heads, tosses, a, b) => ({ a: a + heads, b: b + tosses - heads });
export const betaMode = (a, b) => (a - 1) / (a + b - 2);
export const betaMean = (a, b) => a / (a + b);
export const betaVariance = (a, b) => (a * b) / ((a + b) ** 2 * (a + b + 1));

const inputs = {
  heads: { label: "heads", value: 1, min: 0, max: 60, step: 1 },
  tails: { label: "tails", value: 9, min: 0, max: 60, step: 1 },
  a: { label: "prior a", value: 5, min: 1, max: 20, step: 0.5 },
  b: { label: "prior b", value: 5, min: 1, max: 20, step: 0.5 },
};

function says(heads, tails, a, b, belief) {
  const n = heads + tails, k = a + b - 2;
  const data = n ? `${heads} head${heads === 1 ? "" : "s"} in ${n} toss${n === 1 ? "" : "es"}: the likelihood is highest at ${fixed(heads / n)}` : "No toss yet: the likelihood is flat";
  const prior = k ? `the prior, as strong as ${say(k)} toss${k === 1 ? "" : "es"}, at ${fixed(betaMode(a, b))}` : "the prior is flat";
  const map = n + k ? `the posterior at ${fixed(betaMode(belief.a, belief.b))}` : "so is the posterior";
  return `${data}, ${prior}, ${map}. To believe: ${fixed(betaMean(belief.a, belief.b))} ± ${fixed(Math.sqrt(betaVariance(belief.a, belief.b)))}.`;
}

function draw({ heads, tails, a, b }, width, height) {
  const belief = betaPosterior(heads, heads + tails, a, b);
  const theta = grid(0.001, 0.999, 300);
  const curves = [
    { name: "likelihood", a: heads + 1, b: tails + 1, kind: "c2 dashed" },
    { name: "prior", a, b, kind: "c3 dashdot" },
    { name: "posterior", ...belief, kind: "c1" },
  ].map((curve) => ({ ...curve, density: theta.map((theta) => Math.exp(betaLogDensity(theta, curve.a, curve.b))) }));
  const top = Math.max(2, 1.15 * Math.max(...curves[2].density), 1.15 * Math.max(...curves[1].density));
  const p = plot([0, 0, width, height], { x: [0, 1], y: [0, top], xlabel: "θ, the probability of heads", ylabel: "density" });
  const legend = curves.map(({ name, kind }, i) => {
    const y = 18 + 19 * i, x = width - 118;
    const mark = p.line([], kind);
    mark.setAttribute("d", `M${x} ${y}h28`);
    const word = p.text(0, 0, name, kind.slice(0, 2));
    word.setAttribute("x", x + 36);
    word.setAttribute("y", y + 4);
    return [mark, word];
  });
  return {
    marks: [
      p.frame,
      p.clip(
        p.area([[0.001, 0], ...theta.map((t, i) => [t, curves[2].density[i]]), [0.999, 0]], "c1"),
        curves.map(({ density, kind }) => p.line(theta.map((t, i) => [t, density[i]]), kind)),
      ),
      legend,
    ],
    says: says(heads, tails, a, b, belief),
  };
}

mount("coin", inputs, draw);
