"""Many papers as one file, made a piece at a time: between two pieces the officer sees how far it is.

Nothing runs by itself: whoever waits for the file asks for the next piece, so a page that was closed can go on later.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction

from kense.papers import merge
from kense.papers.models import BatchPiece, Paper, PrintBatch
from kense.papers.produce import produce_many

MOST = 500
"""How many papers go into one file."""

PIECE = 25
"""Papers in a piece: a second or less, even if none of them is made yet."""

KEPT = timedelta(days=1)
"""How long a file is kept: the papers in it are stored themselves, and it can be put together again."""


def begin(provider_id: int, officer_id: int, code: str, papers: list[int], at: datetime) -> PrintBatch:
    """A batch of these papers, by id, with nothing in its file yet; the office's files of the day before go."""
    PrintBatch.objects.filter(provider_id=provider_id, created_at__lt=at - KEPT).delete()
    return PrintBatch.objects.create(
        provider_id=provider_id, officer_id=officer_id, code=code, created_at=at, papers=papers[:MOST]
    )


def go_on(batch: PrintBatch) -> None:
    """Put the next papers into the file; those that have none yet are made first, those that fail are left out."""
    ids = batch.papers[batch.done : batch.done + PIECE]
    made = produce_many(ids)
    files = [bytes(paper.pdf) for paper in made if paper.pdf is not None]
    left_out = [paper.code for paper in made if paper.pdf is None]
    with transaction.atomic():
        place = PrintBatch.objects.filter(pk=batch.pk, done=batch.done)
        # Of two pages that ask for the same piece one puts it in.
        if place.update(done=batch.done + len(ids), left_out=[*batch.left_out, *left_out]) and files:
            _add(batch, files)
    batch.refresh_from_db()


def _add(batch: PrintBatch, files: list[bytes]) -> None:
    last = batch.pieces.defer("body").last()
    piece = merge.piece_of(files, last.first + len(last.offsets) if last else merge.FIRST)
    BatchPiece.objects.create(
        batch=batch,
        first=piece.first,
        body=bytes(piece.body),
        size=len(piece.body),
        offsets=piece.offsets,
        pages=piece.pages,
    )


def file_of(batch: PrintBatch) -> Iterator[bytes]:
    """The bytes of the file, a piece at a time. Call it for a batch that is made and holds a paper at least."""
    yield merge.HEADER
    for body in batch.pieces.values_list("body", flat=True).iterator(chunk_size=1):
        yield bytes(body)
    yield merge.ending(list(batch.pieces.values_list("size", "offsets", "pages")))


def pages_of(batch: PrintBatch) -> int:
    """How many pages the file has so far."""
    return sum(len(pages) for pages in batch.pieces.values_list("pages", flat=True))


def papers_in(batch: PrintBatch) -> list[Paper]:
    """The papers whose pages are in the file, in its order, without their files."""
    found = Paper.objects.filter(pk__in=batch.papers).exclude(code__in=batch.left_out).defer("pdf", "data")
    by_id = {paper.pk: paper for paper in found}
    return [by_id[paper_id] for paper_id in batch.papers if paper_id in by_id]
