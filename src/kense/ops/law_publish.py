"""Publishing an edition from the command line."""

from datetime import datetime
from pathlib import Path

from kense.casework.editions import publish_folder
from kense.kernel import RefusedError
from kense.law import LawError
from kense.ops import installation, law_show
from kense.ops.errors import StopError
from kense.people.models import Officer


def publish(folder: Path, *, is_own: bool, username: str | None, at: datetime) -> list[str]:
    """Publish the edition of a folder, for all or for the one office there is; what to tell of it, its hash last.

    StopError tells why it cannot be.
    """
    if installation.state() == "none":
        raise StopError(
            f"no installation in {installation.data_folder()}. Make one with `kense setup`, or set KENSE_DATA."
        )
    provider = installation.office() if is_own else None
    actor = _officer(username) if username else None
    try:
        row = publish_folder(folder, provider, today=law_show.today(at), at=at, actor=actor)
    except LawError as error:
        raise StopError("the edition is not right:\n" + "\n".join(f"  {one}" for one in error.mistakes)) from None
    except RefusedError as error:
        raise StopError(error.refusal.text.en) from None
    return [f"{row.edition} holds from {row.valid_from:%d.%m.%Y}.", row.content_hash]


def _officer(username: str) -> Officer:
    found = Officer.objects.filter(username=username).select_related("provider").first()
    if found is None:
        raise StopError(f"there is no officer {username!r} here.", 2)
    return found
