"""Registration numbers: unique and without gaps per provider, journal and year."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from kense.cases.models import Case, GivenNumber, NumberSeries
from kense.law.edition import Journal
from kense.people.models import Provider
from kense.people.selectors import working_time
from kense.trail.chain import take_turn


def draw(case: Case, journal: Journal, at: datetime) -> str:
    """Give the case the next number of the journal in the local year of `at`. Call it inside the operation's transaction."""
    year = working_time(case.provider).local(at).year
    series, _ = NumberSeries.objects.get_or_create(
        provider=case.provider, journal=journal.id, year=year, defaults={"pattern": journal.pattern}
    )
    # The update locks the row, so two officers cannot read the same last number.
    NumberSeries.objects.filter(pk=series.pk).update(last=F("last") + 1)
    series.refresh_from_db()
    text = series.pattern.format(n=series.last, year=year)
    GivenNumber.objects.create(series=series, n=series.last, text=text, case=case, at=at)
    return text


class SeriesBegunError(Exception):
    """A number of the series was given already, so the series can no longer be started elsewhere."""


def start_series(provider: Provider, journal: Journal, *, year: int, last: int, pattern: str) -> str:
    """Let a journal's numbers of a year go on after `last`, as a paper journal left them. Returns the next number.

    Raises SeriesBegunError, with the last number given, once there is one.
    """
    with transaction.atomic():
        take_turn(provider.pk)
        series, _ = NumberSeries.objects.get_or_create(
            provider=provider, journal=journal.id, year=year, defaults={"pattern": pattern}
        )
        if series.numbers.exists():
            raise SeriesBegunError(series.pattern.format(n=series.last, year=year))
        series.last, series.pattern = last, pattern
        series.save()
    return pattern.format(n=last + 1, year=year)
