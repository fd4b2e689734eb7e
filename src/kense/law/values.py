"""The small types the regulation files are read into: strict, frozen, with messages that say what is allowed."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer, StringConstraints

from kense.kernel import LANGS, LegalRef, Text


class Datum(BaseModel):
    """A piece of the law as data: closed keys, no change after loading, no silent conversion of types."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, arbitrary_types_allowed=True)


def _text(value: Any) -> Text:
    if isinstance(value, Text):
        return value
    if not isinstance(value, Mapping) or set(value) != set(LANGS):
        raise ValueError(f"a text in exactly these languages: {', '.join(LANGS)}")
    empty = [lang for lang in LANGS if not isinstance(value[lang], str) or not value[lang].strip()]
    if empty:
        raise ValueError(f"a text in quotation marks, not empty, in {', '.join(empty)}")
    return Text(**value)


def _ref(value: Any) -> LegalRef:
    if isinstance(value, LegalRef):
        return value
    if not isinstance(value, str):
        raise ValueError("a reference like 'reg 5 action 1'")
    return LegalRef.parse(value)


def _list(value: Any) -> tuple[Any, ...]:
    if not isinstance(value, list | tuple):
        raise ValueError("a list, like [one, two]")
    return tuple(value)


def _day_or_unknown(value: Any) -> Any:
    if value != "unknown" and type(value) is not date:
        raise ValueError("a date like 2018-06-18, or the word unknown")
    return value


def _fact(value: Any) -> Any:
    if not isinstance(value, str | bool):
        raise ValueError("a word, true or false")
    return value


T = TypeVar("T")
Many = Annotated[tuple[T, ...], BeforeValidator(_list)]
LawText = Annotated[Text, BeforeValidator(_text), PlainSerializer(Text.as_dict)]
Ref = Annotated[LegalRef, BeforeValidator(_ref), PlainSerializer(str)]
Refs = Many[Ref]
Ident = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$")]
Idents = Many[Ident]
PublishedOn = Annotated[date | Literal["unknown"], BeforeValidator(_day_or_unknown)]
Fact = Annotated[str | bool, BeforeValidator(_fact)]
