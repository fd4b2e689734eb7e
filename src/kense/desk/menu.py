"""The main menu: which pages an officer of the desk has."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kense.casework.act_facts import reads_duties
from kense.casework.journal_papers import reads_journals
from kense.casework.printings import may_print
from kense.desk.officers import Desk


@dataclass(frozen=True, slots=True)
class Entry:
    """A page of the menu: `name` is its address and what a page calls itself in `nav`; `key` follows `g` on the keyboard."""

    name: str
    label: Promise
    key: str
    shown: Callable[[Desk], bool]

    @property
    def url(self) -> str:
        """The address by name."""
        return f"desk:{self.name}"


def _everybody(desk: Desk) -> bool:
    return True


MENU = (
    Entry("today", _("Today"), "KeyT", _everybody),
    Entry("new", _("Intake"), "KeyI", lambda desk: desk.takes_in),
    Entry("cases", _("Cases"), "KeyC", lambda desk: desk.reads_cases),
    Entry("persons", _("Register"), "KeyE", lambda desk: desk.keeps_register),
    Entry("printing", _("Printing"), "KeyP", lambda desk: may_print(desk.edition, desk.roles)),
    Entry("transmissions", _("Transmissions"), "KeyX", lambda desk: desk.keeps_register),
    Entry("journals", _("Journals"), "KeyJ", lambda desk: reads_journals(desk.edition, desk.roles)),
    Entry("oversight", _("Oversight"), "KeyO", lambda desk: desk.sees_all),
    Entry("regulation", _("Regulation"), "KeyR", _everybody),
    Entry("act_life", _("The act"), "KeyA", lambda desk: reads_duties(desk.roles)),
    Entry("calendar", _("Calendar"), "KeyL", lambda desk: desk.administers),
    Entry("administration", _("Office"), "KeyF", lambda desk: desk.administers or desk.heads),
)


def menu_of(desk: Desk) -> list[Entry]:
    """The entries an officer sees, in order."""
    return [entry for entry in MENU if entry.shown(desk)]
