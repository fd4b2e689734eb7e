"""`kense law new`, `law diff` and `law publish`."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kense import law
from kense.acts.models import PublishedEdition
from kense.acts.store import EditionStore
from kense.law import library
from kense.ops import checks, installation
from kense.trail.selectors import latest_of_office
from tests.law.editions import ACT, EDITION
from tests.ops.commands import Said, kense
from tests.support.office import Office, at, made_officer

ID = f"{ACT}/2019-04-01"


@pytest.fixture(autouse=True)
def _on_a_day(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """It is the 26th of March 2019; what a test publishes is gone with its database."""
    monkeypatch.setattr("kense.kernel.clock.now", lambda: at("2019-03-26 10:00"))
    yield
    library.keep_in(EditionStore())


@pytest.fixture
def folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A new edition in which the third action has another norm."""
    made = kense(capsys, "law", "new", str(tmp_path), "--act", ACT, "--day", "2019-04-01")
    assert made.code == 0
    found = tmp_path / ACT / "2019-04-01"
    file = found / "procedure.yaml"
    file.write_text(file.read_text("utf-8").replace("minutes: 300", "minutes: 240"), "utf-8")
    return found


def published(capsys: pytest.CaptureFixture[str], folder: Path, *more: str) -> Said:
    return kense(capsys, "law", "publish", str(folder), *more)


def test_what_changes_is_told_in_words(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = kense(capsys, "law", "diff", EDITION, str(folder), "--lang", "kk")
    assert (
        "Орындаушы:\n  іс-қимыл «Тексеру, нәтижені дайындау»: нормасы: 300 мин → 240 мин (5-т., 3-іс-қимыл)" in said.out
    )


def test_an_unknown_act_is_begun_to_be_filled_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert kense(capsys, "law", "new", str(tmp_path), "--act", "permits", "--day", "2019-04-01").code == 0
    said = kense(capsys, "law", "check", str(tmp_path))
    assert (said.code, "???" in said.out) == (1, True)


def test_an_edition_is_published_once(office: Office, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    office_lawyer = made_officer(office.provider, "saltanat", "Омарова Салтанат", "lawyer")
    said = published(capsys, folder, "--by", office_lawyer.username)
    row = PublishedEdition.objects.get()
    assert (said.code, said.out) == (0, f"{ID} holds from 01.04.2019.\n{row.content_hash}\n")
    assert law.edition(ID).content_hash == row.content_hash
    assert latest_of_office(office.provider.pk, ["edition_published"], 1)[0].facts["edition"] == ID
    again = published(capsys, folder)
    assert (again.code, "with the same content" in again.err) == (1, True)
    (folder / "procedure.yaml").write_text(
        (folder / "procedure.yaml").read_text("utf-8").replace("240", "241"), "utf-8"
    )
    changed = published(capsys, folder)
    assert (changed.code, "never changes" in changed.err) == (1, True)


def test_for_one_office_it_is_named_after_it(office: Office, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert published(capsys, folder, "--office").code == 0
    assert PublishedEdition.objects.get().edition == f"{ID}/office-{office.provider.pk}"


def test_what_may_not_be_published(office: Office, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made_officer(office.provider, "zere", "Әлі Зере", "head")
    assert "Only the lawyer" in published(capsys, folder, "--by", "zere").err
    assert "there is no officer" in published(capsys, folder, "--by", "nobody").err
    (folder / "papers" / "talon.typ").unlink()
    assert "no 'talon.typ'" in published(capsys, folder).err
    assert published(capsys, folder.parent).code == 1
    assert not PublishedEdition.objects.exists()


def test_a_case_may_stand_on_what_was_published_here(
    data: Path, office: Office, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    installation.prepare()
    published(capsys, folder)
    office.registered(office.handed_in("2019-04-01 10:00"), "2019-04-01 10:10")
    library.keep_in(EditionStore())
    assert checks.findings() == []
    files = PublishedEdition.objects.get().files
    files["procedure.yaml"] = files["procedure.yaml"].replace("minutes: 240", "minutes: 230")
    PublishedEdition.objects.update(files=files)
    library.keep_in(EditionStore())
    assert "the content is no longer what was published" in checks.findings()[0]
