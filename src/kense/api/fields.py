"""The fields of a request as the office reads a form: text by name, what was left out not there."""

from collections.abc import Iterable
from typing import cast

from pydantic import ConfigDict, JsonValue

from kense.api.schemas import In


def fields_of(body: In, *, without: Iterable[str] = ()) -> dict[str, str]:
    """The fields of a body. What is true stands as "1", what is not is not there; confirmations stand in one field."""
    told = body.model_dump(exclude_none=True, exclude=set(without))
    return {name: _written(value) for name, value in told.items() if value is not False}


def _written(value: object) -> str:
    if value is True:
        return "1"
    return ",".join(value) if isinstance(value, list) else str(value)


def example(**values: object) -> ConfigDict:
    """The settings of a body with an example for the description."""
    return ConfigDict(extra="forbid", strict=True, json_schema_extra={"examples": [cast(JsonValue, values)]})
