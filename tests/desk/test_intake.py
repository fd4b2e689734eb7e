"""The intake page: an application that was taken in before comes back as it was typed."""

from kense.cases.models import Case
from kense.casework.application import typed_fields
from tests.desk.conftest import AtDesk
from tests.support.office import CHILD_IIN, Office, application, reloaded


def test_an_application_at_the_counter_comes_back_as_typed(office: Office, at_desk: AtDesk) -> None:
    case = office.handed_in()
    page = at_desk(office.aigul).get(f"/new/{case.code}/").content.decode()
    assert 'value="14.09.2002"' in page
    assert 'value="11.06.2027"' in page
    assert CHILD_IIN in page.replace(" ", "")


def test_reading_what_comes_back_gives_the_same_application(office: Office) -> None:
    case = office.handed_in()
    fields = typed_fields(case.application)
    assert {name: fields[name] for name in application() if fields.get(name)}.items() >= {
        "person_birth_date": "14.09.2002",
        "doc_study_certificate_expires": "18.06.2019",
    }.items()
    again = office.handed_in(**{name: value for name, value in fields.items() if name != "handed_in"})
    ignored = {"handed_in"}
    assert {k: v for k, v in again.application.items() if k not in ignored} == {
        k: v for k, v in case.application.items() if k not in ignored
    }


def test_what_was_missing_is_brought_and_registered(office: Office, at_desk: AtDesk) -> None:
    case = office.handed_in(doc_study_certificate_shown="")
    client = at_desk(office.aigul)
    fields = typed_fields(case.application) | {"version": str(case.version), "key": "k"}
    assert client.post(f"/new/{case.code}/", fields | {"do": "register"}).status_code == 422
    brought = {"doc_study_certificate_shown": "1", "doc_study_certificate_expires": "18.06.2019"}
    assert client.post(f"/new/{case.code}/", fields | brought | {"do": "register"}).status_code == 302
    assert reloaded(case).number


def test_pressing_register_twice_gives_one_number(office: Office, at_desk: AtDesk) -> None:
    client = at_desk(office.aigul)
    form = application() | {"do": "register", "key": "the same"}
    first, second = client.post("/new/", form), client.post("/new/", form)
    assert (first.status_code, second.status_code) == (302, 302)
    assert Case.objects.count() == 1


def test_the_hint_speaks_of_today_only(office: Office, at_desk: AtDesk) -> None:
    today = at_desk(office.aigul, "2019-03-26 10:24").post("/new/", {"term": "one_day"}).content.decode()
    assert "10:40" in today
    case = office.handed_in("2019-03-26 10:12")
    later = at_desk(office.aigul, "2019-03-27 09:10").get(f"/new/{case.code}/").content.decode()
    assert "10:40" not in later


def test_an_application_that_somebody_else_registered_is_shown_as_it_stands(office: Office, at_desk: AtDesk) -> None:
    case = office.handed_in()
    fields = typed_fields(case.application) | {"version": str(case.version), "key": "second", "do": "register"}
    registered = office.registered(case)
    client = at_desk(office.bekzat)
    answer = client.post(f"/new/{case.code}/", fields)
    assert answer.status_code == 409
    assert registered.number in answer.content.decode()
    assert "Сейітова А. М." in answer.content.decode()
    assert reloaded(case).version == registered.version
    assert client.get(f"/new/{case.code}/").headers["Location"] == f"/cases/{case.code}/"


def test_pressing_it_again_at_the_counter_is_the_same_press(office: Office, at_desk: AtDesk) -> None:
    case = office.handed_in()
    fields = typed_fields(case.application) | {"version": str(case.version), "key": "the same", "do": "register"}
    client = at_desk(office.aigul)
    assert [client.post(f"/new/{case.code}/", fields).status_code for _ in range(2)] == [302, 302]
