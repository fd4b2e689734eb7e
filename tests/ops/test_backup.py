"""A backup made while others work, and put back: whole, or refused with everything as it was."""

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kense.ops import backup_file
from kense.ops.backup_file import DATABASES, KEY, part_of
from kense.ops.errors import StopError
from tests.ops.installations import ADDRESS, KIND, Installation

# The programs have databases of their own; the mark says that the tests are for both kinds.
pytestmark = pytest.mark.django_db

SNAPSHOT = DATABASES[KIND]
ENTRIES = 8
Change = Callable[[Path], None]


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation with a case in it."""
    made = Installation(tmp_path_factory.mktemp("original") / "data", f"kense_original_{os.getpid()}")
    made.make()
    yield made
    made.drop()


@pytest.fixture(scope="module")
def backup(original: Installation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of it."""
    file = tmp_path_factory.mktemp("backup") / "kense.backup"
    said = original.kense("backup", file)
    assert (said.code, said.err) == (0, "")
    return file


@pytest.fixture
def target(tmp_path: Path) -> Iterator[Installation]:
    """Where to restore: nothing is there."""
    made = Installation(tmp_path / "data", f"kense_target_{os.getpid()}")
    made.empty()
    yield made
    made.drop()


@pytest.fixture
def filled(original: Installation, target: Installation) -> Installation:
    """An installation that has data."""
    target.take_over(original)
    return target


@pytest.fixture
def second(tmp_path: Path) -> Iterator[Installation]:
    """Another place to restore to."""
    made = Installation(tmp_path / "second", f"kense_second_{os.getpid()}")
    made.empty()
    yield made
    made.drop()


def forged(backup: Path, folder: Path, change: Change, **told: Any) -> Path:
    """A backup made to fit itself again after its parts, and what the manifest says, were changed."""
    parts, file = folder / "parts", folder / "forged.backup"
    parts.mkdir()
    manifest = backup_file.read(backup)
    backup_file.extract(backup, manifest, parts)
    change(parts)
    files = {name: parts / name for name in manifest.parts}
    parted = {name: part_of(one) for name, one in files.items()}
    with file.open("wb") as out:
        backup_file.write(out, manifest.model_copy(update={"parts": parted, **told}), files)
    return file


def unchanged(parts: Path) -> None:
    """Nothing of the parts is changed."""


def all_of(installation: Installation) -> list[Any]:
    """What would show that anything was touched."""
    files = {path.name: path.read_bytes() for path in installation.data.iterdir() if path.name == KEY}
    papers = installation.ask("SELECT code, sha256 FROM papers_paper ORDER BY code")
    return [installation.trail(), papers, files]


def test_what_was_backed_up_is_restored(backup: Path, original: Installation, target: Installation) -> None:
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert [one for one in backup.parent.iterdir() if one != backup] == [], "nothing half made is left"
    said = target.kense("restore", backup)
    assert (said.code, said.err) == (0, "")
    assert f"whole, {ENTRIES} entries" in said.out
    assert "all as their hashes say" in said.out
    assert all_of(target) == all_of(original)
    assert {path.name for path in target.data.iterdir()} == {KEY, *([] if ADDRESS else [SNAPSHOT])}
    assert {stat.S_IMODE(path.stat().st_mode) for path in target.data.iterdir()} == {0o600}
    assert target.kense("trail", "verify", "--processes", 2).code == 0


def test_a_backup_while_others_write_is_of_one_moment(
    backup: Path, filled: Installation, second: Installation, tmp_path: Path
) -> None:
    with filled.at_work() as officer:
        assert officer.stdout
        before = officer.stdout.readline().strip()
        said = filled.kense("backup", tmp_path / "kense.backup")
        after = [officer.stdout.readline() for _ in range(3)]
    assert (said.code, said.err) == (0, "")
    assert all(after), "the officer went on working"
    assert second.kense("restore", tmp_path / "kense.backup").code == 0
    restored, lived_on = second.trail(), filled.trail()
    assert restored == lived_on[: len(restored)]
    assert ENTRIES < len(restored) < len(lived_on)
    numbers = [number for (number,) in second.ask("SELECT number FROM cases_case")]
    assert before in numbers
    assert second.ask("SELECT seq, hash FROM trail_trailhead") == [restored[-1][1:]]


