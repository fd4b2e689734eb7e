"""Finding editions, and the hash that a case keeps of the one it was opened under."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from kense.law import LawError, library, load
from kense.law.library import edition, newest
from kense.law.shipped import editions
from tests.law.editions import ACT, EDITION, copied


def content_hash(folder: Path) -> str:
    """The hash of the edition in a folder."""
    return load(folder).content_hash


def test_the_shipped_edition_is_found() -> None:
    assert edition(EDITION).id == EDITION
    assert newest(ACT) in editions()


@pytest.fixture
def nothing_published() -> Iterator[None]:
    """A process that knows only what ships."""
    store = library._store
    library.keep_in(None)
    yield
    library.keep_in(store)


@pytest.mark.usefixtures("nothing_published")
def test_an_edition_that_does_not_ship() -> None:
    with pytest.raises(KeyError, match="osms-2018-181/2017-01-01"):
        edition(f"{ACT}/2017-01-01")


@pytest.mark.usefixtures("nothing_published")
def test_an_unknown_act_is_told_with_those_there_are() -> None:
    with pytest.raises(KeyError, match=f"no act 'passports'; known: {ACT}"):
        newest("passports")


def test_editions_stand_in_order_of_their_first_day(tmp_path: Path) -> None:
    root, later = tmp_path / "regulations", copied(tmp_path / "elsewhere")
    copied(root)
    later.edit("procedure.yaml", f"edition: {EDITION}", f"edition: {ACT}/2019-01-01")
    later.edit("procedure.yaml", "valid_from: 2018-06-18", "valid_from: 2019-01-01")
    later.folder.rename(root / ACT / "2019-01-01")
    assert [one.id for one in editions(root)] == [EDITION, f"{ACT}/2019-01-01"]


def test_a_folder_without_a_procedure_is_not_passed_over(tmp_path: Path) -> None:
    copied(tmp_path).path("procedure.yaml").unlink()
    with pytest.raises(LawError, match=r"procedure\.yaml: the file is missing"):
        editions(tmp_path)


def test_the_hash_is_of_the_content_not_of_the_spelling(tmp_path: Path) -> None:
    copy = copied(tmp_path)
    before = content_hash(copy.folder)
    for name in ("act.yaml", "procedure.yaml", "standard.yaml"):
        data = yaml.safe_load(copy.path(name).read_text(encoding="utf-8"))
        backwards = yaml.safe_dump(dict(reversed(data.items())), allow_unicode=True, sort_keys=False)
        copy.path(name).write_text(f"# another comment\n{backwards}", encoding="utf-8")
    assert content_hash(copy.folder) == before


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("act.yaml", "published: unknown", "published: 2018-08-01"),
        ("procedure.yaml", "minutes: 300", "minutes: 301"),
        ("procedure.yaml", "also: [reg 8 sub 1]", "also: [reg 8 sub 1, reg 8 sub 2]"),
        ("procedure.yaml", 'en: "office clerk"', 'en: "clerk of the office"'),
        ("standard.yaml", "can_expire: false", "can_expire: true"),
        ("papers/talon.typ", "#show: sheet", "#show: sheet // changed"),
    ],
)
def test_any_change_of_the_content_changes_the_hash(file: str, old: str, new: str, tmp_path: Path) -> None:
    copy = copied(tmp_path)
    before = content_hash(copy.folder)
    copy.edit(file, old, new)
    assert content_hash(copy.folder) != before


def test_a_template_more_changes_the_hash(tmp_path: Path) -> None:
    copy = copied(tmp_path)
    before = content_hash(copy.folder)
    copy.path("papers/another.typ").write_text("", encoding="utf-8")
    assert content_hash(copy.folder) != before


def test_the_hash_is_sha_256() -> None:
    assert re.fullmatch("[0-9a-f]{64}", edition(EDITION).content_hash)
