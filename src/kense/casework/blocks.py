"""Blocks of numbers for registering on paper: set aside with blank forms, and what was left of them voided with a reason.

A house rule. A number that was set aside ends with the case entered under it or voided; none is left out of its journal.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet

from kense.acts.selectors import edition_at
from kense.cases.models import NumberBlock, NumberSeries, ReservedNumber
from kense.casework.administration import day_of, enter
from kense.casework.fields import FieldReader
from kense.casework.late import journals_on_paper, why_taken
from kense.casework.numbers import spelled, take, year_of
from kense.casework.paper_data import APPLICANT_KINDS, office_head
from kense.casework.paper_words import pair
from kense.casework.papers import store
from kense.casework.perform import ProblemsError
from kense.kernel import Refusal, RefusedError, Text
from kense.kernel.codes import new_code
from kense.law import Edition, lookup
from kense.law.edition import Journal, PaperSpec
from kense.people.models import Officer, Provider
from kense.people.roles import ADMINISTRATOR
from kense.people.selectors import roles_on, row_id
from kense.trail.chain import take_turn

RESERVED, VOIDED = "numbers_reserved", "numbers_voided"
MOST = 100
"""Numbers in one block: a day of a busy counter. Each is a sheet of paper."""
TEXT_LIMIT = 200

DONE: dict[str, Text] = {
    RESERVED: Text("қағазда тіркеу үшін нөмірлер бөлді", "выделил(а) номера для бумаги", "set numbers aside for paper"),
    VOIDED: Text("бөлінген нөмірлердің күшін жойды", "аннулировал(а) выделенные номера", "voided numbers set aside"),
}
LABELS: dict[str, Text] = {
    "journal": Text("Журнал", "Журнал", "Journal"),
    "count": Text("Нөмірлер саны", "Сколько номеров", "How many numbers"),
    "purpose": Text(
        "Не үшін: жарық өшуі, көшпелі қабылдау",
        "Для чего: отключение света, выездной приём",
        "What for: power cut, visit",
    ),
    "reason": Text("Күшін жою себебі", "Причина аннулирования", "Reason of voiding"),
    "numbers": Text("Нөмірлер", "Номера", "Numbers"),
}
PROBLEMS: dict[str, Text] = {
    "journal_unknown": Text(
        "Журналды тізімнен таңдаңыз.", "Выберите журнал из списка.", "Choose a journal from the list."
    ),
    "count_wrong": Text(
        "Нөмірлер санын цифрмен жазыңыз: 1–{limit} аралығында.",
        "Впишите количество номеров цифрами: от 1 до {limit}.",
        "Write the count of numbers in digits: from 1 to {limit}.",
    ).filled(limit=MOST),
    "none_chosen": Text(
        "Күші жойылатын нөмірлерді белгілеңіз.", "Отметьте номера для аннулирования.", "Tick the numbers to void."
    ),
}
NOT_YOURS = Refusal(
    "wrong_role",
    Text(
        "Нөмірлерді осы кеңсенің қызметкері немесе әкімшісі бөледі және жояды. Сізде бұл рөл жоқ.",
        "Номера выделяет и аннулирует сотрудник этой канцелярии или её администратор. У вас нет этой роли.",
        "Numbers are set aside and voided by a clerk or the administrator of this office. You hold neither role.",
    ),
)
UNKNOWN = Refusal(
    "block_unknown",
    Text(
        "Мұндай нөмірлер тобы жоқ. Бетті жаңартып, тізімнен таңдаңыз.",
        "Такого блока номеров нет. Обновите страницу и выберите из списка.",
        "There is no such block of numbers. Reload the page and choose from the list.",
    ),
)


def may_reserve(officer: Officer, at: datetime) -> bool:
    """Whether the officer may set numbers aside and void them: at the counter, or as the administrator.

    Nobody may where the edition lets nothing be entered from paper.
    """
    procedure = edition_at(officer.provider, at).procedure
    clerk = procedure.opening.role
    return procedure.late_entry is not None and not roles_on(officer, day_of(officer.provider, at)).isdisjoint(
        {clerk, ADMINISTRATOR}
    )


def blocks_of(provider: Provider) -> QuerySet[NumberBlock]:
    """The blocks of an office, the newest first, with their numbers at hand."""
    rows = NumberBlock.objects.filter(series__provider=provider).select_related("series", "officer")
    return rows.prefetch_related("numbers__case", "numbers__voided_by")


def sheet_of(reserved: ReservedNumber) -> str:
    """What the blank form of a number is called: the code of the forms and the place of the sheet among them."""
    return f"{reserved.block.form}/{reserved.n - reserved.block.first + 1}"


def number_on_sheet(provider_ids: Collection[int], form: str, place: int) -> ReservedNumber | None:
    """The number whose blank form is called so, in one of the offices; None for a sheet of another office."""
    rows = ReservedNumber.objects.select_related("case", "series")
    of_block = rows.filter(series__provider_id__in=provider_ids, block__form=form)
    return of_block.filter(n=F("block__first") + place - 1).first()


def enters_sheets(officer: Officer, reserved: ReservedNumber, at: datetime) -> bool:
    """Whether the officer may enter the sheet of this number: whoever works at the counter of its office."""
    clerk = edition_at(officer.provider, at).procedure.opening.role
    is_own = officer.provider_id == reserved.series.provider_id
    return is_own and clerk in roles_on(officer, day_of(officer.provider, at))


def reserve(provider: Provider, fields: Mapping[str, str], *, actor: Officer, at: datetime) -> NumberBlock:
    """Set the next numbers of a journal aside and have their blank forms made after the commit.

    fields: `journal`, `count`, `purpose`. The desk goes on with the numbers after them.
    """
    with transaction.atomic():
        take_turn(provider.pk)
        _require(provider, actor, at)
        edition = edition_at(provider, at)
        journal, count, purpose = _read(edition, fields)
        series = take(provider, journal, year_of(provider, at), count)
        block = _stored(series, count, purpose, actor, at)
        _queue_forms(block, journal, edition, at)
        facts = _facts(block) | {"form": block.form}
        enter(provider, RESERVED, facts, actor=actor, at=at, personal={"purpose": purpose})
    return block


def void(
    provider: Provider, block_id: str | int, numbers: Collection[str], reason: str, *, actor: Officer, at: datetime
) -> None:
    """Void numbers of a block (by their ids) that were not used; a reason is given for all of them.

    All or none: RefusedError where one of them was entered or voided meanwhile.
    """
    with transaction.atomic():
        take_turn(provider.pk)
        _require(provider, actor, at)
        block = NumberBlock.objects.filter(pk=row_id(block_id), series__provider=provider).first()
        if block is None:
            raise RefusedError(UNKNOWN)
        reader = FieldReader({"reason": reason})
        words = reader.line("reason", LABELS["reason"], TEXT_LIMIT, required=True)
        chosen = list(block.numbers.filter(pk__in=[row_id(one) for one in numbers]))
        if not chosen:
            reader.say("numbers", "none_chosen", PROBLEMS["none_chosen"])
        reader.done()
        for one in chosen:
            _void(one, words, actor, at)
        facts = _facts(block) | {"numbers": [one.text for one in chosen]}
        enter(provider, VOIDED, facts, actor=actor, at=at, personal={"reason": words})


def _require(provider: Provider, actor: Officer, at: datetime) -> None:
    if actor.provider_id != provider.pk or not may_reserve(actor, at):
        raise RefusedError(NOT_YOURS)


def _read(edition: Edition, fields: Mapping[str, str]) -> tuple[Journal, int, str]:
    reader = FieldReader(fields)
    journal = next((one for one in journals_on_paper(edition) if one.id == fields.get("journal")), None)
    typed = fields.get("count", "").strip()
    count = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= len(str(MOST)) else 0
    if journal is None:
        reader.say("journal", "journal_unknown", PROBLEMS["journal_unknown"])
    if not 1 <= count <= MOST:
        reader.say("count", "count_wrong", PROBLEMS["count_wrong"])
    purpose = reader.line("purpose", LABELS["purpose"], TEXT_LIMIT, required=True)
    if journal is None or reader.problems:
        raise ProblemsError(reader.problems)
    return journal, count, purpose


def _stored(series: NumberSeries, count: int, purpose: str, actor: Officer, at: datetime) -> NumberBlock:
    first = series.last - count + 1
    block = NumberBlock.objects.create(
        series=series,
        first=first,
        last=series.last,
        purpose=purpose,
        officer=actor,
        reserved_at=at,
        form=new_code(),
    )
    ReservedNumber.objects.bulk_create(
        ReservedNumber(block=block, series=series, n=n, text=spelled(series, n)) for n in range(first, series.last + 1)
    )
    return block


def _void(reserved: ReservedNumber, reason: str, actor: Officer, at: datetime) -> None:
    rows = ReservedNumber.objects.filter(pk=reserved.pk, case__isnull=True, voided_at__isnull=True)
    if rows.update(voided_at=at, voided_by=actor, reason=reason) != 1:
        raise RefusedError(why_taken(reserved) or UNKNOWN)


def _facts(block: NumberBlock) -> dict[str, Any]:
    series = block.series
    return {
        "journal": series.journal,
        "year": series.year,
        "first": spelled(series, block.first),
        "last": spelled(series, block.last),
    }


def _queue_forms(block: NumberBlock, journal: Journal, edition: Edition, at: datetime) -> None:
    """Have the paper made that has a sheet for each number; an edition without such a paper prints none."""
    if spec := lookup.paper_on_request(edition, "block"):
        provider = block.series.provider
        store(provider, spec.id, _forms(block, journal, edition, spec), at=at, edition=edition.id)


def _forms(block: NumberBlock, journal: Journal, edition: Edition, spec: PaperSpec) -> dict[str, Any]:
    return {
        **office_head(block.series.provider, edition, spec, block.form),
        "block": {"journal": pair(journal.name)},
        "sheets": [{"number": one.text, "id": sheet_of(one)} for one in block.numbers.select_related("block")],
        "applicants": [pair(name) for name in APPLICANT_KINDS.values()],
        "terms": [pair(_TERM.filled(when=term.when, name=term.name)) for term in edition.procedure.terms],
        "documents": [pair(document.name) for document in edition.standard.documents],
    }


_TERM = Text("{when} – {name}", "{when} – {name}", "{when} – {name}")
