"""The page of a case: the register beside the documents, the way of the case, and what is kept when somebody was first."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kense.cases.models import ActionRun, ActionWait, Case
from kense.kernel.alphabet import search_key
from kense.papers.models import Paper
from kense.registry.models import Organisation, Person
from kense.trail.chain import append
from kense.trail.models import TrailEntry
from tests.casework.steps import REASSIGNMENT
from tests.desk.conftest import AtDesk
from tests.support.office import CHILD_IIN, INQUIRY, NOTIFICATION, REFUSAL, Office, OtherOffice, at, do
from tests.support.register import enter

KNOWN = {
    "iin": CHILD_IIN,
    "surname": "Сағинтай",
    "given_name": "Іңкәр",
    "patronymic": "Бауыржанқызы",
    "birth_date": "2002-09-14",
    "sex": "female",
    "category": "26-1-1",
    "organisation": "№ 12 орта мектеп",
}
WHEN = "2019-03-26 11:00"


def known(office: Office, **fields: str) -> Person:
    """The girl of the usual application as the register has her: one letter of the surname is wrong."""
    return enter(office.provider.pk, KNOWN | fields)


def row(html: str, field: str) -> str:
    """The row of a field in the comparison."""
    found = re.search(rf'<tr[^>]*><th scope="row"><label for="change_{field}">.*?</tr>', html, re.DOTALL)
    assert found
    return found[0]


def opened(office: Office, at_desk: AtDesk, case: Case, who: str = "dauren", when: str = WHEN) -> str:
    answer = at_desk(getattr(office, who), when).get(f"/cases/{case.code}/")
    assert answer.status_code == 200
    return answer.content.decode()


def form(case: Case, inputs: dict[str, Any], key: str = "k1") -> dict[str, Any]:
    return {**inputs, "version": str(case.version), "key": key}


def test_the_letters_that_differ_are_marked_on_both_sides(office: Office, at_desk: AtDesk) -> None:
    known(office)
    shown = row(opened(office, at_desk, office.assigned()), "surname")
    assert "<del>Сағ<mark>и</mark>нтай" in shown
    assert "<ins>Сағ<mark>ы</mark>нтай" in shown
    assert "өзгеше әріптері: «ы»" in shown, "what is marked is said as well"
    assert 'value="Сағынтай"' in shown


def test_what_the_register_has_right_is_quiet(office: Office, at_desk: AtDesk) -> None:
    known(office)
    page = opened(office, at_desk, office.assigned())
    assert [field for field in KNOWN if 'class="is-quiet"' in row(page, field)] == [
        "iin",
        "given_name",
        "patronymic",
        "birth_date",
        "sex",
    ]


def test_what_stays_as_it_is_waits_behind_a_summary(office: Office, at_desk: AtDesk) -> None:
    known(office)
    page = opened(office, at_desk, office.assigned())
    folded = re.findall(r'<details class="is-rest">.*?</details>', page, re.DOTALL)[0]
    assert 'name="change_given_name"' in folded
    assert 'name="change_surname"' not in folded, "it differs"
    assert 'name="change_personal_from"' not in folded, "since when, where a name differs"


def test_a_choice_differs_as_a_whole(office: Office, at_desk: AtDesk) -> None:
    known(office, sex="male")
    shown = row(opened(office, at_desk, office.assigned()), "sex")
    assert "<del>ер</del>" in shown
    assert "<mark>" not in shown


def test_a_person_the_register_does_not_know_is_said_to_be_unknown(office: Office, at_desk: AtDesk) -> None:
    said = "Тізілімде осы ЖСН бойынша жазба жоқ"
    case = office.assigned()
    assert said in opened(office, at_desk, case)
    known(office)
    assert said not in opened(office, at_desk, case)


def test_the_register_of_the_case_is_asked_not_that_of_another_office(
    office: Office, other_office: OtherOffice, at_desk: AtDesk
) -> None:
    enter(other_office.provider.pk, KNOWN)
    assert "<del>" not in opened(office, at_desk, office.assigned())


def test_whoever_signs_sees_the_letters_that_change(office: Office, at_desk: AtDesk) -> None:
    known(office)
    case = office.drafted(office.assigned(), when=WHEN)
    page = opened(office, at_desk, case, "nurlan", "2019-03-26 11:10")
    assert "<del>Сағ<mark>и</mark>нтай" in page
    assert "<ins>Сағ<mark>ы</mark>нтай" in page


def test_an_inquiry_shows_who_was_asked_what_and_when(office: Office, at_desk: AtDesk) -> None:
    known(office)
    case = office.asked()
    waiting = opened(office, at_desk, case, when="2019-03-26 11:30")
    assert all(words in waiting for words in (*INQUIRY.values(), "Жауап күтілуде:", "26.03, 11:00 –"))
    page = opened(office, at_desk, office.answered(case), when="2019-03-26 12:10")
    assert "Оқуын 2018 жылғы 25 мамырда аяқтады." in page
    assert 'жауап күтуде: <span class="n">26.03, 11:00 – 26.03, 12:00' in page
    assert "Жауап күтілуде:" not in page


def test_the_organisation_of_the_register_is_suggested(office: Office, at_desk: AtDesk) -> None:
    known(office)
    page = opened(office, at_desk, office.assigned())
    assert '<option value="№ 12 орта мектеп"></option>' in page


def test_every_button_shows_its_paragraph(office: Office, at_desk: AtDesk) -> None:
    page = opened(office, at_desk, office.assigned())
    forms = re.findall(r'<form class="stack.*?</form>', page, re.DOTALL)
    assert len(forms) >= 3
    assert all("popovertarget" in one and '<button class="end' in one for one in forms)


def test_who_was_first_is_named_and_what_was_typed_is_kept(office: Office, at_desk: AtDesk) -> None:
    case = office.assigned()
    do("send_inquiry", case, by=office.dauren, when="2019-03-26 10:50", inputs=INQUIRY)
    sent = form(case, {**REFUSAL, "grounds": ["no_consent"]})
    answer = at_desk(office.dauren, WHEN).post(f"/cases/{case.code}/do/prepare_refusal/", sent)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "26.03.2019, 10:50</span>: Оразбек Д. Ғ. басқа ұйымға сұрау салды" in page
    assert "6-т." in page[page.index('id="refusal"') :][:900], "the refusal names its paragraph"
    assert f">{REFUSAL['explanation']}</textarea>" in page
    assert 'value="no_consent" checked' in page
    again = form(case, sent) | {"version": str(case.version + 1), "key": "k2"}
    assert at_desk(office.dauren, WHEN).post(f"/cases/{case.code}/do/prepare_refusal/", again).status_code == 302


def test_what_was_typed_for_what_is_no_longer_possible_can_be_copied(office: Office, at_desk: AtDesk) -> None:
    case = office.assigned()
    inputs = {**REASSIGNMENT, "assignee": str(office.madina.pk)}
    do("reassign", case, by=office.nurlan, when="2019-03-26 10:50", inputs=inputs)
    answer = at_desk(office.dauren, WHEN).post(f"/cases/{case.code}/do/prepare_refusal/", form(case, REFUSAL))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Жақыпов Н. С. басқа орындаушыға тапсырды" in page
    assert "Терген мәтініңіз" in page
    assert str(REFUSAL["explanation"]) in page
    assert "do-prepare_refusal" not in page


def test_of_a_form_that_came_too_late_only_what_was_typed_is_told_and_in_words(office: Office, at_desk: AtDesk) -> None:
    case = office.assigned()
    office.drafted(case, when="2019-03-26 10:50")
    sent = form(case, {**NOTIFICATION, "change_study_form": "ended", "change_citizenship": ""})
    page = at_desk(office.dauren, WHEN).post(f"/cases/{case.code}/do/prepare_notification/", sent).content.decode()
    told = page[page.index('id="h-typed"') :].split("</section>")[0]
    assert "оқуы аяқталды" in told
    assert "ended" not in told


def test_mistakes_are_listed_with_links_to_their_fields(office: Office, at_desk: AtDesk) -> None:
    case = office.assigned()
    sent = form(case, {**NOTIFICATION, "change_ground_to": "31.02.2021"})
    answer = at_desk(office.dauren, WHEN).post(f"/cases/{case.code}/do/prepare_notification/", sent)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert '<a href="#change_ground_to">' in page
    shown = row(page, "ground_to")
    assert 'value="31.02.2021"' in shown
    assert 'aria-describedby="say-change_ground_to"' in shown


def test_a_draft_that_came_back_keeps_its_grounds(office: Office, at_desk: AtDesk) -> None:
    case = office.returned(office.refusal_drafted())
    page = opened(office, at_desk, case, when="2019-03-26 12:10")
    assert 'value="unreliable_documents" checked' in page
    assert f">{REFUSAL['explanation']}</textarea>" in page


def test_the_papers_show_their_codes(office: Office, at_desk: AtDesk) -> None:
    case = office.assigned()
    code = Paper.objects.get(case=case).code
    assert f'<span class="n">{code}</span>' in opened(office, at_desk, case)


def test_a_long_trail_shows_its_newest_part_and_a_way_to_the_rest(office: Office, at_desk: AtDesk) -> None:
    case = office.assigned()
    lengthen(office, case, 60)
    client = at_desk(office.nurlan, WHEN)
    newest = client.get(f"/cases/{case.code}/").content.decode()
    whole = client.get(f"/cases/{case.code}/?trail=all").content.decode()
    assert newest.count("made_up_operation") == 50
    assert "?trail=all" in newest
    assert whole.count("made_up_operation") == 60
    assert "?trail=all" not in whole


def lengthen(office: Office, case: Case, times: int) -> None:
    """More of everything a page lists: entries of the trail, papers, runs and waits."""
    for _ in range(times):
        append(
            case.provider_id,
            at=at("2019-03-26 10:31"),
            officer_id=office.nurlan.pk,
            operation="made_up_operation",
            case_id=case.pk,
            facts={},
            personal={},
        )
        paper = Paper.objects.filter(case=case).latest("pk")
        paper.pk, paper.code = None, f"X{TrailEntry.objects.count()}"
        paper.save(force_insert=True)
        run = ActionRun.objects.create(
            case=case,
            action=str(case.action),
            opened_at=at("2019-03-26 10:30"),
            due_at=at("2019-03-26 10:40"),
            done_at=at("2019-03-26 10:31"),
            minutes_used=1,
            officer=office.dauren,
        )
        ActionWait.objects.create(run=run, since=at("2019-03-26 10:30"), until=at("2019-03-26 10:31"), addressee="№ 1")


@pytest.mark.parametrize("page", ["", "time/"])
def test_the_page_asks_the_database_as_often_however_long_the_case_is(
    office: Office, at_desk: AtDesk, page: str
) -> None:
    case = office.assigned()
    client, counts = at_desk(office.dauren, WHEN), []
    for more in (2, 18):
        lengthen(office, case, more)
        client.get(f"/cases/{case.code}/{page}")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(f"/cases/{case.code}/{page}").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_clocks_tell_every_run_with_who_and_how_late(office: Office, at_desk: AtDesk) -> None:
    case = office.returned(office.drafted(when="2019-03-26 18:00"), when="2019-03-26 18:30")
    page = at_desk(office.dauren, "2019-03-27 09:10").get(f"/cases/{case.code}/time/").content.decode()
    story = page[page.index('id="h-story"') : page.index("</table>")]
    rows = [" ".join(re.sub("<[^>]*>", " ", one).split()) for one in story.split("<tr>")[2:]]
    assert len(rows) == 5
    assert rows[2].startswith("3. Тексеру, нәтижені дайындау 1 Оразбек Д. Ғ. 26.03, 10:30 26.03, 18:00 360 / 300")
    assert "1 сағ кешікті" in rows[2]
    assert rows[4].startswith("3. Тексеру, нәтижені дайындау 2 Оразбек Д. Ғ. 26.03, 18:30")
    assert "бұрынғы орындаулары: 360" in rows[4]


def test_every_warning_of_a_field_is_shown_with_a_confirmation_of_its_own(office: Office, at_desk: AtDesk) -> None:
    key = search_key("«Көкжиек» колледжі")
    Organisation.objects.create(provider=office.provider, name_kk="«Көкжиек» колледжі", key_kk=key, is_own=True)
    case, where = office.assigned(), "prepare_notification"
    sent = form(case, {**NOTIFICATION, "change_organisation": "№ 6 колледж"})
    desk = at_desk(office.dauren, WHEN)
    answer = desk.post(f"/cases/{case.code}/do/{where}/", sent)
    shown = row(answer.content.decode(), "organisation")
    tokens = re.findall(r'name="confirm" id="confirm-change_organisation[^"]*" value="([^"]+)"', shown)
    assert [token.split(":")[1] for token in tokens] == ["organisation_unknown", "studies_elsewhere"]
    assert 'aria-describedby="say-change_organisation say-change_organisation-2"' in shown
    assert 'id="say-change_organisation-2"' in shown
    half = desk.post(f"/cases/{case.code}/do/{where}/", sent | {"key": "k2", "confirm": tokens[0]})
    assert half.status_code == 422
    left = row(half.content.decode(), "organisation")
    assert len(re.findall('name="confirm"', left)) == 1
    assert desk.post(f"/cases/{case.code}/do/{where}/", sent | {"key": "k3", "confirm": tokens}).status_code == 302
