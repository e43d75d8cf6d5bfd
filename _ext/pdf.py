"""Print the built book: one PDF a page, and one of the whole, by the Chromium of the system.

python _ext/pdf.py _build/html build/pdf
"""

import shutil
import sys
from pathlib import Path

import yaml
from playwright.sync_api import sync_playwright
from pypdf import PdfWriter

ROOT = Path(__file__).parents[1]
PAPER = {"format": "A4", "scale": 0.8, "print_background": True, "tagged": True, "outline": True}
MARGINS = {"top": "18mm", "bottom": "18mm", "left": "16mm", "right": "16mm"}
READY = """async () => {
  document.documentElement.dataset.theme = "light";
  for (const box of document.querySelectorAll("details")) box.open = true;
  for (const image of document.images) image.loading = "eager";
  await window.formulasSet;
  await Promise.all([...document.images].map((image) => image.decode().catch(() => null)));
}"""


def in_order(node):
    """The pages of a table of contents, as they follow each other."""
    for key in ("root", "file"):
        if key in node:
            yield node[key]
    for key in ("parts", "chapters", "sections"):
        for child in node.get(key, []):
            yield from in_order(child)


def print_page(browser, html, target):
    """Print one page, with its boxes open."""
    page = browser.new_page()
    page.goto(html.resolve().as_uri(), wait_until="load")
    page.evaluate(READY)
    page.pdf(path=target, margin=MARGINS, **PAPER)
    title = page.title().partition(" — ")[0]
    page.close()
    return title


def main(book, folder):
    """Print what the table of contents lists."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("no Chromium on this machine (Debian: apt-get install chromium): nothing is printed")
    folder.mkdir(parents=True, exist_ok=True)
    whole = PdfWriter()
    flags = ["--no-sandbox", "--disable-gpu", "--allow-file-access-from-files"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=flags)
        for name in in_order(yaml.safe_load((ROOT / "_toc.yml").read_text())):
            target = folder / f"{name.replace('/', '-')}.pdf"
            whole.append(target, outline_item=print_page(browser, book / f"{name}.html", target), import_outline=False)
            print(target)
        browser.close()
    whole.write(folder / "shrinkage.pdf")
    print(folder / "shrinkage.pdf")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
