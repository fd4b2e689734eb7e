"""Reading papers."""

from collections.abc import Collection, Iterable

from django.db.models import Count, Q, QuerySet
from django.db.models.fields.json import KT

from kense.papers.models import Paper, PrintBatch, Printing

__all__ = [
    "Paper",
    "PrintBatch",
    "Printing",
    "batch_among",
    "case_with_paper",
    "last_printings",
    "paper_among",
    "papers_left_out",
    "papers_of",
    "papers_with",
    "times_printed",
    "to_print",
    "unmade",
]


def papers_of(case_id: int) -> list[Paper]:
    """The papers of a case in the order they were made, without their files; `language` is set for one in one language."""
    papers = Paper.objects.filter(case_id=case_id).annotate(language=KT("data__language"))
    return list(papers.defer("pdf", "data"))


def paper_among(provider_ids: Iterable[int], code: str) -> Paper | None:
    """The paper with this code, if it belongs to one of the offices."""
    papers = Paper.objects.filter(provider_id__in=list(provider_ids), code=code)
    return papers.select_related("case").first()


def case_with_paper(provider_ids: Iterable[int], codes: Collection[str]) -> str | None:
    """The code of the case that a paper with one of these codes belongs to, in one of the offices."""
    papers = Paper.objects.filter(provider_id__in=list(provider_ids), code__in=codes)
    return papers.values_list("case__code", flat=True).first()


def to_print(provider_id: int, kinds: Collection[str]) -> QuerySet[Paper]:
    """The office's papers of these kinds that are made and no printing of which stands, newest first."""
    return _listed(provider_id).filter(printed=False, status=Paper.Status.READY, kind__in=kinds).order_by("-pk")


def unmade(provider_id: int) -> QuerySet[Paper]:
    """The office's papers without a file, newest first: those that failed, and those nobody has made yet."""
    return _listed(provider_id).filter(printed=False).exclude(status=Paper.Status.READY).order_by("-pk")


def last_printings(provider_id: int, limit: int) -> list[Printing]:
    """The office's last printings that stand, newest first, with their papers."""
    printings = Printing.objects.filter(paper__provider_id=provider_id, taken_back_at=None)
    found = printings.select_related("paper__case", "officer").defer("paper__pdf", "paper__data")
    return list(found.order_by("-pk")[:limit])


def times_printed(paper_ids: Collection[int]) -> dict[int, int]:
    """How many printings of each paper stand, by its id."""
    stands = Count("printings", filter=Q(printings__taken_back_at=None))
    return dict(Paper.objects.filter(pk__in=paper_ids).annotate(times=stands).values_list("pk", "times"))


def batch_among(provider_id: int, code: str) -> PrintBatch | None:
    """The office's batch with this code."""
    return PrintBatch.objects.filter(provider_id=provider_id, code=code).select_related("officer").first()


def papers_left_out(batch: PrintBatch) -> list[Paper]:
    """The papers of a batch that could not be made and are not in its file."""
    return list(_listed(batch.provider_id).filter(code__in=batch.left_out))


def _listed(provider_id: int) -> QuerySet[Paper]:
    return Paper.objects.filter(provider_id=provider_id).select_related("case").defer("pdf", "data")


def papers_with(provider_id: int, codes: Collection[str]) -> list[Paper]:
    """The office's papers with these codes, without their files, in the order they were made."""
    return list(_listed(provider_id).filter(code__in=codes))
