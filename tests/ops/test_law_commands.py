import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kense import law
from kense.casework.act_facts import enter_fact
from kense.ops.law_life import Known
from kense.ops.law_show import as_json
from tests.ops.commands import kense
from tests.support.office import Office, at, made_officer
from tests.support.tree import REGULATIONS

ACT = "osms-2018-181"


@pytest.fixture
def regulations(tmp_path: Path) -> Path:
    """A copy of what ships, to be spoiled."""
    return Path(shutil.copytree(REGULATIONS, tmp_path / "regulations"))


@pytest.fixture(scope="module")
def shown() -> dict[str, Any]:
    """The act as JSON, on a day after its repeal was seen."""
    shown: dict[str, Any] = json.loads(json.dumps(as_json(Known(law.newest(ACT)), date(2026, 11, 22))))
    return shown


def spoil(file: Path, old: str, new: str) -> None:
    """Replace a piece of a file that must be in it."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_what_ships_is_sound(capsys: pytest.CaptureFixture[str]) -> None:
    said = kense(capsys, "law", "check")
    assert said.code == 0
    assert said.out == "".join(f"ok  {e.id}  {e.content_hash}\n" for e in law.editions())


def test_each_mistake_is_a_line(capsys: pytest.CaptureFixture[str], regulations: Path) -> None:
    procedure = next(regulations.rglob("procedure.yaml"))
    spoil(procedure, "role: office", "role: ofice")
    spoil(procedure, "ref: reg 7 sub 1", "ref: reg 77")
    said = kense(capsys, "law", "check", str(regulations))
    assert said.code == 1
    assert any("reg 77" in line for line in said.out.splitlines())
    assert any("ofice" in line for line in said.out.splitlines())
    assert all(line.startswith(f"{procedure.parent}: ") for line in said.out.splitlines())


def test_one_editions_own_folder_can_be_checked(capsys: pytest.CaptureFixture[str], regulations: Path) -> None:
    folder = next(regulations.rglob("procedure.yaml")).parent
    assert kense(capsys, "law", "check", str(folder)).code == 0


def test_a_folder_without_an_edition_is_a_mistake(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    said = kense(capsys, "law", "check", str(tmp_path))
    assert said.code == 1
    assert "no edition here" in said.out


@pytest.mark.django_db
def test_the_text_has_every_action_with_its_minutes(capsys: pytest.CaptureFixture[str]) -> None:
    said = kense(capsys, "law", "show", ACT)
    rows = [line.split() for line in said.out.splitlines()]
    for action in law.newest(ACT).procedure.actions:
        assert [str(action.number), action.id, action.role, str(action.minutes), "min"] in [row[:5] for row in rows]
    assert "published unknown" in " ".join(said.out.split())


@pytest.mark.django_db
def test_an_unknown_act_is_answered_with_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    said = kense(capsys, "law", "show", "osms-1818")
    assert (said.code, ACT in said.err) == (2, True)


@pytest.mark.django_db
def test_json_is_printed_whole(capsys: pytest.CaptureFixture[str]) -> None:
    assert json.loads(kense(capsys, "law", "show", ACT, "--json").out)["edition"] == law.newest(ACT).id


def test_json_says_what_the_act_is(shown: dict[str, Any]) -> None:
    assert shown["act"]["published"] == "unknown"
    assert shown["act"]["repealed"]["published"] == "unknown"
    assert shown["act"]["registered"]["number"] == "5657"
    assert shown["status"] == {"on": "2026-11-22", "is": "repealed"}
    assert len(shown["content_hash"]) == 64


def test_json_tells_the_life_and_the_duties(shown: dict[str, Any]) -> None:
    assert [(one["first"], one["last"], one["status"]) for one in shown["life"]["periods"]] == [
        (None, "2018-07-22", "not_yet"),
        ("2018-07-23", "2020-03-20", "unknown"),
        ("2020-03-21", "2026-11-21", "unknown"),
        ("2026-11-22", None, "repealed"),
    ]
    assert [(one["ref"], one["due"], one["state"]) for one in shown["duties"]] == [
        ("res 2 sub 1", None, "done"),
        ("res 2 sub 2", "2018-07-22", "overdue"),
        ("res 2 sub 3", "2018-07-22", "overdue"),
        ("res 2 sub 4", None, "not_stated"),
    ]


def test_what_was_entered_here_is_told(capsys: pytest.CaptureFixture[str], office: Office) -> None:
    ermek = made_officer(office.provider, "ermek", "Досан Ермек", "lawyer")
    fields = {"day": "01.08.2018", "source": "«Дидар», № 91"}
    enter_fact("published", fields, actor=ermek, at=at("2026-11-23 10:00"))
    told = json.loads(kense(capsys, "law", "show", ACT, "--json").out)
    assert [one["status"] for one in told["life"]["periods"]] == ["not_yet", "in_force", "unknown", "repealed"]
    assert told["act"]["published"] == "2018-08-01"
    assert told["content_hash"] == law.newest(ACT).content_hash
    text = " ".join(kense(capsys, "law", "show", ACT).out.split())
    assert "12.08.2018 – 20.03.2020 in force res 4" in text
    assert "copies_to_periodicals by Sun 22.07.2018 not marked as done" in text


def test_json_has_actions_and_terms(shown: dict[str, Any]) -> None:
    assert [(a["number"], a["role"], a["minutes"], a["ref"], a["also"]) for a in shown["actions"]] == [
        (1, "office", 20, "reg 5 action 1", ["reg 8 sub 1"]),
        (2, "head", 20, "reg 5 action 2", ["reg 8 sub 2"]),
        (3, "executor", 300, "reg 5 action 3", ["reg 8 sub 3"]),
        (4, "head", 20, "reg 5 action 4", ["reg 8 sub 4"]),
        (5, "office", 20, "reg 5 action 5", ["reg 8 sub 5"]),
    ]
    assert [(t["working_days"], t["reading"]) for t in shown["terms"]] == [(1, "same_time"), (4, "same_time")]
    assert all(set(t["when"]) == {"kk", "ru", "en"} for t in shown["terms"])


def test_json_marks_what_is_not_the_act(shown: dict[str, Any]) -> None:
    assert {d["verified"] for d in shown["documents"]} == {False}
    assert {g["verified"] for g in shown["grounds"]} == {False}
    assert {h["house"] for h in shown["house_rules"]} == {True}
    assert [h["id"] for h in shown["house_rules"] if h["corrects"]] == [
        "correct_application",
        "correct_drafted_application",
    ]
    assert [h["id"] for h in shown["house_rules"] if h["reminds"]] == ["remind_recipient"]
    assert [r["remind_after_days"] for r in shown["rests"]] == [5]
    assert all({"required_when", "can_expire", "form"} <= d.keys() for d in shown["documents"])
