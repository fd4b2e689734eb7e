"""A changed calendar: which due moments of open cases it moves, and that it moves them all or none."""

from datetime import date, time
from unittest.mock import patch

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kense.cases.models import Case
from kense.casework.recalendar import CalendarChange, Moved, apply, preview
from kense.people.models import CalendarOverride, Officer
from kense.people.selectors import calendar_mark, overrides_of
from kense.trail.chain import append, first_broken
from kense.trail.models import TrailEntry
from kense.worktime import Schedule
from tests.support.calendar import DECREE, MORNING, declared, made_administrator
from tests.support.office import Office, OtherOffice, application, at, do, reloaded
from tests.support.said import everything_stored, refused

WHEN = at("2019-03-26 15:00")
ORDER = "15-Н бұйрық, 20.03.2019"
SIX_DAYS = Schedule(date(2019, 3, 27), ((time(8), time(12)), (time(13), time(16))), 6, ((time(8), time(13)),))


@pytest.fixture
def oleg(office: Office) -> Officer:
    """The administrator of the college."""
    return made_administrator(office)


def shown(moved: tuple[Moved, ...]) -> list[tuple[str, str | None, str, str]]:
    """Number, action, old and new moment by the clock on the wall."""
    zone = WHEN.tzinfo
    return [
        (m.case.number, m.action, f"{m.old.astimezone(zone):%d.%m %H:%M}", f"{m.new.astimezone(zone):%d.%m %H:%M}")
        for m in moved
    ]


def dues(case: Case) -> tuple[object, ...]:
    """The due moments of the service and of the runs."""
    return (reloaded(case).due_at, *case.runs.values_list("due_at", flat=True))


def test_a_declared_day_off_moves_open_cases(office: Office, oleg: Officer) -> None:
    case = office.assigned(when="2019-03-26 15:00")
    moved = apply(office.provider, declared("2019-03-27"), actor=oleg, at=WHEN)
    assert shown(moved) == [
        ("03-14/1", None, "27.03 10:12", "28.03 10:12"),
        ("03-14/1", "examination", "27.03 10:30", "28.03 10:30"),
    ]
    assert dues(case)[0] == at("2019-03-28 10:12")
    assert dues(case)[-1] == at("2019-03-28 10:30")


def test_clocks_that_have_stopped_keep_what_they_had(office: Office, oleg: Officer) -> None:
    ended = office.issued()
    ready = office.result_registered(office.signed(office.refusal_drafted()), when="2019-03-26 12:10")
    drafted = office.refusal_drafted()
    before = [dues(one) for one in (ended, ready)]
    finished = dues(drafted)[1:-1]
    apply(office.provider, declared("2019-03-26"), actor=oleg, at=WHEN)
    assert [dues(one) for one in (ended, ready)] == before
    assert dues(drafted)[1:-1] == finished
    assert [reloaded(one).version for one in (ended, ready)] == [ended.version, ready.version]


@pytest.mark.parametrize(
    "change",
    [
        declared("2019-03-27"),
        declared("2019-03-30", "worked", MORNING),
        declared("2019-03-27", "shortened", ((time(9), time(10)),)),
        CalendarChange(schedule=SIX_DAYS, source=ORDER),
    ],
    ids=["off", "worked", "shortened", "hours"],
)
def test_due_moments_become_those_of_a_fresh_case(office: Office, oleg: Officer, change: CalendarChange) -> None:
    old = [office.assigned(office.registered(office.handed_in(term=term))) for term in ("one_day", "four_days")]
    assert apply(office.provider, change, actor=oleg, at=WHEN)
    fresh = [office.assigned(office.registered(office.handed_in(term=term))) for term in ("one_day", "four_days")]
    assert [(dues(one)[0], dues(one)[-1]) for one in old] == [(dues(one)[0], dues(one)[-1]) for one in fresh]


