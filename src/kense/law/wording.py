"""The sentences of papers that are data: what a template asks for and what the edition has must agree."""

import re
from collections.abc import Iterator
from pathlib import Path

from kense.kernel import LANGS, Lang, Text
from kense.law.edition import Procedure, Standard
from kense.law.form_text import FormText

_ASKED = re.compile(r"""wording\(\s*"([^"]*)\"""")
_PLACE = re.compile(r"\{([^{}]*)\}")


def mistakes(procedure: Procedure, standard: Standard, papers: Path) -> Iterator[str]:
    """Sentences no template asks for, those asked for that are not there, places in braces that nothing fills."""
    asked = {f"{paper.id}.{key}" for paper in procedure.papers for key in _keys(papers / paper.template)}
    there = {one.id for one in standard.texts}
    for missing in sorted(asked - there):
        yield f"standard.yaml: texts: the template of a paper asks for '{missing}', which is not there"
    for text in standard.texts:
        if text.id not in asked:
            yield f"standard.yaml: texts '{text.id}': the template of its paper does not ask for it"
        for lang in LANGS:
            for place in unknown_places(text, text.text.in_lang(lang)):
                allowed = ", ".join(f"{{{one}}}" for one in text.fills) or "none"
                yield f"standard.yaml: texts '{text.id}'.{lang}: nothing fills '{place}'; allowed: {allowed}"


def unknown_places(spec: FormText, words: str) -> list[str]:
    """What stands in braces in these words and is not among what can be filled in; a brace alone too."""
    wrong = [f"{{{place}}}" for place in _PLACE.findall(words) if place not in spec.fills]
    return wrong + re.findall(r"[{}]", _PLACE.sub("", words))


def shown(spec: FormText) -> Text:
    """The sentence for a reader: what is put in for the words in braces stands in angle quotes."""

    def one(lang: Lang) -> str:
        names = {word: name.in_lang(lang) for word, name in spec.fills.items()}
        return _PLACE.sub(lambda place: f"‹{names.get(place[1], place[1])}›", spec.text.in_lang(lang))

    return Text(*(one(lang) for lang in LANGS))


def _keys(template: Path) -> set[str]:
    return set(_ASKED.findall(template.read_text(encoding="utf-8"))) if template.is_file() else set()
