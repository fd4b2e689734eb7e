"""Every clock of a case explained: rows that add up, waits left out, due moments that can be checked by hand."""

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kense import law
from kense.cases.models import ActionRun, ActionWait, Case
from kense.casework.clocks import run_due
from kense.casework.timesheet import Account, accounts_of
from kense.kernel import Text
from kense.people import office_time
from kense.worktime import Override, Row
from tests.support.office import Office, at, do

each_time = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)


def before_nauryz(office: Office, **typed: str) -> Case:
    """Handed in on the last afternoon before five days off and given to the executor at 16:10."""
    case = office.registered(office.handed_in("2019-03-20 15:40", **typed), when="2019-03-20 15:53")
    return office.assigned(case, when="2019-03-20 16:10")


def with_two_waits(office: Office) -> Case:
    """50 minutes, a wait over the holidays, 90 minutes, a wait into the next day, 180 minutes."""
    case = office.asked(before_nauryz(office, term="four_days"), when="2019-03-20 17:00")
    case = office.answered(case, when="2019-03-26 10:00")
    case = office.asked(case, when="2019-03-26 11:30")
    case = office.answered(case, when="2019-03-27 12:00")
    return office.drafted(case, when="2019-03-27 16:30")


def shown(rows: tuple[Row, ...]) -> list[tuple[str, int | None, int, str]]:
    """Where a row starts, its minutes (None if skipped), the minutes so far, the reason."""
    zone = at("2019-03-20 12:00").tzinfo
    return [
        (f"{row.start.astimezone(zone):%d.%m %H:%M}", row.minutes if row.counted else None, row.total, row.reason.ru)
        for row in rows
    ]


def assert_adds_up(account: Account) -> None:
    """Rows in order, without a minute lost; what was used is what the rows count."""
    for explanation in (account.due, account.used_rows):
        if explanation:
            assert sum(row.minutes for row in explanation.rows) == explanation.total
            assert all(row.counted or row.minutes == 0 for row in explanation.rows)
            assert all(row.total + after.minutes == after.total for row, after in pairwise(explanation.rows))
            assert all(row.end <= after.start for row, after in pairwise(explanation.rows))
    assert account.used == account.used_rows.total


def test_the_term_of_a_case_before_nauryz(office: Office) -> None:
    service = accounts_of(before_nauryz(office), at("2019-03-26 10:24"))[0]
    assert service.due is not None
    assert (service.due.end, service.due.total, service.norm) == (at("2019-03-26 15:40"), 480, 480)
    assert (service.used, service.over, service.late) == (254, False, 0)
    assert shown(service.due.rows) == [
        ("20.03 15:40", 170, 170, "Рабочее время"),
        ("21.03 00:00", None, 170, "Наурыз мейрамы"),
        ("23.03 00:00", None, 170, "Наурыз мейрамы, приходится на субботу"),
        ("24.03 00:00", None, 170, "Выходной день"),
        ("25.03 00:00", None, 170, "Выходной вместо 23.03"),
        ("26.03 09:00", 240, 410, "Рабочее время"),
        ("26.03 13:00", None, 410, "Перерыв на обед"),
        ("26.03 14:30", 70, 480, "Рабочее время"),
    ]


def test_the_actions_of_a_case_before_nauryz(office: Office) -> None:
    _, intake, resolution, examination = accounts_of(before_nauryz(office), at("2019-03-26 10:24"))
    assert [(one.action, one.run, one.used, one.norm) for one in (intake, resolution, examination)] == [
        (1, 1, 13, 20),
        (2, 1, 17, 20),
        (3, 1, 224, 300),
    ]
    assert examination.due is not None
    assert (examination.due.end, examination.due.total) == (at("2019-03-26 11:40"), 300)
    assert examination.due.rule.ru == "Самый ранний момент, к которому проходит 5 ч рабочего времени"
    assert [one.over for one in (intake, resolution, examination)] == [True, True, False]


def test_waits_are_not_time_used_and_move_the_due_moment(office: Office) -> None:
    """Without them the action is due on 26 March at 11:40; they last 150 and 510 working minutes."""
    case = with_two_waits(office)
    service, *_, examination, _signing = accounts_of(case, at("2019-03-27 17:00"))
    assert examination.due is not None
    assert examination.due.end == at("2019-03-27 16:10")
    assert (examination.due.total, examination.used, examination.late) == (300, 320, 20)
    assert case.runs.get(action="examination").minutes_used == 320
    assert service.due is not None
    assert service.due.end == case.due_at == at("2019-03-29 15:40")
    assert service.used == 170 + 480 + 390


