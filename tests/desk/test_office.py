"""The settings of the office: whose pages they are, what their forms take, what an officer notices of a change."""

import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kense.people.models import Officer, OfficerRole, Provider, Substitution
from kense.people.selectors import roles_on
from tests.desk.conftest import AtDesk
from tests.support.calendar import made_administrator
from tests.support.office import PASSWORD, Office, OtherOffice, at, made_officer, reloaded
from tests.support.said import everything_stored

WHEN = "2019-03-26 15:00"
TODAY = at(WHEN).date()
PAGES = (
    "/office/",
    "/office/new/",
    "/office/substitutions/",
    "/office/numbers/",
    "/office/letterhead/",
    "/office/overseers/",
    "/office/organisations/",
    "/office/programs/",
)
NEW = {
    "username": "asel",
    "surname": "Сапар",
    "given_name": "Әсел",
    "position_kk": "маман",
    "position_ru": "специалист",
}


@pytest.fixture
def oleg(office: Office) -> Officer:
    """The administrator of the college."""
    return made_administrator(office)


@pytest.fixture
def client(oleg: Officer, at_desk: AtDesk) -> Client:
    """The administrator at the desk."""
    return at_desk(oleg, WHEN)


def text_of(answer: Any) -> str:
    """The page as it is read."""
    return unescape(answer.content.decode())


def absence(office: Office, **changed: str) -> dict[str, str]:
    """The form by which Bekzat stands in for the head through Friday."""
    usual = {
        "absent": str(office.nurlan.pk),
        "substitute": str(office.bekzat.pk),
        "role": "head",
        "from_day": "26.03.2019",
        "to_day": "29.03.2019",
        "order_number": "45-Ж",
        "order_date": "25.03.2019",
    }
    return usual | changed


@pytest.mark.parametrize("who", ["aigul", "dauren", "tolegen", "nurlan"])
def test_the_pages_are_the_administrators(office: Office, at_desk: AtDesk, who: str) -> None:
    client = at_desk(getattr(office, who), WHEN)
    before = everything_stored()
    for path in (*PAGES, f"/office/officers/{office.aigul.pk}/"):
        if who == "nurlan" and path in ("/office/", "/office/substitutions/"):
            continue
        for answer in (client.get(path), client.post(path, NEW | {"do": "close", "username": "tolegen"})):
            assert answer.status_code in (403, 405)
    assert everything_stored() == before
    assert ('href="/office/"' in text_of(client.get("/"))) is (who == "nurlan")


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_every_page_opens_in_every_language(oleg: Officer, at_desk: AtDesk, path: str, lang: str) -> None:
    answer = at_desk(oleg, WHEN, lang).get(path)
    assert answer.status_code == 200
    assert 'href="/office/" ' in text_of(answer)


def test_an_officer_is_added_given_a_role_and_works(office: Office, client: Client, at_desk: AtDesk) -> None:
    page = client.post("/office/new/", NEW)
    found = re.search(r'id="password-shown">([^<]+)<', text_of(page))
    assert found
    assert page.headers["Cache-Control"] == "no-store"
    asel = Officer.objects.get(username="asel")
    client.post(f"/office/officers/{asel.pk}/", {"do": "role", "role": "office", "from_day": "26.03.2019"})
    door = Client()
    assert door.login(username="asel", password=found.group(1))
    own = {"old_password": found.group(1), "new_password": "сары-дала-2019", "repeated_password": "сары-дала-2019"}
    assert at_desk(asel, WHEN).post("/password/", own).headers["Location"] == "/"
    asel.refresh_from_db()
    assert 'href="/new/"' in text_of(at_desk(asel, WHEN).get("/"))
    assert found.group(1) not in text_of(client.get(f"/office/officers/{asel.pk}/")), "it is shown once"


def test_what_was_typed_comes_back_with_what_is_wrong(client: Client) -> None:
    answer = client.post("/office/new/", NEW | {"username": "a b", "password": "қысқа", "phone": "+7 700"})
    page = text_of(answer)
    assert answer.status_code == 422
    assert all(f'value="{typed}"' in page for typed in ("a b", "Сапар", "маман", "+7 700"))
    assert "қысқа" not in page.replace("тым қысқа", "")
    assert 'aria-describedby="say-username"' in page
    assert 'aria-describedby="say-password"' in page


def test_officers_stand_in_the_order_of_the_kazakh_alphabet(office: Office, client: Client) -> None:
    names = re.findall(r'<th scope="row"><a [^>]*>([^<]+)</a>', text_of(client.get("/office/")))
    assert [name.split()[0] for name in names] == [
        "Әбенов",
        "Беляев",
        "Жақыпов",
        "Қасымова",
        "Оразбек",
        "Сейітова",
        "Ысқақов",
    ]


def test_the_list_says_who_is_away(office: Office, client: Client) -> None:
    client.post("/office/substitutions/", absence(office))
    assert "орнын басушы: Әбенов Б." in re.sub(r"\s+", " ", text_of(client.get("/office/")))


