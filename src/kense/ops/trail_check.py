"""What is said of an office's trail after it was checked."""

from collections.abc import Mapping
from typing import NamedTuple

from kense.people.selectors import Provider
from kense.trail.export import ends
from kense.trail.verifier import BrokenError
from kense.trail.verify import Map, verify


class Answer(NamedTuple):
    """Whether the trail of an office is whole, and that in words."""

    is_whole: bool
    words: str


def checked(office: Provider, printed: Mapping[int, bytes], work: Map = map) -> Answer:
    """Check the trail of an office against itself and against printed heads."""
    named = f"office {office.pk}, {office.name_ru}"
    try:
        chain = verify(office.pk, ends([office])[office.pk], printed, work)
    except BrokenError as broken:
        return Answer(False, f"{named}: NOT WHOLE: {broken}")
    confirmed = f"; printed heads that it has: {len(printed)}" if printed else ""
    return Answer(
        True, f"{named}: whole, {chain.place} entries, ends with {chain.place}:{chain.last.decode()}{confirmed}"
    )
