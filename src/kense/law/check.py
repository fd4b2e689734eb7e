"""What must agree between the parts of an edition. Each finding is a sentence that names file, property and what is allowed."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from kense.kernel import LANGS, LegalRef, Text
from kense.law import register_parts, text_parts, ways, wording
from kense.law.act import Act, Place, Source
from kense.law.edition import Action, HouseRule, Outcome, Procedure, Standard
from kense.law.walk import refs_in, walk

FACTS = ("applicant", "minor", "term", "reason")
TO_FILL = "???"
APPLICANTS = ("self", "representative", "proxy")
_LATIN, _CYRILLIC = re.compile(r"[A-Za-z]"), re.compile(r"[Ѐ-ӿ]")


def mistakes(act: Act, procedure: Procedure, standard: Standard, folder: Path) -> list[str]:
    """Every disagreement inside the edition kept in `folder`; an empty list when it is sound."""
    return [
        *_names(act, procedure, folder),
        *_refs(act, procedure, standard),
        *_places(act),
        *text_parts.mistakes(act),
        *_duties(act),
        *_unmodelled(act, procedure, standard),
        *_doubles(act, procedure, standard),
        *_opening(procedure),
        *_terms(procedure),
        *_links(procedure),
        *_chain(procedure),
        *ways.mistakes(procedure),
        *_patterns(procedure),
        *_standard(act, procedure, standard),
        *_documents(procedure, standard),
        *_templates(procedure, folder / "papers"),
        *wording.mistakes(procedure, standard, folder / "papers"),
        *register_parts.mistakes(procedure, standard),
        *_on_request(procedure),
        *_corrections(procedure),
        *_reminders(procedure),
        *_scripts(act, procedure, standard),
        *_unfilled(act, procedure, standard),
    ]


def _files(act: Act, procedure: Procedure, standard: Standard) -> Iterator[tuple[str, object]]:
    for name, datum in (("act.yaml", act), ("procedure.yaml", procedure), ("standard.yaml", standard)):
        for where, value in walk(datum):
            yield f"{name}: {where}", value


def _names(act: Act, procedure: Procedure, folder: Path) -> Iterator[str]:
    """An act and an edition are found by their folders, so they carry the folders' names."""
    day, office = procedure.valid_from.isoformat(), procedure.office
    for file, where, written, expected in (
        ("act.yaml", "id", act.id, folder.parent.name),
        ("procedure.yaml", "act", procedure.act, act.id),
        ("procedure.yaml", "valid_from", f"{day}_{office}" if office else day, folder.name),
        ("procedure.yaml", "edition", procedure.edition, "/".join(filter(None, (act.id, day, office)))),
    ):
        if written != expected:
            yield f"{file}: {where}: '{written}' should be '{expected}'"
    if procedure.valid_to and procedure.valid_to < procedure.valid_from:
        yield f"procedure.yaml: valid_to: {procedure.valid_to} lies before valid_from, {day}"


def _refs(act: Act, procedure: Procedure, standard: Standard) -> Iterator[str]:
    known = {place.ref for place in act.places}
    for where, value in _files(act, procedure, standard):
        if isinstance(value, LegalRef) and value not in known:
            near = sorted(str(ref) for ref in known if ref.source == value.source)
            yield f"{where}: no place '{value}' in act.yaml; places of '{value.source}': {', '.join(near) or 'none'}"


def _places(act: Act) -> Iterator[str]:
    for place in act.places:
        source = act.sources.get(place.ref.source)
        if source is None:
            yield f"act.yaml: places '{place.ref}': source '{place.ref.source}' is not described; sources: {', '.join(act.sources)}"
        else:
            yield from _uncitable(place, source)
        if place.ref.part and place.ref.part not in act.parts:
            yield f"act.yaml: places '{place.ref}': part '{place.ref.part}' has no name; parts: {', '.join(act.parts)}"


