"""`kense law new`, `law diff`, `law publish`: making an edition, telling what it changes, letting it hold."""

import argparse
from datetime import date, timedelta
from pathlib import Path

from kense.kernel import LANGS, clock
from kense.law import LawError
from kense.ops import law_diff, law_new, law_show
from kense.ops.errors import StopError


def add_to(parts: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The commands about editions."""
    new = parts.add_parser("new", help="the folder of a new edition or regulation, to be edited")
    new.add_argument("folder", type=Path, metavar="FOLDER", help="where the act's folder is, or is to be")
    new.add_argument("--act", required=True, metavar="ID", help="small Latin letters, digits, - and _")
    new.add_argument("--from", dest="base", metavar="EDITION", help="what to copy; the newest of the act if not given")
    new.add_argument("--day", metavar="DATE", help="first day of the edition; tomorrow if not given")
    new.set_defaults(command=_new)
    diff = parts.add_parser("diff", help="what changes for whom between two editions")
    diff.add_argument("before", metavar="A", help="the id of an edition or its folder")
    diff.add_argument("after", metavar="B", help="the id of an edition or its folder")
    diff.add_argument("--lang", choices=LANGS, default="en", help="language of the answer (en)")
    diff.set_defaults(command=_diff)
    publish = parts.add_parser(
        "publish", help="let an edition hold in this installation; it never changes from then on"
    )
    publish.add_argument("folder", type=Path, metavar="FOLDER", help="the dated folder of the edition")
    publish.add_argument("--office", action="store_true", help="only for the one office of this installation")
    publish.add_argument("--by", metavar="USERNAME", help="the lawyer who publishes it, for the trail of their office")
    publish.set_defaults(command=_publish)


def _new(args: argparse.Namespace) -> int:
    try:
        folder = law_new.make(args.folder, args.act, _day(args.day), args.base)
    except KeyError as error:
        raise StopError(f"no edition {error}. `kense law check` lists those that ship.", 2) from None
    except ValueError as error:
        raise StopError(str(error), 2) from None
    except FileExistsError as error:
        raise StopError(f"{error.filename} is there already; nothing was changed. Give another --day.") from None
    print(f"{folder}\nEdit it, then run `kense law check {folder}`.")
    return 0


def _day(typed: str | None) -> date:
    try:
        return date.fromisoformat(typed) if typed else law_show.today(clock.now()) + timedelta(days=1)
    except ValueError:
        raise StopError(f"--day: write it like 2027-01-31; got {typed!r}.", 2) from None


def _diff(args: argparse.Namespace) -> int:
    try:
        before, after = law_diff.named(args.before), law_diff.named(args.after)
    except LawError as error:
        raise StopError("the edition is not right:\n" + "\n".join(f"  {one}" for one in error.mistakes)) from None
    except KeyError as error:
        raise StopError(f"no edition {error}. Give the id of an edition or its folder.", 2) from None
    print("\n".join(law_diff.as_text(before, after, args.lang)))
    return 0


def _publish(args: argparse.Namespace) -> int:
    from kense.ops.django_ready import start_django

    start_django()
    from kense.ops import law_publish

    told = law_publish.publish(args.folder, is_own=args.office, username=args.by, at=clock.now())
    print(*told, sep="\n")
    return 0
