"""The official text of an act as it was loaded: of which file and when, and the words of its places."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from kense.acts.models import ActText, TextPart
from kense.kernel import LegalRef
from kense.law.text_parts import paragraphs

__all__ = ["ActText", "Passage", "passages", "refs_of", "texts_of"]


@dataclass(frozen=True, slots=True)
class Passage:
    """The official words of one place. `opening` are those of its paragraph, where the place is a point of a list."""

    words: tuple[str, ...]
    opening: tuple[str, ...]
    text: ActText
    is_other: bool

    @property
    def language(self) -> str:
        """The language of the words; `is_other` tells that it is not the reader's."""
        return self.text.language


def texts_of(act_id: str) -> list[ActText]:
    """What is loaded of an act, Kazakh first."""
    return list(ActText.objects.filter(act=act_id).order_by("language"))


def refs_of(text: ActText) -> set[LegalRef]:
    """The places a text has words for."""
    return {LegalRef.parse(one) for one in text.parts.values_list("ref", flat=True)}


def passages(act_id: str, refs: Collection[LegalRef], lang: str) -> dict[LegalRef, Passage]:
    """The words of these places in the reader's language, or where there are none in the other; one query."""
    wanted = {str(one) for ref in refs for one in (ref, _paragraph(ref))}
    rows = TextPart.objects.filter(text__act=act_id, ref__in=wanted).select_related("text")
    held = {(row.text.language, row.ref): row for row in rows}
    found = {ref: _passage(held, ref, _order(lang), lang) for ref in refs}
    return {ref: one for ref, one in found.items() if one}


def _passage(
    held: dict[tuple[str, str], TextPart], ref: LegalRef, languages: Iterable[str], lang: str
) -> Passage | None:
    for language in languages:
        if row := held.get((language, str(ref))):
            opening = held.get((language, str(_paragraph(ref)))) if ref.sub else None
            return Passage(
                tuple(paragraphs(row.words)),
                tuple(paragraphs(opening.words)) if opening else (),
                row.text,
                is_other=language != lang,
            )
    return None


def _order(lang: str) -> tuple[str, str]:
    return ("ru", "kk") if lang == "ru" else ("kk", "ru")


def _paragraph(ref: LegalRef) -> LegalRef:
    return LegalRef(ref.source, ref.paragraph)
