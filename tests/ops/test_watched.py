"""Health, logs and figures: what they tell, whom, and that nobody's data are in them."""

import io
import json
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from prometheus_client.parser import text_string_to_metric_families

from kense.acts.models import EditionSeen
from kense.casework.watched import figures_of
from kense.ops import health, installation
from kense.ops.log_lines import Lines, NotTwice
from kense.papers.models import Paper
from tests.desk.doors import knock
from tests.law.editions import EDITION
from tests.support.calendar import made_administrator
from tests.support.office import PASSWORD, PERSONAL, Office, OtherOffice, adult_application, application, at
from tests.support.walk import walked

NAMES = ("Сейітова", "Жақыпов", "Оразбек", "aigul")
"""Officers' names are nobody else's business either."""
TYPED = "Сөзсіз-1903"
"""A word that is typed where words are typed."""


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kense.desk.officers.now", lambda: at("2019-03-26 12:24"))


@contextmanager
def logged(as_json: bool = True) -> Iterator[io.StringIO]:
    """Everything that is logged inside, as the server writes it."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Lines(as_json))
    handler.addFilter(NotTwice())
    root = logging.getLogger()
    root.addHandler(handler)
    try:
        yield stream
    finally:
        root.removeHandler(handler)


@contextmanager
def without_database(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The database does not answer."""

    def gone(*args: object) -> None:
        raise DatabaseError("/secret/place")

    with monkeypatch.context() as patched:
        patched.setattr(connection, "cursor", gone)
        yield


