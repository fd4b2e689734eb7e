"""The regulations that ship with the product: loading, and finding an edition by its id."""

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
        content_hash=_hash(act, procedure, standard, folder / "papers"),
    )


@cache
def editions(root: Path = REGULATIONS) -> tuple[Edition, ...]:
    """Every edition under `root`, in order of act and date; loaded once."""
    return tuple(load(folder) for folder in sorted(root.glob("*/*/")))


@cache
def edition(edition_id: str) -> Edition:
    """The edition with this id. Raises KeyError when it does not ship with this version of the product."""
    for one in editions(REGULATIONS):
        if one.id == edition_id:
            return one
    raise KeyError(edition_id)


def newest(act_id: str, root: Path = REGULATIONS) -> Edition:
    """The latest edition of an act. Raises KeyError, naming the acts there are."""
    found = [one for one in editions(root) if one.act.id == act_id]
    if not found:
        raise KeyError(f"no act '{act_id}'; known: {', '.join(sorted({e.act.id for e in editions(root)}))}")
    return max(found, key=lambda one: one.procedure.valid_from)


def _hash(act: Act, procedure: Procedure, standard: Standard, papers: Path) -> str:
    """SHA-256 over the content, not the spelling, of the files, and over the bytes of the paper templates."""
    digest = hashlib.sha256()
    for datum in (act, procedure, standard):
        digest.update(json.dumps(datum.model_dump(mode="json"), sort_keys=True, ensure_ascii=False).encode())
    for template in sorted(papers.glob("*.typ")):
        digest.update(template.name.encode() + b"\0" + template.read_bytes())
    return digest.hexdigest()
