"""What every router builds its requests and answers of. Requests are strict: nothing is guessed, nothing is ignored."""

from typing import Annotated

from ninja import Path
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from kense.kernel import Text
from kense.kernel.signs import visible, visible_lines


class In(BaseModel):
    """The body of a request: no field it does not describe, no value of another type."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Out(BaseModel):
    """Part of an answer."""


def _line(text: str) -> str:
    if visible(text) != text:
        raise ValueError("signs that nobody sees")
    return text


def _lines(text: str) -> str:
    if visible_lines(text) != text.replace("\r\n", "\n").replace("\r", "\n"):
        raise ValueError("signs that nobody sees")
    return text


Line = Annotated[str, Field(max_length=300), AfterValidator(_line)]
"""A line of text: up to 300 characters, none of them invisible."""
Lines = Annotated[str, Field(max_length=6000), AfterValidator(_lines)]
"""A text of several lines."""
Word = Annotated[str, Field(max_length=100), AfterValidator(_line)]
"""An id of the edition, a code, a number."""
Day = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", json_schema_extra={"format": "date"})]
"""A day: 2019-03-26."""
CodeInPath = Annotated[str, Path(pattern=r"^[0-9A-Z]{4}-[0-9A-Z]{4}$", description="A code", example="K7M2-9QXF")]
IdInPath = Annotated[int, Path(ge=1, le=2**53, description="An id")]
WordInPath = Annotated[str, Path(pattern=r"^[0-9A-Za-z_-]{1,60}$", description="An id of the edition")]


class Words(Out):
    """Words for a person in the three languages."""

    kk: Annotated[str, Field(description="In Kazakh")]
    ru: Annotated[str, Field(description="In Russian")]
    en: Annotated[str, Field(description="In English")]


def words(text: Text) -> Words:
    """A text as an answer has it."""
    return Words(kk=text.kk, ru=text.ru, en=text.en)
