"""Which edition governs a day: of those that ship and those published, for all offices and for one."""

from collections.abc import Iterable, Iterator
from datetime import date

import pytest

from kense.law import Edition, governing, library, newest
from kense.law.shipped import edition as shipped_edition
from tests.law.editions import ACT, EDITION

SHIPPED = shipped_edition(EDITION)
assert SHIPPED
FIRST_DAY = SHIPPED.procedure.valid_from


def made(first: date, last: date | None = None, office: str = "") -> Edition:
    """An edition like the shipped one that holds on other days, or in one office alone."""
    name = "/".join(filter(None, (ACT, first.isoformat(), office)))
    values = {"edition": name, "valid_from": first, "valid_to": last, "office": office}
    assert SHIPPED
    return SHIPPED.model_copy(update={"procedure": SHIPPED.procedure.model_copy(update=values)})


AMENDED = made(date(2019, 3, 1))
COLLEGES = made(date(2019, 2, 1), date(2019, 4, 30), office="college")


class Shelf:
    """A store of made-up editions."""

    def __init__(self, *kept: Edition) -> None:
        self.kept = {one.id: one for one in kept}

    def names(self) -> Iterable[str]:
        return self.kept

    def load(self, edition_id: str) -> Edition:
        return self.kept[edition_id]


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    """An amended edition for all from March, and the college's own from February to April."""
    before, found = library._store, Shelf(AMENDED, COLLEGES)
    library.keep_in(found)
    library.refresh()
    yield found
    library.keep_in(before)


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    ("day", "for_all", "for_the_college"),
    [
        (date(2019, 1, 31), SHIPPED, SHIPPED),
        (date(2019, 2, 1), SHIPPED, COLLEGES),
        (date(2019, 2, 28), SHIPPED, COLLEGES),
        (date(2019, 3, 1), AMENDED, AMENDED),  # a later edition for all replaces the office's own
        (date(2019, 5, 1), AMENDED, AMENDED),
    ],
)
def test_the_edition_of_a_day(day: date, for_all: Edition, for_the_college: Edition) -> None:
    assert governing(ACT, day) == for_all
    assert governing(ACT, day, "college") == for_the_college


def test_an_offices_own_edition_goes_before_that_for_all_of_the_same_day(shelf: Shelf) -> None:
    own = made(AMENDED.procedure.valid_from, office="college")
    shelf.kept[own.id] = own
    library.refresh()
    assert governing(ACT, AMENDED.procedure.valid_from, "college") == own


def test_before_the_first_day_nothing_governs() -> None:
    assert governing(ACT, date(2018, 6, 17)) is None
    assert governing(ACT, FIRST_DAY) == SHIPPED


@pytest.mark.usefixtures("shelf")
def test_after_its_last_day_an_edition_governs_no_more() -> None:
    assert governing(ACT, date(2019, 4, 30), "college") == AMENDED
    assert not library.holds_on(COLLEGES, date(2019, 5, 1))


@pytest.mark.usefixtures("shelf")
def test_the_newest_is_the_one_that_begins_last() -> None:
    assert newest(ACT) == newest(ACT, "college") == AMENDED


def test_what_is_published_later_is_known_after_a_refresh(shelf: Shelf) -> None:
    coming = made(date(2020, 1, 1))
    shelf.kept[coming.id] = coming
    assert governing(ACT, date(2020, 1, 1)) == AMENDED
    assert library.edition(coming.id) == coming  # a case that stands on it is read at once
    library.refresh()
    assert governing(ACT, date(2020, 1, 1)) == coming
