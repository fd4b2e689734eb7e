"""What a paper of a case is made from: plain JSON, frozen when the paper is asked for."""

from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from kense import law
from kense.cases.models import Case
from kense.cases.state import package_of
from kense.casework.course import Course
from kense.casework.paper_people import officers
from kense.casework.paper_words import moment, pair
from kense.kernel import Text
from kense.law import Edition, lookup
from kense.law.edition import DocumentSpec, PaperSpec
from kense.people.models import Provider
from kense.people.selectors import working_time
from kense.procedure import check_package
from kense.procedure.package import DocumentShown
from kense.registry import names
from kense.registry.checks import NO_IIN_LABEL
from kense.registry.record import Change, labelled, shown

APPLICANT_KINDS = {
    "self": Text("қызметті алушының өзі", "сам услугополучатель", "the recipient themself"),
    "representative": Text("заңды өкілі", "законный представитель", "legal representative"),
    "proxy": Text("сенімхат бойынша өкілі", "представитель по доверенности", "representative by power of attorney"),
}
_DOCUMENT = Text("{kind}, № {number}", "{kind}, № {number}", "{kind}, No. {number}")
FORMS = {
    "original": Text("түпнұсқа", "оригинал", "original"),
    "copy": Text("көшірме", "копия", "copy"),
    "original_shown": Text(
        "түпнұсқасы көрсетілді, көшірмесі қалды", "оригинал предъявлен, копия осталась", "original shown, copy kept"
    ),
}


def data_of(course: Course, edition: Edition, spec: PaperSpec, code: str, at: datetime) -> dict[str, Any]:
    """Everything a paper of an operation may ask for, as plain JSON; moments in the office's local time."""
    case, application = course.case, course.case.application
    check = check_package(edition, package_of(application))
    return {
        **head_of(course, edition, spec, code, at),
        "documents": [_document(lookup.document(edition, one.document), one) for one in package_of(application).shown],
        "missing": [{"name": pair(lookup.document(edition, one).name)} for one in check.missing],
        "expired": [_expired(edition, one) for one in check.expired],
        "changes": [_change(edition, one) for one in case.changes],
        "grounds": [_ground(edition, one) for one in case.grounds],
        "explanation": case.explanation,
        "inquiry": _inquiry(course),
        **officers(course, edition, at),
    }


def head_of(course: Course, edition: Edition, spec: PaperSpec, code: str, at: datetime) -> dict[str, Any]:
    """What every paper of a case has: which paper it is, whose, about which case and whom."""
    case, application = course.case, course.case.application
    recipient = application["person"]
    return {
        **office_head(case.provider, edition, spec, code),
        "basis": {lang: case.basis[lang] for lang in ("kk", "ru")},
        "case": _case(course, edition),
        "recipient": {
            "full_name": case.recipient,
            **{k: recipient[k] for k in ("birth_date", "address", "phone")},
            **told_by(edition, recipient),
        },
        "applicant": {
            "kind": pair(APPLICANT_KINDS[application["facts"]["applicant"]]),
            "full_name": full_name(application["representative"] or recipient),
        },
        "result": _result(course, at),
    }


def office_head(provider: Provider, edition: Edition, spec: PaperSpec, code: str) -> dict[str, Any]:
    """What every paper of an office has: which paper it is, whose, of which service."""
    return {
        "paper": {
            "title": pair(spec.title),
            "code": code,
            "form": _form(edition, spec),
            "form_unverified": not edition.act.sources[spec.ref.source].verified,
        },
        "provider": {
            "above_name": pair(provider.above_name),
            "name": pair(provider.name),
            "address": pair(provider.address),
            "phone": provider.phone,
            "email": provider.email,
            "place": pair(provider.place),
            **({"emblem": provider.emblem} if provider.emblem else {}),
        },
        "service": {"name": pair(edition.act.service)},
        "texts": {one.key: pair(one.text) for one in edition.standard.texts if one.paper == spec.id},
    }


def _case(course: Course, edition: Edition) -> dict[str, Any]:
    case, registered = course.case, course.registered_at
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


def _result(course: Course, at: datetime) -> dict[str, Any]:
    case = course.case
    replied_to = course.registered_at or case.handed_in_at
    number = case.result_number or case.refusal_number
    return {
        "number": number or None,
        "date": _moment(case, at)[:10] if number else None,
        "in_reply_to": {"number": case.number, "date": _moment(case, replied_to)[:10]},
    }


def _inquiry(course: Course) -> dict[str, Any] | None:
    """The newest inquiry to another organisation, none where nothing was asked."""
    asked = course.last_wait
    if asked is None:
        return None
    return inquiry_data(asked.number, _moment(course.case, asked.since)[:10], asked.addressee, asked.question)


def inquiry_data(number: str, day: str | None, addressee: str, question: str) -> dict[str, Any]:
    """An inquiry as its paper has it; without a number, and so without a day, while it is only looked at."""
    return {"number": number or None, "date": day, "addressee": addressee, "question": question}


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


def _change(edition: Edition, change: dict[str, Any]) -> dict[str, Any]:
    one, words = Change(**change), lookup.choices(edition)
    before, after = (shown(one.field, value, words) if value else None for value in (one.before, one.after))
    return {
        "field": pair(labelled(one.field, one.line)),
        "before": before and pair(before),
        "after": after and pair(after),
    }


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


def full_name(person: dict[str, str]) -> str:
    """The name of a person of the application in full."""
    return names.full_name(person["surname"], person["given_name"], person["patronymic"])


def told_by(edition: Edition, person: dict[str, str]) -> dict[str, Any]:
    """By what a person of the application is told from others: the IIN, or that there is none and their document."""
    if person["iin"]:
        return {"iin": person["iin"]}
    kind = lookup.names_in(edition, "document_kind").get(person["document_kind"])
    document = pair(_DOCUMENT.filled(kind=kind, number=person["document_number"])) if kind else None
    return {"iin": pair(NO_IIN_LABEL), "document": document}


def _moment(case: Case, at: datetime) -> str:
    return moment(working_time(case.provider), at)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
