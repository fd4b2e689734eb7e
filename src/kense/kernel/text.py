"""A text in the three languages of the desk."""

from dataclasses import dataclass
from typing import Any, Literal, cast, get_args

Lang = Literal["kk", "ru", "en"]
LANGS: tuple[Lang, ...] = get_args(Lang)


@dataclass(frozen=True, slots=True)
class Text:
    """What is shown to a person: the same words in Kazakh, Russian and English."""

    kk: str
    ru: str
    en: str

    def in_lang(self, lang: str) -> str:
        """The words in `lang`; Kazakh, the first language of the office, for a language we do not have."""
        return cast(str, getattr(self, lang)) if lang in LANGS else self.kk

    def filled(self, **values: "str | int | Text") -> "Text":
        """The text with its `{named}` places filled; a `Text` value is put in in the same language."""

        def one(lang: Lang) -> str:
            words: dict[str, Any] = {k: v.in_lang(lang) if isinstance(v, Text) else v for k, v in values.items()}
            return self.in_lang(lang).format(**words)

        return Text(*(one(lang) for lang in LANGS))

    def as_dict(self) -> dict[str, str]:
        """The three languages by their code, for JSON."""
        return {lang: self.in_lang(lang) for lang in LANGS}

    @classmethod
    def same(cls, words: str) -> "Text":
        """A text that is the same in every language: a number, a name, a sign."""
        return cls(words, words, words)


def joined(texts: "list[Text] | tuple[Text, ...]", by: str = ", ") -> Text:
    """Several texts as one, language by language."""
    return Text(*(by.join(t.in_lang(lang) for t in texts) for lang in LANGS))
