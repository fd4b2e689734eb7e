"""The emblem on the page of the letterhead: chosen, seen, taken away; a mistake is told at its field."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.desk.conftest import AtDesk
from tests.support.calendar import made_administrator
from tests.support.office import Office


def a_file(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("emblem.png", content, content_type="image/png")


def test_it_is_chosen_seen_and_taken_away(office: Office, at_desk: AtDesk) -> None:
    desk, picture = at_desk(made_administrator(office)), io.BytesIO()
    Image.new("L", (100, 100)).save(picture, "PNG")
    assert desk.post("/office/letterhead/emblem/", {"picture": a_file(picture.getvalue())}).status_code == 302
    assert "/office/letterhead/emblem.png" in desk.get("/office/letterhead/").content.decode()
    assert desk.get("/office/letterhead/emblem.png").content == picture.getvalue()
    desk.post("/office/letterhead/emblem/", {"do": "remove"})
    assert desk.get("/office/letterhead/emblem.png").status_code == 404


def test_a_mistake_is_told_at_the_field(office: Office, at_desk: AtDesk) -> None:
    answer = at_desk(made_administrator(office)).post("/office/letterhead/emblem/", {"picture": a_file(b"GIF89a")})
    assert answer.status_code == 422
    assert 'id="say-picture"' in answer.content.decode()


def test_nobody_else_sets_it(office: Office, at_desk: AtDesk) -> None:
    assert at_desk(office.aigul).post("/office/letterhead/emblem/", {"do": "remove"}).status_code == 403
