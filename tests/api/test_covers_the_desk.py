"""Whatever the desk can do a program can do, or it is said why not: docs/reference/desk-and-api.md against both of them."""

import re
from typing import NamedTuple

from kense.api.service import api
from kense.desk.urls import urlpatterns
from tests.support.tree import ROOT

TABLE = ROOT / "docs" / "reference" / "desk-and-api.md"


class Row(NamedTuple):
    """A line of the table."""

    page: str
    operations: list[str]
    reason: str


def rows() -> list[Row]:
    """The table as it is written."""
    lines = re.findall(r"^\| `(/[^`]*)` \|(.*)\|(.*)\|$", TABLE.read_text(encoding="utf-8"), re.MULTILINE)
    return [Row(page, re.findall(r"`(\w+)`", operations), reason.strip()) for page, operations, reason in lines]


def operations() -> set[str]:
    """The ids of all operations of the API."""
    paths = api.get_openapi_schema()["paths"]
    return {one["operationId"] for path in paths.values() for one in path.values()}


def pages() -> list[str]:
    """The addresses of the desk, without the kinds of their parts."""
    return [re.sub(r"<\w+:", "<", f"/{one.pattern}") for one in urlpatterns]


def test_every_page_of_the_desk_has_its_line_and_no_line_is_left_over() -> None:
    assert [one.page for one in rows()] == pages(), (
        "say in docs/reference/desk-and-api.md what a program has of the page"
    )


def test_every_page_is_an_operation_or_says_why_not() -> None:
    assert [one.page for one in rows() if not one.operations and not one.reason] == []


def test_the_operations_named_are_those_of_the_api() -> None:
    named = {name for one in rows() for name in one.operations}
    assert named - operations() == set()
    assert operations() - named <= {"whoAmI", "readEditionOfCase", "listPapersOfCase"}, "which page does this?"
