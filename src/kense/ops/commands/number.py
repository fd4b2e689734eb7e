"""`kense number set`: go on after a journal kept on paper."""

import argparse

from kense.kernel import clock
from kense.ops.django_ready import start_django
from kense.ops.errors import StopError


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """`number set`."""
    parts = commands.add_parser("number", help="continue a paper journal").add_subparsers(required=True, metavar="set")
    parser = parts.add_parser("set", help="continue a paper journal, before its first number is given here")
    parser.add_argument("journal", metavar="JOURNAL")
    parser.add_argument("--last", type=int, required=True, metavar="N", help="the last number given on paper")
    parser.add_argument("--year", type=int, metavar="Y", help="this year if not given")
    parser.add_argument("--pattern", metavar="TEXT", help="for example 03-14/{n}; the edition's own if not given")
    parser.set_defaults(command=_run)


def _run(args: argparse.Namespace) -> int:
    start_django()
    from kense.ops import installation, numbers
    from kense.people.selectors import working_time

    if args.last < 0:
        raise StopError("--last is a number, 0 or more.", 2)
    provider = installation.office()
    journal = numbers.journal_of(provider, args.journal)
    pattern = args.pattern or journal.pattern
    numbers.check_pattern(pattern)
    year = args.year or working_time(provider).local(clock.now()).year
    following = numbers.continue_after(provider, journal, year=year, last=args.last, pattern=pattern)
    print(f"{journal.name.en}, {year}: the next number is {following}.")
    return 0
