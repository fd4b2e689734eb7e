"""The directory of education organisations, kept by the administrator."""

from collections.abc import Callable
from typing import Annotated

from ninja import Router
from ninja.responses import Status
from pydantic import Field

from kense.api.access import Asked, Call
from kense.api.commands import Key, carry_out
from kense.api.fields import example, fields_of
from kense.api.problems import Trouble
from kense.api.schemas import Day, IdInPath, In, Line, Out
from kense.casework import organisations
from kense.registry.organisations import Organisation, directory_of

router = Router(tags=["settings"])


class OrganisationOut(Out):
    """An education organisation of the directory."""

    id: Annotated[int, Field(description="Its id")]
    name_kk: Annotated[str, Field(description="Name in Kazakh")]
    name_ru: Annotated[str, Field(description="Name in Russian")]
    first: Annotated[str, Field(description="First day (ISO), empty where it is not known")]
    last: Annotated[str, Field(description="Last day (ISO), empty while it exists")]
    successor: Annotated[int | None, Field(description="What it became")]
    is_own: Annotated[bool, Field(description="The office belongs to it")]


class OrganisationIn(In):
    """What the entry of an organisation says."""

    model_config = example(name_kk="№ 12 орта мектеп", name_ru="Средняя школа № 12", first="1980-09-01")

    name_kk: Annotated[Line, Field(description="Name in Kazakh")]
    name_ru: Annotated[Line, Field(description="Name in Russian")]
    first: Annotated[Day | None, Field(description="First day, if it is known")] = None


class RenamingIn(In):
    """Another name from a day on."""

    model_config = example(new_name_kk="№ 12 лицей", new_name_ru="Лицей № 12", new_from="2026-09-01")

    new_name_kk: Annotated[Line, Field(description="New name in Kazakh")]
    new_name_ru: Annotated[Line, Field(description="New name in Russian")]
    new_from: Annotated[Day, Field(description="Since this day")]


class EndIn(In):
    """The end of an organisation."""

    model_config = example(last="2026-08-31", successor=7)

    last: Annotated[Day, Field(description="Last day")]
    successor: Annotated[int | None, Field(description="The id of what it went into")] = None


class OwnIn(In):
    """Whether the office belongs to the organisation."""

    model_config = example(is_own=True)

    is_own: Annotated[bool, Field(description="It does")]


@router.get(
    "/organisations",
    response=list[OrganisationOut],
    operation_id="listOrganisations",
    summary="Education organisations",
)
def listed_organisations(request: Asked) -> list[OrganisationOut]:
    """The directory of the office, by the Kazakh names; for everybody who works in it."""
    return _organisations(request.auth)


@router.post(
    "/organisations", response={201: OrganisationOut}, operation_id="addOrganisation", summary="Add an organisation"
)
def add(request: Asked, key: Key, body: OrganisationIn) -> Status[OrganisationOut]:
    """Its first day may be unknown."""
    call = request.auth

    def do() -> str:
        return str(organisations.add(call.desk.provider, fields_of(body), actor=call.officer, at=call.at).pk)

    return carry_out(request, key, do, lambda name: _organisation(call, name), status=201)


@router.put(
    "/organisations/{organisation_id}",
    response=OrganisationOut,
    operation_id="correctOrganisation",
    summary="Correct an entry",
)
def correct(request: Asked, key: Key, organisation_id: IdInPath, body: OrganisationIn) -> Status[OrganisationOut]:
    """What it should have said from the start."""
    return _changed(request, key, organisation_id, organisations.correct, fields_of(body))


@router.post(
    "/organisations/{organisation_id}/renaming",
    response=OrganisationOut,
    operation_id="renameOrganisation",
    summary="Another name from a day on",
)
def rename(request: Asked, key: Key, organisation_id: IdInPath, body: RenamingIn) -> Status[OrganisationOut]:
    """The entry ends the day before; the new one is its successor and is answered."""
    return _changed(request, key, organisation_id, organisations.rename, fields_of(body))


@router.post(
    "/organisations/{organisation_id}/closing",
    response=OrganisationOut,
    operation_id="closeOrganisation",
    summary="The end of an organisation",
)
def close(request: Asked, key: Key, organisation_id: IdInPath, body: EndIn) -> Status[OrganisationOut]:
    """With what it went into, if anything."""
    return _changed(request, key, organisation_id, organisations.close, fields_of(body))


@router.put(
    "/organisations/{organisation_id}/own",
    response=OrganisationOut,
    operation_id="setOwnOrganisation",
    summary="Mark the office's own organisation",
)
def own(request: Asked, key: Key, organisation_id: IdInPath, body: OwnIn) -> Status[OrganisationOut]:
    """On one day there is one such at most."""
    call, name = request.auth, str(organisation_id)

    def do() -> str:
        organisations.set_own(call.desk.provider, name, body.is_own, actor=call.officer, at=call.at)
        return name

    return carry_out(request, key, do, lambda name: _organisation(call, name))


def _changed(
    request: Asked, key: str, organisation_id: int, change: Callable[..., Organisation], fields: dict[str, str]
) -> Status[OrganisationOut]:
    call = request.auth

    def do() -> str:
        return str(change(call.desk.provider, str(organisation_id), fields, actor=call.officer, at=call.at).pk)

    return carry_out(request, key, do, lambda name: _organisation(call, name))


def _organisations(call: Call) -> list[OrganisationOut]:
    return [_organisation_out(one) for one in directory_of(call.desk.provider.pk).rows]


def _organisation(call: Call, name: str) -> OrganisationOut:
    found = directory_of(call.desk.provider.pk).by_id.get(int(name))
    if found is None:
        raise Trouble(404, "not_found")
    return _organisation_out(found)


def _organisation_out(one: Organisation) -> OrganisationOut:
    return OrganisationOut(
        id=one.pk,
        name_kk=one.name_kk,
        name_ru=one.name_ru,
        first=one.first,
        last=one.last,
        successor=one.successor_id,
        is_own=one.is_own,
    )
