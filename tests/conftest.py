"""What every test run needs: its database, the offices with their people, made-up examples that CI finds again."""

import os
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from hypothesis import settings
from pytest_django import Settings

from tests.support.office import Office, OtherOffice

settings.register_profile("kense", deadline=None, derandomize="CI" in os.environ, print_blob=True)
settings.load_profile("kense")


ENGINE = str(django_settings.DATABASES["default"]["ENGINE"])
SLOW = ("e2e", "flow")
BOTH_DATABASES = {"test_days.py", "test_three_ends.py"}
"""The browser's tests that are carried out on PostgreSQL too; the others look at screens, which know no database."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The slow files first, those with a browser, then the storms: no process waits for another at the end.

    On PostgreSQL only what comes to the database: the rest was said on SQLite.
    """
    items.sort(key=lambda item: next((n for n, slow in enumerate(SLOW) if slow in item.path.parts), len(SLOW)))
    if ENGINE.endswith("postgresql"):
        left = [item for item in items if not _reaches_the_database(item)]
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if _reaches_the_database(item)]


def _reaches_the_database(item: pytest.Item) -> bool:
    if "e2e" in item.path.parts:
        return item.path.name in BOTH_DATABASES
    fixtures = getattr(item, "fixturenames", ())
    return "db" in fixtures or item.get_closest_marker("django_db") is not None


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None, tmp_path_factory: pytest.TempPathFactory) -> None:
    """SQLite in a file, as an office runs it: in memory, threads would not wait for each other."""
    if ENGINE.endswith("sqlite3"):
        folder: Path = tmp_path_factory.mktemp("database")
        django_settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = str(folder / "kense.sqlite3")


@pytest.fixture
def quick_passwords(settings: Settings) -> None:
    """Passwords hashed at once: how slow they are to guess is not what is tested here."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def office(db: None, quick_passwords: None) -> Office:
    """A college with its named officers, working Monday to Friday, 9:00–13:00 and 14:30–18:30."""
    return Office.made()


@pytest.fixture
def other_office(db: None, quick_passwords: None) -> OtherOffice:
    """Another provider in the same installation, with a clerk and a head of its own."""
    return OtherOffice.made()