def test_a_wait_is_a_row_with_its_place_in_the_law(office: Office) -> None:
    examination = accounts_of(with_two_waits(office), at("2019-03-27 17:00"))[3]
    assert shown(examination.used_rows.rows) == [
        ("20.03 16:10", 50, 50, "Рабочее время"),
        ("20.03 17:00", None, 50, "ожидает ответа"),
        ("26.03 10:00", 90, 140, "Рабочее время"),
        ("26.03 11:30", None, 140, "ожидает ответа"),
        ("27.03 12:00", 60, 200, "Рабочее время"),
        ("27.03 13:00", None, 200, "Перерыв на обед"),
        ("27.03 14:30", 120, 320, "Рабочее время"),
    ]
    sources = {row.source.ru for row in examination.used_rows.rows if row.source and row.reason.ru == "ожидает ответа"}
    assert sources == {"внутреннее правило: запрос в другую организацию"}


def test_an_open_wait_has_no_due_moment(office: Office) -> None:
    case = office.asked(before_nauryz(office), when="2019-03-20 17:00")
    service, *_, examination = accounts_of(case, at("2019-03-26 12:00"))
    assert (examination.due, examination.late, examination.used) == (None, None, 50)
    assert examination.standing == Text("жауап күтуде", "ожидает ответа", "waiting for an answer")
    assert service.due is not None


def test_the_second_run_has_what_the_first_left(office: Office) -> None:
    case = office.returned(office.drafted(before_nauryz(office), when="2019-03-26 10:00"), when="2019-03-26 10:30")
    first, _, second = [one for one in accounts_of(case, at("2019-03-26 11:00")) if one.action in (3, 4)]
    assert (first.run, first.earlier, first.used) == (1, 0, 200)
    assert (second.run, second.earlier, second.used, second.norm) == (2, 200, 30, 300)
    assert second.due is not None
    assert (second.due.end, second.due.total) == (at("2019-03-26 12:10"), 100)


def test_after_a_change_of_executor_in_the_middle_of_a_wait(office: Office) -> None:
    inputs = {"assignee": str(office.madina.pk), "reason": "Дәурен іссапарда."}
    case = office.asked(before_nauryz(office), when="2019-03-20 17:00")
    case = do("reassign", case, by=office.nurlan, when="2019-03-26 09:30", inputs=inputs)
    case = do("receive_answer", case, by=office.madina, when="2019-03-26 10:00", inputs={"answer": "Иә."})
    first, second = accounts_of(case, at("2019-03-26 12:00"))[3:]
    assert (first.used, second.earlier, second.used) == (50, 50, 120)
    assert shown(second.used_rows.rows)[0] == ("26.03 09:30", None, 0, "ожидает ответа")
    assert second.due is not None
    assert (second.due.end, second.due.total) == (at("2019-03-26 15:40"), 250)


def test_a_result_that_waits_for_its_recipient_has_stopped_the_clocks(office: Office) -> None:
    service, *_, issue = accounts_of(office.result_registered(when="2019-03-26 12:10"), at("2019-03-29 18:00"))
    assert (service.over, service.used, service.late) == (True, 118, 0)
    assert (issue.over, issue.used, issue.late) == (True, 10, 0)


def test_a_late_case_says_by_how_much(office: Office) -> None:
    case = office.drafted(before_nauryz(office), when="2019-03-26 15:50")
    case = office.result_registered(office.signed(case, when="2019-03-26 16:00"), when="2019-03-26 16:05")
    service, *_, examination, signing, issue = accounts_of(case, at("2019-03-28 10:00"))
    assert [one.late for one in (service, examination, signing, issue)] == [25, 160, 0, 0]


def test_clocks_that_stopped_keep_what_they_had_when_the_calendar_changes(office: Office) -> None:
    closed = office.issued()
    before = accounts_of(closed, at("2019-03-28 10:00"))
    storm = Override(date(2019, 3, 26), "off", "№ 7-Н бұйрық", Text("Дауыл", "Буран", "Storm"))
    office_time.declare(office.provider, [storm])
    after = accounts_of(closed, at("2019-03-28 10:00"))
    assert [one.calendar_changed for one in before] == [False] * 6
    assert [one.calendar_changed for one in after] == [True] * 6
    for old, new in zip(before[1:], after[1:], strict=True):
        assert new.due is not None
        assert old.due is not None
        assert (new.used, new.due.end) == (old.used, old.due.end)


