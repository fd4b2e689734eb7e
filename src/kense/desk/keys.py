"""The keyboard of the desk: one table, from which the help is written and desk.js learns what each key does."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kense.desk.menu import menu_of
from kense.desk.officers import Desk

COOKIE = "kense_letters"
OFF = "off"
_CAPS = {"Slash": "/", "Shift+Slash": "?", "Control+Enter": "Ctrl Enter", "Escape": "Esc"}


@dataclass(frozen=True, slots=True)
class Key:
    """A key by its place on the keyboard, as `event.code` names it; `does` is the name of what desk.js does.

    A key of one sign can be switched off, as WCAG 2.1.4 asks: who dictates, or hits a key by chance, must not act by it.
    """

    code: str
    does: str
    label: Promise

    @property
    def is_sign(self) -> bool:
        """Whether the key types a letter or a sign."""
        return self.code.removeprefix("Shift+").startswith(("Key", "Slash"))

    @property
    def cap(self) -> str:
        """What is printed on the key."""
        return cap(self.code)


KEYS = (
    Key("Slash", "search", _("Search")),
    Key("KeyN", "new", _("New application")),
    Key("KeyG", "go", _("Go to a page: then the letter of the page")),
    Key("KeyJ", "next", _("Next row of the list")),
    Key("KeyK", "previous", _("Row before it")),
    Key("KeyX", "choose", _("Choose the row, or not")),
    Key("KeyO", "open", _("Open the row")),
    Key("Enter", "open", _("Open the row")),
    Key("Control+Enter", "perform", _("Perform what the filled button says")),
    Key("Escape", "leave", _("Leave without performing")),
    Key("Shift+Slash", "help", _("This help")),
)


def cap(code: str) -> str:
    """What is printed on a key: N for KeyN."""
    return _CAPS.get(code, code.removeprefix("Key"))


def letters_on(request: HttpRequest) -> bool:
    """Whether keys of one sign act, as chosen on this computer."""
    return request.COOKIES.get(COOKIE) != OFF


def bindings(request: HttpRequest) -> str:
    """The keys in force, as desk.js reads them: «KeyN=new Escape=leave»."""
    every = letters_on(request)
    return " ".join(f"{key.code}={key.does}" for key in KEYS if every or not key.is_sign)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the help: the keys to press one after another, and what they do."""

    caps: tuple[str, ...]
    label: Promise
    in_force: bool


def help_lines(request: HttpRequest, desk: Desk) -> list[Line]:
    """What an officer may press: the general keys, then `g` with the letter of each page they have."""
    every = letters_on(request)
    general = [
        Line((key.cap,), key.label, every or not key.is_sign) for key in KEYS if key.does != "new" or desk.takes_in
    ]
    first = next(key.cap for key in KEYS if key.does == "go")
    return general + [Line((first, cap(entry.key)), entry.label, every) for entry in menu_of(desk)]
