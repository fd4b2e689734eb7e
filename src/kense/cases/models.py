"""Cases, the runs of their actions, the numbers they were given. Written by casework alone."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Coalesce

from kense.registry.fields import KeyField


class Case(models.Model):
    """One application on its way from handing in to an end, under the edition it was opened with."""

    provider = models.ForeignKey("people.Provider", on_delete=models.PROTECT, related_name="cases", db_index=False)
    code = models.CharField(max_length=12, unique=True)
    edition = models.CharField(max_length=120)
    edition_hash = models.CharField(max_length=64)
    basis_kind = models.CharField(max_length=10)
    basis = models.JSONField()

    term = models.CharField(max_length=60)
    handed_in_at = models.DateTimeField()
    due_at = models.DateTimeField()
    last_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    action = models.CharField(max_length=60, null=True)  # noqa: DJ001 - no action is not an empty action
    end = models.CharField(max_length=60, null=True)  # noqa: DJ001
    version = models.PositiveIntegerField(default=1)
    products = models.JSONField(default=list)
    performers = models.JSONField(default=dict)
    holder = models.ForeignKey("people.Officer", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    result = models.CharField(max_length=60, null=True)  # noqa: DJ001

    number = models.CharField(max_length=40, blank=True)
    number_order = KeyField(max_length=13, blank=True, help_text="the year and the place in its journal")
    refusal_number = models.CharField(max_length=40, blank=True)
    result_number = models.CharField(max_length=40, blank=True)

    iin = models.CharField(max_length=12, blank=True)
    # By the IIN the person is found in the register; without one, or where an officer told who it is, by this.
    person = models.ForeignKey(
        "registry.Person", on_delete=models.PROTECT, null=True, related_name="cases", db_index=False
    )
    recipient = models.CharField(max_length=310)
    # A letter can become two when case is put aside: ß is ss.
    recipient_key = KeyField(max_length=620, help_text="the name as it is searched for")
    recipient_order = KeyField(max_length=620, help_text="the name as it is sorted, in Kazakh order")
    public_code = models.CharField(max_length=9, db_index=True, help_text="with the number it opens the public status")
    application = models.JSONField()
    note = models.TextField(blank=True)
    changes = models.JSONField(default=list)
    grounds = models.JSONField(default=list)
    explanation = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    corrections = models.JSONField(default=list)
    reminders = models.JSONField(default=list)
    late_entry = models.JSONField(null=True, help_text="who entered it from paper afterwards, when, from which sheet")

    class Meta:
        indexes: ClassVar = [
            # The lists in each of their orders. What a list is narrowed by stands in the index too, so that a page is
            # found without reading the cases it leaves out; for the same reason no index of one column leads away.
            models.Index(fields=["provider", "handed_in_at", "id", "end", "term", "holder"], name="cases_newest"),
            models.Index(
                fields=["provider", "due_at", "id", "end", "term", "holder", "handed_in_at"], name="cases_by_due"
            ),
            models.Index(
                fields=["provider", "number_order", "id", "end", "term", "holder", "handed_in_at"],
                name="cases_by_number",
            ),
            models.Index(
                fields=["provider", "recipient_order", "id", "end", "term", "holder", "handed_in_at"],
                name="cases_by_recipient",
            ),
            # The work of the day: what is open is little beside what is over.
            models.Index(
                fields=["provider", "due_at"], condition=models.Q(action__isnull=False), name="open_cases_by_due"
            ),
            models.Index(
                fields=["provider", "handed_in_at", "id"],
                condition=models.Q(due_at__lt=Coalesce("ready_at", "ended_at")),
                name="cases_that_were_late",
            ),
            # The figures of a period, counted without reading a case.
            models.Index(fields=["provider", "ended_at", "handed_in_at", "edition", "end"], name="cases_by_end"),
            # The search.
            models.Index(fields=["provider", "iin"], name="cases_by_iin"),
            models.Index(fields=["person"], condition=models.Q(person__isnull=False), name="cases_by_person"),
            models.Index(fields=["provider", "recipient_key", "recipient_order", "id"], name="cases_by_name"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(action__isnull=False, end__isnull=True)
                | models.Q(action__isnull=True, end__isnull=False),
                name="open_or_ended",
            )
        ]

    def __str__(self) -> str:
        return self.number or self.code

    @property
    def has_no_iin(self) -> bool:
        """Whether the person has no IIN. Of one whose data were destroyed nobody knows."""
        return not self.iin and bool(self.recipient_key)


class ActionRun(models.Model):
    """One stretch of an action: opened, due, done, working minutes used. An action returned to has several runs.

    `ready_at` is the moment from which the rest is no longer the office's time (an uncollected result).
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="runs")
    action = models.CharField(max_length=60)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    ready_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    minutes_used = models.PositiveIntegerField(null=True)
    officer = models.ForeignKey("people.Officer", on_delete=models.PROTECT, null=True, related_name="+")
    operation = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        # Without the open runs: they are found through their open cases, office by office.
        indexes: ClassVar = [
            models.Index(fields=["done_at"], condition=models.Q(done_at__isnull=False), name="runs_by_end")
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(done_at__isnull=True), name="one_open_run_per_case"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.action}"


