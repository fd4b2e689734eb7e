"""`kense law …`: the regulations as data."""

import argparse
import json
from pathlib import Path

from kense.kernel import clock
from kense.law.shipped import REGULATIONS
from kense.ops import law_check, law_life, law_show
from kense.ops.commands import law_editions, law_text, law_trace
from kense.ops.django_ready import start_django
from kense.ops.errors import StopError


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """`law check`, `law show` and the commands about editions."""
    parts = commands.add_parser("law", help="check, show, compare and publish the regulations").add_subparsers(
        required=True, metavar="check|show|new|diff|publish|trace|text"
    )
    check = parts.add_parser("check", help="list the mistakes in regulation files, one per line")
    check.add_argument("folder", nargs="?", type=Path, metavar="FOLDER", help="instead of the editions that ship")
    check.set_defaults(command=_check)
    show = parts.add_parser("show", help="what an act demands of the office")
    show.add_argument("act", metavar="ACT", help="for example osms-2018-181")
    show.add_argument("--json", action="store_true", help="for programs")
    show.set_defaults(command=_show)
    law_editions.add_to(parts)
    law_trace.add_to(parts)
    law_text.add_to(parts)


def _check(args: argparse.Namespace) -> int:
    good, mistakes = law_check.check(args.folder or REGULATIONS)
    print(*good, *mistakes, sep="\n")
    return 1 if mistakes else 0


def _show(args: argparse.Namespace) -> int:
    start_django()
    try:
        edition = law_show.edition_of(args.act)
    except KeyError as error:
        raise StopError(f"{error.args[0]}. Give one of them to `kense law show`.", 2) from None
    found, today = law_life.known_here(edition), law_show.today(clock.now())
    if args.json:
        print(json.dumps(law_show.as_json(found, today), ensure_ascii=False, indent=2))
    else:
        print("\n".join(law_show.as_text(found, today)))
    return 0
