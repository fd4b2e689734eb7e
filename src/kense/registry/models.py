"""The register: persons and the grounds on which the state pays for them."""

from typing import ClassVar

from django.db import models


class Person(models.Model):
    """A person as the register knows them now. Dates are kept as ISO text beside the other fields of the record."""

    provider = models.ForeignKey("people.Provider", on_delete=models.PROTECT, related_name="persons")
    iin = models.CharField(max_length=12)
    surname = models.CharField(max_length=100)
    given_name = models.CharField(max_length=100)
    patronymic = models.CharField(max_length=100, blank=True)
    birth_date = models.CharField(max_length=10)
    sex = models.CharField(max_length=6, blank=True)
    document_kind = models.CharField(max_length=100, blank=True)
    document_number = models.CharField(max_length=40, blank=True)
    document_issued_on = models.CharField(max_length=10, blank=True)
    document_expires_on = models.CharField(max_length=10, blank=True)
    category = models.CharField(max_length=60, blank=True)
    organisation = models.CharField(max_length=300, blank=True)
    study_form = models.CharField(max_length=60, blank=True)
    ground_from = models.CharField(max_length=10, blank=True)
    ground_to = models.CharField(max_length=10, blank=True)

    class Meta:
        indexes: ClassVar = [
            # Whether the register has the same person under another IIN.
            models.Index(fields=["provider", "birth_date", "surname"]),
        ]
        constraints: ClassVar = [models.UniqueConstraint(fields=["provider", "iin"], name="one_person_per_iin")]

    def __str__(self) -> str:
        return f"person {self.pk}"


class PersonChange(models.Model):
    """One field of one person changed: what it was, what it became, when, by which case. Never edited."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="history")
    case_code = models.CharField(max_length=12)
    at = models.DateTimeField()
    field = models.CharField(max_length=40)
    before = models.CharField(max_length=300, blank=True)
    after = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.field}"
