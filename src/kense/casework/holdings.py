"""What an office holds on a person, wherever it is: the register, cases, papers, transmissions, and the trail of all that."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from kense.cases.models import Case
from kense.papers.models import Paper
from kense.registry.history import merged_into
from kense.registry.models import Person, Statement, TransmissionItem, Update
from kense.trail.models import TrailEntry
from kense.trail.selectors import OPENINGS, PERSON_FILLED_IN, PERSON_SEARCHED

PERSON = "person"
"""Under this name the facts of an entry of the trail have the code of the person it is about."""


@dataclass(frozen=True)
class Holdings:
    """Everything an office holds on a person and on those who were merged into them."""

    person: Person

    @cached_property
    def people(self) -> list[Person]:
        """The person, and every other record that turned out to be theirs."""
        return [self.person, *merged_into(self.person)]

    @property
    def statements(self) -> QuerySet[Statement]:
        """Everything that was ever stated of them, what was taken back too."""
        return Statement.objects.filter(person__in=self.people).select_related("since", "until", "since__officer")

    @cached_property
    def updates(self) -> list[Update]:
        """What brought it into the register, in order."""
        return list(Update.objects.filter(stated__person__in=self.people).distinct().select_related("officer"))

    @cached_property
    def iins(self) -> list[str]:
        """Every IIN under which the office has had them, but for one that was theirs by mistake and is another person's."""
        stated = self.statements.filter(facet="personal").values_list("data__iin", flat=True)
        mine = {str(one) for one in [*stated, *(one.iin for one in self.people)] if one}
        others = Person.objects.filter(provider_id=self.person.provider_id, iin__in=mine)
        return sorted(mine - set(others.exclude(pk__in=[one.pk for one in self.people]).values_list("iin", flat=True)))

    @property
    def cases(self) -> QuerySet[Case]:
        """Their cases."""
        return Case.objects.filter(provider_id=self.person.provider_id, iin__in=self.iins).order_by("handed_in_at")

    @property
    def papers(self) -> QuerySet[Paper]:
        """The papers of their cases."""
        return Paper.objects.filter(case__in=self.cases).defer("pdf", "data")

    @property
    def transmitted(self) -> QuerySet[TransmissionItem]:
        """What was sent of them."""
        items = TransmissionItem.objects.filter(person__in=self.people)
        return items.select_related("transmission").order_by("pk")

    @property
    def entries(self) -> QuerySet[TrailEntry]:
        """What the trail tells of them: of their cases, of themselves, and searches that named them."""
        return self._entries(self._about)

    @property
    def openings(self) -> QuerySet[TrailEntry]:
        """Who had their data before them, and when; in a transmission too, beside others."""
        sent = list(self.transmitted.exclude(data={}).values_list("transmission__code", flat=True))
        return self._entries(self._about | Q(facts__transmission__in=sent)).filter(operation__in=OPENINGS)

    @property
    def _about(self) -> Q:
        codes = [one.code for one in self.people]
        return Q(case__in=self.cases) | Q(**{f"facts__{PERSON}__in": codes}) | Q(pk__in=self._named_in())

    def _entries(self, about: Q) -> QuerySet[TrailEntry]:
        entries = TrailEntry.objects.filter(about, provider_id=self.person.provider_id)
        return entries.select_related("officer").order_by("seq")

    def _named_in(self) -> Iterable[int]:
        """The entries of searches and filled-in forms that have an IIN of theirs in their personal part."""
        looked = TrailEntry.objects.filter(
            provider_id=self.person.provider_id, operation__in=(PERSON_FILLED_IN, PERSON_SEARCHED)
        )
        words = looked.annotate(words=Cast("personal__data", TextField()))
        named = Q(pk__in=[])
        for iin in self.iins:
            named |= Q(words__contains=iin)
        return words.filter(named).values_list("pk", flat=True)
