"""Printing: who sent which paper to a printer and when, and that no sheet came out after all; each with a trail entry.

A printing is written down when the stored file goes to the printer, never for a paper that has no file.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Count, QuerySet

from kense import law
from kense.acts.selectors import edition_at
from kense.casework.administration import day_of
from kense.kernel import Refusal, RefusedError, Text
from kense.kernel.codes import new_code
from kense.law import Edition
from kense.papers import batch as batches
from kense.papers.models import Paper, PrintBatch, Printing
from kense.people.models import Officer
from kense.people.selectors import roles_on
from kense.trail.chain import append, take_turn
from kense.trail.selectors import PAPER_PRINTED, PRINTING_TAKEN_BACK

PUT_TOGETHER = "papers_put_together"

DONE: dict[str, Text] = {
    PAPER_PRINTED: Text("қағазды басып шығарды", "распечатал(а) бумагу", "printed a paper"),
    PRINTING_TAKEN_BACK: Text(
        "қағаздың басылып шықпағанын белгіледі",
        "отметил(а), что бумага не распечаталась",
        "noted that no paper came out",
    ),
    PUT_TOGETHER: Text(
        "қағаздарды бір файлға жинады", "собрал(а) бумаги в один файл", "put papers together into one file"
    ),
}
NOT_MADE = Refusal(
    "paper_not_made",
    Text(
        "Бұл қағаздың файлы жоқ, сондықтан ол басып шығарылды деп белгіленбейді. Алдымен қағазды қайта жасаңыз.",
        "У этой бумаги нет файла, поэтому её нельзя отметить распечатанной. Сначала создайте бумагу снова.",
        "This paper has no file, so it cannot be marked as printed. Make the paper again first.",
    ),
)
NOTHING_CHOSEN = Refusal(
    "input_missing",
    Text(
        "Бірде-бір қағаз таңдалмаған. Тізімнен қағаздарды белгілеңіз де, қайталаңыз.",
        "Не выбрано ни одной бумаги. Отметьте бумаги в списке и повторите.",
        "No paper is chosen. Tick papers in the list and try again.",
    ),
)
NOT_AN_OFFICER = Refusal(
    "wrong_role",
    Text(
        "Қағаздарды осы кеңседе рәсім бойынша рөлі бар қызметкер басып шығарады. Бүгін сізде мұндай рөл жоқ.",
        "Бумаги печатает сотрудник этой канцелярии, у которого есть роль в процедуре. Сегодня у вас её нет.",
        "Papers are printed by an officer of this office who has a role in the procedure. You hold none today.",
    ),
)


def may_print(edition: Edition, roles: Collection[str]) -> bool:
    """Whether officers with these roles print papers: whoever makes or hands them out, not those who only look on."""
    return any(role.id in roles for role in edition.procedure.roles)


def require_printer(provider_id: int, actor: Officer, at: datetime) -> None:
    """RefusedError unless the officer works in this very office and holds a role of its procedure on that day."""
    edition = edition_at(actor.provider, at)
    if actor.provider_id != provider_id or not may_print(edition, roles_on(actor, day_of(actor.provider, at))):
        raise RefusedError(NOT_AN_OFFICER)


def kinds_to_print(act: str) -> frozenset[str]:
    """The papers, by id, that are to be printed without anybody asking: those the operations of an act's editions make."""
    papers = (one for edition in law.editions() if edition.act.id == act for one in edition.procedure.papers)
    return frozenset(one.id for one in papers if one.on_request is None)


def record(provider_id: int, codes: Sequence[str], *, actor: Officer, at: datetime, again: bool = True) -> int:
    """Write down that the officer sent these papers of the office to a printer; how many were written down.

    Without `again` those that are printed already are passed over. Raises RefusedError, and writes nothing, for an officer
    who prints nothing here, where no paper of the office is named, and for a paper without a file.
    """
    require_printer(provider_id, actor, at)
    with transaction.atomic():
        take_turn(provider_id)
        papers = list(_papers(provider_id, codes))
        if not papers:
            raise RefusedError(NOTHING_CHOSEN)
        if any(paper.status != Paper.Status.READY for paper in papers):
            raise RefusedError(NOT_MADE)
        chosen = [paper for paper in papers if again or not paper.printed]
        Printing.objects.bulk_create(Printing(paper=paper, officer=actor, at=at) for paper in chosen)
        Paper.objects.filter(pk__in=[paper.pk for paper in chosen]).update(printed=True)
        for paper in chosen:
            _enter(PAPER_PRINTED, paper, {"reprint": paper.printed}, actor=actor, at=at)
    return len(chosen)


