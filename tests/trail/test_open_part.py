"""The open part of the trail stays for ever, so nobody is recognised by it; and so is a log."""

import json
import logging

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from kense.trail.models import PersonalPart, TrailEntry
from tests.casework.steps import STEPS, Step, deficient
from tests.support.office import PERSONAL, Office, do

FORMS = [form for word in PERSONAL for form in (word, word.upper(), json.dumps(word).strip('"'))]


def recognised(text: str) -> list[str]:
    """Words of the applications that a text betrays."""
    return [form for form in FORMS if form in text]


@pytest.mark.parametrize("step", STEPS, ids=str)
def test_no_facts_name_a_person(step: Step, office: Office) -> None:
    step.take(office, step.case(office))
    for entry in TrailEntry.objects.all():
        assert recognised(json.dumps(entry.facts, ensure_ascii=False)) == []


def test_the_words_of_officers_are_personal(office: Office) -> None:
    office.issued(office.result_registered(office.signed(office.refusal_drafted())))
    facts = json.dumps(list(TrailEntry.objects.values_list("facts", flat=True)), ensure_ascii=False)
    assert "Орындауға" not in facts
    assert "Анықтамадағы" not in facts


def test_the_personal_part_has_what_the_open_part_leaves_out(office: Office) -> None:
    office.result_registered()
    data = {part.entry.operation: part.data for part in PersonalPart.objects.select_related("entry")}
    assert {operation: sorted(one) for operation, one in data.items()} == {
        "hand_in": ["application"],
        "register": [],
        "assign": ["note"],
        "prepare_notification": ["proposed"],
        "case_opened": [],
        "sign": [],
        "register_result": ["applied"],
    }


def test_no_log_names_a_person(
    office: Office,
    caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with caplog.at_level(logging.DEBUG), django_capture_on_commit_callbacks(execute=True):
        office.issued()
        do("refuse_acceptance", deficient(office), by=office.aigul, when="2019-03-26 10:15")
    assert recognised(caplog.text) == []


def test_a_betrayal_would_be_seen() -> None:
    assert recognised(json.dumps({"recipient": PERSONAL[3]}))
