"""decide(): whether a command is allowed and what follows. Pure: no database, no clock, no Django."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from kense.kernel import Refusal, Text
from kense.kernel.text import joined
from kense.law import lookup
from kense.law.edition import Action, Edition, HouseRule, Input, Opening, Outcome
from kense.procedure import separation
from kense.procedure.package import Package, check_package
from kense.procedure.refusals import INPUT_NAMES, NOTHING, refusal
from kense.procedure.state import Actor, CaseState, Command, Decision


def decide(edition: Edition, state: CaseState | None, command: Command, at: datetime) -> Decision | Refusal:
    """The decision on a command given at a moment, or the refusal that cites its place in the law.

    `state` is None when the case does not exist yet. Raises ValueError for a moment without a zone.
    """
    _require_zone(at)
    try:
        operation = lookup.operation(edition, command.operation)
    except KeyError:
        return refusal("unknown_operation", None, operation=command.operation)
    if isinstance(operation, Opening):
        return _open(edition, operation, state, command, at)
    if state is None:
        return refusal("no_case", edition.procedure.opening.ref)
    for said in _objections(edition, state, operation, command, at):
        return said
    return _follow(edition, state, operation, command, at)


def available(edition: Edition, state: CaseState, command: Command, at: datetime) -> Refusal | None:
    """Why the officer cannot do this now, leaving aside what they have yet to fill in; None when they can.

    Raises KeyError for an operation no case knows, ValueError for a moment without a zone.
    """
    _require_zone(at)
    operation = lookup.outcomes(edition)[command.operation]
    return next(_standing(edition, state, operation, command, at), None)


def _require_zone(at: datetime) -> None:
    if at.tzinfo is None:
        raise ValueError("a moment needs a time zone")


def _open(
    edition: Edition, opening: Opening, state: CaseState | None, command: Command, at: datetime
) -> Decision | Refusal:
    if state is not None:
        return refusal("already_open", opening.ref)
    if opening.role not in command.actor.roles:
        return refusal(
            "wrong_role", opening.ref, operation=opening.name, role=lookup.role(edition, opening.role).officer
        )
    if command.package is None:
        return _missing(opening, ["application"])
    after = CaseState(
        provider=command.actor.provider,
        action=opening.opens,
        end=None,
        version=1,
        products=frozenset({opening.gives}),
        holder=None,
        result=None,
        package=command.package,
        performers=separation.with_performers({}, opening.role, command),
        last_at=at,
    )
    persons = separation.persons_behind(command)
    return Decision(opening.id, opening.role, False, "opened", None, after, persons=persons)


def _objections(
    edition: Edition, state: CaseState, outcome: Outcome, command: Command, at: datetime
) -> Iterator[Refusal]:
    yield from _standing(edition, state, outcome, command, at)
    missing = [name for name in outcome.asks if not _has(outcome, command, name)]
    if missing:
        yield _missing(outcome, missing)
    yield from _about_package(edition, state, outcome, command)
    yield from _about_assignee(edition, state, outcome, command)


def _has(outcome: Outcome, command: Command, name: Input) -> bool:
    if name == "application":
        # It was given when the case was opened; a command may bring another, a correction must.
        return command.package is not None or not outcome.corrects
    return command.assignee is not None if name == "assignee" else name in command.given


def _standing(
    edition: Edition, state: CaseState, outcome: Outcome, command: Command, at: datetime
) -> Iterator[Refusal]:
    """Objections that the case and the officer give, whatever is filled in."""
    if command.actor.provider != state.provider:
        yield refusal("wrong_office", edition.procedure.subject.ref)
    if state.action is None:
        end = lookup.end(edition, state.end or "")
        yield refusal("case_ended", end.ref, end=end.name)
        return
    action = lookup.action(edition, state.action)
    if command.version != state.version:
        yield refusal("stale_version", edition.procedure.sequence.ref)
    if not _belongs(outcome, action):
        yield refusal("wrong_state", outcome.ref, operation=outcome.name, action=action.name)
    yield from _about_officer(edition, state, outcome, action, command)
    if action.ground not in state.products:
        yield refusal(
            "no_ground",
            edition.procedure.sequence.ref,
            action=action.name,
            product=lookup.product(edition, action.ground).name,
        )
    yield from _about_products(edition, state, outcome)
    if at < state.last_at:
        yield refusal("before_last", edition.procedure.sequence.ref)


def _belongs(outcome: Outcome, action: Action) -> bool:
    return action.id in outcome.at if isinstance(outcome, HouseRule) else outcome in action.outcomes


def _about_officer(
    edition: Edition, state: CaseState, outcome: Outcome, action: Action, command: Command
) -> Iterator[Refusal]:
    role = lookup.role_for(outcome, action)
    if role not in command.actor.roles:
        yield refusal("wrong_role", outcome.ref, operation=outcome.name, role=lookup.role(edition, role).officer)
    elif action.by_assignee and role == action.role and not _is_theirs(state, role, command.actor):
        yield refusal("not_assignee", outcome.ref)
    yield from separation.apart(edition, state.performers, role, command)


def _is_theirs(state: CaseState, role: str, actor: Actor) -> bool:
    """Whether the case is with the officer, or with an absent one for whom they stand in."""
    return state.holder == actor.id or (role, state.holder) in actor.stands_in_for


def _about_products(edition: Edition, state: CaseState, outcome: Outcome) -> Iterator[Refusal]:
    for needed in outcome.needs:
        if needed not in state.products:
            yield refusal("no_ground", outcome.ref, action=outcome.name, product=lookup.product(edition, needed).name)
    spent = [outcome.gives] if outcome.gives and not _leaves(outcome) else []
    for product in (*outcome.unless, *spent):
        if product in state.products:
            yield refusal(
                "too_late", outcome.ref, operation=outcome.name, product=lookup.product(edition, product).name
            )


def _leaves(outcome: Outcome) -> bool:
    return bool(outcome.next or outcome.end or outcome.end_by_result)


def _missing(operation: Outcome | Opening, names: Sequence[Input]) -> Refusal:
    return refusal(
        "input_missing", operation.ref, operation=operation.name, inputs=joined([INPUT_NAMES[n] for n in names])
    )


def _about_package(edition: Edition, state: CaseState, outcome: Outcome, command: Command) -> Iterator[Refusal]:
    if outcome.package is None:
        return
    check = check_package(edition, _package(state, outcome, command))
    if outcome.package == "complete" and not check.complete:
        yield refusal(
            "corrected_deficient" if outcome.corrects else "package_deficient",
            outcome.ref,
            missing=_names(edition, check.missing),
            expired=_names(edition, tuple(one.document for one in check.expired)),
        )
    if outcome.package == "deficient" and check.complete:
        yield refusal("package_complete", outcome.ref)


def _package(state: CaseState, outcome: Outcome, command: Command) -> Package:
    corrected = command.package if "application" in outcome.asks else None
    return corrected or state.package


def _names(edition: Edition, documents: tuple[str, ...]) -> Text:
    return joined([lookup.document(edition, one).name for one in documents]) if documents else NOTHING


def _about_assignee(edition: Edition, state: CaseState, outcome: Outcome, command: Command) -> Iterator[Refusal]:
    if not outcome.assignee_role or command.assignee is None:
        return
    role, assignee = lookup.role(edition, outcome.assignee_role), command.assignee
    if assignee.provider != state.provider or role.id not in assignee.roles:
        yield refusal("wrong_assignee", outcome.ref, role=role.officer)
    if state.holder == assignee.id and outcome.next == state.action:
        yield refusal("same_assignee", outcome.ref)
    performers = _performers_after(edition, state, outcome, command)
    yield from separation.assignee_apart(edition, performers, role.id, assignee, command)


def _performers_after(
    edition: Edition, state: CaseState, outcome: Outcome, command: Command
) -> dict[str, frozenset[str]]:
    role = lookup.role_for(outcome, lookup.action(edition, state.action or ""))
    return separation.with_performers(state.performers, role, command)


def _follow(edition: Edition, state: CaseState, outcome: Outcome, command: Command, at: datetime) -> Decision:
    role = lookup.role_for(outcome, lookup.action(edition, state.action or ""))
    result = outcome.result or state.result
    end = lookup.result(edition, result).end if outcome.end_by_result and result else outcome.end
    gained = {outcome.gives} if outcome.gives else set()
    after = replace(
        state,
        action=None if end else outcome.next or state.action,
        end=end,
        version=state.version + 1,
        products=(state.products - set(outcome.withdraws)) | gained,
        holder=command.assignee.id if command.assignee and outcome.assignee_role else state.holder,
        result=None if _undoes_result(edition, outcome) else result,
        package=_package(state, outcome, command),
        performers=_performers_after(edition, state, outcome, command),
        last_at=at,
    )
    run = "ended" if end else "passed" if outcome.next else "kept"
    return Decision(
        outcome.id,
        role,
        lookup.is_house(outcome),
        run,
        state,
        after,
        outcome.draws,
        _papers(edition, outcome, result),
        outcome.applies_changes and result is not None and lookup.result(edition, result).applies_changes,
        separation.met(edition, state.performers, role, command),
        separation.persons_behind(command),
    )


def _undoes_result(edition: Edition, outcome: Outcome) -> bool:
    """Whether a draft is taken back: what outcomes that choose a result leave behind is withdrawn."""
    drafts = {one.gives for one in lookup.outcomes(edition).values() if one.result}
    return not drafts.isdisjoint(outcome.withdraws)


def _papers(edition: Edition, outcome: Outcome, result: str | None) -> tuple[str, ...]:
    own = (lookup.result(edition, result).paper,) if outcome.prints_result and result else ()
    return (*outcome.papers, *own)
