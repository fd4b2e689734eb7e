"""Who may read an office's journals, what the trail keeps of it, and the office's own papers: journals and daily sheets."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from kense import law
from kense.acts.selectors import edition_at, edition_on
from kense.casework.extract import may_extract
from kense.casework.openings import ONE_LOOK
from kense.casework.paper_data import office_head
from kense.casework.paper_people import person
from kense.casework.paper_words import moment
from kense.casework.papers import store
from kense.kernel import Refusal, RefusedError, Text
from kense.kernel.codes import new_code
from kense.kernel.text import joined
from kense.law import Edition, lookup
from kense.law.edition import Journal, PaperAbout
from kense.papers.models import Paper
from kense.people.models import Officer, Provider
from kense.people.roles import ADMINISTRATOR, CONTROLLER, NAMES
from kense.people.selectors import overseen, roles_on, working_time
from kense.trail.chain import append, take_turn
from kense.trail.days import was_entered
from kense.trail.selectors import JOURNAL_OPENED

EXPORTED = "journal_exported"
PUT_ON_PAPER = "journal_put_on_paper"
DAY_PUT_ON_PAPER = "day_put_on_paper"

DONE: dict[str, Text] = {
    EXPORTED: Text("журналды файлға шығарды", "выгрузил(а) журнал в файл", "took a journal out as a file"),
    PUT_ON_PAPER: Text("журналды қағазға шығарды", "вывел(а) журнал на бумагу", "put a journal on paper"),
    DAY_PUT_ON_PAPER: Text("күндік парақ жасады", "составил(а) лист дня", "made a daily sheet"),
}
_NOT_A_READER = Text(
    "Журналдарды мына рөлдердегі қызметкерлер ашады: {roles}. Сізде бұл рөлдердің ешқайсысы жоқ.",
    "Журналы открывают сотрудники в ролях: {roles}. У вас нет ни одной из этих ролей.",
    "Journals are opened by officers in the roles: {roles}. You hold none of these roles.",
)
_ABOUT_OFFICE: tuple[PaperAbout, ...] = ("journal", "day")


def reads_journals(edition: Edition, roles: Iterable[str]) -> bool:
    """Whether somebody with these roles needs the journals: the counter, the head, who watches, who keeps the office."""
    return not _readers(edition).keys().isdisjoint(roles)


def not_a_reader(edition: Edition) -> Refusal:
    """The refusal of the journals to anybody else, with the roles that open them."""
    return Refusal("wrong_role", _NOT_A_READER.filled(roles=joined(list(_readers(edition).values()))))


def _readers(edition: Edition) -> dict[str, Text]:
    """The roles that open the journals, with their names."""
    opening, roles = edition.procedure.opening.role, edition.procedure.roles
    own = {one.id: one.officer for one in roles if one.id == opening or lookup.heads(edition, [one.id])}
    return own | {one: NAMES[one] for one in (CONTROLLER, ADMINISTRATOR)}


def readable(officer: Officer, at: datetime) -> frozenset[int]:
    """The ids of the offices whose journals an officer may read at a moment: none, their own, or all they oversee."""
    day = working_time(officer.provider).local(at).date()
    edition = edition_on(officer.provider, day)
    return overseen(officer, day) if reads_journals(edition, roles_on(officer, day)) else frozenset()


def may_open(paper: Paper, officer: Officer, at: datetime) -> bool:
    """Whether an officer of its office may open a paper: one with a journal in it only if they read journals."""
    about = lookup.paper(law.edition(paper.edition), paper.kind).on_request
    if about == "person":
        return may_extract(paper.provider, officer, at)
    return about not in _ABOUT_OFFICE or paper.provider_id in readable(officer, at)


def open_journal(provider: Provider, journal: Journal, *, officer: Officer, at: datetime) -> None:
    """Write that the officer had the journal's names before them, once in the same look at it."""
    facts = {"journal": journal.id}
    if not was_entered(provider.pk, officer.pk, JOURNAL_OPENED, facts, at - ONE_LOOK, at):
        with transaction.atomic():
            _enter(provider, JOURNAL_OPENED, facts, officer, at)


def note_export(
    provider: Provider,
    journal: Journal,
    period: tuple[date, date],
    rows: int,
    form: str,
    *,
    actor: Officer,
    at: datetime,
) -> None:
    """Write that the officer took the lines of a period, first and last day, out of Kense. Raises RefusedError for a stranger."""
    _require_reader(provider, actor, at)
    with transaction.atomic():
        _enter(provider, EXPORTED, {**_facts(journal, period, rows), "form": form}, actor, at)


def queue_journal(
    provider: Provider,
    journal: Journal,
    period: tuple[date, date],
    content: Mapping[str, Any],
    *,
    actor: Officer,
    at: datetime,
) -> Paper:
    """Store a queued paper with a journal's lines of a period, and have it made after the commit.

    `content` is the sheet as `lib.typ` describes it. Raises RefusedError for a stranger.
    """
    facts = _facts(journal, period, len(content["rows"]))
    return _queue(provider, "journal", {"journal": content}, (PUT_ON_PAPER, facts), actor, at)


def queue_day(provider: Provider, content: Mapping[str, Any], *, actor: Officer, at: datetime) -> Paper:
    """Store a queued daily sheet in the same way."""
    facts = {"day": content["day"], "mark": content["mark"]}
    return _queue(provider, "day", {"day": content}, (DAY_PUT_ON_PAPER, facts), actor, at)


def _queue(
    provider: Provider,
    about: PaperAbout,
    content: Mapping[str, Any],
    told: tuple[str, Mapping[str, object]],
    actor: Officer,
    at: datetime,
) -> Paper:
    _require_reader(provider, actor, at)
    edition, (operation, facts) = edition_at(provider, at), told
    spec = lookup.paper_on_request(edition, about)
    if spec is None:
        raise KeyError(about)
    made = {"made": moment(working_time(provider), at), "prepared_by": person(actor)}
    data = {**office_head(provider, edition, spec, new_code()), **made, **content}
    with transaction.atomic():
        take_turn(provider.pk)
        _enter(provider, operation, {**facts, "code": data["paper"]["code"]}, actor, at)
        return store(provider, spec.id, data, at=at, edition=edition.id)


def _require_reader(provider: Provider, actor: Officer, at: datetime) -> None:
    if provider.pk not in readable(actor, at):
        raise RefusedError(not_a_reader(edition_at(actor.provider, at)))


def _facts(journal: Journal, period: tuple[date, date], rows: int) -> dict[str, object]:
    first, last = (day.isoformat() for day in period)
    return {"journal": journal.id, "from": first, "to": last, "rows": rows}


def _enter(provider: Provider, operation: str, facts: Mapping[str, object], actor: Officer, at: datetime) -> None:
    append(provider.pk, at=at, officer_id=actor.pk, operation=operation, case_id=None, facts=facts, personal={})
