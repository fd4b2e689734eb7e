"""Reading papers."""

from kense.papers.models import Paper

__all__ = ["Paper", "paper_of_office", "papers_of"]


def papers_of(case_id: int) -> list[Paper]:
    """The papers of a case in the order they were made, without their files."""
    return list(Paper.objects.filter(case_id=case_id).defer("pdf", "data"))


def paper_of_office(provider_id: int, code: str) -> Paper | None:
    """The paper with this code, if it belongs to the office."""
    return Paper.objects.filter(provider_id=provider_id, code=code).select_related("case").first()
