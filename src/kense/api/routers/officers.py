"""The people and programs of the office: accounts, roles, substitutions. Passwords and tokens are given on the screen."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated

from ninja import Router
from ninja.responses import Status
from pydantic import Field

from kense.api.access import Asked, Call
from kense.api.commands import Key, carry_out
from kense.api.fields import example, fields_of
from kense.api.paging import USUAL, Cursor, Limit, PageOf, of_list
from kense.api.problems import Trouble
from kense.api.schemas import Day, IdInPath, In, Line, Out, Word
from kense.casework import accounts, programs, roles
from kense.casework.administration import require_administrator
from kense.people.selectors import Officer, OfficerRole, officer_of, officers_of
from kense.people.tokens import programs_of

router = Router(tags=["settings"])

_NAMES = {"surname": "Сапар", "given_name": "Әсел", "position_kk": "маман", "position_ru": "специалист"}


class HeldRole(Out):
    """A role of an officer."""

    id: Annotated[int, Field(description="Its id")]
    role: Annotated[str, Field(description="The role")]
    from_day: Annotated[date, Field(description="First day")]
    to_day: Annotated[date | None, Field(description="Last day; null while none is known")]


class Account(Out):
    """An officer of the office, or a program."""

    id: Annotated[int, Field(description="The id")]
    username: Annotated[str, Field(description="The user name; empty for a program")]
    surname: Annotated[str, Field(description="Surname; the name of a program")]
    given_name: Annotated[str, Field(description="Given name")]
    patronymic: Annotated[str, Field(description="Patronymic")]
    position_kk: Annotated[str, Field(description="Position in Kazakh")]
    position_ru: Annotated[str, Field(description="Position in Russian")]
    phone: Annotated[str, Field(description="Phone")]
    is_active: Annotated[bool, Field(description="The account is open")]
    is_program: Annotated[bool, Field(description="It is a program")]
    main_account: Annotated[int | None, Field(description="The account that stands for the same person")]
    roles: Annotated[list[HeldRole], Field(description="Roles, the earliest first")]
    mark: Annotated[str, Field(description="What to send as `seen` with a change of the data")]


class TokenOut(Out):
    """A token of a program; the token itself is kept nowhere."""

    id: Annotated[int, Field(description="Its id")]
    made_at: Annotated[datetime, Field(description="When it was made")]
    last_day: Annotated[date, Field(description="The last day on which it lets in")]
    lets_in: Annotated[bool, Field(description="It lets in now")]


class ProgramOut(Out):
    """A program that acts in the office."""

    id: Annotated[int, Field(description="The id of its account")]
    name: Annotated[str, Field(description="Its name")]
    role: Annotated[str, Field(description="Its role, while a token lets it in")]
    answers: Annotated[int | None, Field(description="The id of the officer who answers for it")]
    tokens: Annotated[list[TokenOut], Field(description="Its tokens, the latest first")]


class OfficerIn(In):
    """What is known of an officer."""

    model_config = example(**_NAMES, seen="0a1b2c3d4e5f6071")

    surname: Annotated[Line, Field(description="Surname")]
    given_name: Annotated[Line, Field(description="Given name")]
    patronymic: Annotated[Line | None, Field(description="Patronymic")] = None
    position_kk: Annotated[Line, Field(description="Position in Kazakh")]
    position_ru: Annotated[Line, Field(description="Position in Russian")]
    phone: Annotated[Line | None, Field(description="Phone")] = None


class SeenOfficerIn(OfficerIn):
    """A change of what is known of an officer."""

    seen: Annotated[Word, Field(description="The `mark` of the officer as read")]


class NewOfficerIn(OfficerIn):
    """A new officer."""

    model_config = example(**_NAMES, username="asel.sapar")

    username: Annotated[Word, Field(description="The user name")]
    namesake: Annotated[bool, Field(description="This is another person of the same name")] = False


class RoleIn(In):
    """A role to be given."""

    model_config = example(role="a-role-of-the-edition", from_day="2026-12-01")

    role: Annotated[Word, Field(description="The role")]
    from_day: Annotated[Day, Field(description="First day, today or later")]
    to_day: Annotated[Day | None, Field(description="Last day, if it is known")] = None


class LastDayIn(In):
    """The end of a role."""

    model_config = example(last_day="2026-12-31")

    last_day: Annotated[Day, Field(description="Last day; yesterday takes the role away at once")]


class ClosingIn(In):
    """The end of an account."""

    model_config = example(confirmed=False)

    confirmed: Annotated[bool, Field(description="Although open cases are with the officer")] = False


class MainAccountIn(In):
    """The main account of a person."""

    model_config = example(main_account="dauren")

    main_account: Annotated[
        str, Field(max_length=60, description="Its user name; empty where this account stands for itself")
    ]


@router.get("/officers", response=PageOf[Account], operation_id="listOfficers", summary="Officers of the office")
def officers(request: Asked, limit: Limit = USUAL, cursor: Cursor = None) -> PageOf[Account]:
    """Everybody who works or worked here, in the order of the Kazakh alphabet; for the administrator."""
    _require(request.auth)
    found = [_officer_out(one) for one in officers_of(request.auth.desk.provider)]
    return of_list(request, found, lambda one: str(one.id), limit=limit, cursor=cursor)


@router.post("/officers", response={201: Account}, operation_id="addOfficer", summary="Add an officer")
def add(request: Asked, key: Key, body: NewOfficerIn) -> Status[Account]:
    """Without roles. The administrator gives the first password on the officer's page, to the officer alone."""
    call = request.auth

    def do() -> str:
        made, _ = accounts.add_officer(call.desk.provider, fields_of(body), actor=call.officer, at=call.at)
        return str(made.pk)

    return carry_out(request, key, do, lambda name: _shown(call, int(name)), status=201)


