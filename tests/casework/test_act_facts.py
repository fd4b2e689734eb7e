"""Days of publication and duties done, as the lawyer enters them (resolution, paragraphs 2 and 4)."""

from collections.abc import Callable
from datetime import date

import pytest

from kense.acts.models import ActFact, DutyMark
from kense.acts.selectors import duties_known, known
from kense.cases.models import Case
from kense.casework.act_facts import LIMIT, enter_fact, mark_done, take_back_fact, take_mark_back
from kense.casework.roles import give_role
from kense.law import newest, status_on
from kense.law.duties import overdue
from kense.people.models import Officer
from kense.trail.chain import first_broken
from kense.trail.models import TrailEntry
from tests.support.calendar import made_administrator
from tests.support.office import ACT, Office, OtherOffice, application, at, do, made_officer, reloaded
from tests.support.said import problems_told, refused

NOW = at("2026-11-23 10:00")
GAZETTE = {"day": "01.08.2018", "source": "«Дидар», 2018 жылғы 1 тамыз, № 91"}
REPEAL = {"day": "20.03.2020", "source": "ҚР НҚА эталондық бақылау банкі"}
SENT = {"day": "20.07.2018", "evidence": "Ілеспе хат № 01-12/345"}
COPIES = next(one.id for one in newest(ACT).act.duties if str(one.ref) == "res 2 sub 2")
REGISTRATION = next(one.id for one in newest(ACT).act.duties if one.shown_by)


@pytest.fixture
def ermek(office: Office) -> Officer:
    """The lawyer of the college."""
    return made_officer(office.provider, "ermek", "Досан Ермек Айдарұлы", "lawyer")


def status(day: date) -> str:
    """The status of the act on a day, as this installation knows it."""
    return status_on(known(newest(ACT).act), day)


def last_entry(officer: Officer) -> TrailEntry:
    """The last entry of the officer's office, in a whole chain."""
    assert first_broken(officer.provider_id) is None
    return TrailEntry.objects.filter(provider=officer.provider).latest("seq")


def test_the_days_of_publication_make_the_life_known(ermek: Officer) -> None:
    assert status(date(2019, 1, 10)) == "unknown"
    enter_fact("published", GAZETTE, actor=ermek, at=NOW)
    assert (status(date(2018, 8, 11)), status(date(2018, 8, 12))) == ("not_yet", "in_force")
    enter_fact("repeal_published", REPEAL, actor=ermek, at=NOW)
    assert (status(date(2020, 3, 30)), status(date(2020, 3, 31))) == ("in_force", "repealed")
    entry = last_entry(ermek)
    assert (entry.operation, entry.officer_id, entry.case_id) == ("act_fact_entered", ermek.pk, None)
    assert entry.facts == {"act": ACT, "what": "repeal_published", "day": "2020-03-20", "before": None}
    assert entry.personal.data == {"source": REPEAL["source"]}


def test_what_is_entered_leaves_the_edition_as_it_is(ermek: Officer) -> None:
    before = newest(ACT)
    enter_fact("published", GAZETTE, actor=ermek, at=NOW)
    assert (newest(ACT).content_hash, newest(ACT).act.published) == (before.content_hash, "unknown")


def test_a_fact_is_taken_back_with_a_reason(ermek: Officer) -> None:
    enter_fact("published", GAZETTE, actor=ermek, at=NOW)
    take_back_fact("published", {"reason": "Газет нөмірі қате"}, actor=ermek, at=NOW)
    assert status(date(2019, 1, 10)) == "unknown"
    assert last_entry(ermek).facts["before"] == "2018-08-01"
    assert [fact.source for fact in ActFact.objects.order_by("pk")] == [GAZETTE["source"], "Газет нөмірі қате"]


def test_what_is_the_same_or_not_there_changes_nothing(ermek: Officer) -> None:
    enter_fact("published", GAZETTE, actor=ermek, at=NOW)
    mark_done(COPIES, SENT, actor=ermek, at=NOW)
    entries = TrailEntry.objects.count()
    enter_fact("published", GAZETTE, actor=ermek, at=NOW)
    mark_done(COPIES, SENT, actor=ermek, at=NOW)
    take_back_fact("repeal_published", {"reason": "Қате"}, actor=ermek, at=NOW)
    assert (TrailEntry.objects.count(), ActFact.objects.count(), DutyMark.objects.count()) == (entries, 1, 1)


def test_a_duty_is_marked_and_the_mark_taken_back(ermek: Officer) -> None:
    today = date(2026, 11, 23)
    assert overdue(duties_known(newest(ACT).act, today)) == 2
    mark_done(COPIES, SENT, actor=ermek, at=NOW)
    row = next(one for one in duties_known(newest(ACT).act, today) if one.duty.id == COPIES)
    assert (row.state, row.late_days, row.done and row.done.evidence) == ("done", 0, SENT["evidence"])
    assert last_entry(ermek).operation == "act_duty_done"
    take_mark_back(COPIES, {"reason": "Хат басқа акт туралы"}, actor=ermek, at=NOW)
    assert overdue(duties_known(newest(ACT).act, today)) == 2
    assert last_entry(ermek).operation == "act_duty_mark_taken_back"


@pytest.mark.parametrize("who", ["aigul", "nurlan", "dauren", "tolegen"])
def test_only_a_lawyer_enters(office: Office, who: str) -> None:
    actor = getattr(office, who)
    changes: tuple[Callable[[], None], ...] = (
        lambda: enter_fact("published", GAZETTE, actor=actor, at=NOW),
        lambda: take_back_fact("published", {"reason": "Қате"}, actor=actor, at=NOW),
        lambda: mark_done(COPIES, SENT, actor=actor, at=NOW),
        lambda: take_mark_back(COPIES, {"reason": "Қате"}, actor=actor, at=NOW),
    )
    for change in changes:
        with refused("wrong_role"):
            change()


