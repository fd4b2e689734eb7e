"""`kense directory export`: the directory of business processes as a folder for a web resource."""

import argparse
from pathlib import Path

from kense import directory, law
from kense.law import Edition
from kense.ops import law_show
from kense.ops.django_ready import start_django
from kense.ops.errors import StopError


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """`directory export`."""
    parts = commands.add_parser("directory", help="the directory of business processes").add_subparsers(
        required=True, metavar="export"
    )
    export = parts.add_parser("export", help="write it as a folder of pages, pictures and BPMN models")
    export.add_argument("--out", type=Path, required=True, metavar="DIR", help="the folder; made when it is not there")
    export.add_argument(
        "--act", metavar="ACT", help="for example osms-2018-181; may be left out where there is one act"
    )
    export.set_defaults(command=_export)


def _export(args: argparse.Namespace) -> int:
    start_django()
    edition = _edition(args.act)
    try:
        args.out.mkdir(parents=True, exist_ok=True)
        for name, content in directory.files(edition).items():
            (args.out / name).write_bytes(content)
    except OSError as error:
        raise StopError(f"cannot write into {args.out}: {error.strerror}. Give another folder with --out.") from None
    print(f"{edition.id}: the directory is in {args.out}; begin with {args.out / 'index.html'}")
    return 0


def _edition(act: str | None) -> Edition:
    acts = sorted({one.act.id for one in law.editions()})
    if act is None and len(acts) > 1:
        raise StopError(f"several acts are known: {', '.join(acts)}. Name one with --act.", 2)
    try:
        return law_show.edition_of(act or acts[0])
    except KeyError as error:
        raise StopError(f"{error.args[0]}. Give one of them with --act.", 2) from None
