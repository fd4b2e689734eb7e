"""The loader is strict: each kind of mistake is found, and its sentence tells the file, the property, what is allowed."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.law.editions import Copy, copied

EXAMPLES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("broken.yaml").read_text(encoding="utf-8"))


def spoil(copy: Copy, example: dict[str, Any]) -> None:
    """Make the one slip of the example."""
    if "delete" in example:
        copy.path(example["delete"]).unlink()
    elif "whole" in example:
        copy.path(example["file"]).write_text(example["whole"], encoding="utf-8")
    elif "encoding" in example:
        path = copy.path(example["file"])
        path.write_bytes(path.read_text(encoding="utf-8").encode(example["encoding"]))
    else:
        copy.edit(example["file"], example["old"], example["new"])


def test_an_untouched_copy_is_sound(tmp_path: Path) -> None:
    assert copied(tmp_path).mistakes() == []


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["name"])
def test_a_mistake_is_named(example: dict[str, Any], tmp_path: Path) -> None:
    copy = copied(tmp_path)
    spoil(copy, example)
    mistakes = copy.mistakes()
    assert any(all(words in said for words in example["says"]) for said in mistakes), "\n".join(mistakes)


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    copy = copied(tmp_path)
    copy.edit("procedure.yaml", "sequence: {ref: reg 6}", "sequence: {ref: reg 66}")
    copy.edit("standard.yaml", "[{minor: true}]", "[{child: true}]")
    assert {said.partition(":")[0] for said in copy.mistakes()} >= {"procedure.yaml", "standard.yaml"}
