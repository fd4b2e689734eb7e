"""The register: persons, what is stated of them and since when it is known, the directory of organisations.

What is true when (`first`, `last`) and what was known when (`known_from`, `known_to`) are kept apart; nothing is
overwritten, a statement only comes to its end. Dates are ISO text, "" where a period has no beginning or no end.
"""

from typing import ClassVar

from django.db import models

from kense.kernel import Text
from kense.kernel.codes import new_code
from kense.registry.fields import KeyField


class Organisation(models.Model):
    """An education organisation as an office knows it. After `last` it is gone, into its `successor` if it has one."""

    provider = models.ForeignKey("people.Provider", on_delete=models.PROTECT, related_name="organisations")
    name_kk = models.CharField(max_length=300)
    name_ru = models.CharField(max_length=300)
    key_kk = KeyField(max_length=600, help_text="the name as it is searched for")
    key_ru = KeyField(max_length=600, help_text="the name as it is searched for")
    first = models.CharField(max_length=10, blank=True)
    last = models.CharField(max_length=10, blank=True)
    successor = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="predecessors")
    is_own = models.BooleanField(default=False, help_text="the office belongs to this organisation")

    class Meta:
        ordering: ClassVar = ["key_kk", "first", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["provider", "key_kk"], name="organisations_by_name_kk"),
            models.Index(fields=["provider", "key_ru"], name="organisations_by_name_ru"),
        ]

    def __str__(self) -> str:
        return self.name_kk

    @property
    def name(self) -> Text:
        """Its name; English readers see the Russian one."""
        return Text(self.name_kk, self.name_ru, self.name_ru)


class Person(models.Model):
    """A person of an office's register. The columns say what is stated last, to be searched and listed by.

    Without an IIN the `code` alone tells them. Who was merged into another is found there; their history stays.
    """

    provider = models.ForeignKey("people.Provider", on_delete=models.PROTECT, related_name="persons", db_index=False)
    code = models.CharField(max_length=9, unique=True, default=new_code)
    iin = models.CharField(max_length=12, blank=True)
    surname = models.CharField(max_length=100)
    given_name = models.CharField(max_length=100)
    patronymic = models.CharField(max_length=100, blank=True)
    birth_date = models.CharField(max_length=10, blank=True)
    name_key = KeyField(max_length=620, help_text="the name as it is searched for")
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="merged", db_index=False)
    blocked_at = models.DateTimeField(null=True, help_text="nobody but the one who blocked it sees the data since")
    erased_at = models.DateTimeField(null=True, help_text="the data are gone, that there was somebody is not")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["provider", "name_key", "id"], name="persons_by_name"),
            models.Index(fields=["provider", "birth_date", "surname"], name="persons_by_birth"),
            models.Index(fields=["provider", "iin"], name="persons_by_iin"),
            models.Index(
                fields=["merged_into"], condition=models.Q(merged_into__isnull=False), name="persons_by_merger"
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["provider", "iin"],
                condition=models.Q(merged_into__isnull=True) & ~models.Q(iin=""),
                name="one_person_per_iin",
            )
        ]

    def __str__(self) -> str:
        return f"person {self.code}"


class Update(models.Model):
    """What brought something into the register: a case, a roster, an officer's own act on a ground. Never edited.

    `source` is the code of the case or the number of the roster. `ground` says why where no case does.
    """

    class Kind(models.TextChoices):
        """Where it came from."""

        CASE = "case"
        ROSTER = "roster"
        DIRECT = "direct"
        MERGE = "merge"
        REVERSAL = "reversal"

    provider = models.ForeignKey("people.Provider", on_delete=models.PROTECT, related_name="updates", db_index=False)
    at = models.DateTimeField()
    officer = models.ForeignKey("people.Officer", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    source = models.CharField(max_length=12, blank=True)
    ground = models.TextField(blank=True)
    reverses = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="reversed_by")

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["provider", "id"], name="updates_in_order")]

    def __str__(self) -> str:
        return f"update {self.pk}"


