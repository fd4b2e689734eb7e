"""`kense worktime …`: due moments and working time in the usual hours of an office, without a database."""

import argparse
import csv
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import get_args

from kense.kernel import Text
from kense.ops.errors import StopError
from kense.ops.worktime_batch import Batch
from kense.ops.worktime_input import read_length, read_moment
from kense.ops.worktime_show import as_text
from kense.worktime import Calendar, Explanation, Reading, WorkingTime
from kense.worktime.moments import zone_named

ZONE = "Asia/Almaty"
_MOMENT = "for example 2018-07-05T16:40; without an offset, by the wall clock of the zone"


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """`worktime due` and `worktime between`."""
    parts = commands.add_parser("worktime", help="count working time and say why").add_subparsers(
        required=True, metavar="due|between"
    )
    due = parts.add_parser("due", help="the moment by which working minutes or days have passed")
    what = due.add_mutually_exclusive_group(required=True)
    what.add_argument("--start", metavar="MOMENT", help=_MOMENT)
    what.add_argument("--batch", metavar="FILE", help="CSV with start,minutes,days,reading; - for standard input")
    length = due.add_mutually_exclusive_group()
    length.add_argument("--minutes", default="", metavar="N", help="working minutes")
    length.add_argument("--days", default="", metavar="K", help="working days, with --reading")
    due.add_argument("--reading", default="", choices=get_args(Reading), help="what a term in days means")
    between = parts.add_parser("between", help="the working minutes from one moment to another")
    between.add_argument("start", metavar="A", help=_MOMENT)
    between.add_argument("end", metavar="B", help="the later moment")
    for command, run in ((due, _due), (between, _between)):
        command.add_argument("--zone", default=ZONE, help=f"an IANA name; {ZONE} unless given")
        command.add_argument("--explain", action="store_true", help="what was counted, what was not, and why")
        command.add_argument("--json", action="store_true", help="for programs")
        command.set_defaults(command=run)


def _due(args: argparse.Namespace) -> int:
    if args.batch is not None:
        return _batch(args)
    try:
        worktime, start = _worktime(args.zone), read_moment(args.start, zone_named(args.zone))
        length = read_length(args.minutes, args.days, args.reading)
        explanation = length.explained(worktime, start)
    except ValueError as error:
        raise StopError(str(error), 2) from None
    _answer(args, "due", worktime.local(explanation.end).isoformat(), explanation)
    return 0


def _between(args: argparse.Namespace) -> int:
    try:
        zone = zone_named(args.zone)
        explanation = _worktime(args.zone).explain_between(read_moment(args.start, zone), read_moment(args.end, zone))
    except ValueError as error:
        raise StopError(str(error), 2) from None
    _answer(args, "minutes", explanation.total, explanation)
    return 0


def _batch(args: argparse.Namespace) -> int:
    if args.minutes or args.days or args.reading or args.explain or args.json:
        raise StopError("with --batch the lengths are in the file; give only --zone beside it", 2)
    try:
        worktime = _worktime(args.zone)
    except ValueError as error:
        raise StopError(str(error), 2) from None
    try:
        data = sys.stdin.buffer.read() if args.batch == "-" else Path(args.batch).read_bytes()
    except OSError as error:
        raise StopError(f"the file {args.batch} cannot be read: {error.strerror}", 2) from None
    batch = Batch(data, worktime, zone_named(args.zone))
    csv.writer(sys.stdout, lineterminator="\n").writerows(batch.rows)
    _warn(batch.provisional)
    return 0


def _worktime(zone: str) -> WorkingTime:
    return WorkingTime(Calendar(), zone=zone)


def _answer(args: argparse.Namespace, name: str, answer: str | int, explanation: Explanation) -> None:
    if args.json:
        said: dict[str, object] = {name: answer, "provisional": [one.as_dict() for one in explanation.provisional]}
        if args.explain:
            said["explanation"] = explanation.as_dict()
        print(json.dumps(said, ensure_ascii=False, indent=2))
        return
    print(answer, *(as_text(explanation) if args.explain else ()), sep="\n")
    _warn(explanation.provisional)


def _warn(reasons: Iterable[Text]) -> None:
    """Beside the answer, so that whoever reads only the answer is not disturbed."""
    for reason in reasons:
        print(f"kense: provisional: {reason.en}", file=sys.stderr)
