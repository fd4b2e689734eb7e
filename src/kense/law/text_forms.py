"""How the official text of an act writes its places: data of the act's sources, so that no code knows an act's words."""

import re

from kense.law.values import Datum, Ident, Many

NUMBER, ANYTHING = "{n}", "…"
_DASHES = "-–—"
_FEW = 300
"""Signs that `…` may stand for."""


class Wordings(Datum):
    """Ways to write one thing, in the languages of official texts. `{n}` is a number, `…` any words of one sentence."""

    kk: Many[str] = ()
    ru: Many[str] = ()

    def pattern(self, lang: str) -> "re.Pattern[str] | None":
        """What finds it at the beginning of a line; its groups hold the number. None where it is not told."""
        ways: tuple[str, ...] = getattr(self, lang)
        if not ways:
            return None
        return re.compile(
            r"^[ \t]*(?:" + "|".join(_way(one) for one in ways) + r")(?!\w)", re.MULTILINE | re.IGNORECASE
        )


class TextForms(Datum):
    """How the places of a source are written in the official text. A source without it does not stand in that text.

    Paragraphs («1.») and sub-paragraphs («1)») need no words. `before` is the part to which everything before the first
    paragraph belongs; `no_place` begins what belongs to no place: a signature, a stamp.
    """

    before: Ident | None = None
    action: Wordings | None = None
    appendix: Wordings | None = None
    parts: dict[Ident, Wordings] = {}
    no_place: Wordings | None = None


def _way(words: str) -> str:
    """A wording as a pattern: spaces and dashes as loose as they are in a text taken out of a PDF."""
    return "".join(map(_piece, re.findall(r"\{n\}|…|\s*[-–—]\s*|\s+|[^\s…{–—-]+|\{", words.strip())))


def _piece(piece: str) -> str:
    if piece == NUMBER:
        return r"(\d{1,3})"
    if piece == ANYTHING:
        return rf"[^.;:]{{0,{_FEW}}}?"
    if piece.strip() and piece.strip() in _DASHES:
        return rf"\s*[{_DASHES}]\s*"
    return r"\s+" if not piece.strip() else re.escape(piece)
