"""The BPMN opens in bpmn-js without a warning, with every figure drawn. Its watermark is left where it is."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page

from kense.directory import bpmn_xml, flow_of
from tests.directory.invented import EDITIONS

VIEWER = Path(__file__).parent.parent / "bpmn_viewer/node_modules/bpmn-js/dist"
OPEN = """async xml => {
  const viewer = new BpmnJS({ container: '#canvas' });
  const { warnings } = await viewer.importXML(xml);
  viewer.get('canvas').zoom('fit-viewport');
  return { warnings: warnings.map(one => one.message), drawn: viewer.get('elementRegistry').getAll().map(one => one.id) };
}"""


@pytest.mark.parametrize(("name", "lang"), [("shipped", "kk"), ("shipped", "ru"), ("invented", "kk")])
def test_it_opens_without_a_warning(name: str, lang: str, sheet: Page) -> None:
    if not VIEWER.is_dir():
        absent = "bpmn-js is not installed; `make pytest` installs it where there is npm"
        if "CI" in os.environ:
            pytest.fail(absent, pytrace=False)
        pytest.skip(absent)
    flow, complaints = flow_of(EDITIONS[name]), []
    sheet.on("console", lambda said: complaints.append(said.text))
    sheet.on("pageerror", lambda error: complaints.append(str(error)))
    sheet.set_content('<div id="canvas" style="height: 900px"></div>')
    for style in ("diagram-js.css", "bpmn-js.css"):
        sheet.add_style_tag(path=VIEWER / "assets" / style)
    sheet.add_script_tag(path=VIEWER / "bpmn-navigated-viewer.production.min.js")
    opened = sheet.evaluate(OPEN, bpmn_xml(flow, "kk" if lang == "kk" else "ru"))
    assert opened["warnings"] == []
    assert {node.id for node in flow.nodes} | {arrow.id for arrow in flow.arrows} <= set(opened["drawn"])
    assert {f"lane_{role.id}" for role in flow.lanes} | {f"house_{rule.id}" for rule in flow.rules} <= set(
        opened["drawn"]
    )
    assert sheet.locator(".bjs-powered-by").is_visible()
    assert complaints == []
