"""Warnings a person has confirmed: a tick holds for what it was given for and falls when that is changed."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from kense.kernel import Problem
from kense.registry.facets import GROUND
from kense.registry.proposal import WHICH

BORN = "birth_date"
IIN = "iin"
_GROUND = tuple(f"change_{name}" for name in (WHICH, *(spec.name for spec in GROUND.fields)))


def token_of(problem: Problem, fields: Mapping[str, Any]) -> str:
    """What the tick of a warning sends: field, code, and a digest of what stood in the field."""
    return token_for(f"{problem.field}:{problem.code}", fields)


def token_for(confirmed: str, fields: Mapping[str, Any]) -> str:
    """The token of a warning given as `field:code`."""
    return f"{confirmed}:{_digest(confirmed.partition(':')[0], fields)}"


def confirmed_in(tokens: Iterable[str], fields: Mapping[str, Any]) -> list[str]:
    """The confirmations that still hold, as `field:code`."""
    held = []
    for token in tokens:
        field, _, rest = token.partition(":")
        code, _, digest = rest.partition(":")
        if digest and digest == _digest(field, fields):
            held.append(f"{field}:{code}")
    return held


def _digest(field: str, fields: Mapping[str, Any]) -> str:
    values = ["".join(str(fields.get(name, "")).split()) for name in (field, *_beside(field))]
    return hashlib.sha256("\n".join(values).encode()).hexdigest()[:12]


def _beside(field: str) -> Iterable[str]:
    """The fields of which a warning speaks too: a tick holds for all of them."""
    if field in _GROUND:
        return _GROUND
    prefix = field.partition("_")[0]
    return (f"{prefix}_{BORN}",) if prefix != field else (f"person_{IIN}",)
