"""Pictures for the documentation, taken by tests on their way; nothing happens unless KENSE_PICTURES names a folder."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import FloatRect, Page

from kense.kernel import clock

FOLDER = os.environ.get("KENSE_PICTURES")
MOMENT = datetime(2026, 11, 24, 5, 24, tzinfo=UTC)
"""10:24 on a Tuesday: every time the pictures are taken it is the same moment of the same day."""
MARGIN = 12


def take(lang: str, page: Page, name: str, *, of: str = "header", until: str) -> None:
    """A picture of the page from the top of one part to the bottom of another, as wide as both, as `<lang>/<name>.png`."""
    if FOLDER is None:
        return
    page.evaluate("window.scrollTo(0, 0)")
    boxes = [page.locator(part).first.bounding_box() for part in (of, until)]
    page.screenshot(
        path=Path(FOLDER) / lang / f"{name}.png", full_page=True, clip=_around(boxes), animations="disabled"
    )


def _around(boxes: list[FloatRect | None]) -> FloatRect:
    seen = [box for box in boxes if box is not None]
    left, top = (max(0, min(box[side] for box in seen) - MARGIN) for side in ("x", "y"))
    right = max(box["x"] + box["width"] for box in seen) + MARGIN
    bottom = max(box["y"] + box["height"] for box in seen) + MARGIN
    return {"x": left, "y": top, "width": right - left, "height": bottom - top}


def at_the_moment() -> Iterator[None]:
    """While pictures are taken, programs that are started live at the moment of the pictures."""
    with pytest.MonkeyPatch.context() as patch:
        if FOLDER is not None:
            ahead = (MOMENT - clock.now()).total_seconds()
            patch.setenv("PICTURES_AHEAD", str(ahead))
            patch.setenv("PYTHONPATH", str(Path(__file__).parent / "picture_clock"), prepend=os.pathsep)
        yield