class Statement(models.Model):
    """What is stated of a person in one facet, for a period, from an update on until another one ends it.

    `line` tells things of a kind apart: the second ground, the third document. `data` holds canonical strings.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="statements")
    facet = models.CharField(max_length=14)
    line = models.PositiveSmallIntegerField()
    data = models.JSONField()
    first = models.CharField(max_length=10, blank=True)
    last = models.CharField(max_length=10, blank=True)
    known_from = models.DateTimeField()
    known_to = models.DateTimeField(null=True)
    since = models.ForeignKey(Update, on_delete=models.PROTECT, related_name="stated")
    until = models.ForeignKey(Update, on_delete=models.PROTECT, null=True, related_name="ended", db_index=False)

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [
            models.Index(fields=["until"], condition=models.Q(until__isnull=False), name="statements_by_end")
        ]

    def __str__(self) -> str:
        return f"{self.facet} {self.line} of {self.person_id}"


class Roster(models.Model):
    """A file of persons on its way into the register: read piece by piece, looked through, then applied as a whole."""

    class State(models.TextChoices):
        """How far it has come."""

        READING = "reading"
        READ = "read"
        APPLIED = "applied"
        DROPPED = "dropped"

    provider = models.ForeignKey("people.Provider", on_delete=models.PROTECT, related_name="rosters")
    officer = models.ForeignKey("people.Officer", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=9, unique=True, default=new_code)
    at = models.DateTimeField()
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State.choices, default=State.READING)
    facts = models.JSONField(default=dict, help_text="encoding, columns, counts: nothing personal")
    update = models.ForeignKey(Update, on_delete=models.PROTECT, null=True, related_name="rosters")

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"roster {self.code}"


class RosterFile(models.Model):
    """A length of the file itself, as text of a CSV; all of them until the roster is applied or dropped."""

    roster = models.ForeignKey(Roster, on_delete=models.CASCADE, related_name="file")
    n = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        ordering: ClassVar = ["n"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["roster", "n"], name="one_roster_file_per_place")]

    def __str__(self) -> str:
        return f"file {self.n} of {self.roster_id}"


class RosterPiece(models.Model):
    """Some rows of a roster, read and checked: canonical values, in the order of the file. Gone once it is over.

    `lines` has them, packed; `iins` and `places` tell in packed integers who is in them and in which rows of the file.
    """

    roster = models.ForeignKey(Roster, on_delete=models.CASCADE, related_name="pieces")
    n = models.PositiveIntegerField()
    lines = models.BinaryField()
    iins = models.BinaryField()
    places = models.BinaryField()

    class Meta:
        ordering: ClassVar = ["n"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["roster", "n"], name="one_roster_piece_per_place")]

    def __str__(self) -> str:
        return f"piece {self.n} of {self.roster_id}"


class RosterProblem(models.Model):
    """What is wrong at a place of the file: its row, its column, what stands there, what is expected."""

    roster = models.ForeignKey(Roster, on_delete=models.CASCADE, related_name="problems")
    row = models.PositiveIntegerField()
    column = models.CharField(max_length=100, blank=True)
    value = models.CharField(max_length=300, blank=True)
    code = models.CharField(max_length=40)
    text = models.JSONField()
    severity = models.CharField(max_length=10)

    class Meta:
        ordering: ClassVar = ["row", "pk"]

    def __str__(self) -> str:
        return f"row {self.row} of {self.roster_id}: {self.code}"


class Transmission(models.Model):
    """Changes of the register collected for a database outside, on their way there and answered."""

    class State(models.TextChoices):
        """How far it has come; rejected as soon as one of its items is."""

        TO_SEND = "to_send"
        SENT = "sent"
        CONFIRMED = "confirmed"
        REJECTED = "rejected"

    provider = models.ForeignKey("people.Provider", on_delete=models.PROTECT, related_name="transmissions")
    addressee = models.CharField(max_length=60)
    n = models.PositiveIntegerField(help_text="its place among those to the addressee")
    code = models.CharField(max_length=9, unique=True, default=new_code)
    state = models.CharField(max_length=10, choices=State.choices, default=State.TO_SEND)
    at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    officer = models.ForeignKey("people.Officer", on_delete=models.PROTECT, related_name="+")
    last_update = models.ForeignKey(Update, on_delete=models.PROTECT, related_name="+")
    heading = models.JSONField(
        help_text="how its files name the office and the addressee; how many persons are in them"
    )
    confirmation = models.CharField(max_length=200, blank=True, help_text="what the addressee answered, as its number")

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["provider", "addressee", "n"], name="one_transmission_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.addressee} {self.n}"


class TransmissionItem(models.Model):
    """One person in a transmission, with what was stated of them when it was collected.

    A rejected one is open work until an officer `settled_at` it: by a new change of the register, or by a note. One
    without data did not go out. Whoever `goes_again` is in the next transmission, changed or not.
    """

    transmission = models.ForeignKey(Transmission, on_delete=models.PROTECT, related_name="items", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="transmitted")
    update = models.ForeignKey(Update, on_delete=models.PROTECT, related_name="transmitted")
    n = models.PositiveIntegerField()
    data = models.JSONField()
    is_rejected = models.BooleanField(default=False)
    reason = models.TextField(blank=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey("people.Officer", on_delete=models.PROTECT, null=True, related_name="+")
    settlement = models.TextField(blank=True)
    goes_again = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["n"]
        indexes: ClassVar = [
            models.Index(
                fields=["transmission"],
                condition=models.Q(is_rejected=True, settled_at__isnull=True),
                name="items_to_be_settled",
            ),
            models.Index(fields=["transmission"], condition=models.Q(goes_again=True), name="items_to_go_again"),
        ]
        constraints: ClassVar = [models.UniqueConstraint(fields=["transmission", "n"], name="one_item_per_place")]

    def __str__(self) -> str:
        return f"item {self.n} of {self.transmission_id}"
