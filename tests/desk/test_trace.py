"""The matrix and the text of the act at the desk: every page it names is there, the loaded text stands beside each action."""

import re
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, get_resolver, reverse

from kense.desk.screens import SCREENS, Screen
from kense.desk.trace_page import rows_of
from kense.law import load, newest
from kense.law.trace import trace
from kense.law.trace_words import WORDS
from kense.people.models import Officer
from tests.desk.conftest import AtDesk
from tests.law.act_text import KAZAKH
from tests.regulations.archive import FOLDER
from tests.support.office import ACT, Office, made_officer

WHEN = "2026-11-23 10:00"
TRACE, TEXT = "/regulation/trace/", "/regulation/text/"
FIRST, ASSIGNING = "терезе ашылады", "сөре қаралады"


@pytest.fixture
def ermek(office: Office) -> Officer:
    """The lawyer of the college."""
    return made_officer(office.provider, "ermek", "Досан Ермек Айдарұлы", "lawyer")


def sent(content: bytes | None = None, language: str = "kk") -> dict[str, Any]:
    """The form of the page."""
    words = content if content is not None else "\n".join(sentence for _, sentence in KAZAKH).encode()
    return {"language": language, "file": SimpleUploadedFile("181 қаулы.txt", words)}


def read(answer: Any) -> str:
    """The page as it is read."""
    return unescape(answer.content.decode())


def test_every_kind_of_datum_has_its_screens() -> None:
    assert SCREENS.keys() == WORDS.keys()
    assert all(SCREENS.values())


def test_every_screen_is_a_page() -> None:
    screens = {screen for found in SCREENS.values() for screen in found}
    assert [screen for screen in screens if not is_page(screen)] == []
    assert not is_page(Screen("nowhere", next(iter(screens)).name))


def is_page(screen: Screen) -> bool:
    """Whether the desk has the address, without more than its name where everybody may open it."""
    if not screen.is_open:
        return screen.url in {str(name) for name in get_resolver("kense.desk.urls").reverse_dict}
    try:
        return bool(reverse(screen.address))
    except NoReverseMatch:
        return False


def test_the_matrix_of_an_act_the_code_has_never_seen() -> None:
    rows = rows_of(load(FOLDER))
    assert [str(row.place.ref) for row in rows if not row.screens and not row.place.not_modelled] == []
    assert not any(row.row.tests for row in rows)


@pytest.mark.parametrize("who", ["aigul", "nurlan", "dauren", "tolegen"])
def test_everybody_of_the_office_reads_the_matrix(office: Office, at_desk: AtDesk, who: str) -> None:
    page = read(at_desk(getattr(office, who), WHEN).get(TRACE))
    places = newest(ACT).act.places
    assert [place.ref for place in places if f'id="{str(place.ref).replace(" ", "-")}"' not in page] == []
    assert "procedure.yaml: actions[intake].outcomes[register]" in page
    assert page.count("tests/law/scenarios/2-resolution.yaml") == sum(
        any("2-resolution.yaml" in test for test in row.tests) for row in trace(newest(ACT))
    )
    assert "жүктелмеген" in page
    links = set(re.findall(r'<a href="(/[^"]*)"', page[page.index('id="res-1"') :]))
    assert [
        link for link in links if at_desk(getattr(office, who), WHEN).get(link, follow=True).status_code != 200
    ] == []


def test_a_loaded_text_stands_beside_each_action(office: Office, ermek: Officer, at_desk: AtDesk) -> None:
    case = office.registered()
    desk = at_desk(ermek, WHEN)
    assert desk.post(TEXT, sent()).status_code == 302
    assert [one in read(desk.get(TEXT)) for one in ("181 қаулы.txt", "23.11.2026, 10:00", "1. Жалпы сөз")] == [True] * 3
    for path in (TRACE, "/regulation/"):
        assert [one in read(desk.get(path)) for one in (FIRST, ASSIGNING, "181 қаулы.txt")] == [True] * 3
    page = read(at_desk(office.nurlan, WHEN, "ru").get(f"/cases/{case.code}/"))
    assert [one in page for one in (ASSIGNING, "181 қаулы.txt", "только на казахском", FIRST)] == [
        True,
        True,
        True,
        False,
    ]
    intake = read(at_desk(office.aigul, WHEN).get("/new/"))
    assert [one in intake for one in (FIRST, "<summary>Актінің мәтіні</summary>")] == [True, True]


@pytest.mark.parametrize(
    ("form", "status", "words"),
    [
        ({"language": "kk"}, 422, "Файл таңдалмаған"),
        (sent(b"\x00"), 422, "кәдімгі мәтін емес"),
        (sent(b"1. x", "kk"), 422, "тілі – орысша"),
        (sent(language=""), 422, "тілі таңдалмаған"),
    ],
)
def test_what_is_wrong_with_a_file_is_told(
    ermek: Officer, at_desk: AtDesk, form: dict[str, Any], status: int, words: str
) -> None:
    answer = at_desk(ermek, WHEN).post(TEXT, form)
    assert (answer.status_code, words in read(answer)) == (status, True)


def test_only_the_lawyer_has_the_form(office: Office, at_desk: AtDesk) -> None:
    desk = at_desk(office.aigul, WHEN)
    assert 'name="file"' not in read(desk.get(TEXT))
    assert desk.post(TEXT, sent()).status_code == 403


def test_the_words_of_all_places_are_one_question(ermek: Officer, at_desk: AtDesk) -> None:
    desk = at_desk(ermek, WHEN)
    counts = []
    for pieces in (KAZAKH[2:4], KAZAKH):
        desk.post(TEXT, sent("\n".join(one for _, one in pieces).encode()))
        desk.get(TRACE)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            desk.get(TRACE)
        counts.append(len(asked))
    assert counts[0] == counts[1]
