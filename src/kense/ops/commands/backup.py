"""`kense backup`: everything an installation is, as one file, while the server works."""

import argparse
from pathlib import Path

from kense.kernel import clock
from kense.ops.django_ready import start_django


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """`backup`."""
    parser = commands.add_parser("backup", help="make a backup while the server works")
    parser.add_argument("file", metavar="FILE", type=Path, help="a new file; it will hold personal data and the key")
    parser.set_defaults(command=_run)


def _run(args: argparse.Namespace) -> int:
    start_django()
    from kense.ops import backup
    from kense.ops.backup_file import KEY

    manifest = backup.make(args.file, clock.now())
    entries = sum(head.seq for head in manifest.heads)
    print(f"{args.file}: {args.file.stat().st_size / 1e6:.1f} MB, {entries} entries of the trail.")
    if KEY in manifest.parts:
        print("The secret key is in it, and personal data: keep it where only you can read it.")
    else:
        print(
            "Personal data are in it: keep it where only you can read it. The secret key is not: keep KENSE_SECRET_KEY too."
        )
    return 0
