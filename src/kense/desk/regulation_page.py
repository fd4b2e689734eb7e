"""What the page of the regulation shows: the edition as an officer reads it, action by action."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import get_language

from kense import law
from kense.acts.selectors import known
from kense.acts.texts import ActText, Passage, passages, texts_of
from kense.casework.paper_data import FORMS
from kense.desk.public_page import needed_when
from kense.kernel import LegalRef, Text
from kense.law import Edition, lookup
from kense.law.act import Place, Source
from kense.law.edition import Action, Cited, DocumentSpec, HouseRule, Outcome, Product, Role


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """What may be done, where the case goes by it (nothing: it stays), and the places behind it beyond its action's."""

    outcome: Outcome
    leads_to: Text | None
    refs: tuple[LegalRef, ...]


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action with who does it, on what ground, what may come of it, and what it waits for outside its norm."""

    action: Action
    role: Role
    ground: Product
    outcomes: tuple[OutcomeRow, ...]
    pauses: tuple[tuple[Text, LegalRef], ...]

    @property
    def refs(self) -> tuple[LegalRef, ...]:
        """The places of the action."""
        return places(self.action)


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A house rule: an outcome the act does not know, whose it is, and at which actions."""

    row: OutcomeRow
    role: Role
    at: tuple[Action, ...]


class RegulationPage:
    """An edition on a day."""

    def __init__(self, edition: Edition, day: date) -> None:
        self.edition, self.act = edition, known(edition.act)
        self.status = law.status_on(self.act, day)

    @cached_property
    def texts(self) -> list[ActText]:
        """The official texts of the act that are loaded."""
        return texts_of(self.act.id)

    @cached_property
    def passages(self) -> Mapping[LegalRef, Passage]:
        """The official words of the act's places."""
        refs = [place.ref for place in self.act.places]
        return passages(self.act.id, refs, get_language() or "kk") if self.texts else {}

    @property
    def actions(self) -> list[ActionRow]:
        """The actions in their order."""
        return [self._action(one) for one in self.edition.procedure.actions]

    def _action(self, action: Action) -> ActionRow:
        procedure = self.edition.procedure
        waits = [(one.name, one.ref) for one in procedure.waits if one.action == action.id]
        rests = [(one.name, one.ref) for one in procedure.rests if one.action == action.id]
        return ActionRow(
            action,
            lookup.role(self.edition, action.role),
            lookup.product(self.edition, action.ground),
            tuple(self._outcome(one, beyond=places(action)) for one in action.outcomes),
            (*waits, *rests),
        )

    def _outcome(self, outcome: Outcome, beyond: tuple[LegalRef, ...] = ()) -> OutcomeRow:
        refs = tuple(where for where in places(outcome) if where not in beyond)
        return OutcomeRow(outcome, self._leads_to(outcome), refs)

    def _leads_to(self, outcome: Outcome) -> Text | None:
        if outcome.next:
            action = lookup.action(self.edition, outcome.next)
            return STEP.filled(n=action.number, name=action.name)
        if outcome.end:
            return lookup.end(self.edition, outcome.end).name
        return BY_RESULT if outcome.end_by_result else None

    @property
    def house_rules(self) -> list[RuleRow]:
        """What the office does beyond the act."""
        return [self._rule(one) for one in self.edition.procedure.house_rules]

    def _rule(self, rule: HouseRule) -> RuleRow:
        at = tuple(lookup.action(self.edition, one) for one in rule.at)
        return RuleRow(self._outcome(rule), lookup.role(self.edition, rule.role), at)

    @property
    def documents(self) -> list[tuple[DocumentSpec, Text, Text | None]]:
        """The documents to bring, each with its form and the circumstances in which it is needed (nothing: always)."""
        return [(one, FORMS[one.form], needed_when(self.edition, one)) for one in self.edition.standard.documents]

    @property
    def sources(self) -> list[tuple[Source, list[Place]]]:
        """Every place that can be cited, by the text it stands in."""
        found = [(one, [p for p in self.act.places if p.ref.source == name]) for name, one in self.act.sources.items()]
        return [(source, held) for source, held in found if held]


def places(one: Cited) -> tuple[LegalRef, ...]:
    """The place of a datum and the others that say the same."""
    return (one.ref, *one.also)


STEP = Text("{n}. {name}", "{n}. {name}", "{n}. {name}")
BY_RESULT = Text("іс нәтижесімен аяқталады", "дело завершается своим результатом", "the case ends by its result")
