"""What the administrator of an office sets: only they, with a trail entry, once."""

from collections.abc import Callable

import pytest

from kense.casework.administration import set_soon_percent, settle_year, unsettle_year
from kense.people.models import Officer
from kense.people.selectors import final_years_of
from kense.trail.models import TrailEntry
from tests.support.calendar import DECREE, made_administrator
from tests.support.office import Office, at
from tests.support.said import everything_stored, refused

WHEN = at("2026-03-26 15:00")
Setting = Callable[[Office, Officer], None]


def _settle(office: Office, actor: Officer) -> None:
    settle_year(office.provider, 2027, DECREE, actor=actor, at=WHEN)


def _unsettle(office: Office, actor: Officer) -> None:
    unsettle_year(office.provider, 2026, actor=actor, at=WHEN)


def _warn_earlier(office: Office, actor: Officer) -> None:
    set_soon_percent(office.provider, 40, actor=actor, at=WHEN)


SETTINGS = [
    (_settle, "calendar_year_settled", {"year": 2027, "decree": DECREE}),
    (_unsettle, "calendar_year_unsettled", {"year": 2026, "decree": DECREE}),
    (_warn_earlier, "soon_percent_set", {"from": 25, "to": 40}),
]


@pytest.fixture
def oleg(office: Office) -> Officer:
    """The administrator; the year 2026 is final already."""
    officer = made_administrator(office)
    settle_year(office.provider, 2026, DECREE, actor=officer, at=WHEN)
    return officer


@pytest.mark.parametrize(("setting", "operation", "facts"), SETTINGS)
def test_the_trail_says_what_was_set(
    office: Office, oleg: Officer, setting: Setting, operation: str, facts: dict[str, object]
) -> None:
    setting(office, oleg)
    entry = TrailEntry.objects.latest("seq")
    assert (entry.operation, entry.facts, entry.officer_id, entry.case_id) == (operation, facts, oleg.pk, None)
    before = everything_stored()
    setting(office, oleg)
    assert everything_stored() == before, "set again, it is as it was"


@pytest.mark.parametrize("setting", [setting for setting, _, _ in SETTINGS])
def test_nobody_else_may(office: Office, oleg: Officer, setting: Setting) -> None:
    with refused("wrong_role"):
        setting(office, office.nurlan)


def test_a_role_that_has_ended_is_not_held(office: Office, oleg: Officer) -> None:
    oleg.roles.update(to_day="2026-03-25")
    with refused("wrong_role"):
        _settle(office, oleg)
    assert list(final_years_of(office.provider)) == [2026]


@pytest.mark.parametrize("percent", [-1, 0, 91])
def test_a_share_that_cannot_be(office: Office, oleg: Officer, percent: int) -> None:
    with refused("percent_outside"):
        set_soon_percent(office.provider, percent, actor=oleg, at=WHEN)
