"""What the directory says of itself: the act, its edition, the dates."""

from datetime import date

from kense.directory import words
from kense.kernel import Text
from kense.kernel.text import joined
from kense.law import Edition


def said_of(edition: Edition) -> Text:
    """The act and the edition in a line."""
    short = Text.same(f"{edition.id} · {edition.content_hash[:12]}")
    return joined([edition.act.cited_as, short], " · ")


def facts(edition: Edition) -> list[tuple[Text, Text]]:
    """The act's number, its dates, the version of the directory: label and value."""
    act = edition.act
    found = [
        (words.ACT_NUMBER, words.NO_OF.filled(number=act.number, day=_day(act.adopted))),
        (words.REGISTERED, words.NO_OF.filled(number=act.registered.number, day=_day(act.registered.date))),
    ]
    if act.repealed:
        repealed = words.NO_OF.filled(number=act.repealed.by_number, day=_day(act.repealed.adopted))
        found.append((words.REPEALED, repealed))
    return [
        *found,
        (words.EDITION, Text.same(edition.id)),
        (words.HASH, Text.same(edition.content_hash)),
    ]


def _day(day: date) -> str:
    return f"{day:%d.%m.%Y}"