def test_the_queries_do_not_grow_with_the_officers(office: Office, client: Client) -> None:
    def count(path: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        return len(queries)

    before = [count(path) for path in PAGES]
    for n in range(15):
        officer = made_officer(office.provider, f"more{n}", f"Қосымша Адам{n}", "executor")
        Substitution.objects.create(
            absent=officer,
            substitute=office.dauren,
            role="executor",
            from_day=TODAY,
            to_day=TODAY,
            order_number="1",
            order_date=TODAY,
        )
    assert [count(path) for path in PAGES] == before


def test_a_closed_officer_is_out_at_the_next_request(office: Office, client: Client, at_desk: AtDesk) -> None:
    bekzat = at_desk(office.bekzat, WHEN)
    assert bekzat.get("/").status_code == 200
    client.post(f"/office/officers/{office.bekzat.pk}/", {"do": "close"})
    assert bekzat.get("/").headers["Location"].startswith("/door/")
    assert not Client().login(username="bekzat", password=PASSWORD)


def test_a_new_password_ends_the_sessions_of_the_old_one(office: Office, client: Client, at_desk: AtDesk) -> None:
    bekzat = at_desk(office.bekzat, WHEN)
    client.post(f"/office/officers/{office.bekzat.pk}/", {"do": "password", "password": ""})
    assert bekzat.get("/").headers["Location"].startswith("/door/")


def test_ones_own_new_password_keeps_the_session(oleg: Officer, client: Client) -> None:
    elsewhere = Client()
    elsewhere.force_login(oleg)
    client.post(f"/office/officers/{oleg.pk}/", {"do": "password", "password": "сары-дала-2019"})
    assert client.get("/office/").status_code == 200
    assert elsewhere.get("/office/").status_code == 302


def test_a_role_taken_away_while_a_form_was_open_is_told_in_words(
    office: Office, client: Client, at_desk: AtDesk
) -> None:
    case = office.registered()
    row = office.nurlan.roles.get().pk
    OfficerRole.objects.create(officer=office.nurlan, role="executor", from_day=TODAY)
    head = at_desk(office.nurlan, WHEN)
    assert f"/cases/{case.code}/do/assign/" in text_of(head.get(f"/cases/{case.code}/"))
    client.post(f"/office/officers/{office.nurlan.pk}/", {"do": "last", "row": row, "last_day": "25.03.2019"})
    form = {"version": case.version, "key": "k", "assignee": office.dauren.pk, "note": "Орындауға"}
    answer = head.post(f"/cases/{case.code}/do/assign/", form)
    assert answer.status_code == 403
    assert "Сізде бұл рөл жоқ." in text_of(answer)
    assert reloaded(case).version == case.version


@pytest.mark.parametrize("do", ["data", "role", "last", "password", "close", "reopen", "unheard-of"])
def test_an_officer_of_another_office_is_not_there(other_office: OtherOffice, client: Client, do: str) -> None:
    before = everything_stored()
    assert client.post(f"/office/officers/{other_office.saule.pk}/", {"do": do}).status_code == 404
    assert everything_stored() == before


def test_open_cases_are_told_of_before_closing(office: Office, client: Client) -> None:
    office.assigned()
    path = f"/office/officers/{office.dauren.pk}/"
    answer = client.post(path, {"do": "close"})
    assert (answer.status_code, "аяқталмаған істер бар: 1" in text_of(answer)) == (409, True)
    assert client.post(path, {"do": "close", "confirmed": "1"}).status_code == 302
    assert not Officer.objects.get(pk=office.dauren.pk).is_active


def test_a_last_day_that_is_wrong_stands_at_its_row(office: Office, client: Client) -> None:
    row = office.dauren.roles.get().pk
    answer = client.post(f"/office/officers/{office.dauren.pk}/", {"do": "last", "row": row, "last_day": "31.02.2019"})
    assert answer.status_code == 422
    assert f'id="last_day_{row}" name="last_day" value="31.02.2019"' in text_of(answer)
    assert f'id="say-last_day_{row}"' in text_of(answer)


def test_the_head_sets_an_absence_of_their_own_and_ends_it(office: Office, at_desk: AtDesk) -> None:
    head = at_desk(office.nurlan, WHEN)
    page = text_of(head.get("/office/", follow=True))
    assert "Замещение" not in page
    assert re.findall(r'<option value="(\d+)"', page.split('id="role"')[0]) == [str(office.nurlan.pk)]
    answer = head.post("/office/substitutions/", absence(office))
    assert answer.status_code == 302
    assert roles_on(office.nurlan, TODAY) == frozenset()
    page = text_of(head.get("/office/substitutions/"))
    ended = re.search(r'name="ended" value="(\d+)"', page)
    assert ended
    head.post("/office/substitutions/", {"ended": ended.group(1)})
    assert roles_on(office.nurlan, TODAY) == {"head"}


def test_what_the_head_may_not_is_refused_with_all_that_was_typed(office: Office, at_desk: AtDesk) -> None:
    answer = at_desk(office.nurlan, WHEN).post("/office/substitutions/", absence(office, absent=str(office.dauren.pk)))
    assert answer.status_code == 403
    assert 'value="45-Ж"' in text_of(answer)
    assert not Substitution.objects.exists()


def test_the_case_of_an_absent_executor_is_done_by_the_substitute(
    office: Office, client: Client, at_desk: AtDesk
) -> None:
    case = office.assigned()
    form = absence(office, absent=str(office.dauren.pk), substitute=str(office.madina.pk), role="executor")
    client.post("/office/substitutions/", form)
    assert case.number in text_of(at_desk(office.madina, WHEN).get("/"))
    page = text_of(at_desk(office.madina, WHEN).get(f"/cases/{case.code}/"))
    assert f"/cases/{case.code}/do/prepare_refusal/" in page
    assert "/do/prepare_refusal/" not in text_of(at_desk(office.dauren, WHEN).get(f"/cases/{case.code}/"))


def test_numbering_is_set_and_then_only_read(office: Office, client: Client) -> None:
    form = {"journal": "registrations", "year": "2019", "pattern": "{n}/{year}", "last": "146"}
    wrong = client.post("/office/numbers/", form | {"pattern": "03-14"})
    assert (wrong.status_code, 'value="03-14"' in text_of(wrong)) == (422, True)
    client.post("/office/numbers/", form)
    assert "147/2019" in text_of(client.get("/office/numbers/"))
    office.registered()
    assert 'name="journal" value="registrations"' not in text_of(client.get("/office/numbers/"))
    assert client.post("/office/numbers/", form | {"last": "1"}).status_code == 409


def letterhead(client: Client) -> dict[str, str]:
    """The form of the letterhead as it stands on its page."""
    page = text_of(client.get("/office/letterhead/"))
    return dict(re.findall(r'name="(\w+)" value="([^"]*)"', page))


def test_the_letterhead_is_shown_as_papers_will_have_it_and_then_stored(office: Office, client: Client) -> None:
    fields = letterhead(client) | {"email": "kense@kokzhiek.example", "name_kk": "«Көкжиек» жоғары колледжі"}
    shown = text_of(client.post("/office/letterhead/", fields))
    assert "<del>«Көкжиек» колледжі</del>" in shown
    assert "<ins>«Көкжиек» жоғары колледжі</ins>" in shown
    assert Provider.objects.get(pk=office.provider.pk).email == ""
    again = text_of(client.post("/office/letterhead/", fields | {"do": "edit"}))
    assert 'value="kense@kokzhiek.example"' in again
    client.post("/office/letterhead/", fields | {"do": "save"})
    assert Provider.objects.get(pk=office.provider.pk).name_kk == "«Көкжиек» жоғары колледжі"


def test_a_letterhead_changed_meanwhile_is_shown_anew(client: Client) -> None:
    mine = letterhead(client) | {"phone": "+7 700 1"}
    client.post("/office/letterhead/", letterhead(client) | {"phone": "+7 700 2", "do": "save"})
    answer = client.post("/office/letterhead/", mine | {"do": "save"})
    assert (answer.status_code, "<del>+7 700 2</del>" in text_of(answer)) == (409, True)
    seen = re.search(r'name="seen" value="(\w+)"', text_of(answer))
    assert seen
    assert client.post("/office/letterhead/", mine | {"do": "save", "seen": seen.group(1)}).status_code == 302


def test_an_overseer_is_let_in_and_let_go(office: Office, other_office: OtherOffice, at_desk: AtDesk) -> None:
    pavel = made_administrator(other_office, "pavel")
    case = office.registered()
    assert case.number
    client = at_desk(pavel, WHEN)
    wrong = client.post("/office/overseers/", {"username": "nobody"})
    assert (wrong.status_code, 'value="nobody"' in text_of(wrong)) == (422, True)
    client.post("/office/overseers/", {"username": "tolegen"})
    assert "Ысқақов Төлеген" in text_of(client.get("/office/overseers/"))
    client.post("/office/overseers/", {"ended": str(office.tolegen.pk)})
    assert "Ысқақов Төлеген" not in text_of(client.get("/office/overseers/"))


@pytest.mark.parametrize("junk", ["\x00", "\u200b\u202e", "9" * 600, "«»'\"<script>", "½²"])
@pytest.mark.parametrize("path", PAGES[1:])
def test_junk_is_refused_in_words(client: Client, path: str, junk: str) -> None:
    before = everything_stored()
    names = {*NEW, *absence_fields(), "do", "row", "last", "pattern", "journal", "year", "email", "name_kk"}
    answer = client.post(path, dict.fromkeys(names, junk))
    assert answer.status_code in (409, 422)
    assert everything_stored() == before


def absence_fields() -> set[str]:
    """The fields of a substitution."""
    return {"absent", "substitute", "role", "from_day", "to_day", "order_number", "order_date", "username"}
