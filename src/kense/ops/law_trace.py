"""The matrix of an act as lines for a terminal, as Markdown and as JSON for programs."""

from collections.abc import Iterator
from typing import Any

from kense.desk.trace_page import TraceRow, rows_of
from kense.kernel import Text
from kense.law import Edition, cite
from kense.law.trace import Use

DATA = Text("деректер", "данные", "data")
SCREENS = Text("экрандар", "экраны", "screens")
PAPERS = Text("қағаздар", "документы", "papers")
TESTS = Text("тесттер", "тесты", "tests")
NOT_MODELLED = Text("модельденбеген", "не моделируется", "not modelled")
PLACE = Text("орны", "место", "place")
WITHIN = Text("ішіндегі орындарда", "в местах внутри него", "in the places inside it")
NONE = Text("жоқ", "нет", "none")


def as_text(edition: Edition, lang: str) -> list[str]:
    """Each place with its answers on lines of their own."""
    lines = []
    for row in rows_of(edition):
        lines += [f"{row.place.ref}  {cite(edition.act, row.place.ref).in_lang(lang)}"]
        lines += [f"  {row.place.label.in_lang(lang)}"]
        lines += [f"    {name.in_lang(lang)}: {said}" for name, said in _answers(row, lang) if said]
    return lines


def as_markdown(edition: Edition, lang: str) -> list[str]:
    """A table with a line for each place."""
    names = [one.in_lang(lang) for one in (PLACE, DATA, SCREENS, PAPERS, TESTS, NOT_MODELLED)]
    return [_line(names), _line(["---"] * len(names)), *(_line(_cells(edition, row, lang)) for row in rows_of(edition))]


def as_json(edition: Edition) -> dict[str, Any]:
    """The same as plain data; texts are objects with kk, ru and en."""
    return {"act": edition.act.id, "edition": edition.id, "places": [_place(edition, row) for row in rows_of(edition)]}


def _answers(row: TraceRow, lang: str) -> Iterator[tuple[Text, str]]:
    yield DATA, _data(row, lang)
    yield SCREENS, ", ".join(screen.name.in_lang(lang) for screen in row.screens)
    yield PAPERS, ", ".join(paper.title.in_lang(lang) for paper in row.papers)
    yield TESTS, ", ".join(f"{file} ({len(names)})" for file, names in row.tests) or NONE.in_lang(lang)
    yield NOT_MODELLED, row.place.not_modelled or ""


def _cells(edition: Edition, row: TraceRow, lang: str) -> list[str]:
    place = f"{cite(edition.act, row.place.ref).in_lang(lang)}: {row.place.label.in_lang(lang)}"
    return [place, *(said for _, said in _answers(row, lang))]


def _data(row: TraceRow, lang: str) -> str:
    if row.row.by_parts:
        return WITHIN.in_lang(lang)
    return "; ".join(_use(use, lang) for use in row.row.uses)


def _use(use: Use, lang: str) -> str:
    name = f" «{use.name.in_lang(lang)}»" if use.name else ""
    return f"{use.word.in_lang(lang)}{name} ({use.file}: {use.path})"


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _place(edition: Edition, row: TraceRow) -> dict[str, Any]:
    return {
        "ref": str(row.place.ref),
        "cited": cite(edition.act, row.place.ref).as_dict(),
        "label": row.place.label.as_dict(),
        "data": [
            {"kind": use.kind, "word": use.word.as_dict(), "file": use.file, "path": use.path} for use in row.row.uses
        ],
        "by_parts": row.row.by_parts,
        "screens": [{"url": one.url, "name": one.name.as_dict()} for one in row.screens],
        "papers": [{"id": one.id, "title": one.title.as_dict()} for one in row.papers],
        "tests": list(row.row.tests),
        "not_modelled": row.place.not_modelled,
    }
