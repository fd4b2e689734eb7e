"""The lists of the day: parted as the office works, most urgent first, each case with whose it is, at a cost that stays."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kense.cases.models import Case
from kense.casework import drafts
from kense.casework.faces import action_face
from kense.law import edition
from kense.people.models import Officer, Substitution
from kense.people.selectors import working_time
from kense.trail.models import TrailEntry
from tests.desk.conftest import AtDesk
from tests.desk.pages import parts, text_of
from tests.support.office import Office, OtherOffice, at, do, made_officer, reloaded

LIVE = {"HX-Request": "true"}


def list_of(client: Client, **params: str) -> str:
    """The lists as they refresh themselves."""
    return client.get("/", params, headers=LIVE).content.decode()


def glance(client: Client, case: Case) -> str:
    """What a click on the number puts under the row."""
    return client.get(f"/cases/{case.code}/glance/", headers=LIVE).content.decode()


def test_results_are_listed_by_what_is_next_to_be_done_with_them(office: Office, at_desk: AtDesk) -> None:
    to_register = office.signed()
    to_issue = office.result_registered()
    page = parts(list_of(at_desk(office.aigul, "2019-03-26 12:20")))
    assert [(title, to_register.code in part, to_issue.code in part) for title, part in page.items()][:3] == [
        ("Қабылданып жатқан өтініштер", False, False),
        ("Нәтижені тіркеу", True, False),
        ("Алушыға беру", False, True),
    ]


def test_a_result_is_uncollected_once_its_recipient_was_to_come_and_never_late(office: Office, at_desk: AtDesk) -> None:
    case = office.result_registered(when="2019-03-26 12:10")
    page = parts(list_of(at_desk(office.aigul, "2019-04-01 11:00")))
    part = page["Талап етілмеген нәтижелер"]
    assert case.code in part
    assert "4 жұмыс күні" in text_of(part)
    assert "is-late" not in part
    assert "Алушыға беру" not in page


def test_a_reminder_is_the_next_step_when_it_is_due_and_is_told_afterwards(office: Office, at_desk: AtDesk) -> None:
    case = office.result_registered(when="2019-03-26 12:10")
    client = at_desk(office.aigul, "2019-04-02 12:20")
    assert "Алушыға еске салу" in list_of(client)
    do(
        "remind_recipient",
        case,
        by=office.aigul,
        when="2019-04-02 12:25",
        inputs={"reminder": "Анасына телефон соғылды"},
    )
    part = text_of(parts(list_of(at_desk(office.aigul, "2019-04-02 12:30")))["Талап етілмеген нәтижелер"])
    assert "02.04, 12:25" in part
    assert "Алушыға беру" in part


def test_due_in_the_same_minute_is_in_the_order_of_the_kazakh_alphabet(office: Office, at_desk: AtDesk) -> None:
    for surname in ("Өтеген", "Озат", "Ғабит", "Гауһар"):
        office.registered(office.handed_in(person_surname=surname))
    page = list_of(at_desk(office.nurlan))
    places = [page.index(f">{surname} ") for surname in ("Гауһар", "Ғабит", "Озат", "Өтеген")]
    assert places == sorted(places)


def test_a_long_list_shows_its_most_urgent_rows_and_says_so(
    office: Office, at_desk: AtDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kense.desk.today_page.MOST_SHOWN", 2)
    cases = [office.registered(when=f"2019-03-26 10:2{n}") for n in range(3)]
    page = list_of(at_desk(office.nurlan, "2019-03-26 10:24"))
    assert [case.code in page for case in cases] == [True, True, False]
    assert "Көрсетілгені: 2, барлығы: 3." in page


def test_unfinished_intakes_are_at_hand_for_the_counter_alone(office: Office, at_desk: AtDesk) -> None:
    drafts.save(office.aigul, "a-draft", {"person_surname": "Төлебай"}, at("2019-03-26 10:20"))
    assert "Төлебай" in list_of(at_desk(office.aigul))
    assert "Төлебай" not in list_of(at_desk(office.bekzat))
    assert "Төлебай" not in list_of(at_desk(office.nurlan))


def test_only_the_first_row_of_the_page_has_the_filled_button(office: Office, at_desk: AtDesk) -> None:
    for _ in range(2):
        office.registered()
        office.drafted()
    assert list_of(at_desk(office.nurlan, "2019-03-26 11:50")).count("btn is-small is-main") == 1


def test_the_counter_sees_with_whom_the_cases_of_the_day_are(office: Office, at_desk: AtDesk) -> None:
    with_dauren = office.assigned(office.registered(office.handed_in("2019-03-20 11:00")))
    own = office.signed(office.drafted(office.assigned(office.registered(office.handed_in("2019-03-20 11:30")))))
    part = parts(list_of(at_desk(office.aigul, "2019-03-26 12:10")))["Басқалардағы, мерзімі бүгін бітетін істер"]
    assert with_dauren.number in text_of(part)
    assert "Оразбек Д. Ғ." in text_of(part)
    assert own.number not in text_of(part)


def test_an_inquiry_shows_who_is_asked_and_since_when(office: Office, at_desk: AtDesk) -> None:
    office.asked(when="2019-03-26 11:00")
    row = text_of(list_of(at_desk(office.dauren, "2019-03-26 12:00")))
    assert "Сұрау салынды: № 12 орта мектеп, 26.03, 11:00" in row
    assert "жауап күтуде" in row


def test_a_clock_that_was_late_before_an_inquiry_says_both(office: Office) -> None:
    case = office.asked(office.assigned(when="2019-03-26 10:30"), when="2019-03-27 09:20")
    run, law, worktime = case.runs.last(), edition(case.edition), working_time(office.provider)
    assert run is not None
    assert run.due_at == at("2019-03-26 17:00")
    faces = [action_face(run, law, worktime, at(when)) for when in ("2019-03-27 09:30", "2019-03-29 12:00")]
    assert [(face.state, face.text.kk, face.standing and face.standing.kk) for face in faces] == [
        ("late", "1 сағ 50 мин кешікті", "жауап күтуде"),
        ("late", "1 сағ 50 мин кешікті", "жауап күтуде"),
    ]


def test_a_clock_in_time_only_waits_during_an_inquiry(office: Office) -> None:
    run = office.asked().runs.last()
    assert run is not None
    face = action_face(run, edition(run.case.edition), working_time(office.provider), at("2019-03-28 12:00"))
    assert (face.state, face.text.kk, face.standing) == ("still", "жауап күтуде", None)


def test_the_work_of_an_absent_colleague_is_in_the_list(office: Office, at_desk: AtDesk) -> None:
    case = office.assigned()
    assert case.code not in list_of(at_desk(office.madina, "2019-03-26 10:40"))
    away(office)
    page = list_of(at_desk(office.madina, "2019-03-26 10:40"))
    assert case.code in page
    assert "Оразбек Д. Ғ." in text_of(page)


def test_who_has_least_is_suggested_and_who_is_away_is_named_and_cannot_be_picked(
    office: Office, at_desk: AtDesk
) -> None:
    executor3 = made_officer(office.provider, "amina", "Әли Әмина", "executor")
    office.assigned()
    away(office, absent=executor3, substitute=office.madina)
    office.registered()
    page = list_of(at_desk(office.nurlan, "2019-03-26 10:40"))
    options = [text_of(part.split("</option>")[0]) for part in page.split("<option")[1:]]
    assert options[1:3] == ["Қасымова М. – 0 іс", "Оразбек Д. Ғ. – 1 іс"]
    assert options[3] == "Әли Ә. – жоқ: 25.03.2019–29.03.2019, орнын басушы: Қасымова М."
    assert "<option disabled>Әли" in page
    assert "Қасымова М." in text_of(page.split("<tbody>")[1].split("</tr>")[0])


def test_suggestions_are_spread_by_load(office: Office, at_desk: AtDesk) -> None:
    office.assigned()
    for n in range(3):
        office.registered(office.handed_in(f"2019-03-26 10:1{n}"))
    page = list_of(at_desk(office.nurlan, "2019-03-26 10:40"))
    rows = [text_of(row.split("</tr>")[0]) for row in page.split("<tbody>")[1].split("data-row")[1:]]
    assert ["Қасымова М." in row for row in rows] == [True, True, False]


def test_a_chosen_case_that_somebody_took_is_named_with_who_and_when(office: Office, at_desk: AtDesk) -> None:
    case = office.registered()
    client = at_desk(office.nurlan, "2019-03-26 10:40")
    assert "енді мұнда" not in list_of(client, case=case.code)
    office.assigned(case, when="2019-03-26 10:30")
    page = text_of(list_of(client, case=case.code))
    assert f"№ {case.number} енді мұнда күтіп тұрған жоқ. 10:30: Жақыпов Н. С. бұрыштама қойды." in page


def test_nobody_learns_of_a_case_of_another_office_that_way(
    office: Office, other_office: OtherOffice, at_desk: AtDesk
) -> None:
    case = office.registered()
    page = list_of(at_desk(other_office.zhanna), case=case.code)
    assert case.number not in page
    assert case.recipient not in page


def test_a_glance_shows_what_the_signature_needs(office: Office, at_desk: AtDesk) -> None:
    case = office.drafted()
    page = glance(at_desk(office.nurlan, "2019-03-26 11:50"), case)
    text = text_of(page)
    for words in (case.recipient, "заңды өкілі", "30.06.2021", "27.03.2019, 10:12", "18.06.2019", "Хабарлама"):
        assert words in text, words
    assert f"/cases/{case.code}/time/" in page
    assert f"/cases/{case.code}/do/sign/" in page
    assert f"/cases/{case.code}/do/return_for_rework/" in page


def test_a_glance_at_a_refusal_shows_its_grounds(office: Office, at_desk: AtDesk) -> None:
    text = text_of(glance(at_desk(office.nurlan, "2019-03-26 11:50"), office.refusal_drafted()))
    assert "Анықтамадағы оқу мерзімі бұйрықпен сәйкес емес." in text


def test_a_glance_is_an_opening_of_the_persons_data(office: Office, at_desk: AtDesk) -> None:
    case = office.drafted()
    glance(at_desk(office.nurlan, "2019-03-26 11:50"), case)
    entry = TrailEntry.objects.latest("seq")
    assert (entry.operation, entry.officer_id, entry.case_id) == ("case_opened", office.nurlan.pk, case.pk)


def test_without_scripts_a_row_opens_the_page_of_the_case(office: Office, at_desk: AtDesk) -> None:
    case = office.registered()
    client = at_desk(office.nurlan)
    assert f'href="/cases/{case.code}/"' in client.get("/").content.decode()
    assert client.get(f"/cases/{case.code}/glance/").headers["Location"] == f"/cases/{case.code}/"


def test_a_case_of_another_office_cannot_be_glanced_at(
    office: Office, other_office: OtherOffice, at_desk: AtDesk
) -> None:
    case = office.registered()
    assert at_desk(other_office.zhanna).get(f"/cases/{case.code}/glance/", headers=LIVE).status_code == 404


def test_the_controller_looks_and_cannot_choose(office: Office, at_desk: AtDesk) -> None:
    case = office.drafted()
    client = at_desk(office.tolegen, "2019-03-26 11:50")
    page = list_of(client)
    assert case.code in page
    assert "data-choose" not in page
    assert "/do/" not in glance(client, case)


def test_the_cost_does_not_grow_with_the_rows(office: Office, at_desk: AtDesk) -> None:
    def queries() -> dict[str, int]:
        counts = {}
        for who in ("aigul", "nurlan", "dauren", "tolegen"):
            client = at_desk(getattr(office, who), "2019-03-27 12:20")
            list_of(client)
            with CaptureQueriesContext(connection) as caught:
                list_of(client)
            counts[who] = len(caught)
        return counts

    def a_case_everywhere() -> None:
        office.handed_in()
        office.registered()
        office.asked()
        office.refusal_drafted()
        office.signed(office.refusal_drafted())
        office.result_registered(office.signed(office.refusal_drafted()))

    for _ in range(2):
        a_case_everywhere()
    few = queries()
    for _ in range(4):
        a_case_everywhere()
    assert queries() == few


def test_the_cost_of_a_glance_is_the_same_for_every_case(office: Office, at_desk: AtDesk) -> None:
    def queries(case: Case) -> int:
        client = at_desk(office.nurlan, "2019-03-26 12:30")
        glance(client, case)
        with CaptureQueriesContext(connection) as caught:
            glance(client, case)
        return len(caught)

    straight = office.drafted()
    crooked = office.drafted(reloaded(office.returned()), when="2019-03-26 12:20")
    assert queries(crooked) == queries(straight)


def away(office: Office, absent: Officer | None = None, substitute: Officer | None = None) -> None:
    """An order by which one executor stands in for another in the week of the tests."""
    Substitution.objects.create(
        absent=absent or office.dauren,
        substitute=substitute or office.madina,
        role="executor",
        from_day=date(2019, 3, 25),
        to_day=date(2019, 3, 29),
        order_number="7-Ж",
        order_date=date(2019, 3, 22),
    )
