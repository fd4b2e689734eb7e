"""The rows of an installation as a file that outlives the code that wrote it: by table, by column, nothing derived."""

import base64
import gzip
import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from django.apps.registry import Apps
from django.core.management.color import no_style
from django.db import connection, models

APPS = ("people", "acts", "registry", "cases", "papers", "trail")
Model = type[models.Model]


def written(apps: Apps, file: Path) -> None:
    """Write every row down. Bytes as base64, moments to the microsecond: the trail's hashes are over them."""
    tables = {model._meta.label_lower: [_row(one) for one in model._base_manager.order_by("pk")] for model in _of(apps)}
    packed = json.dumps(tables, ensure_ascii=False, separators=(",", ":")).encode()
    file.write_bytes(gzip.compress(packed, mtime=0))


def load(apps: Apps, file: Path) -> None:
    """Put the rows into the tables as they are in the state of `apps`; the next row of each gets a number of its own."""
    tables: dict[str, list[dict[str, Any]]] = json.loads(gzip.decompress(file.read_bytes()))
    found = {model._meta.label_lower: model for model in _of(apps)}
    for label, rows in tables.items():
        model = found[label]
        fields = {field.attname: field for field in model._meta.concrete_fields}
        made = [model(**{name: _read(fields[name], value) for name, value in row.items()}) for row in rows]
        model._base_manager.bulk_create(made, batch_size=100)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(found.values())):
            cursor.execute(statement)


def _of(apps: Apps) -> Iterable[Model]:
    for name in APPS:
        yield from apps.get_app_config(name).get_models()


def _row(one: models.Model) -> dict[str, Any]:
    return {field.attname: _plain(field.value_from_object(one)) for field in one._meta.concrete_fields}


def _plain(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    return value.isoformat() if isinstance(value, date) else value


def _read(field: "models.Field[Any, Any]", value: Any) -> Any:
    return value if isinstance(field, models.JSONField) else field.to_python(value)
