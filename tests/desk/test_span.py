"""The picture of a term: as wide as the working time it stands for."""

import pytest

from kense.desk.span import Span, span
from kense.people.selectors import working_time
from tests.support.office import Office, at

START, DUE = "2019-03-20 15:40", "2019-03-26 15:40"


def drawn(office: Office, now: str, start: str = START, due: str = DUE) -> Span:
    found = span(working_time(office.provider), at(start), at(due), at(now))
    assert found is not None
    return found


def width(picture: Span, css: str) -> float:
    return sum(float(piece.width.rstrip("%")) for piece in picture.pieces if piece.css == css)


def test_it_shows_every_day_and_where_the_due_moment_is(office: Office) -> None:
    picture = drawn(office, "2019-03-26 10:24")
    assert [(mark.day.day, mark.rest) for mark in picture.days] == [
        (20, False),
        (21, True),
        (22, True),
        (23, True),
        (24, True),
        (25, True),
        (26, False),
    ]
    assert picture.due_text == "15:40"
    assert float(picture.sun.rstrip("%")) < float(picture.due.rstrip("%")) < 100


@pytest.mark.parametrize(
    ("now", "passed"), [("2019-03-20 15:40", 0), ("2019-03-26 10:24", 254), ("2019-03-27 12:00", 480)]
)
def test_what_has_passed_and_what_is_left_are_as_long_as_their_minutes(office: Office, now: str, passed: int) -> None:
    picture = drawn(office, now)
    one_day = sum(float(p.width.rstrip("%")) for p in picture.pieces if p.css == "open" and p.x == "0.00%")
    a_minute = one_day / 570  # from 9:00 to 18:30 with the break
    assert width(picture, "used") == pytest.approx(passed * a_minute, abs=0.1)
    assert width(picture, "left") == pytest.approx((480 - passed) * a_minute, abs=0.1)


def test_a_term_of_many_days_has_no_picture(office: Office) -> None:
    assert span(working_time(office.provider), at("2019-03-01 10:00"), at("2019-03-26 10:00"), at(START)) is None


def test_now_on_a_day_off_is_nowhere_on_the_line(office: Office) -> None:
    assert drawn(office, "2019-03-23 12:00").sun == ""
