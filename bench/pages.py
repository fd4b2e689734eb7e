"""How long pages take in the browser's eyes, with few cases and with a million: `python bench/pages.py [few] [many]`.

The real server with its two processes on SQLite, 8 officers of one office signed in (clerks, a head, executors, a
controller), each opening a page of the desk, then looking at it for some half a second: the day's list, the list of
cases, searches by number, name and IIN, a case. The time is that of the whole answer by the clock on the wall, on a
machine that also runs the officers. Four small offices stand beside, a twentieth as big each.
"""

import http.client
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import urlencode

from rows import tell

ALLOWED_MS, ALLOWED_GROWTH = 100, 1.2
OFFICERS, SECONDS, PAUSE = 8, 60.0, 0.5
WARM = 10.0
FEW, MANY, STILL_OPEN = 10_000, 1_000_000, 300
PORT = 8790
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
Taken = dict[str, list[float]]


def main(few: int, many: int) -> int:
    """Measure with few cases and with many; 1 when a page is too slow or grows with their number."""
    before, after = measured(few), measured(many)
    late = False
    for name in sorted(after):
        low, high = _p95(before[name]), _p95(after[name])
        reached = high <= ALLOWED_MS and high <= ALLOWED_GROWTH * low
        late |= not reached
        figure = (
            f"{high:.0f} ms (median {median(after[name]):.0f}); {high / low:.2f} of that with {few:,}: {low:.0f} ms"
        )
        wanted = f"at most {ALLOWED_MS} ms and {ALLOWED_GROWTH} of the smaller"
        tell(f"{name}, {many:,} cases, {OFFICERS} officers, p95", figure, wanted, reached)
    return int(late)


def _p95(taken: list[float]) -> float:
    return quantiles(taken, n=20, method="inclusive")[-1]


def measured(count: int) -> Taken:
    """Milliseconds of each kind of page with so many cases."""
    with tempfile.TemporaryDirectory() as data:
        environment = os.environ | {"KENSE_DATA": data, "KENSE_SECRET_KEY": "bench-only"}
        began = time.perf_counter()
        lines = _output([sys.executable, __file__, "make", str(count)], environment)
        cookies, codes, words = lines[0].split(), lines[1].split(), lines[2:]
        print(f"{count:,} cases made in {time.perf_counter() - began:.0f} s", flush=True)
        server = subprocess.Popen(_output([sys.executable, __file__, "server"], environment), env=environment)
        try:
            _wait()
            return _asked(cookies, codes, words)
        finally:
            server.terminate()
            server.wait()


def _output(command: list[str], environment: dict[str, str]) -> list[str]:
    done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout.splitlines()


def _wait() -> None:
    for _ in range(600):
        try:
            http.client.HTTPConnection("127.0.0.1", PORT, timeout=5).request("GET", "/door/")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the server did not start")


def _asked(cookies: list[str], codes: list[str], words: list[str]) -> Taken:
    taken: Taken = defaultdict(list)
    lock, end = threading.Lock(), time.perf_counter() + WARM + SECONDS

    def officer(cookie: str) -> None:
        chance = random.Random(cookie)
        desk = Officer(cookie)
        while (now := time.perf_counter()) < end:
            name, spent = desk.ask(chance, codes, words)
            if now > end - SECONDS:
                with lock:
                    taken[name].append(spent)
            time.sleep(chance.uniform(0, 2 * PAUSE))

    with ThreadPoolExecutor(OFFICERS) as pool:
        for done in [pool.submit(officer, cookie) for cookie in cookies]:
            done.result()
    return taken


class Officer:
    """An officer at a browser: one connection, one session, the token of the search form."""

    def __init__(self, cookie: str) -> None:
        self.line = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
        self.headers = {"Cookie": f"sessionid={cookie}"}
        answer, page = self._send("GET", "/cases/", "")
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        secret = re.search(r"csrftoken=([^;]+)", answer.headers.get("Set-Cookie", ""))
        if not found or not secret:
            raise SystemExit("the list of cases has no search form")
        self.token = found[1]
        self.headers["Cookie"] += f"; csrftoken={secret[1]}"

    def ask(self, chance: random.Random, codes: list[str], words: list[str]) -> tuple[str, float]:
        """Open one page; what it was and its milliseconds."""
        name, method, path, body = chance.choice(list(self._pages(chance, codes, words)))
        began = time.perf_counter()
        answer, _ = self._send(method, path, body)
        spent = 1000 * (time.perf_counter() - began)
        if answer.status not in (200, 302):
            raise SystemExit(f"{name}: {answer.status}")
        return name, spent

    def _pages(self, chance: random.Random, codes: list[str], words: list[str]) -> Iterator[tuple[str, str, str, str]]:
        yield "the day's list", "GET", "/", ""
        yield "list of cases", "GET", "/cases/", ""
        yield "list of cases, filtered and sorted", "GET", "/cases/?state=end-refused&sort=recipient_order", ""
        found = urlencode({"q": chance.choice(words), "csrfmiddlewaretoken": self.token})
        yield "search", "POST", "/cases/", found
        yield "a case", "GET", f"/cases/{chance.choice(codes)}/", ""

    def _send(self, method: str, path: str, body: str) -> tuple[http.client.HTTPResponse, str]:
        self.line.request(method, path, body, {**self.headers, **(FORM if body else {})})
        answer = self.line.getresponse()
        return answer, answer.read().decode()


def make(count: int) -> None:
    """In a process of its own: the database; prints sessions of the officers, codes of cases, words to search for."""
    from lists import started

    started(os.environ["KENSE_DATA"])
    from django.test import Client

    from kense.cases.models import Case
    from tests.support.busy_desk import SEARCHES, BusyDesk

    now = datetime.now(UTC)  # noqa: TID251 - a benchmark has its own clock
    desk = BusyDesk.made(count, still_open=STILL_OPEN, until=now)
    who = [desk.clerk] * 3 + [desk.head] + [desk.executor] * 3 + [desk.controller]
    print(*(_session(Client(), officer) for officer in who[:OFFICERS]))
    own = Case.objects.filter(provider=desk.clerk.provider)
    step = max(count // 200, 1)
    last = own.order_by("-pk").values_list("pk", flat=True)[0]
    print(*own.filter(pk__in=range(last - count + 1, last + 1, step)).values_list("code", flat=True))
    print(*[words for name, words in SEARCHES.items()], own[0].iin, sep="\n")


def _session(client: object, officer: object) -> str:
    client.force_login(officer)  # type: ignore[attr-defined]
    return str(client.cookies["sessionid"].value)  # type: ignore[attr-defined]


def server() -> None:
    """In a process of its own: prints the words by which `kense run` starts the server."""
    from kense.ops.commands.run import server_command

    print(*server_command("127.0.0.1", PORT, 2), sep="\n")


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    match sys.argv[1:]:
        case ["make", count]:
            make(int(count))
        case ["server"]:
            server()
        case [*counts]:
            sys.exit(main(*(int(one) for one in [*counts, FEW, MANY][:2])) if len(counts) != 1 else 2)
