from pathlib import Path

import pytest

from kense.acts import seen
from kense.acts.models import EditionSeen
from kense.cases.models import Case
from kense.ops import checks, installation
from tests.law.editions import EDITION
from tests.support.office import Office, at


@pytest.fixture
def sound(data: Path, office: Office) -> Office:
    """An office with everything in its place."""
    installation.prepare()
    return office


def test_all_is_well(sound: Office) -> None:
    sound.registered()
    assert checks.findings() == []


def test_no_secret_key(sound: Office, data: Path) -> None:
    (data / "secret.key").unlink()
    assert "no secret key" in checks.findings()[0]


def test_the_key_may_come_from_the_environment(sound: Office, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (data / "secret.key").unlink()
    monkeypatch.setenv("KENSE_SECRET_KEY", "x" * 50)
    assert checks.findings() == []


def test_a_key_that_can_be_guessed(sound: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KENSE_SECRET_KEY", "secret")
    assert "short enough to be guessed" in checks.findings()[0]


def test_preparing_again_keeps_the_key(sound: Office, data: Path) -> None:
    before = (data / "secret.key").read_text()
    installation.prepare()
    assert (data / "secret.key").read_text() == before


def test_an_open_case_whose_edition_does_not_ship(sound: Office) -> None:
    open_case, ended = sound.registered(), sound.issued()
    Case.objects.filter(pk__in=[open_case.pk, ended.pk]).update(edition="gone/2017-01-01")
    assert [(open_case.number in one, ended.number in one) for one in checks.findings()] == [(True, False)]


def test_tables_that_are_behind(sound: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installation, "is_behind", lambda: True)
    assert "kense manage migrate" in checks.findings()[0]


def test_an_edition_with_other_content_than_it_was_used_with(sound: Office) -> None:
    seen.remember(at("2019-03-26 10:00"))
    assert checks.findings() == []
    EditionSeen.objects.filter(edition=EDITION).update(content_hash="0" * 64)
    seen.remember(at("2019-03-27 10:00"))
    assert checks.findings() == [
        f"the edition {EDITION} has other content than it was first used with here. Install the version that has it as it "
        "was. What is to change is published as an edition of its own: `kense law new`, then `kense law publish`."
    ]


def test_a_demonstration_is_made_anew(sound: Office, data: Path) -> None:
    type(sound.provider).objects.update(is_demonstration=True)
    EditionSeen.objects.create(edition=EDITION, content_hash="0" * 64, seen_at=at("2019-03-26 10:00"))
    assert f"delete {data} and run `kense run --demo` again" in checks.findings()[0]
