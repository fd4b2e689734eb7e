"""What an office holds on a person, wherever it is: the register, cases, papers, transmissions, and the trail of all that."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from kense import law
from kense.cases.models import Case, Draft
from kense.casework.recipient import RECORD
from kense.law import lookup
from kense.papers.models import Paper
from kense.registry import iin as iins_of
from kense.registry.facets import REPRESENTATIVE
from kense.registry.history import merged_into
from kense.registry.models import Person, Statement, TransmissionItem, Update
from kense.trail.models import TrailEntry
from kense.trail.selectors import OPENINGS, PERSON_FILLED_IN, PERSON_SEARCHED

GONE = "деректер жойылды · данные уничтожены"
"""Stands where the name of somebody stood whose data were destroyed."""
PERSON = "person"
"""Under this name the facts of an entry of the trail have the code of the person it is about."""

_TYPED = ("person_iin", "rep_iin")


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
        theirs = Q(person__in=self.people) | Q(person=None, iin__in=self.iins)
        return Case.objects.filter(theirs, provider_id=self.person.provider_id).order_by("handed_in_at")

    @property
    def papers(self) -> QuerySet[Paper]:
        """The papers of their cases."""
        return Paper.objects.filter(case__in=self.cases).defer("pdf", "data")

    @property
    def represents(self) -> QuerySet[Statement]:
        """What was ever stated of them in the records of those they represent."""
        stated = Statement.objects.filter(
            facet=REPRESENTATIVE.name, person__provider_id=self.person.provider_id, data__rep_iin__in=self.iins
        )
        return stated.select_related("person", "since", "until").order_by("pk")

    @cached_property
    def applied_for(self) -> list[Case]:
        """The cases of others in whose application they are the representative, or were until it was corrected."""
        cases = Case.objects.filter(provider_id=self.person.provider_id).annotate(
            corrected=Cast("corrections", TextField())
        )
        named = Q(application__representative__iin__in=self.iins)
        for iin in self.iins:
            named |= Q(corrected__contains=iins_of.grouped(iin))
        return list(cases.filter(named).order_by("handed_in_at"))

    @property
    def papers_applied_by(self) -> list[Paper]:
        """The papers of those cases that have on them who applied."""
        papers = Paper.objects.filter(case__in=self.applied_for).defer("pdf", "data")
        return [one for one in papers if lookup.paper(law.edition(one.edition), one.kind).names_applicant]

    @property
    def drafts(self) -> list[Draft]:
        """The unfinished intakes into which an IIN of theirs was typed, or in which their record was chosen."""
        typed = Draft.objects.filter(officer__provider_id=self.person.provider_id).select_related("officer")
        return [one for one in typed if self.is_chosen_in(one) or any(self.is_typed_in(one, field) for field in _TYPED)]

    def is_chosen_in(self, draft: Draft) -> bool:
        """Whether the person of a draft was told to be theirs, by a record of the register."""
        return draft.fields.get(RECORD) in [one.code for one in self.people]

    def is_typed_in(self, draft: Draft, field: str) -> bool:
        """Whether it is their IIN that stands in the field of a draft."""
        return iins_of.normalised(str(draft.fields.get(field, ""))) in self.iins

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
    def entries_of_others(self) -> QuerySet[TrailEntry]:
        """What the trail tells of those they represent, where the personal part of the entry has their IIN too."""
        return self._entries(Q(pk__in=self._naming(TrailEntry.objects.filter(self._about_others))))

    @property
    def openings(self) -> QuerySet[TrailEntry]:
        """Who had their data before them, and when; in a transmission, in a record or a case of somebody else too."""
        sent = list(self.transmitted.exclude(data={}).values_list("transmission__code", flat=True))
        about = self._about | self._about_others | Q(facts__transmission__in=sent)
        return self._entries(about).filter(operation__in=OPENINGS)

    @property
    def counts(self) -> dict[str, int]:
        """How much is held, by its kind."""
        return {
            "statements": self.statements.count(),
            "cases": self.cases.count(),
            "papers": self.papers.count(),
            "represents": self.represents.count(),
            "applied_for": len(self.applied_for),
            "sent": self.transmitted.count(),
            "openings": self.openings.count(),
        }

    @property
    def _about(self) -> Q:
        codes = [one.code for one in self.people]
        looked = TrailEntry.objects.filter(operation__in=(PERSON_FILLED_IN, PERSON_SEARCHED))
        return Q(case__in=self.cases) | Q(**{f"facts__{PERSON}__in": codes}) | Q(pk__in=self._naming(looked))

    @property
    def _about_others(self) -> Q:
        codes = {one.person.code for one in self.represents}
        return Q(case__in=self.applied_for) | Q(**{f"facts__{PERSON}__in": codes})

    def _entries(self, about: Q) -> QuerySet[TrailEntry]:
        entries = TrailEntry.objects.filter(about, provider_id=self.person.provider_id)
        return entries.select_related("officer").order_by("seq")

    def _naming(self, entries: QuerySet[TrailEntry]) -> Iterable[int]:
        """Those of the entries that have an IIN of theirs in their personal part, as digits or as it is shown."""
        words = entries.filter(provider_id=self.person.provider_id).annotate(words=Cast("personal__data", TextField()))
        named = Q(pk__in=[])
        for iin in self.iins:
            named |= Q(words__contains=iin) | Q(words__contains=iins_of.grouped(iin))
        return words.filter(named).values_list("pk", flat=True)
