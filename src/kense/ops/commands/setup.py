"""`kense setup`: a real installation, without demonstration data."""

import argparse
from pathlib import Path

from kense import law
from kense.kernel import clock
from kense.law import Edition, LawError
from kense.law.act import Act
from kense.ops import law_show
from kense.ops.django_ready import start_django
from kense.ops.errors import StopError

PASSWORD_VARIABLE = "KENSE_ADMIN_PASSWORD"  # noqa: S105 - the name of a variable
OPTIONS = (
    "act",
    "name_kk",
    "name_ru",
    "address_kk",
    "address_ru",
    "place_kk",
    "place_ru",
    "phone",
    "zone",
    "order_number",
    "order_date",
    "week",
    "hours",
    "sole_officer_order",
    "username",
    "surname",
    "given_name",
    "patronymic",
)
"""The answers that options and the file of answers can give, in the order in which they are asked."""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """One option per answer, and a file with all of them."""
    parser = commands.add_parser(
        "setup",
        help="make a real installation",
        description="Makes a real installation in KENSE_DATA (or ./data). What no option and no file answers is asked "
        f"for. The administrator's password is asked for too, or taken from {PASSWORD_VARIABLE}.",
    )
    parser.add_argument("--answers", type=Path, metavar="FILE", help=f"YAML or JSON with: {', '.join(OPTIONS)}")
    parser.add_argument(
        "--regulation",
        type=Path,
        metavar="FOLDER",
        help="work by the edition of this dated folder, which does not ship",
    )
    for name in OPTIONS:
        parser.add_argument(f"--{name.replace('_', '-')}", metavar="TEXT")
    parser.set_defaults(command=_run)


def _run(args: argparse.Namespace) -> int:
    start_django()
    from kense.ops import answers, first_run, installation, passwords

    _refuse_twice(installation.state(), installation.data_folder())
    given = answers.read_file(args.answers, OPTIONS) if args.answers else {}
    given |= {name: value for name in OPTIONS if (value := getattr(args, name)) is not None}
    shipped = given.pop("act", law.editions()[-1].act.id)
    act = _loaded(args.regulation).act if args.regulation else _act(shipped)
    today = law_show.today(clock.now())
    found = answers.collect(first_run.questions(act, today), given)
    administrator = first_run.administrator_of(found)
    administrator.set_password(passwords.read_password(PASSWORD_VARIABLE, administrator))
    installation.prepare()
    provider = first_run.create(act, found, administrator, today, args.regulation)
    print(f"{provider.name_kk} is installed in {installation.data_folder()}.")
    print("Next: `kense officer add` for each officer, then `kense run`.")
    return 0


def _refuse_twice(state: str, folder: Path) -> None:
    if state != "none":
        kind = "a demonstration" if state == "demonstration" else "an installation"
        raise StopError(
            f"{folder} already holds {kind}; nothing was changed. Start it with `kense run`"
            f"{' --demo' if state == 'demonstration' else ''}, or set KENSE_DATA to another folder."
        )


def _loaded(folder: Path) -> Edition:
    try:
        return law.load(folder)
    except LawError as error:
        raise StopError("the edition is not right:\n" + "\n".join(f"  {one}" for one in error.mistakes)) from None


def _act(act_id: str) -> Act:
    try:
        return law.newest(act_id).act
    except KeyError as error:
        raise StopError(f"{error.args[0]}.", 2) from None
