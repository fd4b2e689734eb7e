"""The command line `kense`: finds the command and says in plain words why it could not be done.

Exit codes: 0 done, 1 the answer is no, 2 the command was given wrongly.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from typing import cast

from kense.ops.commands import (
    backup,
    calendar,
    demo,
    directory,
    law,
    manage,
    number,
    officer,
    restore,
    roster,
    run,
    setup,
    token,
    trail,
    worktime,
)
from kense.ops.errors import StopError

COMMANDS = (
    setup,
    run,
    demo,
    law,
    directory,
    officer,
    token,
    roster,
    number,
    worktime,
    calendar,
    trail,
    backup,
    restore,
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; `argv` without the program's name. Returns the exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words[:1] == [manage.NAME]:
        return manage.run(words[1:])
    grammar = parser()
    args = grammar.parse_args(words)
    if args.command is None:
        grammar.print_help()
        return 2
    command = cast(Callable[[argparse.Namespace], int], args.command)
    try:
        return command(args)
    except StopError as stop:
        print(f"kense: {stop}", file=sys.stderr)
        return stop.code
    except BrokenPipeError:
        # Whoever read the output has enough, as `head` does; Python must not try to write the rest at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        print("\nkense: stopped; what was not finished has not been done", file=sys.stderr)
        return 1


def parser() -> argparse.ArgumentParser:
    """The whole grammar of the command line."""
    top = argparse.ArgumentParser(prog="kense", description="The desk of a state-service provider.")
    top.add_argument("--version", action="store_const", dest="command", const=_version, help="show the version")
    commands = top.add_subparsers(metavar="COMMAND")
    for module in COMMANDS:
        module.add(commands)
    # Only for the help: its words go to Django as they are.
    commands.add_parser(manage.NAME, help="any command of Django, such as `kense manage migrate`")
    return top


def _version(args: argparse.Namespace) -> int:
    # Reading the package's metadata is slow, and every start of the server would wait for it.
    from importlib.metadata import version

    print(f"kense {version('kense')}")
    return 0
