"""Providers and the people who work for them."""

from typing import Any, ClassVar, get_args

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from kense.kernel import Text
from kense.law import AdoptionOrder
from kense.worktime import OverrideKind

SOON_PERCENTS = (1, 90)
PROGRAM_MARK = "(API)"
"""What stands after the name of a program wherever an officer is named, alike in every language."""


class Provider(models.Model):
    """A provider of the service: a local executive body or an education organisation (regulation, paragraph 1)."""

    name_kk = models.CharField(max_length=300)
    name_ru = models.CharField(max_length=300)
    address_kk = models.CharField(max_length=300, blank=True)
    address_ru = models.CharField(max_length=300, blank=True)
    place_kk = models.CharField(max_length=100, blank=True)
    place_ru = models.CharField(max_length=100, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.CharField(max_length=100, blank=True)
    above_name_kk = models.CharField(max_length=300, blank=True, help_text="the letterhead's line over the name")
    above_name_ru = models.CharField(max_length=300, blank=True)
    zone = models.CharField(max_length=60, default="Asia/Almaty")
    act = models.CharField(max_length=60)
    order_number = models.CharField(max_length=40, blank=True)
    order_date = models.DateField(null=True, blank=True)
    sole_officer_order = models.CharField(max_length=100, blank=True)
    emblem = models.CharField(max_length=64, blank=True, help_text="the SHA-256 of the picture over the letterhead")
    soon_percent = models.PositiveSmallIntegerField(
        default=25, help_text="a clock is «due soon» at this share of its norm"
    )
    is_demonstration = models.BooleanField(default=False)
    second_factor_demanded = models.BooleanField(default=False, help_text="nobody works here by a password alone")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(soon_percent__range=SOON_PERCENTS), name="soon_before_the_due_moment"
            )
        ]

    def __str__(self) -> str:
        return self.name_kk

    @property
    def name(self) -> Text:
        """The official name; English readers see the Russian one."""
        return Text(self.name_kk, self.name_ru, self.name_ru)

    @property
    def address(self) -> Text:
        """The postal address."""
        return Text(self.address_kk, self.address_ru, self.address_ru)

    @property
    def above_name(self) -> Text:
        """The line of the letterhead over the name: the body the provider belongs to."""
        return Text(self.above_name_kk, self.above_name_ru, self.above_name_ru)

    @property
    def place(self) -> Text:
        """The town, for the papers."""
        return Text(self.place_kk, self.place_ru, self.place_ru)

    @property
    def order(self) -> AdoptionOrder | None:
        """The provider's own order that adopts the procedure, if one is recorded."""
        return AdoptionOrder(self.order_number, self.order_date) if self.order_number and self.order_date else None


class Emblem(models.Model):
    """A picture an office has or had over its letterhead: a PNG, by its SHA-256. Papers made with it name it."""

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="emblems")
    sha256 = models.CharField(max_length=64)
    picture = models.BinaryField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["provider", "sha256"], name="one_emblem_per_picture")]

    def __str__(self) -> str:
        return f"emblem of {self.provider_id}"


class WorkSchedule(models.Model):
    """Working hours of a provider from a day on, until the next schedule begins; `decree` is the order behind them.

    `saturday` are the hours of a Saturday where they differ from those of the other days.
    """

    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="schedules")
    from_day = models.DateField()
    week = models.PositiveSmallIntegerField(default=5)
    shifts = models.JSONField(help_text='[["09:00", "13:00"], ["14:30", "18:30"]]')
    saturday = models.JSONField(default=list, blank=True)
    decree = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["from_day"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["provider", "from_day"], name="one_schedule_from_a_day"),
            models.CheckConstraint(condition=models.Q(week__in=(5, 6)), name="week_of_5_or_6_days"),
        ]

    def __str__(self) -> str:
        return f"{self.provider_id} {self.from_day}"


class CalendarOverride(models.Model):
    """A day declared off, worked or shortened by an act that the compiled calendar does not know."""

    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="overrides")
    day = models.DateField()
    kind = models.CharField(max_length=10)
    shifts = models.JSONField(default=list, blank=True)
    decree = models.TextField()
    note_kk = models.TextField()
    note_ru = models.TextField()
    note_en = models.TextField()

    class Meta:
        ordering: ClassVar = ["day"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["provider", "day"], name="one_override_of_a_day"),
            models.CheckConstraint(condition=models.Q(kind__in=get_args(OverrideKind)), name="kind_of_a_declared_day"),
        ]

    def __str__(self) -> str:
        return f"{self.provider_id} {self.day} {self.kind}"


class FinalYear(models.Model):
    """A year of which it is known, by an act, that no more of its days will be moved."""

    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="final_years")
    year = models.PositiveSmallIntegerField()
    decree = models.TextField()

    class Meta:
        ordering: ClassVar = ["year"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["provider", "year"], name="a_year_is_final_once")]

    def __str__(self) -> str:
        return f"{self.provider_id} {self.year}"


class OfficerManager(BaseUserManager["Officer"]):
    """Creates officers with hashed passwords."""

    def create_officer(self, username: str, password: str, **fields: Any) -> "Officer":
        """A new officer; the password is stored hashed."""
        officer = self.model(username=username, **fields)
        officer.set_password(password)
        officer.save(using=self._db)
        return officer


