"""What changes between two editions, as lines for a terminal."""

from itertools import groupby
from pathlib import Path

from kense import law
from kense.kernel import Lang, Text
from kense.law import Edition, shipped
from kense.law.diff import Difference, compare

NOTHING = Text("Айырмашылық жоқ.", "Различий нет.", "Nothing differs.")


def named(name: str) -> Edition:
    """The edition of a folder, or the one with this id that ships or was published in this installation.

    Raises LawError for a folder that is not right and KeyError for an id nobody has.
    """
    if (Path(name) / "procedure.yaml").is_file():
        return law.load(Path(name))
    return shipped.edition(name) or _published(name)


def as_text(before: Edition, after: Edition, lang: Lang) -> list[str]:
    """The changes, under a heading for each of those to whom they mean something."""
    lines = []
    for whom, rows in groupby(compare(before, after), key=lambda one: one.whom):
        heading = whom.in_lang(lang)
        lines += [f"{heading[:1].upper()}{heading[1:]}:", *(f"  {_line(after, row, lang)}" for row in rows)]
    return lines or [NOTHING.in_lang(lang)]


def _line(edition: Edition, row: Difference, lang: Lang) -> str:
    place = f" ({law.cite(edition.act, row.ref).in_lang(lang)})" if row.ref else ""
    return f"{row.sentence.in_lang(lang)}{place}"


def _published(name: str) -> Edition:
    from kense.ops.django_ready import start_django

    start_django()
    from kense.ops import installation

    if installation.state() == "none":
        raise KeyError(name)
    return law.edition(name)