def take_back(provider_id: int, codes: Sequence[str], *, actor: Officer, at: datetime) -> int:
    """Write down that no sheet came out the last time; how many papers that holds for.

    The last printing of each paper no longer stands, and a paper without another one is to be printed again. Raises
    RefusedError for an officer who prints nothing in this office.
    """
    require_printer(provider_id, actor, at)
    with transaction.atomic():
        take_turn(provider_id)
        last = {one.paper_id: one for one in _standing(_papers(provider_id, codes))}
        return _take_back(last.values(), actor=actor, at=at)


def put_together(provider_id: int, codes: Sequence[str], *, actor: Officer, at: datetime) -> PrintBatch:
    """A batch of these papers of the office, in this order, at most `batch.MOST`; its file is made by `batch.go_on`.

    The trail tells whose papers the officer has in one file. Raises RefusedError as `record` does.
    """
    require_printer(provider_id, actor, at)
    with transaction.atomic():
        take_turn(provider_id)
        ids = dict(_papers(provider_id, codes).values_list("code", "pk"))
        chosen = [code for code in dict.fromkeys(codes) if code in ids][: batches.MOST]
        if not chosen:
            raise RefusedError(NOTHING_CHOSEN)
        batch = batches.begin(provider_id, actor.pk, new_code(), [ids[code] for code in chosen], at)
        facts = {"batch": batch.code, "papers": chosen}
        append(provider_id, at=at, officer_id=actor.pk, operation=PUT_TOGETHER, case_id=None, facts=facts, personal={})
    return batch


def record_batch(batch: PrintBatch, *, actor: Officer, at: datetime) -> int:
    """Write down that the whole file of a batch was sent to a printer; how many papers that are. Raises as `record` does."""
    if not batch.is_made:
        raise RefusedError(NOT_MADE)
    with transaction.atomic():
        count = record(batch.provider_id, _codes(batch), actor=actor, at=at)
        PrintBatch.objects.filter(pk=batch.pk).update(printed_at=at)
    return count


def take_back_batch(batch: PrintBatch, *, actor: Officer, at: datetime) -> int:
    """Write down that the file of a batch did not come out; 0 where it was not printed. Raises as `take_back` does.

    Only the printings of the file are taken back: what a paper was printed alone, before or after, stands.
    """
    require_printer(batch.provider_id, actor, at)
    with transaction.atomic():
        take_turn(batch.provider_id)
        printed_at = PrintBatch.objects.values_list("printed_at", flat=True).get(pk=batch.pk)
        if printed_at is None:
            return 0
        count = _take_back(_standing(batches.papers_in(batch)).filter(at=printed_at), actor=actor, at=at)
        PrintBatch.objects.filter(pk=batch.pk).update(printed_at=_printed_together(batch))
    return count


def _codes(batch: PrintBatch) -> list[str]:
    return [paper.code for paper in batches.papers_in(batch)]


def _papers(provider_id: int, codes: Sequence[str]) -> QuerySet[Paper]:
    papers = Paper.objects.filter(provider_id=provider_id, code__in=codes)
    return papers.defer("pdf", "data").order_by("pk")


def _standing(papers: Iterable[Paper]) -> QuerySet[Printing]:
    """The printings of the papers that stand, in order."""
    printings = Printing.objects.filter(paper_id__in=[paper.pk for paper in papers], taken_back_at=None)
    return printings.select_related("paper").defer("paper__pdf", "paper__data").order_by("pk")


def _take_back(printings: Iterable[Printing], *, actor: Officer, at: datetime) -> int:
    """Let the printings stand no longer; a paper without another one is to be printed again."""
    taken = list(printings)
    Printing.objects.filter(pk__in=[one.pk for one in taken]).update(taken_back_at=at)
    papers = [one.paper for one in taken]
    printed = {one.paper_id for one in _standing(papers)}
    Paper.objects.filter(pk__in={paper.pk for paper in papers} - printed).update(printed=False)
    for paper in papers:
        _enter(PRINTING_TAKEN_BACK, paper, {}, actor=actor, at=at)
    return len(taken)


def _printed_together(batch: PrintBatch) -> datetime | None:
    """The last moment at which all papers of the file were printed at once, since it was put together."""
    papers = list(batches.papers_in(batch))
    moments = _standing(papers).filter(at__gte=batch.created_at).order_by().values_list("at")
    together = moments.annotate(count=Count("pk")).filter(count=len(papers))
    return together.order_by("-at").values_list("at", flat=True).first()


def _enter(operation: str, paper: Paper, facts: Mapping[str, object], *, actor: Officer, at: datetime) -> None:
    append(
        paper.provider_id,
        at=at,
        officer_id=actor.pk,
        operation=operation,
        case_id=paper.case_id,
        facts={"paper": paper.kind, "code": paper.code, **facts},
        personal={},
    )
