"""What is typed wrongly at the counter is told at its field, in three languages, and nothing is stored."""

import pytest

from tests.support.iins import made_iin
from tests.support.office import CHILD_IIN, Office, adult_application, application, at, do
from tests.support.said import problems_told

WHEN = "2019-03-26 10:15"
BROKEN_IIN = CHILD_IIN[:-1] + str((int(CHILD_IIN[-1]) + 1) % 10)
OF_ANOTHER_DAY = made_iin(at("2002-09-15 00:00").date(), "female", 41)
OF_A_BOY = made_iin(at("2002-09-14 00:00").date(), "male", 41)
DOCUMENT = "doc_representative_identity_document"

ERRORS = [
    ("wrong check digit", {"person_iin": BROKEN_IIN}, "person_iin", "iin_check_digit"),
    ("an IIN that is too short", {"person_iin": CHILD_IIN[:-1]}, "person_iin", "iin_length"),
    ("wrong check digit of the representative", {"rep_iin": BROKEN_IIN}, "rep_iin", "iin_check_digit"),
    ("empty surname", {"person_surname": " "}, "person_surname", "text_empty"),
    ("empty given name", {"person_given_name": ""}, "person_given_name", "text_empty"),
    ("5 000 characters in a name", {"person_surname": "Ә" * 5000}, "person_surname", "text_too_long"),
    ("a digit in a name", {"person_given_name": "Іңкәр2"}, "person_given_name", "name_digit"),
    ("an invisible sign in a name", {"person_surname": "Сағын\u200bтай"}, "person_surname", "text_invisible"),
    ("born tomorrow", {"person_birth_date": "27.03.2019"}, "person_birth_date", "date_future"),
    ("no such day", {"person_birth_date": "31.09.2002"}, "person_birth_date", "date_nonexistent"),
    ("no telephone", {"person_phone": "call me"}, "person_phone", "phone_form"),
    ("an address without end", {"person_address": "ә" * 5000}, "person_address", "text_too_long"),
    ("no applicant", {"applicant": ""}, "applicant", "choice_missing"),
    ("an applicant nobody knows", {"applicant": "neighbour"}, "applicant", "choice_missing"),
    ("a term nobody knows", {"term": "two_days"}, "term", "choice_missing"),
    ("a reason nobody knows", {"reason": "because"}, "reason", "choice_missing"),
    ("a minor alone", {"applicant": "self"}, "applicant", "representative_missing"),
    ("no representative", {"rep_iin": ""}, "rep_iin", "iin_empty"),
    ("handed in later than now", {"handed_in": "2019-03-26T10:16"}, "handed_in", "moment_future"),
    ("handed in yesterday", {"handed_in": "2019-03-25T10:12"}, "handed_in", "moment_past"),
    ("a moment nobody can read", {"handed_in": "ten o'clock"}, "handed_in", "moment_unreadable"),
    ("a moment before all moments", {"handed_in": "0001-01-01T00:00+14:00"}, "handed_in", "moment_unreadable"),
    ("a moment after all moments", {"handed_in": "9999-12-31T23:59-14:00"}, "handed_in", "moment_unreadable"),
    ("a document nobody knows", {"doc_poem_shown": "1"}, "doc_poem_shown", "document_unknown"),
    ("issued tomorrow", {f"{DOCUMENT}_issued": "27.03.2019"}, f"{DOCUMENT}_issued", "date_future"),
    (
        "expired before it was issued",
        {f"{DOCUMENT}_issued": "01.02.2019", f"{DOCUMENT}_expires": "31.01.2019"},
        f"{DOCUMENT}_expires",
        "expires_before_issued",
    ),
    ("no day of expiry", {f"{DOCUMENT}_expires": ""}, f"{DOCUMENT}_expires", "expiry_missing"),
    ("an unreadable day", {f"{DOCUMENT}_expires": "summer"}, f"{DOCUMENT}_expires", "date_unreadable"),
    ("a number without end", {f"{DOCUMENT}_number": "7" * 5000}, f"{DOCUMENT}_number", "text_too_long"),
    ("an invisible sign in a number", {f"{DOCUMENT}_number": "7\x00"}, f"{DOCUMENT}_number", "text_invisible"),
    ("no sheets", {f"{DOCUMENT}_sheets": "0"}, f"{DOCUMENT}_sheets", "sheets_wrong"),
    ("too many sheets", {f"{DOCUMENT}_sheets": "1000"}, f"{DOCUMENT}_sheets", "sheets_wrong"),
    ("sheets without end", {f"{DOCUMENT}_sheets": "000001" + "9" * 5000}, f"{DOCUMENT}_sheets", "sheets_wrong"),
    ("sheets in other digits", {f"{DOCUMENT}_sheets": "٣"}, f"{DOCUMENT}_sheets", "sheets_wrong"),
]