def _duties(act: Act) -> Iterator[str]:
    yield from _twice("act.yaml: duties", "id", (duty.id for duty in act.duties))
    for duty in act.duties:
        if duty.shown_by and duty.term != "not_stated":
            yield (
                f"act.yaml: duties '{duty.id}': shown_by '{duty.shown_by}' is for a duty that is that event itself; "
                "its term is not_stated"
            )


def _uncitable(place: Place, source: Source) -> Iterator[str]:
    """A part of a reference that nobody can read would silently be left out."""
    kinds = [kind for kind in type(source.cite).model_fields if getattr(source.cite, kind)]
    for kind in type(source.cite).model_fields:
        if getattr(place.ref, kind) and kind not in kinds:
            yield (
                f"act.yaml: places '{place.ref}': sources.{place.ref.source}.cite has no form for '{kind}'; "
                f"it has: {', '.join(kinds)}"
            )


def _unmodelled(act: Act, procedure: Procedure, standard: Standard) -> Iterator[str]:
    used = {
        *refs_in(act.in_force),
        *refs_in(act.repealed),
        *refs_in(act.duties),
        *refs_in(procedure),
        *refs_in(standard),
    }
    used |= {LegalRef(ref.source, ref.paragraph) for ref in used}
    for place in act.places:
        if place.ref not in used and not place.not_modelled:
            yield f"act.yaml: places '{place.ref}': nothing refers to it; refer to it or say why in not_modelled"


def _doubles(act: Act, procedure: Procedure, standard: Standard) -> Iterator[str]:
    everything = [o for a in procedure.actions for o in a.outcomes]
    lists: dict[str, Iterable[Any]] = {
        "procedure.yaml: outcomes and house_rules": [procedure.opening, *everything, *procedure.house_rules],
        **{
            f"procedure.yaml: {name}": getattr(procedure, name)
            for name in (
                "roles",
                "terms",
                "journals",
                "papers",
                "results",
                "ends",
                "products",
                "actions",
                "transmissions",
            )
        },
        **{
            f"standard.yaml: {name}": getattr(standard, name)
            for name in ("forms", "documents", "reasons", "grounds", "texts")
        },
        **{f"standard.yaml: directories.{name}": d.entries for name, d in standard.directories.items()},
    }
    for where, items in lists.items():
        yield from _twice(where, "id", (item.id for item in items))
    yield from _twice("act.yaml: places", "ref", (str(place.ref) for place in act.places))
    yield from _twice("procedure.yaml: actions", "number", (action.number for action in procedure.actions))
    for addressee in procedure.transmissions:
        yield from _twice(f"procedure.yaml: transmissions '{addressee.id}'", "field", addressee.fields)


def _twice(where: str, name: str, values: Iterable[object]) -> Iterator[str]:
    for value, count in Counter(values).items():
        if count > 1:
            yield f"{where}: {name} '{value}' stands {count} times; it is unique in its list"


def _opening(procedure: Procedure) -> Iterator[str]:
    opening = procedure.opening
    if "application" not in opening.asks:
        yield "procedure.yaml: opening.asks: a case begins with an application; write asks: [application]"
    first = {a.id: a for a in procedure.actions}.get(opening.opens)
    if first is None:
        yield f"procedure.yaml: opening.opens: no '{opening.opens}' in actions; allowed: {', '.join(a.id for a in procedure.actions)}"
    elif first.ground != opening.gives:
        yield f"procedure.yaml: opening.gives: '{opening.gives}' is not the ground of '{first.id}', which is '{first.ground}'"


def _terms(procedure: Procedure) -> Iterator[str]:
    for term in procedure.terms:
        if (term.working_days is None) == (term.calendar_days is None):
            yield f"procedure.yaml: terms '{term.id}': give either working_days or calendar_days"


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
        "since": "products",
        "next": "actions",
        "at": "actions",
        "action": "actions",
    }
    for where, datum in walk(procedure):
        if not isinstance(datum, BaseModel) or isinstance(datum, Procedure):
            continue
        for field in targets.keys() & type(datum).model_fields.keys():
            value = getattr(datum, field)
            for ident in value if isinstance(value, tuple) else (value,):
                if ident is not None and ident not in ids[targets[field]]:
                    allowed = ", ".join(sorted(ids[targets[field]]))
                    yield f"procedure.yaml: {where}.{field}: no '{ident}' in {targets[field]}; allowed: {allowed}"


