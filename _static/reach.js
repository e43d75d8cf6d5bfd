// A formula or a line that is wider than the screen scrolls in its own box: let the keyboard reach it.
function reach() {
  for (const box of document.querySelectorAll("mjx-container[display], div.math, article p, article pre, .cell_output")) {
    if (box.scrollWidth > box.clientWidth && getComputedStyle(box).overflowX === "auto") box.tabIndex = 0;
  }
}

addEventListener("load", () => Promise.resolve(window.MathJax?.startup?.promise).then(reach));
addEventListener("resize", reach);
