"""What the administrator of an office sets, each time with a trail entry; the calendar itself is in `recalendar`."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from kense.kernel import Refusal, RefusedError, Text
from kense.people import office_time
from kense.people.models import SOON_PERCENTS, Officer, Provider
from kense.people.roles import ADMINISTRATOR
from kense.people.selectors import final_years_of, roles_on, working_time
from kense.trail.chain import append, take_turn

YEAR_SETTLED = "calendar_year_settled"
YEAR_UNSETTLED = "calendar_year_unsettled"
SOON_SET = "soon_percent_set"

ADMINISTRATOR_ONLY = Refusal(
    "wrong_role",
    Text(
        "Күнтізбе мен жұмыс уақытын осы кеңсенің әкімшісі ғана өзгертеді. Сізде бұл рөл жоқ.",
        "Календарь и рабочее время меняет только администратор этой канцелярии. У вас нет этой роли.",
        "Only the administrator of this office changes its calendar and hours. You do not hold this role.",
    ),
)
PERCENT_OUTSIDE = Refusal(
    "percent_outside",
    Text(
        "Ескерту шегі норманың {first}–{last} пайызы аралығында болуы тиіс. Санын түзетіңіз.",
        "Порог предупреждения – от {first} до {last} процентов нормы. Исправьте число.",
        "The warning threshold is from {first} to {last} per cent of the norm. Correct the number.",
    ).filled(first=SOON_PERCENTS[0], last=SOON_PERCENTS[1]),
)


def require_administrator(provider: Provider, actor: Officer, at: datetime) -> None:
    """RefusedError unless the officer holds the role in this very office on the day of the moment."""
    day = working_time(provider).local(at).date()
    if actor.provider_id != provider.pk or ADMINISTRATOR not in roles_on(actor, day):
        raise RefusedError(ADMINISTRATOR_ONLY)


def settle_year(provider: Provider, year: int, decree: str, *, actor: Officer, at: datetime) -> None:
    """Mark a year as final by an act: nothing else will be moved in it. No due moment moves by that."""
    with transaction.atomic():
        require_administrator(provider, actor, at)
        take_turn(provider.pk)
        if final_years_of(provider).get(year) == decree:
            return
        office_time.settle_year(provider, year, decree)
        _enter(provider, YEAR_SETTLED, {"year": year, "decree": decree}, actor, at)


def unsettle_year(provider: Provider, year: int, *, actor: Officer, at: datetime) -> None:
    """Take the mark of a final year off: its calendar is provisional again, as far as the country's one is."""
    with transaction.atomic():
        require_administrator(provider, actor, at)
        take_turn(provider.pk)
        decree = final_years_of(provider).get(year)
        if decree is None:
            return
        office_time.unsettle_year(provider, year)
        _enter(provider, YEAR_UNSETTLED, {"year": year, "decree": decree}, actor, at)


def set_soon_percent(provider: Provider, percent: int, *, actor: Officer, at: datetime) -> None:
    """Let clocks of the office be «due soon» from this share of their norm on, in per cent.

    Raises RefusedError outside SOON_PERCENTS.
    """
    with transaction.atomic():
        require_administrator(provider, actor, at)
        take_turn(provider.pk)
        if not SOON_PERCENTS[0] <= percent <= SOON_PERCENTS[1]:
            raise RefusedError(PERCENT_OUTSIDE)
        provider.refresh_from_db(fields=["soon_percent"])
        if provider.soon_percent == percent:
            return
        facts = {"from": provider.soon_percent, "to": percent}
        provider.soon_percent = percent
        provider.save(update_fields=["soon_percent"])
        _enter(provider, SOON_SET, facts, actor, at)


def _enter(provider: Provider, operation: str, facts: Mapping[str, object], actor: Officer, at: datetime) -> None:
    append(provider.pk, at=at, officer_id=actor.pk, operation=operation, case_id=None, facts=facts, personal={})
