"""Reading a regulation's files: YAML without duplicate keys, errors that name file, property and what is allowed."""

import types
from pathlib import Path
from typing import Any, TypeVar, Union, get_args, get_origin

import yaml
from pydantic import ValidationError

from kense.law.values import Datum

D = TypeVar("D", bound=Datum)


class LawError(Exception):
    """The regulation's files are not right. `mistakes` is a list of sentences, each naming file and property."""

    def __init__(self, mistakes: list[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes


class _Loader(yaml.SafeLoader):
    """A loader to which the same key twice is a mistake, not the last one winning."""


def _mapping(loader: _Loader, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
    seen: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        line = key_node.start_mark.line + 1
        if not isinstance(key, str):
            raise LawError(
                [f"line {line}: {key!r} is not the name of a property; names are words, in quotes if need be"]
            )
        if key in seen:
            raise LawError([f"line {line}: property '{key}' stands twice; keep one"])
        seen[key] = loader.construct_object(value_node, deep=True)
    return seen


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def read(path: Path, model: type[D]) -> D:
    """Read one file into its model. Raises LawError with every mistake in the file."""
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - a SafeLoader
    except FileNotFoundError:
        raise LawError([f"{path.name}: the file is missing; a regulation needs it"]) from None
    except UnicodeDecodeError:
        raise LawError([f"{path.name}: not readable as text; save it in the encoding UTF-8"]) from None
    except yaml.YAMLError as error:
        raise LawError([f"{path.name}: not readable as YAML: {' '.join(str(error).split())}"]) from None
    except ValueError as error:  # the reader of dates tells so of the 31st of June, and not in which line
        raise LawError([f"{path.name}: a date that no calendar has: {error}"]) from None
    except LawError as error:
        raise LawError([f"{path.name}: {m}" for m in error.mistakes]) from None
    try:
        return model.model_validate(content)
    except ValidationError as error:
        raise LawError([f"{path.name}: {_said(model, e)}" for e in error.errors()]) from None


def _said(model: type[Datum], error: Any) -> str:
    where = _where(error["loc"])
    match error["type"]:
        case "extra_forbidden":
            return f"{where}: unexpected property; allowed: {', '.join(_allowed(model, error['loc'][:-1]))}"
        case "missing":
            return f"{where}: required property is missing"
        case "string_pattern_mismatch":
            return f"{where}: an id has small Latin letters, digits, '-' and '_'; got {error['input']!r}"
        case _:
            return f"{where}: {error['msg'].removeprefix('Value error, ')}; got {error['input']!r}"


def _where(loc: tuple[int | str, ...]) -> str:
    return "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in loc).lstrip(".") or "the file"


def _allowed(model: type[Datum], loc: tuple[int | str, ...]) -> list[str]:
    for part in loc:
        if isinstance(part, str) and part in model.model_fields:
            model = _inner(model.model_fields[part].annotation) or model
    return sorted(model.model_fields)


def _inner(annotation: Any) -> type[Datum] | None:
    """The Datum inside a tuple, dict, or optional annotation."""
    if isinstance(annotation, type) and not get_args(annotation) and issubclass(annotation, Datum):
        return annotation
    if get_origin(annotation) in (tuple, dict, Union, types.UnionType):
        return next((found for arg in get_args(annotation) if (found := _inner(arg))), None)
    return None
