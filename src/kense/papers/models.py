"""Papers: what they were made from, the file, its hash."""

from typing import ClassVar

from django.db import models


class Paper(models.Model):
    """A paper of a case, or of the office itself (a journal, blank forms). `data` is what it was made from, frozen when it was asked for; `pdf` is never remade.

    `error` says in three languages why a paper failed; None otherwise. `printed` says whether a printing of it stands.
    """

    class Status(models.TextChoices):
        """Where a paper stands."""

        QUEUED = "queued"
        READY = "ready"
        FAILED = "failed"
        ERASED = "erased"

    provider = models.ForeignKey("people.Provider", on_delete=models.PROTECT, related_name="papers")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, null=True, related_name="papers")
    copy_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="copies")
    code = models.CharField(max_length=12, unique=True)
    kind = models.CharField(max_length=60)
    edition = models.CharField(max_length=120)
    number = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField()
    data = models.JSONField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.QUEUED)
    pdf = models.BinaryField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    error = models.JSONField(null=True)
    printed = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [
            models.Index(fields=["provider", "-id"], condition=models.Q(printed=False), name="papers_to_print")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"

    @property
    def is_to_be_made(self) -> bool:
        """Whether its file is still to be made; not once it is there, and not after it was destroyed."""
        return self.status in (self.Status.QUEUED, self.Status.FAILED)


class Printing(models.Model):
    """A paper was sent to a printer: when, by whom. The first is the printing, those after it are reprints.

    With `taken_back_at` no sheet came out: the printing does not stand, and the paper is to be printed again.
    """

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="printings")
    officer = models.ForeignKey("people.Officer", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"printing of {self.paper_id}"


class PrintBatch(models.Model):
    """Papers an officer has put into one file, in this order; the file is made piece by piece.

    `papers` are their ids and `done` says how many of them are in the pieces or in `left_out`, the codes of those that
    could not be made. `printed_at` is the moment of the printings that stand.
    """

    provider = models.ForeignKey("people.Provider", on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey("people.Officer", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=12, unique=True)
    created_at = models.DateTimeField()
    papers = models.JSONField()
    done = models.PositiveIntegerField(default=0)
    left_out = models.JSONField(default=list)
    printed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"batch {self.code}"

    @property
    def is_made(self) -> bool:
        """Whether the file is whole."""
        return self.done == len(self.papers)


class BatchPiece(models.Model):
    """The next bytes of a batch's file: its objects from number `first` on begin at `offsets` in it, `pages` are pages."""

    batch = models.ForeignKey(PrintBatch, on_delete=models.CASCADE, related_name="pieces")
    first = models.PositiveIntegerField()
    body = models.BinaryField()
    size = models.PositiveIntegerField()
    offsets = models.JSONField()
    pages = models.JSONField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["batch", "first"], name="one_piece_per_place")]

    def __str__(self) -> str:
        return f"piece of {self.batch_id}"
