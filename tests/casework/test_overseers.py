"""An office is seen from another one only by controllers whom its own administrator let in."""

import pytest

from kense.casework.overseers import let_go, let_in
from kense.people.models import Officer
from kense.people.selectors import overseen
from kense.trail.models import TrailEntry
from tests.support.calendar import made_administrator
from tests.support.office import Office, OtherOffice, at, made_officer
from tests.support.said import everything_stored, problems_told, refused

NOW = at("2019-03-26 09:30")


@pytest.fixture
def pavel(other_office: OtherOffice) -> Officer:
    """The administrator of the other office, the one that is to be seen."""
    return made_administrator(other_office, "pavel")


def test_a_controller_let_in_sees_the_office_until_let_go(
    office: Office, other_office: OtherOffice, pavel: Officer
) -> None:
    seen = {office.provider.pk, other_office.provider.pk}
    let_in(other_office.provider, {"username": " tolegen "}, actor=pavel, at=NOW)
    assert overseen(office.tolegen, NOW.date()) == seen
    entry = TrailEntry.objects.latest("seq")
    assert (entry.provider, entry.operation) == (other_office.provider, "overseer_let_in")
    assert entry.facts == {"officer": office.tolegen.pk, "of": office.provider.pk}
    before = everything_stored()
    let_in(other_office.provider, {"username": "tolegen"}, actor=pavel, at=NOW)
    assert everything_stored() == before
    let_go(other_office.provider, str(office.tolegen.pk), actor=pavel, at=NOW)
    assert overseen(office.tolegen, NOW.date()) == {office.provider.pk}
    assert TrailEntry.objects.latest("seq").operation == "overseer_let_go"
    before = everything_stored()
    let_go(other_office.provider, str(office.tolegen.pk), actor=pavel, at=NOW)
    assert everything_stored() == before


@pytest.mark.parametrize("username", ["aigul", "nobody", "", "saule", "TOLEGEN", "closed", "own"])
def test_one_sentence_for_everybody_who_is_no_such_controller(
    office: Office, other_office: OtherOffice, pavel: Officer, username: str
) -> None:
    closed = made_officer(office.provider, "closed", "Сапар Әсел", "controller")
    Officer.objects.filter(pk=closed.pk).update(is_active=False)
    made_officer(other_office.provider, "own", "Мұқан Ерік", "controller")
    with problems_told() as found:
        let_in(other_office.provider, {"username": username}, actor=pavel, at=NOW)
    assert [(one.field, one.code) for one in found] == [("username", "no_controller")]


def test_nobody_opens_another_office_for_their_own_controller(office: Office, other_office: OtherOffice) -> None:
    oleg = made_administrator(office)
    for actor in (oleg, office.tolegen, other_office.zhanna):
        with refused("wrong_role"):
            let_in(other_office.provider, {"username": "tolegen"}, actor=actor, at=NOW)
        with refused("wrong_role"):
            let_go(other_office.provider, str(office.tolegen.pk), actor=actor, at=NOW)


def test_without_the_role_the_access_is_nothing(office: Office, other_office: OtherOffice, pavel: Officer) -> None:
    let_in(other_office.provider, {"username": "tolegen"}, actor=pavel, at=NOW)
    office.tolegen.roles.update(to_day="2019-03-25")
    assert overseen(office.tolegen, NOW.date()) == {office.provider.pk}
