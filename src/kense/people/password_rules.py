"""Rules of the installation for passwords that Django does not have."""

import re

from django.core.exceptions import ValidationError

from kense.people.models import Officer

HELP = "The password must not have a word of your name or of your office's name in it."
_SHORTEST_OWN, _SHORTEST_OF_OFFICE = 4, 5
"""Letters from which on a word counts: shorter ones are parts of too many others."""


class NoNames:
    """No word of the officer's or the office's own name in a password: whoever knows them tries these first."""

    def validate(self, password: str, user: object = None) -> None:
        """ValidationError with the word in `params`."""
        if not isinstance(user, Officer):
            return
        typed = password.casefold()
        for word in _words(user):
            if word in typed:
                raise ValidationError(HELP, "password_names", {"word": word})

    def get_help_text(self) -> str:
        """For Django's own forms and commands; the desk says the rules in its own words."""
        return HELP


def _words(officer: Officer) -> list[str]:
    own = (officer.username, officer.surname, officer.given_name, officer.patronymic)
    # An officer who is not stored yet may not have an office yet either.
    office = (officer.provider.name_kk, officer.provider.name_ru) if officer.provider_id else ()
    return [*_split(own, _SHORTEST_OWN), *_split(office, _SHORTEST_OF_OFFICE)]


def _split(names: tuple[str, ...], shortest: int) -> list[str]:
    return [word for name in names for word in re.findall(r"[^\W_]+", name.casefold()) if len(word) >= shortest]
