"""The trail of an office looked at: what is broken in it, and its file."""

from collections.abc import Mapping
from io import BytesIO

from kense.people.models import Provider
from kense.trail.export import ends, write
from kense.trail.verifier import BrokenError, Finding
from kense.trail.verify import verify
from tests.support.office import at

EXPORTED = at("2019-03-27 09:00")


def broken(office: Provider, printed: Mapping[int, bytes] | None = None) -> Finding | None:
    """The first bad entry in the tables; None when the chain is whole."""
    try:
        verify(office.pk, ends([office])[office.pk], printed or {})
    except BrokenError as error:
        return error.finding
    return None


def exported(*offices: Provider, with_personal: bool = False) -> list[bytes]:
    """The lines of the file, each with its end."""
    file = BytesIO()
    write(file, offices, at=EXPORTED, product="0.2.0", with_personal=with_personal)
    return file.getvalue().splitlines(keepends=True)
