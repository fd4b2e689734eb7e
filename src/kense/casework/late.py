"""What happened on paper and is entered afterwards: what must be true of it, and how a case shows it.

A house rule. Clocks and numbers have the moments of the paper; the trail has the moment of the entry, and tells both.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kense import law
from kense.acts.selectors import office_key
from kense.cases.models import Case, ReservedNumber
from kense.casework.course import Course
from kense.casework.numbers import give, year_of
from kense.kernel import Problem, Refusal, RefusedError, Text
from kense.law import Edition, lookup
from kense.law.edition import Journal, Opening, Outcome
from kense.people.models import Officer, Provider
from kense.people.selectors import roles_on, working_time
from kense.procedure.refusals import refusal
from kense.registry.dates import shown

HANDED_IN, DECIDED, ACCEPTED_BY, SHEET = "late_handed_in", "late_decided", "late_accepted_by", "late_sheet"
"""The fields of the moments, of the officer who accepted on paper, of the sheet."""
_SHEET = re.compile(r"(?=.*\d)[\w/.\- ]{1,20}")

_UNKNOWN = Text(
    "Мұндай бөлінген нөмір жоқ. Нөмірлер тобын ашып, тізімнен таңдаңыз.",
    "Такого выделенного номера нет. Откройте блок номеров и выберите из списка.",
    "There is no such number set aside. Open the block of numbers and choose from the list.",
)
_ENTERED = Text(
    "№ {number} нөмірімен өтініш енгізілген: {officer}, {at}. Бланктің нөмірін тексеріңіз.",
    "По № {number} заявление уже внесено: {officer}, {at}. Проверьте номер бланка.",
    "An application was entered under No. {number} already: {officer}, {at}. Check the number of the form.",
)
_VOIDED = Text(
    "№ {number} нөмірінің күші жойылған: {officer}, {at}. Себебі: {reason}. Бұл нөмірмен енгізуге болмайды.",
    "№ {number} аннулирован: {officer}, {at}. Причина: {reason}. Под этим номером внести нельзя.",
    "No. {number} was voided: {officer}, {at}. Reason: {reason}. Nothing can be entered under it.",
)
_OTHER_JOURNAL = Text(
    "№ {number} – «{journal}» нөмірі, ал бұл әрекетке басқа журналдың нөмірі керек.",
    "№ {number} – номер журнала «{journal}», а для этого действия нужен номер другого журнала.",
    "No. {number} is of the “{journal}”; this operation needs a number of another journal.",
)
_NOT_KNOWN = Text(
    "Қағаздан кейін тек қабылдау сәтіндегі шешім енгізіледі. Одан кейінгі әрекеттерді әдеттегідей орындаңыз.",
    "С бумаги позже вносится только решение при приёме. Дальнейшие действия выполняйте обычным порядком.",
    "Only what was decided at the counter is entered from paper afterwards. Later actions are done in the usual way.",
)
_BEFORE_BLOCK = Text(
    "Нөмірлер {reserved} бөлінген, ал бұл сәт одан бұрын. Уақытты бланкімен салыстырыңыз.",
    "Номера выделены {reserved}, а этот момент раньше. Сверьте время с бланком.",
    "The numbers were set aside on {reserved}; this moment is before that. Compare the time with the form.",
)
_NOT_YET = Text(
    "Бұл сәт әлі келген жоқ. Уақытты бланкімен салыстырыңыз.",
    "Этот момент ещё не наступил. Сверьте время с бланком.",
    "This moment has not come yet. Compare the time with the form.",
)
_OTHER_YEAR = Text(
    "№ {number} – {year} жылдың нөмірі. Сол жылы тіркелген өтінішті енгізіңіз немесе уақытты түзетіңіз.",
    "№ {number} – номер {year} года. Внесите заявление, зарегистрированное в том году, или исправьте время.",
    "No. {number} is a number of {year}. Enter an application registered in that year or correct the time.",
)
_NOT_THERE_THEN = Text(
    "{officer} {day} күні бұл рөлде болмаған. Бланкіге қол қойған қызметкерді таңдаңыз.",
    "{officer}: {day} этой роли не было. Выберите сотрудника, который подписал бланк.",
    "{officer} did not hold this role on {day}. Choose the officer who signed the form.",
)
_SHEET_WRONG = Text(
    "Парақтың бланкідегі кодын немесе нөмірін жазыңыз: ең көбі 20 таңба, ішінде цифр болуы тиіс.",
    "Впишите код листа с бланка или его номер: не больше 20 знаков, среди них цифра.",
    "Write the code of the sheet as on the form, or its number: at most 20 characters with a digit among them.",
)


@dataclass(frozen=True, slots=True)
class Late:
    """What a sheet of paper says of an operation: under which reserved number (its id), when, who did it, which sheet."""

    number: int
    happened_at: datetime
    accepted_by: Officer
    sheet: str


@dataclass(frozen=True, slots=True)
class LateEntry:
    """That a case was entered from paper: when and by whom, who had accepted it, from which sheet."""

    at: datetime
    officer: str
    accepted_by: str
    sheet: str


def late_entry_of(case: Case) -> LateEntry | None:
    """How the case was entered from paper; None for one taken in at the desk."""
    kept = case.late_entry
    if not kept:
        return None
    return LateEntry(datetime.fromisoformat(kept["at"]), kept["officer"], kept["accepted_by"], kept["sheet"])


def last_entered_at(case: Case) -> datetime:
    """When the last thing done on the case was entered at the desk: its papers were made then."""
    entry = late_entry_of(case)
    return max(case.last_at, entry.at) if entry else case.last_at


def mark(late: Late, actor: Officer, at: datetime) -> dict[str, Any]:
    """What a case keeps of its entry, as JSON."""
    return {
        "at": at.isoformat(),
        "officer": actor.short_name,
        "accepted_by": late.accepted_by.short_name,
        "sheet": late.sheet,
    }


def done_by(late: Late | None, actor: Officer, at: datetime) -> tuple[Officer, datetime]:
    """Who did it and when: what the paper says, else the officer who asks, now."""
    return (late.accepted_by, late.happened_at) if late else (actor, at)


def facts_of(late: Late) -> dict[str, Any]:
    """What the trail keeps of the paper: nothing in it is personal."""
    return {
        "entered_late": True,
        "happened_at": late.happened_at.isoformat(),
        "accepted_by": late.accepted_by.pk,
        "sheet": late.sheet,
    }


def content_of(late: Late) -> list[Any]:
    """What tells one paper from another, as JSON."""
    return [late.number, late.happened_at.isoformat(), late.accepted_by.pk, late.sheet]


def outcomes_on_paper(edition: Edition) -> tuple[Outcome, ...]:
    """What can be decided on paper and entered afterwards: what gives a number at the counter."""
    counter = lookup.action(edition, edition.procedure.opening.opens)
    return tuple(one for one in counter.outcomes if one.draws)


def journals_on_paper(edition: Edition) -> tuple[Journal, ...]:
    """The journals whose numbers can be set aside."""
    return tuple(lookup.journal(edition, one.draws) for one in outcomes_on_paper(edition) if one.draws)


def reserved_number(provider: Provider, number: int) -> ReservedNumber | None:
    """A reserved number of the office with what became of it; None for one of another office."""
    rows = ReservedNumber.objects.select_related("block", "series", "case", "voided_by")
    return rows.filter(pk=number, series__provider=provider).first()


def problems_with(late: Late, operation: str, edition: Edition, actor: Officer, at: datetime) -> list[Problem]:
    """What is wrong with the paper's moments and its officer, at their fields.

    Raises RefusedError for an officer who may not enter it, and for a number it cannot be entered under.
    """
    asked = _operation(edition, operation)
    _require_clerk(edition, actor, at)
    reserved = _free(actor.provider, late.number)
    if isinstance(asked, Outcome) and asked.draws != reserved.series.journal:
        journal = lookup.journal(edition, reserved.series.journal)
        raise RefusedError(
            Refusal("other_journal", _OTHER_JOURNAL.filled(number=reserved.text, journal=journal.name), asked.ref)
        )
    field = HANDED_IN if isinstance(asked, Opening) else DECIDED
    found = [_about_moment(field, late, reserved, at)]
    if isinstance(asked, Outcome) and year_of(actor.provider, late.happened_at) != reserved.series.year:
        words = _OTHER_YEAR.filled(number=reserved.text, year=reserved.series.year)
        found.append(Problem(field, "other_year", words))
    found.append(_about_officer(edition, late, actor.provider))
    if not _SHEET.fullmatch(late.sheet):
        found.append(Problem(SHEET, "sheet_wrong", _SHEET_WRONG))
    return [one for one in found if one]


def give_reserved(course: Course, journal: Journal, late: Late) -> str:
    """Let the case have its reserved number. RefusedError where another was entered under it, or it was voided, meanwhile."""
    case = course.case
    rows = ReservedNumber.objects.filter(pk=late.number, case__isnull=True, voided_at__isnull=True)
    if rows.update(case=case) != 1:
        _free(case.provider, late.number)
    reserved = ReservedNumber.objects.select_related("series").get(pk=late.number)
    return give(course, journal, reserved.series, reserved.n, late.happened_at)


def _operation(edition: Edition, operation: str) -> Opening | Outcome:
    opening, rule = edition.procedure.opening, edition.procedure.late_entry
    known: dict[str, Opening | Outcome] = {opening.id: opening}
    known |= {one.id: one for one in outcomes_on_paper(edition)}
    if rule is None or operation not in known:
        raise RefusedError(Refusal("not_on_paper", _NOT_KNOWN, rule.ref if rule else None))
    return known[operation]


def _require_clerk(edition: Edition, actor: Officer, at: datetime) -> None:
    """Who enters it works at the counter today, whoever accepted it then."""
    opening = edition.procedure.opening
    if opening.role not in roles_on(actor, working_time(actor.provider).local(at).date()):
        role = lookup.role(edition, opening.role).officer
        raise RefusedError(refusal("wrong_role", opening.ref, operation=opening.name, role=role))


def _free(provider: Provider, number: int) -> ReservedNumber:
    reserved = reserved_number(provider, number)
    if reserved is None:
        raise RefusedError(Refusal("number_unknown", _UNKNOWN))
    if told := why_taken(reserved):
        raise RefusedError(told)
    return reserved


def why_taken(reserved: ReservedNumber) -> Refusal | None:
    """Why nothing can be entered under a number any more: who used or voided it and when; None while it is free."""
    provider = reserved.series.provider
    rule = law.newest(provider.act, office_key(provider)).procedure.late_entry
    ref = rule.ref if rule else None
    if reserved.case and (entry := late_entry_of(reserved.case)):
        when = _moment(reserved, entry.at)
        return Refusal("number_entered", _ENTERED.filled(number=reserved.text, officer=entry.officer, at=when), ref)
    if reserved.voided_at and reserved.voided_by:
        when, who = _moment(reserved, reserved.voided_at), reserved.voided_by.short_name
        words = _VOIDED.filled(number=reserved.text, officer=who, at=when, reason=reserved.reason)
        return Refusal("number_voided", words, ref)
    return None


def _about_moment(field: str, late: Late, reserved: ReservedNumber, at: datetime) -> Problem | None:
    if late.happened_at > at:
        return Problem(field, "moment_future", _NOT_YET)
    if late.happened_at < reserved.block.reserved_at.replace(second=0, microsecond=0):
        when = _moment(reserved, reserved.block.reserved_at)
        return Problem(field, "before_block", _BEFORE_BLOCK.filled(reserved=when))
    return None


def _about_officer(edition: Edition, late: Late, provider: Provider) -> Problem | None:
    day = working_time(provider).local(late.happened_at).date()
    role = edition.procedure.opening.role
    if late.accepted_by.provider_id == provider.pk and role in roles_on(late.accepted_by, day):
        return None
    words = _NOT_THERE_THEN.filled(officer=late.accepted_by.short_name, day=shown(day))
    return Problem(ACCEPTED_BY, "not_there_then", words)


def _moment(reserved: ReservedNumber, at: datetime) -> str:
    local = working_time(reserved.series.provider).local(at)
    return f"{shown(local.date())}, {local:%H:%M}"
