"""A process with Kense loaded, which starts the server of `kense run` again and again in a fraction of a second.

It reads lines: `start` forks a server in a process group of its own and answers with its id. At the end of its input it
ends the servers it started. What is killed is granian with its workers and the application, as `kense run` starts them.
"""

import gc
import importlib
import json
import os
import signal
import sys
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from types import FrameType
from typing import Any

import granian.cli


def main(port: int, told: Path) -> None:
    """Load everything once, then start servers on the port as asked."""
    _load(json.loads(told.read_text()))
    signal.signal(signal.SIGCHLD, _reap)
    started: list[int] = []
    _say("ready")
    for line in sys.stdin:
        if line.strip() == "start":
            started.append(_start(port))
            _say(started[-1])
    for server in started:
        _end(server)


def _load(told: Mapping[str, Any]) -> None:
    """Everything a first request needs; no connection and no thread may be left for the children to share."""
    importlib.import_module("kense.config.wsgi")
    from django.db import connections
    from django.test import Client

    from tests.flow.persons import application

    token = told["clerks"][0]["tokens"]["office"]["secret"]
    client = Client(SERVER_NAME="127.0.0.1", headers={"Authorization": f"Bearer {token}"})
    # Looked at only: the books stay as they are, and no paper is made, which would start threads.
    body = {"application": application(0, date.fromisoformat(told["today"]))}
    answer = client.post("/api/v1/cases/preview", body, content_type="application/json")
    assert answer.status_code == 200, answer.content
    connections.close_all()
    gc.collect()
    gc.freeze()


def _start(port: int) -> int:
    from kense.ops.commands.run import server_command

    child = os.fork()
    if child:
        return child
    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    words = server_command("127.0.0.1", port, workers=2)
    granian.cli.cli.main(args=words[words.index("granian") + 1 :], standalone_mode=True)
    raise SystemExit


def _reap(signum: int, frame: FrameType | None) -> None:
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass


def _end(server: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(server, signal.SIGKILL)


def _say(word: object) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
