"""Mistakes a person makes who writes a regulation, each one slip in the invented one. The how-to shows what is said of them."""

from dataclasses import dataclass
from pathlib import Path
from shutil import copytree

from tests.regulations.archive import ACT, FOLDER


@dataclass(frozen=True)
class Slip:
    """In a file of the act's folder the first `old` becomes `new`."""

    what: str
    file: str
    old: str
    new: str

    def made(self, root: Path) -> None:
        """The regulation under `root`, with the slip."""
        copytree(FOLDER.parent, root / ACT)
        path = root / ACT / self.file
        text = path.read_text(encoding="utf-8")
        assert self.old in text
        path.write_text(text.replace(self.old, self.new, 1), encoding="utf-8")


PROCEDURE = f"{FOLDER.name}/procedure.yaml"
SLIPS = (
    Slip("a property is misspelt", PROCEDURE, "    calendar_days: 10", "    calender_days: 10"),
    Slip("a language is missing", PROCEDURE, 'title: {kk: "Мұрағат талоны", ru:', "title: {ru:"),
    Slip("a place that is not listed", PROCEDURE, "ref: rules 4 action 7", "ref: rules 4 action 8"),
    Slip("an id that is not there", PROCEDURE, "        next: opinion", "        next: expertise"),
    Slip("a broken chain", PROCEDURE, "        gives: search_order", "        gives: finding"),
    Slip("a template is missing", PROCEDURE, "template: slip.typ", "template: talon.typ"),
)
