"""House rule: the office corrects an error of writing in a registered application; both values are kept."""

from collections.abc import Callable
from datetime import date

import pytest

from kense.cases.models import Case
from kense.cases.selectors import found
from kense.casework.corrections import corrections_of
from kense.kernel.alphabet import search_key, sort_key
from kense.papers.produce import produce
from kense.trail.models import PersonalPart, TrailEntry
from tests.casework.steps import BY_NAME, CORRECTION
from tests.support.iins import made_iin
from tests.support.office import CHILD_IIN, Office, OtherOffice, adult_application, application, at, do
from tests.support.pdf import text_of
from tests.support.said import problems_told, refused

STEP = BY_NAME["correct_application"]
REASON = {"correction": "Қате жазылған."}
OTHER_IIN = made_iin(date(2002, 9, 14), "female", 42)


def corrected(**typed: str) -> dict[str, str]:
    """The usual application with other values, and the reason."""
    return {**application(**typed), **REASON}


def told(case: Case) -> list[tuple[str, str, str]]:
    """The last correction in Russian: label, before, after."""
    last = corrections_of(case.corrections)[-1]
    return [(one.label.ru, one.before.ru, one.after.ru) for one in last.changes]


@pytest.mark.parametrize("step", [Office.registered, Office.assigned])
def test_the_case_goes_on_where_it_is(step: Callable[[Office], Case], office: Office) -> None:
    before = step(office)
    case = STEP.take(office, before)
    assert (case.action, case.holder, case.number) == (before.action, before.holder, before.number)
    assert (case.handed_in_at, case.due_at) == (before.handed_in_at, before.due_at)
    assert list(case.runs.values()) == list(before.runs.values())


def test_the_new_values_hold_everywhere(office: Office) -> None:
    case = STEP.take(office, office.assigned(), inputs=corrected(person_iin=OTHER_IIN, person_surname="Сағынтаева"))
    name = "Сағынтаева Іңкәр Бауыржанқызы"
    assert (case.iin, case.recipient) == (OTHER_IIN, name)
    assert (case.recipient_key, case.recipient_order) == (search_key(name), sort_key(name))
    assert case.application["person"]["iin"] == OTHER_IIN


def test_before_and_after_are_kept_value_by_value(office: Office) -> None:
    typed = corrected(
        person_birth_date="15.09.2002",
        person_iin=made_iin(date(2002, 9, 15), "female", 41),
        rep_phone="+7 700 555 01 99",
        reason="transferred",
        doc_study_certificate_sheets="3",
        doc_study_certificate_expires="20.06.2019",
        doc_order_copy_shown="1",
    )
    case = STEP.take(office, office.assigned(), inputs=typed)
    assert [one for one in told(case) if one[0] != "ИИН"] == [
        ("Причина обращения", "Поступление на очное обучение", "Перевод в другую организацию"),
        ("Дата рождения", "14.09.2002", "15.09.2002"),
        ("Представитель: Телефон", "не указано", "+7 700 555 01 99"),
        ("Справка с места учёбы: действует до", "18.06.2019", "20.06.2019"),
        ("Справка с места учёбы: листов", "2", "3"),
        ("Копия приказа", "не представлено", "представлено"),
        ("Копия приказа: листов", "не указано", "1"),
    ]


def test_who_when_and_why_are_kept(office: Office) -> None:
    last = corrections_of(STEP.take(office, office.assigned()).corrections)[-1]
    assert (last.at, last.officer, last.reason) == (at(STEP.when), "Сейітова А. М.", CORRECTION["correction"])


def test_each_correction_is_kept(office: Office) -> None:
    case = STEP.take(office, STEP.take(office, office.assigned()), inputs=corrected(), when="2019-03-26 12:50")
    assert [one.at for one in corrections_of(case.corrections)] == [at("2019-03-26 12:45"), at("2019-03-26 12:50")]
    assert told(case) == [("Имя", "Іңкәрім", "Іңкәр")]


def test_the_trail_has_it_among_the_personal_data_only(office: Office) -> None:
    case = STEP.take(office, office.assigned())
    entry = TrailEntry.objects.filter(case=case).latest("seq")
    personal = PersonalPart.objects.get(entry=entry).data
    assert personal["corrected"] == case.corrections[-1]["changes"]
    assert personal["correction"] == CORRECTION["correction"]
    assert "Іңкәр" not in str(entry.facts)


def test_a_corrected_term_moves_the_due_moment(office: Office) -> None:
    case = STEP.take(office, office.assigned(), inputs=corrected(term="four_days"))
    assert (case.term, case.due_at) == ("four_days", at("2019-04-01 10:12"))
    assert told(case) == [("Вид дела", "1 рабочий день", "4 рабочих дня")]


def test_the_talon_is_made_anew(office: Office) -> None:
    case = STEP.take(office, office.assigned())
    first, second = case.papers.order_by("pk")
    assert (second.kind, second.number) == (first.kind, first.number)
    assert first.data["case"]["corrected"] is None
    assert second.data["case"]["corrected"] == {"at": "2019-03-26T12:45", "officer": "Сейітова А. М."}
    assert second.data["case"]["registered"] == first.data["case"]["registered"]
    assert "Іңкәрім" in second.data["recipient"]["full_name"]


