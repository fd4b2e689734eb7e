"""Action 5, the result is registered (regulation, paragraph 5): its number, and the register changed by it alone."""

from kense.cases.models import GivenNumber
from kense.papers.models import Paper
from kense.registry.models import Person, Statement, Update
from kense.registry.record import Change
from kense.registry.register import apply_changes, record_of
from kense.registry.statements import begin
from kense.trail.models import PersonalPart
from tests.casework.steps import BY_NAME
from tests.support.office import CHILD_IIN, MOTHER_IIN, Office, OtherOffice, at, looked_at, made_officer
from tests.support.register import enter
from tests.support.said import refused

STEP = BY_NAME["register_result"]
BEFORE = {
    "iin": CHILD_IIN,
    "surname": "Сагынтай",
    "given_name": "Іңкәр",
    "category": "26-1-1",
    "ground_from": "2009-09-01",
}
PROPOSED = {"change_surname": "Сағынтай", "change_category": "26-1-13"}


def moved(office: Office, person: Person, change: Change) -> None:
    update = begin(office.provider.pk, Update.Kind.DIRECT, at=at("2019-03-26 11:00"), ground="бұйрық № 5")
    apply_changes(person, person.iin, [change], update)


def test_the_result_gets_its_number_and_waits_for_the_recipient(office: Office) -> None:
    case = office.result_registered(when="2019-03-26 12:10")
    assert (case.action, case.result_number, case.number) == ("issue", "03-15/1", "03-14/1")
    assert case.ready_at == at("2019-03-26 12:10")
    assert GivenNumber.objects.get(series__journal="results").case == case


def test_the_register_knows_the_person_now(office: Office) -> None:
    office.result_registered()
    record = record_of(Person.objects.get())
    assert {name: value for name, value in record.items() if value} == {
        "iin": CHILD_IIN,
        "surname": "Сағынтай",
        "given_name": "Іңкәр",
        "patronymic": "Бауыржанқызы",
        "birth_date": "2002-09-14",
        "category": "26-1-13",
        "ground_from": "2018-09-01",
        "ground_to": "2021-06-30",
    }


def test_the_register_knows_who_represents_the_person(office: Office) -> None:
    office.result_registered()
    mother = Statement.objects.get(facet="representative")
    assert (mother.data["rep_iin"], mother.data["rep_kind"]) == (MOTHER_IIN, "representative")


def test_a_known_record_changes_from_before_to_after(office: Office) -> None:
    enter(office.provider.pk, BEFORE)
    case = office.result_registered(office.signed(office.drafted(inputs=PROPOSED)))
    person = Person.objects.get()
    assert (person.surname, person.given_name, record_of(person)["category"]) == ("Сағынтай", "Іңкәр", "26-1-13")
    update = Update.objects.latest("pk")
    assert (update.kind, update.source, update.at, update.officer) == (
        "case",
        case.code,
        at("2019-03-26 12:10"),
        office.aigul,
    )
    assert {(one.facet, one.until_id) for one in Statement.objects.filter(known_to__isnull=False)} == {
        ("personal", update.pk),
        ("ground", update.pk),
    }


def test_the_trail_keeps_what_was_applied_in_its_personal_part(office: Office) -> None:
    case = office.result_registered()
    assert PersonalPart.objects.latest("entry__seq").data == {"applied": case.changes}


def test_a_refusal_changes_nothing_in_the_register(office: Office) -> None:
    person = enter(office.provider.pk, BEFORE)
    before = record_of(person)
    case = office.result_registered(office.signed(office.refusal_drafted()))
    assert record_of(person) == before
    assert not Statement.objects.filter(known_to__isnull=False).exists()
    assert case.result_number == "03-15/1"


def test_a_record_that_moved_in_between_is_refused_and_nothing_applied(office: Office) -> None:
    person = enter(office.provider.pk, BEFORE)
    case = office.signed(office.drafted(inputs=PROPOSED))
    moved(office, person, Change("category", "26-1-1", "26-1-12"))
    with refused("record_moved"):
        STEP.take(office, case)


def test_a_person_entered_in_between_is_refused_too(office: Office) -> None:
    case = office.signed()
    enter(office.provider.pk, BEFORE)
    with refused("record_moved"):
        STEP.take(office, case)


def test_the_other_changes_of_a_moved_record_are_not_in_the_way(office: Office) -> None:
    person = enter(office.provider.pk, BEFORE)
    case = office.signed(office.drafted(inputs=PROPOSED))
    moved(office, person, Change("organisation", "", "№ 9 мектеп"))
    STEP.take(office, case)
    assert {"organisation": "№ 9 мектеп", "category": "26-1-13"}.items() <= record_of(person).items()


def test_the_numbered_result_is_printed(office: Office) -> None:
    office.result_registered()
    draft, result = Paper.objects.filter(kind="notification")
    assert (draft.number, result.number) == ("03-14/1", "03-15/1")
    assert result.data["result"] == {
        "number": "03-15/1",
        "date": "2019-03-26",
        "in_reply_to": {"number": "03-14/1", "date": "2019-03-26"},
    }


def test_the_result_names_who_signed_it_and_not_who_gave_it_out(office: Office) -> None:
    asel = made_officer(office.provider, "asel", "Дулат Әсел", "head")
    case = BY_NAME["sign"].take(office, looked_at(office.drafted(), asel, "2019-03-26 11:50"), by=asel)
    STEP.take(office, case, by=office.bekzat)
    data = Paper.objects.latest("pk").data
    assert data["signatory"]["name"] == "Дулат Ә."
    assert data["accepted_by"]["name"] == "Сейітова А. М."


def test_before_signing_it_is_refused(office: Office) -> None:
    case = office.drafted()
    with refused("wrong_state", "reg 5 action 5"):
        STEP.take(office, case)


def test_it_is_not_done_again(office: Office) -> None:
    case = office.result_registered()
    with refused("too_late", "reg 5 action 5"):
        STEP.take(office, case)


def test_the_register_of_another_office_is_not_touched(office: Office, other_office: OtherOffice) -> None:
    theirs = enter(other_office.provider.pk, BEFORE)
    office.result_registered()
    theirs.refresh_from_db()
    assert theirs.surname == "Сагынтай"
    assert Person.objects.filter(provider=office.provider).count() == 1
