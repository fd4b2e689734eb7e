"""Whether the files of the papers are still the ones that were made."""

from hashlib import sha256
from typing import NamedTuple

from kense.papers.models import Paper

_AT_ONCE = 50


class Files(NamedTuple):
    """How many papers have a file, and the codes of those whose file is not the one that was made."""

    checked: int
    damaged: list[str]


def files() -> Files:
    """Compare every file with the hash it was made with; a few are in memory at a time."""
    count, damaged = 0, []
    made = Paper.objects.filter(status=Paper.Status.READY).order_by("pk").values_list("code", "sha256", "pdf")
    for code, hashed, pdf in made.iterator(chunk_size=_AT_ONCE):
        count += 1
        if pdf is None or sha256(pdf).hexdigest() != hashed:
            damaged.append(code)
    return Files(count, damaged)
