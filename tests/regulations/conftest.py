"""The archive of the invented regulation, at a desk."""

from collections.abc import Iterator

import pytest

from kense.acts.store import EditionStore
from kense.law import library
from tests.desk.conftest import AtDesk, at_desk
from tests.regulations.archive import Archive, made_archive

__all__ = ["at_desk"]


@pytest.fixture
def archive(db: None, quick_passwords: None, at_desk: AtDesk) -> Iterator[Archive]:
    """The office, gone with its database and its regulation."""
    yield made_archive(at_desk)
    library.keep_in(EditionStore())
