"""The book, built once for all the tests that look at it."""

import functools
import http.server
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def build():
    """Builds the book in a folder with warnings as errors, as `make book` does, and returns the finished process."""
    command = [Path(sys.executable).with_name("jupyter-book"), "build", "-W", "-n", "--keep-going"]
    return lambda folder: subprocess.run([*command, folder], capture_output=True, text=True, timeout=1200)


@pytest.fixture(scope="session")
def book(build):
    """The folder of the book's HTML. It is the one that `make book` builds into, so that outputs are kept."""
    built = build(ROOT)
    assert built.returncode == 0, built.stdout[-4000:] + built.stderr[-4000:]
    return ROOT / "_build" / "html"


@pytest.fixture(scope="session")
def pages(book):
    """Every HTML page of the book, parsed, by its path below the book's folder."""
    found = sorted(path for path in book.rglob("*.html") if "_static" not in path.parts)
    return {path.relative_to(book): BeautifulSoup(path.read_bytes(), "html.parser") for path in found}


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A static server, as the book needs, that keeps its log to itself."""

    def log_message(self, *args):
        pass


@pytest.fixture(scope="session")
def serve():
    """Serves a folder on a port of this machine; returns its address."""
    servers = []

    def start(folder):
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()


@pytest.fixture(scope="session")
def site(book, serve):
    """The address of the book."""
    return serve(book)


@pytest.fixture(scope="session")
def browser():
    """A headless Chromium, the one of the system."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("no Chromium on this machine (Debian: apt-get install chromium)")
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=flags)
        yield browser
        browser.close()
