"""A demonstration office served as `make run` serves it, and Debian's Chromium to use it with."""

import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from tests.support.components import require
from tests.support.desk import SignedIn
from tests.support.kept_tables import KeptTables, tables_in

CHROMIUM = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
STARTS_WITHIN = 120
SETTINGS = "tests.support.served_settings"


@dataclass(frozen=True)
class Demonstration:
    """A demonstration that is served: its address, its data, and its tables, kept as they were at first."""

    address: str
    data: Path
    tables: KeptTables


@pytest.fixture(scope="package")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demonstration]:
    """A fresh demonstration, made and served once: each module finds it as it was at first."""
    data = tmp_path_factory.mktemp("demonstration")
    tables = tables_in(data)
    try:
        with _served(data, tables.environment) as address:
            tables.keep()
            yield Demonstration(address, data, tables)
    finally:
        tables.drop()


@pytest.fixture(scope="module")
def data(demonstration: Demonstration) -> Path:
    """The data of the demonstration; nothing another module did is in its tables."""
    demonstration.tables.restore()
    return demonstration.data


@pytest.fixture(scope="module")
def server(demonstration: Demonstration, data: Path) -> str:
    """The address of the demonstration, as new for this module."""
    return demonstration.address


@contextmanager
def _served(data: Path, tables: Mapping[str, str]) -> Iterator[str]:
    port = _free_port()
    paths = os.pathsep.join(filter(None, [os.environ.get("PYTHONPATH"), str(Path(__file__).parents[2])]))
    own = {"KENSE_DATA": str(data), "DJANGO_SETTINGS_MODULE": SETTINGS, "PYTHONPATH": paths}
    environment = {**os.environ, **own, **tables}
    words = [str(Path(sys.executable).parent / "kense"), "run", "--demo", "--port", str(port)]
    with (data / "server.log").open("w") as log:
        running = subprocess.Popen(words, env=environment, stdout=log, stderr=subprocess.STDOUT)
    try:
        _wait_for(f"http://127.0.0.1:{port}/door/", running, data / "server.log")
        yield f"http://127.0.0.1:{port}"
    finally:
        running.terminate()
        running.wait(timeout=20)


@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    """Not for the whole session: while Playwright is at work, Django takes a test for asynchronous."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="package")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """Debian's Chromium without a window: drawing its own window for each page is a third of the work of a test."""
    yield from _launched(playwright, "chromium-headless-shell")


@pytest.fixture(scope="package")
def chromium_with_viewer(playwright: Playwright) -> Iterator[Browser]:
    """Debian's Chromium with its viewer of papers, which prints them."""
    yield from _launched(playwright, "chromium")


def _launched(playwright: Playwright, program: str) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=require(program), args=list(CHROMIUM))
    yield browser
    browser.close()


SignIn = Callable[..., SignedIn]


@pytest.fixture
def sign_in(server: str, chromium: Browser) -> Iterator[SignIn]:
    """Signs an officer of the demonstration in, in a browser of their own; fails when a page had a mistake in it."""
    complaints: list[str] = []
    contexts = []

    def signed_in(username: str, lang: str = "kk", *, first: str = "", **options: object) -> SignedIn:
        usual = {"locale": "en-GB", "viewport": {"width": 1440, "height": 900}}
        context = chromium.new_context(**(usual | options))  # type: ignore[arg-type]
        contexts.append(context)
        if lang != "kk":
            context.add_cookies([{"name": "django_language", "value": lang, "url": server}])
        page = context.new_page()
        _listen(page, complaints, server)
        if first:
            return SignedIn.for_the_first_time(page, server, username, first)
        return SignedIn.at_the_door(page, server, username)

    yield signed_in
    for context in contexts:
        context.close()
    assert complaints == []


def _listen(page: Page, complaints: list[str], server: str) -> None:
    """Mistakes of scripts, of the content policy, and requests that leave the machine."""
    page.on("pageerror", lambda error: complaints.append(f"script: {error}"))
    page.on(
        "console", lambda m: complaints.append(m.text) if m.type == "error" and "status of 4" not in m.text else None
    )
    page.on("request", lambda r: None if r.url.startswith((server, "data:", "blob:")) else complaints.append(r.url))


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def _wait_for(address: str, running: "subprocess.Popen[bytes]", log: Path) -> None:
    for _ in range(STARTS_WITHIN * 5):
        if running.poll() is not None:
            break
        try:
            urllib.request.urlopen(address, timeout=1).close()
        except OSError:
            try:
                running.wait(timeout=0.2)
            except subprocess.TimeoutExpired:
                continue
        else:
            return
    pytest.fail(f"the demonstration did not start:\n{log.read_text()}")
