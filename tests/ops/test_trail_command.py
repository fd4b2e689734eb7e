"""`kense trail`: what is said of the trail, and the files that go to an auditor."""

import json
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from kense.ops import installation
from kense.trail.models import TrailEntry
from tests.ops.commands import kense
from tests.support.office import PERSONAL, Office, OtherOffice


@pytest.fixture(autouse=True)
def made(data: Path, office: Office) -> Path:
    """An installation with a case that was carried through."""
    installation.prepare()
    office.issued()
    return data


def head(office: Office) -> str:
    last = TrailEntry.objects.filter(provider=office.provider).latest("seq")
    return f"{last.seq}:{last.hash}"


def test_a_whole_trail(capsys: pytest.CaptureFixture[str], office: Office) -> None:
    said = kense(capsys, "trail", "verify")
    assert said.code == 0
    assert f"whole, 8 entries, ends with {head(office)}" in said.out
    assert "No printed head was given" in said.out
    said = kense(capsys, "trail", "verify", "--head", head(office))
    assert (said.code, "printed heads that it has: 1" in said.out) == (0, True)


def test_a_broken_one_is_told_in_words(capsys: pytest.CaptureFixture[str], office: Office) -> None:
    TrailEntry.objects.filter(seq=3).update(operation="withdraw")
    said = kense(capsys, "trail", "verify", "--head", head(office))
    assert said.code == 1
    assert "NOT WHOLE: office 1, place 3, of 2019-03-26 04:30:00 UTC: changed" in said.out.replace(
        f"office {office.provider.pk}, place", "office 1, place"
    )


def test_of_several_offices_the_heads_are_of_one(
    capsys: pytest.CaptureFixture[str], office: Office, other_office: OtherOffice
) -> None:
    said = kense(capsys, "trail", "verify", "--head", head(office))
    assert (said.code, "--office" in said.err, other_office.provider.name_ru in said.err) == (2, True, True)
    assert kense(capsys, "trail", "verify", "--head", head(office), "--office", str(office.provider.pk)).code == 0
    wrong = kense(capsys, "trail", "verify", "--head", head(office), "--office", str(other_office.provider.pk))
    assert (wrong.code, "cut off" in wrong.out) == (1, True)
    assert kense(capsys, "trail", "verify", "--office", "987").code == 2
    assert kense(capsys, "trail", "verify", "--head", "8", "--office", str(office.provider.pk)).code == 2


def test_an_auditor_checks_the_file_without_kense(
    capsys: pytest.CaptureFixture[str], office: Office, tmp_path: Path
) -> None:
    file, program = tmp_path / "trail.jsonl", tmp_path / "verify_trail.py"
    assert kense(capsys, "trail", "export", str(file)).code == 0
    assert kense(capsys, "trail", "verifier", str(program)).code == 0
    words = [sys.executable, "-I", str(program), str(file), "--head", head(office)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (done.returncode, "whole, 8 entries" in done.stdout) == (0, True)
    assert not [word for word in PERSONAL if word in file.read_text(encoding="utf-8")]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    before = file.read_bytes()
    assert kense(capsys, "trail", "export", str(file)).code == 2
    assert file.read_bytes() == before


def test_one_office_with_what_is_personal(
    capsys: pytest.CaptureFixture[str], office: Office, other_office: OtherOffice, tmp_path: Path
) -> None:
    file = tmp_path / "trail.jsonl"
    said = kense(capsys, "trail", "export", str(file), "--office", str(office.provider.pk), "--with-personal")
    assert (said.code, "personal data" in said.out) == (0, True)
    text = file.read_text(encoding="utf-8")
    assert [one["provider"] for one in json.loads(text.splitlines()[0])["offices"]] == [office.provider.pk]
    assert [word for word in PERSONAL if word in text]
