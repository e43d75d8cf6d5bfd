// MathJax as it comes is fetched before the page is painted, sets all formulas in one go, and holds the reader up
// meanwhile. Here it is fetched once the words are on the screen, and sets a few formulas at a time, what is in sight first.
// `formulasSet` is a promise: that all are set.
const AT_ONCE = 12; // milliseconds
const here = document.currentScript.src;
const waiting = [];

const inSight = (box) => box.bottom > 0 && box.top < innerHeight;
const breath = () => new Promise((go) => setTimeout(go));
const painted = () => new Promise((go) => (document.hidden ? go() : requestAnimationFrame(() => setTimeout(go))));

async function setAll() {
  const formulas = [...document.querySelectorAll(".math")].map((formula) => [formula, inSight(formula.getBoundingClientRect())]);
  for (const first of [true, false]) waiting.push(...formulas.filter(([, seen]) => seen === first).map(([formula]) => formula));
  for (let count = 1; waiting.length; ) {
    const begun = performance.now();
    await MathJax.typesetPromise(waiting.splice(0, count));
    count = Math.max(1, Math.floor((count * AT_ONCE) / (performance.now() - begun + 1)));
    await breath();
  }
}

window.formulasSet = new Promise((done) => {
  MathJax.startup = { pageReady: () => setAll().then(done) };
  const script = document.createElement("script");
  script.src = new URL("mathjax/startup.js", here);
  script.onerror = done; // the formulas stay what was typed
  painted().then(() => document.head.append(script));
});

addEventListener("beforeprint", () => MathJax.typeset?.(waiting.splice(0)));
