"""The diagrams look as in their kept pictures. Who changes how they look takes them anew: `make directory-pictures`."""

import os
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page

from kense.directory import act_svg, flow_of, house_svg
from kense.directory.style import DIAGRAM, TOKENS
from tests.directory.invented import EDITIONS
from tests.papers.looks import SEEN, differing, keep, kept

KEPT = Path(__file__).parent / "kept"
TAKING = "KENSE_DIRECTORY_PICTURES" in os.environ
SHIPPED, INVENTED = (flow_of(EDITIONS[name]) for name in ("shipped", "invented"))
DRAWN = {
    "shipped-kk": act_svg(SHIPPED, "kk"),
    "shipped-ru": act_svg(SHIPPED, "ru"),
    "house-kk": house_svg(SHIPPED, "kk"),
    "invented-ru": act_svg(INVENTED, "ru"),
}


def seen(sheet: Page, svg: str) -> Image.Image:
    """The picture as Chromium draws it, grey and half as large; without the line that names the version of the edition."""
    sheet.set_content(f"<style>{TOKENS}{DIAGRAM}.kd-foot{{visibility:hidden}}</style>{svg}")
    taken = Image.open(BytesIO(sheet.locator("svg").screenshot()))
    return taken.convert("L").reduce(2)


@pytest.mark.parametrize("name", DRAWN)
def test_a_diagram_looks_as_it_did(name: str, sheet: Page, tmp_path: Path) -> None:
    now = seen(sheet, DRAWN[name])
    if TAKING:
        keep(now, KEPT / f"{name}.png")
    most = differing(kept(KEPT / f"{name}.png"), now)
    if most > SEEN:
        now.save(tmp_path / f"{name}.png")
    assert most <= SEEN, f"it looks otherwise; as it looks now: {tmp_path / name}.png"


@pytest.mark.parametrize(
    "lost", ['<polyline class="kd-line"', '<polygon class="kd-shape"', '<text class="kd-way"', '<rect class="kd-head"']
)
def test_a_part_that_went_is_found_out(lost: str, sheet: Page) -> None:
    spoilt = DRAWN["shipped-kk"].replace(lost, lost.replace('class="', 'visibility="hidden" class="'), 1)
    assert spoilt != DRAWN["shipped-kk"]
    assert differing(kept(KEPT / "shipped-kk.png"), seen(sheet, spoilt)) > SEEN


def test_words_are_as_wide_as_they_were_measured(sheet: Page) -> None:
    """No line of text reaches out of its figure, as the browser sets it."""
    sheet.set_content(f"<style>{TOKENS}{DIAGRAM}</style>{DRAWN['shipped-ru']}")
    out = sheet.evaluate(
        """() => [...document.querySelectorAll('.kd-action, .kd-end, .kd-start, .kd-choice')].filter(figure => {
             const frame = figure.querySelector('.kd-shape').getBBox();
             return [...figure.querySelectorAll('text')].some(text => {
               const box = text.getBBox();
               return box.x < frame.x || box.x + box.width > frame.x + frame.width;
             });
           }).map(figure => figure.textContent)"""
    )
    assert out == []
