"""Entering afterwards what was registered, or refused at the counter, on a sheet of paper: opening and decision as one step."""

import re
from collections.abc import Mapping
from datetime import datetime, time

from django.db import transaction

from kense.cases.models import Case
from kense.casework import drafts
from kense.casework.governing import edition_for_opening
from kense.casework.late import ACCEPTED_BY, DECIDED, HANDED_IN, SHEET, Late
from kense.casework.perform import ProblemsError, Request, perform
from kense.kernel import Problem, Text
from kense.people.models import Officer, Provider
from kense.people.selectors import officer_of, working_time
from kense.registry import texts
from kense.registry.dates import EARLIEST, parse_date

DAY, TIME = "_day", "_time"
"""A moment is typed in two fields: `late_handed_in_day` and `late_handed_in_time`."""

LABELS: dict[str, Text] = {
    HANDED_IN: Text("Құжаттар тапсырылды", "Документы сданы", "Documents handed in"),
    DECIDED: Text("Тіркелді немесе бас тартылды", "Зарегистрировано или отказано", "Registered or refused"),
    ACCEPTED_BY: Text("Қағазда қабылдаған", "Принял(а) на бумаге", "Accepted on paper by"),
    SHEET: Text("Парақ", "Лист", "Sheet"),
}
_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]?([0-5]\d)", re.ASCII)
_UNREADABLE = Text(
    "{label}: уақыты оқылмады. Бланкідегідей «10:12» түрінде жазыңыз.",
    "{label}: время не читается. Впишите его как на бланке, в виде «10:12».",
    "{label}: the time cannot be read. Write it as on the form, as “10:12”.",
)
_ORDER = Text(
    "{label}: бұл сәт құжаттар тапсырылған сәттен бұрын. Екеуін де бланкімен салыстырыңыз.",
    "{label}: этот момент раньше сдачи документов. Сверьте оба с бланком.",
    "{label}: this moment is before the handing in. Compare both with the form.",
)
_NOBODY = Text("Қызметкерді тізімнен таңдаңыз.", "Выберите сотрудника из списка.", "Choose an officer from the list.")


def enter_late(number: int, fields: Mapping[str, str], then: str, *, key: str, actor: Officer, at: datetime) -> Case:
    """Open the case and decide on it under a reserved number (its id), as the paper says; both or neither.

    fields: those of an application and, of the paper, `late_handed_in_day`, `_time`, `late_decided_day` (empty: the same
    day), `_time`, `late_accepted_by`, `late_sheet`. Raises what `perform` raises.
    """
    handed_in, decided, by = _read(actor.provider, fields, at)
    sheet = texts.normalised(fields.get(SHEET, ""))
    inputs = {name: value for name, value in fields.items() if not name.startswith("late_")}
    inputs["handed_in"] = handed_in.isoformat()
    opening = edition_for_opening(actor.provider, inputs, at).procedure.opening
    with transaction.atomic():
        came = Late(number, handed_in, by, sheet)
        case = perform(Request(opening.id, drafts.opening_key(key), inputs=inputs, late=came), actor=actor, at=at)
        done = Late(number, decided, by, sheet)
        return perform(Request(then, key, case=case.pk, version=1, inputs=inputs, late=done), actor=actor, at=at)


def typed_moment(provider: Provider, fields: Mapping[str, str], name: str, at: datetime) -> datetime | Problem:
    """The moment typed under a name, by the office's clock; or what is wrong with it."""
    day = parse_date(fields.get(f"{name}{DAY}", ""), field=name, label=LABELS[name])
    if isinstance(day, Problem):
        return day
    if day < EARLIEST:
        return Problem(name, "time_unreadable", _UNREADABLE.filled(label=LABELS[name]))
    clock = _CLOCK.fullmatch(fields.get(f"{name}{TIME}", "").strip())
    if clock is None:
        return Problem(name, "time_unreadable", _UNREADABLE.filled(label=LABELS[name]))
    zone = working_time(provider).local(at).tzinfo
    return datetime.combine(day, time(int(clock[1]), int(clock[2])), tzinfo=zone)


def _read(provider: Provider, fields: Mapping[str, str], at: datetime) -> tuple[datetime, datetime, Officer]:
    handed_in = typed_moment(provider, fields, HANDED_IN, at)
    decided = typed_moment(provider, same_day(fields), DECIDED, at)
    by = officer_of(provider, fields.get(ACCEPTED_BY, ""))
    found = [one for one in (handed_in, decided) if isinstance(one, Problem)]
    if by is None:
        found.append(Problem(ACCEPTED_BY, "officer_unknown", _NOBODY))
    if isinstance(handed_in, Problem) or isinstance(decided, Problem) or by is None:
        raise ProblemsError(found)
    if decided < handed_in:
        raise ProblemsError([Problem(DECIDED, "decided_before", _ORDER.filled(label=LABELS[DECIDED]))])
    return handed_in, decided, by


def same_day(fields: Mapping[str, str]) -> dict[str, str]:
    """The fields with the day of the decision: that of the handing in where no other is typed."""
    day = fields.get(f"{DECIDED}{DAY}", "").strip() or fields.get(f"{HANDED_IN}{DAY}", "")
    return {**fields, f"{DECIDED}{DAY}": day}
