"""Roles that no regulation gives: who sees without acting, who keeps the installation, who keeps its acts."""

from kense import law
from kense.kernel import Text

CONTROLLER = "controller"
ADMINISTRATOR = "administrator"
LAWYER = "lawyer"

NAMES: dict[str, Text] = {
    CONTROLLER: Text("бақылаушы", "контролирующий", "controller"),
    ADMINISTRATOR: Text("әкімші", "администратор", "administrator"),
    LAWYER: Text("заңгер", "юрист", "lawyer"),
}


def names_of(act: str) -> dict[str, Text]:
    """The roles an officer can hold, by id: those of the act's procedure, then those that no regulation gives."""
    return {role.id: role.officer for role in law.newest(act).procedure.roles} | NAMES
