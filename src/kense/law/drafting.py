"""A new edition made of an old one: its files with another day or office, or written anew from the data."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import yaml

from kense.law.edition import Edition, Procedure, Standard
from kense.law.values import Datum

ACT, PROCEDURE, STANDARD = "act.yaml", "procedure.yaml", "standard.yaml"


def edition_id(act: str, first: date, office: str = "") -> str:
    """How an edition is named: act, first day and, of an office's own, the office."""
    return "/".join(filter(None, (act, first.isoformat(), office)))


def folder_name(first: date, office: str = "") -> str:
    """The dated folder an edition is kept in."""
    return "_".join(filter(None, (first.isoformat(), office)))


def readdressed(files: Mapping[str, str], act: str, first: date, office: str = "") -> dict[str, str]:
    """The files of an edition for another act, day or office: only the lines that name these change, remarks stay."""
    lines = {"edition": edition_id(act, first, office), "act": act, "valid_from": first.isoformat()}
    procedure = re.sub(r"^(?:office|valid_to):[^\n]*\n", "", files[PROCEDURE], flags=re.MULTILINE)
    for name, value in lines.items():
        procedure = _with_line(procedure, name, value)
    named = f"office: {office}\n{procedure}" if office else procedure
    return {**files, ACT: _with_line(files[ACT], "id", act), PROCEDURE: named}


def written(edition: Edition, procedure: Procedure, standard: Standard, *, verified: bool) -> dict[str, str]:
    """The data files of an edition written anew. `verified` says it of the source its Standard is.

    What is not written down has the value it has in the data; remarks of the old files are not kept.
    """
    source = edition.act.sources[standard.source].model_copy(update={"verified": verified})
    act = edition.act.model_copy(update={"sources": {**edition.act.sources, standard.source: source}})
    return {ACT: _yaml(act), PROCEDURE: _yaml(procedure), STANDARD: _yaml(standard)}


def _yaml(datum: Datum) -> str:
    return yaml.safe_dump(
        _plain(datum.model_dump(exclude_defaults=True)), allow_unicode=True, sort_keys=False, width=1000
    )


def _plain(value: Any) -> Any:
    """Lists for tuples: YAML has no others."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value


def _with_line(text: str, name: str, value: str) -> str:
    """The text with another value of this property at the left edge; a remark behind it stays."""
    return re.sub(rf"^{name}: *\S+", f"{name}: {value}", text, count=1, flags=re.MULTILINE)
