"""Checking regulation files, for the person who edits them."""

from pathlib import Path

from kense.law import LawError, load


def check(root: Path) -> tuple[list[str], list[str]]:
    """A line for each sound edition under `root` and a line for each mistake. `root` may be one edition's own folder."""
    folders = sorted(file.parent for file in root.rglob("procedure.yaml"))
    if not folders:
        return [], [f"{root}: no edition here; an edition is a dated folder with procedure.yaml under its act's folder"]
    good: list[str] = []
    mistakes: list[str] = []
    seen: dict[str, Path] = {}
    for folder in folders:
        try:
            edition = load(folder)
        except LawError as error:
            mistakes += [f"{folder}: {mistake}" for mistake in error.mistakes]
            continue
        if other := seen.get(edition.id):
            mistakes.append(f"{folder}: procedure.yaml: edition '{edition.id}' is also the name of {other}; rename one")
        seen[edition.id] = folder
        good.append(f"ok  {edition.id}  {edition.content_hash}")
    return good, mistakes
