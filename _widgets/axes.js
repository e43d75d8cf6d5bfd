// Axes with ticks, and marks in the coordinates of the data.
import { grid, say, svg } from "./kit.js";

/** Round numbers between two others, about so many; on a logarithmic axis powers of ten. */
export function ticks(from, to, count, log = false) {
  if (log) return grid(Math.ceil(from), Math.floor(to), Math.floor(to) - Math.ceil(from) + 1).map((p) => 10 ** p);
  const raw = (to - from) / count;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = power * [1, 2, 5, 10].find((factor) => factor * power >= raw);
  const first = Math.ceil(from / step - 1e-9);
  return grid(0, 200, 201).map((i) => (first + i) * step).filter((tick) => tick <= to + step * 1e-9);
}

/** Two rectangles for two panels: side by side, or one above the other where there is no room. */
export function panels(width, height, share = 0.5) {
  if (width < 520) return [[0, 0, width, height * share], [0, height * share, width, height * (1 - share)]];
  return [[0, 0, width * share, height], [width * share, 0, width * (1 - share), height]];
}

/**
 * A system of axes in the rectangle [left, top, width, height], labels included. `x` and `y` are [from, to], of exponents
 * of ten where `logx` or `logy`; `square` gives both axes one scale. Its functions return marks in data coordinates.
 */
export function plot([left, top, width, height], { x, y, xlabel, ylabel, logx, logy, square, xticks, yticks }) {
  const l = left + (logy ? 58 : ylabel ? 48 : 34), t = top + 8, w = width - (l - left) - 8, h = height - 48;
  if (square) {
    const unit = Math.max((x[1] - x[0]) / w, (y[1] - y[0]) / h);
    x = [-1, 1].map((side) => (x[0] + x[1] + side * unit * w) / 2);
    y = [-1, 1].map((side) => (y[0] + y[1] + side * unit * h) / 2);
  }
  const X = (v) => l + (w * ((logx ? Math.log10(v) : v) - x[0])) / (x[1] - x[0]);
  const Y = (v) => t + h - (h * ((logy ? Math.log10(v) : v) - y[0])) / (y[1] - y[0]);
  const held = (v) => Math.max(-9999, Math.min(9999, v)).toFixed(1);
  const path = (points) => points.map(([a, b], i) => `${i ? "L" : "M"}${held(X(a))} ${held(Y(b))}`).join("");
  const text = (a, b, words, kind = "", dx = 0, dy = 0) => svg("text", { x: a + dx, y: b + dy, class: kind }, words);
  const label = (value) => say(value, 6);
  const frame = [
    svg("path", { class: "axis", d: `M${l} ${t}V${t + h}H${l + w}` }),
    (xticks ?? ticks(...x, w / 70, logx)).map((v) => [
      svg("path", { class: "axis", d: `M${held(X(v))} ${t + h}v4` }), text(X(v), t + h, label(v), "middle", 0, 17)]),
    (yticks ?? ticks(...y, h / 45, logy)).map((v) => [
      svg("path", { class: "axis", d: `M${l} ${held(Y(v))}h-4` }), text(l, Y(v), label(v), "end", -7, 4)]),
    xlabel ? text(l + w / 2, t + h, xlabel, "middle", 0, 35) : [],
    ylabel ? svg("text", { class: "middle", transform: `translate(${left + 11} ${t + h / 2}) rotate(-90)` }, ylabel) : [],
  ];
  return {
    frame, x, y, X, Y, path, at: (px, py) => [x[0] + ((px - l) / w) * (x[1] - x[0]), y[0] + ((t + h - py) / h) * (y[1] - y[0])],
    clip: (...marks) => svg("svg", { x: l, y: t, width: w, height: h, viewBox: `${l} ${t} ${w} ${h}` }, marks),
    line: (points, kind) => svg("path", { class: `line ${kind}`, d: path(points) }),
    area: (points, kind) => svg("path", { class: `area ${kind}`, d: `${path(points)}Z` }),
    dot: (a, b, kind, r = 4, more = {}) => svg("circle", { cx: held(X(a)), cy: held(Y(b)), r, class: `dot ${kind}`, ...more }),
    text: (a, b, words, kind, dx, dy) => text(X(a), Y(b), words, kind, dx, dy),
  };
}
