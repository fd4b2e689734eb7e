"""Copies of the shipped edition that a test may spoil."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from kense.law import LawError, load
from kense.law.shipped import REGULATIONS

ACT = "osms-2018-181"
EDITION = f"{ACT}/2018-06-18"


@dataclass(frozen=True)
class Copy:
    """An edition in a folder of the test's own."""

    folder: Path

    def path(self, name: str) -> Path:
        """A file of the edition by its name; the act's own file lies one folder up."""
        return (self.folder.parent if name == "act.yaml" else self.folder) / name

    def edit(self, name: str, old: str, new: str) -> None:
        """Put `new` in the first place where `old` stands, which must be there."""
        text = self.path(name).read_text(encoding="utf-8")
        assert old in text, f"{name} no longer has {old!r}: bring the example up to date"
        self.path(name).write_text(text.replace(old, new, 1), encoding="utf-8")

    def mistakes(self) -> list[str]:
        """What the loader says of it; nothing when it is sound."""
        try:
            load(self.folder)
        except LawError as error:
            return error.mistakes
        return []


def copied(into: Path) -> Copy:
    """A copy of the shipped edition with its act."""
    shutil.copytree(REGULATIONS / ACT, into / ACT)
    return Copy(into / EDITION)
