"""House rule: the clerk, the executor and the signatory of a case are different people, whatever accounts they have."""

from datetime import date

import pytest

from kense.cases.models import Case
from kense.casework.substitutions import substitute
from kense.people.models import Officer
from kense.trail.models import TrailEntry
from tests.support.calendar import made_administrator
from tests.support.office import REFUSAL, SINCE, Office, at, do, looked_at, made_officer
from tests.support.said import refused

ORDER = "№ 7 бұйрық, 01.02.2019"
NOTE = {"note": "Орындауға"}


def second_account(office: Office, of: Officer, *roles: str) -> Officer:
    """Another account of somebody, or of a program they answer for; the rule asks only whose it is."""
    account = made_officer(office.provider, "second", "Сейіт Айым", *roles)
    account.main_account = of
    account.save()
    return account


def by_one_person(office: Office) -> None:
    """An order is recorded that the office has one employee."""
    office.provider.sole_officer_order = ORDER
    office.provider.save()
    for officer in (office.aigul, office.nurlan, office.dauren):
        officer.refresh_from_db()


def assigned_to(office: Office, case: Case, officer: Officer, by: Officer | None = None) -> Case:
    """The head gives the case to somebody."""
    inputs = NOTE | {"assignee": str(officer.pk)}
    return do("assign", case, by=by or office.nurlan, when="2019-03-26 10:30", inputs=inputs)


@pytest.mark.para("house part separation")
def test_who_registered_does_not_assign_from_a_second_account(office: Office) -> None:
    case, again = office.registered(), second_account(office, office.aigul, "head")
    with refused("same_person", "house part separation"):
        assigned_to(office, case, office.dauren, by=again)


@pytest.mark.para("house part separation")
def test_a_case_does_not_go_to_the_second_account_of_who_took_it_in_or_of_who_assigns_it(office: Office) -> None:
    again = second_account(office, office.aigul, "executor")
    case = office.registered()
    for person in (office.aigul, office.nurlan):
        Officer.objects.filter(pk=again.pk).update(main_account=person)
        with refused("assignee_acted", "house part separation"):
            assigned_to(office, case, again)
    Officer.objects.filter(pk=again.pk).update(main_account=office.dauren)
    assert assigned_to(office, case, again).holder == again


def test_what_becomes_known_later_counts_for_what_was_done_before(office: Office) -> None:
    """The account prepared the result as a stranger; then it becomes known whose it is."""
    stranger = made_officer(office.provider, "stranger", "Сейіт Айым", "executor")
    case = assigned_to(office, office.registered(), stranger)
    case = do("prepare_refusal", case, by=stranger, when="2019-03-26 11:40", inputs=REFUSAL)
    looked_at(case, office.nurlan, "2019-03-26 11:50")
    Officer.objects.filter(pk=stranger.pk).update(main_account=office.nurlan)
    with refused("same_person", "house part separation"):
        do("sign", case, by=office.nurlan, when="2019-03-26 12:00")
    Officer.objects.filter(pk=stranger.pk).update(main_account=None)
    assert do("sign", case, by=office.nurlan, when="2019-03-26 12:00").action == "issue"


def test_the_entry_tells_whose_a_second_account_is(office: Office) -> None:
    again = second_account(office, office.bekzat, "executor")
    assigned_to(office, office.registered(), again)
    assert TrailEntry.objects.latest("seq").facts["persons"] == {str(again.pk): str(office.bekzat.pk)}
    assigned_to(office, office.registered(), office.dauren)
    assert "persons" not in TrailEntry.objects.latest("seq").facts


def test_by_an_order_one_person_does_everything_and_each_entry_says_in_which_roles(office: Office) -> None:
    for role in ("head", "executor"):
        office.aigul.roles.create(role=role, from_day=SINCE)
    by_one_person(office)
    case = assigned_to(office, office.registered(), office.aigul, by=office.aigul)
    case = do("prepare_refusal", case, by=office.aigul, when="2019-03-26 11:40", inputs=REFUSAL)
    do("sign", case, by=office.aigul, when="2019-03-26 12:00")
    told = [(one.operation, one.facts.get("also_acted_as", [])) for one in TrailEntry.objects.order_by("seq")]
    assert told == [
        ("hand_in", []),
        ("register", []),
        ("assign", ["office"]),
        ("prepare_refusal", ["office", "head"]),
        ("sign", ["office", "executor"]),
    ]
    assert TrailEntry.objects.latest("seq").facts["sole_officer"] == ORDER


def test_an_order_that_nobody_needed_is_not_told_of_as_used(office: Office) -> None:
    by_one_person(office)
    office.assigned()
    assert not [one for one in TrailEntry.objects.all() if "also_acted_as" in one.facts]


def test_a_substitute_who_prepared_the_result_does_not_sign_it_for_the_absent_head(office: Office) -> None:
    case = office.drafted()
    form = {
        "absent": str(office.nurlan.pk),
        "substitute": str(office.dauren.pk),
        "role": "head",
        "from_day": "26.03.2019",
        "to_day": "29.03.2019",
        "order_number": "45-Ж",
        "order_date": "25.03.2019",
    }
    substitute(office.provider, form, actor=made_administrator(office), at=at("2019-03-26 11:45"))
    looked_at(case, office.dauren, "2019-03-26 11:50")
    with refused("same_person", "house part separation"):
        do("sign", case, by=office.dauren, when="2019-03-26 12:00")
    again = second_account(office, office.dauren, "head")
    looked_at(case, again, "2019-03-26 11:50")
    with refused("same_person", "house part separation"):
        do("sign", case, by=again, when="2019-03-26 12:00")
    back = looked_at(case, office.nurlan, "2019-03-30 10:00")
    assert do("sign", back, by=office.nurlan, when="2019-03-30 10:05").action == "issue"


def test_after_rework_and_reassignment_everybody_who_acted_still_counts(office: Office) -> None:
    case = office.returned()
    inputs = {"assignee": str(office.madina.pk), "reason": "Дәурен іссапарда."}
    case = do("reassign", case, by=office.nurlan, when="2019-03-26 12:10", inputs=inputs)
    case = do("prepare_refusal", case, by=office.madina, when="2019-03-26 12:20", inputs=REFUSAL)
    office.dauren.roles.create(role="head", from_day=date(2019, 3, 1))
    looked_at(case, office.dauren, "2019-03-26 12:30")
    with refused("same_person", "house part separation"):
        do("sign", case, by=office.dauren, when="2019-03-26 12:40")
