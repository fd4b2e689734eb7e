"""Roles that no regulation gives: who sees without acting, who keeps the installation."""

from kense.kernel import Text

CONTROLLER = "controller"
ADMINISTRATOR = "administrator"

NAMES: dict[str, Text] = {
    CONTROLLER: Text("бақылаушы", "контролирующий", "controller"),
    ADMINISTRATOR: Text("әкімші", "администратор", "administrator"),
}
