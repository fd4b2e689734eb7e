"""`kense law trace`: every place of an act with the data, screens, papers and tests that answer it."""

import argparse
import json

from kense.kernel import LANGS
from kense.law import Edition, editions
from kense.ops import law_show
from kense.ops.django_ready import start_django
from kense.ops.errors import StopError


def add_to(parts: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The command."""
    trace = parts.add_parser("trace", help="what answers each place of an act: data, screens, papers, tests")
    trace.add_argument("act", nargs="?", metavar="ACT", help="may be left out where there is one act")
    trace.add_argument("--lang", choices=LANGS, default="en", help="language of the answer (en)")
    form = trace.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="for programs")
    form.add_argument("--md", action="store_true", help="as a table in Markdown")
    trace.set_defaults(command=_trace)


def edition_named(act_id: str | None) -> Edition:
    """The newest edition of an act, of the one there is where none is named. StopError tells which there are."""
    try:
        return law_show.edition_of(act_id or _only_act())
    except KeyError as error:
        raise StopError(f"{error.args[0]}. Name one of them.", 2) from None


def _only_act() -> str:
    acts = sorted({one.act.id for one in editions()})
    if len(acts) != 1:
        raise KeyError(f"there are several acts: {', '.join(acts)}")
    return acts[0]


def _trace(args: argparse.Namespace) -> int:
    start_django()
    from kense.ops import law_trace

    edition = edition_named(args.act)
    if args.json:
        print(json.dumps(law_trace.as_json(edition), ensure_ascii=False, indent=2))
    else:
        show = law_trace.as_markdown if args.md else law_trace.as_text
        print("\n".join(show(edition, args.lang)))
    return 0
