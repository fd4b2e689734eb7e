"""Which tests prove which places of the shipped act, read from their marks and from the scenarios without running them."""

import ast
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from kense.kernel import LegalRef
from kense.law.trace import PROOFS
from tests.support.tree import REGULATIONS, ROOT

TESTS = ROOT / "tests"
SCENARIOS = TESTS / "law" / "scenarios"
ACT = next(REGULATIONS.glob("*/act.yaml")).parent.name

Proof = tuple[str, str]
"""A place as it is written, and the test: its file and its name."""


def proofs() -> list[Proof]:
    """Every proof, in the order of the files."""
    read = [(file, marks_in) for file in sorted(TESTS.rglob("test_*.py"))]
    read += [(file, scenarios_in) for file in sorted(SCENARIOS.glob("*.yaml"))]
    return [
        (where, f"{file.relative_to(ROOT)}::{name}")
        for file, proofs_in in read
        for where, name in proofs_in(file.read_text(encoding="utf-8"))
    ]


def marks_in(source: str) -> list[Proof]:
    """The marks of the tests of a module: `@pytest.mark.para("reg 1")`."""
    functions = (node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef))
    return [(where, one.name) for one in functions for mark in one.decorator_list for where in _places(mark)]


def scenarios_in(source: str) -> list[Proof]:
    """The sentences of a file of scenarios."""
    return [(one["paragraph"], one["title"]) for one in yaml.safe_load(source)]


def written(found: list[Proof]) -> str:
    """The file that ships: by act and place the tests, places and tests in order."""
    places: dict[str, list[str]] = {}
    for where, test in found:
        places.setdefault(str(LegalRef.parse(where)), []).append(test)
    told: dict[str, Any] = {ACT: {where: sorted(places[where]) for where in sorted(places)}}
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _places(mark: ast.expr) -> Iterator[str]:
    if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.para":
        yield from (one.value for one in mark.args if isinstance(one, ast.Constant) and isinstance(one.value, str))


def main(file: Path = PROOFS) -> None:
    """Write the file."""
    file.write_text(written(proofs()), encoding="utf-8")


if __name__ == "__main__":
    main()
