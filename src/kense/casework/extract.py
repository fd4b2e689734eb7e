"""The extract of personal data: everything an office holds on a person and who had it before them, as a paper."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from kense import law
from kense.acts.selectors import edition_at, office_key
from kense.casework import openings, printings, transmissions
from kense.casework.holdings import PERSON, Holdings
from kense.casework.paper_data import APPLICANT_KINDS, office_head
from kense.casework.paper_people import person as officer_of
from kense.casework.paper_words import moment, pair
from kense.casework.papers import store
from kense.casework.personal_data import may_order
from kense.casework.register_keeping import keeps_register
from kense.kernel import Refusal, RefusedError, Text
from kense.kernel.codes import new_code
from kense.law import Edition, lookup
from kense.papers.models import Paper
from kense.people.models import Officer, Provider
from kense.people.selectors import working_time
from kense.registry import names
from kense.registry.facets import BY_NAME, REPRESENTATIVE, Facet
from kense.registry.history import History
from kense.registry.models import Person, Statement, TransmissionItem, Update
from kense.registry.record import shown
from kense.registry.register import record_of
from kense.registry.statements import values_of
from kense.trail.chain import append, take_turn
from kense.trail.models import TrailEntry
from kense.trail.selectors import PERSON_EXTRACTED

_SOURCES = {
    Update.Kind.CASE: Text("іс", "дело", "case"),
    Update.Kind.ROSTER: Text("тізім", "список", "roster"),
    Update.Kind.DIRECT: Text("тізілімге енгізу", "запись в регистр", "entry in the register"),
    Update.Kind.MERGE: Text("қайталанған жазбаны біріктіру", "объединение двойных записей", "merging of doubles"),
    Update.Kind.REVERSAL: Text("өзгерісті кері қайтару", "отмена изменения", "reversal of a change"),
}
_NUMBERED = Text("{what} № {number}", "{what} № {number}", "{what} № {number}")
_OF = Text("{facet}: {field}", "{facet}: {field}", "{facet}: {field}")
_OPENED = openings.DONE | printings.DONE | transmissions.DONE
_RECIPIENT = Text("алушы", "получатель", "recipient")
_APPLICANT = Text("өкіл", "представитель", "representative")
_NOT_YOURS = Text(
    "Дербес деректерден үзіндіні басшы немесе тұлғалар тізілімін жүргізетін қызметкер жасайды. Сізде бұл рөлдер жоқ.",
    "Выписку о персональных данных составляет руководитель или тот, кто ведёт регистр лиц. У вас нет этих ролей.",
    "An extract of personal data is made by the head or by who keeps the register of persons. You hold none of these roles.",
)


def may_extract(provider: Provider, officer: Officer, at: datetime) -> bool:
    """Whether the officer keeps the register of this office or orders over its personal data."""
    return may_order(provider, officer, at) or (officer.provider_id == provider.pk and keeps_register(officer, at))


def require_extractor(provider: Provider, officer: Officer, at: datetime) -> None:
    """RefusedError for whoever may not see what is held on a person."""
    if not may_extract(provider, officer, at):
        spec = lookup.paper_on_request(law.newest(provider.act, office_key(provider)), "person")
        raise RefusedError(Refusal("wrong_role", _NOT_YOURS, spec.ref if spec else None))


def queue_extract(person: Person, *, actor: Officer, at: datetime) -> Paper:
    """Store a queued extract, and have it made after the commit. RefusedError for who may not, or where nothing is left."""
    provider, edition = person.provider, edition_at(person.provider, at)
    spec = lookup.paper_on_request(edition, "person")
    if spec is None:
        raise KeyError("person")
    require_extractor(provider, actor, at)
    with transaction.atomic():
        take_turn(provider.pk)
        # Entered first: the extract tells of itself too, whoever made it had everything before them.
        facts = {PERSON: person.code, "code": (code := new_code())}
        append(
            provider.pk, at=at, officer_id=actor.pk, operation=PERSON_EXTRACTED, case_id=None, facts=facts, personal={}
        )
        made = {"made": moment(working_time(provider), at), "prepared_by": officer_of(actor)}
        data = {**office_head(provider, edition, spec, code), **made, "held": _held(person, edition)}
        return store(provider, spec.id, data, at=at, edition=edition.id)


def _held(person: Person, edition: Edition) -> dict[str, Any]:
    held, worktime, words = Holdings(person), working_time(person.provider), _words(edition)

    def when(at: datetime | None) -> str | None:
        return moment(worktime, at) if at else None

    record = record_of(person)
    return {
        "code": person.code,
        "full_name": names.full_name(person.surname, person.given_name, person.patronymic),
        "blocked": when(person.blocked_at),
        "record": [
            {"label": pair(BY_NAME[name].label), "value": pair(shown(name, value, words))}
            for name, value in record.items()
            if value
        ],
        "story": [
            {
                "at": when(step.update.at),
                "source": pair(_source(step.update, cases)),
                "field": pair(_labelled(turn.facet, change.field)),
                "before": pair(shown(change.field, change.before, words)),
                "after": pair(shown(change.field, change.after, words)),
            }
            for cases in [{case.code: case.number for case in held.cases}]
            for one in held.people
            for step in History(one).story()
            for turn in step.turns
            for change in turn.changes
            if change.field in BY_NAME
        ],
        "represents": [_represented(one, words, when) for one in held.represents],
        "cases": list(_cases(held, when)),
        "drafts": [{"at": when(one.at), "who": one.officer.short_name} for one in held.drafts],
        "sent": [_sent(item, edition, when) for item in held.transmitted],
        "openings": [_opening(entry, when) for entry in held.openings],
    }


def _words(edition: Edition) -> dict[str, Mapping[str, Text]]:
    return {**lookup.choices(edition), "rep_kind": APPLICANT_KINDS}


def _labelled(facet: Facet, field: str) -> Text:
    """A field's label; of a representative with whose it is, for the fields are called as the person's own."""
    label = BY_NAME[field].label
    return _OF.filled(facet=facet.label, field=label) if facet is REPRESENTATIVE else label


def _source(update: Update, cases: dict[str, str]) -> Text:
    what = _SOURCES[Update.Kind(update.kind)]
    number = cases.get(update.source, update.source)
    return _NUMBERED.filled(what=what, number=number) if number else what


def _represented(stated: Statement, words: Mapping[str, Mapping[str, Text]], when: Any) -> dict[str, Any]:
    """What the record of somebody else says of the person; whose record it is, is told by its code alone."""
    told = ((name, value) for name, value in values_of(stated).items() if value)
    return {
        "of": stated.person.code,
        "at": when(stated.known_from),
        "until": when(stated.known_to),
        "values": [
            {"label": pair(BY_NAME[name].label), "value": pair(shown(name, value, words))} for name, value in told
        ],
    }


def _cases(held: Holdings, when: Any) -> Iterator[dict[str, Any]]:
    """The person's own cases, and those in which they applied for somebody else."""
    papers: dict[int, list[str]] = {}
    for paper in [*held.papers, *held.papers_applied_by]:
        papers.setdefault(paper.case_id or 0, []).append(paper.code)
    for as_what, cases in ((_RECIPIENT, held.cases), (_APPLICANT, held.applied_for)):
        for case in cases:
            end = lookup.end(law.edition(case.edition), case.end).name if case.end else None
            yield {
                "number": case.number or case.refusal_number or case.code,
                "as": pair(as_what),
                "handed_in": when(case.handed_in_at),
                "ended": when(case.ended_at),
                "end": pair(end) if end else None,
                "papers": ", ".join(papers.get(case.pk, [])),
            }


def _sent(item: TransmissionItem, edition: Edition, when: Any) -> dict[str, Any]:
    sent = item.transmission
    return {"addressee": pair(lookup.addressee(edition, sent.addressee).name), "n": sent.n, "sent": when(sent.sent_at)}


def _opening(entry: TrailEntry, when: Any) -> dict[str, Any]:
    what = _OPENED.get(entry.operation, Text.same(entry.operation))
    return {"at": when(entry.at), "who": entry.officer.short_name, "what": pair(what)}
