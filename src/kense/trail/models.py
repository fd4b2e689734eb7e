"""The trail: what was done, by whom, when, chained by hashes per provider."""

import secrets
from typing import Any, ClassVar, NoReturn

from django.db import models


def new_mark() -> str:
    """A mark of settings that nothing was ever known under."""
    return secrets.token_hex(16)


class TrailHead(models.Model):
    """The end of a provider's chain; holding its row is what puts concurrent writers in order.

    `settings` is replaced whenever something is set up in the office: whoever has the turn sees whether anything was.
    """

    provider = models.OneToOneField("people.Provider", on_delete=models.PROTECT, primary_key=True)
    seq = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)
    settings = models.CharField(max_length=32, default=new_mark)

    def __str__(self) -> str:
        return f"{self.provider_id}: {self.seq}"


class TrailEntry(models.Model):
    """One operation. `facts` holds nothing personal; `commitment` is a salted hash of what is (see PersonalPart)."""

    provider = models.ForeignKey("people.Provider", on_delete=models.PROTECT, related_name="trail")
    seq = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    officer = models.ForeignKey("people.Officer", on_delete=models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, null=True, related_name="trail")
    operation = models.CharField(max_length=60)
    facts = models.JSONField()
    commitment = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["provider", "seq"]
        indexes: ClassVar = [
            models.Index(fields=["provider", "at"], name="entries_by_moment"),
            models.Index(fields=["officer", "operation", "at"], name="entries_by_officer"),
        ]
        constraints: ClassVar = [models.UniqueConstraint(fields=["provider", "seq"], name="one_entry_per_place")]

    def __str__(self) -> str:
        return f"{self.provider_id}/{self.seq} {self.operation}"

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Entries of the trail are never deleted."""
        raise TypeError("entries of the trail cannot be deleted")


class PersonalPart(models.Model):
    """The personal data of an entry with the salt of its commitment; erasing it leaves the chain verifiable."""

    entry = models.OneToOneField(TrailEntry, on_delete=models.PROTECT, primary_key=True, related_name="personal")
    salt = models.CharField(max_length=32)
    data = models.JSONField()

    def __str__(self) -> str:
        return f"personal part of {self.entry_id}"