def lines_of(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


class TestHealth:
    """Alive, and ready to work."""

    @pytest.fixture
    def ready(self, data: Any, office: Office) -> Office:
        """An installation with everything in its place."""
        installation.prepare()
        return office

    def test_alive_though_the_database_is_not(self, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
        with without_database(monkeypatch):
            answer = Client().get("/health/")
            page = Client(raise_request_exception=False).get("/door/")
        assert (answer.status_code, answer.json()) == (200, {"status": "live"})
        assert (page.status_code, "Жүйеде қате шықты" in page.content.decode()) == (500, True)

    def test_ready_with_everything_in_its_place(self, ready: Office) -> None:
        answer = Client().get("/health/ready/")
        assert (answer.status_code, answer.json()["status"]) == (200, "ready")
        assert answer.json()["checks"] == dict.fromkeys(("database", "tables", "disk", "editions"), True)

    def test_not_ready_without_the_database(self, ready: Office, monkeypatch: pytest.MonkeyPatch) -> None:
        with without_database(monkeypatch):
            answer = Client().get("/health/ready/")
            figures = Client().get("/metrics", headers={"Host": "127.0.0.1"})
        assert (answer.status_code, figures.status_code) == (503, 503)
        assert answer.json()["checks"] == {"database": False, "tables": False, "disk": True, "editions": False}
        assert "secret" not in answer.content.decode() + figures.content.decode()

    @pytest.mark.parametrize("broken", ["tables", "disk", "editions"])
    def test_not_ready_and_which_part(self, ready: Office, broken: str, monkeypatch: pytest.MonkeyPatch) -> None:
        if broken == "tables":
            monkeypatch.setattr(installation, "is_behind", lambda: True)
        elif broken == "disk":
            monkeypatch.setattr(health, "ROOM", 1 << 62)
        else:
            EditionSeen.objects.create(edition=EDITION, content_hash="0" * 64, seen_at=at("2019-03-26 10:00"))
        answer = Client().get("/health/ready/")
        assert (answer.status_code, answer.json()["checks"][broken]) == (503, False)
        assert sum(answer.json()["checks"].values()) == 3

    def test_only_asking_is_allowed(self, ready: Office) -> None:
        assert {Client().post(path).status_code for path in ("/health/", "/health/ready/")} == {405}


class TestLogs:
    """Lines of the log."""

    def test_a_request_is_told_by_its_route_and_not_by_its_path(self, office: Office) -> None:
        case = office.registered()
        client = Client()
        client.force_login(office.aigul)
        with logged() as stream:
            answer = client.get(f"/cases/{case.code}/", {"q": TYPED})
        [line] = lines_of(stream)
        assert line | {"time": "", "ms": 0} == {
            "time": "",
            "level": "info",
            "event": "request",
            "request": answer.headers["X-Request-ID"],
            "method": "GET",
            "route": "desk:case",
            "status": 200,
            "ms": 0,
            "provider": office.provider.pk,
        }
        assert line["ms"] > 0

    def test_nobody_is_in_the_log_whatever_goes_wrong(self, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
        for step in (office.registered, office.drafted, office.issued):
            step()
        office.registered(office.handed_in(when="2019-03-26 10:13", **adult_application()))
        with logged() as stream, logged(as_json=False) as words:
            self._a_day(office)
            self._a_bad_day(office, monkeypatch)
        told = lines_of(stream)
        assert {line["status"] for line in told if line["event"] == "request"} >= {
            200,
            302,
            400,
            403,
            404,
            405,
            422,
            500,
        }
        assert sum("error" in line for line in told) >= 3
        codes = {*Paper.objects.values_list("code", flat=True), *office.provider.cases.values_list("code", flat=True)}
        for output in (stream.getvalue(), words.getvalue()):
            found = [word for word in (*PERSONAL, *NAMES, TYPED, PASSWORD, *codes) if word.lower() in output.lower()]
            assert found == []
            assert not re.search(r"\b\d{12}\b", output), "nothing like an IIN"

    def _a_day(self, office: Office) -> None:
        """Everybody goes through the desk, with forms that are taken and that are not."""
        passed = set[str]()
        for officer in (office.aigul, office.nurlan, office.dauren, office.tolegen, made_administrator(office)):
            client = Client()
            client.force_login(officer)
            for _ in walked(client, passed):
                pass
            client.post("/new/", application(person_surname=TYPED) | {"do": "register", "key": "k"})
            client.post("/cases/", {"q": PERSONAL[0]})
            client.get("/cases/", {"q": PERSONAL[3]})
        knock(Client(), "aigul", TYPED)
        knock(Client(), TYPED, PASSWORD)

    def _a_bad_day(self, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
        """Paths and hosts with people in them, and errors that quote what was typed."""
        client = Client(raise_request_exception=False)
        client.force_login(office.aigul)
        for path in (f"/cases/{PERSONAL[3]}/", f"/{PERSONAL[0]}/", f"/door/?next={TYPED}", f"/language/{TYPED}/"):
            client.get(path)
        client.delete(f"/cases/{PERSONAL[0]}/")
        client.generic(f"GET{PERSONAL[0]}", "/keys/")
        client.get("/keys/", headers={"Host": f"{PERSONAL[0]}.kz"})
        Client(enforce_csrf_checks=True).post("/new/", application())

        def fails(*args: object, **kwargs: object) -> None:
            typed = application()
            try:
                int(typed["person_surname"])
            except ValueError as error:
                raise DatabaseError(f"Key (iin)=({typed['person_iin']}) already exists.") from error

        for broken in (
            "kense.desk.shell.menu_of",
            "kense.desk.views.intake.IntakePage",
            "kense.desk.officers.desk_at_moment",
        ):
            with monkeypatch.context() as patched:
                patched.setattr(broken, fails)
                client.get("/new/")
                client.post("/new/", application(person_surname=TYPED) | {"do": "register", "key": "k"})

    def test_an_error_says_where_and_what_and_not_about_whom(self) -> None:
        with logged() as stream, logged(as_json=False) as words:
            try:
                try:
                    int(PERSONAL[3])
                except ValueError:
                    raise DatabaseError(PERSONAL[0]) from None
            except DatabaseError:
                logging.getLogger("kense.somewhere").exception("it failed")
                logging.getLogger("django.db.backends").error(PERSONAL[0])
                logging.getLogger("openpyxl").warning("about %s", PERSONAL[0])
        ours, theirs, others = lines_of(stream)
        assert (ours["event"], theirs["event"], others["event"]) == ("it failed", "django.db.backends", "openpyxl")
        assert [one["type"] for one in ours["error"]] == ["django.db.utils.DatabaseError"]
        assert re.fullmatch(r"tests/ops/test_watched.py:\d+ test_an_error\w+", ours["error"][0]["at"][-1])
        assert PERSONAL[0] not in stream.getvalue() + words.getvalue()
        assert re.search(r"ERROR it failed\n  django.db.utils.DatabaseError\n    tests/ops/", words.getvalue())


class TestMetrics:
    """Figures for Prometheus."""

    def figures(self, **headers: str) -> dict[str, dict[tuple[str, ...], float]]:
        """The samples of the page by name and labels, read as Prometheus reads them."""
        page = Client().get("/metrics", headers={"Host": "127.0.0.1:8000"} | headers)
        assert page.status_code == 200
        found: dict[str, dict[tuple[str, ...], float]] = {}
        for family in text_string_to_metric_families(page.content.decode()):
            for sample in family.samples:
                labels = tuple(value for name, value in sorted(sample.labels.items()) if name != "le")
                found.setdefault(sample.name, {})[labels] = sample.value
        return found

    def test_what_the_tables_tell(
        self, office: Office, other_office: OtherOffice, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        office.registered()
        late = office.registered(office.handed_in(when="2019-03-20 10:12"), when="2019-03-20 10:20")
        monkeypatch.setattr("kense.kernel.clock.now", lambda: at("2019-03-26 10:30"))
        assert late.due_at < at("2019-03-26 10:30")
        found, here, there = self.figures(), str(office.provider.pk), str(other_office.provider.pk)
        assert found["kense_cases_open"] == {(here,): 2, (there,): 0}
        assert found["kense_cases_late"] == {(here,): 1, (there,): 0}
        assert found["kense_papers_queued"][here,] == Paper.objects.filter(status="queued").count() > 0
        assert found["kense_trail_entries"] == {(here,): 4, (there,): 0}
        assert found["kense_operations_last_day"] == {("hand_in", here): 1, ("register", here): 1}

    def test_requests_are_counted_by_route(self, office: Office) -> None:
        before = self.figures().get("kense_request_seconds_count", {})
        for _ in range(3):
            Client().get("/service/")
        Client().get(f"/{TYPED}/")
        after = self.figures()["kense_request_seconds_count"]
        label = ("GET", "desk:service", "200")
        assert after[label] - before.get(label, 0) == 3
        assert not any(TYPED in one for labels in after for one in labels)

    def test_for_this_machine_alone_or_with_the_token(self, office: Office, settings: LazySettings) -> None:
        def status(address: str = "127.0.0.1", host: str = "127.0.0.1", **headers: str) -> int:
            return Client(REMOTE_ADDR=address).get("/metrics", headers={"Host": host} | headers).status_code

        settings.ALLOWED_HOSTS = ["kense.example.kz", "127.0.0.1", "[::1]", "localhost"]
        assert [status(), status("::1", "[::1]:8000"), status(host="localhost:8000")] == [200, 200, 200]
        assert status("10.0.0.9") == 403
        assert status(host="kense.example.kz") == 403, "a proxy on this machine passes a stranger on"
        assert status(X_Forwarded_For="10.0.0.9") == 403
        assert status("10.0.0.9", Authorization="Bearer ") == 403
        settings.METRICS_TOKEN = "a-token-of-some-length"
        assert status("10.0.0.9", Authorization="Bearer a-token-of-some-length") == 200
        assert status("10.0.0.9", Authorization="Bearer ә") == 403

    def test_figures_ask_as_often_for_many_offices(self, office: Office, other_office: OtherOffice) -> None:
        moment = at("2019-03-26 10:30")
        with CaptureQueriesContext(connection) as one:
            figures_of([office.provider.pk], moment)
        with CaptureQueriesContext(connection) as two:
            figures_of([office.provider.pk, other_office.provider.pk], moment)
        assert len(one) == len(two) == 4
