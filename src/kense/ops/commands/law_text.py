"""`kense law text`: the official text of an act, loaded from a file and shown."""

import argparse
from pathlib import Path

from kense.kernel import LegalRef, clock
from kense.ops.commands.law_trace import edition_named
from kense.ops.django_ready import start_django
from kense.ops.errors import StopError

LANGUAGES = ("kk", "ru")


def add_to(parts: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The commands about the text."""
    text = parts.add_parser("text", help="load and show the official text of an act").add_subparsers(
        required=True, metavar="load|show"
    )
    load = text.add_parser("load", help="split a text into the places of the act and keep it")
    load.add_argument("file", type=Path, metavar="FILE", help="plain text, UTF-8 or Windows-1251")
    load.add_argument("--act", metavar="ACT", help="may be left out where there is one act")
    load.add_argument("--lang", choices=LANGUAGES, required=True, help="language of the text")
    load.add_argument("--by", metavar="USERNAME", help="the lawyer who loads it, for the trail of their office")
    load.set_defaults(command=_load)
    show = text.add_parser("show", help="what is loaded, or the words of one place")
    show.add_argument("place", nargs="?", metavar="PLACE", help="for example 'reg 1'")
    show.add_argument("--act", metavar="ACT", help="may be left out where there is one act")
    show.add_argument("--lang", choices=LANGUAGES, help="only this language")
    show.set_defaults(command=_show)


def _load(args: argparse.Namespace) -> int:
    start_django()
    from kense.ops import law_text

    act = edition_named(args.act).act
    print("\n".join(law_text.load_file(args.file, act, args.lang, args.by, clock.now())))
    return 0


def _show(args: argparse.Namespace) -> int:
    start_django()
    from kense.ops import law_text

    try:
        place = LegalRef.parse(args.place) if args.place else None
    except ValueError as error:
        raise StopError(str(error), 2) from None
    print("\n".join(law_text.shown(edition_named(args.act).act, args.lang, place)))
    return 0
