"""What must agree between the parts of an edition. Each finding is a sentence that names file, property and what is allowed."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from kense.kernel import LANGS, LegalRef, Text
from kense.law.act import Act
from kense.law.edition import Outcome, Procedure, Standard

FACTS = ("applicant", "minor", "term", "reason")
APPLICANTS = ("self", "representative", "proxy")
_LATIN, _CYRILLIC = re.compile(r"[A-Za-z]"), re.compile(r"[Ѐ-ӿ]")


def mistakes(act: Act, procedure: Procedure, standard: Standard, papers: Path) -> list[str]:
    """Every disagreement inside the edition; an empty list when it is sound."""
    return [
        *_refs(act, procedure, standard),
        *_unmodelled(act, procedure, standard),
        *_doubles(procedure, standard),
        *_opening(procedure),
        *_links(procedure),
        *_chain(procedure),
        *_documents(procedure, standard),
        *(
            f"procedure.yaml: papers '{p.id}': template '{p.template}' is not in the papers folder"
            for p in procedure.papers
            if not (papers / p.template).is_file()
        ),
        *_scripts(act, procedure, standard),
    ]


def refs_in(datum: object) -> Iterator[LegalRef]:
    """Every reference anywhere inside a datum."""
    if isinstance(datum, LegalRef):
        yield datum
    for _, value in _children(datum):
        yield from refs_in(value)


def _children(datum: object) -> Iterator[tuple[str, Any]]:
    if isinstance(datum, BaseModel):
        yield from ((name, getattr(datum, name)) for name in type(datum).model_fields)
    elif isinstance(datum, dict):
        yield from datum.items()
    elif isinstance(datum, tuple):
        yield from ((str(index), value) for index, value in enumerate(datum))


def _walk(datum: object, where: str) -> Iterator[tuple[str, object]]:
    yield where, datum
    for name, value in _children(datum):
        yield from _walk(value, f"{where}[{name}]" if name.isdigit() else f"{where}.{name}")


def _files(act: Act, procedure: Procedure, standard: Standard) -> Iterator[tuple[str, object]]:
    for name, datum in (("act.yaml", act), ("procedure.yaml", procedure), ("standard.yaml", standard)):
        for where, value in _walk(datum, ""):
            yield f"{name}: {where.lstrip('.')}", value


def _refs(act: Act, procedure: Procedure, standard: Standard) -> Iterator[str]:
    known = {place.ref for place in act.places}
    for where, value in _files(act, procedure, standard):
        if isinstance(value, LegalRef) and value not in known:
            near = sorted(str(ref) for ref in known if ref.source == value.source)
            yield f"{where}: no place '{value}' in act.yaml; places of '{value.source}': {', '.join(near) or 'none'}"
    for place in act.places:
        if place.ref.source not in act.sources:
            yield f"act.yaml: places: source '{place.ref.source}' is not described; sources: {', '.join(act.sources)}"
        if place.ref.part and place.ref.part not in act.parts:
            yield f"act.yaml: places: part '{place.ref.part}' has no name; parts: {', '.join(act.parts)}"


def _unmodelled(act: Act, procedure: Procedure, standard: Standard) -> Iterator[str]:
    used = {*refs_in(act.in_force), *refs_in(act.repealed), *refs_in(procedure), *refs_in(standard)}
    used |= {LegalRef(ref.source, ref.paragraph) for ref in used}
    for place in act.places:
        if place.ref not in used and not place.not_modelled:
            yield f"act.yaml: places '{place.ref}': nothing refers to it; refer to it or say why in not_modelled"


def _doubles(procedure: Procedure, standard: Standard) -> Iterator[str]:
    everything = [o for a in procedure.actions for o in a.outcomes]
    lists: dict[str, Iterable[Any]] = {
        "procedure.yaml: outcomes and house_rules": [procedure.opening, *everything, *procedure.house_rules],
        **{
            f"procedure.yaml: {name}": getattr(procedure, name)
            for name in ("roles", "terms", "journals", "papers", "results", "ends", "products", "actions")
        },
        **{f"standard.yaml: {name}": getattr(standard, name) for name in ("forms", "documents", "reasons", "grounds")},
        **{f"standard.yaml: directories.{name}": d.entries for name, d in standard.directories.items()},
    }
    for where, items in lists.items():
        for ident, count in Counter(item.id for item in items).items():
            if count > 1:
                yield f"{where}: id '{ident}' stands {count} times; an id is unique in its list"


def _opening(procedure: Procedure) -> Iterator[str]:
    opening = procedure.opening
    first = {a.id: a for a in procedure.actions}.get(opening.opens)
    if first is None:
        yield f"procedure.yaml: opening.opens: no action '{opening.opens}'"
    elif first.ground != opening.gives:
        yield f"procedure.yaml: opening.gives: '{opening.gives}' is not the ground of '{first.id}', which is '{first.ground}'"


def _links(procedure: Procedure) -> Iterator[str]:
    ids = {
        name: {item.id for item in getattr(procedure, name)}
        for name in ("roles", "journals", "papers", "results", "ends", "products", "actions")
    }
    targets = {
        "role": "roles",
        "assignee_role": "roles",
        "roles": "roles",
        "draws": "journals",
        "papers": "papers",
        "paper": "papers",
        "result": "results",
        "end": "ends",
        "gives": "products",
        "withdraws": "products",
        "needs": "products",
        "unless": "products",
        "ground": "products",
        "after": "products",
        "next": "actions",
        "at": "actions",
        "action": "actions",
    }
    for where, datum in _walk(procedure, ""):
        if not isinstance(datum, BaseModel) or isinstance(datum, Procedure):
            continue
        for field in targets.keys() & type(datum).model_fields.keys():
            value = getattr(datum, field)
            for ident in value if isinstance(value, tuple) else (value,):
                if ident is not None and ident not in ids[targets[field]]:
                    allowed = ", ".join(sorted(ids[targets[field]]))
                    yield f"procedure.yaml: {where.lstrip('.')}.{field}: no '{ident}' in {targets[field]}; allowed: {allowed}"


def _chain(procedure: Procedure) -> Iterator[str]:
    grounds = {action.id: action.ground for action in procedure.actions}
    for action in procedure.actions:
        for outcome in action.outcomes:
            yield from _leads(outcome, grounds)
    for rule in procedure.house_rules:
        yield from _asks(rule)


def _leads(outcome: Outcome, grounds: dict[str, str]) -> Iterator[str]:
    """The act's own outcomes open an action only by giving its ground (a house rule may go back)."""
    if outcome.next in grounds and grounds[outcome.next] != outcome.gives:
        yield (
            f"procedure.yaml: outcome '{outcome.id}': gives '{outcome.gives}' but its next action "
            f"'{outcome.next}' opens on '{grounds[outcome.next]}'"
        )
    yield from _asks(outcome)


