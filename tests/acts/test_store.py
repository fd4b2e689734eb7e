"""Published editions come back from the database as they went in."""

from datetime import date, datetime
from pathlib import Path

import pytest

from kense import law
from kense.acts.models import PublishedEdition
from kense.acts.store import EditionStore, laid_out
from kense.law import LawError, lookup
from kense.law.beginning import files_of
from tests.law.editions import ACT, EDITION
from tests.support.office import ZONE

NAME = f"{ACT}/2019-03-01"


@pytest.fixture
def row(db: None) -> PublishedEdition:
    """The shipped edition with another first day, published for everybody."""
    files = files_of(Path(law.edition(EDITION).folder))
    files["procedure.yaml"] = (
        files["procedure.yaml"]
        .replace(f"edition: {EDITION}", f"edition: {NAME}")
        .replace("valid_from: 2018-06-18", "valid_from: 2019-03-01")
    )
    published = law.load(laid_out(files, NAME))
    return PublishedEdition.objects.create(
        edition=NAME,
        act=ACT,
        valid_from=date(2019, 3, 1),
        content_hash=published.content_hash,
        files=files,
        published_at=datetime(2019, 2, 20, 10, tzinfo=ZONE),
    )


def test_it_is_the_same_edition(row: PublishedEdition) -> None:
    found = EditionStore().load(NAME)
    assert found.id == NAME
    assert found.content_hash == row.content_hash
    assert lookup.action(found, "examination") == lookup.action(law.edition(EDITION), "examination")
    assert list(EditionStore().names()) == [NAME]


def test_content_changed_behind_our_back_is_refused(row: PublishedEdition) -> None:
    row.files["procedure.yaml"] = row.files["procedure.yaml"].replace("minutes: 300", "minutes: 301")
    row.save()
    with pytest.raises(LawError, match="no longer what was published"):
        EditionStore().load(NAME)


def test_it_cannot_be_deleted(row: PublishedEdition) -> None:
    with pytest.raises(TypeError, match="cannot be deleted"):
        row.delete()
