"""Queueing the papers of an operation with the data they are made from; the files are made after the commit."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from kense import law
from kense.cases.models import Case
from kense.cases.state import package_of
from kense.casework.clock_paper import clocks_of
from kense.casework.codes import new_code
from kense.casework.numbers import registered_at
from kense.casework.paper_people import officers, person
from kense.casework.paper_words import moment, pair
from kense.kernel import RefusedError, Text
from kense.law import Edition, lookup
from kense.law.edition import DocumentSpec, PaperSpec
from kense.papers.models import Paper
from kense.papers.produce import produce
from kense.people.models import Officer
from kense.people.selectors import working_time
from kense.procedure import Decision, check_package
from kense.procedure.package import DocumentShown
from kense.procedure.refusals import refusal
from kense.registry import names
from kense.registry.record import FIELDS, shown
from kense.trail.chain import append, take_turn

REQUESTED = "paper_requested"

APPLICANT_KINDS = {
    "self": Text(
        "деректері өзектендірілетін тұлғаның өзі", "само лицо, данные которого актуализируются", "the person themself"
    ),
    "representative": Text("заңды өкілі", "законный представитель", "legal representative"),
    "proxy": Text("сенімхат бойынша өкілі", "представитель по доверенности", "representative by power of attorney"),
}
FORMS = {
    "original": Text("түпнұсқа", "оригинал", "original"),
    "copy": Text("көшірме", "копия", "copy"),
    "original_shown": Text(
        "түпнұсқасы көрсетілді, көшірмесі қалды", "оригинал предъявлен, копия осталась", "original shown, copy kept"
    ),
}


def queue(case: Case, edition: Edition, decision: Decision, at: datetime) -> None:
    """Store a queued paper for each the decision asks for, and have its file made once the operation is committed."""
    for paper_id in decision.papers:
        spec, code = lookup.paper(edition, paper_id), new_code()
        _store(case, spec, code, data_of(case, edition, spec, code, at), at)


def queue_explanation(case: Case, actor: Officer, at: datetime) -> Paper:
    """Store a queued paper that explains the clocks of a case as they stand, and have it made after the commit.

    The case stays as it is; the trail tells who asked. Raises RefusedError for an officer of another office and KeyError
    where the edition of the case has no such paper.
    """
    edition = law.edition(case.edition)
    spec = lookup.paper_on_request(edition, "clocks")
    if spec is None:
        raise KeyError("clocks")
    if actor.provider_id != case.provider_id:
        raise RefusedError(refusal("wrong_office", edition.procedure.subject.ref))
    code = new_code()
    with transaction.atomic():
        take_turn(case.provider_id)
        case = Case.objects.select_related("provider").get(pk=case.pk)
        facts = {"paper": spec.id, "code": code, "ref": str(spec.ref), "version": case.version}
        append(
            case.provider_id,
            at=at,
            officer_id=actor.pk,
            operation=REQUESTED,
            case_id=case.pk,
            facts=facts,
            personal={},
        )
        return _store(case, spec, code, _explained(case, edition, spec, code, actor, at), at)


def _explained(
    case: Case, edition: Edition, spec: PaperSpec, code: str, actor: Officer, at: datetime
) -> dict[str, Any]:
    return {
        **_head(case, edition, spec, code, at),
        "made": _moment(case, at),
        "prepared_by": person(actor),
        "clocks": clocks_of(case, edition, at),
    }


def _store(case: Case, spec: PaperSpec, code: str, data: dict[str, Any], at: datetime) -> Paper:
    paper = Paper.objects.create(
        provider=case.provider,
        case=case,
        code=code,
        kind=spec.id,
        edition=case.edition,
        number=_number(case),
        created_at=at,
        data=data,
    )
    transaction.on_commit(_making(paper.pk), robust=True)
    return paper


def _making(paper_id: int) -> Callable[[], None]:
    def make_paper() -> None:
        produce(paper_id)

    return make_paper


def _number(case: Case) -> str:
    return case.result_number or case.refusal_number or case.number


def data_of(case: Case, edition: Edition, spec: PaperSpec, code: str, at: datetime) -> dict[str, Any]:
    """Everything a paper of an operation may ask for, as plain JSON; moments in the office's local time."""
    application = case.application
    check = check_package(edition, package_of(application))
    return {
        **_head(case, edition, spec, code, at),
        "documents": [_document(lookup.document(edition, one.document), one) for one in package_of(application).shown],
        "missing": [{"name": pair(lookup.document(edition, one).name)} for one in check.missing],
        "expired": [_expired(edition, one) for one in check.expired],
        "changes": [_change(edition, one) for one in case.changes],
        "grounds": [_ground(edition, one) for one in case.grounds],
        "explanation": case.explanation,
        **officers(case, edition, at),
    }