WARNINGS = [
    ("the IIN of another day", {"person_iin": OF_ANOTHER_DAY}, "person_iin", "iin_birth_date_differs"),
    ("the IIN of a boy", {"person_iin": OF_A_BOY}, "person_iin", "iin_sex_differs"),
    ("Latin letters that look Kazakh", {"person_surname": "Cағынтай"}, "person_surname", "name_alphabets"),
    ("a name all in such letters", {"rep_given_name": "CAPA"}, "rep_given_name", "name_alphabets"),
]


@pytest.mark.parametrize(("typed", "field", "code"), [case[1:] for case in ERRORS], ids=[case[0] for case in ERRORS])
def test_an_error_is_told_at_its_field(typed: dict[str, str], field: str, code: str, office: Office) -> None:
    with problems_told() as problems:
        do("hand_in", by=office.aigul, when=WHEN, inputs=application(**typed, confirmed=f"{field}:{code}"))
    assert [(one.field, one.code, one.severity) for one in problems] == [(field, code, "error")]


@pytest.mark.parametrize(
    ("typed", "field", "code"), [case[1:] for case in WARNINGS], ids=[case[0] for case in WARNINGS]
)
def test_a_warning_is_told_until_it_is_confirmed(typed: dict[str, str], field: str, code: str, office: Office) -> None:
    with problems_told() as problems:
        do("hand_in", by=office.aigul, when=WHEN, inputs=application(**typed))
    assert [(one.field, one.code, one.severity) for one in problems] == [(field, code, "warning")]
    confirmed = application(**typed, confirmed=f"{field}:{code}")
    case = do("hand_in", by=office.aigul, when=WHEN, inputs=confirmed)
    assert case.application["confirmed"] == [f"{field}:{code}"]


def test_a_confirmation_of_something_else_does_not_help(office: Office) -> None:
    typed = application(
        person_iin=OF_ANOTHER_DAY, confirmed="rep_iin:iin_birth_date_differs,person_iin:iin_sex_differs"
    )
    with problems_told() as problems:
        do("hand_in", by=office.aigul, when=WHEN, inputs=typed)
    assert [one.code for one in problems] == ["iin_birth_date_differs"]


def test_only_warnings_there_were_are_kept_as_confirmed(office: Office) -> None:
    assert office.handed_in(confirmed="person_iin:iin_sex_differs,\ud800,anything").application["confirmed"] == []


def test_nobody_represents_themselves(office: Office) -> None:
    typed = application(rep_iin=CHILD_IIN, confirmed="rep_iin:iin_birth_date_differs")
    with problems_told() as problems:
        do("hand_in", by=office.aigul, when=WHEN, inputs=typed)
    assert [(one.field, one.code) for one in problems] == [("rep_iin", "representative_same")]


def test_a_representative_under_age_is_told(office: Office) -> None:
    typed = {"rep_iin": made_iin(at("2002-01-05 00:00").date(), "female", 9), "rep_birth_date": "05.01.2002"}
    with problems_told() as problems:
        do("hand_in", by=office.aigul, when=WHEN, inputs=application(**typed))
    assert [(one.field, one.code) for one in problems] == [("rep_birth_date", "representative_minor")]


@pytest.mark.parametrize(("born", "minor"), [("26.03.2001", False), ("27.03.2001", True)])
def test_on_the_eighteenth_birthday_a_person_comes_alone(born: str, minor: bool, office: Office) -> None:
    day = at("-".join(reversed(born.split("."))) + " 00:00").date()
    typed = adult_application(person_birth_date=born, person_iin=made_iin(day, "male", 77))
    if minor:
        with problems_told() as problems:
            do("hand_in", by=office.aigul, when=WHEN, inputs=typed)
        assert [one.code for one in problems] == ["representative_missing"]
    else:
        assert do("hand_in", by=office.aigul, when=WHEN, inputs=typed).application["facts"]["minor"] is False


def test_all_mistakes_are_told_at_once(office: Office) -> None:
    wrong = {"person_iin": BROKEN_IIN, "person_surname": "", "rep_birth_date": "soon", f"{DOCUMENT}_sheets": "-1"}
    with problems_told() as problems:
        do("hand_in", by=office.aigul, when=WHEN, inputs=application(**wrong))
    assert [one.field for one in problems] == ["person_iin", "person_surname", "rep_birth_date", f"{DOCUMENT}_sheets"]


def test_what_was_typed_is_not_taken_for_a_place_to_fill(office: Office) -> None:
    with problems_told() as problems:
        do("hand_in", by=office.aigul, when=WHEN, inputs=application(**{"doc_%7Bx%7D_shown": "1"}))
    assert [one.code for one in problems] == ["document_unknown"]