class ActionWait(models.Model):
    """A stretch in which a run's clock stands: an inquiry to another organisation and its answer."""

    run = models.ForeignKey(ActionRun, on_delete=models.PROTECT, related_name="waits")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    number = models.CharField(max_length=40, blank=True)
    addressee = models.TextField(blank=True)
    question = models.TextField(blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["run"], condition=models.Q(until__isnull=True), name="one_open_wait_per_run"
            )
        ]

    def __str__(self) -> str:
        return f"wait of {self.run_id}"


class NumberSeries(models.Model):
    """The last number given in a journal in a year. `last` may be set once to continue a paper journal."""

    provider = models.ForeignKey("people.Provider", on_delete=models.PROTECT, related_name="series")
    journal = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    pattern = models.CharField(max_length=60)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["provider", "journal", "year"], name="one_series_per_journal_and_year")
        ]

    def __str__(self) -> str:
        return f"{self.provider_id} {self.journal} {self.year}"


class GivenNumber(models.Model):
    """A number of a series, and the case that has it."""

    series = models.ForeignKey(NumberSeries, on_delete=models.PROTECT, related_name="numbers")
    n = models.PositiveIntegerField()
    text = models.CharField(max_length=40)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="numbers")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["series", "at"], name="numbers_by_moment")]
        constraints: ClassVar = [models.UniqueConstraint(fields=["series", "n"], name="a_number_is_given_once")]

    def __str__(self) -> str:
        return self.text


class NumberBlock(models.Model):
    """Numbers of a series set aside for registering on paper, `first` to `last`. `form` is the code of its blank forms."""

    series = models.ForeignKey(NumberSeries, on_delete=models.PROTECT, related_name="blocks")
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()
    purpose = models.TextField()
    officer = models.ForeignKey("people.Officer", on_delete=models.PROTECT, related_name="+")
    reserved_at = models.DateTimeField()
    form = models.CharField(max_length=12)

    class Meta:
        ordering: ClassVar = ["-reserved_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.series_id}: {self.first}–{self.last}"


class ReservedNumber(models.Model):
    """A number of a block. It ends with the case entered under it, or voided with a reason, once and never both."""

    block = models.ForeignKey(NumberBlock, on_delete=models.PROTECT, related_name="numbers")
    series = models.ForeignKey(NumberSeries, on_delete=models.PROTECT, related_name="reserved")
    n = models.PositiveIntegerField()
    text = models.CharField(max_length=40)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="reserved_numbers")
    voided_at = models.DateTimeField(null=True)
    voided_by = models.ForeignKey("people.Officer", on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["n"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["series", "n"], name="a_number_is_reserved_once"),
            models.CheckConstraint(
                condition=models.Q(case__isnull=True) | models.Q(voided_at__isnull=True), name="entered_or_voided"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class PerformedCommand(models.Model):
    """A command that was carried out, by its idempotency key: the same key again changes nothing."""

    provider = models.ForeignKey("people.Provider", on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    operation = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["provider", "key"], name="a_key_is_used_once")]

    def __str__(self) -> str:
        return self.key


class Draft(models.Model):
    """What an officer typed at the counter and has not yet taken in. `key` is the form's own; gone once it is taken in."""

    officer = models.ForeignKey("people.Officer", on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=64)
    fields = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-at"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["officer", "key"], name="one_draft_per_form")]

    def __str__(self) -> str:
        return f"draft of {self.officer_id}"
