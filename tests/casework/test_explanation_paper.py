"""The paper about the clocks of a case: made when an officer asks, from data frozen then; the case stays as it is."""

from datetime import datetime

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from kense.cases.models import Case
from kense.casework.paper_requests import request_paper
from kense.casework.timesheet import accounts_of
from kense.law import edition as edition_by_id
from kense.law import lookup
from kense.papers.models import Paper
from kense.papers.produce import produce
from kense.people.models import Officer
from kense.trail.chain import first_broken
from kense.trail.models import TrailEntry
from tests.casework.steps import deficient
from tests.support.office import Office, OtherOffice, at, do, reloaded
from tests.support.pdf import text_of
from tests.support.said import everything_stored, refused


def queue_explanation(case: Case, actor: Officer, when: datetime) -> Paper:
    """The paper is asked for."""
    spec = lookup.paper_on_request(edition_by_id(case.edition), "clocks")
    assert spec
    return request_paper(case, spec.id, actor=actor, at=when)


def printed(case: Case, office: Office, when: str) -> str:
    """What a reader sees on the paper."""
    paper = produce(queue_explanation(case, office.dauren, at(when)).pk)
    assert paper.pdf is not None, paper.error
    return text_of(bytes(paper.pdf))


def before_nauryz(office: Office) -> Case:
    """In the hands of the executor since the last afternoon before five days off."""
    case = office.registered(office.handed_in("2019-03-20 15:40"), when="2019-03-20 15:53")
    return office.assigned(case, when="2019-03-20 16:10")


@pytest.mark.para("house part explanation")
def test_the_case_stays_as_it_is(office: Office) -> None:
    case = office.assigned()
    before = everything_stored()
    paper = queue_explanation(case, office.tolegen, at("2019-03-26 11:00"))
    changed = {table for table, rows in everything_stored().items() if rows != before[table]}
    assert changed == {"papers.Paper", "trail.TrailEntry", "trail.PersonalPart", "trail.TrailHead"}
    assert (paper.case, paper.number, paper.created_at) == (case, case.number, at("2019-03-26 11:00"))
    assert office.drafted(case).action == "signing"


def test_it_is_the_paper_of_the_edition(office: Office) -> None:
    case = office.assigned()
    paper = queue_explanation(case, office.dauren, at("2019-03-26 11:00"))
    spec = lookup.paper(edition_by_id(case.edition), paper.kind)
    assert (spec.on_request, paper.edition) == ("clocks", case.edition)
    assert paper.data["paper"]["title"] == {"kk": spec.title.kk, "ru": spec.title.ru}


def test_the_trail_tells_who_asked(office: Office) -> None:
    case = office.assigned()
    paper = queue_explanation(case, office.tolegen, at("2019-03-26 11:00"))
    entry = TrailEntry.objects.latest("seq")
    assert (entry.operation, entry.officer, entry.case) == ("paper_requested", office.tolegen, case)
    assert entry.facts == {
        "paper": paper.kind,
        "code": paper.code,
        "ref": "house part explanation",
        "version": case.version,
    }
    assert first_broken(office.provider.pk) is None


