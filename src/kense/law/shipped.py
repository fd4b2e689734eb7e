"""Loading an edition from its folder, and the regulations that ship with the product."""

import hashlib
import json
from functools import cache
from pathlib import Path

from kense.law.act import Act
from kense.law.check import mistakes
from kense.law.edition import Edition, Procedure, Standard
from kense.law.files import LawError, read

REGULATIONS = Path(__file__).parent.parent / "regulations"


def load(folder: Path) -> Edition:
    """Load and check the edition in a dated folder under its act's folder. Raises LawError with every mistake found."""
    act = read(folder.parent / "act.yaml", Act)
    procedure = read(folder / "procedure.yaml", Procedure)
    standard = read(folder / "standard.yaml", Standard)
    found = mistakes(act, procedure, standard, folder)
    if found:
        raise LawError(found)
    return Edition(
        act=act,
        procedure=procedure,
        standard=standard,
        folder=str(folder),
        templates={one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in _templates(folder / "papers")},
        content_hash=_hash(act, procedure, standard, folder / "papers"),
    )


@cache
def editions(root: Path = REGULATIONS) -> tuple[Edition, ...]:
    """Every edition under `root`, in order of act and date; loaded once."""
    return tuple(load(folder) for folder in sorted(root.glob("*/*/")))


def edition(edition_id: str) -> Edition | None:
    """The edition with this id, None when it does not ship with this version of the product."""
    return _by_id().get(edition_id)


@cache
def _by_id() -> dict[str, Edition]:
    return {one.id: one for one in editions(REGULATIONS)}


def _hash(act: Act, procedure: Procedure, standard: Standard, papers: Path) -> str:
    """SHA-256 over the content, not the spelling, of the files, and over the bytes of the paper templates."""
    digest = hashlib.sha256()
    for datum in (act, procedure, standard):
        digest.update(json.dumps(datum.model_dump(mode="json"), sort_keys=True, ensure_ascii=False).encode())
    for template in _templates(papers):
        digest.update(template.name.encode() + b"\0" + template.read_bytes())
    return digest.hexdigest()


def _templates(papers: Path) -> list[Path]:
    return sorted(papers.glob("*.typ"))
