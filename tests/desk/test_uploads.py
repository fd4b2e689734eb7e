"""Files and forms that are too large or are not what they say: refused in words, before anything is done."""

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kense.desk.middleware import BESIDE_A_FILE
from kense.people.models import Officer
from kense.registry.roster_sheet import LARGEST
from tests.desk.conftest import AtDesk
from tests.support.calendar import made_administrator
from tests.support.office import Office, application, made_officer
from tests.support.said import everything_stored

FORMS = {
    "/register/rosters/": ("file", "list.xlsx", "dauren"),
    "/office/letterhead/emblem/": ("picture", "emblem.png", "admin"),
    "/regulation/text/": ("file", "act.txt", "lawyer"),
    "/calendar/": ("file", "days.csv", "admin"),
}
"""Where files are taken: the field, a good name for one, and whose form it is."""
CONTENTS = {
    "program": b"MZ\x90\x00" + bytes(300),
    "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\x00\x01",
    "photo": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00",
    "nothing": b"",
}


@pytest.fixture
def people(office: Office) -> dict[str, Officer]:
    """Whose forms they are."""
    lawyer = made_officer(office.provider, "lawyer", "Досанов Ербол", "lawyer")
    return {"dauren": office.dauren, "admin": made_administrator(office), "lawyer": lawyer}


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize("content", CONTENTS.values(), ids=CONTENTS)
def test_a_good_name_makes_no_good_file(people: dict[str, Officer], at_desk: AtDesk, path: str, content: bytes) -> None:
    field, name, who = FORMS[path]
    client = at_desk(people[who])
    before = everything_stored()
    answer = client.post(path, {field: SimpleUploadedFile(name, content), "language": "kk", "form": "file"})
    assert answer.status_code in (409, 422)
    assert everything_stored() == before


@pytest.mark.parametrize("path", [*FORMS, "/new/", "/door/", "/password/"])
def test_a_body_that_is_too_large_is_refused_unread(people: dict[str, Officer], at_desk: AtDesk, path: str) -> None:
    client = at_desk(people[FORMS[path][2] if path in FORMS else "dauren"])
    largest = LARGEST + BESIDE_A_FILE if path == "/register/rosters/" else 2 * 1024 * 1024
    for length in (str(largest + 1), "9" * 40, "-1", "²"):
        answer = client.post(path, {"x": "1"}, CONTENT_LENGTH=length)
        assert answer.status_code == 413
        assert "Бір нысан үшін бұл тым көп" in answer.content.decode()


def test_a_stranger_sends_no_roster(office: Office) -> None:
    answer = Client().post("/register/rosters/", {"x": "1"}, CONTENT_LENGTH=str(3 * 1024 * 1024))
    assert answer.status_code == 413


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_too_many_fields_or_files_are_told_in_words(
    office: Office, at_desk: AtDesk, settings: LazySettings, lang: str
) -> None:
    client = at_desk(office.aigul, lang=lang)
    many = application() | {f"field{n}": "" for n in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS)}
    files = {f"file{n}": SimpleUploadedFile(f"{n}.txt", b"x") for n in range(2)}
    titles = {"kk": "Бір нысан үшін бұл тым көп", "ru": "Для одной формы это слишком много", "en": "This is too much"}
    for form in (many, files):
        answer = client.post("/new/", form)
        assert (answer.status_code, titles[lang] in answer.content.decode()) == (413, True)


def test_a_long_text_in_a_form_is_told_in_words(office: Office, at_desk: AtDesk, settings: LazySettings) -> None:
    """Inside the length of the body, but longer than all fields together may be."""
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000
    client = at_desk(office.aigul)
    answer = client.post("/new/", application(person_surname="ә" * 20_000))
    assert (answer.status_code, "Бір нысан үшін бұл тым көп" in answer.content.decode()) == (413, True)
