"""A tick under a warning holds for what it was given for."""

from kense.desk.confirmations import confirmed_in, token_of
from kense.kernel import Problem, Text

WARNING = Problem("person_iin", "iin_birth_date_differs", Text.same("?"), "warning")
FIELDS = {"person_iin": "020914600418", "person_birth_date": "15.09.2002", "person_phone": ""}
TICK = token_of(WARNING, FIELDS)


def test_it_holds_while_the_field_stays_and_however_the_iin_is_grouped() -> None:
    assert confirmed_in([TICK], FIELDS | {"person_phone": "+7 700 000 00 00"}) == ["person_iin:iin_birth_date_differs"]
    assert confirmed_in([TICK], FIELDS | {"person_iin": "020914 6 0041 8"}) == ["person_iin:iin_birth_date_differs"]


def test_it_falls_when_the_field_or_the_birth_date_beside_it_changes() -> None:
    assert confirmed_in([TICK], FIELDS | {"person_iin": "020914600419"}) == []
    assert confirmed_in([TICK], FIELDS | {"person_birth_date": "16.09.2002"}) == []


def test_a_tick_about_a_ground_falls_when_anything_of_the_ground_changes() -> None:
    warning = Problem("change_ground_from", "ground_ends_another", Text.same("?"), "warning")
    fields = {"change_ground": "new", "change_category": "26-1-13", "change_ground_from": "01.09.2018"}
    tick = token_of(warning, fields)
    assert confirmed_in([tick], fields | {"change_phone": "1"}) == ["change_ground_from:ground_ends_another"]
    for other in ({"change_ground": "1"}, {"change_category": "26-1-12"}, {"change_organisation": "А"}):
        assert confirmed_in([tick], fields | other) == []


def test_a_tick_about_the_term_falls_with_another_person() -> None:
    warning = Problem("term", "studies_elsewhere", Text.same("?"), "warning")
    fields = FIELDS | {"term": "one_day"}
    tick = token_of(warning, fields)
    assert confirmed_in([tick], fields) == ["term:studies_elsewhere"]
    assert confirmed_in([tick], fields | {"person_iin": "020914600419"}) == []


def test_a_tick_nobody_could_have_given_is_nothing() -> None:
    assert confirmed_in(["", ":", "person_iin", "person_iin:x", "person_iin:x:"], FIELDS) == []
