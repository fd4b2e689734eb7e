"""How a value becomes a statement: names from a day on against a naive model that keeps every day by itself."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kense.registry.facets import DOCUMENT, GROUND, PERSONAL, Facet
from kense.registry.stating import Known, Stating

FIRST = date(2019, 1, 1)
DAYS = ["", *((FIRST + timedelta(days=n)).isoformat() for n in range(20))]
"""The days of the model; "" stands for all days before the others."""

sayings = st.lists(
    st.tuples(
        st.sampled_from(["surname", "given_name"]),
        st.sampled_from(["Оспан", "Төлебай", "Ахмет"]),
        st.one_of(st.none(), st.sampled_from(DAYS)),
    ),
    max_size=8,
)


def line_seven(facet: Facet) -> int:
    return 7


def after(stating: Stating) -> list[Known]:
    """What stands when what was said is carried out."""
    stays = [one for one in stating.known if one.pk not in stating.ended]
    first = 1 + max((one.pk for one in stating.known), default=0)
    return stays + [Known(pk, *one) for pk, one in enumerate(stating.begun, start=first)]


def on(known: list[Known], day: str) -> dict[str, str]:
    """The names that hold on a day, told by exactly one statement."""
    [one] = [one for one in known if one.first <= day <= (one.last or "9")]
    return {name: one.data.get(name, "") for name in ("surname", "given_name")}


@given(sayings)
def test_each_day_has_the_names_that_were_said_of_it_last(said: list[tuple[str, str, str | None]]) -> None:
    known = [Known(1, "personal", 1, {"surname": "Сағынтай", "given_name": "Іңкәр"}, "", "")]
    days = {day: {"surname": "Сағынтай", "given_name": "Іңкәр"} for day in DAYS}
    newest = ""
    for name, value, since in said:
        stating = Stating(known, line_seven)
        stating.say(
            PERSONAL, {name: value} | ({} if since is None else {"personal_from": since}), stating.newest(PERSONAL)
        )
        known, newest = after(stating), newest if since is None else since
        names = days[DAYS[-1]] | {name: value}
        days |= {day: names for day in DAYS if day >= newest}
        assert {day: on(known, day) for day in DAYS} == days
        assert {one.line for one in known} == {1}


def test_what_is_not_said_of_a_thing_stays() -> None:
    ground = Known(3, "ground", 2, {"category": "26-1-13", "course": "1"}, "2018-09-01", "2022-06-30")
    stating = Stating([ground], line_seven)
    stating.say(GROUND, {"course": "2", "ground_to": "2023-06-30"}, ground)
    assert stating.ended == [3]
    assert stating.begun == [("ground", 2, {"category": "26-1-13", "course": "2"}, "2018-09-01", "2023-06-30")]


def test_another_thing_gets_a_line_of_its_own_and_ends_nothing() -> None:
    card = Known(3, "document", 1, {"document_kind": "id_card", "document_number": "040000001"}, "", "2019-03-01")
    stating = Stating([card], line_seven)
    stating.say(DOCUMENT, {"document_number": "050000002", "document_expires_on": ""}, card)
    stating.say(GROUND, {"category": "26-1-13", "ground_from": "2018-09-01"}, None)
    assert stating.ended == []
    assert [(one.facet, one.line, one.last) for one in stating.begun] == [("document", 7, ""), ("ground", 7, "")]
