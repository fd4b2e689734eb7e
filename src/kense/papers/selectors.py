"""Reading papers."""

from collections.abc import Collection, Iterable

from kense.papers.models import Paper

__all__ = ["Paper", "case_with_paper", "paper_among", "papers_of"]


def papers_of(case_id: int) -> list[Paper]:
    """The papers of a case in the order they were made, without their files."""
    return list(Paper.objects.filter(case_id=case_id).defer("pdf", "data"))


def paper_among(provider_ids: Iterable[int], code: str) -> Paper | None:
    """The paper with this code, if it belongs to one of the offices."""
    papers = Paper.objects.filter(provider_id__in=list(provider_ids), code=code)
    return papers.select_related("case").first()


def case_with_paper(provider_ids: Iterable[int], codes: Collection[str]) -> str | None:
    """The code of the case that a paper with one of these codes belongs to, in one of the offices."""
    papers = Paper.objects.filter(provider_id__in=list(provider_ids), code__in=codes)
    return papers.values_list("case__code", flat=True).first()
