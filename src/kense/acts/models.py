"""What is entered about an act after its data were written, and the editions this installation published."""

from typing import Any, ClassVar, NoReturn

from django.db import models


class ActFact(models.Model):
    """A day the act's own text does not tell, with the source that tells it. The latest of its kind counts."""

    class What(models.TextChoices):
        PUBLISHED = "published"
        REPEAL_PUBLISHED = "repeal_published"

    act = models.CharField(max_length=60)
    what = models.CharField(max_length=20, choices=What.choices)
    day = models.DateField(null=True, help_text="empty: what was entered before is taken back")
    source = models.CharField(max_length=500)
    entered_by = models.ForeignKey("people.Officer", on_delete=models.PROTECT, related_name="+", db_index=False)
    entered_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["act", "what", "id"], name="facts_of_an_act")]

    def __str__(self) -> str:
        return f"{self.act}: {self.what}"


class DutyMark(models.Model):
    """That a duty of an act was done, with its evidence. The latest mark of a duty counts."""

    act = models.CharField(max_length=60)
    duty = models.CharField(max_length=60)
    done_on = models.DateField(null=True, help_text="empty: the mark before is taken back")
    evidence = models.CharField(max_length=500)
    entered_by = models.ForeignKey("people.Officer", on_delete=models.PROTECT, related_name="+", db_index=False)
    entered_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["act", "duty", "id"], name="marks_of_a_duty")]

    def __str__(self) -> str:
        return f"{self.act}: {self.duty}"


class ActText(models.Model):
    """The official text of an act in one language as an office loaded it; a later one takes its place."""

    act = models.CharField(max_length=60)
    language = models.CharField(max_length=2)
    sha256 = models.CharField(max_length=64)
    file_name = models.CharField(max_length=200)
    unplaced = models.JSONField(default=list, help_text="lines that belong to no place of the act's data")
    loaded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["act", "language"], name="one_text_per_language")]

    def __str__(self) -> str:
        return f"{self.act} ({self.language})"


class TextPart(models.Model):
    """The words of one place of the act."""

    text = models.ForeignKey(ActText, on_delete=models.CASCADE, related_name="parts")
    ref = models.CharField(max_length=60)
    words = models.TextField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["text", "ref"], name="one_part_per_place")]

    def __str__(self) -> str:
        return self.ref


class DraftEdition(models.Model):
    """An edition an office is preparing: the one it starts from and what its lawyer has made of the unverified parts."""

    provider = models.ForeignKey("people.Provider", on_delete=models.PROTECT, related_name="draft_editions")
    base = models.CharField(max_length=120, help_text="the id of the edition it starts from")
    content = models.JSONField(default=dict, help_text="empty: as in the edition it starts from")
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey("people.Officer", on_delete=models.PROTECT, related_name="+", db_index=False)
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["provider"], name="one_draft_edition_per_office")]

    def __str__(self) -> str:
        return f"draft after {self.base}"


class PublishedEdition(models.Model):
    """An edition published in this installation, never changed: its files, by their names under the act's folder."""

    edition = models.CharField(max_length=120, unique=True)
    act = models.CharField(max_length=60)
    provider = models.ForeignKey(
        "people.Provider", on_delete=models.PROTECT, null=True, related_name="editions", help_text="empty: for all"
    )
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    content_hash = models.CharField(max_length=64)
    files = models.JSONField()
    order_number = models.CharField(max_length=40, blank=True, help_text="the order it is published under")
    order_date = models.DateField(null=True)
    published_by = models.ForeignKey(
        "people.Officer", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    published_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.edition

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Cases stand on an edition for ever."""
        raise TypeError("a published edition cannot be deleted")


class EditionSeen(models.Model):
    """The hash under which an edition that ships was first used here: a later version must not change it unseen."""

    edition = models.CharField(max_length=120, primary_key=True)
    content_hash = models.CharField(max_length=64)
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.edition
