"""Loading the official text: the lawyer at the desk, the installation from its command line; everything kept or reported."""

import pytest

from kense.acts.models import ActText, TextPart
from kense.acts.texts import passages, texts_of
from kense.casework.act_texts import LIMIT, load, load_here
from kense.kernel import LegalRef, RefusedError
from kense.law import newest
from kense.people.models import Officer
from kense.trail.chain import first_broken
from kense.trail.models import TrailEntry
from tests.law.act_text import KAZAKH, RUSSIAN, Piece
from tests.support.office import ACT, Office, at, made_officer

WHEN = at("2026-11-23 10:00")
ASSIGNING = LegalRef("reg", "5", action="2")


@pytest.fixture
def ermek(office: Office) -> Officer:
    """The lawyer of the college."""
    return made_officer(office.provider, "ermek", "Досан Ермек Айдарұлы", "lawyer")


def file_of(pieces: list[Piece]) -> bytes:
    """A file with these sentences."""
    return "\n".join(sentence for _, sentence in pieces).encode()


def test_the_lawyer_loads_a_text_and_the_trail_tells(ermek: Officer) -> None:
    row = load("kk", "C:\\acts\\181\u0007.txt", file_of(KAZAKH), actor=ermek, at=WHEN)
    assert (row.act, row.file_name, row.loaded_at) == (ACT, "181.txt", WHEN)
    assert [words for _, words in row.unplaced] == [sentence for where, sentence in KAZAKH if not where]
    entry = TrailEntry.objects.latest("seq")
    assert (entry.operation, entry.officer, entry.facts["sha256"]) == ("act_text_loaded", ermek, row.sha256)
    assert first_broken(ermek.provider_id) is None


def test_a_later_text_takes_the_place_of_the_one_before(ermek: Officer) -> None:
    load("kk", "old.txt", file_of(KAZAKH), actor=ermek, at=WHEN)
    load("kk", "new.txt", file_of(KAZAKH[2:4]), actor=ermek, at=at("2026-11-24 10:00"))
    assert ActText.objects.get().file_name == "new.txt"
    assert set(TextPart.objects.values_list("ref", flat=True)) == {"res 1", "res 2"}


def test_the_reader_gets_their_language_or_the_other_with_a_mark(ermek: Officer) -> None:
    load("kk", "kk.txt", file_of(KAZAKH), actor=ermek, at=WHEN)
    load("ru", "ru.txt", file_of([one for one in RUSSIAN if one[0] != str(ASSIGNING)]), actor=ermek, at=WHEN)
    found = {lang: passages(ACT, [ASSIGNING, LegalRef("reg", "1")], lang) for lang in ("kk", "ru", "en")}
    assert [(lang, one[ASSIGNING].language, one[ASSIGNING].is_other) for lang, one in found.items()] == [
        ("kk", "kk", False),
        ("ru", "kk", True),
        ("en", "kk", True),
    ]
    assert found["ru"][LegalRef("reg", "1")].words == ("1. Игрушку выдаёт полка.",)
    assert [one.language for one in texts_of(ACT)] == ["kk", "ru"]


def test_a_point_of_a_list_comes_with_what_opens_the_list(ermek: Officer) -> None:
    load("ru", "ru.txt", file_of(RUSSIAN), actor=ermek, at=WHEN)
    point = LegalRef("reg", "7", sub="2")
    found = passages(ACT, [point, ASSIGNING], "ru")
    assert (found[point].opening, found[point].words) == (("7. Участники:",), ("2) участник 2;",))
    assert found[ASSIGNING].opening == ()


@pytest.mark.parametrize("who", ["aigul", "nurlan", "tolegen"])
def test_nobody_else_loads_one(office: Office, who: str) -> None:
    with pytest.raises(RefusedError, match="wrong_role"):
        load("kk", "181.txt", file_of(KAZAKH), actor=getattr(office, who), at=WHEN)
    assert not ActText.objects.exists()


@pytest.mark.parametrize(
    ("language", "content", "code"),
    [
        ("kk", b"", "act_text_not_recognised"),
        ("kk", "Мүлде басқа мәтін.".encode(), "act_text_not_recognised"),
        ("ru", file_of(KAZAKH), "act_text_other_language"),
        ("kk", b"\x00\x01", "act_text_unreadable"),
        ("kk", b"1" * (LIMIT + 1), "act_text_too_long"),
        ("en", file_of(KAZAKH), "input_missing"),
    ],
)
def test_a_file_that_is_not_the_text_changes_nothing(ermek: Officer, language: str, content: bytes, code: str) -> None:
    load("kk", "181.txt", file_of(KAZAKH), actor=ermek, at=WHEN)
    with pytest.raises(RefusedError, match=code):
        load(language, "other.txt", content, actor=ermek, at=WHEN)
    assert ActText.objects.get().file_name == "181.txt"


def test_the_installation_loads_one_without_an_officer(office: Office) -> None:
    before = TrailEntry.objects.count()
    load_here(newest(ACT).act, "kk", "181.txt", file_of(KAZAKH), at=WHEN)
    assert ActText.objects.get().file_name == "181.txt"
    assert TrailEntry.objects.count() == before
