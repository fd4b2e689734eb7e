"""`kense trail …`: check the audit trail, export it, and give out the program that checks an export without Kense."""

import argparse
import inspect
import os
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from kense.kernel import clock
from kense.ops.django_ready import start_django
from kense.ops.errors import StopError

if TYPE_CHECKING:
    from kense.people.models import Provider

_MANY = 100_000
"""With fewer entries one process is done before others have started."""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """`trail verify`, `trail export` and `trail verifier`."""
    parts = commands.add_parser("trail", help="check and export the audit trail").add_subparsers(
        required=True, metavar="verify|export|verifier"
    )
    verify = parts.add_parser(
        "verify", help="check that nothing in the trail was changed; the first bad entry is named"
    )
    verify.add_argument("--office", type=int, metavar="N", help="only this office; the number is in the answer")
    verify.add_argument(
        "--head",
        action="append",
        default=[],
        metavar="SEQ:HASH",
        help="place and hash of a printed daily sheet; several",
    )
    verify.add_argument("--processes", type=int, metavar="N", help="that check (of a long trail, one for each core)")
    verify.set_defaults(command=_verify)
    export = parts.add_parser("export", help="write the trail into one file that can be checked without Kense")
    export.add_argument("file", metavar="FILE", type=Path)
    export.add_argument("--office", type=int, metavar="N", help="only this office")
    export.add_argument("--with-personal", action="store_true", help="personal data too; they are left out otherwise")
    export.set_defaults(command=_export)
    verifier = parts.add_parser("verifier", help="write the program that checks an exported file")
    verifier.add_argument("file", metavar="FILE", type=Path)
    verifier.set_defaults(command=_verifier)


def _verify(args: argparse.Namespace) -> int:
    start_django()
    from kense.ops.trail_check import checked
    from kense.trail.export import ends
    from kense.trail.verify import in_processes

    offices = _offices(args.office)
    printed = _printed(args.head, offices)
    entries = sum(end.seq for end in ends(offices).values())
    processes = args.processes or (os.cpu_count() or 1 if entries > _MANY else 1)
    with in_processes(processes) if processes > 1 else nullcontext(map) as work:
        answers = [checked(office, printed, work) for office in offices]
    print(*(answer.words for answer in answers), sep="\n")
    if not printed:
        print("No printed head was given; without one, a trail made anew from some place to its end looks whole.")
    return 0 if all(answer.is_whole for answer in answers) else 1


def _export(args: argparse.Namespace) -> int:
    start_django()
    from importlib.metadata import version

    from kense.ops.whole_file import whole_file
    from kense.trail.export import write

    offices = _offices(args.office)
    with whole_file(args.file) as file:
        count = write(file, offices, at=clock.now(), product=version("kense"), with_personal=args.with_personal)
    print(f"{args.file}: {count} entries of {len(offices)} offices.")
    if args.with_personal:
        print("It holds personal data: give it only to who may have them.")
    print("Whoever checks it needs the program too: `kense trail verifier verify_trail.py`.")
    return 0


def _verifier(args: argparse.Namespace) -> int:
    from kense.ops.whole_file import whole_file
    from kense.trail import verifier

    with whole_file(args.file) as file:
        file.write(inspect.getsource(verifier).encode())
    print(f"{args.file}: run it as `python3 {args.file} EXPORT --head SEQ:HASH`; it needs Python and nothing else.")
    return 0


def _offices(number: int | None) -> "Sequence[Provider]":
    from kense.ops import installation
    from kense.people.selectors import providers

    found = list(providers()) if installation.state() != "none" else []
    if not found:
        raise StopError(
            f"no installation in {installation.data_folder()}. Make one with `kense setup`, or set KENSE_DATA."
        )
    if number is None:
        return found
    if chosen := [one for one in found if one.pk == number]:
        return chosen
    known = "; ".join(f"{one.pk} {one.name_ru}" for one in found)
    raise StopError(f"there is no office {number}. There are: {known}.", 2)


def _printed(heads: Sequence[str], offices: "Sequence[Provider]") -> dict[int, bytes]:
    from kense.trail.verifier import heads_by_place, parse_head

    if heads and len(offices) > 1:
        known = "; ".join(f"{one.pk} {one.name_ru}" for one in offices)
        raise StopError(f"say with --office of which office the heads are: {known}.", 2)
    try:
        return heads_by_place(parse_head(one) for one in heads)
    except ValueError as error:
        raise StopError(f"--head: {error}.", 2) from None
