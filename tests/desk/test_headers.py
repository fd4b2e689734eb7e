"""What every answer says to the browser beside its content, and that no page has a script or a style inside it."""

import json
import re
import secrets
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from kense.config import environment
from kense.papers.models import Paper
from tests.desk.conftest import AtDesk
from tests.desk.doors import knock
from tests.support.calendar import made_administrator
from tests.support.office import Office, made_officer
from tests.support.tree import SRC
from tests.support.walk import walked

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""The headers of every answer whatsoever."""
EVENTS = "click|change|input|submit|load|error|focus|blur|toggle|key[a-z]+|mouse[a-z]+|pointer[a-z]+"
INLINE = re.compile(rf"<style|\sstyle\s*=|\son({EVENTS})\s*=|<script(?![^>]*\ssrc=)|javascript:", re.IGNORECASE)


class Inline(HTMLParser):
    """Gathers what the content policy would not let run."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        bad = [name for name, value in attrs if name == "style" or name.startswith("on")]
        bad += [name for name, value in attrs if (value or "").strip().lower().startswith("javascript:")]
        bad += [tag] if tag == "style" or (tag == "script" and not names.get("src")) else []
        self.found += [f"<{tag} {one}>" for one in bad]


@pytest.fixture
def busy(office: Office) -> Office:
    """An office with a case in each of several states."""
    office.registered()
    office.drafted()
    office.issued()
    return office


def test_no_page_has_a_script_or_a_style_inside(busy: Office, at_desk: AtDesk) -> None:
    people = [busy.aigul, busy.nurlan, busy.dauren, busy.tolegen, made_administrator(busy)]
    people.append(made_officer(busy.provider, "lawyer", "Досанов Ербол", "lawyer"))
    kinds = set[str]()
    for officer in people:
        for kind, answer, page in walked(at_desk(officer), kinds):
            assert answer.status_code in (200, 302), kind
            assert Inline(page).found == [], kind
            assert not page or "default-src 'self'" in answer.headers["Content-Security-Policy"]
    assert len(kinds) >= 30, "the walk goes through the whole desk"


def test_no_template_has_one_either() -> None:
    """Pages the walk does not come to, too: what stands in a branch of a template is in the template."""
    found = {
        path.name: INLINE.findall(text)
        for path in SRC.rglob("templates/**/*.html")
        if INLINE.search(text := path.read_text(encoding="utf-8"))
    }
    assert found == {}


@pytest.mark.parametrize("bad", ['<p style="a">', "<style>", "<a onclick='x()'>", "<script>x</script>"])
def test_an_inline_one_would_be_found(bad: str) -> None:
    assert Inline(bad).found
    assert INLINE.search(bad)


