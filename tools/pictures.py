"""Pictures of the desk for the documentation, from a fresh demonstration: `make pictures`."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

FOLDER = Path(__file__).parent.parent / "docs" / "pictures"
PASSWORD = "kense-demo"
OPTIONS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]


def main() -> None:
    """Start a demonstration, take the pictures, end it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as data:
        words = [str(Path(sys.executable).parent / "kense"), "run", "--demo", "--port", str(port)]
        server = subprocess.Popen(words, env=os.environ | {"KENSE_DATA": data})
        try:
            _wait(f"http://127.0.0.1:{port}/door/")
            _take(f"http://127.0.0.1:{port}")
        finally:
            server.terminate()
            server.wait()


def _wait(address: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(address, timeout=1).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
        else:
            return
    raise SystemExit("the demonstration did not start")


def _take(address: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=OPTIONS)
        for username in ("clerk", "head", "executor"):
            page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
            page.goto(f"{address}/door/")
            page.fill("#u", username)
            page.fill("#p", PASSWORD)
            page.click("form button.is-main")
            page.wait_for_load_state()
            _shoot(page, f"today-{username}")
            if username == "executor":
                page.click("tbody a.num >> nth=2")
                page.wait_for_load_state()
                _shoot(page, f"case-{username}")
        browser.close()


def _shoot(page: Page, name: str) -> None:
    page.screenshot(path=str(FOLDER / f"{name}.png"), full_page=True)


if __name__ == "__main__":
    main()
