"""`kense demo --out DIR`: the sample day, in a database of its own that is thrown away."""

import argparse
import json
import tempfile
from pathlib import Path

from kense.ops.django_ready import start_django
from kense.ops.errors import StopError


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The sample day's options."""
    parser = commands.add_parser("demo", help="play a sample day and keep its papers")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="where the papers (PDF) are left")
    parser.add_argument("--json", action="store_true", help="for programs")
    parser.set_defaults(command=_run)


def _run(args: argparse.Namespace) -> int:
    with tempfile.TemporaryDirectory(prefix="kense-demo-") as folder:
        print(_played(Path(folder).resolve(), args.out, as_json=args.json))
    return 0


def _played(data: Path, out: Path, *, as_json: bool) -> str:
    start_django(data)
    from django.conf import settings
    from django.db import connections

    from kense.ops import installation, sample_day

    if data != settings.DATA:
        raise StopError("the sample day needs a database of its own: run `kense demo` as a command.")
    installation.prepare()
    rows = sample_day.run(out)
    connections.close_all()
    if as_json:
        return json.dumps(sample_day.as_json(rows), ensure_ascii=False, indent=2)
    return "\n".join([*sample_day.as_text(rows), f"The papers are in {out}."])
