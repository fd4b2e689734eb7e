"""The how-to names everything a regulation can say, and shows what is really said of mistakes."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest

from kense.law.act import Act
from kense.law.edition import Cited, Procedure, Standard
from kense.law.values import Datum
from tests.ops.commands import kense
from tests.regulations.mistakes import SLIPS, Slip
from tests.support.tree import ROOT, SRC

GUIDE = (ROOT / "docs" / "how-to" / "regulation.md").read_text(encoding="utf-8")
PLACE = set(Cited.model_fields)


def inside(annotation: Any) -> Iterator[Any]:
    """Every type in an annotation."""
    yield annotation
    for part in get_args(annotation):
        yield from inside(part)


@cache
def models() -> tuple[type[Datum], ...]:
    """Everything the three files are made of."""
    found: list[type[Datum]] = [Act, Procedure, Standard]
    for model in found:
        for field in model.model_fields.values():
            types = [one for one in inside(field.annotation) if isinstance(one, type)]
            found += [one for one in types if issubclass(one, Datum) and one not in found]
    return tuple(found)


def section(model: type[Datum]) -> str:
    """What the guide says of a model, up to the next heading."""
    _, _, rest = GUIDE.partition(f"### {model.__name__}\n")
    return re.split(r"^#", rest, maxsplit=1, flags=re.MULTILINE)[0]


def own(model: type[Datum]) -> set[str]:
    """The properties a model adds to what it is made from."""
    inherited = {name for base in model.__bases__ if issubclass(base, Datum) for name in base.model_fields}
    return set(model.model_fields) - inherited - (PLACE if model is not Cited else set())


def words(model: type[Datum]) -> set[str]:
    """The words among which properties of a model choose."""
    types = [one for name in own(model) for one in inside(model.model_fields[name].annotation)]
    return {str(word) for one in types if get_origin(one) is Literal for word in get_args(one)} - {""}


@pytest.mark.parametrize("model", models(), ids=lambda model: model.__name__)
def test_every_property_and_every_word_is_explained(model: type[Datum]) -> None:
    said = section(model)
    assert said.strip(), "the guide has no such heading"
    assert {one for one in own(model) if not is_named(one, said)} == set()
    assert {one for one in words(model) if not is_named(one, GUIDE)} == set()


def is_named(word: str, text: str) -> bool:
    """Whether it stands in a text as a word of the files."""
    return re.search(rf"`[^`\n]*\b{word}\b[^`\n]*`", text) is not None


def test_nothing_is_explained_that_is_not_there() -> None:
    named = set(re.findall(r"^### (\w+)$", GUIDE, re.MULTILINE))
    assert named == {model.__name__ for model in models()}


def test_the_parts_of_papers_are_those_there_are() -> None:
    lib = (SRC / "papers" / "lib.typ").read_text(encoding="utf-8")
    _, _, said = GUIDE.partition("Ready parts are")
    for part in re.findall(r"`([\w-]+)`", said.partition(". See")[0]):
        assert f"#let {part}" in lib


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.what)
def test_what_is_said_of_a_mistake_is_shown(
    slip: Slip, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slip.made(tmp_path)
    monkeypatch.chdir(tmp_path)
    said = kense(capsys, "law", "check", ".")
    assert said.code == 1
    assert f"```\n{said.out}```" in GUIDE
