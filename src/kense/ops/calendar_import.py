"""`kense calendar import`: days from a CSV file into the office's calendar, after the cases they move have been shown."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from kense.ops.django_ready import start_django
from kense.ops.errors import StopError
from kense.ops.tables import columns
from kense.worktime import Override, OverrideFileError, read_overrides

if TYPE_CHECKING:
    from kense.casework.recalendar import CalendarChange, Moved
    from kense.people.models import Provider


def add(parts: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """`import` beside the other parts of `calendar`."""
    parser = parts.add_parser("import", help="days declared off, worked or shortened, from a CSV file")
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--as", dest="username", metavar="USERNAME", help="the administrator who makes the change")
    parser.add_argument("--yes", action="store_true", help="make the change; without it the cases are only listed")
    parser.set_defaults(command=run)


def run(args: argparse.Namespace) -> int:
    """List what the days of the file move and, with `--yes`, move it."""
    if args.yes and not args.username:
        raise StopError("name the administrator who makes the change: --as USERNAME", 2)
    overrides = _read(args.file)
    start_django()
    from kense.casework.recalendar import CalendarChange, outstanding, preview
    from kense.ops import installation

    provider = installation.office()
    change = outstanding(provider, CalendarChange(declared=overrides))
    if change.is_empty:
        print("The calendar says so already: there is nothing to change.")
        return 0
    moved = _apply(provider, change, args.username) if args.yes else preview(provider, change)
    print("\n".join(_lines(change.declared, moved)))
    print("Done." if args.yes else "Nothing has been changed yet. To make the change, add --yes --as USERNAME.")
    return 0


def _read(file: Path) -> tuple[Override, ...]:
    try:
        return read_overrides(file.read_bytes())
    except OSError as error:
        raise StopError(f"the file {file} cannot be read: {error.strerror}", 2) from None
    except OverrideFileError as error:
        raise StopError(
            "\n".join([f"{file} cannot be taken:", *(f"  {one.en}" for one in error.problems)]), 2
        ) from None


def _apply(provider: "Provider", change: "CalendarChange", username: str) -> "tuple[Moved, ...]":
    from kense.casework.recalendar import apply
    from kense.kernel import RefusedError, clock
    from kense.people.models import Officer

    officer = Officer.objects.filter(username=username).first()
    if officer is None:
        raise StopError(f"there is no officer '{username}'.", 2)
    try:
        return apply(provider, change, actor=officer, at=clock.now())
    except RefusedError as refused:
        raise StopError(refused.refusal.text.en) from None


def _lines(declared: tuple[Override, ...], moved: "tuple[Moved, ...]") -> list[str]:
    days = [(f"{one.day:%d.%m.%Y}", one.kind, one.note.en, one.decree) for one in declared]
    lines = ["Days:", *columns(days, "  ")]
    if not moved:
        return [*lines, "No open case is concerned."]
    rows = [("number", "what is due", "was", "is now"), *map(_row, moved)]
    return [*lines, f"Due moments of open cases that move: {len(moved)}", *columns(rows, "  ")]


def _row(moved: "Moved") -> tuple[str, str, str, str]:
    from kense import law
    from kense.law import lookup
    from kense.people.selectors import working_time

    case, worktime = moved.case, working_time(moved.case.provider)
    action = lookup.action(law.edition(case.edition), moved.action) if moved.action else None
    what = f"{action.number}. {action.name.en}" if action else "the whole service"
    old, new = (f"{worktime.local(moment):%d.%m.%Y %H:%M}" for moment in (moved.old, moved.new))
    return case.number or case.code, what, old, new