def test_data_are_replaced_only_when_told(backup: Path, filled: Installation) -> None:
    filled.ask("UPDATE people_provider SET name_ru = 'Другой колледж'")
    kept = all_of(filled)
    said = filled.kense("restore", backup)
    assert (said.code, "--replace" in said.err) == (1, True)
    assert all_of(filled) == kept
    assert filled.kense("restore", backup, "--replace").code == 0
    assert filled.ask("SELECT name_ru FROM people_provider") == [("Колледж «Көкжиек»",)]


def test_nothing_is_replaced_under_a_running_server(backup: Path, filled: Installation) -> None:
    with filled.opened() as server:
        server.execute("SELECT count(*) FROM cases_case").fetchall()
        if not ADDRESS:
            server.execute("PRAGMA journal_mode=WAL").fetchall()
        said = filled.kense("restore", backup, "--replace")
    assert said.code == 1
    assert "Stop" in said.err


def test_any_damaged_byte_is_found(backup: Path, tmp_path: Path) -> None:
    whole, file = backup.read_bytes(), tmp_path / "damaged.backup"
    manifest = backup_file.read(backup)
    firsts = [whole.index(name.encode() + b"\0") for name in ("manifest.json", "manifest.sha256", *manifest.parts)]
    sizes = [len(manifest.model_dump_json(indent=1)) + 1, 64, *(part.size for part in manifest.parts.values())]

    @given(st.integers(0, len(firsts) - 1), st.data())
    def check(part: int, data: st.DataObject) -> None:
        place = firsts[part] + 512 + data.draw(st.integers(0, sizes[part] - 1))
        file.write_bytes(whole[:place] + bytes([whole[place] ^ data.draw(st.integers(1, 255))]) + whole[place + 1 :])
        with pytest.raises(StopError):
            backup_file.read(file)

    check()


def test_damage_to_the_frame_is_found_or_harmless(backup: Path, tmp_path: Path) -> None:
    whole, file = backup.read_bytes(), tmp_path / "damaged.backup"
    manifest = backup_file.read(backup)
    starts = [whole.index(name.encode() + b"\0") for name in manifest.parts]

    @given(st.sampled_from(starts), st.integers(0, 511), st.integers(1, 255))
    def check(start: int, place: int, flip: int) -> None:
        at = start + place
        file.write_bytes(whole[:at] + bytes([whole[at] ^ flip]) + whole[at + 1 :])
        try:
            assert backup_file.read(file) == manifest
        except StopError:
            return

    check()


def test_a_file_that_was_cut_off_is_found(backup: Path, tmp_path: Path) -> None:
    whole, file = backup.read_bytes(), tmp_path / "cut.backup"
    end = max(
        whole.index(name.encode() + b"\0") + 512 + part.size for name, part in backup_file.read(backup).parts.items()
    )

    @given(st.integers(0, end - 1))
    def check(length: int) -> None:
        file.write_bytes(whole[:length])
        with pytest.raises(StopError):
            backup_file.read(file)

    check()


def test_a_part_that_is_missing_or_foreign_is_found(backup: Path, tmp_path: Path) -> None:
    manifest, parts, file = backup_file.read(backup), tmp_path / "parts", tmp_path / "other.backup"
    parts.mkdir()
    backup_file.extract(backup, manifest, parts)
    files = {name: parts / name for name in manifest.parts}
    for there, words in (
        ({SNAPSHOT: files[SNAPSHOT]}, f"{KEY} is missing"),
        ({KEY: files[KEY]}, f"{SNAPSHOT} is missing"),
        ({**files, "../evil": files[KEY]}, "'../evil'"),
    ):
        with file.open("wb") as out:
            backup_file.write(out, manifest, there)
        with pytest.raises(StopError, match=words):
            backup_file.read(file)


def test_a_changed_manifest_is_found(backup: Path, tmp_path: Path) -> None:
    file = tmp_path / "changed.backup"
    file.write_bytes(backup.read_bytes().replace(b'"seq": 8', b'"seq": 9', 1))
    with pytest.raises(StopError, match="manifest"):
        backup_file.read(file)
    with pytest.raises(StopError, match="form 2"):
        backup_file.read(forged(backup, tmp_path, unchanged, version=2))


