"""What the administrator of an office sets, each time with a trail entry; the calendar itself is in `recalendar`.

Officers and their roles, substitutions, numbers, the letterhead and who oversees the office are in modules of their own.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

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

DONE: dict[str, Text] = {
    YEAR_SETTLED: Text(
        "жыл күнтізбесін соңғы деп белгіледі", "отметил(а) календарь года окончательным", "marked a year as final"
    ),
    YEAR_UNSETTLED: Text(
        "жылдың соңғы деген белгісін алды", "снял(а) отметку об окончательном годе", "took a final year's mark off"
    ),
    SOON_SET: Text("ескерту шегін өзгертті", "изменил(а) порог предупреждения", "set the warning threshold"),
}
ADMINISTRATOR_ONLY = Refusal(
    "wrong_role",
    Text(
        "Кеңсенің баптауларын осы кеңсенің әкімшісі ғана өзгертеді. Сізде бұл рөл жоқ.",
        "Настройки канцелярии меняет только её администратор. У вас нет этой роли.",
        "Only the administrator of this office changes its settings. You do not hold this role.",
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
    if actor.provider_id != provider.pk or ADMINISTRATOR not in roles_on(actor, day_of(provider, at)):
        raise RefusedError(ADMINISTRATOR_ONLY)


def day_of(provider: Provider, at: datetime) -> date:
    """The day of a moment on the office's wall."""
    return working_time(provider).local(at).date()


def enter(
    provider: Provider,
    operation: str,
    facts: Mapping[str, object],
    *,
    actor: Officer,
    at: datetime,
    personal: Mapping[str, object] | None = None,
) -> None:
    """The trail entry of a setting: of no case. What names a person belongs into `personal`."""
    append(
        provider.pk, at=at, officer_id=actor.pk, operation=operation, case_id=None, facts=facts, personal=personal or {}
    )


def differing(
    before: Mapping[str, object], after: Mapping[str, object], names: Iterable[str]
) -> dict[str, dict[str, object]]:
    """What a trail entry tells of a change: of the named values that differ, those before and those after."""
    changed = [name for name in names if before[name] != after[name]]
    return {"before": {name: before[name] for name in changed}, "after": {name: after[name] for name in changed}}


def settle_year(provider: Provider, year: int, decree: str, *, actor: Officer, at: datetime) -> None:
    """Mark a year as final by an act: nothing else will be moved in it. No due moment moves by that."""
    with transaction.atomic():
        require_administrator(provider, actor, at)
        take_turn(provider.pk)
        if final_years_of(provider).get(year) == decree:
            return
        office_time.settle_year(provider, year, decree)
        enter(provider, YEAR_SETTLED, {"year": year, "decree": decree}, actor=actor, at=at)


def unsettle_year(provider: Provider, year: int, *, actor: Officer, at: datetime) -> None:
    """Take the mark of a final year off: its calendar is provisional again, as far as the country's one is."""
    with transaction.atomic():
        require_administrator(provider, actor, at)
        take_turn(provider.pk)
        decree = final_years_of(provider).get(year)
        if decree is None:
            return
        office_time.unsettle_year(provider, year)
        enter(provider, YEAR_UNSETTLED, {"year": year, "decree": decree}, actor=actor, at=at)


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
        enter(provider, SOON_SET, facts, actor=actor, at=at)
