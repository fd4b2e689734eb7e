"""The cast of the access tests."""

import pytest

from tests.access.cast import Cast
from tests.desk.conftest import at_desk

__all__ = ["at_desk", "cast"]


@pytest.fixture
def cast(db: None) -> Cast:
    """Two offices with an account of every kind."""
    return Cast.made()
