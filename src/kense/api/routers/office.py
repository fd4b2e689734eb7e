"""Who a program is at the desk: its office, its roles today, the edition by which it opens cases."""

from typing import Annotated

from ninja import Router
from pydantic import Field

from kense.api.access import Asked
from kense.api.schemas import Out, Words, words

router = Router(tags=["me"])


class Me(Out):
    """The program as the desk knows it."""

    id: Annotated[int, Field(description="The id of the program's account")]
    name: Annotated[str, Field(description="Its name")]
    office: Annotated[int, Field(description="The id of its office")]
    office_name: Annotated[Words, Field(description="The name of the office")]
    roles: Annotated[list[str], Field(description="The roles it has today, by their ids in the edition")]
    edition: Annotated[str, Field(description="The edition by which the office opens cases now")]


@router.get("/me", response=Me, operation_id="whoAmI", summary="Who the program is at the desk")
def me(request: Asked) -> Me:
    """The account behind the token."""
    desk = request.auth.desk
    return Me(
        id=desk.officer.pk,
        name=desk.officer.full_name,
        office=desk.provider.pk,
        office_name=words(desk.provider.name),
        roles=sorted(desk.roles),
        edition=desk.edition.id,
    )