def test_the_norm_left_to_a_repeated_action_is_counted_anew(office: Office, oleg: Officer) -> None:
    case = office.returned(office.drafted(when="2019-03-26 17:10"), when="2019-03-26 17:20")
    # Of 300 minutes 310 were used until 17:10, the break left out; nothing is left, so the run is due where it began.
    assert dues(case)[-1] == at("2019-03-26 17:20")
    apply(office.provider, declared("2019-03-26", "shortened", MORNING), actor=oleg, at=WHEN)
    assert dues(case)[-1] == at("2019-03-27 09:00")


def test_a_wait_that_is_over_is_still_left_out(office: Office, oleg: Officer) -> None:
    case = office.assigned(office.registered(office.handed_in(term="four_days")))
    asked = {"addressee": "Алтай колледжі", "question": "Оқу мерзімі"}
    case = do("send_inquiry", case, by=office.dauren, when="2019-03-26 11:30", inputs=asked)
    case = do("receive_answer", case, by=office.dauren, when="2019-03-27 10:00", inputs={"answer": "Расталды"})
    before = dues(case)[-1]
    apply(office.provider, declared("2019-03-28"), actor=oleg, at=WHEN)
    assert (before, dues(case)[-1]) == (at("2019-03-27 15:30"), at("2019-03-27 15:30"))
    apply(office.provider, declared("2019-03-27", "shortened", MORNING), actor=oleg, at=WHEN)
    assert dues(case)[-1] == at("2019-03-29 10:00")


def test_the_preview_is_what_will_be_done_and_stores_nothing(office: Office, oleg: Officer) -> None:
    for _ in range(3):
        office.assigned()
    office.handed_in()
    before = everything_stored()
    seen = preview(office.provider, declared("2019-03-27"))
    assert everything_stored() == before
    assert len(seen) == 4, "four services; the actions end on the same day"
    assert apply(office.provider, declared("2019-03-27"), actor=oleg, at=WHEN) == seen


def test_the_day_taken_back_puts_the_due_moments_back(office: Office, oleg: Officer) -> None:
    case = office.assigned(when="2019-03-26 15:00")
    before = dues(case)
    apply(office.provider, declared("2019-03-27"), actor=oleg, at=WHEN)
    taken_back = CalendarChange(withdrawn=(date(2019, 3, 27),), source="Қаулының күші жойылды")
    assert len(apply(office.provider, taken_back, actor=oleg, at=WHEN)) == 2
    assert dues(case) == before
    assert overrides_of(office.provider) == {}


def test_the_trail_cites_the_decree(office: Office, oleg: Officer) -> None:
    case = office.registered()
    apply(office.provider, declared("2019-03-27"), actor=oleg, at=WHEN)
    change, moved = TrailEntry.objects.order_by("seq")[2:]
    assert (change.operation, change.case_id, change.officer_id, change.at) == ("calendar_changed", None, oleg.pk, WHEN)
    assert change.facts["decrees"] == moved.facts["decrees"] == [DECREE]
    assert change.facts["declared"][0]["day"] == "2019-03-27"
    assert change.facts["moved"] == 1
    assert (moved.operation, moved.case_id, moved.officer_id) == ("due_recounted", case.pk, oleg.pk)
    assert moved.facts["moved"] == [
        {"action": None, "from": "2019-03-27T04:12:00+00:00", "to": "2019-03-28T04:12:00+00:00"}
    ]
    assert first_broken(office.provider.pk) is None


def test_what_a_replaced_day_was_stays_in_the_trail(office: Office, oleg: Officer) -> None:
    apply(office.provider, declared("2019-03-27"), actor=oleg, at=WHEN)
    apply(office.provider, declared("2019-03-27", "shortened", MORNING, "№ 112"), actor=oleg, at=WHEN)
    facts = TrailEntry.objects.latest("seq").facts
    assert [one["kind"] for one in facts["before"]] == ["off"]
    assert [one["shifts"] for one in facts["declared"]] == [[["09:00", "13:00"]]]
    assert CalendarOverride.objects.count() == 1


