"""A clerk's program that carries cases through by the API, and asks again with the same key until it has an answer.

`python -m tests.flow.clerk TOLD PORT N`; whatever was answered is a line of what it prints. It ends a case and then itself
when the file TOLD.stop is there. Standard library alone: eight of these run beside the server on the same machine.
"""

import http.client
import json
import random
import sys
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tests.flow.persons import application, proposed

GIVES_UP_AFTER = 200
KEPT = ("code", "version", "number", "result_number")
"""What of an answer is written down, to be looked for in the books."""
DUELS = 0.3
"""The share of steps that are asked for twice at once, under two keys: one of them has to lose."""
STEPS = (
    ("office", "register"),
    ("head", "assign"),
    ("executor", "prepare_notification"),
    ("head", "sign"),
    ("office", "register_result"),
    ("office", "issue_result"),
)


@dataclass(frozen=True)
class Clerk:
    """One of the clerks, with the programs that act for it."""

    n: int
    port: int
    tokens: Mapping[str, Mapping[str, Any]]
    executor: int
    today: date
    pool: ThreadPoolExecutor

    def carry(self, n: int) -> None:
        """A new case from the counter to its end."""
        body = application(n, self.today)
        name = f"{self.n}-{n}"
        case = self.ask("office", "/cases", {"application": body}, f"{name}-open", None)
        if case is None:
            return
        for role, operation in STEPS:
            if not (case := self.step(role, operation, case, body, name)):
                return

    def step(
        self, role: str, operation: str, case: dict[str, Any], body: dict[str, Any], name: str
    ) -> dict[str, Any] | None:
        """One operation, some of the time twice at once. What is signed has to be looked at before."""
        if operation == "sign":
            self._answer(role, f"/cases/{case['code']}", None, "", None)
        path = f"/cases/{case['code']}/operations/{operation}"
        given = self._given(operation, body)
        keys = [f"{name}-{operation}"] + ([f"{name}-{operation}-2"] if random.random() < DUELS else [])
        asked = [self.pool.submit(self.ask, role, path, given, key, case["version"]) for key in keys]
        return next((answer for one in asked if (answer := one.result())), None)

    def reach(self, wanted: Mapping[str, Any], k: int) -> None:
        """Give a case that all clerks want to one's own executor."""
        path = f"/cases/{wanted['code']}/operations/assign"
        self.ask("head", path, self._given("assign", {}), f"wanted-{self.n}-{k}", wanted["version"])

    def ask(self, role: str, path: str, body: Any, key: str, version: int | None) -> dict[str, Any] | None:
        """Ask until there is an answer, and write it down; what the case is then, None where it was refused."""
        status, answer, tries = self._answer(role, path, body, key, version)
        asked = {"program": self.tokens[role]["id"], "key": key, "path": path, "version": version}
        told = {name: answer[name] for name in KEPT if name in answer}
        line = asked | {"status": status, "tries": tries, "answer": told, "at": time.monotonic()}
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()
        return answer if status < 300 else None

    def _given(self, operation: str, body: dict[str, Any]) -> dict[str, Any]:
        if operation == "assign":
            return {"assignee": self.executor, "note": "Орындауға"}
        return {"changes": proposed(body, self.today)} if operation == "prepare_notification" else {}

    def _answer(
        self, role: str, path: str, body: Any, key: str, version: int | None
    ) -> tuple[int, dict[str, Any], list[str]]:
        """Status and body of the first answer that is one; before it, what came instead."""
        tries: list[str] = []
        until = time.monotonic() + GIVES_UP_AFTER
        while time.monotonic() < until:
            try:
                status, answer = self._send(role, path, body, key, version)
            except (OSError, http.client.HTTPException) as error:
                tries.append(type(error).__name__)
            else:
                if status < 500:
                    return status, answer, tries
                tries.append(str(status))
            time.sleep(random.uniform(0.05, 0.15))
        raise TimeoutError(f"no answer to {key}: {tries[-5:]}")

    def _send(self, role: str, path: str, body: Any, key: str, version: int | None) -> tuple[int, dict[str, Any]]:
        headers = {
            "Authorization": f"Bearer {self.tokens[role]['secret']}",
            "Content-Type": "application/json",
            "Idempotency-Key": key,
        }
        if version is not None:
            headers["If-Match"] = f'"{version}"'
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            method = "GET" if body is None else "POST"
            connection.request(method, "/api/v1" + path, json.dumps(body), headers)
            answer = connection.getresponse()
            told = answer.read()
        finally:
            connection.close()
        try:
            return answer.status, json.loads(told)
        except ValueError:
            return max(answer.status, 500), {}


def main(told: Path, port: int, n: int) -> None:
    """Work until one is told to stop."""
    known = json.loads(told.read_text())
    own = known["clerks"][n]
    with ThreadPoolExecutor(2) as pool:
        clerk = Clerk(n, port, own["tokens"], own["executor"], date.fromisoformat(known["today"]), pool)
        for k, wanted in enumerate(_and_then_nothing(known["wanted"])):
            if told.with_suffix(".stop").exists():
                return
            if wanted:
                clerk.reach(wanted, k)
            clerk.carry(len(known["wanted"]) + len(known["clerks"]) * k + n)


def _and_then_nothing(wanted: list[dict[str, Any]]) -> Iterator[dict[str, Any] | None]:
    yield from wanted
    while True:
        yield None


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
