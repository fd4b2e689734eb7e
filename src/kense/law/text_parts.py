"""Splitting the official text of an act into the places of its data: nothing of it is lost or changed.

The text comes as it is had: page breaks inside a sentence, lines broken anywhere, words of links out of their place. So a
place is known by how a line begins, and chapters numbered like paragraphs are told apart by the order of the whole.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kense.kernel import LegalRef
from kense.law.act import Act
from kense.law.text_forms import TextForms, Wordings

_PARAGRAPH = re.compile(r"^[ \t]*(\d{1,3}(?:-\d{1,2})?)\.(?!\d)", re.MULTILINE)
_SUB = re.compile(r"^[ \t]*(\d{1,3})\)", re.MULTILINE)
_ENDS = re.compile(r"[.;:][\"»”)]*\s*$")
_KAZAKH = re.compile("[әіңғүұқөһ]", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_KAZAKH_SHARE = 0.03
_ENCODINGS = ("utf-8-sig", "kz1048")
"""KZ-1048 is what is called windows-1251 in Kazakhstan: the same Russian letters, and the Kazakh ones."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file, counted from one."""

    number: int
    words: str


@dataclass(frozen=True, slots=True)
class SplitText:
    """The words of each place, the lines that belong to none, and the places the text has no words for.

    A paragraph that only its sub-paragraphs are places of is there too, with the words that open it.
    """

    parts: Mapping[LegalRef, str]
    unplaced: tuple[Line, ...]
    missing: tuple[LegalRef, ...]


@dataclass(frozen=True, slots=True)
class _Mark:
    """A line that begins something: its number in the text's own words, and how sure it is (more is surer)."""

    line: int
    value: str
    weight: int = 1


def decoded(content: bytes) -> str:
    """The words of a file: UTF-8, with or without its mark, or Windows-1251. Raises ValueError for what is no plain text."""
    for encoding in _ENCODINGS:
        try:
            words = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _CONTROL.search(words):
            return words
    raise ValueError("not a plain text")


def language_of(words: str) -> str:
    """`kk` or `ru`, by how many of the letters only Kazakh has."""
    share = len(_KAZAKH.findall(words)) / max(1, len(_LETTER.findall(words)))
    return "kk" if share > _KAZAKH_SHARE else "ru"


def in_text(act: Act) -> dict[str, TextForms]:
    """The sources that stand in the official text, in its order."""
    return {name: source.text for name, source in act.sources.items() if source.text}


def split(act: Act, words: str, lang: str) -> SplitText:
    """The text in the act's places."""
    lines = words.splitlines()
    begins = {0: _before(act), **_begins(act, lines, lang)}
    parts: dict[LegalRef, list[str]] = {}
    unplaced, here = [], None
    for number, line in enumerate(lines):
        here = begins.get(number, here)
        if not line.strip():
            continue
        if here is None:
            unplaced.append(Line(number + 1, line.rstrip()))
        else:
            parts.setdefault(here, []).append(line.rstrip())
    return SplitText(
        {where: "\n".join(held) for where, held in parts.items()},
        tuple(unplaced),
        tuple(one.ref for one in act.places if one.ref.source in in_text(act) and one.ref not in parts),
    )


def paragraphs(words: str) -> list[str]:
    """The words of a place as they are read: broken lines put together.

    A paragraph begins with an indented line; in a text that indents nothing, after a line that ends a sentence.
    """
    found: list[str] = []
    lines = words.splitlines()
    is_indented = any(line[:1].isspace() for line in lines)
    for line in lines:
        begins = not found or (line[:1].isspace() if is_indented else _ENDS.search(found[-1]))
        found[len(found) if begins else -1 :] = [line.strip() if begins else f"{found[-1]} {line.strip()}"]
    return found


def mistakes(act: Act) -> Iterator[str]:
    """What the check of regulations says of how places are written in the text."""
    parts = {(one.ref.source, one.ref.part) for one in act.places}
    for name, forms in in_text(act).items():
        for part in (*forms.parts, *filter(None, [forms.before])):
            if (name, part) not in parts:
                yield f"act.yaml: sources.{name}.text: no place '{name} … part {part}' in places"
        for way in (*forms.action.kk, *forms.action.ru) if forms.action else ():
            if way.count("{n}") != 1:
                yield f"act.yaml: sources.{name}.text.action: '{way}' needs {{n}} once, the number"


def _before(act: Act) -> LegalRef | None:
    """Where the text begins."""
    first = next(iter(in_text(act).items()), None)
    if first is None or first[1].before is None:
        return None
    return LegalRef(first[0], part=first[1].before)