def _chain(procedure: Procedure) -> Iterator[str]:
    """Each action opens on the product of the one before (the act's own outcomes), or was open before (house rules)."""
    actions = {action.id: action for action in procedure.actions}
    for action in procedure.actions:
        for outcome in action.outcomes:
            yield from _leads(outcome, actions)
            yield from _asks(outcome)
    for rule in procedure.house_rules:
        yield from _goes_back(rule, actions)
        yield from _asks(rule)


def _leads(outcome: Outcome, actions: dict[str, Action]) -> Iterator[str]:
    following = actions.get(outcome.next or "")
    if following and following.ground != outcome.gives:
        yield (
            f"procedure.yaml: outcome '{outcome.id}': gives '{outcome.gives}' but its next action "
            f"'{following.id}' opens on '{following.ground}'"
        )


def _goes_back(rule: HouseRule, actions: dict[str, Action]) -> Iterator[str]:
    following = actions.get(rule.next or "")
    if following is None:
        return
    if following.ground in rule.withdraws:
        yield f"procedure.yaml: house rule '{rule.id}': withdraws '{following.ground}', on which its next action opens"
    if any(actions[one].number < following.number for one in rule.at if one in actions):
        yield (
            f"procedure.yaml: house rule '{rule.id}': next '{following.id}' lies ahead; "
            "a house rule keeps a case in its action or takes it back"
        )


def _asks(outcome: Outcome) -> Iterator[str]:
    if sum(map(bool, (outcome.next, outcome.end, outcome.end_by_result))) > 1:
        yield f"procedure.yaml: outcome '{outcome.id}': only one of next, end, end_by_result"
    if ("assignee" in outcome.asks) != bool(outcome.assignee_role):
        yield f"procedure.yaml: outcome '{outcome.id}': asks 'assignee' and assignee_role go together"


def _patterns(procedure: Procedure) -> Iterator[str]:
    """A number that does not count would be given twice."""
    for journal in procedure.journals:
        where = f"procedure.yaml: journals '{journal.id}'.pattern"
        try:
            first, second = (journal.pattern.format(n=n, year=2018) for n in (1, 2))
        except (KeyError, IndexError, ValueError):
            yield f"{where}: '{journal.pattern}' cannot be filled in; allowed: {{n}} and {{year}}"
        else:
            if first == second:
                yield f"{where}: '{journal.pattern}' needs {{n}}, the number"


def _standard(act: Act, procedure: Procedure, standard: Standard) -> Iterator[str]:
    papers = [paper.id for paper in procedure.papers]
    if standard.source not in act.sources:
        yield f"standard.yaml: source: no '{standard.source}' in act.yaml; allowed: {', '.join(act.sources)}"
    for form in standard.forms:
        if form.paper and form.paper not in papers:
            yield f"standard.yaml: forms '{form.id}'.paper: no '{form.paper}' in papers; allowed: {', '.join(papers)}"


def _templates(procedure: Procedure, papers: Path) -> Iterator[str]:
    for paper in procedure.papers:
        if not (papers / paper.template).is_file():
            there = ", ".join(sorted(path.name for path in papers.glob("*.typ"))) or "none"
            yield f"procedure.yaml: papers '{paper.id}'.template: no '{paper.template}' in the papers folder; there: {there}"


