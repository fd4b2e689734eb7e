"""The paper of a draft: what will be printed, before anything is done (regulation, paragraph 5, action 3)."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest

from kense.cases.models import Case
from kense.casework.drafted import CODE, draft_data, draft_paper
from kense.casework.perform import Request, judge
from kense.law import lookup
from kense.papers.models import Paper
from kense.people.models import Officer
from tests.support.office import NOTIFICATION, REFUSAL, Office, at, do
from tests.support.pdf import text_of
from tests.support.said import everything_stored, problems_told, refused

WHEN = "2019-03-26 11:40"
MARK = "ЖОБА/ПРОЕКТ"
RESULTS = [("prepare_notification", NOTIFICATION), ("prepare_refusal", REFUSAL)]


def asked(case: Case, operation: str, inputs: Mapping[str, Any]) -> Request:
    return Request(operation, "key-draft", case=case.pk, version=case.version, inputs=inputs)


def draft(case: Case, operation: str, inputs: Mapping[str, Any], by: Officer) -> bytes | None:
    return draft_paper(asked(case, operation, inputs), actor=by, at=at(WHEN))


def letters(words: str) -> Counter[str]:
    """The letters of a text: a mark that lies across the page tears the words it is read with."""
    return Counter("".join(words.split()))


@pytest.mark.parametrize(("operation", "inputs"), RESULTS)
def test_the_draft_is_the_paper_that_comes_of_it(office: Office, operation: str, inputs: Mapping[str, Any]) -> None:
    case = office.assigned()
    judged = judge(asked(case, operation, inputs), actor=office.dauren, at=at(WHEN))
    assert judged.case
    spec = lookup.paper(judged.edition, judged.decision.papers[0])
    drafted = draft_data(judged, judged.case, spec, at(WHEN))

    do(operation, case, by=office.dauren, when=WHEN, inputs=inputs)
    paper = Paper.objects.get(case=case, kind=spec.id)
    assert drafted.pop("draft") is True
    assert drafted["paper"].pop("code") == CODE
    paper.data["paper"].pop("code")
    assert drafted == paper.data


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("operation", "inputs"), RESULTS)
def test_the_draft_says_what_the_paper_says(office: Office, operation: str, inputs: Mapping[str, Any]) -> None:
    case = office.assigned()
    looked_at = draft(case, operation, inputs, office.dauren)
    do(operation, case, by=office.dauren, when=WHEN, inputs=inputs)
    paper = Paper.objects.filter(case=case).latest("pk")
    assert looked_at
    assert paper.pdf
    real = text_of(bytes(paper.pdf))
    codes, pages = real.count(paper.code), real.count("-бет,")
    assert codes >= pages > 0
    assert letters(text_of(looked_at) + paper.code * codes) == letters(real + CODE * codes + MARK * pages)


def test_the_result_is_drafted_without_its_number(office: Office) -> None:
    case = office.signed()
    looked_at = draft_paper(asked(case, "register_result", {}), actor=office.aigul, at=at("2019-03-26 12:10"))
    assert looked_at
    assert "03-15/" not in text_of(looked_at)
    assert do("register_result", case, by=office.aigul, when="2019-03-26 12:10").result_number.endswith("/1")


def test_looking_twice_changes_nothing(office: Office) -> None:
    case = office.assigned()
    before = everything_stored()
    assert [draft(case, "prepare_refusal", REFUSAL, office.dauren) is None for _ in range(2)] == [False, False]
    assert everything_stored() == before


def test_what_prints_nothing_has_no_draft(office: Office) -> None:
    case = office.drafted()
    assert draft_paper(asked(case, "sign", {}), actor=office.nurlan, at=at("2019-03-26 12:00")) is None


def test_a_mistake_is_told_as_when_performing(office: Office) -> None:
    case = office.assigned()
    with problems_told() as found:
        draft(case, "prepare_notification", {**NOTIFICATION, "change_ground_to": "31.02.2021"}, office.dauren)
    assert [problem.field for problem in found] == ["change_ground_to"]


def test_what_may_not_be_done_may_not_be_drafted(office: Office) -> None:
    case = office.assigned()
    with refused("not_assignee", "reg 5 action 3"):
        draft(case, "prepare_refusal", REFUSAL, office.madina)
    with refused("wrong_role", "reg 5 action 3"):
        draft(case, "prepare_refusal", REFUSAL, office.aigul)
    with refused("input_missing", "reg 5 action 3"):
        draft(case, "prepare_refusal", {"explanation": "Негізсіз."}, office.dauren)
