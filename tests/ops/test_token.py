"""`kense token`: what the administrator's page does, on the command line."""

from datetime import datetime

import pytest

from kense.kernel import clock
from kense.people.models import Officer, Token
from kense.people.tokens import program_by
from tests.ops.commands import kense
from tests.support.calendar import made_administrator
from tests.support.office import Office, at

pytestmark = pytest.mark.usefixtures("data")

NEW = ("token", "new", "Журнал", "--by", "oleg", "--role", "office", "--answers", "aigul", "--last-day", "30.06.2019")
NOW = at("2019-03-26 09:30")


@pytest.fixture(autouse=True)
def oleg(office: Office, monkeypatch: pytest.MonkeyPatch) -> Officer:
    """The administrator, on the day of the tests."""

    def now() -> datetime:
        return NOW

    monkeypatch.setattr(clock, "now", now)
    return made_administrator(office)


def test_a_token_is_printed_alone_listed_and_revoked(capsys: pytest.CaptureFixture[str]) -> None:
    said = kense(capsys, *NEW)
    program = Officer.objects.get(is_program=True)
    assert (said.code, program_by(said.out.strip(), NOW)) == (0, program)
    more = kense(capsys, "token", "new", "Журнал", "--by", "oleg").out.strip()
    assert program_by(more, NOW) == program
    rows = [line.split()[1:] for line in kense(capsys, "token", "list").out.splitlines()]
    assert rows[1:] == [
        ["Журнал", "office", "aigul", "25.03.2020", "lets", "in"],
        ["Журнал", "office", "aigul", "30.06.2019", "lets", "in"],
    ]
    last = str(Token.objects.latest("pk").pk)
    one = kense(capsys, "token", "revoke", "Журнал", "--by", "oleg", "--token", last)
    assert (one.out, program_by(more, NOW)) == ("Tokens revoked: 1.\n", None)
    kense(capsys, "token", "revoke", "Журнал", "--by", "oleg")
    assert program_by(said.out.strip(), NOW) is None


@pytest.mark.parametrize(
    ("words", "code", "why"),
    [
        (("token", "new", "Журнал", "--by", "oleg"), 2, "--role and --answers"),
        ((*NEW[:6], "director", *NEW[7:]), 2, "Choose a role"),
        ((*NEW[:4], "aigul", *NEW[5:]), 1, "Only the administrator"),
        ((*NEW[:4], "nobody", *NEW[5:]), 2, "no officer 'nobody'"),
        ((*NEW[:-1], "30.06.2029"), 2, "The last day of the token"),
        (("token", "revoke", "Журнал", "--by", "oleg"), 1, "no program 'Журнал'"),
    ],
)
def test_a_token_that_is_not_to_be(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], code: int, why: str
) -> None:
    said = kense(capsys, *words)
    assert (said.code, why in said.err) == (code, True)
    assert not Token.objects.exists()
