"""Which edition an office works by, and what was entered about its act."""

from collections.abc import Mapping
from datetime import date, datetime

from kense import law
from kense.acts.models import ActFact, DutyMark
from kense.law import Edition
from kense.law.act import Act
from kense.law.duties import Done, DutyRow, duties_on
from kense.law.life import Facts, What, with_facts
from kense.people.selectors import Provider, working_time

__all__ = [
    "ActFact",
    "DutyMark",
    "done_in",
    "duties_known",
    "edition_at",
    "edition_on",
    "facts_in",
    "governing_on",
    "known",
    "latest_facts",
    "latest_marks",
    "office_key",
]


def office_key(provider: Provider) -> str:
    """How the office is named in the editions it publishes for itself."""
    return f"office-{provider.pk}"


def governing_on(provider: Provider, day: date) -> Edition | None:
    """The edition that governs what is handed in at the office on this day; None where none holds then."""
    return law.governing(provider.act, day, office_key(provider))


def edition_at(provider: Provider, at: datetime) -> Edition:
    """The edition the office works by at a moment; where none holds on that day, the latest there is."""
    return edition_on(provider, working_time(provider).local(at).date())


def edition_on(provider: Provider, day: date) -> Edition:
    """The edition the office works by on a day; where none holds then, the latest there is."""
    return governing_on(provider, day) or law.newest(provider.act, office_key(provider))


def known(act: Act) -> Act:
    """The act with the days entered about it: what every question about its life is asked of."""
    return with_facts(act, facts_in(latest_facts(act.id)))


def latest_facts(act_id: str) -> dict[What, ActFact]:
    """What counts of each kind of fact about an act: the last entry, also where it takes the one before back."""
    rows = ActFact.objects.filter(act=act_id).select_related("entered_by__provider").order_by("pk")
    named: dict[str, What] = {ActFact.What.PUBLISHED: "published", ActFact.What.REPEAL_PUBLISHED: "repeal_published"}
    return {named[row.what]: row for row in rows}


def facts_in(entries: Mapping[What, ActFact]) -> Facts:
    """The days that stand entered."""
    return Facts(**{what: entry.day for what, entry in entries.items()})


def latest_marks(act_id: str) -> dict[str, DutyMark]:
    """What counts for each duty of an act, by its id: the last mark, also where it takes the one before back."""
    rows = DutyMark.objects.filter(act=act_id).select_related("entered_by__provider").order_by("pk")
    return {row.duty: row for row in rows}


def done_in(marks: Mapping[str, DutyMark]) -> dict[str, Done]:
    """The duties that stand marked as done, by their ids."""
    return {name: Done(mark.done_on, mark.evidence) for name, mark in marks.items() if mark.done_on}


def duties_known(act: Act, day: date) -> tuple[DutyRow, ...]:
    """The duties of an act as they stand on a day, with what was entered and marked."""
    return duties_on(known(act), done_in(latest_marks(act.id)), day)
