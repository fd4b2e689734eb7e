"""The edition that governs a new case: the one in force on the day of handing in, for ever."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from kense.acts.selectors import governing_on
from kense.casework.application import moment_typed
from kense.kernel import Refusal, RefusedError, Text
from kense.law import Edition, library
from kense.people.models import Provider
from kense.people.selectors import working_time
from kense.storage.remembered import remembered

_NO_EDITION = Text(
    "Құжаттар {day} күні тапсырылған деп жазылған, ал бұл күнге ережелердің редакциясы жоқ. Күнді тексеріңіз.",
    "Указано, что документы сданы {day}, а редакции правил на этот день нет. Проверьте дату.",
    "The documents are said to be handed in on {day}, and no edition of the rules holds on that day. Check the date.",
)


def edition_for_opening(provider: Provider, inputs: Mapping[str, Any], at: datetime) -> Edition:
    """The edition for an application with these inputs. Raises RefusedError where none holds on the day of handing in."""
    # One that another process has just published counts too.
    library.refresh(remembered(provider.pk, "editions", library.published))
    day = handed_in_day(provider, str(inputs.get("handed_in", "")), at)
    edition = governing_on(provider, day)
    if edition is None:
        raise RefusedError(Refusal("no_edition", _NO_EDITION.filled(day=f"{day:%d.%m.%Y}")))
    return edition


def handed_in_day(provider: Provider, typed: str, at: datetime) -> date:
    """The day of handing in as typed. A moment that cannot be read is told of by whoever reads the application; until then today."""
    now = working_time(provider).local(at)
    try:
        return moment_typed(typed, now.tzinfo).date() if typed else now.date()
    except (ValueError, OverflowError):
        return now.date()
