"""The BPMN: valid by the OMG's schema, everything placed, the executable part the act's alone."""

from pathlib import Path

import pytest
import SpiffWorkflow
from lxml import etree

from kense.directory import bpmn_xml, flow_of
from kense.kernel import LANGS, Lang
from tests.directory.invented import EDITIONS

NS = {"b": "http://www.omg.org/spec/BPMN/20100524/MODEL", "d": "http://www.omg.org/spec/BPMN/20100524/DI"}
SCHEMA = etree.XMLSchema(etree.parse(str(Path(SpiffWorkflow.__file__).parent / "bpmn/parser/schema/BPMN20.xsd")))
FLOWS = {name: flow_of(edition) for name, edition in EDITIONS.items()}
EACH = pytest.mark.parametrize(("name", "lang"), [(name, lang) for name in FLOWS for lang in LANGS])


def model(name: str, lang: Lang) -> etree._Element:
    return etree.fromstring(bpmn_xml(FLOWS[name], lang).encode())


@EACH
def test_it_is_valid_by_the_schema_of_the_omg(name: str, lang: Lang) -> None:
    assert SCHEMA.validate(model(name, lang)), SCHEMA.error_log


def test_the_schema_finds_a_mistake() -> None:
    spoilt = bpmn_xml(FLOWS["shipped"], "en").replace("bpmn:userTask", "bpmn:useTask")
    assert not SCHEMA.validate(etree.fromstring(spoilt.encode()))


@EACH
def test_everything_has_a_place_in_the_diagram(name: str, lang: Lang) -> None:
    root = model(name, lang)
    drawn = root.xpath("//d:BPMNShape/@bpmnElement | //d:BPMNEdge/@bpmnElement", namespaces=NS)
    asked = (
        "//b:participant | //b:lane | //b:textAnnotation | //b:sequenceFlow | //b:process/*[b:incoming or b:outgoing]"
    )
    assert sorted(drawn) == sorted(root.xpath(f"({asked})/@id", namespaces=NS))


@EACH
def test_every_figure_lies_in_the_lane_of_its_unit(name: str, lang: Lang) -> None:
    root = model(name, lang)
    lanes = {
        lane.get("id"): lane.xpath("b:flowNodeRef/text()", namespaces=NS) for lane in root.iterfind(".//b:lane", NS)
    }
    assert lanes == {
        f"lane_{role.id}": [node.id for node in FLOWS[name].nodes if node.role == role.id] for role in FLOWS[name].lanes
    }


def test_house_rules_are_annotations_outside_the_process() -> None:
    root, flow = model("shipped", "en"), FLOWS["shipped"]
    notes = root.xpath("//b:collaboration/b:textAnnotation/b:text/text()", namespaces=NS)
    assert len(notes) == len(flow.rules)
    assert all(note.startswith("House rule, not in the act.") for note in notes)
    process = etree.tostring(root.find("b:process", NS), encoding="unicode")
    assert not any(rule.id in process or rule.name.en in process for rule in flow.rules)


def test_a_task_tells_its_norm_its_ground_and_its_places() -> None:
    task = model("shipped", "ru").find(".//b:userTask[@id='action_examination']", NS)
    assert task is not None
    assert task.get("name") == "3. Проверка, подготовка результата · 5\N{NO-BREAK SPACE}ч"
    told = task.findtext("b:documentation", namespaces=NS)
    assert told == (
        "Длительность: 5 ч. Основание: документы с резолюцией. Результат: проект результата "
        "(п. 5, действие 3; п. 8, пп. 3)."
    )
    assert task.xpath("string(.//*[local-name()='norm']/@minutes)") == "300"
