"""A browser without any network but this machine, and the page served from a thread."""

import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from tests.api.gold_desk import GoldDesk

from tapal.api.desk import Desk
from tapal.api.serving import free_port, server
from tapal.web import assets_built

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
]
# The browser cannot even look up a name outside; only this machine answers.
BLOCKED = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
LONGEST_WAIT = 60_000  # ms; drawing without a graphics card is slow on a busy machine
expect.set_options(timeout=LONGEST_WAIT)


@contextmanager
def served(desk: Desk) -> Iterator[str]:
    """The address of the page over a desk while the block runs."""
    port = free_port("127.0.0.1", 0)
    running: uvicorn.Server = server(desk, "127.0.0.1", port)
    thread = threading.Thread(target=running.run, daemon=True)
    thread.start()
    while not running.started:
        assert thread.is_alive(), "the server stopped before it started"
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        running.should_exit = True
        thread.join()


# Playwright keeps an event loop running in its thread; other modules' tests may need one of their own.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    if not assets_built():
        pytest.skip("the page's assets are not built: make assets")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=[*FLAGS, BLOCKED])
        yield running
        running.close()


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    with served(GoldDesk()) as url:
        yield url


class Watched:
    """A page with everything that it asked for elsewhere and every error that it reported."""

    def __init__(self, context: BrowserContext, base: str) -> None:
        self.base = base
        self.outside: list[str] = []
        self.errors: list[str] = []
        self.dialogs: list[str] = []
        self.page: Page = context.new_page()
        self.page.set_default_timeout(LONGEST_WAIT)
        self.page.on("request", lambda asked: None if self._own(asked.url) else self.outside.append(asked.url))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)
        self.page.on("dialog", lambda dialog: (self.dialogs.append(dialog.message), dialog.dismiss()))

    def _own(self, url: str) -> bool:
        return url.startswith((self.base, "data:", f"blob:{self.base}"))

    def open(self, query: str = "", with_map: bool = False) -> Page:
        self.page.goto(f"{self.base}?{query}")
        self.page.wait_for_selector("body[data-ready]" if with_map else "body[data-day]", state="attached")
        return self.page


@pytest.fixture
def desk_page(browser: Browser, address: str) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield Watched(context, address)
    context.close()


@pytest.fixture
def phone_page(browser: Browser, address: str) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, device_scale_factor=1)
    yield Watched(context, address)
    context.close()
