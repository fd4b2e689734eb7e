"""A browser for the pictures, the pages and the viewer."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.conftest import chromium, playwright

__all__ = ["chromium", "playwright", "sheet"]


@pytest.fixture
def sheet(chromium: Browser) -> Iterator[Page]:
    """An empty page in a browser that reaches no network."""
    context = chromium.new_context(viewport={"width": 1440, "height": 1000}, offline=True, color_scheme="light")
    yield context.new_page()
    context.close()
