"""Continuing a journal that was kept on paper: the last number given there, before the first one given here."""

from kense import law
from kense.acts.selectors import office_key
from kense.casework.numbers import SeriesBegunError, is_pattern, start_series
from kense.law.edition import Journal
from kense.ops.errors import StopError
from kense.people.models import Provider


def journal_of(provider: Provider, journal_id: str) -> Journal:
    """A journal of the provider's procedure. StopError, naming the journals there are."""
    journals = law.newest(provider.act, office_key(provider)).procedure.journals
    for journal in journals:
        if journal.id == journal_id:
            return journal
    raise StopError(f"there is no journal '{journal_id}'. Journals: {', '.join(one.id for one in journals)}.", 2)


def check_pattern(pattern: str) -> None:
    """StopError for a pattern that could not spell a number: `{n}` must stand in it once, `{year}` may."""
    if not is_pattern(pattern):
        raise StopError(f"'{pattern}' is no pattern of a number: write {{n}} in it, and {{year}} if you wish.", 2)


def continue_after(provider: Provider, journal: Journal, *, year: int, last: int, pattern: str) -> str:
    """Let the journal's numbers of a year go on after `last`. Returns the number that comes next.

    StopError once a number of that year was given: it would no longer be without gaps.
    """
    try:
        return start_series(provider, journal, year=year, last=last, pattern=pattern)
    except SeriesBegunError as begun:
        raise StopError(
            f"numbers of {year} have been given already, the last is {begun}; nothing was changed."
        ) from None
