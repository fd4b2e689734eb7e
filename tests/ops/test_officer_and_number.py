from datetime import date
from pathlib import Path

import pytest

from kense.people.models import Officer
from kense.people.selectors import roles_on
from tests.ops.commands import kense
from tests.support.office import Office

pytestmark = pytest.mark.usefixtures("data")

ADD = ("officer", "add", "saule", "--surname", "Үмбетова", "--given-name", "Сәуле")


@pytest.fixture
def password(monkeypatch: pytest.MonkeyPatch, data: Path) -> None:
    """A good password in the environment."""
    monkeypatch.setenv("KENSE_OFFICER_PASSWORD", "үш-сары-қауын-19")


@pytest.mark.usefixtures("password")
def test_an_officer_is_added(capsys: pytest.CaptureFixture[str], office: Office) -> None:
    said = kense(capsys, *ADD, "--role", "office", "--role", "controller", "--from", "26.03.2019")
    assert (said.code, said.err) == (0, "")
    officer = Officer.objects.get(username="saule")
    assert officer.provider == office.provider
    assert officer.check_password("үш-сары-қауын-19")
    assert roles_on(officer, date(2019, 3, 26)) == {"office", "controller"}
    assert roles_on(officer, date(2019, 3, 25)) == set()


@pytest.mark.parametrize(
    ("words", "code", "why"),
    [
        ((*ADD, "--role", "director"), 2, "Roles: office, head, executor, controller, administrator"),
        ((*ADD, "--role", "head", "--from", "32.03.2019"), 2, "no such day"),
        (("officer", "add", "sa ule", *ADD[3:], "--role", "head"), 2, "without spaces"),
        (("officer", "add", "aigul", *ADD[3:], "--role", "head"), 1, "taken"),
    ],
)
@pytest.mark.usefixtures("password", "office")
def test_an_officer_who_cannot_be_added(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], code: int, why: str
) -> None:
    before = Officer.objects.count()
    said = kense(capsys, *words)
    assert (said.code, why in said.err) == (code, True)
    assert Officer.objects.count() == before


@pytest.mark.usefixtures("office")
def test_a_password_is_never_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    said = kense(capsys, *ADD, "--role", "office")
    assert (said.code, "KENSE_OFFICER_PASSWORD" in said.err) == (2, True)


def test_a_paper_journal_is_continued(capsys: pytest.CaptureFixture[str], office: Office) -> None:
    said = kense(
        capsys, "number", "set", "registrations", "--last", "151", "--year", "2019", "--pattern", "К-{n}/{year}"
    )
    assert said.out == "Journal of registrations, 2019: the next number is К-152/2019.\n"
    assert office.registered().number == "К-152/2019"


def test_it_can_be_corrected_until_a_number_is_given(capsys: pytest.CaptureFixture[str], office: Office) -> None:
    kense(capsys, "number", "set", "registrations", "--last", "151", "--year", "2019")
    kense(capsys, "number", "set", "registrations", "--last", "140", "--year", "2019")
    assert office.registered().number == "03-14/141"
    said = kense(capsys, "number", "set", "registrations", "--last", "200", "--year", "2019")
    assert (said.code, "the last is 03-14/141" in said.err) == (1, True)
    assert office.registered(office.handed_in()).number == "03-14/142"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("zhurnal", "--last", "1"), "Journals: registrations"),
        (("registrations", "--last", "-1"), "0 or more"),
        (("registrations", "--last", "1", "--pattern", "03-14/"), "{n}"),
        (("registrations", "--last", "1", "--pattern", "{n.real}{m}"), "{n}"),
    ],
)
@pytest.mark.usefixtures("office")
def test_a_journal_that_cannot_be_continued(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], why: str
) -> None:
    said = kense(capsys, "number", "set", *words)
    assert (said.code, why in said.err) == (2, True)


@pytest.mark.django_db
def test_without_an_installation(capsys: pytest.CaptureFixture[str]) -> None:
    said = kense(capsys, "number", "set", "registrations", "--last", "1")
    assert (said.code, "kense setup" in said.err) == (1, True)
