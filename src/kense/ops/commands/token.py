"""`kense token new`, `token list`, `token revoke`: tokens of programs, as the administrator's page makes them."""

import argparse

from kense.kernel import clock
from kense.ops.django_ready import start_django


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """`token new|list|revoke`."""
    parts = commands.add_parser("token", help="let a program use the API").add_subparsers(
        required=True, metavar="new|list|revoke"
    )
    new = parts.add_parser("new", help="a token; it alone is printed to the standard output, and never again")
    new.add_argument("program", metavar="PROGRAM", help="its name; a new one needs --role and --answers")
    new.add_argument("--by", required=True, metavar="USERNAME", help="the administrator who makes it, for the trail")
    new.add_argument("--role", default="", metavar="ROLE", help="the one role of a new program")
    new.add_argument("--answers", metavar="USERNAME", help="the officer who answers for a new program")
    new.add_argument("--last-day", default="", metavar="DATE", help="the last day of the token, such as 31.12.2027")
    new.set_defaults(command=_new)
    listed = parts.add_parser("list", help="the programs and their tokens")
    listed.set_defaults(command=_list)
    revoke = parts.add_parser("revoke", help="let a program's tokens in no more")
    revoke.add_argument("program", metavar="PROGRAM")
    revoke.add_argument("--by", required=True, metavar="USERNAME", help="the administrator who revokes, for the trail")
    revoke.add_argument("--token", metavar="N", help="only this one, by its number in the list")
    revoke.set_defaults(command=_revoke)


def _new(args: argparse.Namespace) -> int:
    start_django()
    from kense.ops import tokens

    print(tokens.new(args.program, args.by, args.role, args.answers, args.last_day, at=clock.now()))
    return 0


def _list(args: argparse.Namespace) -> int:
    start_django()
    from kense.ops import tokens

    print("\n".join(tokens.listed(clock.now())))
    return 0


def _revoke(args: argparse.Namespace) -> int:
    start_django()
    from kense.ops import tokens

    n = tokens.revoke(args.program, args.by, args.token, at=clock.now())
    print(f"Tokens revoked: {n}.")
    return 0