def _on_request(procedure: Procedure) -> Iterator[str]:
    """A paper made on request has data of its own; an operation could not fill its template."""
    kinds = (paper.on_request for paper in procedure.papers if paper.on_request)
    yield from _twice("procedure.yaml: papers", "on_request", kinds)
    asked_for = {paper.id for paper in procedure.papers if paper.on_request}
    outcomes = [*(one for action in procedure.actions for one in action.outcomes), *procedure.house_rules]
    made = {f"outcome '{one.id}'": one.papers for one in outcomes}
    made |= {f"result '{one.id}'": (one.paper,) for one in procedure.results}
    for where, papers in made.items():
        for paper in asked_for.intersection(papers):
            yield f"procedure.yaml: {where}: paper '{paper}' is made on request only; name another paper"


def _everywhere(procedure: Procedure) -> Iterator[tuple[Outcome, Action]]:
    """Every outcome at each action where it may be done."""
    for action in procedure.actions:
        for outcome in action.outcomes:
            yield outcome, action
        for rule in procedure.house_rules:
            if action.id in rule.at:
                yield rule, action


def _corrections(procedure: Procedure) -> Iterator[str]:
    """A registered application is replaced only by a correction: a complete one, before the signature, its draft undone."""
    outcomes = [outcome for outcome, _ in _everywhere(procedure)]
    drafts = {one.gives for one in outcomes if one.result}
    drafted = min((one.number for one in procedure.actions if one.ground in drafts), default=None)
    for outcome, action in _everywhere(procedure):
        where = f"procedure.yaml: outcome '{outcome.id}' at '{action.id}'"
        registered = action.id != procedure.opening.opens
        if outcome.corrects != (registered and "application" in outcome.asks):
            yield f"{where}: corrects and asks 'application' go together, behind action '{procedure.opening.opens}' only"
        if outcome.corrects and outcome.package != "complete":
            yield f"{where}: corrects: a registered package stays complete; write package: complete"
        if outcome.corrects and drafted is not None and action.number > drafted:
            yield f"{where}: corrects: the result has been signed there; only actions up to number {drafted}"
        if outcome.corrects and action.ground in drafts and action.ground not in outcome.withdraws:
            yield f"{where}: corrects: the draft was made from what was wrong; withdraw '{action.ground}'"


def _reminders(procedure: Procedure) -> Iterator[str]:
    """One is reminded of what waits: at a rest that says after how many days, and the case stays where it is."""
    rests = {rest.action: rest for rest in procedure.rests}
    reminding = {action.id for outcome, action in _everywhere(procedure) if outcome.reminds}
    for rest in procedure.rests:
        if bool(rest.remind_after_days) != (rest.action in reminding):
            yield f"procedure.yaml: rests '{rest.action}': remind_after_days and an outcome there that reminds go together"
    for outcome, action in _everywhere(procedure):
        where = f"procedure.yaml: outcome '{outcome.id}' at '{action.id}'"
        if outcome.reminds != ("reminder" in outcome.asks):
            yield f"{where}: reminds and asks 'reminder' go together"
        if outcome.reminds and (action.id not in rests or rests[action.id].after not in outcome.needs):
            yield f"{where}: reminds: only at an action with a rest, needing what the rest is after"
        if outcome.reminds and (outcome.next or outcome.end or outcome.end_by_result or outcome.gives):
            yield f"{where}: reminds: the case stays as it is; leave out next, end, end_by_result and gives"


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
                for word in mixed_words(value.in_lang(lang)):
                    yield f"{where}.{lang}: the word '{word}' mixes Latin and Cyrillic letters"


def mixed_words(text: str) -> list[str]:
    """The words in which Latin and Cyrillic letters are mixed; what stands in braces is no word."""
    words = re.findall(r"\w+", re.sub(r"\{\w+\}", "", text))
    return [word for word in words if _LATIN.search(word) and _CYRILLIC.search(word)]


def _unfilled(act: Act, procedure: Procedure, standard: Standard) -> Iterator[str]:
    """A new regulation begins with places to fill in."""
    for where, value in _files(act, procedure, standard):
        words = value.as_dict().values() if isinstance(value, Text) else (value,)
        if any(isinstance(one, str) and TO_FILL in one for one in words):
            yield f"{where}: still to be filled in: {TO_FILL}"
