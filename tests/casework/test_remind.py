"""House rule: the office reminds the recipient of a result that waits; when it is to do so next; no clock changes."""

import pytest

from kense import law
from kense.cases.models import Case
from kense.casework.reminders import next_reminder, reminders_of
from kense.people.selectors import working_time
from kense.trail.models import PersonalPart
from tests.casework.steps import BY_NAME, REMINDER
from tests.support.office import Office, at, do
from tests.support.said import refused

STEP = BY_NAME["remind_recipient"]


def due(case: Case) -> object:
    """When the next reminder of a case is due."""
    return next_reminder(case, law.edition(case.edition), working_time(case.provider))


def test_who_was_reminded_how_by_whom_and_when_is_kept(office: Office) -> None:
    case = STEP.take(office, office.result_registered())
    (one,) = reminders_of(case.reminders)
    assert (one.at, one.officer, one.text) == (at(STEP.when), "Сейітова А. М.", REMINDER["reminder"])


def test_no_clock_and_no_paper_changes(office: Office) -> None:
    before = office.result_registered()
    case = STEP.take(office, before)
    assert (case.due_at, case.ready_at, case.products) == (before.due_at, before.ready_at, before.products)
    assert list(case.runs.values()) == list(before.runs.values())
    assert case.papers.count() == before.papers.count()


def test_the_words_are_personal_in_the_trail(office: Office) -> None:
    case = STEP.take(office, office.result_registered())
    personal = PersonalPart.objects.filter(entry__case=case).latest("pk")
    assert personal.data == REMINDER
    assert REMINDER["reminder"] not in str(personal.entry.facts)


def test_the_result_is_issued_after_it(office: Office) -> None:
    case = office.issued(STEP.take(office, office.result_registered()), when="2019-03-27 10:00")
    assert (case.end, len(case.reminders)) == ("granted", 1)


def test_every_reminder_is_kept(office: Office) -> None:
    case = STEP.take(office, office.result_registered())
    case = STEP.take(office, case, by=office.bekzat, when="2019-04-02 12:10")
    assert [one.officer for one in reminders_of(case.reminders)] == ["Сейітова А. М.", "Әбенов Б."]


@pytest.mark.parametrize("words", ["", "  \n"])
def test_the_words_are_needed(words: str, office: Office) -> None:
    case = office.result_registered()
    with refused("input_missing", "house part reminder"):
        STEP.take(office, case, inputs={"reminder": words})


def test_before_the_result_is_registered_it_is_refused(office: Office) -> None:
    case = office.signed()
    with refused("no_ground", "house part reminder"):
        STEP.take(office, case)


def test_before_the_signature_it_is_refused(office: Office) -> None:
    case = office.drafted()
    with refused("wrong_state", "house part reminder"):
        STEP.take(office, case)


def test_once_issued_it_is_too_late(office: Office) -> None:
    case = office.issued()
    with refused("case_ended"):
        STEP.take(office, case)


def test_the_first_reminder_is_due_five_working_days_after_readiness(office: Office) -> None:
    """Ready on Tuesday 26 March 2019 at 12:10."""
    assert due(office.result_registered()) == at("2019-04-02 12:10")


def test_the_next_one_counts_from_the_last(office: Office) -> None:
    case = STEP.take(office, office.result_registered(), when="2019-04-02 16:00")
    assert due(case) == at("2019-04-09 16:00")


def test_what_is_not_ready_is_not_reminded_of(office: Office) -> None:
    assert [due(case) for case in (office.handed_in(), office.assigned(), office.signed())] == [None] * 3


def test_nobody_is_reminded_once_the_case_is_over(office: Office) -> None:
    issued = office.issued()
    withdrawn = do("withdraw", office.assigned(), by=office.aigul, when="2019-03-26 12:45", inputs={"reason": "Өтініш"})
    assert [due(issued), due(withdrawn)] == [None, None]


def test_an_edition_may_remind_nobody(office: Office) -> None:
    case = office.result_registered()
    edition = law.edition(case.edition)
    rests = tuple(one.model_copy(update={"remind_after_days": None}) for one in edition.procedure.rests)
    silent = edition.model_copy(update={"procedure": edition.procedure.model_copy(update={"rests": rests})})
    assert next_reminder(case, silent, working_time(case.provider)) is None
