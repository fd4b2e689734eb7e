"""Reading the trail."""

from kense.trail.models import TrailEntry

__all__ = ["TrailEntry", "entries_of"]


def entries_of(case_id: int) -> list[TrailEntry]:
    """The entries of a case, newest first."""
    return list(TrailEntry.objects.filter(case_id=case_id).select_related("officer").order_by("-seq"))
