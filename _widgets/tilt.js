// The tilted boundary: a linear classifier can be right on all data and have its boundary next to every example.
import { plot } from "./axes.js";
import { fixed, grid, mount, normals, percent } from "./kit.js";

const dot = ([a, b], [c, d]) => a * c + b * d;

/** The angle in degrees, in [0, 180], between w and a direction z. */
export const tiltingAngle = (w, z) =>
  (Math.acos(Math.max(-1, Math.min(1, dot(z, w) / Math.hypot(...z) / Math.hypot(...w)))) * 180) / Math.PI;

/** How far both centroids lie from the boundary that runs midway between them: ½‖j − i‖ cos θ = w·(j − i)/(2‖w‖). */
export const adversarialDistance = (w, i, j) => dot(w, [j[0] - i[0], j[1] - i[1]]) / 2 / Math.hypot(...w);

export const centroids = [[-1, 0], [1, 0]];
const draws = normals(160, 5);

/** Forty examples of each class; along the second axis they have standard deviation `spread` and no information. */
export const examples = (spread) =>
  [0, 1].map((k) => grid(0, 39, 40).map((r) => [centroids[k][0] + 0.25 * draws[80 * k + 2 * r], spread * draws[80 * k + 2 * r + 1]]));

/** The share of the examples on their own side of {x: w·x = 0}. */
export const accuracy = (classes, w) =>
  classes.flatMap((points, k) => points.filter((x) => (dot(w, x) > 0) === (k === 1))).length / classes.flat().length;

const inputs = {
  tilt: { label: "tilt θ", value: 60, min: -85, max: 85, step: 1, show: (v) => `${String(v).replace("-", "−")}°` },
  spread: { label: "spread", value: 0.1, min: 0.02, max: 0.6, step: 0.02, show: (v) => fixed(v) },
};

function draw({ tilt, spread }, width, height) {
  const theta = (tilt * Math.PI) / 180, w = [Math.cos(theta), Math.sin(theta)], classes = examples(spread);
  const p = plot([0, 0, width, height], { x: [-1.9, 1.9], y: [-1.3, 1.3], square: true, xlabel: "what tells the classes apart", ylabel: "what does not" });
  const [i, j] = centroids, distance = adversarialDistance(w, i, j);
  const fooled = [j[0] - distance * w[0], j[1] - distance * w[1]];
  return {
    marks: [
      p.frame,
      p.clip(
        p.line([[-9 * w[1], 9 * w[0]], [9 * w[1], -9 * w[0]]], "c0"),
        p.line([i, j], "c0 thin dotted"),
        classes[0].map((x) => p.dot(...x, "c1", 3.5)), classes[1].map((x) => p.dot(...x, "c2 ring", 3.5)),
        p.line([j, fooled], "c3"), p.dot(...fooled, "c3", 5),
      ),
      p.dot(...i, "c0", 5), p.dot(...j, "c0", 5),
    ],
    says: `With w tilted by ${fixed(tiltingAngle(w, [1, 0]), 0)}° and a spread of ${fixed(spread)}, ${percent(accuracy(classes, w))} of the examples are on the right `
      + `side. The centroids (large dots) are ${fixed(distance)} away from the boundary (green line); without tilt, ${fixed(adversarialDistance([1, 0], i, j))}.`,
  };
}

mount("tilt", inputs, draw);
