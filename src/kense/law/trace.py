"""What the product does with each place of an act: the data that refer to it, the papers made of it, the tests that prove it."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel

from kense.kernel import LegalRef, Text
from kense.law import lookup
from kense.law.act import Place
from kense.law.edition import Cited, Edition, FormSpec, Outcome, PaperSpec, Result
from kense.law.trace_words import WORDS
from kense.law.walk import walk

PROOFS = Path(__file__).with_name("proofs.json")
"""The tests by the place they prove, by act; written from the tests' own marks when the product is built."""

Proofs = Mapping[LegalRef, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Use:
    """A datum that refers to a place: its kind, its file and path in it, and what it is called."""

    kind: str
    file: str
    path: str
    name: Text | None
    datum: BaseModel

    @property
    def word(self) -> Text:
        """The kind in words."""
        return WORDS[self.kind]


@dataclass(frozen=True, slots=True)
class Row:
    """A place with all that answers it. `by_parts` tells that the data and tests are those of the places inside it."""

    place: Place
    uses: tuple[Use, ...]
    papers: tuple[PaperSpec, ...]
    tests: tuple[str, ...]
    by_parts: bool

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of its data, each once."""
        return tuple(dict.fromkeys(use.kind for use in self.uses))

    @property
    def is_answered(self) -> bool:
        """Whether a test proves it, or it is told why nothing models it."""
        return bool(self.tests or self.place.not_modelled)


def trace(edition: Edition, proofs: Proofs | None = None) -> tuple[Row, ...]:
    """Every place of the act, in its order; `proofs` are those that ship where none are given."""
    uses = uses_in(edition)
    known = proofs_of(edition.act.id) if proofs is None else proofs
    return tuple(_row(edition, place, uses, known) for place in edition.act.places)


@cache
def proofs_of(act_id: str) -> Proofs:
    """The tests that ship as proofs of an act's places; none for an act that did not come with the product."""
    shipped = json.loads(PROOFS.read_text(encoding="utf-8")) if PROOFS.is_file() else {}
    return {LegalRef.parse(where): tuple(tests) for where, tests in shipped.get(act_id, {}).items()}


def uses_in(edition: Edition) -> dict[LegalRef, list[Use]]:
    """The data of an edition by the places they refer to."""
    found: dict[LegalRef, list[Use]] = {}
    for file, datum in _files(edition):
        for use, refs in _uses(file, datum):
            for where in refs:
                found.setdefault(where, []).append(use)
    return found


def kind_of(datum: BaseModel, path: str) -> str:
    """What a datum is: its class, for one that has no class of its own its property."""
    return path.rsplit(".", 1)[-1] if type(datum) is Cited else type(datum).__name__


def _files(edition: Edition) -> Iterator[tuple[str, BaseModel]]:
    yield "act.yaml", edition.act.model_copy(update={"places": ()})
    yield "procedure.yaml", edition.procedure
    yield "standard.yaml", edition.standard


def _uses(file: str, datum: BaseModel) -> Iterator[tuple[Use, list[LegalRef]]]:
    data = {path: one for path, one in walk(datum) if isinstance(one, BaseModel)}
    for path, one in data.items():
        refs = list(dict.fromkeys(_own_refs(one)))
        if refs:
            yield Use(kind_of(one, path), file, _readable(path, data), _name(one), one), refs


def _own_refs(datum: BaseModel) -> Iterator[LegalRef]:
    """The references of a datum itself, not those of the data inside it."""
    for name in type(datum).model_fields:
        value = getattr(datum, name)
        yield from (one for one in (value if isinstance(value, tuple) else (value,)) if isinstance(one, LegalRef))


def _readable(path: str, data: Mapping[str, BaseModel]) -> str:
    """A path with the names of things instead of their positions: `actions[x].outcomes[y]`."""
    written, upto = [], ""
    for step in path.split("."):
        upto = f"{upto}.{step}".lstrip(".")
        ident = getattr(data.get(upto), "id", None) or getattr(data.get(upto), "action", None)
        written.append(f"{step.split('[')[0]}[{ident}]" if "[" in step and ident else step)
    return ".".join(written)


def _name(datum: BaseModel) -> Text | None:
    for name in ("name", "title", "unit"):
        if isinstance(value := getattr(datum, name, None), Text):
            return value
    return None


def _row(edition: Edition, place: Place, uses: Mapping[LegalRef, list[Use]], proofs: Proofs) -> Row:
    parts = [one.ref for one in edition.act.places if is_inside(one.ref, place.ref)]
    own, proven = uses.get(place.ref, []), proofs.get(place.ref, ())
    held = own or [use for part in parts for use in uses.get(part, [])]
    tests = proven or tuple(dict.fromkeys(test for part in parts for test in proofs.get(part, ())))
    papers = {paper: lookup.paper(edition, paper) for use in held for paper in _papers(edition, use.datum)}
    return Row(place, tuple(held), tuple(papers.values()), tests, by_parts=bool(held and not own))


def is_inside(ref: LegalRef, paragraph: LegalRef) -> bool:
    """Whether a place is a part of a whole paragraph."""
    return bool(paragraph.paragraph and paragraph == LegalRef(ref.source, ref.paragraph, appendix=ref.appendix) != ref)


def _papers(edition: Edition, datum: BaseModel) -> Iterable[str]:
    """The papers that come of a datum."""
    match datum:
        case PaperSpec():
            return (datum.id,)
        case Result():
            return (datum.paper,)
        case FormSpec():
            return (datum.paper,) if datum.paper else ()
        case Outcome(prints_result=True):
            return (*datum.papers, *(one.paper for one in edition.procedure.results))
        case Outcome():
            return datum.papers
        case _:
            return ()
