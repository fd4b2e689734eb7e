"""Who looked is in the trail: once for a look, nothing personal in the open part, the chain whole."""

import json

import pytest

from kense.casework.openings import open_case, open_clocks, open_paper, search_person, show_personal_data
from kense.papers.models import Paper
from kense.trail.chain import first_broken
from kense.trail.models import PersonalPart, TrailEntry
from kense.trail.selectors import OPENINGS, entries_of, openings_of
from tests.support.office import CHILD_IIN, PERSONAL, Office, OtherOffice, at


def looks() -> list[tuple[str, int]]:
    """The openings in the trail: what and by whom."""
    rows = TrailEntry.objects.filter(operation__in=OPENINGS).order_by("seq")
    return list(rows.values_list("operation", "officer_id"))


@pytest.mark.parametrize(
    ("when", "count"),
    [("11:00", 1), ("11:14", 1), ("11:15", 1), ("11:16", 2), ("15:00", 2)],
)
def test_going_back_within_a_quarter_of_an_hour_is_the_same_look(office: Office, when: str, count: int) -> None:
    case = office.assigned()
    open_case(case, officer=office.tolegen, at=at("2019-03-26 11:00"))
    open_case(case, officer=office.tolegen, at=at(f"2019-03-26 {when}"))
    assert looks() == [("case_opened", office.tolegen.pk)] * count


def test_each_officer_and_each_case_is_a_look_of_its_own(office: Office) -> None:
    first, second = office.assigned(), office.assigned()
    for case, officer in ((first, office.tolegen), (first, office.madina), (second, office.tolegen)):
        open_case(case, officer=officer, at=at("2019-03-26 11:00"))
    assert [officer for _, officer in looks()] == [office.tolegen.pk, office.madina.pk, office.tolegen.pk]


def test_work_on_the_case_is_no_look_at_it(office: Office) -> None:
    case = office.assigned(when="2019-03-26 10:30")
    for officer in (office.nurlan, office.dauren):
        open_case(case, officer=officer, at=at("2019-03-26 10:40"))
    assert looks() == [("case_opened", office.dauren.pk)]
    open_case(case, officer=office.nurlan, at=at("2019-03-26 10:50"))
    assert looks()[-1] == ("case_opened", office.nurlan.pk)


def test_a_look_at_the_case_is_none_at_its_clocks(office: Office) -> None:
    case = office.assigned()
    for _ in range(2):
        open_case(case, officer=office.tolegen, at=at("2019-03-26 11:00"))
        open_clocks(case, officer=office.tolegen, at=at("2019-03-26 11:01"))
    assert [operation for operation, _ in looks()] == ["case_opened", "clocks_opened"]


def test_each_paper_is_a_look_even_after_own_work(office: Office) -> None:
    office.registered(when="2019-03-26 10:20")
    office.registered(when="2019-03-26 10:20")
    papers = list(Paper.objects.order_by("pk"))
    for paper in [*papers, *papers]:
        open_paper(paper, officer=office.aigul, at=at("2019-03-26 10:21"))
    entries = TrailEntry.objects.filter(operation="paper_opened")
    assert [entry.facts["code"] for entry in entries] == [paper.code for paper in papers]


def test_the_iin_shown_in_full_is_told_each_time(office: Office) -> None:
    case = office.assigned()
    for _ in range(2):
        show_personal_data(case, officer=office.nurlan, at=at("2019-03-26 10:31"))
    assert looks() == [("personal_data_shown", office.nurlan.pk)] * 2


def test_a_search_is_told_in_each_office_with_its_words_committed_only(
    office: Office, other_office: OtherOffice
) -> None:
    offices = (other_office.provider.pk, office.provider.pk)
    search_person(CHILD_IIN, offices, officer=office.tolegen, at=at("2019-03-26 11:00"))
    entries = list(TrailEntry.objects.filter(operation="person_searched"))
    assert {entry.provider_id for entry in entries} == set(offices)
    assert [(entry.facts, entry.case_id) for entry in entries] == [({}, None)] * 2
    assert {part.data["words"] for part in PersonalPart.objects.filter(entry__in=entries)} == {CHILD_IIN}
    assert [first_broken(pk) for pk in offices] == [None, None]


def test_looks_leave_the_chain_whole_and_name_nobody(office: Office) -> None:
    case = office.result_registered()
    open_case(case, officer=office.tolegen, at=at("2019-03-26 13:00"))
    open_clocks(case, officer=office.tolegen, at=at("2019-03-26 13:00"))
    show_personal_data(case, officer=office.tolegen, at=at("2019-03-26 13:00"))
    open_paper(Paper.objects.latest("pk"), officer=office.tolegen, at=at("2019-03-26 13:00"))
    facts = json.dumps([entry.facts for entry in openings_of(case.pk)], ensure_ascii=False)
    assert [one.officer for one in openings_of(case.pk)] == [office.tolegen] * 4 + [office.nurlan]
    assert not [word for word in PERSONAL if word in facts]
    assert first_broken(office.provider.pk) is None


def test_looks_stand_apart_from_what_was_done(office: Office) -> None:
    case = office.assigned()
    open_case(case, officer=office.madina, at=at("2019-03-26 11:00"))
    open_case(case, officer=office.tolegen, at=at("2019-03-26 11:05"))
    assert [entry.operation for entry in entries_of(case.pk)] == ["assign", "register", "hand_in"]
    assert [entry.officer for entry in openings_of(case.pk)] == [office.tolegen, office.madina]


def test_the_case_stays_as_it_was(office: Office) -> None:
    case = office.assigned()
    open_case(case, officer=office.tolegen, at=at("2019-03-26 11:00"))
    office.drafted(case)
