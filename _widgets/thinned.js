// Dropout: the sixteen thinned networks of four hidden units, what each says, and their exact average.
import { panels, plot } from "./axes.js";
import { fixed, grid, mount, say, sum, svg } from "./kit.js";

/** All masks over n units; mask k holds the binary digits of k, the lowest first. */
export const allMasks = (n) => grid(0, 2 ** n - 1, 2 ** n).map((k) => grid(0, n - 1, n).map((j) => (k >> j) & 1));

/** p^(dropped) (1 − p)^(kept) for each mask. */
export const maskProbabilities = (masks, p) => masks.map((mask) => p ** (mask.length - sum(mask)) * (1 - p) ** sum(mask));

/** E f(x̃) over all masks of x. */
export function thinnedAverage(f, x, p) {
  const masks = allMasks(x.length), probabilities = maskProbabilities(masks, p);
  return sum(masks.map((mask, k) => probabilities[k] * f(x.map((x, j) => (mask[j] * x) / (1 - p)))));
}

// hidden activations of one example, and the weights and bias of the output
export const hidden = [1.2, 0.7, 1.6, 0.5];
export const weights = [1.3, -1.6, 0.9, 1.1];
const bias = -1.2;

export const outputs = {
  score: (h) => bias + sum(h.map((h, j) => weights[j] * h)),
  probability: (h) => 1 / (1 + Math.exp(-outputs.score(h))),
};

const masks = allMasks(4);
const inputs = {
  kind: { label: "output", value: "score", choices: { score: "score", probability: "probability" } },
  p: { label: "p, of dropping", value: 0.4, min: 0, max: 0.7, step: 0.05, show: (v) => fixed(v) },
  k: { label: "network (of 16)", value: 8, min: 1, max: 16, step: 1 },
};

function network([left, top, width, height], mask) {
  const columns = [0.14, 0.5, 0.86].map((share) => left + share * width);
  const rows = (n) => grid(0, n - 1, n).map((i) => top + (height * (i + 0.5)) / n);
  const [ins, units, outs] = [rows(3).map((y) => [columns[0], y]), rows(4).map((y) => [columns[1], y]), [[columns[2], top + height / 2]]];
  const edge = ([a, b], [c, d], kept) => svg("path", { class: `line thin ${kept ? "c1" : "c5 dotted"}`, d: `M${a} ${b}L${c} ${d}` });
  const node = ([x, y], kept, label) => [
    svg("circle", { cx: x, cy: y, r: 15, class: `paper ring ${kept ? "c1" : "c5 dotted"}` }),
    svg("text", { x, y: y + 4.5, class: "middle" }, kept ? label : "×"),
  ];
  return [
    units.map((unit, j) => [...ins, ...outs].map((other) => edge(unit, other, mask[j]))),
    ins.map((place) => node(place, 1, "x")), units.map((place, j) => node(place, mask[j], `h${"₁₂₃₄"[j]}`)), node(outs[0], 1, "f"),
  ];
}

function draw({ kind, p, k }, width, height) {
  const f = outputs[kind], mask = masks[k - 1], probabilities = maskProbabilities(masks, p);
  const says = masks.map((mask) => f(hidden.map((h, j) => (mask[j] * h) / (1 - p))));
  const mean = thinnedAverage(f, hidden, p), whole = f(hidden);
  const [left, right] = panels(width, height, 0.42);
  const x = kind === "score" ? [Math.min(...says) - 0.4, Math.max(...says) + 0.4] : [0, 1];
  const top = 1.15 * Math.max(...probabilities);
  const q = plot(right, { x, y: [0, top], xlabel: kind === "score" ? "what the network says: its score" : "what it says: its probability", ylabel: "P(mask)" });
  const stick = (i, colour) => [q.line([[says[i], 0], [says[i], probabilities[i]]], `${colour} thin`), q.dot(says[i], probabilities[i], colour, i === k - 1 ? 6 : 4)];
  const kept = mask.map((m, j) => (m ? j + 1 : 0)).filter(Boolean);
  const units = kept.length ? `keeps ${kept.length === 4 ? "every unit" : `unit${kept.length > 1 ? "s" : ""} ${kept.join(", ")}`}` : "keeps no unit";
  return {
    marks: [
      network(left, mask), q.frame,
      q.clip(
        masks.map((_, i) => stick(i, "c1")), stick(k - 1, "c2"),
        q.line([[mean, 0], [mean, top]], "c3"), q.line([[whole, 0], [whole, top]], "c0 dashed"),
      ),
    ],
    says: `Network ${k} ${units}, says ${fixed(says[k - 1])} and has probability ${say(probabilities[k - 1])}. All 16 together say `
      + `${fixed(mean, 3)} (green), the whole network ${fixed(whole, 3)} (dashed): ${Math.abs(mean - whole) < 1e-9 ? "the same." : `off by ${say(Math.abs(mean - whole))}.`}`,
  };
}

mount("thinned", inputs, draw);
