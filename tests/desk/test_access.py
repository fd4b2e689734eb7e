"""What the desk shows to whom; who may open and do what is tried address by address and case by case in tests/access."""

import pytest
from django.test import Client

from kense.trail.models import TrailEntry
from tests.desk.conftest import AtDesk
from tests.support.office import SINCE, Office, OtherOffice, do, reloaded

PAGES = ("/", "/new/", "/cases/", "/regulation/")


@pytest.mark.parametrize("path", [*PAGES, "/cases/ABCD-EFGH/", "/papers/ABCD-EFGH/", "/cases/ABCD-EFGH/do/sign/"])
def test_nobody_gets_in_without_signing_in(db: None, path: str) -> None:
    answer = Client().get(path)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/door/")


def test_the_list_and_the_search_show_the_own_office_only(
    office: Office, other_office: OtherOffice, at_desk: AtDesk
) -> None:
    case = office.registered()
    stranger = at_desk(other_office.saule)
    for path in ("/", "/cases/", f"/cases/?q={case.number}"):
        assert case.recipient not in stranger.get(path, follow=True).content.decode()


@pytest.mark.parametrize("who", ["aigul", "dauren", "tolegen"])
def test_only_the_head_can_assign_whatever_is_posted(office: Office, at_desk: AtDesk, who: str) -> None:
    case = office.registered()
    client = at_desk(getattr(office, who))
    form = {"version": case.version, "key": "k", "assignee": office.dauren.pk, "note": "Орындауға"}
    answer = client.post(f"/cases/{case.code}/do/assign/", form)
    assert answer.status_code == 403
    assert "5-т., 2-іс-қимыл" in answer.content.decode()
    assert reloaded(case).action == "resolution"


def test_the_controller_reads_everything_of_the_office_and_can_do_nothing(office: Office, at_desk: AtDesk) -> None:
    case = office.drafted()
    page = at_desk(office.tolegen, "2019-03-26 11:50").get(f"/cases/{case.code}/").content.decode()
    assert case.number in page
    assert "/do/" not in page


def test_an_account_without_a_role_any_more_sees_no_cases(office: Office, at_desk: AtDesk) -> None:
    case = office.registered()
    office.nurlan.roles.update(to_day="2019-03-25")
    client = at_desk(office.nurlan)
    assert case.recipient not in client.get("/").content.decode()
    answer = client.post(
        f"/cases/{case.code}/do/assign/", {"version": case.version, "assignee": office.dauren.pk, "note": "x"}
    )
    assert answer.status_code == 404


def test_showing_an_iin_is_written_into_the_trail(office: Office, at_desk: AtDesk) -> None:
    case = office.registered()
    client = at_desk(office.nurlan)
    page = client.get(f"/cases/{case.code}/").content.decode()
    assert case.iin not in page.replace(" ", "")
    assert case.iin in client.post(f"/cases/{case.code}/iin/").content.decode().replace(" ", "")
    entry = TrailEntry.objects.latest("seq")
    assert (entry.operation, entry.officer_id, entry.case_id) == ("personal_data_shown", office.nurlan.pk, case.pk)


def test_no_address_on_a_page_names_a_person(office: Office, at_desk: AtDesk) -> None:
    case = office.drafted()
    for path in ("/", "/cases/", f"/cases/{case.code}/"):
        page = at_desk(office.nurlan, "2019-03-26 11:50").get(path).content.decode()
        addresses = [part.split('"')[0] for part in page.split('href="')[1:]]
        assert addresses
        assert not [one for one in addresses if case.iin in one or case.recipient.split()[0] in one]


def test_pages_send_the_headers_that_keep_strangers_out(office: Office, at_desk: AtDesk) -> None:
    headers = at_desk(office.aigul).get("/").headers
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"


def test_the_story_tells_when_one_person_did_more_and_by_which_order(office: Office, at_desk: AtDesk) -> None:
    office.provider.sole_officer_order = "№ 7, 01.02.2019"
    office.provider.save()
    office.aigul.roles.create(role="head", from_day=SINCE)
    office.aigul.refresh_from_db()
    inputs = {"assignee": str(office.dauren.pk), "note": "Орындауға"}
    case = do("assign", office.registered(), by=office.aigul, when="2019-03-26 10:30", inputs=inputs)
    page = at_desk(office.tolegen, "2019-03-26 11:00").get(f"/cases/{case.code}/").content.decode()
    assert page.count("бұйрық бойынша бір адам: № 7, 01.02.2019") == 1
