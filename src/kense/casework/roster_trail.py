"""The entries that rosters leave in the trail: they count, and name nobody."""

from collections.abc import Mapping
from datetime import datetime

from kense.casework import administration
from kense.kernel import Text
from kense.people.models import Officer
from kense.registry.models import Roster

TAKEN_IN = "roster_taken_in"
OPENED = "roster_opened"
APPLIED = "roster_applied"
DROPPED = "roster_dropped"

DONE: dict[str, Text] = {
    TAKEN_IN: Text("тізім файлын жүктеді", "загрузил(а) файл списка", "uploaded a roster"),
    OPENED: Text("тізімді ашты", "открыл(а) список", "opened a roster"),
    APPLIED: Text("тізімді тізілімге енгізді", "внёс(ла) список в регистр", "applied a roster to the register"),
    DROPPED: Text("тізімнен бас тартты", "отказался (отказалась) от списка", "dropped a roster"),
}


def enter(
    operation: str,
    roster: Roster,
    facts: Mapping[str, object],
    officer: Officer,
    at: datetime,
    personal: Mapping[str, object] | None = None,
) -> None:
    """Write what the officer did with a roster; nothing personal may be in `facts`."""
    told = {"roster": roster.code, "sha256": roster.sha256, **facts}
    administration.enter(roster.provider, operation, told, actor=officer, at=at, personal=personal)
