"""Writing references for a reader: «5-т., 1-іс-қимыл», «п. 5, действие 1», “para 5, action 1”."""

from collections.abc import Iterable

from kense.kernel import LegalRef, Text
from kense.kernel.text import joined
from kense.law.act import Act, Citation, Place


def cite(act: Act, ref: LegalRef) -> Text:
    """The reference in the reader's words."""
    forms: Citation = act.sources[ref.source].cite
    words = [
        form.filled(n=value)
        for name in ("paragraph", "sub", "action", "appendix")
        if (value := getattr(ref, name)) and (form := getattr(forms, name))
    ]
    if ref.part and forms.part:
        words.append(forms.part.filled(n=act.parts[ref.part]))
    return joined(words) if words else act.sources[ref.source].name


def cite_all(act: Act, refs: Iterable[LegalRef]) -> Text:
    """Several references, with semicolons."""
    return joined([cite(act, ref) for ref in refs], "; ")


def place(act: Act, ref: LegalRef) -> Place:
    """The place with its short label; KeyError when the act has no such place."""
    for one in act.places:
        if one.ref == ref:
            return one
    raise KeyError(str(ref))
