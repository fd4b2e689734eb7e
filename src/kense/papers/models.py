"""Papers: what they were made from, the file, its hash."""

from typing import ClassVar

from django.db import models


class Paper(models.Model):
    """A paper of a case, or of the office itself (a journal, blank forms). `data` is what it was made from, frozen when it was asked for; `pdf` is never remade.

    `error` says in three languages why a paper failed; None otherwise.
    """

    class Status(models.TextChoices):
        """Where a paper stands."""

        QUEUED = "queued"
        READY = "ready"
        FAILED = "failed"

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

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"


class Printing(models.Model):
    """A paper was sent to a printer: when, by whom. The first is the printing, those after it are reprints."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="printings")
    officer = models.ForeignKey("people.Officer", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"printing of {self.paper_id}"
