"""The official text of an act on the command line: loaded as whoever runs the installation does, and shown."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from kense.acts.texts import ActText, passages, refs_of, texts_of
from kense.casework.act_texts import LANGUAGES, load, load_here
from kense.kernel import LegalRef, RefusedError
from kense.law.act import Act
from kense.law.text_parts import in_text
from kense.ops import installation
from kense.ops.errors import StopError
from kense.people.models import Officer


def load_file(file: Path, act: Act, language: str, username: str | None, at: datetime) -> list[str]:
    """Load a file; what became of it. StopError tells why it cannot be."""
    _require_installation()
    try:
        content = file.read_bytes()
    except OSError as error:
        raise StopError(f"{file} cannot be read: {error.strerror}.", 2) from None
    try:
        if username:
            row = load(language, file.name, content, actor=_officer(username, act), at=at)
        else:
            row = load_here(act, language, file.name, content, at=at)
    except RefusedError as error:
        raise StopError(error.refusal.text.en) from None
    return list(_about(row, act))


def shown(act: Act, language: str | None, ref: LegalRef | None) -> list[str]:
    """What is loaded of an act; with a place its words."""
    _require_installation()
    texts = [one for one in texts_of(act.id) if language in (None, one.language)]
    if not texts:
        raise StopError(f"no text of {act.id} is loaded. Load one with `kense law text load FILE`.")
    if ref is None:
        return [line for one in texts for line in _about(one, act)]
    found = passages(act.id, [ref], language or "kk").get(ref)
    if found is None:
        raise StopError(f"the loaded text has no words for '{ref}'.")
    return [*found.opening, *found.words]


def _about(row: ActText, act: Act) -> Iterator[str]:
    held, places = refs_of(row), [one.ref for one in act.places if one.ref.source in in_text(act)]
    missing = [str(one) for one in places if one not in held]
    yield f"{row.act}, {LANGUAGES[row.language].en}: {row.file_name}, loaded {row.loaded_at:%Y-%m-%d %H:%M} UTC"
    yield f"  places with words: {len(places) - len(missing)} of {len(places)}; without: {', '.join(missing) or 'none'}"
    yield f"  lines of no place: {len(row.unplaced)}"
    yield from (f"  {number:>6}  {words}" for number, words in row.unplaced)


def _require_installation() -> None:
    if installation.state() == "none":
        raise StopError(
            f"no installation in {installation.data_folder()}. Make one with `kense setup`, or set KENSE_DATA."
        )


def _officer(username: str, act: Act) -> Officer:
    found = Officer.objects.filter(username=username).select_related("provider").first()
    if found is None or found.provider.act != act.id:
        raise StopError(f"there is no officer {username!r} here whose office works by {act.id}.", 2)
    return found
