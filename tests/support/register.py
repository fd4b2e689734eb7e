"""People put into the register of an office, as its first filling does."""

from collections.abc import Mapping

from kense.registry import register
from kense.registry.models import Person
from tests.support.office import at

FILLED = at("2018-09-03 09:00")
"""When the registers of the tests are first filled."""


def enter(provider_id: int, record: Mapping[str, str]) -> Person:
    """Put a person into the register."""
    return register.enter(provider_id, record, at=FILLED)
