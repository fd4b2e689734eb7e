"""Schemathesis over the whole API: no answer of 500, none that the description does not know, nothing of another office."""

import pytest

from tests.support.fuzz import World, run
from tests.support.office import Office, OtherOffice


@pytest.fixture
def world(office: Office, other_office: OtherOffice) -> World:
    """An office in the middle of its work, and another one beside it."""
    return World.made(office, other_office)


def test_whatever_is_asked_is_answered_as_described(world: World) -> None:
    fuzz = run(world, each=4)
    assert not fuzz.wrong, "\n\n".join(fuzz.wrong)
    assert fuzz.asked > 800
    assert fuzz.has_own
    assert {200, 201, 401, 403, 404, 409, 422} <= fuzz.statuses.keys()
