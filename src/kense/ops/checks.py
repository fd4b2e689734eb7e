"""What must be right before the server may start. Each finding says what is wrong and what to do."""

import os

from kense import law
from kense.acts import seen
from kense.law import LawError, library
from kense.ops import installation
from kense.people.models import Provider

SHORTEST_KEY = 50
"""Signs of the installation's key: sessions, kept forms and the codes of phones hang on it."""


def findings() -> list[str]:
    """Every reason not to serve; an empty list when all is well."""
    return [*_key(), *_tables()] or [*_editions(), *_changed()]


def _key() -> list[str]:
    """Without a key of its own every process would make one, and nobody would stay signed in."""
    given = os.environ.get("KENSE_SECRET_KEY", "")
    if given and len(given) < SHORTEST_KEY:
        return [f"KENSE_SECRET_KEY is short enough to be guessed: make it {SHORTEST_KEY} signs of chance or more."]
    if given or (installation.data_folder() / "secret.key").is_file():
        return []
    return [
        f"there is no secret key in {installation.data_folder()}. Put secret.key back from the backup, or set "
        "KENSE_SECRET_KEY; with a new key everyone signs in again."
    ]


def _tables() -> list[str]:
    if not installation.is_behind():
        return []
    return ["the tables are older than this version. Make a backup, then run `kense manage migrate`."]


def _editions() -> list[str]:
    """A case keeps its edition for ever, so an edition must be there as long as a case under it is open."""
    try:
        library.refresh()
    except LawError as error:
        return [f"an edition published here cannot be read: {mistake}" for mistake in error.mistakes]
    there = [edition.id for edition in law.editions()]
    found: dict[str, list[str]] = {}
    for provider in Provider.objects.all():
        for case in provider.cases.filter(action__isnull=False).exclude(edition__in=there).order_by("pk"):
            found.setdefault(case.edition, []).append(str(case))
    return [
        f"open cases stand on the edition {edition}, which this version does not ship: {', '.join(cases)}. Install the "
        "version that has it, or put its folder back into the regulations."
        for edition, cases in found.items()
    ]


def _changed() -> list[str]:
    """Cases stand on an edition for ever, so what is in it must not be changed by another version of the product."""
    return [
        f"the edition {edition} has other content than it was first used with here. {_way_out()}"
        for edition in seen.changed()
    ]


def _way_out() -> str:
    if installation.state() == "demonstration":
        return (
            f"This is a demonstration with invented persons: to go on with the new content, delete {installation.data_folder()} "
            "and run `kense run --demo` again."
        )
    return (
        "Install the version that has it as it was. What is to change is published as an edition of its own: "
        "`kense law new`, then `kense law publish`."
    )
