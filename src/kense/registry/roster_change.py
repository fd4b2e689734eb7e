"""What a row of a roster changes in what the register states of its person: pure, one row at a time.

An empty cell says nothing. What a row says becomes statements by the rule of `stating`, as any other change does.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kense.kernel import Problem
from kense.law.edition import DirectoryEntry
from kense.registry import grounds
from kense.registry.facets import CONTACT, DOCUMENT, GROUND, PERSONAL, Facet
from kense.registry.grounds import Ground
from kense.registry.record import Change
from kense.registry.roster_rows import order_problem
from kense.registry.stating import Begun, Known, Stating, is_another

Values = Mapping[str, str]


@dataclass(slots=True)
class Outcome:
    """The statements that end and begin by a row, what is wrong with it, and each field before and after."""

    ended: Sequence[int] = ()
    begun: Sequence[Begun] = ()
    problems: list[Problem] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)


def outcome_of(
    values: Values, known: Sequence[Known], categories: Iterable[DirectoryEntry], next_line: Callable[[Facet], int]
) -> Outcome:
    """What the canonical values of a row change for a person of whom this is `known`; nothing is, of a new one.

    `next_line` gives the number of a new line of a facet.
    """
    stating = Stating(known, next_line)
    outcome = Outcome(stating.ended, stating.begun)
    _say_newest(outcome, stating, PERSONAL, values)
    _say_document(outcome, stating, values)
    _say_newest(outcome, stating, CONTACT, values)
    _say_ground(outcome, stating, values, categories)
    return outcome


def _say_newest(outcome: Outcome, stating: Stating, facet: Facet, values: Values) -> None:
    _say(outcome, stating, facet, _said(facet, values), stating.newest(facet))


def _say_document(outcome: Outcome, stating: Stating, values: Values) -> None:
    said = _said(DOCUMENT, values)
    of = _same_document(said, stating.known) or stating.newest(DOCUMENT)
    # What the row does not say of another document is not known of it.
    _say(outcome, stating, DOCUMENT, said, None if of and is_another(of, said) else of)


def _say_ground(outcome: Outcome, stating: Stating, values: Values, categories: Iterable[DirectoryEntry]) -> None:
    said = _said(GROUND, values)
    held = [one for one in stating.known if one.facet == GROUND.name]
    of = next((one for one in held if _is_same_ground(said, one)), None)
    before = of.values if of else {}
    after = {**before, **said}
    if after == before:
        return
    ground = Ground(of.line if of else 0, after)
    others = [Ground(one.line, one.values) for one in held]
    outcome.problems += grounds.problems_with(ground, others, categories, _birth_date(values, stating))
    for end in grounds.ended_before(ground, others):
        _say(outcome, stating, GROUND, {end.field: end.after}, stating.newest(GROUND, end.line))
    _say(outcome, stating, GROUND, said, of)


def _say(outcome: Outcome, stating: Stating, facet: Facet, said: Values, of: Known | None) -> None:
    before = of.values if of else {}
    after = {name: value for name, value in said.items() if value != before.get(name, "")}
    if not after:
        return
    if facet.of_many and of and (problem := order_problem({**before, **after}, facet.first, facet.last)):
        outcome.problems.append(problem)
    line = (of.line if of else 0) if facet is GROUND else None
    outcome.changes += [Change(name, before.get(name, ""), value, line) for name, value in after.items()]
    stating.say(facet, after, of)


def _said(facet: Facet, values: Values) -> dict[str, str]:
    return {spec.name: values[spec.name] for spec in facet.fields if values.get(spec.name)}


def _same_document(said: Values, known: Iterable[Known]) -> Known | None:
    """The document with the number of the row, be it the newest or an old one; no number names none."""
    number, kind = said.get("document_number"), said.get("document_kind")
    numbered = [one for one in known if one.facet == DOCUMENT.name and one.data.get("document_number") == number]
    of_kind = (one for one in numbered if not kind or one.data.get("document_kind", kind) == kind)
    return next(of_kind, None) if number else None


def _is_same_ground(said: Values, one: Known) -> bool:
    return one.data.get("category") == said.get("category") and one.first == said.get("ground_from", "")


def _birth_date(values: Values, stating: Stating) -> str:
    newest = stating.newest(PERSONAL)
    return values.get("birth_date") or (newest.data.get("birth_date", "") if newest else "")
