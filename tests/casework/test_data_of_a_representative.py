"""What is held on somebody as another's representative: in the extract, and blackened there alone when it is destroyed."""

from datetime import date

import pytest

from kense.cases.models import Case, Draft
from kense.casework import drafts
from kense.casework.extract import queue_extract
from kense.casework.holdings import GONE, Holdings
from kense.casework.openings import open_case
from kense.casework.personal_data import erase
from kense.kernel import RefusedError
from kense.papers.models import Paper
from kense.papers.produce import produce
from kense.registry.iin import grouped
from kense.registry.models import Person, Statement
from kense.registry.register import person_by_iin, record_of
from kense.trail.chain import first_broken
from tests.casework.test_personal_data import ORDER, WHEN, whole_database
from tests.support.iins import made_iin
from tests.support.office import (
    CHILD_IIN,
    MOTHER_IIN,
    NOTIFICATION,
    Office,
    adult_application,
    application,
    at,
    do,
)

SON_IIN = made_iin(date(2005, 1, 20), "male", 63)
REP = {"rep_patronymic": "Асқарқызы", "rep_phone": "+77015550199", "rep_address": "Риддер қ., Тұран к-сі, 3"}
SON = {
    "person_iin": SON_IIN,
    "person_given_name": "Алихан",
    "person_patronymic": "Бауыржанұлы",
    "person_birth_date": "20.01.2005",
    "person_sex": "male",
}
HERSELF = {
    "person_iin": MOTHER_IIN,
    "person_surname": "Сағынтай",
    "person_given_name": "Гүлнәр",
    "person_patronymic": "Асқарқызы",
    "person_birth_date": "12.04.1985",
    "person_sex": "female",
    "person_phone": "+77015550199",
    "person_address": REP["rep_address"],
}
KINDS = ("talon", "notification")
HERS = (MOTHER_IIN, grouped(MOTHER_IIN), "Гүлнәр", "Гүлнар", "Асқарқызы", "5550199", "044 512 907", "Риддер")
"""Words by which Gulnar would be recognised, whatever she is in a case."""


def issued(office: Office, fields: dict[str, str], corrected: dict[str, str] | None = None, **proposed: str) -> Case:
    """A case of the application from hand to hand, corrected on its way where that is asked for."""
    case = office.registered(office.handed_in(**fields))
    if corrected:
        reason = {"correction": "Өкілдің аты қате жазылған."}
        typed = application(**corrected) | reason
        case = do("correct_application", case, by=office.aigul, when="2019-03-26 10:25", inputs=typed)
    stated = {name: f"change_{name}" for name in ("iin", "surname", "given_name", "patronymic", "birth_date")}
    changes = {change: fields[f"person_{name}"] for name, change in stated.items()}
    ground = {name: value for name, value in NOTIFICATION.items() if name not in changes}
    case = office.drafted(office.assigned(case), inputs=changes | ground | proposed)
    return office.issued(office.result_registered(office.signed(case)))


@pytest.fixture
def gulnar(office: Office) -> Person:
    """Gulnar: she applied for her daughter and her son, then for herself, and an intake is begun."""
    girl = application(**REP)
    issued(office, girl | {"rep_given_name": "Гүлнар"}, corrected=REP)
    issued(office, application(**REP, **SON))
    issued(office, adult_application(**HERSELF))
    drafts.save(office.aigul, "f-1", application(**REP, **SON) | {"rep_iin": grouped(MOTHER_IIN)}, WHEN)
    drafts.save(office.aigul, "f-2", adult_application(**HERSELF), WHEN)
    found = person_by_iin(office.provider.pk, MOTHER_IIN)
    assert found
    return found


def destroyed(office: Office, person: Person) -> None:
    erase(person, ORDER, actor=office.nurlan, at=WHEN)


def test_the_extract_has_what_others_records_and_cases_say_of_them(office: Office, gulnar: Person) -> None:
    held = queue_extract(gulnar, actor=office.nurlan, at=WHEN).data["held"]
    children = {person.code for person in Person.objects.exclude(pk=gulnar.pk)}
    assert {row["of"] for row in held["represents"]} == children
    said = {one["label"]["kk"]: one["value"] for one in held["represents"][0]["values"]}
    assert (said["ЖСН"]["kk"], said["Аты"]["kk"]) == (grouped(MOTHER_IIN), "Гүлнәр")
    assert [(row["number"], row["as"]["kk"]) for row in held["cases"]] == [
        ("03-14/3", "алушы"),
        ("03-14/1", "өкіл"),
        ("03-14/2", "өкіл"),
    ]
    assert all(row["papers"] for row in held["cases"])
    assert [row["who"] for row in held["drafts"]] == ["Сейітова А. М."] * 2
    assert "Алихан" not in str(held)


