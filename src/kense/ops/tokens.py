"""Tokens of programs from the command line: made, listed and revoked as on the administrator's page."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import TypeVar

from kense.casework import programs
from kense.casework.administration import day_of
from kense.casework.perform import ProblemsError
from kense.kernel import RefusedError
from kense.ops import installation
from kense.ops.errors import StopError
from kense.ops.tables import columns
from kense.people.models import Officer, Provider
from kense.people.selectors import providers
from kense.people.tokens import Token, programs_of
from kense.registry.dates import shown

Done = TypeVar("Done")
HEAD = ("N", "PROGRAM", "ROLE", "ANSWERS", "LAST DAY", "STATE")


def new(name: str, by: str, role: str, answers: str | None, last_day: str, *, at: datetime) -> str:
    """A token for a program of the administrator's office, made with it where there is none of this name."""
    actor = _officer(by)
    fields = {"last_day": last_day or _latest(actor.provider, at)}
    program = _program(actor.provider, name)
    if program:
        key = str(program.pk)
        return _done(lambda: programs.new_token(actor.provider, key, fields, actor=actor, at=at)).secret
    if not role or answers is None:
        raise StopError(f"there is no program {name!r} yet. Add it with --role and --answers.", 2)
    fields |= {"name": name, "role": role, "answers": str(_officer(answers).pk)}
    return _done(lambda: programs.add_program(actor.provider, fields, actor=actor, at=at)).secret


def listed(at: datetime) -> list[str]:
    """The programs of the installation with their tokens, as lines of a table."""
    if installation.state() == "none":
        raise StopError(
            f"no installation in {installation.data_folder()}. Make one with `kense setup`, or set KENSE_DATA."
        )
    found = [(one, token) for office in providers() for one in programs_of(office) for token in one.tokens.all()]
    return columns([HEAD, *(_row(program, token, at) for program, token in found)])


def revoke(name: str, by: str, token: str | None, *, at: datetime) -> int:
    """Revoke a program's tokens, or the one of this number; how many still let in until now."""
    actor = _officer(by)
    program = _program(actor.provider, name)
    if program is None:
        raise StopError(f"there is no program {name!r} in the office of {by!r}. `kense token list` lists them.")
    live = [str(one.pk) for one in program.tokens.all() if programs.lets_in(one, at)]
    chosen = live if token is None else [token]
    _done(lambda: _revoke_all(program, chosen, actor, at))
    return len(set(live) & set(chosen))


def _revoke_all(program: Officer, chosen: Iterable[str], actor: Officer, at: datetime) -> None:
    for one in chosen:
        programs.revoke_token(actor.provider, str(program.pk), one, actor=actor, at=at)


def _row(program: Officer, token: Token, at: datetime) -> tuple[str, ...]:
    state = "lets in" if programs.lets_in(token, at) else "revoked" if token.revoked_at else "expired"
    answers = program.main_account.username if program.main_account else ""
    last = shown(programs.last_day_of(token))
    return str(token.pk), program.surname, programs.role_of(program), answers, last, state


def _program(provider: Provider, name: str) -> Officer | None:
    return next((one for one in programs_of(provider) if one.surname == name), None)


def _officer(username: str) -> Officer:
    found = Officer.objects.filter(username=username).select_related("provider").first()
    if found is None:
        raise StopError(f"there is no officer {username!r} here.", 2)
    return found


def _latest(provider: Provider, at: datetime) -> str:
    return shown(day_of(provider, at) + timedelta(days=programs.MOST_DAYS - 1))


def _done(deed: Callable[[], Done]) -> Done:
    """Do it; what is said against it on a screen is said here too."""
    try:
        return deed()
    except RefusedError as error:
        raise StopError(error.refusal.text.en) from None
    except ProblemsError as error:
        raise StopError(" ".join(one.text.en for one in error.problems), 2) from None
