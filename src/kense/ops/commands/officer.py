"""`kense officer`: a new officer of this installation; an officer's code of the phone taken off."""

import argparse
from datetime import date

from kense.kernel import clock
from kense.ops import law_show
from kense.ops.django_ready import start_django
from kense.ops.errors import StopError

PASSWORD_VARIABLE = "KENSE_OFFICER_PASSWORD"  # noqa: S105 - the name of a variable


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """`officer add`, `officer without-code`."""
    officer = commands.add_parser("officer", help="add an officer, take a lost code of the phone off")
    parts = officer.add_subparsers(required=True, metavar="add|without-code")
    lost = parts.add_parser("without-code", help="let an officer sign in without the code of a phone that is lost")
    lost.add_argument("username", metavar="USERNAME")
    lost.set_defaults(command=_without_code)
    parser = parts.add_parser(
        "add", description=f"The password is asked for, or taken from {PASSWORD_VARIABLE}.", help="add an officer"
    )
    parser.add_argument("username", metavar="USERNAME")
    parser.add_argument("--role", action="append", required=True, metavar="ROLE", help="may be given several times")
    parser.add_argument("--surname", required=True, metavar="TEXT")
    parser.add_argument("--given-name", required=True, metavar="TEXT")
    parser.add_argument("--patronymic", default="", metavar="TEXT")
    parser.add_argument("--position-kk", default="", metavar="TEXT", help="position as papers print it, in Kazakh")
    parser.add_argument("--position-ru", default="", metavar="TEXT", help="position as papers print it, in Russian")
    parser.add_argument("--phone", default="", metavar="TEXT")
    parser.add_argument("--from", dest="from_day", metavar="DATE", help="first day of the roles; today if not given")
    parser.set_defaults(command=_run)


def _run(args: argparse.Namespace) -> int:
    start_django()
    from kense.ops import installation, officers, passwords
    from kense.people.models import Officer

    provider = installation.office()
    officers.check_new(provider.act, args.username, args.role)
    from_day = _from_day(args.from_day)
    officer = Officer(
        username=args.username,
        surname=args.surname,
        given_name=args.given_name,
        patronymic=args.patronymic,
        position_kk=args.position_kk,
        position_ru=args.position_ru,
        phone=args.phone,
    )
    officer.set_password(passwords.read_password(PASSWORD_VARIABLE, officer))
    officers.add(officer, provider, args.role, from_day)
    print(f"{officer.short_name} can sign in as {officer.username}: {', '.join(args.role)} from {from_day:%d.%m.%Y}.")
    return 0


def _without_code(args: argparse.Namespace) -> int:
    start_django()
    from kense.casework.second_factor import take_off_on_the_server
    from kense.people.models import Officer

    officer = Officer.objects.filter(username=args.username, is_program=False).first()
    if officer is None:
        raise StopError(f"there is no officer '{args.username}'.")
    if not take_off_on_the_server(officer, clock.now()):
        raise StopError(f"{officer.username} signs in without a code as it is.")
    print(
        f"{officer.username} signs in by the password alone from now on; the sessions have ended. The trail tells of it."
    )
    return 0


def _from_day(typed: str | None) -> date:
    from kense.ops.first_run import read_day

    try:
        return read_day(typed) if typed else law_show.today(clock.now())
    except ValueError as error:
        raise StopError(f"--from: {error}", 2) from None
