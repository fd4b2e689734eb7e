"""A controller reads the cases of the offices they oversee, in those offices' time, and can do nothing to them."""

from dataclasses import dataclass

import pytest
from django.test import Client

from kense.cases.models import Case
from kense.law import edition
from kense.law.lookup import outcomes
from kense.papers.models import Paper
from kense.people.models import Oversight, Provider, WorkSchedule
from kense.trail.chain import first_broken
from kense.trail.models import TrailEntry
from tests.desk.conftest import AtDesk
from tests.support.office import NOTIFICATION, PERSONAL, REFUSAL, Office, made_officer, made_provider, reloaded

WHEN = "2019-03-26 13:00"
PAGES = ("", "time/", "time.json")


@dataclass(frozen=True)
class Department:
    """An education department of another zone, whose controller Rakhymzhan oversees the college."""

    provider: Provider
    oversight: Oversight

    @classmethod
    def over(cls, office: Office) -> "Department":
        """The department in the database."""
        provider = made_provider("Бөлім", zone="Asia/Aqtau")
        controller = made_officer(provider, "rakhymzhan", "Рахымжан Тұрсын", "controller")
        return cls(provider, Oversight.objects.create(officer=controller, provider=office.provider))

    def controller(self, at_desk: AtDesk, when: str = WHEN, lang: str = "kk") -> Client:
        """Rakhymzhan at the desk."""
        return at_desk(self.oversight.officer, when, lang)


@pytest.fixture
def department(office: Office) -> Department:
    """The department of the college."""
    return Department.over(office)


@pytest.mark.parametrize("page", PAGES)
def test_a_case_of_an_overseen_office_is_open_to_the_controller(
    office: Office, department: Department, at_desk: AtDesk, page: str
) -> None:
    case = office.drafted()
    answer = department.controller(at_desk).get(f"/cases/{case.code}/{page}")
    assert answer.status_code == 200
    assert case.number in answer.content.decode()


def test_so_are_its_papers(office: Office, department: Department, at_desk: AtDesk) -> None:
    office.registered()
    paper = Paper.objects.get()
    answer = department.controller(at_desk).get(f"/papers/{paper.code}/")
    assert answer.content.startswith(b"%PDF")
    entry = TrailEntry.objects.latest("seq")
    assert (entry.operation, entry.provider_id, entry.facts["code"]) == (
        "paper_opened",
        office.provider.pk,
        paper.code,
    )


@pytest.mark.parametrize("how", ["oversight", "role", "another office"])
def test_what_is_not_overseen_is_not_there(office: Office, department: Department, at_desk: AtDesk, how: str) -> None:
    case = office.drafted()
    paths = [f"/cases/{case.code}/{page}" for page in PAGES] + [f"/papers/{Paper.objects.all()[0].code}/"]
    client = department.controller(at_desk)
    assert client.get(paths[0]).status_code == 200
    if how == "oversight":
        department.oversight.delete()
    elif how == "role":
        department.oversight.officer.roles.update(to_day="2019-03-25")
    else:
        Oversight.objects.update(provider=made_provider("Алыс"))
    seen = TrailEntry.objects.count()
    assert [client.get(path).status_code for path in paths] == [404] * len(paths)
    assert client.post(f"/cases/{case.code}/iin/").status_code == 404
    assert TrailEntry.objects.count() == seen


def test_an_oversight_without_the_role_opens_nothing(office: Office, department: Department, at_desk: AtDesk) -> None:
    case = office.drafted()
    clerk = made_officer(department.provider, "clerk", "Бейсен Сәуле", "office")
    Oversight.objects.create(officer=clerk, provider=office.provider)
    assert at_desk(clerk, WHEN).get(f"/cases/{case.code}/").status_code == 404


STATES = ["handed_in", "registered", "assigned", "asked", "drafted", "signed", "result_registered", "issued"]


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("whose", ["own", "overseen"])
def test_a_controller_can_do_nothing(
    office: Office, department: Department, at_desk: AtDesk, state: str, whose: str
) -> None:
    case: Case = getattr(office, state)()
    client = department.controller(at_desk) if whose == "overseen" else at_desk(office.tolegen, WHEN)
    page = client.get(f"/cases/{case.code}/").content.decode()
    assert "/do/" not in page
    given = {**NOTIFICATION, **REFUSAL, "assignee": office.dauren.pk, "note": "x", "reason": "x", "answer": "x"}
    for operation in outcomes(edition(case.edition)):
        form = given | {"version": case.version, "key": f"{state} {operation}"}
        answer = client.post(f"/cases/{case.code}/do/{operation}/", form)
        assert answer.status_code in (403, 409), operation
    assert reloaded(case).version == case.version


def test_nor_have_papers_made_in_another_office(office: Office, department: Department, at_desk: AtDesk) -> None:
    case = office.assigned()
    client = department.controller(at_desk)
    assert "/time/paper/" not in client.get(f"/cases/{case.code}/time/").content.decode()
    papers = Paper.objects.count()
    assert client.post(f"/cases/{case.code}/time/paper/").status_code == 403
    assert Paper.objects.count() == papers


def test_the_case_is_told_in_the_time_of_its_office(office: Office, department: Department, at_desk: AtDesk) -> None:
    WorkSchedule.objects.filter(provider=department.provider).update(shifts=[["10:00", "12:00"]])
    case = office.assigned(when="2019-03-26 10:30")
    own = at_desk(office.tolegen, "2019-03-26 11:30").get(f"/cases/{case.code}/").content.decode()
    foreign = department.controller(at_desk, "2019-03-26 11:30").get(f"/cases/{case.code}/").content.decode()
    for said in ("4 сағ қалды", "27.03.2019, 10:12", "26.03, 10:30"):
        assert said in own
        assert said in foreign
    assert office.provider.name_kk in foreign


def test_looking_is_written_into_the_trail_of_the_case_once(
    office: Office, department: Department, at_desk: AtDesk
) -> None:
    case = office.drafted()
    client = department.controller(at_desk)
    for page in ("", "", "time/", "time.json", "time/", ""):
        client.get(f"/cases/{case.code}/{page}")
    entries = TrailEntry.objects.filter(officer=department.oversight.officer).order_by("seq")
    assert [entry.operation for entry in entries] == ["case_opened", "clocks_opened"]
    assert {entry.provider_id for entry in entries} == {office.provider.pk}
    assert not [word for word in PERSONAL if any(word in str(entry.facts) for entry in entries)]
    assert first_broken(office.provider.pk) is None


def test_a_refused_attempt_has_shown_the_case_too(office: Office, department: Department, at_desk: AtDesk) -> None:
    case = office.drafted()
    department.controller(at_desk).post(f"/cases/{case.code}/do/sign/", {"version": case.version})
    assert TrailEntry.objects.latest("seq").operation == "case_opened"


def test_an_application_at_the_counter_is_looked_at_too(office: Office, at_desk: AtDesk) -> None:
    case = office.handed_in("2019-03-26 10:12")
    at_desk(office.bekzat, "2019-03-26 10:20").get(f"/new/{case.code}/")
    at_desk(office.aigul, "2019-03-26 10:20").get(f"/new/{case.code}/")
    entry = TrailEntry.objects.get(operation="case_opened")
    assert entry.officer == office.bekzat


def test_the_page_says_who_looked(office: Office, department: Department, at_desk: AtDesk) -> None:
    case = office.drafted()
    department.controller(at_desk).get(f"/cases/{case.code}/")
    page = at_desk(office.nurlan, WHEN).get(f"/cases/{case.code}/").content.decode()
    assert "Кім қарады" in page
    assert "Рахымжан Т. істі ашты" in page
