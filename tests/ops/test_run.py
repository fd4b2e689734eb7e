import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from kense.ops import demo_office, installation
from kense.ops.commands.run import server_command
from kense.ops.metrics import FOLDER
from kense.people.models import Provider
from tests.ops.commands import PROGRAM, environment, kense, started
from tests.support.office import Office


class ServedError(Exception):
    """The server would have been started with these words."""


@pytest.fixture(autouse=True)
def no_server(monkeypatch: pytest.MonkeyPatch, data: Path) -> None:
    """The process does not turn into the server."""

    def remember(program: str, words: list[str]) -> None:
        raise ServedError(words)

    monkeypatch.setattr(os, "execv", remember)
    monkeypatch.setenv(FOLDER, "")


@pytest.fixture
def port() -> int:
    """A port that is free."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@pytest.mark.django_db
def test_nothing_to_run(capsys: pytest.CaptureFixture[str], port: int) -> None:
    said = kense(capsys, "run", "--port", str(port))
    assert said.code == 1
    assert "kense setup" in said.err


def test_an_installation_is_served(capsys: pytest.CaptureFixture[str], office: Office, port: int) -> None:
    installation.prepare()
    with pytest.raises(ServedError) as server:
        kense(capsys, "run", "--port", str(port), "--workers", "3")
    assert server.value.args[0] == server_command("127.0.0.1", port, 3)
    assert "--no-access-log" in server.value.args[0]
    said = capsys.readouterr().out
    assert all(words in said for words in (f"http://127.0.0.1:{port}", "/health/ready/", "/metrics"))
    assert list(Path(os.environ[FOLDER]).iterdir()) == []


def test_no_server_without_the_key(capsys: pytest.CaptureFixture[str], office: Office, port: int) -> None:
    said = kense(capsys, "run", "--port", str(port))
    assert (said.code, "no secret key" in said.err) == (1, True)


def test_a_demonstration_is_not_served_as_an_installation(
    capsys: pytest.CaptureFixture[str], office: Office, port: int
) -> None:
    Provider.objects.update(is_demonstration=True)
    said = kense(capsys, "run", "--port", str(port))
    assert (said.code, "kense run --demo" in said.err) == (1, True)


def test_an_installation_does_not_become_a_demonstration(
    capsys: pytest.CaptureFixture[str], office: Office, port: int
) -> None:
    said = kense(capsys, "run", "--demo", "--port", str(port))
    assert (said.code, "real installation" in said.err) == (1, True)
    assert not Provider.objects.filter(is_demonstration=True).exists()


def test_real_and_invented_offices_together_are_refused(
    capsys: pytest.CaptureFixture[str], office: Office, port: int
) -> None:
    demo_office.create(with_passwords=False)
    for words in (["run"], ["run", "--demo"]):
        said = kense(capsys, *words, "--port", str(port))
        assert (said.code, "together" in said.err) == (1, True)


def test_a_port_in_use(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        said = kense(capsys, "run", "--port", str(taken))
    assert said.code == 1
    assert f"--port {taken + 1}" in said.err


@pytest.mark.parametrize("words", [["--port", "70000"], ["--workers", "0"]])
def test_a_wrong_number(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    assert kense(capsys, "run", *words).code == 2


def answer(port: int, wait: float = 120) -> int:
    """The status of the first answer of a server that is starting."""
    until = time.monotonic() + wait
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as response:
                return int(response.status)
        except urllib.error.HTTPError as answered:
            return answered.code
        except OSError:
            assert time.monotonic() < until, "the server does not answer"
            time.sleep(0.1)


@pytest.fixture
def demonstration(tmp_path: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """`kense run --demo` on its first start, as a program."""
    server = subprocess.Popen(
        [*PROGRAM, "run", "--demo", "--port", str(port), "--workers", "1"],
        env=environment(tmp_path / "first"),
        stdout=subprocess.PIPE,
        text=True,
    )
    yield server
    server.send_signal(signal.SIGTERM)
    server.communicate(timeout=60)


def test_the_demonstration_answers(demonstration: subprocess.Popen[str], tmp_path: Path, port: int) -> None:
    assert answer(port) < 500
    second = started(tmp_path / "first", "setup")
    assert (second.code, "already holds a demonstration" in second.err) == (1, True)
    demonstration.send_signal(signal.SIGTERM)
    out, _ = demonstration.communicate(timeout=60)
    assert all(notice in out for notice in (demo_office.told().notice.kk, demo_office.told().notice.en))
    assert all(f"  {one.username} " in out for one in demo_office.told().officers)
    assert f"http://127.0.0.1:{port}" in out
