"""A browser for tests: Chromium, or what CLAIMCHECK_BROWSER names, and pages that are watched while they load."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

__all__ = ["SHOW_ALL", "Watched", "start_browser", "watched"]

SHOW_ALL = "*, ::details-content { content-visibility: visible !important; }"
"""Lays out what is out of sight as well, and opens what is folded, so that nothing escapes a look."""


class Watched:
    """A page that was opened, and all that it tried beside being read."""

    def __init__(self, page: "Page") -> None:
        self.page = page
        self.heard: list[str] = []
        page.on("dialog", self._dialog)
        page.on("console", lambda message: self.heard.append(f"console {message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.heard.append(f"error: {error}"))
        page.on("popup", lambda other: self.heard.append(f"window: {other.url}"))
        page.on("download", lambda download: self.heard.append(f"download: {download.url}"))
        page.on("request", lambda request: self.heard.append(f"request: {request.url[:200]}"))

    def stop(self, route: Any) -> None:
        """Stop a request that the page's own policy let pass."""
        self.heard.append(f"left: {route.request.url[:200]}")
        route.abort()

    def _dialog(self, dialog: Any) -> None:
        self.heard.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def open(self, path: Path) -> None:
        """Load the file; of all requests only the one for it may be made."""
        address = path.as_uri()
        self.page.goto(address)
        self.page.wait_for_timeout(200)
        self.heard.remove(f"request: {address}")


def start_browser() -> "Iterator[Browser]":
    """Yield a browser without a screen; where there is none, the test is skipped."""
    sync_api = pytest.importorskip("playwright.sync_api", reason='needs the extra "browser"')
    names = ("chromium", "chromium-browser", "google-chrome")
    program = os.environ.get("CLAIMCHECK_BROWSER") or next(filter(None, map(shutil.which, names)), None)
    if program in {None, "none"}:
        pytest.skip("needs a browser: install chromium, or set CLAIMCHECK_BROWSER to where one is")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program)
        yield browser
        browser.close()


@contextmanager
def watched(
    browser: "Browser", path: Path, *, width: int = 1200, height: int = 900, **options: Any
) -> Iterator[Watched]:
    """Yield the page in a window of its own that reaches no network."""
    context = browser.new_context(viewport={"width": width, "height": height}, **options)
    try:
        found = Watched(context.new_page())
        context.route(lambda address: not address.startswith("file:"), found.stop)
        found.open(path)
        yield found
    finally:
        context.close()
