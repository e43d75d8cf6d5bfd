// A formula or a line that is wider than the screen scrolls in its own box: let the keyboard reach it.
function reach() {
  for (const box of document.querySelectorAll("mjx-container[display], div.math, article p, article pre, .cell_output")) {
    if (box.scrollWidth > box.clientWidth && getComputedStyle(box).overflowX === "auto") box.tabIndex = 0;
  }
}

addEventListener("load", () => Promise.resolve(window.formulasSet).then(reach));
addEventListener("resize", reach);

// What a reader was to predict first is hidden: a link into it opens it, and paper has it open.
const answers = "details.below-input, details.above-output";

function follow() {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const answer = target && target.closest(answers);
  if (answer && !answer.open) {
    answer.open = true;
    target.scrollIntoView();
  }
}

addEventListener("DOMContentLoaded", follow);
addEventListener("hashchange", follow);
addEventListener("beforeprint", () => {
  for (const answer of document.querySelectorAll(answers)) {
    answer.dataset.shut = answer.open ? "" : "yes";
    answer.open = true;
  }
});
addEventListener("afterprint", () => {
  for (const answer of document.querySelectorAll(answers)) answer.open = answer.dataset.shut !== "yes";
});
