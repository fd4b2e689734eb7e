"""Papers an officer asks for: about a side of a case, in one language, as a copy, or blank. The case stays as it is.

Whoever asks is an officer of the office; the trail tells who asked, for a copy also for whom, in its personal part.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from kense import law
from kense.acts.selectors import edition_at
from kense.cases.models import ActionRun, Case
from kense.cases.state import is_erased
from kense.casework.clock_paper import clocks_of
from kense.casework.course import course_of
from kense.casework.paper_application import NOBODY, application_of, blank_application
from kense.casework.paper_control import control_of
from kense.casework.paper_data import head_of, office_head
from kense.casework.paper_people import person
from kense.casework.paper_words import moment
from kense.casework.papers import number_of, store
from kense.kernel import LegalRef, Refusal, RefusedError, Text
from kense.kernel.codes import new_code
from kense.law import Edition, lookup
from kense.law.edition import PaperSpec
from kense.papers.models import Paper
from kense.people.models import Officer, Provider
from kense.people.selectors import working_time
from kense.procedure.refusals import refusal
from kense.trail.chain import append, take_turn

REQUESTED = "paper_requested"
LANGUAGES = ("kk", "ru")
"""A paper is in both, or in one of them alone."""
GIVEN_TO_LIMIT = 200
"""The greatest length of the words for whom a copy is given, in characters."""

_NOT_YET = Text(
    "Бұл қағазды әлі жасауға болмайды: оған қажет әрекет орындалмаған. Істің барысын қараңыз.",
    "Этот документ ещё нельзя создать: нужное для него действие не выполнено. Посмотрите ход дела.",
    "This paper cannot be made yet: the action it needs is not done. Look at the course of the case.",
)
_IN_BOTH = Text(
    "Бұл қағаз екі тілде жасалған: оны тізімнен ашыңыз немесе бір тілін таңдаңыз.",
    "Этот документ уже есть на двух языках: откройте его из списка или выберите один язык.",
    "This paper is there in both languages: open it from the list or choose one language.",
)
_COPY_OF_COPY = Text(
    "Көшірме тек дайын түпнұсқадан жасалады. Тізімнен түпнұсқаны таңдаңыз.",
    "Копия делается только с готового подлинника. Выберите подлинник из списка.",
    "A copy is made only of an original that is ready. Choose an original from the list.",
)
_GIVEN_TO = Text(
    "Көшірме кімге, не үшін берілетінін жазыңыз, ең көбі {limit} таңба.",
    "Напишите, кому и для чего выдаётся копия, не больше {limit} знаков.",
    "Write for whom and for what the copy is given, in at most {limit} signs.",
).filled(limit=GIVEN_TO_LIMIT)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A case an officer asks a paper about, read inside the transaction."""

    case: Case
    edition: Edition
    actor: Officer
    at: datetime


def requestable(case: Case, edition: Edition) -> list[PaperSpec]:
    """The papers that can be asked for about the case as it stands, in the order of the edition."""
    about_case = (one for one in edition.procedure.papers if one.on_request in _SIDES)
    return [one for one in about_case if _is_there(case, edition, one)]


def request_paper(case: Case, kind: str, *, actor: Officer, at: datetime, language: str = "") -> Paper:
    """Store a queued paper on request, in one of LANGUAGES or, with none, in both; it is made after the commit.

    A kind that an operation makes is made anew in one language from the data of the newest such paper. Raises
    RefusedError for an officer of another office and for a paper that cannot be made, KeyError for an unknown kind.
    """
    asked_for = lookup.paper(law.edition(case.edition), kind)
    with transaction.atomic():
        asked = _begin(case, actor, at)
        data = _fresh(asked, asked_for) if asked_for.on_request else _again(asked, asked_for, language)
        if language:
            data["language"] = language
        paper = store(
            asked.case.provider,
            asked_for.id,
            data,
            at=at,
            edition=asked.edition.id,
            case=asked.case,
            number=number_of(asked.case),
        )
        _enter(
            paper,
            actor,
            asked_for.ref,
            at,
            {"version": asked.case.version} | ({"language": language} if language else {}),
        )
        return paper


def request_copy(case: Case, code: str, given_to: str, *, actor: Officer, at: datetime) -> Paper:
    """Store a queued copy of a paper of the case, stamped as one, for whom it is given; the original stays as it is.

    Raises RefusedError where it is no ready original of the case, where nobody is named, or for another office's officer.
    """
    with transaction.atomic():
        asked = _begin(case, actor, at)
        ref, words = asked.edition.procedure.copies.ref, given_to.strip()
        if not words or len(words) > GIVEN_TO_LIMIT:
            raise RefusedError(Refusal("given_to_missing", _GIVEN_TO, ref))
        original = Paper.objects.filter(case=asked.case, code=code, copy_of=None, status=Paper.Status.READY).first()
        if original is None:
            raise RefusedError(Refusal("no_original", _COPY_OF_COPY, ref))
        data = _with_code(original.data) | {"copy": _certified(original, words, asked)}
        paper = store(
            original.provider,
            original.kind,
            data,
            at=at,
            edition=original.edition,
            case=asked.case,
            number=original.number,
            copy_of=original,
        )
        _enter(paper, actor, ref, at, {"version": asked.case.version, "copy_of": original.code}, {"given_to": words})
        return paper


