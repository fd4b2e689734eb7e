"""Finding persons by IIN, by code, by the beginning of the name: within one office, by an index."""

from collections.abc import Callable

import pytest
from django.db import connection

from kense.registry import search
from kense.registry.merging import merge, merger
from kense.registry.models import Person, Update
from kense.registry.search import found, namesake
from kense.registry.statements import begin
from tests.support.office import ADULT_IIN, CHILD_IIN, Office, OtherOffice, at
from tests.support.register import enter

RECORD = {"iin": CHILD_IIN, "surname": "Сағынтай", "given_name": "Іңкәр", "birth_date": "2002-09-14"}


@pytest.mark.parametrize("words", [CHILD_IIN, f"  {CHILD_IIN[:6]} {CHILD_IIN[6:]}", "Сағынтай", "сагынтай инк", "САҒ"])
def test_a_person_is_found(words: str, office: Office) -> None:
    person = enter(office.provider.pk, RECORD)
    enter(office.provider.pk, {"iin": ADULT_IIN, "surname": "Төлебай"})
    assert found(office.provider.pk, words).persons == (person,)


@pytest.mark.parametrize("code", ["K7M2-9QXF", "KLMN-PQRS"])
@pytest.mark.parametrize("typed", [str, str.lower, lambda code: code.replace("-", "")])
def test_a_person_is_found_by_the_code(code: str, typed: Callable[[str], str], office: Office) -> None:
    person = enter(office.provider.pk, RECORD)
    Person.objects.filter(pk=person.pk).update(code=code)
    assert found(office.provider.pk, typed(code)).persons == (person,)


def test_a_latin_name_as_long_as_a_code_is_found(office: Office) -> None:
    person = enter(office.provider.pk, {"surname": "Robinson"})
    assert found(office.provider.pk, "Robinson").persons == (person,)


@pytest.mark.parametrize("words", ["N 4412907", "n4412907", "N-441 2907"])
def test_who_has_no_iin_is_found_by_their_document(words: str, office: Office) -> None:
    person = enter(
        office.provider.pk, {**RECORD, "iin": "", "document_kind": "passport", "document_number": "N4412907"}
    )
    enter(office.provider.pk, {**RECORD, "document_number": "N4412907"})
    assert found(office.provider.pk, words).persons == (person,)


@pytest.mark.parametrize("words", ["", "   ", ADULT_IIN, "Іңкәр", "K7M2-9QXF", "1" * 200, "%", "Сағынтай\U0010ffff"])
def test_nobody_is_found(words: str, office: Office) -> None:
    enter(office.provider.pk, RECORD)
    assert found(office.provider.pk, words).persons == ()


def test_another_office_is_not_searched(office: Office, other_office: OtherOffice) -> None:
    enter(other_office.provider.pk, RECORD)
    assert found(office.provider.pk, CHILD_IIN).persons == found(office.provider.pk, "Сағ").persons == ()


def test_the_merged_are_found_under_whom_they_were_merged_into(office: Office) -> None:
    kept = enter(office.provider.pk, RECORD)
    dropped = enter(office.provider.pk, RECORD | {"iin": ADULT_IIN, "surname": "Сагынтаева"})
    merge(merger(kept, dropped), begin(office.provider.pk, Update.Kind.MERGE, at=at("2019-03-26 12:10")))
    assert found(office.provider.pk, ADULT_IIN).persons == (kept,)
    assert [one.merged_into for one in found(office.provider.pk, "Сағынтаева").persons] == [kept]


def test_many_come_page_by_page(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "MOST", 3)
    people = [enter(office.provider.pk, {"surname": "Оспан", "given_name": "Аты"}) for _ in range(7)]
    first = found(office.provider.pk, "оспан")
    second = found(office.provider.pk, "оспан", first.after)
    third = found(office.provider.pk, "оспан", second.after)
    assert third.after == ""
    assert [[one.pk for one in page.persons] for page in (first, second, third)] == [
        [one.pk for one in people[n : n + 3]] for n in (0, 3, 6)
    ]


def test_a_name_is_looked_for_in_the_index(office: Office) -> None:
    rows = Person.objects.filter(provider_id=office.provider.pk, name_key__gte="са", name_key__lt="сб")
    if connection.vendor == "sqlite":
        assert "persons_by_name" in rows.order_by("name_key", "pk").explain()


def test_a_namesake_is_another_person_of_the_same_name_and_birth(office: Office) -> None:
    person = enter(office.provider.pk, RECORD)
    asked = ("Сағынтай", "Іңкәр", "2002-09-14")
    assert namesake(office.provider.pk, *asked, but=None) == person
    assert namesake(office.provider.pk, *asked, but=person) is None
    assert namesake(office.provider.pk, "Сағынтай", "Іңкәр", "2003-09-14", but=None) is None
