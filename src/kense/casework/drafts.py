"""Unfinished intakes: what an officer has typed at the counter and not yet taken in.

A draft is nobody's but its officer's, names no case and is no act of the office, so the trail says nothing of it. It is
personal data without a ground to be kept, so it goes as soon as the application is taken in, and after a day anyway.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from kense.cases.models import Draft, PerformedCommand
from kense.casework.application import ENTERED_WITHIN
from kense.people.models import Officer
from kense.registry import names

KEPT = timedelta(hours=24)
DRAFTS_LIMIT = 20
SIZE_LIMIT = 20_000
"""Characters of all fields together: several times a form filled to its limits."""

_KEY = re.compile(r"[0-9A-Za-z-]{1,64}")
_PEOPLE = ("person_", "rep_")
_NAME = ("person_surname", "person_given_name", "person_patronymic")


@dataclass(frozen=True, slots=True)
class Unfinished:
    """An unfinished intake in a list: the key of its form, when it was last touched, whose it is as far as typed."""

    key: str
    at: datetime
    recipient: str


def opening_key(key: str) -> str:
    """The key under which the form with this key opens its case."""
    return f"{key}-open"


def save(officer: Officer, key: str, fields: Mapping[str, str], at: datetime) -> bool:
    """Keep what is typed so far under the key of its form; whether it was kept.

    Not kept: a form that names nobody yet, one no desk has made, one whose application was taken in already.
    """
    _forget(at)
    is_form = _KEY.fullmatch(key) is not None and _size(fields) <= SIZE_LIMIT
    if not is_form or not _names_somebody(fields) or _is_taken_in(officer, key):
        return False
    Draft.objects.update_or_create(officer=officer, key=key, defaults={"fields": dict(fields), "at": at})
    kept = Draft.objects.filter(officer=officer).values_list("pk", flat=True)[:DRAFTS_LIMIT]
    Draft.objects.filter(officer=officer).exclude(pk__in=list(kept)).delete()
    return True


def of_officer(officer: Officer, at: datetime, *, but: str = "") -> list[Unfinished]:
    """The officer's unfinished intakes, the latest first, without the form with the key `but`."""
    found = _alive(officer, at).exclude(key=but)
    return [Unfinished(draft.key, draft.at, _recipient(draft.fields)) for draft in found]


def fields_of(officer: Officer, key: str, at: datetime) -> dict[str, str] | None:
    """What was typed into an unfinished intake; None when the officer has none under this key.

    Documents that lay longer than an intake may take are handed in anew: the moment of handing in is left out.
    """
    draft = _alive(officer, at).filter(key=key).first()
    if draft is None:
        return None
    fields = {str(name): str(value) for name, value in draft.fields.items()}
    return fields if _is_fresh(fields, at) else fields | {"handed_in": ""}


def drop(officer: Officer, key: str) -> None:
    """Forget an unfinished intake."""
    Draft.objects.filter(officer=officer, key=key).delete()


def _alive(officer: Officer, at: datetime) -> QuerySet[Draft]:
    return Draft.objects.filter(officer=officer, at__gt=at - KEPT)


def _forget(at: datetime) -> None:
    """Everybody's old drafts: personal data go on time even if their officer does not come back."""
    Draft.objects.filter(at__lte=at - KEPT).delete()


def _names_somebody(fields: Mapping[str, str]) -> bool:
    return any(value.strip() for name, value in fields.items() if name.startswith(_PEOPLE))


def _size(fields: Mapping[str, str]) -> int:
    return len(json.dumps(dict(fields), ensure_ascii=False))


def _is_taken_in(officer: Officer, key: str) -> bool:
    """A check that was still under way when the application was taken in must not bring its draft back."""
    return PerformedCommand.objects.filter(provider=officer.provider, key=opening_key(key)).exists()


def _recipient(fields: Mapping[str, str]) -> str:
    return names.full_name(*(fields.get(name, "").strip() for name in _NAME))


def _is_fresh(fields: Mapping[str, str], at: datetime) -> bool:
    try:
        return at - datetime.fromisoformat(fields.get("handed_in", "")) <= ENTERED_WITHIN
    except (ValueError, TypeError):
        return False