def test_an_old_page_is_refused_in_the_ordinary_way(office: Office, oleg: Officer) -> None:
    case = office.registered()
    apply(office.provider, declared("2019-03-27"), actor=oleg, at=WHEN)
    with refused("stale_version"):
        office.assigned(case)
    assert office.assigned(reloaded(case)).action == "examination"


def test_a_case_that_does_not_move_keeps_its_version(office: Office, oleg: Officer) -> None:
    case = office.registered()
    assert apply(office.provider, declared("2019-05-15"), actor=oleg, at=WHEN) == ()
    assert reloaded(case).version == case.version
    assert TrailEntry.objects.latest("seq").operation == "calendar_changed"


@pytest.mark.parametrize(
    "change", [declared("2019-03-27"), CalendarChange(schedule=SIX_DAYS, source=ORDER)], ids=["day", "hours"]
)
def test_done_again_it_changes_nothing(office: Office, oleg: Officer, change: CalendarChange) -> None:
    office.registered()
    mark, entries = calendar_mark(office.provider), TrailEntry.objects.count()
    apply(office.provider, change, actor=oleg, at=WHEN, seen=mark)
    assert TrailEntry.objects.count() > entries
    before = everything_stored()
    assert apply(office.provider, change, actor=oleg, at=WHEN, seen=mark) == ()
    assert everything_stored() == before


@pytest.mark.parametrize("who", ["aigul", "nurlan", "tolegen"])
def test_only_the_administrator_may(office: Office, who: str) -> None:
    office.registered()
    with refused("wrong_role"):
        apply(office.provider, declared("2019-03-27"), actor=getattr(office, who), at=WHEN)


def test_the_administrator_of_another_office_may_not(office: Office, other_office: OtherOffice) -> None:
    stranger = made_administrator(other_office, "stranger")
    with refused("wrong_role"):
        apply(office.provider, declared("2019-03-27"), actor=stranger, at=WHEN)


def test_the_cases_of_another_office_do_not_move(office: Office, other_office: OtherOffice, oleg: Officer) -> None:
    theirs = do("hand_in", by=other_office.saule, when="2019-03-26 10:12", inputs=application())
    apply(office.provider, declared("2019-03-27"), actor=oleg, at=WHEN)
    assert reloaded(theirs).due_at == at("2019-03-27 10:12")


def test_without_an_act_nothing_is_changed(office: Office, oleg: Officer) -> None:
    apply(office.provider, declared("2019-03-27"), actor=oleg, at=WHEN)
    with refused("source_missing"):
        apply(office.provider, CalendarChange(withdrawn=(date(2019, 3, 27),), source=" "), actor=oleg, at=WHEN)
    with refused("source_missing"):
        apply(office.provider, CalendarChange(schedule=SIX_DAYS), actor=oleg, at=WHEN)


def test_a_list_looked_at_before_another_change_is_not_confirmed(office: Office, oleg: Officer) -> None:
    office.registered()
    mark = calendar_mark(office.provider)
    apply(office.provider, declared("2019-03-27"), actor=oleg, at=WHEN)
    with refused("calendar_changed"):
        apply(office.provider, declared("2019-03-28"), actor=oleg, at=WHEN, seen=mark)


def test_a_failure_in_the_middle_leaves_nothing(office: Office, oleg: Officer) -> None:
    for _ in range(3):
        office.registered()
    before = everything_stored()
    calls = iter(range(3))

    def third_time_fails(*args: object, **fields: object) -> object:
        if next(calls) == 2:
            raise OSError("the disk is full")
        return append(*args, **fields)  # type: ignore[arg-type]

    with patch("kense.casework.recalendar.append", third_time_fails), pytest.raises(OSError, match="disk"):
        apply(office.provider, declared("2019-03-27"), actor=oleg, at=WHEN)
    assert everything_stored() == before


def test_each_case_costs_the_same_however_many_there_are(office: Office) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            preview(office.provider, declared("2019-03-27"))
        return len(caught)

    office.registered()
    one = queries()
    office.registered()
    each = queries() - one
    for _ in range(3):
        office.registered()
    assert queries() == one + 4 * each
    assert each <= 8
