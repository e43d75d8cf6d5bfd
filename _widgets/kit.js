// What the widgets share: inputs with labels, a picture that is drawn anew at each input, a caption that follows.

function make(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.flat(Infinity));
  return element;
}

export const html = (tag, attributes = {}, ...children) => make(document.createElement(tag), attributes, children);
export const svg = (tag, attributes = {}, ...children) =>
  make(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);

/** A number in words: so many significant digits, a true minus sign. */
export const say = (value, digits = 2) => String(Number(value.toPrecision(digits))).replace("-", "−");
export const percent = (share) => `${say(100 * share)}\u00a0%`;
export const fixed = (value, places = 2) => value.toFixed(places).replace("-", "−");
export const grid = (from, to, count) => Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
export const sum = (values) => values.reduce((total, value) => total + value, 0);

/** `count` standard normal numbers, the same for the same seed: mulberry32 and Box and Muller. */
export function normals(count, seed) {
  const uniform = () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  return Array.from({ length: count }, normal);
}

/**
 * Make a widget of every figure of that name. `inputs` are {key: {label, value, min, max, step, show}} for a slider or
 * {key: {label, value, choices: {value: text}}} for radio buttons; `draw` takes their values, a width and a height and
 * returns {marks, says, at}: SVG elements, the caption, and, where marks with `data-drag="key key"` can be dragged, the
 * function from pixels to values.
 */
export function mount(name, inputs, draw) {
  for (const stage of document.querySelectorAll(`[data-widget="${name}"] .widget-stage`)) build(stage, inputs, draw);
}

let widgets = 0;

function build(stage, inputs, draw) {
  const id = `w${++widgets}`;
  const picture = svg("svg", { role: "img", "aria-label": stage.dataset.alt });
  const view = html("div", { class: "widget-view" }, picture);
  const status = html("p", { role: "status", class: "widget-status" });
  const values = {};
  let at;
  const paint = () => {
    const { width, height } = view.getBoundingClientRect();
    if (!width || Object.keys(values).length < controls.length) return;
    const drawn = draw(values, width, height);
    at = drawn.at;
    picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
    picture.replaceChildren(...drawn.marks.flat(Infinity));
    status.textContent = drawn.says.replace(/ ([=±]) /g, "\u00a0$1\u00a0");
  };
  const controls = Object.entries(inputs).map(([key, input]) => {
    const read = (value) => ((values[key] = value), paint());
    return input.choices ? choice(`${id}-${key}`, input, read) : slider(`${id}-${key}`, input, read);
  });
  stage.replaceChildren(view, html("div", { class: "widget-controls" }, controls.map((control) => control.row)), status);
  controls.forEach((control) => control.read());
  new ResizeObserver(paint).observe(view);
  picture.addEventListener("pointerdown", (event) => {
    const keys = event.target.dataset.drag?.split(" ");
    if (!keys) return;
    const move = ({ clientX, clientY }) => {
      const { left, top } = view.getBoundingClientRect();
      const point = at(clientX - left, clientY - top);
      keys.forEach((key, i) => controls[Object.keys(inputs).indexOf(key)].read(point[i]));
    };
    picture.setPointerCapture(event.pointerId);
    picture.addEventListener("pointermove", move);
    picture.addEventListener("lostpointercapture", () => picture.removeEventListener("pointermove", move), { once: true });
  });
}

function slider(id, { label, value, min, max, step, show = (v) => say(v) }, send) {
  const input = html("input", { type: "range", id, min, max, step });
  const output = html("span", { class: "widget-value", "aria-hidden": "true" }); // spoken as the slider's value
  const read = (given) => {
    if (given !== undefined) input.value = given;
    output.textContent = show(input.valueAsNumber);
    input.setAttribute("aria-valuetext", output.textContent);
    send(input.valueAsNumber);
  };
  input.value = value;
  input.addEventListener("input", () => read());
  return { row: html("div", { class: "widget-row" }, html("label", { for: id }, label), input, output), read };
}

function choice(id, { label, value, choices }, send) {
  const radios = Object.entries(choices).map(([key, text]) => {
    const radio = html("input", { type: "radio", name: id, value: key, ...(key === value && { checked: "" }) });
    radio.addEventListener("input", () => send(key));
    return html("label", {}, radio, ` ${text}`);
  });
  const group = { class: "widget-row", role: "radiogroup", "aria-labelledby": id };
  return { row: html("div", group, html("span", { id }, label), radios), read: () => send(value) };
}
