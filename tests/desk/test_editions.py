"""The lawyer's way at the desk: a draft, its forms, its previews, its publication."""

from collections.abc import Iterator

import pytest
from django.test import Client

from kense.acts.models import DraftEdition, PublishedEdition
from kense.acts.store import EditionStore
from kense.law import library
from kense.people.models import Officer
from tests.desk.conftest import AtDesk
from tests.support.office import Office, made_officer

DRAFT = "/regulation/editions/draft/"
NAMES = {"name_kk": "Мектеп анықтамасы", "name_ru": "Справка школы", "name_en": "Certificate of the school"}
ORDER = {"valid_from": "27.03.2019", "order_number": "7-Н", "order_date": "25.03.2019"}


@pytest.fixture
def saltanat(office: Office) -> Officer:
    """The lawyer of the office."""
    return made_officer(office.provider, "saltanat", "Омарова Салтанат", "lawyer")


@pytest.fixture
def client(saltanat: Officer, at_desk: AtDesk) -> Iterator[Client]:
    """The lawyer at the desk, a draft begun; what is published is forgotten afterwards."""
    client = at_desk(saltanat, lang="ru")
    client.post("/regulation/editions/begin/")
    yield client
    library.keep_in(EditionStore())


def page(client: Client, path: str = DRAFT) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_from_a_draft_to_a_published_edition(client: Client, office: Office) -> None:
    added = client.post(f"{DRAFT}parts/grounds/", {**NAMES, "version": "1"}, follow=True)
    assert "Бас тарту негізі «Мектеп анықтамасы»" not in added.content.decode()
    assert "Основание отказа «Справка школы»: добавлено" in added.content.decode()
    answer = client.post(f"{DRAFT}publish/", {**ORDER, "version": "2"}, follow=True)
    row = PublishedEdition.objects.get()
    assert row.content_hash in answer.content.decode()
    assert (row.provider, row.order_number) == (office.provider, "7-Н")
    assert not DraftEdition.objects.exists()


def test_what_was_typed_wrong_stays_and_is_told(client: Client) -> None:
    answer = client.post(f"{DRAFT}parts/documents/", {**NAMES, "name_en": "", "when_minor.True": "1", "version": "1"})
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "Справка школы</textarea>" in said
    assert 'id="say-name_en"' in said
    assert 'name="when_minor.True" value="1" checked' in said


def test_the_second_of_two_sees_both(client: Client) -> None:
    path = f"{DRAFT}parts/grounds/no_consent/"
    client.post(path, {**NAMES, "version": "1"})
    answer = client.post(path, {**NAMES, "name_ru": "Справка лицея", "version": "1"})
    said = answer.content.decode()
    assert answer.status_code == 409
    assert "Справка лицея</textarea>" in said
    assert "Сейчас там: Справка школы" in said


def test_days_that_meet_another_edition_are_told_at_their_field(client: Client) -> None:
    client.post(f"{DRAFT}parts/grounds/no_consent/", {**NAMES, "version": "1"})
    answer = client.post(f"{DRAFT}publish/", {**ORDER, "valid_from": "26.03.2019", "version": "2"})
    said = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="say-valid_from"' in said
    assert 'value="7-Н"' in said


@pytest.mark.parametrize(
    "path",
    [
        *(
            "",
            "look/",
            "look/service/",
            "parts/documents/",
            "parts/documents/study_certificate/",
            "parts/standard/all/",
        ),
        *("parts/texts/refusal.considered/", "parts/entries/category.26-1-2/", "parts/directories/citizenship/"),
        "parts/retention/ended_cases/",
    ],
)
def test_every_page_of_a_draft_is_there(client: Client, path: str) -> None:
    page(client, DRAFT + path)


def test_the_previews_show_the_draft(client: Client) -> None:
    client.post(f"{DRAFT}parts/documents/", {**NAMES, "form": "copy", "when_reason.enrolled": "1", "version": "1"})
    look = page(client, f"{DRAFT}look/?reason=enrolled&age=minor&applicant=representative")
    assert "Справка школы" in look
    assert "Справка школы" in page(client, f"{DRAFT}look/service/")
    paper = client.get(f"{DRAFT}look/refusal/")
    assert paper.content.startswith(b"%PDF")
    assert client.get(f"{DRAFT}look/talon/").status_code == 404


@pytest.mark.parametrize("path", ["parts/actions/", "parts/texts/", "parts/documents/nothing/", "parts/roles/head/"])
def test_what_is_no_part_of_a_draft_is_not_there(client: Client, path: str) -> None:
    assert client.get(DRAFT + path).status_code == 404


@pytest.mark.parametrize("who", ["nurlan", "aigul", "tolegen"])
def test_others_see_the_list_alone(client: Client, office: Office, at_desk: AtDesk, who: str) -> None:
    other = at_desk(getattr(office, who))
    assert "begin" not in page(other, "/regulation/editions/")
    assert other.get(DRAFT).status_code == 403
    assert other.post(f"{DRAFT}parts/grounds/", {**NAMES, "version": "1"}).status_code == 403
    assert other.post(f"{DRAFT}publish/", {**ORDER, "version": "1"}).status_code == 403
    assert other.post(f"{DRAFT}drop/", {"version": "1"}).status_code == 403


def test_without_a_draft_the_list_is_shown(client: Client) -> None:
    client.post(f"{DRAFT}drop/", {"version": "1"})
    assert client.get(DRAFT).headers["Location"] == "/regulation/editions/"
    assert client.post(f"{DRAFT}publish/", ORDER).status_code == 409


def test_at_the_counter_each_application_has_the_list_of_its_own_day(
    client: Client, office: Office, at_desk: AtDesk
) -> None:
    case = office.handed_in("2019-03-26 18:20")
    client.post(f"{DRAFT}parts/documents/", {**NAMES, "form": "copy", "when_always": "1", "version": "1"})
    client.post(f"{DRAFT}publish/", {**ORDER, "version": "2"})
    clerk = at_desk(office.aigul, "2019-03-27 09:05")
    assert "Мектеп анықтамасы" not in page(clerk, f"/new/{case.code}/")
    assert "Мектеп анықтамасы" in page(clerk, "/new/")
