"""An edition as data: what a program must know to fill in a form and to understand a case."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated

from pydantic import Field

from kense.api.case_answers import OfficerOut
from kense.api.schemas import Out, Words, words
from kense.law import Edition, lookup
from kense.law.edition import Action, DocumentSpec, HouseRule, Opening, Outcome, PaperSpec, Term
from kense.procedure.refusals import INPUT_NAMES
from kense.registry.facets import FACET_OF, FIELDS, FieldSpec


class Named(Out):
    """Something of the edition with its name."""

    id: Annotated[str, Field(description="Its id")]
    name: Annotated[Words, Field(description="Its name")]


class Placed(Named):
    """The same with its place in the law."""

    ref: Annotated[str, Field(description="Its place in the law")]


class AskOut(Out):
    """An input that an operation asks for."""

    name: Annotated[str, Field(description="The field of the body")]
    label: Annotated[Words, Field(description="What it is called")]


class OperationOut(Placed):
    """Something that may be done with a case."""

    hint: Annotated[Words | None, Field(description="When it is the right one")]
    asks: Annotated[list[AskOut], Field(description="What it asks for")]
    role: Annotated[str, Field(description="Whose it is")]
    house: Annotated[bool, Field(description="The office's own rule and not the act's")]
    assignee_role: Annotated[str | None, Field(description="Of one that gives the case away: the role of who gets it")]
    package: Annotated[str | None, Field(description="How the document package must be: complete or deficient")]
    result: Annotated[str | None, Field(description="The result it prepares")]
    draws: Annotated[str | None, Field(description="The journal it draws a number from")]
    papers: Annotated[list[str], Field(description="The papers it makes")]
    next: Annotated[str | None, Field(description="The action it leads to; null where it stays or ends")]
    end: Annotated[str | None, Field(description="The end it leads to")]
    ends_by_result: Annotated[bool, Field(description="It ends the case as the result says")]
    corrects: Annotated[bool, Field(description="It corrects the application")]


class PossibleOut(OperationOut):
    """Something the program may do now."""

    assignees: Annotated[list[OfficerOut], Field(description="To whom it may give the case today")]


class OpeningOut(Placed):
    """How a case begins."""

    role: Annotated[str, Field(description="Whose it is")]
    opens: Annotated[str, Field(description="The action it leads to")]
    asks: Annotated[list[AskOut], Field(description="What it asks for")]


class ActionOut(Placed):
    """An action of the procedure."""

    number: Annotated[int, Field(description="Its number in the act")]
    role: Annotated[str, Field(description="Whose it is")]
    by_assignee: Annotated[bool, Field(description="Only who holds the case may do it")]
    minutes: Annotated[int | None, Field(description="Its norm in working minutes; null where the act has none")]
    outcomes: Annotated[list[OperationOut], Field(description="What may be done in it, the house rules last")]


class RoleOut(Out):
    """A role."""

    id: Annotated[str, Field(description="Its id")]
    unit: Annotated[Words, Field(description="The unit")]
    officer: Annotated[Words, Field(description="Who holds it")]


class TermOut(Placed):
    """A term of the service."""

    when: Annotated[Words, Field(description="For whom it is")]
    working_days: Annotated[int | None, Field(description="In working days")]
    calendar_days: Annotated[int | None, Field(description="In calendar days")]


class DocumentSpecOut(Placed):
    """A document to bring."""

    required_when: Annotated[
        list[dict[str, str | bool]],
        Field(description="Circumstances, any of which makes it required; an empty one always"),
    ]
    can_expire: Annotated[bool, Field(description="The last day on which it is valid is asked for")]
    form: Annotated[str, Field(description="In which form it is handed in")]


class PaperSpecOut(Out):
    """A paper of the procedure."""

    id: Annotated[str, Field(description="Its id")]
    title: Annotated[Words, Field(description="Its title")]
    ref: Annotated[str, Field(description="Its place in the law")]
    copies: Annotated[int, Field(description="How many copies are given out")]
    on_request: Annotated[
        str | None, Field(description="What it can be asked for about; null where operations make it")
    ]


class DirectoryOut(Out):
    """A list to choose from."""

    id: Annotated[str, Field(description="Its id")]
    source: Annotated[Words, Field(description="Where it comes from")]
    verified: Annotated[bool, Field(description="Whether that was verified")]
    entries: Annotated[list[Named], Field(description="Its entries")]


class RegisterField(Out):
    """A field of the register, as `changes` takes it."""

    name: Annotated[str, Field(description="Its name")]
    label: Annotated[Words, Field(description="What it is called")]
    kind: Annotated[str, Field(description="What its value is: text, date, iin, choice, sex or number")]
    facet: Annotated[str, Field(description="With what it is stated together")]


class EditionOut(Out):
    """An edition of the procedure with what belongs to it of the Standard."""

    id: Annotated[str, Field(description="Its id")]
    hash: Annotated[str, Field(description="The hash of its content")]
    act: Annotated[str, Field(description="The act")]
    valid_from: Annotated[date, Field(description="The first day it holds")]
    valid_to: Annotated[date | None, Field(description="The last day it holds; null while none is known")]
    roles: Annotated[list[RoleOut], Field(description="Who takes part")]
    terms: Annotated[list[TermOut], Field(description="The terms of the service")]
    reasons: Annotated[list[Named], Field(description="Why one applies")]
    documents: Annotated[list[DocumentSpecOut], Field(description="The documents to bring")]
    opening: Annotated[OpeningOut, Field(description="How a case begins")]
    actions: Annotated[list[ActionOut], Field(description="The actions")]
    results: Annotated[list[Placed], Field(description="The results of the service")]
    ends: Annotated[list[Placed], Field(description="How a case can end")]
    grounds: Annotated[list[Placed], Field(description="The grounds of refusal")]
    journals: Annotated[list[Named], Field(description="The registration books")]
    papers: Annotated[list[PaperSpecOut], Field(description="The papers")]
    directories: Annotated[list[DirectoryOut], Field(description="The lists to choose from")]
    register_fields: Annotated[list[RegisterField], Field(description="The fields of the register")]


def edition_out(edition: Edition) -> EditionOut:
    """An edition as data."""
    procedure, standard = edition.procedure, edition.standard
    return EditionOut(
        id=edition.id,
        hash=edition.content_hash,
        act=edition.act.id,
        valid_from=procedure.valid_from,
        valid_to=procedure.valid_to,
        roles=[RoleOut(id=one.id, unit=words(one.unit), officer=words(one.officer)) for one in procedure.roles],
        terms=[_term(one) for one in procedure.terms],
        reasons=[Named(id=one.id, name=words(one.name)) for one in standard.reasons],
        documents=[_document(one) for one in standard.documents],
        opening=_opening(procedure.opening),
        actions=[_action(edition, one) for one in procedure.actions],
        results=[Placed(id=one.id, name=words(one.name), ref=str(one.ref)) for one in procedure.results],
        ends=[Placed(id=one.id, name=words(one.name), ref=str(one.ref)) for one in procedure.ends],
        grounds=[Placed(id=one.id, name=words(one.name), ref=str(one.ref)) for one in standard.grounds],
        journals=[Named(id=one.id, name=words(one.name)) for one in procedure.journals],
        papers=[_paper(one) for one in procedure.papers],
        directories=_directories(edition),
        register_fields=[_field(one) for one in FIELDS],
    )


def operation_out(outcome: Outcome, role: str) -> OperationOut:
    """Something that may be done; `role` is whose it is at the action."""
    return OperationOut(
        id=outcome.id,
        name=words(outcome.name),
        ref=str(outcome.ref),
        hint=words(outcome.hint) if outcome.hint else None,
        asks=_asks(outcome),
        role=role,
        house=lookup.is_house(outcome),
        assignee_role=outcome.assignee_role,
        package=outcome.package,
        result=outcome.result,
        draws=outcome.draws,
        papers=list(outcome.papers),
        next=outcome.next,
        end=outcome.end,
        ends_by_result=outcome.end_by_result,
        corrects=outcome.corrects,
    )


def possible_out(outcome: Outcome, role: str, assignees: Iterable[OfficerOut]) -> PossibleOut:
    """Something the program may do now, with to whom it may give the case."""
    return PossibleOut(**dict(operation_out(outcome, role)), assignees=list(assignees))


def _asks(operation: Outcome | Opening | HouseRule) -> list[AskOut]:
    return [AskOut(name=one, label=words(INPUT_NAMES[one])) for one in operation.asks]


def _opening(one: Opening) -> OpeningOut:
    return OpeningOut(
        id=one.id, name=words(one.name), ref=str(one.ref), role=one.role, opens=one.opens, asks=_asks(one)
    )


def _action(edition: Edition, one: Action) -> ActionOut:
    outcomes = lookup.outcomes_at(edition, one.id)
    return ActionOut(
        id=one.id,
        name=words(one.name),
        ref=str(one.ref),
        number=one.number,
        role=one.role,
        by_assignee=one.by_assignee,
        minutes=one.minutes,
        outcomes=[operation_out(outcome, lookup.role_for(outcome, one)) for outcome in outcomes],
    )


def _term(one: Term) -> TermOut:
    return TermOut(
        id=one.id,
        name=words(one.name),
        ref=str(one.ref),
        when=words(one.when),
        working_days=one.working_days,
        calendar_days=one.calendar_days,
    )


def _document(one: DocumentSpec) -> DocumentSpecOut:
    return DocumentSpecOut(
        id=one.id,
        name=words(one.name),
        ref=str(one.ref),
        required_when=list(one.required_when),
        can_expire=one.can_expire,
        form=one.form,
    )


def _paper(one: PaperSpec) -> PaperSpecOut:
    return PaperSpecOut(
        id=one.id, title=words(one.title), ref=str(one.ref), copies=one.copies, on_request=one.on_request
    )


def _directories(edition: Edition) -> list[DirectoryOut]:
    return [
        DirectoryOut(
            id=name,
            source=words(one.source),
            verified=one.verified,
            entries=[Named(id=entry.id, name=words(entry.name)) for entry in one.entries],
        )
        for name, one in edition.standard.directories.items()
    ]


def _field(spec: FieldSpec) -> RegisterField:
    facet = FACET_OF[spec.name].name
    return RegisterField(name=spec.name, label=words(spec.label), kind=spec.kind, facet=facet)
