"""`kense calendar …`: the national calendar as compiled, without a database; days taken into the office's own."""

import argparse
import json

from kense.ops import calendar_import
from kense.ops.errors import StopError
from kense.ops.worktime_years import YEARS, year_as_json, year_as_text, years_as_text
from kense.worktime import Calendar


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """`calendar status` and `calendar import`."""
    parts = commands.add_parser("calendar", help="the calendar, and days declared in it").add_subparsers(
        required=True, metavar="status|import"
    )
    status = parts.add_parser("status", help="working days, days moved, what is provisional, year by year")
    status.add_argument("--year", type=int, help="only this year, with its months and the days moved")
    status.add_argument("--json", action="store_true", help="for programs")
    status.set_defaults(command=_status)
    calendar_import.add(parts)


def _status(args: argparse.Namespace) -> int:
    if args.year is not None and args.year not in YEARS:
        raise StopError(f"the calendar knows the years {YEARS[0]} to {YEARS[-1]}; give one of them", 2)
    calendar = Calendar()
    if args.json:
        years = [year_as_json(calendar, year) for year in ([args.year] if args.year else YEARS)]
        print(json.dumps(years, ensure_ascii=False, indent=2))
    else:
        print("\n".join(year_as_text(calendar, args.year) if args.year else years_as_text(calendar)))
    return 0