def _begins(act: Act, lines: Sequence[str], lang: str) -> dict[int, LegalRef | None]:
    """The line each place begins with; None where what belongs to no place begins."""
    text, forms = "\n".join(lines), in_text(act)
    ends = [mark for one in forms.values() for mark in _marks(_pattern(one.no_place, lang), text)]
    appendices = {name: _marks(_pattern(one.appendix, lang), text) for name, one in forms.items()}
    last = min((mark.line for found in appendices.values() for mark in found), default=len(lines))
    numbered = [mark for mark in _marks(_PARAGRAPH, text) if mark.line < last]
    starts = sorted({mark.line for mark in (*ends, *numbered)} | {last, len(lines)})
    begins: dict[int, LegalRef | None] = {mark.line: None for mark in ends}
    begins |= _placed([_weighed(one, starts, lines) for one in numbered], _numbers(act, forms))
    begins |= {mark.line: where for name in forms for mark, where in _appendix(act, name, appendices[name])}
    for line, where in list(begins.items()):
        if where and where.paragraph:
            end = min((one for one in begins if one > line), default=len(lines))
            begins |= _inside(act, where, (line, end), text, forms[where.source], lang)
    return begins


def _inside(
    act: Act, paragraph: LegalRef, span: tuple[int, int], text: str, forms: TextForms, lang: str
) -> dict[int, LegalRef | None]:
    """Where the parts of a paragraph begin that the act's data know as places."""
    held = [one.ref for one in act.places if _is_within(one.ref, paragraph)]
    begins: dict[int, LegalRef | None] = {}
    for kind, pattern in (("sub", _SUB), ("action", _pattern(forms.action, lang))):
        wanted = [one for one in held if getattr(one, kind)]
        if wanted:
            marks = [one for one in _marks(pattern, text) if span[0] < one.line < span[1]]
            begins |= _placed(marks, [(getattr(one, kind), one) for one in wanted])
    for where in held:
        if where.part in forms.parts:
            marks = _marks(_pattern(forms.parts[where.part], lang), text)
            begins |= {one.line: where for one in marks[::-1] if span[0] < one.line < span[1]}
    return begins


def _is_within(ref: LegalRef, paragraph: LegalRef) -> bool:
    return (ref.source, ref.paragraph) == (paragraph.source, paragraph.paragraph) and ref != paragraph


def _numbers(act: Act, forms: Iterable[str]) -> list[tuple[str, LegalRef]]:
    """The numbers of the paragraphs in the order of the text, each with its place."""
    found = [LegalRef(one.ref.source, one.ref.paragraph) for one in act.places if one.ref.paragraph]
    return [(one.paragraph, one) for name in forms for one in dict.fromkeys(found) if one.source == name]


def _appendix(act: Act, source: str, marks: Sequence[_Mark]) -> Iterator[tuple[_Mark, LegalRef | None]]:
    """An appendix by its number; one that is written without a number is the only one."""
    known = [one.ref for one in act.places if one.ref.source == source and one.ref.appendix]
    for mark in marks:
        yield mark, next((one for one in known if mark.value in ("", one.appendix)), None)


def _pattern(wordings: Wordings | None, lang: str) -> "re.Pattern[str] | None":
    return wordings.pattern(lang) if wordings else None


def _marks(pattern: "re.Pattern[str] | None", text: str) -> list[_Mark]:
    found = list(pattern.finditer(text)) if pattern else []
    ends = [one.start() for one in re.finditer("\n", text)] if found else []
    return [_Mark(bisect_left(ends, one.start()), next(filter(None, one.groups()), "")) for one in found]


def _weighed(mark: _Mark, starts: Sequence[int], lines: Sequence[str]) -> _Mark:
    """A paragraph ends like a sentence and is longer than a chapter's heading; being in order counts for more."""
    end = starts[bisect_right(starts, mark.line)]
    words = "\n".join(lines[mark.line : end]).rstrip()
    return _Mark(mark.line, mark.value, 1000 + (10 if _ENDS.search(words) else 0) + min(9, words.count("\n")))


def _placed(marks: Sequence[_Mark], wanted: Sequence[tuple[str, LegalRef]]) -> dict[int, LegalRef | None]:
    """The marks that are the wanted places, as many and as sure as can be in one order; None for every other mark."""
    best = [[0] * (len(wanted) + 1) for _ in range(len(marks) + 1)]
    for i in reversed(range(len(marks))):
        for j in reversed(range(len(wanted))):
            taken = marks[i].weight + best[i + 1][j + 1] if marks[i].value == wanted[j][0] else 0
            best[i][j] = max(taken, best[i + 1][j], best[i][j + 1])
    found: dict[int, LegalRef | None] = {}
    j = 0
    for i, mark in enumerate(marks):
        is_taken = best[i][j] > best[i + 1][j]
        while is_taken and not (mark.value == wanted[j][0] and best[i][j] == mark.weight + best[i + 1][j + 1]):
            j += 1
        found[mark.line] = wanted[j][1] if is_taken else None
        j += is_taken
    return found
