"""Who may open which address of the desk, role by role, in the own office and in another: the table holds, with no gaps."""

import re
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern

from kense.desk.urls import urlpatterns
from kense.papers.models import Paper
from kense.registry.models import Person
from tests.access.addresses import ELSEWHERE, PUBLIC, ROLES, ROWS
from tests.desk.conftest import AtDesk
from tests.support.office import Office, OtherOffice, made_officer

ADDRESSES: dict[str, URLPattern] = {str(one.name): one for one in urlpatterns}
WHEN = "2019-03-27 10:00"
DENIED = {403, 404}
USUAL = {
    "code": "2222-2222",
    "operation": "withdraw",
    "journal_id": "registrations",
    "addressee_id": "education_database",
}


def test_every_address_has_a_row() -> None:
    assert {name for name, *_ in ROWS} | PUBLIC | ELSEWHERE.keys() == ADDRESSES.keys()


@pytest.mark.parametrize(("name", "file"), ELSEWHERE.items())
def test_what_is_said_elsewhere_is_there(name: str, file: str) -> None:
    fixed = re.split(r"<[^>]+>", str(ADDRESSES[name].pattern))
    words = (Path(__file__).parents[1] / "desk" / file).read_text(encoding="utf-8")
    assert all(part.strip("/") in words for part in fixed)


@pytest.fixture
def at_hand(office: Office, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The codes of a case that is over, of its paper and its person. Templates are not drawn: only who is let in counts."""
    monkeypatch.setattr("django.template.backends.django.Template.render", lambda *_: "")
    case = office.issued()
    paper, person = Paper.objects.filter(case=case)[0], Person.objects.get()
    return {"cases": case.code, "new": case.code, "papers": paper.code, "register": person.code} | {
        "officer": str(office.dauren.pk)
    }


@pytest.mark.parametrize("letter", ROLES)
def test_a_role_opens_what_the_table_says(
    office: Office, at_hand: dict[str, str], at_desk: AtDesk, letter: str
) -> None:
    roles = [ROLES[letter]] if ROLES[letter] else []
    client = at_desk(made_officer(office.provider, "somebody", "Сынақ Біреу", *roles), WHEN)
    wrong = []
    for name, method, letters, about in ROWS:
        status = asked(client, name, method, at_hand)
        if not fits(status, about, is_allowed=letter in letters):
            wrong.append((name, method, about, status))
    assert wrong == []


def fits(status: int, about: str, *, is_allowed: bool) -> bool:
    """Whether an answer is what the table says: what is not there is told to whom it concerns, nobody else."""
    if about == "absent":
        return status == (404 if is_allowed else 403)
    return (status not in DENIED) == is_allowed and status < 500


def test_what_is_of_an_office_is_not_there_for_another(
    office: Office, other_office: OtherOffice, at_hand: dict[str, str], at_desk: AtDesk
) -> None:
    everything = [role for role in ROLES.values() if role]
    stranger = at_desk(made_officer(other_office.provider, "stranger", "Бөтен Бәрі", *everything), WHEN)
    told = [(row[0], asked(stranger, row[0], row[1], at_hand)) for row in ROWS if row[3] == "own"]
    assert [(name, status) for name, status in told if status != 404] == []


def asked(client: Client, name: str, method: str, at_hand: dict[str, str]) -> int:
    """The status of the answer; what was done is taken back."""
    with transaction.atomic():
        answer = getattr(client, method)(path_of(name, at_hand))
        transaction.set_rollback(True)
    if answer.streaming:
        b"".join(answer)  # a file is let go of once it is read
    status: int = answer.status_code
    return status


def path_of(name: str, at_hand: dict[str, str]) -> str:
    """The address about what is at hand, or about something that is not there."""
    route = str(ADDRESSES[name].pattern)
    own = at_hand.get("officer" if name == "officer" else route.split("/")[0], "")
    is_own = bool(own) and not route.startswith(("register/rosters", "new/drafts"))

    def filled(part: re.Match[str]) -> str:
        kind, word = part.groups()
        if is_own and word in ("code", "officer_id"):
            return own
        return USUAL.get(word, "1" if kind == "int" else "x")

    return "/" + re.sub(r"<(\w+):(\w+)>", filled, route)
