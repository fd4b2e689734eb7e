"""How the journals of an office are numbered in a year, as long as no number of the year was given."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from kense.acts.selectors import edition_at
from kense.cases.models import NumberSeries
from kense.casework.administration import day_of, enter, require_administrator
from kense.casework.fields import FieldReader
from kense.casework.numbers import (
    GREATEST,
    NUMBER_LIMIT,
    PATTERN_LIMIT,
    SeriesBegunError,
    is_begun,
    is_pattern,
    pattern_for,
    start_series,
)
from kense.casework.perform import ProblemsError
from kense.kernel import Refusal, RefusedError, Text
from kense.law.edition import Journal
from kense.people.models import Officer, Provider
from kense.trail.chain import take_turn

NUMBERING_SET = "numbering_set"
DECEMBER = 12

DONE: dict[str, Text] = {
    NUMBERING_SET: Text(
        "журналдың нөмірленуін белгіледі", "установил(а) нумерацию журнала", "set a journal's numbering"
    ),
}
LABELS: dict[str, Text] = {
    "pattern": Text("Нөмірдің үлгісі", "Образец номера", "Pattern of the number"),
    "last": Text("Қағаз журналдағы соңғы нөмір", "Последний номер бумажного журнала", "Last number on paper"),
}
PROBLEMS: dict[str, Text] = {
    "pattern_wrong": Text(
        "Үлгіде нөмірдің орны дәл бір рет, өрістің астында көрсетілгендей белгіленуі тиіс. Дайын нөмір – ең көбі {limit} таңба.",
        "Место номера отмечается в образце ровно один раз, как показано под полями. Готовый номер – не больше {limit} знаков.",
        "The place of the number is marked in the pattern exactly once, as shown below. A number has at most {limit} signs.",
    ).filled(limit=NUMBER_LIMIT),
    "last_wrong": Text(
        "Соңғы нөмірді цифрмен жазыңыз: 0–{limit} аралығында. Нөмірлер басынан басталса – 0.",
        "Впишите последний номер цифрами: от 0 до {limit}. Если нумерация начинается сначала – 0.",
        "Write the last number in digits: from 0 to {limit}; 0 where the numbers begin anew.",
    ).filled(limit=GREATEST),
}
JOURNAL_UNKNOWN = Refusal(
    "journal_unknown",
    Text(
        "Мұндай журнал жоқ. Бетті жаңартып, тізімнен таңдаңыз.",
        "Такого журнала нет. Обновите страницу и выберите из списка.",
        "There is no such journal. Reload the page and choose from the list.",
    ),
)
BEGUN = Refusal(
    "numbers_given",
    Text(
        "Бұл жылдың нөмірлері беріле бастады, соңғысы – {last}. Енді өзгертсе, журналда олқылық немесе қайталау болар еді.",
        "Номера этого года уже выдаются, последний – {last}. Изменение оставило бы в журнале пропуск или повтор.",
        "Numbers of this year are given already, the last is {last}. A change would leave a gap or a repeat in the journal.",
    ),
)


@dataclass(frozen=True, slots=True)
class Numbering:
    """A journal in a year: how its numbers are spelled, the last one and the next, whether any was given."""

    journal: Journal
    year: int
    pattern: str
    last: int
    is_begun: bool

    @property
    def next(self) -> str:
        """The number that comes next."""
        return self.pattern.format(n=self.last + 1, year=self.year)

    @property
    def last_given(self) -> str:
        """The last number, as it was spelled."""
        return self.pattern.format(n=self.last, year=self.year)


def numberings(provider: Provider, at: datetime) -> list[Numbering]:
    """Each journal of the office in this year; in December, in the next one too."""
    day = day_of(provider, at)
    years = [day.year, day.year + 1] if day.month == DECEMBER else [day.year]
    journals = edition_at(provider, at).procedure.journals
    return [_numbering(provider, journal, year) for year in years for journal in journals]


def set_numbering(
    provider: Provider, journal_id: str, year: str, fields: Mapping[str, str], *, actor: Officer, at: datetime
) -> None:
    """Let a journal's numbers of a year be spelled by a pattern and go on after the last one of a paper journal.

    fields: `pattern`, `last`. Refused once a number of the year was given, and to anybody but the administrator.
    """
    with transaction.atomic():
        take_turn(provider.pk)
        require_administrator(provider, actor, at)
        rows = [one for one in numberings(provider, at) if (one.journal.id, str(one.year)) == (journal_id, year)]
        if not rows:
            raise RefusedError(JOURNAL_UNKNOWN)
        before = rows[0]
        pattern, last = _read(fields)
        if not before.is_begun and (before.pattern, before.last) == (pattern, last):
            return
        try:
            start_series(provider, before.journal, year=before.year, last=last, pattern=pattern)
        except SeriesBegunError as begun:
            raise RefusedError(Refusal(BEGUN.code, BEGUN.text.filled(last=str(begun)))) from None
        facts = {
            "journal": journal_id,
            "year": before.year,
            "before": {"pattern": before.pattern, "last": before.last},
            "after": {"pattern": pattern, "last": last},
        }
        enter(provider, NUMBERING_SET, facts, actor=actor, at=at)


def _numbering(provider: Provider, journal: Journal, year: int) -> Numbering:
    series = NumberSeries.objects.filter(provider=provider, journal=journal.id, year=year).first()
    if series is None:
        return Numbering(journal, year, pattern_for(provider, journal, year), 0, is_begun=False)
    return Numbering(journal, year, series.pattern, series.last, is_begun(series))


def _read(fields: Mapping[str, str]) -> tuple[str, int]:
    reader = FieldReader(fields)
    pattern = reader.line("pattern", LABELS["pattern"], PATTERN_LIMIT, required=True)
    typed = fields.get("last", "").strip()
    last = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= len(str(GREATEST)) else None
    if pattern and not reader.problems and not is_pattern(pattern):
        reader.say("pattern", "pattern_wrong", PROBLEMS["pattern_wrong"])
    if last is None:
        reader.say("last", "last_wrong", PROBLEMS["last_wrong"])
    if last is None or reader.problems:
        raise ProblemsError(reader.problems)
    return pattern, last
