"""Whatever is sent to the desk, it answers in words: never with a 500."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.desk.conftest import AtDesk
from tests.support.office import Office, application, reloaded

NASTY = [
    "",
    " ",
    "\x00",
    "-1",
    "9" * 40,
    "²",
    "٣",
    "<script>",
    "{{ 7 }}",
    "%s",
    "ә" * 5000,
    "0001-01-01T00:00",
    "9999-12-31",
]
ANYTHING = st.one_of(st.sampled_from(NASTY), st.text(max_size=60))
FIELDS = [*application(), "handed_in", "confirm", "version", "key", "do", "doc_unknown_shown", "doc__shown", "_shown"]
ANSWERS = {200, 302, 403, 404, 409, 422}


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    odd=st.dictionaries(st.sampled_from(FIELDS), ANYTHING, min_size=1, max_size=5),
    do=st.sampled_from(["check", "register", "hand_in", "nonsense"]),
)
def test_an_intake_of_anything(office: Office, at_desk: AtDesk, odd: dict[str, str], do: str) -> None:
    client = at_desk(office.aigul)
    answer = client.post("/new/", application() | {"do": do, "key": "k"} | odd)
    assert answer.status_code in ANSWERS


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    operation=st.sampled_from(["assign", "sign", "prepare_notification", "withdraw", "hand_in", "nonsense", "ә"]),
    form=st.dictionaries(
        st.sampled_from(
            [
                "version",
                "key",
                "assignee",
                "note",
                "reason",
                "grounds",
                "explanation",
                "change_iin",
                "change_zzz",
                "change_birth_date",
                "change_category",
                "confirm",
            ]
        ),
        ANYTHING,
        max_size=5,
    ),
)
def test_an_operation_with_anything(office: Office, at_desk: AtDesk, operation: str, form: dict[str, str]) -> None:
    case = office.registered(office.handed_in())
    for officer in (office.aigul, office.nurlan, office.dauren):
        assert at_desk(officer).post(f"/cases/{case.code}/do/{operation}/", form).status_code in ANSWERS


@pytest.mark.parametrize("odd", NASTY)
def test_a_search_for_anything(office: Office, at_desk: AtDesk, odd: str) -> None:
    assert at_desk(office.aigul).get("/cases/", {"q": odd}).status_code in ANSWERS


@pytest.mark.parametrize("target", ["https://example.org/", "//example.org", "javascript:alert(1)", "/new/"])
def test_the_language_switch_stays_on_the_desk(office: Office, at_desk: AtDesk, target: str) -> None:
    answer = at_desk(office.aigul).get("/language/ru/", {"next": target})
    assert answer.status_code == 302
    assert answer.headers["Location"] in ("/", "/new/")


def test_what_was_typed_comes_back_escaped(office: Office, at_desk: AtDesk) -> None:
    typed = application(person_surname='<b title="x">Ақ</b>')
    answer = at_desk(office.aigul).post("/new/", typed | {"do": "register", "key": "k"})
    assert answer.status_code == 422
    assert "&lt;b title=&quot;x&quot;&gt;Ақ&lt;/b&gt;" in answer.content.decode()


def test_a_sign_nobody_types_leads_nowhere_in_an_address_and_is_left_out_of_a_form(
    office: Office, at_desk: AtDesk
) -> None:
    client = at_desk(office.aigul)
    assert client.get("/cases/%00/").status_code == 404
    assert client.get("/cases/", {"state": "\x00", "a\x00": "b"}).status_code == 200
    assert client.post("/cases/", {"q": "Сағын\x00тай"}).status_code in ANSWERS
    case = office.registered()
    inputs = {"version": str(case.version), "key": "k\x001", "assignee": str(office.dauren.pk), "note": "Орын\x00дауға"}
    assert at_desk(office.nurlan).post(f"/cases/{case.code}/do/assign/", inputs).status_code == 302
    assert reloaded(case).note == "Орындауға"