class Officer(AbstractBaseUser):
    """A person who signs in: an officer of a provider, a controller or an administrator. Or a program with a token.

    `main_account` is the account that stands for the same person; of a program it is that of whoever answers for it.
    `previous_password` is a hash, as `password` is. `sessions_ended` counts how often all sessions were ended at once.
    """

    username = models.CharField(max_length=60, unique=True)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="officers")
    surname = models.CharField(max_length=100)
    given_name = models.CharField(max_length=100)
    patronymic = models.CharField(max_length=100, blank=True)
    position_kk = models.CharField(max_length=200, blank=True)
    position_ru = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    is_active = models.BooleanField(default=True)
    is_program = models.BooleanField(default=False)
    main_account = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="others")
    previous_password = models.CharField(max_length=128, blank=True)
    must_change_password = models.BooleanField(default=False, help_text="somebody else knows the password")
    sessions_ended = models.PositiveIntegerField(default=0)

    objects = OfficerManager()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["surname", "given_name"]

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(main_account__isnull=True) | ~models.Q(main_account=models.F("pk")),
                name="another_account_is_the_main_one",
            )
        ]

    def __str__(self) -> str:
        return self.short_name

    def get_session_auth_hash(self) -> str:
        """What a session is tied to: a new password ends it, and so does a new count of `sessions_ended`."""
        return f"{super().get_session_auth_hash()}.{self.sessions_ended}"

    @property
    def person_id(self) -> int:
        """The id of the account that stands for the person: of two accounts with one, only one may act in a case."""
        return self.main_account_id or self.pk

    @property
    def full_name(self) -> str:
        """«Сейітова Айгүл Маратқызы»; a program is marked as one: «Электронды журнал (API)»."""
        return " ".join(name for name in (self.surname, self.given_name, self.patronymic, self._mark) if name)

    @property
    def short_name(self) -> str:
        """Surname and initials: «Сейітова А. М.»; a program is marked as one, here too."""
        initials = (f"{name[0]}." for name in (self.given_name, self.patronymic) if name)
        return " ".join(name for name in (self.surname, *initials, self._mark) if name)

    @property
    def _mark(self) -> str:
        return PROGRAM_MARK if self.is_program else ""

    @property
    def position(self) -> Text:
        """The position as papers print it."""
        return Text(self.position_kk, self.position_ru, self.position_ru)


class OfficerRole(models.Model):
    """A role that an officer holds, from a day to a day (both included; no end when open)."""

    officer = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(max_length=60)
    from_day = models.DateField()
    to_day = models.DateField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["role", "officer"])]

    def __str__(self) -> str:
        return f"{self.officer_id}: {self.role}"


class Substitution(models.Model):
    """An officer's role goes to another officer from a day to a day (both included), by an order.

    While it lasts the work of the absent officer in that role is the substitute's. A house rule: the act is silent on it.
    """

    absent = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="absences")
    substitute = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="substitutions")
    role = models.CharField(max_length=60)
    from_day = models.DateField()
    to_day = models.DateField()
    order_number = models.CharField(max_length=40)
    order_date = models.DateField()
    is_cancelled = models.BooleanField(default=False, help_text="ended on its first day or before: it never was")

    class Meta:
        ordering: ClassVar = ["from_day", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(to_day__gte=models.F("from_day")), name="absence_ends_after_start"
            ),
            models.CheckConstraint(
                condition=~models.Q(absent=models.F("substitute")), name="nobody_stands_in_for_self"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.substitute_id} for {self.absent_id}: {self.role}"


class Oversight(models.Model):
    """An office that a controller sees besides their own."""

    officer = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="oversights")
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="overseers")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["officer", "provider"], name="an_office_is_overseen_once")
        ]

    def __str__(self) -> str:
        return f"{self.officer_id} sees {self.provider_id}"


class Attempts(models.Model):
    """How often something was tried in vain from one side since a moment. `subject` is a hash: nobody's address is kept."""

    kind = models.CharField(max_length=20)
    subject = models.CharField(max_length=64)
    since = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "subject"], name="attempts_are_counted_once")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.count}"


class SecondFactor(models.Model):
    """That an officer signs in by a code of their phone as well (RFC 6238).

    The secret is in no table: it is reckoned from `seed` by the installation's key. `last_step` is the moment of the
    last code that was taken, in steps of the codes: no code of that step or an earlier one is taken again.
    """

    officer = models.OneToOneField(Officer, on_delete=models.PROTECT, primary_key=True, related_name="second_factor")
    seed = models.CharField(max_length=64)
    since = models.DateTimeField()
    last_step = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return f"second factor of {self.officer_id}"


class RecoveryCode(models.Model):
    """A code that stands in for the phone once; only its keyed digest is kept, and nothing once it was used."""

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="recovery_codes")
    digest = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return f"recovery code of {self.officer_id}"


class Token(models.Model):
    """What a program shows to be let in. Only its digest is kept: nobody can read a token out of the table."""

    program = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="tokens")
    digest = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"token of {self.program_id}"


class CarriedOut(models.Model):
    """A command of a program that is not of a case, by its key: the same key again leads to the same `location`."""

    program = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64)
    location = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["program", "key"], name="a_key_of_a_program_is_used_once")
        ]

    def __str__(self) -> str:
        return self.key