def test_what_is_no_backup_is_refused(tmp_path: Path, target: Installation) -> None:
    file = tmp_path / "foreign"
    for content in (b"", b"PK\x03\x04" + bytes(600), b"SQLite format 3\0" + bytes(4096), os.urandom(2048)):
        file.write_bytes(content)
        with pytest.raises(StopError, match="no backup"):
            backup_file.read(file)
    said = target.kense("restore", file)
    assert (said.code, "no backup" in said.err, target.data.exists()) == (1, True, False)
    assert target.kense("restore", tmp_path / "nowhere").code == 2


def cut_in_half(parts: Path) -> None:
    """The database lost its second half before it was hashed."""
    os.truncate(parts / SNAPSHOT, (parts / SNAPSHOT).stat().st_size // 2)


@pytest.mark.parametrize(
    ("change", "told", "words"),
    [
        (unchanged, {"product": "99.0"}, "made by Kense 99.0"),
        (unchanged, {"database": "sqlite" if ADDRESS else "postgresql"}, "DATABASE_URL"),
        (unchanged, {"heads": []}, "does not end with what its manifest says"),
        (cut_in_half, {}, "pg_restore" if ADDRESS else "damaged"),
    ],
)
def test_what_cannot_be_restored_leaves_the_old_data(
    change: Change, told: dict[str, Any], words: str, backup: Path, filled: Installation, tmp_path: Path
) -> None:
    kept = all_of(filled)
    said = filled.kense("restore", forged(backup, tmp_path, change, **told), "--replace")
    assert said.code == 1
    assert words in said.err
    assert all_of(filled) == kept


def test_a_backup_of_a_newer_version_is_refused(backup: Path, filled: Installation, tmp_path: Path) -> None:
    filled.ask("INSERT INTO django_migrations (app, name, applied) VALUES ('cases', '9999_of_tomorrow', '2099-01-01')")
    filled.kense("backup", tmp_path / "newer.backup")
    kept = all_of(filled)
    said = filled.kense("restore", tmp_path / "newer.backup", "--replace")
    assert (said.code, "cases.9999_of_tomorrow" in said.err) == (1, True)
    assert all_of(filled) == kept


def test_a_backup_of_older_tables_is_brought_up(backup: Path, filled: Installation, tmp_path: Path) -> None:
    filled.kense("manage", "migrate", "people", "0002", "--verbosity", "0")
    assert filled.kense("backup", tmp_path / "older.backup").code == 0
    said = filled.kense("restore", tmp_path / "older.backup", "--replace")
    assert (said.code, said.err, "were brought to" in said.out) == (0, "", True)
    assert filled.kense("trail", "verify").code == 0


def test_what_was_wrong_already_is_told(backup: Path, filled: Installation, tmp_path: Path) -> None:
    filled.ask("UPDATE trail_trailentry SET operation = 'withdraw' WHERE seq = 3")
    filled.ask("UPDATE papers_paper SET pdf = NULL WHERE id = (SELECT min(id) FROM papers_paper)")
    (code,) = filled.ask("SELECT code FROM papers_paper ORDER BY id")[0]
    filled.kense("backup", tmp_path / "wrong.backup")
    said = filled.kense("restore", tmp_path / "wrong.backup", "--replace")
    assert said.code == 1
    assert "NOT WHOLE: office 1, place 3" in said.out
    assert f"NOT as their hashes say: {code}" in said.out


def test_nothing_is_backed_up_over_a_file_or_of_nothing(
    backup: Path, original: Installation, target: Installation, tmp_path: Path
) -> None:
    before = backup.read_bytes()
    assert original.kense("backup", backup).code == 2
    assert backup.read_bytes() == before
    said = target.kense("backup", tmp_path / "empty.backup")
    assert (said.code, "nothing to back up" in said.err) == (1, True)
    assert not list(tmp_path.glob("*.backup"))


@pytest.mark.skipif(KIND == "sqlite", reason="the programs are PostgreSQL's")
def test_without_its_programs_it_says_what_to_install(original: Installation, tmp_path: Path) -> None:
    said = original.kense("backup", tmp_path / "kense.backup", PATH=str(tmp_path))
    assert (said.code, "postgresql-client" in said.err) == (1, True)
    assert not list(tmp_path.iterdir())
