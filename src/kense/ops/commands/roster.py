"""`kense roster …`: a file of persons into the register from the command line, the same way as in the desk."""

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kense.kernel import RefusedError, clock
from kense.ops.django_ready import start_django
from kense.ops.errors import StopError

if TYPE_CHECKING:
    from kense.people.models import Officer
    from kense.registry.rosters import Roster

_SHOWN = 20


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """`roster import` and `roster continue`."""
    parts = commands.add_parser("roster", help="bring a file of persons into the register").add_subparsers(
        required=True, metavar="import|continue"
    )
    new = parts.add_parser(
        "import",
        help="read a file and apply it as a whole",
        description="With an error nothing is applied; the roster stays in the desk, where it can be looked at and dropped.",
    )
    new.add_argument("file", metavar="FILE", type=Path, help="XLSX or CSV")
    new.set_defaults(command=_import)
    again = parts.add_parser("continue", help="go on with a roster that was not read to its end or not applied")
    again.add_argument("code", metavar="CODE", help="as the desk and `roster import` tell it")
    again.set_defaults(command=_continue)
    for command in (new, again):
        command.add_argument("--officer", required=True, metavar="USERNAME", help="who keeps the register")
        command.add_argument("--accept-warnings", action="store_true", help="they were looked through")
        command.add_argument(
            "--processes", type=int, default=min(os.cpu_count() or 1, 4), metavar="N", help="that check rows"
        )


def _import(args: argparse.Namespace) -> int:
    start_django()
    from kense.casework.roster_intake import SameFileError, take_in

    officer = _officer(args.officer)
    try:
        with args.file.open("rb") as file:
            roster = take_in(officer.provider, args.file.name, file, actor=officer, at=clock.now())
    except OSError as error:
        raise StopError(f"the file {args.file} cannot be read: {error.strerror}", 2) from None
    except SameFileError as same:
        raise StopError(f"{same.refusal.text.en} It is {same.roster.code}, {same.roster.state}.") from None
    except RefusedError as refused:
        raise StopError(refused.refusal.text.en) from None
    return _go_on(roster, officer, args)


def _continue(args: argparse.Namespace) -> int:
    start_django()
    from kense.registry.rosters import roster_of_office

    officer = _officer(args.officer)
    roster = roster_of_office(officer.provider_id, args.code)
    if roster is None:
        raise StopError(f"there is no roster {args.code} in the office of {officer.username}.")
    return _go_on(roster, officer, args)


def _go_on(roster: "Roster", officer: "Officer", args: argparse.Namespace) -> int:
    """Read what is left and apply it; 1 where it cannot be applied."""
    from kense.casework import rosters
    from kense.casework.roster_reading import read_through

    print(f"roster {roster.code}", file=sys.stderr)
    try:
        if roster.state == "reading":
            read_through(roster, max(args.processes, 1), _tell)
            print(file=sys.stderr)
        _show(roster)
        roster = rosters.apply(roster, accepted=args.accept_warnings, actor=officer, at=clock.now())
    except RefusedError as refused:
        raise StopError(f"{refused.refusal.text.en} `kense roster continue {roster.code}` goes on with it.") from None
    beside = roster.facts["beside"]
    print(f"applied: {beside['new']} new, {beside['changed']} changed, {beside['unchanged']} unchanged")
    return 0


def _officer(username: str) -> "Officer":
    from kense.ops import installation
    from kense.people.models import Officer

    if installation.state() == "none":
        raise StopError(
            f"no installation in {installation.data_folder()}. Make one with `kense setup`, or set KENSE_DATA."
        )
    found = Officer.objects.select_related("provider").filter(username=username).first()
    if found is None:
        raise StopError(f"there is no officer '{username}'.", 2)
    return found


def _tell(roster: "Roster") -> None:
    facts = roster.facts
    percent = 100 * facts["position"] // max(facts["bytes"], 1)
    print(f"\r{facts['rows']} rows read, {percent} %", end="", file=sys.stderr, flush=True)


def _show(roster: "Roster") -> None:
    facts = roster.facts
    errors, warnings = (facts[name] + facts["beside"][name] for name in ("errors", "warnings"))
    print(f"{facts['rows']} rows, {errors} errors, {warnings} warnings")
    for one in roster.problems.all()[:_SHOWN]:
        print(f"row {one.row}, {one.column or '-'}: {one.severity}: {one.text['en']}")