def request_blank(provider: Provider, *, actor: Officer, at: datetime, language: str = "") -> Paper:
    """Store a queued blank application form of the office, about no case. Raises KeyError where the edition has none."""
    edition = edition_at(provider, at)
    spec = lookup.paper_on_request(edition, "application")
    if spec is None:
        raise KeyError("application")
    data: dict[str, Any] = {
        **office_head(provider, edition, spec, new_code()),
        "case": {"number": None},
        "recipient": NOBODY,
        "application": blank_application(edition),
    }
    with transaction.atomic():
        take_turn(provider.pk)
        data |= {"language": language} if language else {}
        paper = store(provider, spec.id, data, at=at, edition=edition.id)
        _enter(paper, actor, spec.ref, at, {"blank": True})
        return paper


def _begin(case: Case, actor: Officer, at: datetime) -> _Asked:
    """The case as it is now, not as the officer saw it."""
    edition = law.edition(case.edition)
    if actor.provider_id != case.provider_id:
        raise RefusedError(refusal("wrong_office", edition.procedure.subject.ref))
    take_turn(case.provider_id)
    return _Asked(Case.objects.select_related("provider", "holder").get(pk=case.pk), edition, actor, at)


def _fresh(asked: _Asked, spec: PaperSpec) -> dict[str, Any]:
    """The data of a paper about a side of the case."""
    if not _is_there(asked.case, asked.edition, spec):
        raise RefusedError(Refusal("paper_not_yet", _NOT_YET, spec.ref))
    return {
        **head_of(course_of(asked.case), asked.edition, spec, new_code(), asked.at),
        "made": _moment(asked.case, asked.at),
        "prepared_by": person(asked.actor),
        spec.on_request or "": _SIDES[spec.on_request or ""](asked),
    }


def _again(asked: _Asked, spec: PaperSpec, language: str) -> dict[str, Any]:
    made = Paper.objects.filter(case=asked.case, kind=spec.id, copy_of=None).exclude(data={}).order_by("-pk").first()
    if made is None:
        raise RefusedError(Refusal("paper_not_yet", _NOT_YET, spec.ref))
    if not language:
        raise RefusedError(Refusal("paper_there", _IN_BOTH, spec.ref))
    return _with_code(made.data)


def _with_code(data: Mapping[str, Any]) -> dict[str, Any]:
    """The same data under a code of their own."""
    return {**data, "paper": data["paper"] | {"code": new_code()}}


def _certified(original: Paper, given_to: str, asked: _Asked) -> dict[str, Any]:
    return {
        "of": {"code": original.code, "number": original.number, "made": _moment(asked.case, original.created_at)},
        "given_to": given_to,
        "certified": _moment(asked.case, asked.at),
        "by": person(asked.actor),
    }


def _assignment(asked: _Asked) -> dict[str, Any]:
    """To whom the case was given last, when, by whom and with what note."""
    run = _assigned(asked.case, asked.edition)
    if run is None or run.done_at is None:
        raise KeyError("assignment")
    return {
        "note": asked.case.note,
        "given": _moment(asked.case, run.done_at),
        "to": person(asked.case.holder),
        "by": person(run.officer),
    }


_SIDES: dict[str, Callable[[_Asked], Any]] = {
    "clocks": lambda asked: clocks_of(asked.case, asked.edition, asked.at),
    "application": lambda asked: application_of(asked.case, asked.edition),
    "assignment": _assignment,
    "control": lambda asked: control_of(asked.case, asked.edition, asked.at),
}


def _is_there(case: Case, edition: Edition, spec: PaperSpec) -> bool:
    """Whether there is anything to tell: of an assignment only once there is one, of nobody nothing."""
    if is_erased(case):
        return False
    return spec.on_request != "assignment" or _assigned(case, edition) is not None


def _assigned(case: Case, edition: Edition) -> ActionRun | None:
    """The run in which the case was given to its executor last."""
    giving = [one.id for one in lookup.outcomes(edition).values() if one.assignee_role]
    return case.runs.filter(operation__in=giving).select_related("officer").order_by("-pk").first()


def _moment(case: Case, at: datetime) -> str:
    return moment(working_time(case.provider), at)


def _enter(
    paper: Paper,
    actor: Officer,
    ref: LegalRef,
    at: datetime,
    facts: Mapping[str, Any],
    personal: Mapping[str, Any] | None = None,
) -> None:
    append(
        paper.provider_id,
        at=at,
        officer_id=actor.pk,
        operation=REQUESTED,
        case_id=paper.case_id,
        facts={"paper": paper.kind, "code": paper.code, "ref": str(ref), **facts},
        personal=dict(personal or {}),
    )
