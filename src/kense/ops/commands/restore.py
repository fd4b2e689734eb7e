"""`kense restore`: an installation from the file of a backup."""

import argparse
from pathlib import Path

from kense.ops.django_ready import start_django


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """`restore`."""
    parser = commands.add_parser("restore", help="restore a backup, with the server stopped")
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.add_argument(
        "--replace", action="store_true", help="in the place of the data that are there; they are gone then"
    )
    parser.set_defaults(command=_run)


def _run(args: argparse.Namespace) -> int:
    start_django()
    from kense.ops import installation, restore

    restored = restore.restore(args.file, replace=args.replace)
    print(f"{installation.data_folder()}: restored as it was at {restored.manifest.at}.", *restored.found, sep="\n")
    if not restored.is_right:
        print("What is NOT right above was so in the moment of the backup. An older backup may still have it.")
    return 0 if restored.is_right else 1
