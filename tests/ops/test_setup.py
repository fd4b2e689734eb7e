import stat
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kense import law
from kense.acts.store import EditionStore
from kense.kernel import Text
from kense.law import library
from kense.ops import first_run, installation
from kense.ops.commands.setup import OPTIONS
from kense.people.models import Officer, Provider
from kense.people.roles import ADMINISTRATOR, names_of
from kense.people.selectors import roles_on, working_time
from tests.ops.commands import kense
from tests.regulations.archive import ACT, FOLDER
from tests.regulations.mistakes import SLIPS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_passwords")]

PASSWORD = "үш-сары-қауын-19"
ANSWERS = {
    "name_kk": "№ 4 мектеп-лицей",
    "name_ru": "Школа-лицей № 4",
    "address_kk": "Риддер қаласы, Семей көшесі, 2",
    "address_ru": "город Риддер, улица Семей, 2",
    "place_kk": "Риддер",
    "place_ru": "Риддер",
    "order_number": "31-Н",
    "order_date": "2018-09-03",
    "username": "asemzhumabek",
    "surname": "Жұмабек",
    "given_name": "Әсем",
}


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    """A file with an answer to everything that is needed."""
    file = tmp_path / "answers.yaml"
    file.write_text("".join(f'{name}: "{value}"\n' for name, value in ANSWERS.items()), encoding="utf-8")
    return file


@pytest.fixture
def password(monkeypatch: pytest.MonkeyPatch, data: Path) -> None:
    """A good password in the environment."""
    monkeypatch.setenv("KENSE_ADMIN_PASSWORD", PASSWORD)


@pytest.mark.usefixtures("password")
def test_a_file_of_answers_makes_an_installation(capsys: pytest.CaptureFixture[str], answers: Path, data: Path) -> None:
    said = kense(capsys, "setup", "--answers", str(answers))
    assert (said.code, said.err) == (0, "")
    provider = Provider.objects.get()
    assert (provider.name, provider.order) == (
        Text("№ 4 мектеп-лицей", "Школа-лицей № 4", "Школа-лицей № 4"),
        law.AdoptionOrder("31-Н", date(2018, 9, 3)),
    )
    assert not provider.is_demonstration
    assert not provider.cases.exists()
    assert working_time(provider).day(date(2019, 3, 26)).shifts[1][0].isoformat("minutes") == "14:30"
    assert stat.S_IMODE((data / "secret.key").stat().st_mode) == 0o600
    assert stat.S_IMODE(data.stat().st_mode) == 0o700


@pytest.mark.usefixtures("password")
def test_the_first_administrator_can_sign_in(capsys: pytest.CaptureFixture[str], answers: Path) -> None:
    kense(capsys, "setup", "--answers", str(answers))
    officer = Officer.objects.get()
    assert officer.check_password(PASSWORD)
    assert roles_on(officer, date(2100, 1, 1)) == {ADMINISTRATOR}


@pytest.mark.usefixtures("password")
def test_options_come_before_the_file(capsys: pytest.CaptureFixture[str], answers: Path) -> None:
    kense(capsys, "setup", "--answers", str(answers), "--week", "6", "--hours", "08:00–12:00, 13:00–17:00")
    schedule = Provider.objects.get().schedules.get()
    assert (schedule.week, schedule.shifts) == (6, [["08:00", "12:00"], ["13:00", "17:00"]])


@pytest.mark.usefixtures("password")
def test_it_is_not_done_twice(capsys: pytest.CaptureFixture[str], answers: Path) -> None:
    kense(capsys, "setup", "--answers", str(answers))
    said = kense(capsys, "setup", "--answers", str(answers), "--username", "other")
    assert said.code == 1
    assert "already holds an installation" in said.err
    assert Officer.objects.count() == 1


@pytest.mark.parametrize(
    ("weak", "why"),
    [
        ("123456789012", "entirely numeric"),
        ("көктем", "too short"),
        ("password12", "too common"),
        ("asemzhumabek7", "similar"),
    ],
)
def test_a_weak_password_is_refused_with_the_reason(
    capsys: pytest.CaptureFixture[str], answers: Path, data: Path, monkeypatch: pytest.MonkeyPatch, weak: str, why: str
) -> None:
    monkeypatch.setenv("KENSE_ADMIN_PASSWORD", weak)
    said = kense(capsys, "setup", "--answers", str(answers))
    assert said.code == 1
    assert why in said.err
    assert installation.state() == "none"
    assert not data.exists()


def test_without_a_terminal_everything_missing_is_listed_at_once(
    capsys: pytest.CaptureFixture[str], data: Path
) -> None:
    said = kense(capsys, "setup", "--name-kk", "Мектеп", "--zone", "Asia/Oskemen")
    assert said.code == 2
    assert all(f"  {name}: needed" in said.err for name in ANSWERS if name != "name_kk")
    assert "repealed by No. 69 of 10.03.2020" in said.err
    assert "'Asia/Oskemen' is not a time zone" in said.err


