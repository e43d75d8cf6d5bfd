"""What a reader's browser fetches: kilobytes, compressed, of each page on a first visit and on a later one.

    python benchmarks/page_weight.py [--book _build/html] [--lighthouse]

The book must have been built. Text counts as gzip sends it, images and fonts as they are; figures that are far below
the first screen are fetched when they come near, and do not count. On a later visit, what all pages share (styles,
scripts, fonts, MathJax) is in the cache. With --lighthouse the scores of the index and of a chapter are printed
too, the median of five: it needs Node.js, and `npx` fetches Lighthouse.
"""

import argparse
import functools
import gzip
import http.server
import json
import os
import shutil
import statistics
import subprocess
import threading
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

HOUSE = Path(__file__).parents[1]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
PACKED = {".png", ".woff", ".woff2", ".ico"}
SCORES = ["performance", "accessibility", "best-practices", "seo"]


class Gzipped(http.server.SimpleHTTPRequestHandler):
    """A static server that compresses text, as those of the public do."""

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
    opened.evaluate("() => Promise.resolve(window.MathJax?.startup?.promise).then(() => true)")
    opened.wait_for_load_state("networkidle")
    context.close()
    shared = sum(size for url, size in fetched.items() if urlsplit(url).path.startswith("/_static/"))
    total = sum(fetched.values())
    return total / 1000, (total - shared) / 1000


def lighthouse(chromium, url, runs=5):
    """The median scores of a page, by name."""
    flags = f"--chrome-flags=--headless {' '.join(FLAGS)}"
    command = ["npx", "--yes", "lighthouse", url, "--quiet", "--output=json", flags]
    found = {name: [] for name in SCORES}
    for _ in range(runs):
        done = subprocess.run(command, capture_output=True, text=True, env=os.environ | {"CHROME_PATH": chromium})
        if done.returncode:
            return done.stderr.strip().splitlines()[-1:]
        categories = json.loads(done.stdout)["categories"]
        for name in SCORES:
            found[name].append(round(100 * categories[name]["score"]))
    return {name: statistics.median(values) for name, values in found.items()}


def main():
    """Print a line for each page, and the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--book", type=Path, default=HOUSE / "_build/html")
    parser.add_argument("--lighthouse", action="store_true")
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
    for page in ("index.html", "chapters/l2.html") if given.lighthouse else ():
        print(page, lighthouse(chromium, f"{site}/{page}"))


if __name__ == "__main__":
    main()