@router.get("/officers/{officer_id}", response=Account, operation_id="readOfficer", summary="An officer")
def officer(request: Asked, officer_id: IdInPath) -> Account:
    """Data, roles, account."""
    _require(request.auth)
    return _shown(request.auth, officer_id)


@router.put("/officers/{officer_id}", response=Account, operation_id="editOfficer", summary="Change an officer's data")
def edit(request: Asked, key: Key, officer_id: IdInPath, body: SeenOfficerIn) -> Status[Account]:
    """Names, position, phone; the user name stays."""
    call = request.auth
    return _done(
        request,
        key,
        officer_id,
        lambda who: accounts.edit_officer(call.desk.provider, who, fields_of(body), actor=call.officer, at=call.at),
    )


@router.post("/officers/{officer_id}/roles", response=Account, operation_id="giveRole", summary="Give a role")
def give(request: Asked, key: Key, officer_id: IdInPath, body: RoleIn) -> Status[Account]:
    """From a day on."""
    call = request.auth
    return _done(
        request,
        key,
        officer_id,
        lambda who: roles.give_role(call.desk.provider, who, fields_of(body), actor=call.officer, at=call.at),
    )


@router.post(
    "/officers/{officer_id}/roles/{role_id}/end", response=Account, operation_id="endRole", summary="End a role"
)
def end(request: Asked, key: Key, officer_id: IdInPath, role_id: IdInPath, body: LastDayIn) -> Status[Account]:
    """On a day."""
    call = request.auth
    return _done(
        request,
        key,
        officer_id,
        lambda who: roles.end_role(
            call.desk.provider, who, str(role_id), fields_of(body), actor=call.officer, at=call.at
        ),
    )


@router.post(
    "/officers/{officer_id}/closing", response=Account, operation_id="closeOfficer", summary="Close an account"
)
def close(request: Asked, key: Key, officer_id: IdInPath, body: ClosingIn) -> Status[Account]:
    """The officer no longer signs in and has no role; all they did stays."""
    call = request.auth
    return _done(
        request,
        key,
        officer_id,
        lambda who: accounts.close_officer(
            call.desk.provider, who, confirmed=body.confirmed, actor=call.officer, at=call.at
        ),
    )


@router.post(
    "/officers/{officer_id}/reopening",
    response=Account,
    operation_id="reopenOfficer",
    summary="Open an account again",
)
def reopen(request: Asked, key: Key, officer_id: IdInPath) -> Status[Account]:
    """With the roles it still has."""
    call = request.auth
    return _done(
        request,
        key,
        officer_id,
        lambda who: accounts.reopen_officer(call.desk.provider, who, actor=call.officer, at=call.at),
    )


@router.put(
    "/officers/{officer_id}/main-account",
    response=Account,
    operation_id="setMainAccount",
    summary="Name the person's main account",
)
def main_account(request: Asked, key: Key, officer_id: IdInPath, body: MainAccountIn) -> Status[Account]:
    """In one case the two accounts never count as two people."""
    call = request.auth
    return _done(
        request,
        key,
        officer_id,
        lambda who: accounts.set_main_account(
            call.desk.provider, who, {"main_account": body.main_account}, actor=call.officer, at=call.at
        ),
    )


@router.get("/programs", response=list[ProgramOut], operation_id="listPrograms", summary="Programs of the office")
def listed_programs(request: Asked) -> list[ProgramOut]:
    """By name. They and their tokens are made and revoked by an administrator who is a person."""
    _require(request.auth)
    return [_program_out(one, request.auth.at) for one in programs_of(request.auth.desk.provider)]


def _require(call: Call) -> None:
    require_administrator(call.desk.provider, call.officer, call.at)


def _done(request: Asked, key: str, officer_id: int, do: Callable[[str], object]) -> Status[Account]:
    """Change an account of the office, and show it."""
    call = request.auth

    def carried() -> str:
        do(str(officer_id))
        return str(officer_id)

    return carry_out(request, key, carried, lambda name: _shown(call, int(name)))


def _shown(call: Call, officer_id: int) -> Account:
    found = officer_of(call.desk.provider, officer_id)
    if found is None:
        raise Trouble(404, "not_found")
    return _officer_out(found)


def _officer_out(one: Officer) -> Account:
    return Account(
        id=one.pk,
        username="" if one.is_program else one.username,
        surname=one.surname,
        given_name=one.given_name,
        patronymic=one.patronymic,
        position_kk=one.position_kk,
        position_ru=one.position_ru,
        phone=one.phone,
        is_active=one.is_active,
        is_program=one.is_program,
        main_account=one.main_account_id,
        roles=[_role_out(row) for row in sorted(one.roles.all(), key=lambda row: (row.from_day, row.pk))],
        mark=accounts.mark_of(one),
    )


def _role_out(row: OfficerRole) -> HeldRole:
    return HeldRole(id=row.pk, role=row.role, from_day=row.from_day, to_day=row.to_day)


def _program_out(program: Officer, at: datetime) -> ProgramOut:
    return ProgramOut(
        id=program.pk,
        name=program.surname,
        role=programs.role_of(program),
        answers=program.main_account_id,
        tokens=[
            TokenOut(
                id=one.pk, made_at=one.made_at, last_day=programs.last_day_of(one), lets_in=programs.lets_in(one, at)
            )
            for one in program.tokens.all()
        ],
    )
