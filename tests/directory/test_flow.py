"""The process as a flow: what the act says, in its order; the office's own rules apart."""

import pytest

from kense.directory.flow import Flow, flow_of
from kense.directory.prose import sentences
from kense.directory.table import table
from kense.kernel import LANGS
from tests.directory.invented import EDITIONS

SHIPPED, INVENTED = (flow_of(EDITIONS[name]) for name in ("shipped", "invented"))


def kinds(flow: Flow, kind: str) -> list[str]:
    """The figures of a kind, in English."""
    return [node.name.en for node in flow.nodes if node.kind == kind]


def ways(flow: Flow, source: str) -> list[tuple[str, str]]:
    """The labels of the arrows out of a figure, and where they lead."""
    return [(arrow.label.en if arrow.label else "", arrow.target) for arrow in flow.arrows if arrow.source == source]


@pytest.mark.para("reg app 1")
def test_the_shipped_process_has_three_units_five_actions_and_three_ends() -> None:
    assert [role.unit.en for role in SHIPPED.lanes] == ["office", "head", "executor"]
    assert [node.action.minutes for node in SHIPPED.nodes if node.kind == "action" and node.action] == [
        20,
        20,
        300,
        20,
        20,
    ]
    assert kinds(SHIPPED, "start") == ["Documents handed in"]
    assert kinds(SHIPPED, "end") == ["Refused to accept", "Notification issued", "Reasoned refusal issued"]


@pytest.mark.para("reg app 1")
def test_it_chooses_where_the_act_does() -> None:
    assert kinds(SHIPPED, "choice") == ["Package complete and valid?", "Ground for refusal?", "Which result?"]
    assert ways(SHIPPED, "choice_intake") == [("Yes", "action_resolution"), ("No", "end_intake_not_accepted")]
    assert ways(SHIPPED, "choice_examination") == [
        ("No: Notification", "action_signing"),
        ("Yes: Reasoned refusal", "action_signing"),
    ]
    assert ways(SHIPPED, "choice_issue") == [
        ("Notification", "end_issue_granted"),
        ("Reasoned refusal", "end_issue_refused"),
    ]


def test_house_rules_are_no_part_of_the_flow() -> None:
    house = {rule.id for rule in SHIPPED.edition.procedure.house_rules}
    assert house < {rule.id for rule in SHIPPED.rules}
    assert not any(name in arrow.id for arrow in SHIPPED.arrows for name in house)
    assert "end_withdrawn" not in " ".join(node.id for node in SHIPPED.nodes)
    sources = SHIPPED.edition.act.sources
    assert not any(sources[ref.source].house for node in SHIPPED.nodes for ref in node.refs)
    assert all(sources[ref.source].house for rule in SHIPPED.rules for ref in rule.refs)


def test_an_act_with_a_branch_and_a_way_back_of_its_own() -> None:
    assert ways(INVENTED, "choice_first-look") == [
        ("plain", "action_drafting"),
        ("unclear", "action_hearing"),
        ("hopeless", "end_first-look_closed"),
    ]
    assert ("look again", "action_drafting") in ways(INVENTED, "choice_signature")


def test_the_table_has_an_action_in_each_row() -> None:
    rows = table(SHIPPED)
    assert [row.number for row in rows] == [1, 2, 3, 4, 5]
    assert [one.en for one in rows[0].onward] == ["Yes → action 2", "No → end: Refused to accept"]
    assert [one.en for one in rows[0].refs] == ["para 5, action 1", "para 8, sub-para 1"]
    assert [row.product.en for row in rows][:2] == ["registered documents", "documents with the head's resolution"]
    assert rows[-1].product.en == "registered result; issued result"
    assert table(INVENTED)[3].length.en == "not stated"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("flow", [SHIPPED, INVENTED], ids=["shipped", "invented"])
def test_the_sentences_tell_every_figure_in_order(flow: Flow, lang: str) -> None:
    told = " ".join(sentences(flow, "kk" if lang == "kk" else "ru" if lang == "ru" else "en"))
    places = [told.index(node.name.in_lang(lang)) for node in flow.nodes if node.kind != "end"]
    assert places[:2] == sorted(places[:2])
    assert all(node.name.in_lang(lang) in told for node in flow.nodes)
    assert not any(rule.name.in_lang(lang) in told for rule in flow.rules)