def test_it_is_made_after_the_commit(
    office: Office, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    case = office.assigned()
    with django_capture_on_commit_callbacks(execute=True):
        paper = queue_explanation(case, office.dauren, at("2019-03-26 11:00"))
        assert paper.status == Paper.Status.QUEUED
    paper.refresh_from_db()
    assert paper.status == Paper.Status.READY


def test_an_officer_of_another_office_is_refused(office: Office, other_office: OtherOffice) -> None:
    case = office.assigned()
    with refused("wrong_office", "reg 1"):
        queue_explanation(case, other_office.zhanna, at("2019-03-26 11:00"))


def test_it_tells_of_the_case_as_it_is_and_not_as_the_officer_saw_it(office: Office) -> None:
    seen = office.assigned()
    office.drafted(seen)
    paper = queue_explanation(seen, office.dauren, at("2019-03-26 11:50"))
    assert len(paper.data["clocks"]) == 5
    assert TrailEntry.objects.latest("seq").facts["version"] == seen.version + 1


def test_what_happens_later_does_not_change_it(office: Office) -> None:
    case = before_nauryz(office)
    paper = queue_explanation(case, office.dauren, at("2019-03-26 10:24"))
    office.drafted(case, when="2019-03-26 15:50")
    again = Paper.objects.get(pk=paper.pk)
    assert again.data == paper.data
    made = produce(again.pk)
    assert "мерзімге дейін 3 сағ 46 мин қалды" in text_of(bytes(made.pdf or b""))


@pytest.mark.parametrize("when", ["2019-03-20 16:10", "2019-03-26 10:24", "2019-03-26 13:30", "2019-03-29 20:00"])
def test_its_tables_say_what_the_accounts_say(when: str, office: Office) -> None:
    case = before_nauryz(office)
    clocks = queue_explanation(case, office.dauren, at(when)).data["clocks"]
    for clock, account in zip(clocks, accounts_of(case, at(when)), strict=True):
        rows = [row for row in clock["rows"] if "mark" not in row]
        marks = [row for row in clock["rows"] if "mark" in row]
        assert account.due is not None
        assert sorted(row["total"] for row in marks) == sorted([account.due.total, account.used])
        assert sum(row["minutes"] or 0 for row in rows) == max(account.due.total, account.used)
        assert [row["until"] for row in rows] == sorted(row["until"] for row in rows)
        assert clock["rows"][-1] == marks[-1]


def test_a_stretch_is_parted_at_the_moment_of_the_account(office: Office) -> None:
    paper = queue_explanation(before_nauryz(office), office.dauren, at("2019-03-26 10:24"))
    parts = [
        (row.get("since", row.get("at")), row.get("minutes"), row["total"]) for row in paper.data["clocks"][0]["rows"]
    ]
    assert parts[5:8] == [
        ("2019-03-26T09:00", 84, 254),
        ("2019-03-26T10:24", None, 254),
        ("2019-03-26T10:24", 156, 410),
    ]


@pytest.mark.para("house part explanation")
def test_an_open_case_in_time(office: Office) -> None:
    said = printed(before_nauryz(office), office, "2019-03-26 10:24")
    for words in (
        "№ 03-14/1",
        "Сағынтай Іңкәр Бауыржанқызы",
        "26.03.2019, 15:40. Мерзім аяқталады / Срок истекает 480",
        "26.03.2019, 11:40. Мерзім аяқталады / Срок истекает 300",
        "26.03.2019, 10:24. Есеп жасалған сәт / Момент расчёта 254",
        "«Мерекелер туралы» Заң, 5-бап",
        "мерзімінде орындалды",
        "до срока осталось 1 ч 16 мин",
    ):
        assert words in said


def test_a_late_case_with_a_wait_and_a_rework(office: Office) -> None:
    case = office.answered(office.asked(before_nauryz(office), when="2019-03-20 17:00"), when="2019-03-26 10:00")
    case = office.returned(office.drafted(case, when="2019-03-26 11:00"), when="2019-03-26 11:10")
    case = office.drafted(case, when="2019-03-27 12:00")
    said = printed(case, office, "2019-03-27 12:05")
    for words in (
        "жауап күтуде – 50 ішкі ереже: басқа ұйымға",
        "3-іс-қимыл. Тексеру, нәтижені дайындау (2-рет)",
        "На это действие раньше ушло 1 ч 50 мин; норма не начинается заново",
        # 190 minutes are left at 11:10: until 13:00, and from 14:30 another 80.
        "26.03.2019, 15:50. Мерзім аяқталады / Срок истекает 190",
        "просрочено на 5 ч 40 мин",
    ):
        assert words in said


def test_a_wait_shows_no_due_moment(office: Office) -> None:
    said = printed(office.asked(before_nauryz(office), when="2019-03-20 17:00"), office, "2019-03-26 10:24")
    assert "300 мин 50 мин – жауап күтуде" in said


def test_a_refusal_at_the_counter_and_a_case_without_a_number(office: Office) -> None:
    case = deficient(office)
    assert "Өтініштің нөмірі / Номер заявления –" in printed(case, office, "2019-03-26 10:14")
    case = do("refuse_acceptance", case, by=office.aigul, when="2019-03-26 10:15")
    assert "№ Б-1" in printed(reloaded(case), office, "2019-03-26 10:20")


def test_a_result_that_waits_is_not_late(office: Office) -> None:
    said = printed(office.result_registered(), office, "2019-04-02 10:00")
    assert "просрочено" not in said
    assert said.count("выполнено в срок") == 6
