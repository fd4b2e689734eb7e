"""What an officer may do with a case now, each with the form it asks for as it was last typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kense.cases.selectors import Case
from kense.casework.possible import possible
from kense.casework.record import TEXTS
from kense.desk.comparison import dates_for_eyes, options_of
from kense.desk.officers import Desk
from kense.kernel import Problem, Text
from kense.law import Edition, lookup
from kense.law.edition import Input, Outcome
from kense.procedure.refusals import INPUT_NAMES
from kense.registry.facets import FIELDS

_PARTS = {name: name for name in ("assignee", "note", "addressee", "grounds", "changes")}
_PARTS |= dict.fromkeys(("question", "answer", "explanation"), "lines")


@dataclass(frozen=True, slots=True)
class Ask:
    """An input of a form: its name, what it is called, and the template that draws it."""

    name: str
    label: Text
    part: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Something the officer may do now. `typed` and `problems` are those of its own form, when it was sent and not taken.

    `prints` says whether a paper comes of it, which can be looked at before.
    """

    outcome: Outcome
    asks: tuple[Ask, ...]
    house: bool
    prints: bool
    tried: bool
    typed: Mapping[str, Any]
    problems: Mapping[str, Problem]


def choices_of(
    desk: Desk,
    case: Case,
    edition: Edition,
    *,
    tried: str,
    typed: Mapping[str, Any],
    problems: Mapping[str, Problem],
) -> list[Choice]:
    """What the officer may do now, the act's outcomes first. `tried` is the operation whose form was not taken."""

    def choice(outcome: Outcome) -> Choice:
        own = outcome.id == tried
        return Choice(
            outcome,
            tuple(_ask(name) for name in outcome.asks),
            lookup.is_house(outcome),
            bool(outcome.papers or outcome.prints_result),
            own,
            typed if own else _kept(case, outcome),
            problems if own else {},
        )

    return [choice(outcome) for outcome in possible(case, edition, desk)]


def assignee_roles(choices: list[Choice]) -> list[str]:
    """The roles to which the case may now be given."""
    return sorted({choice.outcome.assignee_role for choice in choices if choice.outcome.assignee_role})


def left_over(typed: Mapping[str, Any], edition: Edition, record: Mapping[str, str]) -> list[tuple[Text, Text]]:
    """What was typed for an operation that is no longer possible, with its labels: to be copied, not lost.

    What the form had from the record, and nobody touched, is left out.
    """
    words = lookup.choices(edition)
    texts = [(INPUT_NAMES[name], str(typed[name])) for name in INPUT_NAMES if name in TEXTS and typed.get(name)]
    fields = [(spec, str(typed.get(f"change_{spec.name}", ""))) for spec in FIELDS]
    return [(label, Text.same(text)) for label, text in texts] + [
        (spec.label, options_of(spec, words).get(text, Text.same(text)))
        for spec, text in fields
        if text and text != dates_for_eyes(spec, record[spec.name])
    ]


def _ask(name: Input) -> Ask:
    return Ask(name, INPUT_NAMES[name], f"desk/parts/ask/{_PARTS.get(name, 'line')}.html")


def _kept(case: Case, outcome: Outcome) -> Mapping[str, Any]:
    """What the case already has from a draft that came back, for whoever drafts it again."""
    return {"explanation": case.explanation, "grounds": case.grounds} if outcome.result else {}