def test_every_answer_has_its_headers(busy: Office, at_desk: AtDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    client = at_desk(busy.aigul)
    paper = Paper.objects.filter(case__isnull=False).first()
    assert paper
    answers = {
        "page": client.get("/"),
        "paper": client.get(f"/papers/{paper.code}/"),
        "file": client.get("/service/"),
        "missing": client.get("/nowhere/"),
        "closed": client.get("/calendar/"),
        "door": Client().get("/door/"),
        "sent to the door": Client().get("/cases/"),
        "style": client.get("/static/desk/kense.css"),
        "another host": client.get("/", headers={"Host": "elsewhere.example"}),
        "the API": Client().get("/api/v1/cases"),
        "alive": Client().get("/health/"),
    }
    monkeypatch.setattr("kense.desk.shell.menu_of", lambda _: 1 / 0)
    client.raise_request_exception = False
    answers["failed"] = client.get("/")
    statuses = {name: answer.status_code for name, answer in answers.items()}
    assert statuses["failed"] == 500
    assert (statuses["missing"], statuses["closed"], statuses["another host"], statuses["the API"]) == (
        404,
        403,
        400,
        401,
    )
    b"".join(answers["style"])  # to its end: by that it is closed
    for name, answer in answers.items():
        assert {header: answer.headers.get(header) for header in ALWAYS} == ALWAYS, name
        if name == "style":
            continue
        assert "no-store" in answer.headers["Cache-Control"], name
        assert "camera=()" in answer.headers["Permissions-Policy"], name
        framed = "'self'" if name == "paper" else "'none'"
        assert f"frame-ancestors {framed}" in answer.headers["Content-Security-Policy"], name
        assert answer.headers["X-Frame-Options"] == ("SAMEORIGIN" if name == "paper" else "DENY"), name


def test_a_host_of_nobody_is_told_in_words_and_never_repeated(db: None) -> None:
    answer = Client().get("/door/", headers={"Host": "elsewhere.example"})
    assert (answer.status_code, "Сұрау оқылмайды" in answer.content.decode()) == (400, True)
    assert "elsewhere" not in answer.content.decode()


def cookies_of(client: Client) -> dict[str, tuple[Any, Any, str]]:
    return {name: (bool(one["secure"]), bool(one["httponly"]), one["samesite"]) for name, one in client.cookies.items()}


@pytest.mark.parametrize("https", [True, False])
def test_every_cookie_is_for_the_server_alone_and_by_https_where_there_is_https(
    office: Office, settings: LazySettings, https: bool
) -> None:
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = https
    client = Client()
    client.get("/door/")
    knock(client, "aigul")
    client.get("/language/ru/")
    assert set(client.cookies) == {"csrftoken", "sessionid", "kense_officer", "kense_known", "django_language"}
    assert set(cookies_of(client).values()) == {(https, True, "Lax")}


def test_with_https_everybody_is_led_there(db: None, settings: LazySettings) -> None:
    settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_SECONDS = True, 31536000
    assert Client().get("/door/").headers["Location"] == "https://testserver/door/"
    assert Client().get("/door/", secure=True).headers["Strict-Transport-Security"] == "max-age=31536000"
    assert Client().get("/health/").status_code == 200, "whoever watches asks from inside"


def test_an_office_with_https_passes_every_check_of_django(tmp_path: Path) -> None:
    """As it is started: by the environment alone."""
    told = (
        "import json, django; django.setup()\n"
        "from django.conf import settings as s; from django.core.management import call_command\n"
        "call_command('check', deploy=True, fail_level='WARNING')\n"
        "print(json.dumps([s.SECURE_SSL_REDIRECT, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS]))"
    )
    given = {
        "KENSE_DATA": str(tmp_path),
        "KENSE_SECRET_KEY": secrets.token_urlsafe(50),
        "KENSE_PUBLIC_URL": "https://kense.example.kz",
        "DJANGO_SETTINGS_MODULE": "kense.config.settings",
    }
    done = subprocess.run([sys.executable, "-c", told], env=given, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "no issues (2 silenced)" in done.stdout + done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == [True, True, True, 31536000]


def test_one_pc_without_a_certificate_works(settings: LazySettings) -> None:
    assert not any((settings.SECURE_SSL_REDIRECT, settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE))
    assert settings.SECURE_HSTS_SECONDS == 0


def test_the_public_address_is_answered_beside_the_names_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KENSE_HOSTS", "desk.example, 127.0.0.1")
    assert environment.hosts("https://kense.example.kz:8443") == ["desk.example", "127.0.0.1", "kense.example.kz"]
    assert environment.hosts("") == ["desk.example", "127.0.0.1"]


@pytest.mark.parametrize(
    ("told", "public", "https", "proxies"),
    [
        ({}, "", False, []),
        ({}, "https://k.kz", True, ["127.0.0.1", "::1"]),
        ({"KENSE_HTTPS": "0"}, "https://k.kz", False, []),
        ({"KENSE_HTTPS": "1", "KENSE_PROXIES": "10.0.0.5, 10.1.0.0/16"}, "", True, ["10.0.0.5", "10.1.0.0/16"]),
    ],
)
def test_what_the_environment_says_of_https(
    told: dict[str, str], public: str, https: bool, proxies: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("KENSE_HTTPS", "KENSE_PROXIES"):
        monkeypatch.delenv(name, raising=False)
    for name, value in told.items():
        monkeypatch.setenv(name, value)
    assert environment.is_https(public) is https
    assert environment.proxies(https) == proxies
