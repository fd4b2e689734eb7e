"""Warnings a person has confirmed: a tick holds for what it was given for and falls when that is changed."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from kense.kernel import Problem

BORN = "birth_date"


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
    # A warning about an IIN speaks of the birth date beside it, so a tick holds for both.
    beside = f"{field.partition('_')[0]}_{BORN}"
    values = ["".join(str(fields.get(name, "")).split()) for name in (field, beside)]
    return hashlib.sha256("\n".join(values).encode()).hexdigest()[:12]
