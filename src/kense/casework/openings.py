"""Opening a person's data is an act of its own: it changes nothing and leaves an entry in the trail of the case's office."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db import transaction

from kense.cases.models import Case
from kense.kernel import Text
from kense.papers.models import Paper
from kense.people.models import Officer
from kense.trail.chain import append
from kense.trail.selectors import (
    CASE_OPENED,
    CLOCKS_OPENED,
    DATA_SHOWN,
    OPENINGS,
    PAPER_OPENED,
    PERSON_EXTRACTED,
    PERSON_FILLED_IN,
    PERSON_OPENED,
    PERSON_SEARCHED,
    RIGHTS_OPENED,
    entered_by,
    filled_in_by,
)

DONE: dict[str, Text] = {
    CASE_OPENED: Text("істі ашты", "открыл(а) дело", "opened the case"),
    CLOCKS_OPENED: Text("мерзімдердің есебін ашты", "открыл(а) расчёт сроков", "opened the explanation of the clocks"),
    DATA_SHOWN: Text("дербес деректерді ашты", "открыл(а) персональные данные", "opened the personal data"),
    PAPER_OPENED: Text("қағазды ашты", "открыл(а) бумагу", "opened a paper"),
    PERSON_EXTRACTED: Text(
        "дербес деректерден үзінді жасады",
        "составил(а) выписку о персональных данных",
        "made an extract of personal data",
    ),
    PERSON_FILLED_IN: Text(
        "тұлғаның белгілі деректерін нысанға енгізді",
        "внёс(ла) в форму известные данные лица",
        "had a person's known data filled into a form",
    ),
    PERSON_OPENED: Text(
        "тұлғаның тізілімдегі жазбасын ашты", "открыл(а) запись лица в регистре", "opened the person's record"
    ),
    RIGHTS_OPENED: Text(
        "тұлғаның дербес деректер бетін ашты",
        "открыл(а) страницу персональных данных лица",
        "opened the page of a person's personal data",
    ),
    PERSON_SEARCHED: Text("тұлғаны іздеді", "искал(а) лицо", "searched for a person"),
}
"""What an opening is called, to be read after the officer's name."""
ONE_LOOK = timedelta(minutes=15)
"""Going back to a page within this time is still the same look at it."""
ONE_FORM = timedelta(hours=24)
"""A form is not typed in for longer than its draft is kept."""


def open_case(case: Case, *, officer: Officer, at: datetime) -> None:
    """Write that the officer opened the page of the case; not while the same look, or their own work on it, goes on."""
    _look(case, CASE_OPENED, officer, at)


def open_clocks(case: Case, *, officer: Officer, at: datetime) -> None:
    """Write that the officer opened the explanation of the case's clocks, in the same way."""
    _look(case, CLOCKS_OPENED, officer, at)


def open_paper(paper: Paper, *, officer: Officer, at: datetime) -> None:
    """Write that the officer opened a paper of a case, each paper once in the same look, whatever they did before."""
    facts = {"paper": paper.kind, "code": paper.code}
    if (PAPER_OPENED, facts) not in entered_by(officer.pk, paper.case_id, at - ONE_LOOK, at):
        _enter(paper.provider_id, PAPER_OPENED, officer, at, case_id=paper.case_id, facts=facts)


def show_personal_data(case: Case, *, officer: Officer, at: datetime) -> None:
    """Write that the officer had the case's personal data shown in full."""
    _enter(case.provider_id, DATA_SHOWN, officer, at, case_id=case.pk, facts=_state_of(case))


def search_person(words: str, provider_ids: Iterable[int], *, officer: Officer, at: datetime) -> None:
    """Write that the officer searched these offices for a person; the words stay in the personal part of the entry."""
    with transaction.atomic():
        # In one order everywhere: two searches over the same offices must not wait for each other.
        for provider_id in sorted(provider_ids):
            _enter(provider_id, PERSON_SEARCHED, officer, at, personal={"words": words})


def fill_in(iins: Iterable[str], form: str, *, officer: Officer, at: datetime) -> None:
    """Write that the data of these people, known to the office, came into a form: of each once for the form with this key.

    A form is checked many times while it is typed in. The IIN stays in the personal part of the entry.
    """
    new = set(iins)
    if new:
        new -= filled_in_by(officer.pk, form, at - ONE_FORM, at)
    for iin in sorted(new):
        _enter(officer.provider_id, PERSON_FILLED_IN, officer, at, facts={"form": form}, personal={"iin": iin})


def show_alike(codes: Iterable[str], form: str, *, officer: Officer, at: datetime) -> None:
    """Write that records of the register that are alike were shown beside a form: each once for the form with this key."""
    for code in sorted(codes):
        facts: dict[str, object] = {"person": code, "form": form}
        if (DATA_SHOWN, facts) not in entered_by(officer.pk, None, at - ONE_FORM, at):
            _enter(officer.provider_id, DATA_SHOWN, officer, at, facts=facts)


def _look(case: Case, operation: str, officer: Officer, at: datetime) -> None:
    # What was done to the case in between makes it a new look: a draft that was made anew has to be read anew.
    recent = entered_by(officer.pk, case.pk, max(at - ONE_LOOK, case.last_at), at)
    if not any(one == operation or one not in OPENINGS for one, _ in recent):
        _enter(case.provider_id, operation, officer, at, case_id=case.pk, facts=_state_of(case))


def _state_of(case: Case) -> dict[str, object]:
    return {"state": case.action or case.end}


def _enter(
    provider_id: int,
    operation: str,
    officer: Officer,
    at: datetime,
    *,
    case_id: int | None = None,
    facts: Mapping[str, object] | None = None,
    personal: Mapping[str, object] | None = None,
) -> None:
    with transaction.atomic():
        append(
            provider_id,
            at=at,
            officer_id=officer.pk,
            operation=operation,
            case_id=case_id,
            facts=facts or {},
            personal=personal or {},
        )
