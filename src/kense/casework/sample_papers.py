"""A paper of an edition as it would look, made of invented data and marked as a sample: nothing is stored."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from kense.casework.paper_application import blank_application
from kense.casework.paper_data import APPLICANT_KINDS, FORMS, office_head
from kense.casework.paper_people import person
from kense.casework.paper_words import moment, pair
from kense.kernel import LegalRef, Refusal, RefusedError, Text
from kense.law import Edition, cite, lookup
from kense.papers.render import PaperError, render
from kense.people.models import Provider
from kense.people.selectors import emblem_of, working_time

CODE = "ҮЛГІ"
"""Stands where a paper has its code: nothing can be found by it."""

_NAME = Text.same("Үлгіұлы Мысал")
_BORN = date(2000, 1, 1)
_BASIS = Text("бұйрықтың мысалы", "пример приказа", "an order, for example")
_BEFORE, _AFTER = (
    Text("бұрынғы мән", "прежнее значение", "value before"),
    Text("жаңа мән", "новое значение", "value after"),
)
_FIELD = Text("дерек", "сведение", "datum")
_NOT_MADE = Text(
    "Қағаздың үлгісі жасалмады: {message}. Мәтінін түзетіп, қайта қараңыз.",
    "Образец документа не создан: {message}. Исправьте текст и посмотрите снова.",
    "The sample of the paper was not made: {message}. Correct its words and look again.",
)


def papers_shown(edition: Edition) -> tuple[str, ...]:
    """The papers that can be looked at: those whose sentences the edition has."""
    return tuple(dict.fromkeys(one.paper for one in edition.standard.texts))


def sample_paper(provider: Provider, edition: Edition, paper: str, at: datetime) -> bytes:
    """The paper as a PDF. KeyError for one that cannot be looked at; RefusedError where it cannot be made."""
    if paper not in papers_shown(edition):
        raise KeyError(paper)
    spec = lookup.paper(edition, paper)
    data = {**office_head(provider, edition, spec, CODE), **_made_up(provider, edition, at), "sample": True}
    if spec.on_request == "application":
        data |= {"application": blank_application(edition), "recipient": _recipient(blank=True)}
        data["case"] |= {"number": None}
    template = Path(edition.folder) / "papers" / spec.template
    try:
        return render(template, data, created=at, emblem=emblem_of(provider.pk, provider.emblem))
    except PaperError as error:
        raise _refused(error.message, spec.ref) from error
    except OSError as error:
        raise _refused(spec.template, spec.ref) from error


def _refused(message: str, ref: LegalRef) -> RefusedError:
    return RefusedError(Refusal("paper_not_made", _NOT_MADE.filled(message=message), ref))


def _made_up(provider: Provider, edition: Edition, at: datetime) -> dict[str, Any]:
    """Everything a paper of an operation asks for, about a person who does not exist."""
    now = moment(working_time(provider), at)
    officer = person(None) | {"name": _NAME.kk}
    documents = edition.standard.documents
    return {
        "basis": pair(_BASIS),
        "case": {"number": "1", "handed_in": now, "registered": now, "due": now, "term": pair(_term(edition))},
        "recipient": _recipient(),
        "applicant": {"kind": pair(APPLICANT_KINDS["self"]), "full_name": _NAME.kk},
        "result": {"number": "1", "date": now[:10], "in_reply_to": {"number": "1", "date": now[:10]}},
        "documents": [
            {"name": pair(one.name), "form": pair(FORMS[one.form]), "sheets": 1, "number": "", "expires": None}
            for one in documents
        ],
        "missing": [{"name": pair(one.name)} for one in documents[:1]],
        "expired": [{"name": pair(one.name), "expired_on": now[:10]} for one in documents if one.can_expire][:1],
        "changes": [{"field": pair(_FIELD), "before": pair(_BEFORE), "after": pair(_AFTER)}],
        "grounds": [
            {
                "text": pair(one.name),
                "ref": pair(cite(edition.act, one.ref)),
                "unverified": not edition.standard.verified,
            }
            for one in edition.standard.grounds
        ],
        "explanation": "",
        "inquiry": None,
        **dict.fromkeys(("accepted_by", "prepared_by", "signatory"), officer),
    }


def _term(edition: Edition) -> Text:
    return edition.procedure.terms[0].name


def _recipient(*, blank: bool = False) -> dict[str, str]:
    told = {"full_name": _NAME.kk, "iin": "000000000000", "birth_date": _BORN.isoformat(), "address": "–", "phone": ""}
    return dict.fromkeys(told, "") if blank else told