def test_a_lawyer_no_longer_one_enters_nothing(ermek: Officer) -> None:
    ermek.roles.update(to_day=date(2026, 11, 22))
    with refused("wrong_role"):
        enter_fact("published", GAZETTE, actor=ermek, at=NOW)


def test_it_is_known_in_every_office_and_stands_in_the_trail_of_the_lawyer_s(
    ermek: Officer, other_office: OtherOffice
) -> None:
    entries = TrailEntry.objects.filter(provider=other_office.provider).count()
    enter_fact("published", GAZETTE, actor=ermek, at=NOW)
    assert status(date(2019, 1, 10)) == "in_force"
    assert TrailEntry.objects.filter(provider=other_office.provider).count() == entries


@pytest.mark.parametrize(("what", "duty"), [("adopted", "nothing"), ("", ""), ("published; --", REGISTRATION)])
def test_what_is_not_asked_for_is_refused(ermek: Officer, what: str, duty: str) -> None:
    with refused("act_fact_not_asked"):
        enter_fact(what, GAZETTE, actor=ermek, at=NOW)
    with refused("act_duty_not_found"):
        mark_done(duty, SENT, actor=ermek, at=NOW)


@pytest.mark.parametrize(
    ("changed", "field", "code"),
    [
        ({"day": ""}, "day", "date_empty"),
        ({"day": "24.11.2026"}, "day", "date_future"),
        ({"day": "11.07.2018"}, "day", "published_too_early"),
        ({"day": "31.06.2018"}, "day", "date_nonexistent"),
        ({"source": "  "}, "source", "text_empty"),
        ({"source": "а" * (LIMIT + 1)}, "source", "text_too_long"),
    ],
)
def test_what_is_wrong_with_a_fact_is_told_at_its_field(
    ermek: Officer, changed: dict[str, str], field: str, code: str
) -> None:
    with problems_told() as found:
        enter_fact("published", GAZETTE | changed, actor=ermek, at=NOW)
    assert [(one.field, one.code) for one in found] == [(field, code)]


def test_the_repeal_was_published_in_time_to_be_seen(ermek: Officer) -> None:
    for day, code in (("09.03.2020", "published_too_early"), ("12.11.2026", "published_too_late")):
        with problems_told() as found:
            enter_fact("repeal_published", REPEAL | {"day": day}, actor=ermek, at=NOW)
        assert [one.code for one in found] == [code]


def test_the_administrator_gives_the_role(office: Office) -> None:
    oleg, fields = made_administrator(office), {"role": "lawyer", "from_day": "23.11.2026"}
    give_role(office.provider, str(office.madina.pk), fields, actor=oleg, at=NOW)
    enter_fact("published", GAZETTE, actor=office.madina, at=NOW)
    assert status(date(2019, 1, 10)) == "in_force"


def test_what_is_wrong_with_a_mark_is_told_together(ermek: Officer) -> None:
    with problems_told() as found:
        mark_done(COPIES, {"day": "17.06.2018", "evidence": ""}, actor=ermek, at=NOW)
    assert [(one.field, one.code) for one in found] == [("evidence", "text_empty"), ("day", "done_too_early")]
    mark_done(COPIES, SENT, actor=ermek, at=NOW)
    with problems_told() as found:
        take_mark_back(COPIES, {"reason": ""}, actor=ermek, at=NOW)
    assert [(one.field, one.code) for one in found] == [("reason", "text_empty")]


def test_who_saw_an_older_entry_is_told(ermek: Officer) -> None:
    enter_fact("published", GAZETTE | {"seen": "0"}, actor=ermek, at=NOW)
    with refused("changed_meanwhile"):
        enter_fact("published", GAZETTE | {"day": "02.08.2018", "seen": "0"}, actor=ermek, at=NOW)


def test_a_case_stands_on_the_act_once_its_days_are_known_and_keeps_that_for_ever(
    office: Office, ermek: Officer
) -> None:
    type(office.provider).objects.update(order_number="", order_date=None)
    office.aigul.refresh_from_db()
    with refused("no_basis"):
        office.handed_in()
    enter_fact("published", GAZETTE, actor=ermek, at=NOW)
    case: Case = do("hand_in", by=office.aigul, when="2019-03-26 10:12", inputs=application())
    assert case.basis_kind == "act"
    take_back_fact("published", {"reason": "Қате"}, actor=ermek, at=NOW)
    assert reloaded(case).basis == case.basis
    assert office.registered(case).basis_kind == "act"


@pytest.mark.parametrize(
    ("day", "repeal_is_known", "has_basis"),
    [
        ("2018-08-11", True, False),
        ("2018-08-12", True, True),
        ("2020-03-20", False, True),
        ("2020-03-21", False, False),
        ("2020-03-30", True, True),
        ("2020-03-31", True, False),
    ],
)
def test_the_act_is_a_basis_on_the_days_it_is_known_to_be_in_force(
    office: Office, ermek: Officer, day: str, repeal_is_known: bool, has_basis: bool
) -> None:
    type(office.provider).objects.update(order_number="", order_date=None)
    office.aigul.refresh_from_db()
    enter_fact("published", GAZETTE, actor=ermek, at=NOW)
    if repeal_is_known:
        enter_fact("repeal_published", REPEAL, actor=ermek, at=NOW)
    if has_basis:
        assert office.handed_in(f"{day} 10:00").basis_kind == "act"
        return
    with refused("no_basis", "res part header"):
        office.handed_in(f"{day} 10:00")
