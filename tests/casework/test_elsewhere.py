"""At the counter: whoever studies elsewhere by the register gets the longer term, or the clerk says that it is not so."""

import pytest

from kense.casework import organisations
from kense.casework.perform import ProblemsError
from tests.support.calendar import made_administrator
from tests.support.office import ADULT_IIN, Office, adult_application, at, do
from tests.support.register import enter

OWN, OTHER = "«Көкжиек» колледжі", "Политехникалық колледж"
WHEN = "2019-03-26 10:12"
WARNING = "term:studies_elsewhere"


@pytest.fixture(autouse=True)
def directory(office: Office) -> None:
    """The college knows itself and another one."""
    oleg = made_administrator(office)
    for name in (OWN, OTHER):
        fields = {"name_kk": name, "name_ru": name}
        one = organisations.add(office.provider, fields, actor=oleg, at=at("2019-03-01 10:00"))
        if name == OWN:
            organisations.set_own(office.provider, str(one.pk), True, actor=oleg, at=at("2019-03-01 10:00"))


def known(office: Office, organisation: str, last: str = "2021-06-30") -> None:
    record = {"iin": ADULT_IIN, "surname": "Төлебай", "given_name": "Ерлан", "birth_date": "1999-02-03", "sex": "male"}
    studies = {"category": "26-1-13", "organisation": organisation, "ground_from": "2017-09-01", "ground_to": last}
    enter(office.provider.pk, record | studies)


def said(office: Office, **typed: str) -> list[str]:
    """What is said against the application, as `field:code`; nothing once it is taken in."""
    try:
        case = do("hand_in", by=office.aigul, when=WHEN, inputs=adult_application(**typed))
    except ProblemsError as found:
        return [f"{one.field}:{one.code}" for one in found.problems if one.severity == "warning"]
    assert case.application["confirmed"] == ([typed["confirmed"]] if "confirmed" in typed else [])
    return []


def test_who_studies_elsewhere_is_taken_in_with_the_longer_term(office: Office) -> None:
    known(office, OTHER)
    assert said(office) == [WARNING]
    assert said(office, term="four_days") == []


def test_a_clerk_who_knows_better_confirms_it(office: Office) -> None:
    known(office, OTHER)
    assert said(office, confirmed=WARNING) == []


@pytest.mark.parametrize(("organisation", "last"), [(OWN, "2021-06-30"), (OTHER, "2019-03-25"), ("", "2021-06-30")])
def test_who_studies_here_or_nowhere_now_is_not_doubted(office: Office, organisation: str, last: str) -> None:
    known(office, organisation, last)
    assert said(office) == []


def test_whom_the_register_does_not_know_is_not_doubted(office: Office) -> None:
    assert said(office) == []
