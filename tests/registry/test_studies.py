"""What is doubtful about where somebody studies: not in the directory, gone, not the office's own organisation."""

from collections.abc import Mapping

import pytest

from kense import law
from kense.kernel.alphabet import search_key
from kense.registry.grounds import Ground
from kense.registry.organisations import Directory, Organisation
from kense.registry.studies import doubts, longer_term
from tests.support.office import ACT

EDITION = law.newest(ACT)
SHORT, LONG = (one.id for one in EDITION.procedure.terms)
DAY = "2019-03-26"


def made(
    pk: int, name: str, first: str = "", last: str = "", successor: int | None = None, **fields: bool
) -> Organisation:
    key = search_key(name)
    return Organisation(
        pk=pk,
        name_kk=name,
        name_ru=name,
        key_kk=key,
        key_ru=key,
        first=first,
        last=last,
        successor_id=successor,
        **fields,
    )


COLLEGE = made(1, "Көкжиек", "1996-09-01", is_own=True)
OTHER = made(2, "Политехникалық", "1974-09-01")
SCHOOL = made(3, "№ 9 мектеп", "1961-09-01", "2017-08-31", 4)
LYCEUM = made(4, "№ 9 лицей", "2017-09-01")
MERGED = made(5, "Шебер", "1961-09-01", "2010-08-31", 1)
DIRECTORY = Directory((COLLEGE, OTHER, SCHOOL, LYCEUM, MERGED))
NOBODYS = Directory((OTHER, SCHOOL, LYCEUM))


def ground(organisation: str, first: str = "2018-09-01", last: str = "2021-06-30") -> Ground:
    return Ground(1, {"organisation": organisation, "ground_from": first, "ground_to": last})


def said(
    one: Ground, term: str = SHORT, directory: Directory = DIRECTORY, *, is_proposed: bool = True
) -> Mapping[str, str]:
    found = doubts(EDITION, directory, one, is_proposed=is_proposed, term=term, day=DAY)
    assert {(problem.field, problem.severity) for problem in found} <= {("organisation", "warning")}
    return {problem.code: problem.text.ru for problem in found}


def test_nothing_is_said_of_the_offices_own_organisation() -> None:
    assert said(ground("көкжиек")) == {}


def test_who_went_into_the_own_organisation_is_as_good_as_it() -> None:
    assert said(ground("Шебер", "2008-09-01", "2010-06-30")) == {}


@pytest.mark.parametrize(("term", "codes"), [(SHORT, ["studies_elsewhere"]), (LONG, [])])
def test_who_studies_elsewhere_has_the_longer_term(term: str, codes: list[str]) -> None:
    assert list(said(ground("Политехникалық"), term)) == codes


def test_the_warning_cites_the_place_of_the_longer_term() -> None:
    found = doubts(EDITION, DIRECTORY, ground("Политехникалық"), is_proposed=True, term=SHORT, day=DAY)
    assert [str(one.ref) for one in found] == ["reg 5 part terms"]
    assert "(п. 5, сроки)" in found[0].text.ru
    assert "«4 рабочих дня»" in found[0].text.ru


def test_an_office_of_no_organisation_is_not_warned_of_the_term() -> None:
    assert said(ground("Политехникалық"), directory=NOBODYS) == {}
    assert longer_term(EDITION, NOBODYS, ["Политехникалық"], SHORT, DAY) is None


def test_an_unknown_organisation_is_said() -> None:
    assert list(said(ground("Белгісіз"), LONG)) == ["organisation_unknown"]


def test_one_that_is_gone_is_said_with_its_successor() -> None:
    text = said(ground("№ 9 мектеп"), LONG)["organisation_gone"]
    assert "01.09.1961 – 31.08.2017" in text
    assert "«№ 9 лицей»" in text


@pytest.mark.parametrize("last", ["", "2017-09-01"])
def test_it_has_to_be_there_on_every_day_of_the_ground(last: str) -> None:
    assert list(said(ground("№ 9 мектеп", "2016-09-01", last), LONG)) == ["organisation_gone"]
    assert said(ground("№ 9 мектеп", "2016-09-01", "2017-05-25"), LONG) == {}


def test_an_office_without_a_directory_is_left_in_peace() -> None:
    assert said(ground("Белгісіз"), directory=Directory(())) == {}


def test_of_a_ground_nobody_touches_only_where_they_study_now_is_asked() -> None:
    assert list(said(ground("Белгісіз"), is_proposed=False)) == ["studies_elsewhere"]
    assert said(ground("Белгісіз", "2016-09-01", "2018-06-30"), is_proposed=False) == {}
    assert said(ground("")) == {}
