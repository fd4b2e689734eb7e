"""The running server as the one who kills it sees it."""

import http.client
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

STARTS_WITHIN = 60
ROOT = Path(__file__).parents[2]


class Served:
    """A server that can be started, killed and started again on the same port."""

    def __init__(self, environment: Mapping[str, str], log: Path, told: Path) -> None:
        self.port = _free_port()
        words = [sys.executable, "-m", "tests.flow.launcher", str(self.port), str(told)]
        with log.open("ab") as out:
            self._launcher = subprocess.Popen(
                words,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=out,
                text=True,
                env=environment,
                cwd=ROOT,
                # Its end is for `stop` alone: a Ctrl+C for the tests must not leave servers behind.
                start_new_session=True,
            )
        self._log = log
        self._main = 0
        self._said("ready")

    def start(self) -> float:
        """Start it and wait until it answers; how long that took, in seconds."""
        began = time.monotonic()
        assert self._launcher.stdin is not None
        self._launcher.stdin.write("start\n")
        self._launcher.stdin.flush()
        self._main = int(self._said())
        self.wait()
        return time.monotonic() - began

    def wait(self) -> None:
        """Wait until it answers, whatever the answer."""
        until = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < until:
            if self.answers():
                return
            time.sleep(0.01)
        raise TimeoutError(f"the server does not answer:\n{self._log.read_text()[-4000:]}")

    def answers(self) -> bool:
        """Whether it answers a request now."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/api/v1/me")
            connection.getresponse().read()
        except (OSError, http.client.HTTPException):
            return False
        else:
            return True
        finally:
            connection.close()

    def is_there(self) -> bool:
        """Whether its main process lives."""
        try:
            os.kill(self._main, 0)
        except ProcessLookupError:
            return False
        return True

    def kill(self) -> None:
        """SIGKILL to the whole group: the main process and its workers at once."""
        os.killpg(self._main, signal.SIGKILL)
        self._gone()

    def kill_workers(self) -> None:
        """SIGKILL to one of the workers or to all; then to what is left, should the main process stay without them."""
        workers = self._workers()
        for worker in random.choice([workers, workers[:1]]):
            os.kill(worker, signal.SIGKILL)
        time.sleep(0.1)
        if self.is_there():
            self.kill()

    def stop(self) -> None:
        """End the server and the process that started it."""
        self._launcher.communicate(timeout=STARTS_WITHIN)

    def _workers(self) -> list[int]:
        return [int(one) for one in Path(f"/proc/{self._main}/task/{self._main}/children").read_text().split()]

    def _gone(self) -> None:
        until = time.monotonic() + STARTS_WITHIN
        while self.is_there() and time.monotonic() < until:
            time.sleep(0.002)

    def _said(self, expected: str = "") -> str:
        assert self._launcher.stdout is not None
        line = self._launcher.stdout.readline().strip()
        if not line or (expected and line != expected):
            raise RuntimeError(f"the server could not be loaded: {line}\n{self._log.read_text()[-4000:]}")
        return line


@contextmanager
def served(environment: Mapping[str, str], log: Path, told: Path) -> Iterator[Served]:
    """The server of an installation, running; it is gone at the end."""
    made = Served(environment, log, told)
    try:
        made.start()
        yield made
    finally:
        made.stop()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])