@pytest.mark.parametrize(
    ("option", "value", "why"),
    [
        ("--order-date", "2018-06-01", "before the act was adopted"),
        ("--order-date", "жақында", "cannot be read as a date"),
        ("--week", "7", "write 5 or 6"),
        ("--hours", "09:00", "write the hours like"),
        ("--hours", "09:00-18:00, 13:00-19:00", "write the hours like"),
        ("--username", "a b", "without spaces"),
        ("--act", "osms", "osms-2018-181"),
    ],
)
@pytest.mark.usefixtures("password")
def test_a_wrong_answer_is_refused_with_what_is_allowed(
    capsys: pytest.CaptureFixture[str], answers: Path, option: str, value: str, why: str
) -> None:
    said = kense(capsys, "setup", "--answers", str(answers), option, value)
    assert said.code == 2
    assert why in said.err
    assert installation.state() == "none"


@pytest.mark.parametrize("content", ["nam_kk: Мектеп\n", "- name_kk\n", "{", ""])
def test_a_file_that_is_no_list_of_answers(
    capsys: pytest.CaptureFixture[str], data: Path, tmp_path: Path, content: str
) -> None:
    file = tmp_path / "wrong.yaml"
    file.write_text(content, encoding="utf-8")
    said = kense(capsys, "setup", "--answers", str(file))
    assert said.code == 2
    assert str(file) in said.err


def test_at_a_terminal_it_asks_until_the_answer_is_right(
    capsys: pytest.CaptureFixture[str], data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = [
        "",
        *list(ANSWERS.values())[:6],
        "",
        "",
        "31-Н",
        "03.09.2018",
        "8",
        "5",
        "",
        "",
        "asem",
        "Жұмабек",
        "Әсем",
        "",
    ]
    asked = typing(monkeypatch, typed, [PASSWORD, PASSWORD])
    said = kense(capsys, "setup")
    assert (said.code, next(asked, None)) == (0, None)
    assert "only under an order of its own" in said.out
    assert Provider.objects.get().order == law.AdoptionOrder("31-Н", date(2018, 9, 3))


@pytest.mark.usefixtures("data")
def test_two_different_passwords_change_nothing(
    capsys: pytest.CaptureFixture[str], answers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typing(monkeypatch, [""] * 20, [PASSWORD, PASSWORD.upper()])
    said = kense(capsys, "setup", "--answers", str(answers))
    assert (said.code, "differ" in said.err) == (1, True)
    assert installation.state() == "none"


def typing(monkeypatch: pytest.MonkeyPatch, lines: list[str], passwords: list[str]) -> Iterator[str]:
    """Somebody at a terminal who types these; returns the lines not typed yet."""
    left, hidden = iter(lines), iter(passwords)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _: next(left))
    monkeypatch.setattr("getpass.getpass", lambda _: next(hidden))
    return left


def test_an_act_in_force_needs_no_order() -> None:
    act = law.editions()[0].act.model_copy(update={"published": date(2018, 7, 20), "repealed": None})
    needed = {q.name: q.required for q in first_run.questions(act, date(2019, 3, 26))}
    assert (needed["order_number"], needed["order_date"]) == (False, False)


def test_every_question_has_an_option_and_every_option_a_question() -> None:
    asked = [question.name for question in first_run.questions(law.editions()[0].act, date(2019, 3, 26))]
    assert ["act", *asked] == list(OPTIONS)


@pytest.fixture
def forgotten() -> Iterator[None]:
    """What a test publishes is gone with its database."""
    yield
    library.keep_in(EditionStore())


@pytest.mark.usefixtures("password", "forgotten")
def test_a_regulation_that_does_not_ship_is_published_first(capsys: pytest.CaptureFixture[str], answers: Path) -> None:
    """It is in force by itself, so no order is asked for."""
    kept = [line for line in answers.read_text(encoding="utf-8").splitlines() if not line.startswith("order_")]
    answers.write_text("\n".join(kept), encoding="utf-8")
    said = kense(capsys, "setup", "--answers", str(answers), "--regulation", str(FOLDER))
    assert said.err == ""
    provider = Provider.objects.get()
    assert (provider.act, provider.order) == (ACT, None)
    assert set(names_of(provider.act)) > {"reception", "archivist", "expert", "director"}


@pytest.mark.usefixtures("password")
def test_a_regulation_with_mistakes_stops_before_anything_is_asked(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    SLIPS[0].made(tmp_path)
    said = kense(capsys, "setup", "--regulation", str(tmp_path / ACT / FOLDER.name))
    assert said.code == 1
    assert "calender_days" in said.err
    assert not Provider.objects.exists()
