"""The SVG: named, described, read in the order of the process, styled by classes alone."""

import re
from xml.etree import ElementTree as ET

import pytest

from kense.directory import act_svg, flow_of, house_svg, picture
from kense.kernel import LANGS, Lang
from tests.directory.invented import EDITIONS

SVG = "{http://www.w3.org/2000/svg}"
FLOWS = {name: flow_of(edition) for name, edition in EDITIONS.items()}
GEOMETRY = {
    "class", "d", "height", "id", "lang", "points", "role", "rx", "transform", "viewBox", "width", "x", "y",
    "aria-describedby", "aria-labelledby",
}  # fmt: skip


@pytest.mark.parametrize("draw", [act_svg, house_svg])
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", FLOWS)
def test_it_is_an_image_with_a_name_and_a_description(name: str, lang: Lang, draw: object) -> None:
    root = ET.fromstring(draw(FLOWS[name], lang))  # type: ignore[operator]
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert desc is not None
    assert (root.get("role"), root.get("lang")) == ("img", lang)
    assert (root.get("aria-labelledby"), root.get("aria-describedby")) == (title.get("id"), desc.get("id"))
    assert title.text
    assert len(desc.text or "") > 40


def test_only_classes_style_it() -> None:
    root = ET.fromstring(act_svg(FLOWS["shipped"], "kk"))
    assert {name for one in root.iter() for name in one.attrib} <= GEOMETRY
    assert root.find(f"{SVG}style") is None


def test_as_a_file_it_carries_its_style_and_asks_for_nothing_outside() -> None:
    drawn = picture(FLOWS["shipped"], "ru")
    root = ET.fromstring(drawn)
    assert root.find(f"{SVG}style") is not None
    assert re.findall(r"""url\(|href|@import|https?://(?!www\.w3\.org/2000/svg)""", drawn) == []


def test_the_figures_stand_in_the_order_of_the_process() -> None:
    root = ET.fromstring(act_svg(FLOWS["shipped"], "en"))
    said = [" ".join(t.text or "" for t in g.iter(f"{SVG}text")) for g in root.iter(f"{SVG}g")]
    order = [
        "Documents handed in",
        "Intake and",
        "Package",
        "Refused to",
        "Resolution",
        "Check and",
        "Signing",
        "Registration",
    ]
    places = [next(i for i, text in enumerate(said) if part in text) for part in order]
    assert places == sorted(places)


def test_the_act_and_the_house_rules_are_two_pictures() -> None:
    flow = FLOWS["shipped"]
    act, house = act_svg(flow, "en"), house_svg(flow, "en")
    drawn = act[act.index("</desc>") :]
    assert not any(rule.name.en in drawn for rule in flow.rules)
    assert all(rule.name.en in house for rule in flow.rules)
    assert "kd-dashed" not in drawn


def test_the_picture_says_which_act_and_edition_it_is_of() -> None:
    edition = EDITIONS["shipped"]
    drawn = act_svg(FLOWS["shipped"], "kk")
    assert edition.id in drawn
    assert edition.content_hash[:12] in drawn
