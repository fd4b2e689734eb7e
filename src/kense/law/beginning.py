"""The folder of a new edition: a copy of another one, or a regulation to be filled in."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from kense.law.drafting import ACT, edition_id, folder_name, readdressed

SKELETON = Path(__file__).parent / "skeleton"
_DATA = ("procedure.yaml", "standard.yaml")


def files_of(folder: Path) -> dict[str, str]:
    """The files of an edition by their names: act.yaml, procedure.yaml, standard.yaml, papers/….typ."""
    found = {name: (folder / name).read_text(encoding="utf-8") for name in _DATA}
    templates = sorted((folder / "papers").glob("*.typ"))
    found |= {f"papers/{one.name}": one.read_text(encoding="utf-8") for one in templates}
    return {ACT: (folder.parent / ACT).read_text(encoding="utf-8")} | found


def copied(folder: Path, act: str, first: date) -> dict[str, str]:
    """The files of an edition for another act or day."""
    return readdressed(files_of(folder), act, first)


def to_fill(act: str, first: date) -> dict[str, str]:
    """The files of a regulation in which every place to be filled in is marked."""
    data = {name: (SKELETON / name).read_text(encoding="utf-8") for name in (ACT, *_DATA)}
    names = {"EDITION": edition_id(act, first), "ACT": act, "DAY": first.isoformat()}
    for word, value in names.items():
        data = {name: text.replace(f": {word}", f": {value}") for name, text in data.items()}
    return data | {f"papers/{one.name}": one.read_text(encoding="utf-8") for one in (SKELETON / "papers").glob("*.typ")}


def lay_out(files: Mapping[str, str], root: Path, act: str, first: date, office: str = "") -> Path:
    """Write the files under `root`: the act's folder and in it the dated one, which is returned.

    Raises FileExistsError where that edition is there already; an act that is there stays as it is.
    """
    folder = root / act / folder_name(first, office)
    folder.mkdir(parents=True)
    for name, content in files.items():
        path = folder.parent / name if name == ACT else folder / name
        if not path.exists():
            path.parent.mkdir(exist_ok=True)
            path.write_text(content, encoding="utf-8")
    return folder