def _asks(outcome: Outcome) -> Iterator[str]:
    if sum(map(bool, (outcome.next, outcome.end, outcome.end_by_result))) > 1:
        yield f"procedure.yaml: outcome '{outcome.id}': only one of next, end, end_by_result"
    if ("assignee" in outcome.asks) != bool(outcome.assignee_role):
        yield f"procedure.yaml: outcome '{outcome.id}': asks 'assignee' and assignee_role go together"


def _documents(procedure: Procedure, standard: Standard) -> Iterator[str]:
    allowed: dict[str, tuple[object, ...]] = {
        "applicant": APPLICANTS,
        "minor": (True, False),
        "term": tuple(term.id for term in procedure.terms),
        "reason": tuple(reason.id for reason in standard.reasons),
    }
    for document in standard.documents:
        for circumstance in document.required_when:
            for fact, value in circumstance.items():
                where = f"standard.yaml: documents '{document.id}'.required_when"
                if fact not in allowed:
                    yield f"{where}: unknown fact '{fact}'; allowed: {', '.join(FACTS)}"
                elif value not in allowed[fact]:
                    yield f"{where}.{fact}: '{value}' is not allowed; allowed: {', '.join(map(str, allowed[fact]))}"


def _scripts(act: Act, procedure: Procedure, standard: Standard) -> Iterator[str]:
    """A word of Latin and Cyrillic letters mixed is a typing slip that searching and sorting would never find."""
    for where, value in _files(act, procedure, standard):
        if isinstance(value, Text):
            for lang in LANGS:
                for word in re.findall(r"\w+", re.sub(r"\{\w+\}", "", value.in_lang(lang))):
                    if _LATIN.search(word) and _CYRILLIC.search(word):
                        yield f"{where}.{lang}: the word '{word}' mixes Latin and Cyrillic letters"