def test_as_json(office: Office) -> None:
    accounts = [one.as_dict() for one in accounts_of(with_two_waits(office), at("2019-03-27 17:00"))]
    service, _, _, examination, signing = json.loads(json.dumps(accounts))
    assert {len(one) for one in accounts} == {len(service)}
    assert service["title"] == {"kk": "4 жұмыс күні", "ru": "4 рабочих дня", "en": "4 working days"}
    assert (service["ref"], service["action"], service["norm_minutes"]) == ("reg 5 part terms", None, 1920)
    assert (examination["ref"], examination["action"], examination["run"]) == ("reg 5 action 3", 3, 1)
    assert (examination["norm_minutes"], examination["used_minutes"], examination["late_minutes"]) == (300, 320, 20)
    assert examination["due"]["end"] == "2019-03-27T16:10:00+06:00"
    assert examination["used"]["total"] == sum(row["minutes"] for row in examination["used"]["rows"]) == 320
    assert [row["counted"] for row in examination["used"]["rows"]] == [True, False, True, False, True, False, True]
    assert (signing["over"], signing["standing"]) == (False, None)


def test_as_json_a_standing_clock_has_no_due_moment(office: Office) -> None:
    examination = accounts_of(office.asked(), at("2019-03-26 12:00"))[-1].as_dict()
    assert (examination["due"], examination["late_minutes"]) == (None, None)
    assert examination["standing"]["kk"] == "жауап күтуде"


# Random waits

OPENED = datetime(2019, 3, 26, 10, 30, tzinfo=at("2019-03-26 10:30").tzinfo)
"""A Tuesday; Friday the 29th is the last working day of that week, Saturday and Sunday are off, nothing else is."""
SPAN = 8 * 24 * 60
NORM = 300


def moments(unit: timedelta) -> st.SearchStrategy[tuple[list[datetime], datetime]]:
    """Moments at which waits begin and end in turn, and the moment at which all is looked at, after the last of them."""
    most = timedelta(minutes=SPAN) // unit
    found = st.lists(st.integers(0, most), unique=True, min_size=1, max_size=9).map(sorted)
    return found.map(lambda ns: ([OPENED + n * unit for n in ns[:-1]], OPENED + ns[-1] * unit))


def waited(run: ActionRun, turns: list[datetime]) -> None:
    """Give the run these waits; with an odd number of turns the last one is still open."""
    run.waits.all().delete()
    for place in range(0, len(turns), 2):
        until = turns[place + 1] if place + 1 < len(turns) else None
        ActionWait.objects.create(run=run, since=turns[place], until=until)


def naive_minutes(turns: list[datetime]) -> Iterator[datetime]:
    """The minutes the clock runs, one by one, by their ends: in hours, on a working day, outside every wait."""
    for n in range(SPAN + 1440):
        start = OPENED + timedelta(minutes=n)
        hours = start.hour * 60 + start.minute
        working = start.weekday() < 5 and (540 <= hours < 780 or 870 <= hours < 1110)
        if working and sum(turn <= start for turn in turns) % 2 == 0:
            yield start + timedelta(minutes=1)


@each_time
@given(drawn=moments(timedelta(minutes=1)))
def test_random_waits_against_a_count_minute_by_minute(office: Office, drawn: tuple[list[datetime], datetime]) -> None:
    case, (turns, until) = open_case(office), drawn
    run = case.runs.get(done_at__isnull=True)
    waited(run, turns)
    ends = list(naive_minutes(turns))
    due = run_due(case, run, law.edition(case.edition))
    assert due == (ends[NORM - 1] if len(ends) >= NORM else None)
    ActionRun.objects.filter(pk=run.pk).update(due_at=due)
    account = accounts_of(case, until)[-1]
    assert account.used == sum(end <= until for end in ends)
    assert account.late == (None if due is None else max(account.used - NORM, 0))
    assert not account.calendar_changed
    assert_adds_up(account)


@each_time
@given(drawn=moments(timedelta(seconds=7)))
def test_random_waits_with_seconds_add_up_too(office: Office, drawn: tuple[list[datetime], datetime]) -> None:
    case, (turns, until) = open_case(office), drawn
    run = case.runs.get(done_at__isnull=True)
    waited(run, turns)
    ActionRun.objects.filter(pk=run.pk).update(due_at=run_due(case, run, law.edition(case.edition)))
    account = accounts_of(case, until)[-1]
    assert_adds_up(account)
    assert not account.calendar_changed
    if account.due:
        assert account.due.total == NORM
        assert (account.used >= NORM) == (until >= account.due.end)


def open_case(office: Office) -> Case:
    """A case in the hands of the executor since OPENED; the same one for every example."""
    return Case.objects.filter(provider=office.provider).first() or office.assigned()


@pytest.mark.parametrize("at_counter", ["2019-03-26 10:12", "2019-03-26 10:40"])
def test_at_the_counter_two_clocks_run(office: Office, at_counter: str) -> None:
    service, intake = accounts_of(office.handed_in("2019-03-26 10:12"), at(at_counter))
    assert service.used == intake.used == (at(at_counter) - at("2019-03-26 10:12")).seconds // 60
    for account in (service, intake):
        assert_adds_up(account)