def _head(case: Case, edition: Edition, spec: PaperSpec, code: str, at: datetime) -> dict[str, Any]:
    """What every paper has: which paper it is, whose, about which case and whom."""
    application, recipient = case.application, case.application["person"]
    return {
        "paper": {
            "title": pair(spec.title),
            "code": code,
            "form": _form(edition, spec),
            "form_unverified": not edition.act.sources[spec.ref.source].verified,
        },
        "provider": {
            "above_name": pair(case.provider.above_name),
            "name": pair(case.provider.name),
            "address": pair(case.provider.address),
            "phone": case.provider.phone,
            "email": case.provider.email,
            "place": pair(case.provider.place),
        },
        "service": {"name": pair(edition.act.service)},
        "basis": {lang: case.basis[lang] for lang in ("kk", "ru")},
        "case": _case(case, edition),
        "recipient": {
            "full_name": case.recipient,
            **{k: recipient[k] for k in ("iin", "birth_date", "address", "phone")},
        },
        "applicant": {
            "kind": pair(APPLICANT_KINDS[application["facts"]["applicant"]]),
            "full_name": _full_name(application["representative"] or recipient),
        },
        "result": _result(case, at),
    }


def _case(case: Case, edition: Edition) -> dict[str, Any]:
    registered = registered_at(case)
    return {
        "number": case.number or None,
        "handed_in": _moment(case, case.handed_in_at),
        "registered": registered and _moment(case, registered),
        "corrected": _corrected(case),
        "due": _moment(case, case.due_at),
        "provisional": [pair(reason) for reason in _provisional(case)],
        "term": pair(lookup.term(edition, case.term).name),
        "code": case.code,
        "status": {"code": case.public_code, "site": settings.PUBLIC_URL, "address": _status_address(case)},
    }


def _status_address(case: Case) -> str:
    """Where a recipient sees how the case stands; empty while nobody said where the public pages are reached."""
    if not (settings.PUBLIC_URL and case.number):
        return ""
    query = urlencode({"number": case.number, "code": case.public_code})
    return f"{settings.PUBLIC_URL}{reverse('desk:status')}?{query}"


def _corrected(case: Case) -> dict[str, str] | None:
    """When and by whom the application was last corrected: the paper takes the place of one given before."""
    if not case.corrections:
        return None
    last = case.corrections[-1]
    return {"at": _moment(case, datetime.fromisoformat(last["at"])), "officer": last["officer"]}


def _provisional(case: Case) -> tuple[Text, ...]:
    """Why the due moment may still move: days of its calendar that are not settled yet."""
    return working_time(case.provider).provisional(case.handed_in_at, case.due_at)


def _result(case: Case, at: datetime) -> dict[str, Any]:
    replied_to = registered_at(case) or case.handed_in_at
    number = case.result_number or case.refusal_number
    return {
        "number": number or None,
        "date": _moment(case, at)[:10] if number else None,
        "in_reply_to": {"number": case.number, "date": _moment(case, replied_to)[:10]},
    }


def _document(spec: DocumentSpec, one: DocumentShown) -> dict[str, Any]:
    return {
        "name": pair(spec.name),
        "form": pair(FORMS[spec.form]),
        "sheets": one.sheets,
        "number": one.number,
        "expires": _iso(one.expires_on),
    }


def _expired(edition: Edition, one: DocumentShown) -> dict[str, Any]:
    return {"name": pair(lookup.document(edition, one.document).name), "expired_on": _iso(one.expires_on)}


def _change(edition: Edition, change: dict[str, str]) -> dict[str, Any]:
    label = next(spec.label for spec in FIELDS if spec.name == change["field"])
    words = lookup.choices(edition)
    before, after = (
        shown(change["field"], change[side], words) if change[side] else None for side in ("before", "after")
    )
    return {"field": pair(label), "before": before and pair(before), "after": after and pair(after)}


def _ground(edition: Edition, ground_id: str) -> dict[str, Any]:
    ground = lookup.by_id(edition.standard.grounds, ground_id)
    return {
        "text": pair(ground.name),
        "ref": pair(law.cite(edition.act, ground.ref)),
        "unverified": not edition.standard.verified,
    }


def _form(edition: Edition, spec: PaperSpec) -> dict[str, str] | None:
    """Whose form the paper has: an appendix, or a rule of the office's own."""
    told = spec.ref.appendix or edition.act.sources[spec.ref.source].house
    return pair(law.cite(edition.act, spec.ref)) if told else None


def _full_name(person: dict[str, str]) -> str:
    return names.full_name(person["surname"], person["given_name"], person["patronymic"])


def _moment(case: Case, at: datetime) -> str:
    return moment(working_time(case.provider), at)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
