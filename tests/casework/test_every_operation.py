"""What holds for each operation of the edition, asked of each of them. What is its own stands in its own file."""

import pytest

from kense.casework.perform import Request, perform
from kense.law import edition as edition_by_id
from kense.law import lookup, newest
from kense.people.models import Officer
from kense.trail.chain import first_broken
from kense.trail.models import TrailEntry
from tests.casework.steps import BY_NAME, ON_A_CASE, STEPS, Step
from tests.support.office import ACT, Office, OtherOffice, at, do
from tests.support.said import everything_stored, refused

each = pytest.mark.parametrize("step", STEPS, ids=str)
each_on_a_case = pytest.mark.parametrize("step", ON_A_CASE, ids=str)


def test_no_operation_of_the_edition_is_left_out() -> None:
    edition = newest(ACT)
    assert set(BY_NAME) == {edition.procedure.opening.id, *lookup.outcomes(edition)}


@each
def test_it_takes_the_case_where_the_act_says(step: Step, office: Office) -> None:
    ready = step.case(office)
    case = step.take(office, ready)
    assert (case.action or case.end) == step.goes_to
    assert case.version == (ready.version + 1 if ready else 1)
    assert case.last_at == at(step.when)
    assert case.ended_at == (at(step.when) if case.end else None)
    assert case.runs.filter(done_at__isnull=True).count() == (0 if case.end else 1)


@each
def test_the_trail_tells_who_when_what_and_under_which_paragraph(step: Step, office: Office) -> None:
    case = step.take(office, step.case(office))
    entry = TrailEntry.objects.filter(case=case).latest("seq")
    assert (entry.operation, entry.at, entry.officer) == (step.operation, at(step.when), step.officer(office))
    said = {name: entry.facts[name] for name in ("from", "to", "ref", "house", "version", "edition_hash")}
    assert said == {
        "from": step.came_from,
        "to": step.goes_to,
        "ref": step.ref,
        "house": step.house,
        "version": case.version,
        "edition_hash": edition_by_id(case.edition).content_hash,
    }
    assert first_broken(office.provider.pk) is None


@each
def test_each_operation_leaves_exactly_one_entry(step: Step, office: Office) -> None:
    ready = step.case(office)
    before = TrailEntry.objects.count()
    step.take(office, ready)
    assert TrailEntry.objects.count() == before + 1


@each
def test_without_the_role_it_is_refused(step: Step, office: Office) -> None:
    case = step.case(office)
    role = {"aigul": "office", "nurlan": "head", "dauren": "executor"}[step.by]
    for officer in (office.aigul, office.nurlan, office.dauren, office.tolegen):
        if not officer.roles.filter(role=role).exists():
            with refused("wrong_role", step.ref):
                step.take(office, case, by=officer)


@each
def test_with_a_closed_account_it_is_refused(step: Step, office: Office) -> None:
    case = step.case(office)
    Officer.objects.filter(pk=step.officer(office).pk).update(is_active=False)
    with refused("wrong_role"):
        step.take(office, case, by=Officer.objects.get(pk=step.officer(office).pk))


@each_on_a_case
def test_an_officer_of_another_office_is_refused(step: Step, office: Office, other_office: OtherOffice) -> None:
    case = step.case(office)
    with refused("wrong_office", "reg 1"):
        step.take(office, case, by=other_office.zhanna if step.by == "nurlan" else other_office.saule)


@each_on_a_case
def test_after_somebody_else_changed_the_case_it_is_refused(step: Step, office: Office) -> None:
    case = step.case(office)
    assert case is not None
    case.version -= 1
    with refused("stale_version", "reg 6"):
        step.take(office, case)


@each_on_a_case
def test_at_a_moment_before_the_last_operation_it_is_refused(step: Step, office: Office) -> None:
    case = step.case(office)
    with refused("before_last", "reg 6"):
        step.take(office, case, when="2019-03-26 10:11")


@each_on_a_case
def test_on_a_case_that_does_not_exist_it_is_refused(step: Step, office: Office) -> None:
    with refused("case_not_found"):
        perform(Request(step.operation, "k", case=9_000_000), actor=step.officer(office), at=at(step.when))


@each_on_a_case
def test_on_a_case_that_is_over_it_is_refused(step: Step, office: Office) -> None:
    case = office.issued()
    with refused("case_ended", "reg 3"):
        step.take(office, case)


@each_on_a_case
def test_a_case_is_needed(step: Step, office: Office) -> None:
    with refused("no_case", "reg 4"):
        step.take(office, None)


@each
def test_the_same_key_does_it_once(step: Step, office: Office) -> None:
    ready = step.case(office)
    first = step.take(office, ready, key="same")
    stored = everything_stored()
    again = step.take(office, ready, key="same", when="2019-03-26 12:46")
    assert again.pk == first.pk
    assert everything_stored() == stored


@each
def test_the_same_key_for_something_else_is_refused(step: Step, office: Office) -> None:
    ready = step.case(office)
    step.take(office, ready, key="same")
    with refused("key_reused"):
        step.take(office, ready, key="same", inputs={**step.given(office), "note": "басқаша"})


@each
def test_a_key_belongs_to_the_officer_who_used_it(step: Step, office: Office) -> None:
    ready = step.case(office)
    step.take(office, ready, key="same")
    with refused("key_reused"):
        step.take(office, ready, key="same", by=office.tolegen)


def test_two_offices_may_use_the_same_key(office: Office, other_office: OtherOffice) -> None:
    first = BY_NAME["hand_in"].take(office, None, key="same")
    second = BY_NAME["hand_in"].take(office, None, key="same", by=other_office.saule)
    assert first.provider_id != second.provider_id


def test_a_key_is_free_after_a_refusal(office: Office) -> None:
    step = BY_NAME["register"]
    case = office.handed_in()
    with refused("wrong_role"):
        step.take(office, case, by=office.nurlan, key="same")
    assert step.take(office, case, key="same").number


def test_an_operation_nobody_knows_is_refused(office: Office) -> None:
    case = office.registered()
    with refused("unknown_operation"):
        do("approve", case, by=office.nurlan, when="2019-03-26 12:45")


def test_a_moment_needs_its_zone(office: Office) -> None:
    with pytest.raises(ValueError, match="zone"):
        perform(Request("hand_in", "k"), actor=office.aigul, at=at("2019-03-26 12:45").replace(tzinfo=None))
