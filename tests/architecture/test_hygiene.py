"""Files stay small enough to read, and say nothing about the machine they were written on."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.tree import ROOT, project_files

MOST_LINES_OF_A_FILE = 400
MOST_LINES_OF_A_FUNCTION = 50

ADDRESS_OF_AN_INDEX = re.compile(
    r"\b(?:pypi|pythonhosted|npmjs)\.[a-z]{2,}\b|^\s*--(?:extra-)?index-url|^\s*--(?:trusted-host|find-links)",
    re.MULTILINE,
)
PATH_OF_A_MACHINE = re.compile(r"(?<![\w.}-])/(?:root|home/\w+|work/(?:main|shared)|tmp|opt/(?:pypi|wheels))\b")


def readable() -> Iterator[tuple[str, str]]:
    """Name and text of each file of the project that is a text."""
    for path in project_files():
        try:
            yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def python_files() -> list[Path]:
    """Our Python, without what Django wrote for us."""
    return [path for path in project_files() if path.suffix == ".py" and "migrations" not in path.parts]


def long_functions(source: str) -> list[str]:
    """Names of the functions longer than a screen."""
    return [
        node.name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or node.lineno) - node.lineno >= MOST_LINES_OF_A_FUNCTION
    ]


def test_no_file_names_a_package_index() -> None:
    found = {name: hit.group() for name, text in readable() if (hit := ADDRESS_OF_AN_INDEX.search(text))}
    assert found == {}, "where packages come from is set up on the machine, not in the project"


def test_no_file_names_a_path_of_one_machine() -> None:
    found = {name: hit.group() for name, text in readable() if (hit := PATH_OF_A_MACHINE.search(text))}
    assert found == {}


def test_files_are_a_screen_or_two() -> None:
    lengths = {str(p.relative_to(ROOT)): len(p.read_text(encoding="utf-8").splitlines()) for p in python_files()}
    assert {name: n for name, n in lengths.items() if n > MOST_LINES_OF_A_FILE} == {}


def test_functions_fit_on_a_screen() -> None:
    long = {str(p.relative_to(ROOT)): long_functions(p.read_text(encoding="utf-8")) for p in python_files()}
    assert {name: names for name, names in long.items() if names} == {}


@pytest.mark.parametrize("name", ["base", "postgres", "dev"])
def test_every_pin_carries_a_hash(name: str) -> None:
    pins = re.split(r"^(?=\w)", (ROOT / f"requirements/{name}.txt").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    assert pins
    assert [pin.split()[0] for pin in pins if "==" not in pin or "--hash=sha256:" not in pin] == []


@pytest.mark.parametrize("length", [MOST_LINES_OF_A_FUNCTION, MOST_LINES_OF_A_FUNCTION + 1])
def test_a_long_function_is_found(length: int) -> None:
    source = "def f():\n" + "    x = 1\n" * (length - 1)
    assert long_functions(source) == (["f"] if length > MOST_LINES_OF_A_FUNCTION else [])


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        (ADDRESS_OF_AN_INDEX, "see pypi" + ".example"),
        (ADDRESS_OF_AN_INDEX, "--index" + "-url x"),
        (PATH_OF_A_MACHINE, "open('/" + "tmp/x')"),
        (PATH_OF_A_MACHINE, "cd /" + "home/aigerim"),
    ],
)
def test_a_bad_line_is_found(pattern: re.Pattern[str], line: str) -> None:
    assert pattern.search(line)
