"""Compiling the translations: `python -m kense.ops.messages` makes a .mo beside every .po of the desk."""

import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

LOCALE = Path(__file__).parents[1] / "desk" / "locale"


def compile_all(locale: Path = LOCALE) -> list[Path]:
    """Compile every catalogue under a locale folder; no folder, no catalogue. Returns the files made."""
    made = []
    for source in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        with source.open("rb") as file:
            catalog = read_po(file, locale=source.parents[1].name, abort_invalid=True)
        target = source.with_suffix(".mo")
        with target.open("wb") as out:
            write_mo(out, catalog)
        made.append(target)
    return made


def main() -> int:
    """Compile and say what went wrong, if anything."""
    try:
        compile_all()
    except PoFileError as error:
        print(f"a translation cannot be read: {error}. Correct the .po file and compile again.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
