"""Whoever runs a released version goes on with this one: with open cases in every state, on both databases."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from django.db.migrations.loader import MigrationLoader

from tests.flow.storm import Installation, on_postgres, on_sqlite
from tests.migrations.rows import APPS

RELEASED = sorted((Path(__file__).parent / "released").glob("*.json.gz"))
Made = Callable[[Path], AbstractContextManager[Installation]]


@pytest.mark.parametrize("app", APPS)
def test_the_migrations_of_an_app_stand_in_one_line(app: str) -> None:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    own = sorted(name for label, name in loader.disk_migrations if label == app)
    assert len(loader.graph.leaf_nodes(app)) == 1
    assert [name[:4] for name in own] == [f"{n:04}" for n in range(1, len(own) + 1)]


@pytest.mark.parametrize("made", [on_sqlite, on_postgres])
@pytest.mark.parametrize("released", RELEASED, ids=lambda file: file.name.removesuffix(".json.gz"))
def test_open_cases_of_a_released_version_are_carried_on_to_their_end(
    made: Made, released: Path, tmp_path: Path
) -> None:
    with made(tmp_path) as installation:
        assert installation.run("tests.migrations.carried_on", str(released)) == ""
