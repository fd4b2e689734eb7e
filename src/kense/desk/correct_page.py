"""What the pages of a correction show: the registered application as a form, then what it changes before it is done."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cached_property

from kense import law
from kense.cases.selectors import Case
from kense.cases.state import state_of
from kense.casework.application import fields_of
from kense.casework.corrections import Difference
from kense.casework.deeds import done
from kense.casework.numbers import registered_at
from kense.casework.perform import Judged
from kense.desk.confirmations import token_for
from kense.desk.intake_page import IntakePage
from kense.desk.officers import Desk
from kense.kernel import Refusal, Text
from kense.law import lookup
from kense.law.edition import Outcome, Term
from kense.people.selectors import actor_of, persons_in
from kense.procedure import Command, available, terms
from kense.trail.selectors import TrailEntry, entries_of
from kense.worktime import Explanation


def correction_of(case: Case) -> Outcome | None:
    """How the application of the case is corrected as it stands; where it cannot be, what would do it elsewhere."""
    edition = law.edition(case.edition)
    here = lookup.correction_at(edition, case.action) if case.action else None
    return here or next((one for one in lookup.outcomes(edition).values() if one.corrects), None)


def why_closed(desk: Desk, case: Case) -> Refusal | None:
    """Why the officer cannot correct this application now; None when they can, or when its edition knows no correction."""
    operation = correction_of(case)
    if operation is None:
        return None
    command = Command(
        operation.id,
        actor_of(desk.officer, desk.worktime.local(desk.at).date()),
        case.version,
        sole_officer=bool(case.provider.sole_officer_order),
        persons=persons_in(case.provider_id),
    )
    return available(law.edition(case.edition), state_of(case), command, desk.at)


class CorrectPage(IntakePage):
    """The form with the application as it is registered, or as typed; judged as of the day it was registered."""

    def __init__(
        self, desk: Desk, case: Case, typed: Mapping[str, str] | None = None, *, seen: int | None = None
    ) -> None:
        """`seen` is the version of the case that a form which was not taken was made for."""
        then = replace(desk, edition=law.edition(case.edition), at=registered_at(case) or case.handed_in_at)
        super().__init__(then, fields_of(case) if typed is None else typed, judge=True, case=case)
        self.registered, self.operation = case, correction_of(case)
        self._seen = case.version if seen is None else seen

    @property
    def moved_on(self) -> list[tuple[TrailEntry, Text]]:
        """What was done to the case after the version the officer saw, in its order."""
        later = [one for one in reversed(entries_of(self.registered.pk)) if one.facts.get("version", 0) > self._seen]
        return [(entry, done(self.edition, entry.operation)) for entry in later]


class ReviewPage:
    """What a correction changes, before it is done. `fields` are the form's, to be sent again."""

    def __init__(self, desk: Desk, case: Case, judged: Judged, fields: Mapping[str, str]) -> None:
        self.desk, self.case, self.edition, self.fields = desk, case, judged.edition, fields
        self.operation = lookup.outcomes(judged.edition)[judged.decision.operation]
        self.differences: tuple[Difference, ...] = judged.given.corrected
        self._term = judged.given.application.term if judged.given.application else case.term

    @property
    def reason(self) -> str:
        """Why it is corrected, in the officer's words."""
        return self.fields.get("correction", "")

    @property
    def kept(self) -> Iterator[tuple[str, str]]:
        """The form as it was sent, its ticks too."""
        yield from ((name, value) for name, value in self.fields.items() if name != "confirmed")
        for one in self.fields.get("confirmed", "").split(","):
            if one:
                yield "confirm", token_for(one, self.fields)

    @property
    def term(self) -> Term:
        """The term of the corrected application."""
        return lookup.term(self.edition, self._term)

    @cached_property
    def due(self) -> Explanation:
        """When the service will be due, explained."""
        return terms.explained(self.term, self.case.handed_in_at, self.desk.worktime)

    @property
    def due_moves(self) -> bool:
        """Whether the service gets another due moment."""
        return self.term.id != self.case.term

    @property
    def due_passed(self) -> bool:
        """Whether the new due moment lies behind already."""
        return self.due_moves and self.due.end < self.at

    @property
    def at(self) -> datetime:
        """The moment of the page."""
        return self.desk.at
