"""What stands around every page: name of the office, menu, languages, the officer, the strip of the day."""

from datetime import datetime, time
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language

from kense import law
from kense.acts.selectors import known
from kense.cases.selectors import due_moments
from kense.desk.day_strip import day_strip
from kense.desk.flash import take_flash
from kense.desk.keys import bindings
from kense.desk.menu import menu_of
from kense.desk.officers import Desk, desk_of
from kense.kernel.clock import now
from kense.people.selectors import providers, working_time

LANGUAGES = (("kk", "Қаз"), ("ru", "Рус"), ("en", "Eng"))


def shell(request: HttpRequest) -> dict[str, Any]:
    """The template context of the shell."""
    words: dict[str, Any] = {"languages": LANGUAGES, "lang": get_language(), "here": _here(request)}
    if getattr(request, "user", None) is None or not request.user.is_authenticated:
        return words | _door()
    desk = desk_of(request)
    due = _due_moments(desk)
    return words | {
        "desk": desk,
        "menu": menu_of(desk),
        "keys": bindings(request),
        "provider": desk.provider,
        "is_demonstration": desk.provider.is_demonstration,
        "strip": day_strip(desk.worktime, desk.at, due),
        "next_due": next((desk.worktime.local(moment) for moment in due if moment >= desk.at), None),
        "act": desk.edition.act,
        "flash": take_flash(request, desk),
    }


def _here(request: HttpRequest) -> str:
    """Where to come back to after changing the language. What a form was sent to is no page: it leads to the one above."""
    return request.get_full_path() if request.method == "GET" else request.path


def _door() -> dict[str, Any]:
    """Before signing in: the act that is worked by here, and where there is one office alone its name, day and hours."""
    found = list(providers())
    if not found:
        return {}
    first, at = found[0], now()
    local = working_time(first).local(at)
    words: dict[str, Any] = {"is_demonstration": any(one.is_demonstration for one in found)}
    if {one.act for one in found} == {first.act}:
        act = law.newest(first.act).act
        words |= {"act": act, "act_status": law.status_on(known(act), local.date())}
    if len(found) == 1:
        words |= {
            "provider": first,
            "strip": day_strip(working_time(first), at, ()),
            "schedule": first.schedules.filter(from_day__lte=local.date()).last(),
        }
    return words


def _due_moments(desk: Desk) -> list[datetime]:
    """The due moments of the services in the officer's queue from this morning on, each once, in order."""
    local = desk.worktime.local(desk.at)
    midnight = datetime.combine(local.date(), time(), tzinfo=local.tzinfo)
    return due_moments(desk.provider.pk, [action.id for action in desk.my_actions], midnight)
