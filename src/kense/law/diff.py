"""What changes between two editions, in words, for those to whom it means something. Pure: two editions in, rows out.

What is one thing in both editions is told by its id; what is spelled differently and means the same is no difference.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from kense.kernel import LANGS, Lang, LegalRef, Text
from kense.kernel.text import joined
from kense.law import diff_words as words
from kense.law.diff_words import Kind
from kense.law.edition import Edition


@dataclass(frozen=True, slots=True)
class Difference:
    """One change: for whom, of what, what about it; as it was and as it is (None: there was nothing, there is nothing)."""

    whom: Text
    subject: Text
    what: Text
    before: Text | None
    after: Text | None
    ref: LegalRef | None

    @property
    def sentence(self) -> Text:
        """The change in one line."""
        change = [one for one in (self.before, self.after) if one]
        said = joined(change, " → ") if self.what not in (words.ADDED, words.REMOVED) else change[0]
        return words.LINE.filled(subject=self.subject, what=self.what, said=said)


def compare(before: Edition, after: Edition) -> tuple[Difference, ...]:
    """Every change from one edition to the other, in order of whom it concerns: applicants, each unit, printing, the office."""
    return (*_standard(before, after), *_units(before, after), *_printed(before, after), *_rest(before, after))


def _standard(before: Edition, after: Edition) -> Iterator[Difference]:
    """What applicants meet: terms, documents, reasons, grounds."""
    whom, pair = words.APPLICANTS, (before, after)
    yield from _listed(whom, words.TERM, pair, [one.procedure.terms for one in pair])
    yield from _listed(whom, words.DOCUMENT, pair, [one.standard.documents for one in pair])
    yield from _listed(whom, words.REASON, pair, [one.standard.reasons for one in pair])
    yield from _listed(whom, words.GROUND, pair, [one.standard.grounds for one in pair])


def _units(before: Edition, after: Edition) -> Iterator[Difference]:
    """What each unit does: itself, its actions, what may come of them, its house rules."""
    pair = (before, after)
    roles = {role.id: role.unit for one in pair for role in one.procedure.roles}
    for role, unit in roles.items():
        yield from _listed(unit, words.ROLE, pair, [_where(one.procedure.roles, id=role) for one in pair])
        yield from _listed(unit, words.ACTION, pair, [_where(one.procedure.actions, role=role) for one in pair])
        yield from _listed(unit, words.OUTCOME, pair, [_outcomes_of(one, role) for one in pair])
        yield from _listed(unit, words.HOUSE_RULE, pair, [_where(one.procedure.house_rules, role=role) for one in pair])
        yield from _listed(unit, words.OPENING, pair, [_where([one.procedure.opening], role=role) for one in pair])


def _printed(before: Edition, after: Edition) -> Iterator[Difference]:
    """What comes on paper: the papers, their templates, their sentences, the journals."""
    whom, pair = words.PRINTING, (before, after)
    yield from _listed(whom, words.PAPER, pair, [one.procedure.papers for one in pair])
    for paper in after.procedure.papers:
        hashes = [one.templates.get(paper.template) for one in pair]
        if None not in hashes and len(set(hashes)) > 1:
            yield Difference(whom, words.PAPER.named(paper, after), words.TEMPLATE, None, words.CHANGED, paper.ref)
    yield from _listed(whom, words.SENTENCE, pair, [one.standard.texts for one in pair])
    yield from _listed(whom, words.JOURNAL, pair, [one.procedure.journals for one in pair])


def _rest(before: Edition, after: Edition) -> Iterator[Difference]:
    """What the whole office works by: results, ends, waiting, databases, retention, directories, what was verified."""
    whom, pair = words.OFFICE, (before, after)
    for kind, name in words.OF_THE_PROCEDURE:
        yield from _listed(whom, kind, pair, [getattr(one.procedure, name) for one in pair])
    shared = [name for name in after.standard.directories if name in before.standard.directories]
    for name in shared:
        lists = [one.standard.directories[name] for one in pair]
        subject = words.DIRECTORY.filled(source=lists[1].source)
        yield from _fields(whom, subject, words.OF_A_DIRECTORY, lists, pair, None, {"entries"})
        yield from _listed(whom, words.ENTRY, pair, [one.entries for one in lists])
    yield from _fields(
        whom, words.STANDARD, words.OF_THE_STANDARD, [one.standard for one in pair], pair, None, words.IN_THE_STANDARD
    )
    yield from _fields(
        whom, words.VALIDITY, words.OF_VALIDITY, [one.procedure for one in pair], pair, None, words.IN_THE_PROCEDURE
    )
    places = [[_Place(str(place.ref), place.label, place.ref) for place in one.act.places] for one in pair]
    yield from _listed(whom, words.PLACE, pair, places)


@dataclass(frozen=True, slots=True)
class _Place:
    """A place of the act as an item of a list."""

    id: str
    name: Text
    ref: LegalRef


def _listed(
    whom: Text, kind: Kind, pair: tuple[Edition, Edition], lists: Sequence[Iterable[Any]]
) -> Iterator[Difference]:
    """What of a list was added, taken out, or changed; in the order of the new list, what is gone last."""
    old, new = ({kind.id_of(one): one for one in items} for items in lists)
    before, after = pair
    for ident, one in new.items():
        if ident not in old:
            yield Difference(whom, kind.named(one, after), words.ADDED, None, kind.told(one, after), _ref(one))
        else:
            items = [old[ident], one]
            yield from _fields(whom, kind.named(one, after), kind.fields, items, pair, _ref(one), kind.told_elsewhere)
    for ident, one in old.items():
        if ident not in new:
            yield Difference(whom, kind.named(one, before), words.REMOVED, kind.told(one, before), None, _ref(one))


def _fields(
    whom: Text,
    subject: Text,
    fields: Sequence[words.Field],
    items: Sequence[Any],
    pair: tuple[Edition, Edition],
    ref: LegalRef | None,
    told_elsewhere: Collection[str] = (),
) -> Iterator[Difference]:
    """What differs of one thing, property by property; what has no words of its own is told as details."""
    for field in fields:
        old, new = (getattr(item, field.name, None) for item in items)
        if old != new:
            shown = [field.show(value, edition) for value, edition in zip((old, new), pair, strict=True)]
            yield Difference(whom, subject, field.label, *_told(*shown), ref)
    rest = _properties(items[1]) - {field.name for field in fields} - {*told_elsewhere, "id"}
    if any(getattr(items[0], name) != getattr(items[1], name) for name in rest):
        yield Difference(whom, subject, words.DETAILS, None, words.CHANGED, ref)


def _told(before: Text | None, after: Text | None) -> tuple[Text | None, Text | None]:
    """Both values; who reads a language in which they do not differ is shown those in which they do."""
    if before is None or after is None:
        return before, after
    differing = [lang for lang in LANGS if before.in_lang(lang) != after.in_lang(lang)]

    def one(text: Text, lang: Lang) -> str:
        if lang in differing or not differing:
            return text.in_lang(lang)
        return "; ".join(f"{text.in_lang(other)} ({other})" for other in differing)

    return Text(*(one(before, lang) for lang in LANGS)), Text(*(one(after, lang) for lang in LANGS))


def _properties(item: Any) -> set[str]:
    return set(type(item).model_fields) if isinstance(item, BaseModel) else set()


def _ref(one: Any) -> LegalRef | None:
    return getattr(one, "ref", None)


def _where(items: Iterable[Any], **wanted: str) -> list[Any]:
    return [one for one in items if all(getattr(one, name) == value for name, value in wanted.items())]


def _outcomes_of(edition: Edition, role: str) -> list[Any]:
    return [one for action in edition.procedure.actions if action.role == role for one in action.outcomes]