def test_the_new_talon_says_what_it_is(office: Office) -> None:
    case = STEP.take(office, office.assigned())
    first, second = (text_of(bytes(produce(paper.pk).pdf or b"")) for paper in case.papers.order_by("pk"))
    assert "внутреннее правило: талон о приёме" in first
    assert "Исправлен, взамен прежнего талона" in second
    assert "Исправлен" not in first


def test_what_the_executor_proposed_before_falls(office: Office) -> None:
    case = office.returned()
    assert case.changes
    assert STEP.take(office, case).changes == []


def test_the_reason_of_a_rework_stays(office: Office) -> None:
    case = office.returned()
    assert STEP.take(office, case).reason == case.reason


def test_a_wait_for_another_organisation_goes_on(office: Office) -> None:
    case = STEP.take(office, office.asked())
    assert case.runs.get(done_at__isnull=True).waits.get().until is None


def test_who_turned_eighteen_meanwhile_is_still_read_as_when_registered(office: Office) -> None:
    born = {"person_birth_date": "27.03.2001", "person_iin": made_iin(date(2001, 3, 27), "female", 41)}
    case = office.assigned(office.registered(office.handed_in(**born)))
    case = STEP.take(office, case, inputs=corrected(**born, person_phone="+77005550148"), when="2019-03-27 09:10")
    assert case.application["facts"]["minor"] is True


def test_nothing_corrected_is_refused(office: Office) -> None:
    case = office.assigned()
    with refused("nothing_corrected", "house part correction"):
        STEP.take(office, case, inputs=corrected())


def test_a_reason_is_needed(office: Office) -> None:
    case = office.assigned()
    with refused("input_missing", "house part correction"):
        STEP.take(office, case, inputs=application(person_given_name="Іңкәрім"))


def test_an_application_is_needed(office: Office) -> None:
    case = office.assigned()
    with refused("input_missing", "house part correction"):
        STEP.take(office, case, inputs=REASON)


def test_what_is_wrong_is_told_at_its_field(office: Office) -> None:
    case = office.assigned()
    with problems_told() as problems:
        STEP.take(office, case, inputs=corrected(person_iin=CHILD_IIN[:-1]))
    assert [one.field for one in problems] == ["person_iin"]


def test_the_package_stays_complete(office: Office) -> None:
    case = office.assigned()
    with refused("corrected_deficient", "house part correction"):
        STEP.take(office, case, inputs=corrected(doc_birth_certificate_shown=""))


def test_another_applicant_may_have_been_meant(office: Office) -> None:
    case = STEP.take(office, office.assigned(), inputs={**adult_application(), **REASON})
    assert case.application["representative"] is None
    assert ("Представитель: Имя", "Гүлнәр", "не указано") in told(case)


def test_before_registration_it_is_refused(office: Office) -> None:
    case = office.handed_in()
    with refused("wrong_state", "house part correction"):
        STEP.take(office, case)


def test_behind_a_draft_it_is_refused(office: Office) -> None:
    case = office.drafted()
    with refused("wrong_state", "house part correction"):
        STEP.take(office, case)


def test_once_signed_it_is_too_late(office: Office) -> None:
    case = office.signed()
    with refused("wrong_state", "house part correction"):
        STEP.take(office, case)


def test_who_corrected_is_neither_head_nor_executor_of_the_case(office: Office) -> None:
    """Bekzat holds every role: having corrected the application, he may not be given it, nor write the resolution."""
    for role in ("head", "executor"):
        office.bekzat.roles.create(role=role, from_day=at("2018-08-01 00:00").date())
    case = STEP.take(office, office.registered(), by=office.bekzat, when="2019-03-26 10:25")
    with refused("assignee_acted", "house part separation"):
        do(
            "assign",
            case,
            by=office.nurlan,
            when="2019-03-26 10:30",
            inputs={"assignee": str(office.bekzat.pk), "note": "…"},
        )
    with refused("same_person", "house part separation"):
        do(
            "assign",
            case,
            by=office.bekzat,
            when="2019-03-26 10:30",
            inputs={"assignee": str(office.dauren.pk), "note": "…"},
        )


def test_the_head_of_the_case_does_not_correct_it(office: Office) -> None:
    office.nurlan.roles.create(role="office", from_day=at("2018-08-01 00:00").date())
    case = office.assigned()
    with refused("same_person", "house part separation"):
        STEP.take(office, case, by=office.nurlan)


def test_another_clerk_may_correct_it(office: Office) -> None:
    case = STEP.take(office, office.assigned(), by=office.bekzat)
    assert case.performers["office"] == sorted([str(office.aigul.pk), str(office.bekzat.pk)])


def test_another_office_does_not_find_it(office: Office, other_office: OtherOffice) -> None:
    STEP.take(office, office.assigned())
    assert found(office.provider.pk, "Сағынтай")
    assert not found(other_office.provider.pk, "Сағынтай")
