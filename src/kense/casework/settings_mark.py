"""The mark of an office's settings, replaced by the database with every row that sets something up there.

Triggers do it, so no writer can forget it: a form of the desk, a command, SQL by hand. The mark stands in the row that puts
the writers of an office in order, so an operation that has its turn has read it, and nobody changes a setting meanwhile.
"""

from collections.abc import Iterator

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

from kense.acts.models import ActFact, PublishedEdition
from kense.people.models import (
    CalendarOverride,
    FinalYear,
    Officer,
    OfficerRole,
    Provider,
    Substitution,
    WorkSchedule,
)
from kense.registry.models import Organisation
from kense.trail.models import TrailHead

_OF_OFFICERS = "SELECT provider_id FROM people_officer WHERE id IN"
WHOSE: dict[type[Model], str] = {
    Provider: "provider_id = {row}.id",
    WorkSchedule: "provider_id = {row}.provider_id",
    CalendarOverride: "provider_id = {row}.provider_id",
    FinalYear: "provider_id = {row}.provider_id",
    Officer: "provider_id = {row}.provider_id",
    OfficerRole: f"provider_id IN ({_OF_OFFICERS} ({{row}}.officer_id))",
    Substitution: f"provider_id IN ({_OF_OFFICERS} ({{row}}.absent_id, {{row}}.substitute_id))",
    Organisation: "provider_id = {row}.provider_id",
    ActFact: "true",
    PublishedEdition: "true",
}
"""Which heads a row of these tables concerns: those of its office, for what is said of an act those of every office."""

_SIGNED_IN = "last_login"
_ROWS = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}
_MARKS = {"sqlite": "lower(hex(randomblob(16)))", "postgresql": "replace(gen_random_uuid()::text, '-', '')"}


def take_down(using: str) -> None:
    """Take the triggers away: tables are about to be built anew."""
    connection = connections[using]
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for model, event in _places():
            if model._meta.db_table in tables:
                cursor.execute(_dropping(connection, model, event))


def set_up(using: str) -> None:
    """Put the triggers up, where all the tables stand as this version has them."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if not _is_there(connection):
            return
        for model, event in _places():
            for statement in (_dropping(connection, model, event), *_making(connection, model, event)):
                cursor.execute(statement)


def _places() -> Iterator[tuple[type[Model], str]]:
    return ((model, event) for model in WHOSE for event in _ROWS)


def _is_there(connection: BaseDatabaseWrapper) -> bool:
    """Whether the tables have the columns of this version: a migration to an earlier one leaves the triggers down."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        needed: list[type[Model]] = [TrailHead, *WHOSE]
        for model in needed:
            table = model._meta.db_table
            if table not in tables:
                return False
            cursor.execute(f"SELECT * FROM {table} LIMIT 0")  # noqa: S608 - our own name
            if not {one.column for one in model._meta.concrete_fields} <= {one[0] for one in cursor.description}:
                return False
    return True


def _name(model: type[Model], event: str) -> str:
    return f"{model._meta.db_table}_{event.lower()}_settings"


def _dropping(connection: BaseDatabaseWrapper, model: type[Model], event: str) -> str:
    table = f" ON {model._meta.db_table}" if connection.vendor == "postgresql" else ""
    return f"DROP TRIGGER IF EXISTS {_name(model, event)}{table}"


def _told(model: type[Model], event: str) -> str:
    """The event; of an update, that of a column that sets something up: signing in waits for nobody's turn."""
    columns = (f'"{one.column}"' for one in model._meta.concrete_fields if one.name != _SIGNED_IN)
    return f"UPDATE OF {', '.join(columns)}" if event == "UPDATE" else event


def _making(connection: BaseDatabaseWrapper, model: type[Model], event: str) -> list[str]:
    """The trigger of a table and an event; PostgreSQL wants its body as a function."""
    name, table = _name(model, event), model._meta.db_table
    mark = f"UPDATE {TrailHead._meta.db_table} SET settings = {_MARKS[connection.vendor]} WHERE "  # noqa: S608 - ours
    body = " ".join(f"{mark}{WHOSE[model].format(row=row)};" for row in _ROWS[event])
    trigger = f"CREATE TRIGGER {name} AFTER {_told(model, event)} ON {table} FOR EACH ROW "
    if connection.vendor == "sqlite":
        return [f"{trigger} BEGIN {body} END"]
    function = f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS"
    return [f"{function} $$BEGIN {body} RETURN NULL; END$$", f"{trigger} EXECUTE FUNCTION {name}()"]