def test_destroyed_they_are_nowhere_any_more(office: Office, gulnar: Person) -> None:
    queue_extract(Person.objects.get(iin=CHILD_IIN), actor=office.nurlan, at=WHEN)
    before = whole_database()
    assert [word for word in HERS if word not in before] == []
    destroyed(office, gulnar)
    left = whole_database()
    assert [word for word in HERS if word in left] == []
    assert first_broken(office.provider.pk) is None


def test_the_children_keep_what_is_theirs(office: Office, gulnar: Person) -> None:
    girl, boy = (Person.objects.get(iin=iin) for iin in (CHILD_IIN, SON_IIN))
    records = [record_of(girl), record_of(boy)]
    destroyed(office, gulnar)
    assert [record_of(girl), record_of(boy)] == records
    for case in Case.objects.filter(iin__in=(CHILD_IIN, SON_IIN)):
        assert case.application["person"]["surname"] == "Сағынтай"
        assert case.recipient.startswith("Сағынтай")


def test_that_there_was_a_representative_stays(office: Office, gulnar: Person) -> None:
    destroyed(office, gulnar)
    stated = Statement.objects.filter(facet="representative").values_list("data", flat=True)
    assert list(stated) == [{"rep_kind": "representative", "rep_surname": GONE}] * 2
    case = Case.objects.get(iin=CHILD_IIN)
    assert case.application["facts"]["applicant"] == "representative"
    assert case.application["representative"]["surname"] == GONE
    draft = Draft.objects.get()
    assert (draft.key, draft.fields["person_given_name"]) == ("f-1", "Алихан")


def test_papers_with_them_go_and_their_hashes_stay(office: Office, gulnar: Person) -> None:
    talon, notification = (Paper.objects.filter(case__iin=CHILD_IIN, kind=kind).last() for kind in KINDS)
    assert talon
    assert notification
    hashes = [produce(paper.pk).sha256 for paper in (talon, notification)]
    destroyed(office, gulnar)
    for paper in (talon, notification):
        paper.refresh_from_db()
    assert (talon.pdf, talon.status) == (None, Paper.Status.ERASED)
    assert notification.pdf
    assert [talon.sha256, notification.sha256] == hashes


def test_a_child_s_data_are_destroyed_without_those_of_the_parent(office: Office, gulnar: Person) -> None:
    destroyed(office, Person.objects.get(iin=CHILD_IIN))
    gulnar.refresh_from_db()
    assert gulnar.given_name == "Гүлнәр"
    held = Holdings(gulnar)
    assert [one.person.iin for one in held.represents] == [SON_IIN]
    assert [one.iin for one in held.applied_for] == [SON_IIN]


def test_not_while_they_apply_in_a_case_that_is_not_over(office: Office, gulnar: Person) -> None:
    other = office.registered(office.handed_in(**REP))
    with pytest.raises(RefusedError) as caught:
        destroyed(office, gulnar)
    assert caught.value.refusal.code == "person_has_open_case"
    assert other.number in caught.value.refusal.text.ru


def test_another_parent_keeps_their_data(office: Office, gulnar: Person) -> None:
    father = made_iin(date(1983, 6, 1), "male", 12)
    named = {"rep_iin": father, "rep_given_name": "Бауыржан", "rep_birth_date": "01.06.1983"}
    issued(office, application(**named), change_ground_to="30.06.2022")
    destroyed(office, gulnar)
    left = Statement.objects.get(facet="representative", data__rep_iin=father)
    assert left.data["rep_given_name"] == "Бауыржан"
    assert Paper.objects.filter(case__application__representative__iin=father, kind="talon").exclude(data={}).exists()


def test_openings_of_a_case_they_applied_in_are_openings_of_their_data(office: Office, gulnar: Person) -> None:
    open_case(Case.objects.get(iin=SON_IIN), officer=office.madina, at=at("2019-03-29 10:00"))
    assert office.madina in [one.officer for one in Holdings(gulnar).openings]
