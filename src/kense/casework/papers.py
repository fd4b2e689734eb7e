"""Queueing the papers of an operation with the data they are made from; the files are made after the commit."""

from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from kense import law
from kense.cases.models import ActionRun, Case
from kense.cases.state import package_of
from kense.casework.codes import new_code
from kense.kernel import Text
from kense.law import Edition, lookup
from kense.law.edition import DocumentSpec, PaperSpec
from kense.papers.models import Paper
from kense.papers.produce import produce
from kense.people.models import Officer
from kense.people.selectors import working_time
from kense.procedure import Decision, check_package
from kense.procedure.package import DocumentShown
from kense.registry import names
from kense.registry.record import FIELDS, shown

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
        spec = lookup.paper(edition, paper_id)
        code = new_code()
        paper = Paper.objects.create(
            provider=case.provider,
            case=case,
            code=code,
            kind=spec.id,
            edition=edition.id,
            number=_number(case),
            created_at=at,
            data=data_of(case, edition, spec, code, at),
        )
        transaction.on_commit(_making(paper.pk), robust=True)


def _making(paper_id: int) -> Callable[[], None]:
    def make_paper() -> None:
        produce(paper_id)

    return make_paper


def _number(case: Case) -> str:
    return case.result_number or case.refusal_number or case.number


def data_of(case: Case, edition: Edition, spec: PaperSpec, code: str, at: datetime) -> dict[str, Any]:
    """Everything a paper template may ask for, as plain JSON; moments in the office's local time."""
    application, person = case.application, case.application["person"]
    representative = application["representative"]
    check = check_package(edition, package_of(application))
    return {
        "paper": {
            "title": _pair(spec.title),
            "code": code,
            "form": _form(edition, spec),
            "form_unverified": not edition.act.sources[spec.ref.source].verified,
        },
        "provider": {
            "name": _pair(case.provider.name),
            "address": _pair(case.provider.address),
            "phone": case.provider.phone,
            "place": _pair(case.provider.place),
        },
        "service": {"name": _pair(edition.act.service)},
        "basis": {lang: case.basis[lang] for lang in ("kk", "ru")},
        "case": _case(case, edition),
        "recipient": {"full_name": case.recipient, **{k: person[k] for k in ("iin", "birth_date", "address", "phone")}},
        "applicant": {
            "kind": _pair(APPLICANT_KINDS[application["facts"]["applicant"]]),
            "full_name": _full_name(representative or person),
        },
        "documents": [_document(lookup.document(edition, one.document), one) for one in package_of(application).shown],
        "missing": [{"name": _pair(lookup.document(edition, one).name)} for one in check.missing],
        "expired": [_expired(edition, one) for one in check.expired],
        "result": _result(case, at),
        "changes": [_change(edition, one) for one in case.changes],
        "grounds": [_ground(edition, one) for one in case.grounds],
        "explanation": case.explanation,
        **_officers(case, edition),
    }


def _case(case: Case, edition: Edition) -> dict[str, Any]:
    registered = _registered_at(case)
    return {
        "number": case.number or None,
        "handed_in": _moment(case, case.handed_in_at),
        "registered": registered and _moment(case, registered),
        "due": _moment(case, case.due_at),
        "term": _pair(lookup.term(edition, case.term).name),
        "code": case.code,
    }


def _result(case: Case, at: datetime) -> dict[str, Any]:
    replied_to = _registered_at(case) or case.handed_in_at
    number = case.result_number or case.refusal_number
    return {
        "number": number or None,
        "date": _moment(case, at)[:10] if number else None,
        "in_reply_to": {"number": case.number, "date": _moment(case, replied_to)[:10]},
    }


def _registered_at(case: Case) -> datetime | None:
    given = case.numbers.filter(text=case.number).first() if case.number else None
    return given.at if given else None


def _officers(case: Case, edition: Edition) -> dict[str, Any]:
    """Who accepted, prepared and signed, by the actions they finished; a draft names the one who is to sign."""
    done = list(case.runs.filter(done_at__isnull=False).select_related("officer"))
    accepted = _last(done, {edition.procedure.opening.opens})
    return {
        "accepted_by": _person(accepted),
        "prepared_by": _person(case.holder or accepted),
        "signatory": _person(_last(done, _signatory_actions(edition))),
    }


def _signatory_actions(edition: Edition) -> set[str]:
    """The actions of the role that signs: the role of the action which a drafted result goes to."""
    actions = edition.procedure.actions
    drafts = {outcome.next for action in actions for outcome in action.outcomes if outcome.result}
    signs = next(action.role for action in actions if action.id in drafts)
    return {action.id for action in actions if action.role == signs}


def _last(done: Sequence[ActionRun], actions: Collection[str]) -> Officer | None:
    return next((run.officer for run in reversed(done) if run.action in actions), None)


def _person(officer: Officer | None) -> dict[str, Any]:
    if officer is None:
        return {"name": "", "position": {"kk": "", "ru": ""}, "phone": ""}
    return {"name": officer.short_name, "position": _pair(officer.position), "phone": officer.phone}


def _document(spec: DocumentSpec, one: DocumentShown) -> dict[str, Any]:
    return {
        "name": _pair(spec.name),
        "form": _pair(FORMS[spec.form]),
        "sheets": one.sheets,
        "number": one.number,
        "expires": _iso(one.expires_on),
    }


def _expired(edition: Edition, one: DocumentShown) -> dict[str, Any]:
    return {"name": _pair(lookup.document(edition, one.document).name), "expired_on": _iso(one.expires_on)}


def _change(edition: Edition, change: dict[str, str]) -> dict[str, Any]:
    label = next(spec.label for spec in FIELDS if spec.name == change["field"])
    words = lookup.choices(edition)
    before, after = (
        shown(change["field"], change[side], words) if change[side] else None for side in ("before", "after")
    )
    return {"field": _pair(label), "before": before and _pair(before), "after": after and _pair(after)}


def _ground(edition: Edition, ground_id: str) -> dict[str, Any]:
    ground = lookup.by_id(edition.standard.grounds, ground_id)
    return {
        "text": _pair(ground.name),
        "ref": _pair(law.cite(edition.act, ground.ref)),
        "unverified": not edition.standard.verified,
    }


def _form(edition: Edition, spec: PaperSpec) -> dict[str, str] | None:
    return _pair(law.cite(edition.act, spec.ref)) if spec.ref.appendix else None


def _full_name(person: dict[str, str]) -> str:
    return names.full_name(person["surname"], person["given_name"], person["patronymic"])


def _moment(case: Case, moment: datetime) -> str:
    return working_time(case.provider).local(moment).strftime("%Y-%m-%dT%H:%M")


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _pair(text: Text) -> dict[str, str]:
    return {"kk": text.kk, "ru": text.ru}
