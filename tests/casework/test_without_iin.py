"""An application for a person without an IIN: what tells them instead, the same person or another, the IIN given later."""

from datetime import date

import pytest

from kense.cases.models import Case, Draft
from kense.casework import drafts, merging, personal_data
from kense.casework.application import fields_of
from kense.casework.holdings import Holdings
from kense.casework.perform import ProblemsError
from kense.casework.recipient import alike, another_than, recipient_of
from kense.papers.models import Paper
from kense.registry import likeness
from kense.registry.history import History
from kense.registry.models import Person
from kense.registry.register import record_of
from kense.trail.models import TrailEntry
from tests.support.iins import made_iin
from tests.support.office import Office, OtherOffice, adult_application, at, do, reloaded
from tests.support.register import enter
from tests.support.said import refused

IIN = made_iin(date(1999, 2, 3), "male", 611)
INSTEAD = {
    "person_iin": "",
    "person_no_iin": "1",
    "person_sex": "male",
    "person_document_kind": "passport",
    "person_document_number": "N 4412907",
}
RECORD = {
    "surname": "Төлебай",
    "given_name": "Ерлан",
    "birth_date": "1999-02-03",
    "sex": "male",
    "document_kind": "passport",
    "document_number": "N4412907",
}
PROPOSED = {
    "change_surname": "Төлебай",
    "change_given_name": "Ерлан",
    "change_birth_date": "03.02.1999",
    "change_sex": "male",
    "change_document_kind": "passport",
    "change_document_number": "N 4412907",
    "change_category": "26-1-13",
    "change_ground_from": "01.09.2018",
    "change_ground_to": "30.06.2021",
}
GROUND = {name: value for name, value in PROPOSED.items() if name.startswith(("change_category", "change_ground"))}


def application(**typed: str) -> dict[str, str]:
    """A complete application of Yerlan, who has a foreign passport and no IIN."""
    return adult_application(**{**INSTEAD, **typed})


def handed_in(office: Office, **typed: str) -> Case:
    return do("hand_in", by=office.aigul, when="2019-03-26 10:12", inputs=application(**typed))


def assigned(office: Office, **typed: str) -> Case:
    return office.assigned(office.registered(handed_in(office, **typed)))


def applied(office: Office, case: Case, inputs: dict[str, str]) -> Person:
    """The result registered; who the case is about then."""
    done = office.result_registered(office.signed(office.drafted(case, inputs=inputs)))
    person = recipient_of(done)
    assert person
    return person


def wrong(office: Office, **typed: str) -> set[str]:
    with pytest.raises(ProblemsError) as caught:
        handed_in(office, **typed)
    return {f"{one.field}:{one.code}" for one in caught.value.problems}


def corrected(office: Office, case: Case, **typed: str) -> Case:
    fields = {**fields_of(case), **typed, "correction": "Құжатпен салыстырылды."}
    return do("correct_application", case, by=office.aigul, when="2019-03-26 10:50", inputs=fields)


def test_the_person_is_put_into_the_register_and_the_case_leads_to_them(office: Office) -> None:
    case = assigned(office)
    assert (case.iin, case.person, case.has_no_iin) == ("", None, True)
    person = applied(office, case, PROPOSED)
    assert (person.iin, person.surname, person.birth_date) == ("", "Төлебай", "1999-02-03")
    assert record_of(person)["document_number"] == "N 4412907"
    assert reloaded(case).person == person
    assert Holdings(person).cases.get() == case


@pytest.mark.parametrize("field", ["person_sex", "person_document_kind", "person_document_number"])
def test_what_stands_in_for_the_iin_is_needed(office: Office, field: str) -> None:
    assert wrong(office, **{field: " "}) == {f"{field}:needed_without_iin"}


def test_names_and_birth_date_are_needed_as_ever(office: Office) -> None:
    found = wrong(office, person_surname="", person_birth_date="")
    assert {one.partition(":")[0] for one in found} == {"person_surname", "person_birth_date"}


def test_without_the_tick_the_iin_is_needed_and_beside_it_none_may_stand(office: Office) -> None:
    assert wrong(office, person_no_iin="") == {"person_iin:iin_empty"}
    assert wrong(office, person_iin=IIN) == {"person_iin:iin_beside_tick"}


def test_a_kind_of_document_nobody_knows_is_no_document(office: Office) -> None:
    assert wrong(office, person_document_kind="library_card") == {"person_document_kind:choice_unknown"}


def test_a_representative_has_an_iin(office: Office) -> None:
    inputs = {"rep_surname": "Төлебай", "rep_given_name": "Гүлнәр", "rep_birth_date": "12.04.1975", "rep_no_iin": "1"}
    proxy = {f"doc_{one}_shown": "1" for one in ("representative_identity_document", "power_of_attorney")}
    expires = {f"doc_{one}_expires": "11.06.2027" for one in ("representative_identity_document", "power_of_attorney")}
    assert wrong(office, applicant="proxy", **inputs, **proxy, **expires) == {"rep_iin:iin_empty"}


@pytest.mark.parametrize(
    "typed",
    [
        {"person_document_number": "n-4412907", "person_surname": "Tolebay"},
        {"person_document_number": "X 1", "person_surname": "ТӨЛЕБАЙ"},
        {"person_document_number": "X 1", "person_surname": "Толебаев"},
    ],
    ids=["by the document", "by the name and the birth date", "by one name and the birth date"],
)
def test_who_may_be_in_the_register_already_has_to_be_told_from_them(office: Office, typed: dict[str, str]) -> None:
    person = enter(office.provider.pk, RECORD)
    assert wrong(office, **typed) == {"person_record:record_untold"}
    assert handed_in(office, **typed, person_record=person.code).person == person


def test_another_person_gets_a_record_of_their_own(office: Office) -> None:
    first = enter(office.provider.pk, RECORD)
    case = assigned(office, person_record=another_than([first]))
    second = applied(office, case, PROPOSED)
    assert second != first
    assert Person.objects.count() == 2


def test_what_was_said_of_one_record_does_not_hold_for_a_second_one(office: Office) -> None:
    said = another_than([enter(office.provider.pk, RECORD)])
    enter(office.provider.pk, {**RECORD, "document_number": "X 77"})
    assert wrong(office, person_record=said) == {"person_record:record_untold"}


def test_a_record_that_is_not_alike_cannot_be_pointed_at(office: Office, other_office: OtherOffice) -> None:
    stranger = enter(
        office.provider.pk, {**RECORD, "given_name": "Дана", "birth_date": "2001-01-01", "document_number": "1"}
    )
    elsewhere = enter(other_office.provider.pk, RECORD)
    for person in (stranger, elsewhere):
        case = handed_in(office, person_record=person.code)
        assert case.person is None
    enter(office.provider.pk, RECORD)
    assert wrong(office, person_record=elsewhere.code) == {"person_record:record_untold"}


def test_the_same_person_keeps_the_record(office: Office) -> None:
    person = enter(office.provider.pk, RECORD)
    case = assigned(office, person_record=person.code)
    assert applied(office, case, GROUND) == person
    assert record_of(person)["category"] == "26-1-13"
    assert Person.objects.count() == 1


def test_the_executor_adds_the_iin_and_the_record_stays_the_same(office: Office) -> None:
    person = enter(office.provider.pk, RECORD)
    case = assigned(office, person_record=person.code)
    assert applied(office, case, {**GROUND, "change_iin": IIN}) == person
    person.refresh_from_db()
    assert person.iin == IIN
    assert Holdings(person).cases.get() == case


def test_somebody_who_comes_back_with_an_iin_is_the_same_person(office: Office) -> None:
    person = enter(office.provider.pk, RECORD)
    typed = {"person_iin": IIN, "person_no_iin": ""}
    assert wrong(office, **typed) == {"person_record:record_untold"}
    case = assigned(office, **typed, person_record=person.code)
    assert applied(office, case, {**GROUND, "change_iin": IIN}) == person
    assert Person.objects.get() == person


def test_an_iin_that_another_record_has_is_brought_in_by_merging(office: Office) -> None:
    person = enter(office.provider.pk, RECORD)
    case = assigned(office, person_record=person.code)
    holder = enter(office.provider.pk, {**RECORD, "iin": IIN, "document_number": "044 512 907"})
    with pytest.raises(ProblemsError) as caught:
        office.drafted(case, inputs={**GROUND, "change_iin": IIN})
    problem = next(one for one in caught.value.problems if one.code == "iin_taken")
    assert holder.code in problem.text.kk
    seen = (History(holder).mark, History(person).mark)
    merging.merge(holder, person, {"basis": "№ 3 акт"}, seen=seen, actor=office.dauren, at=at("2019-03-26 11:00"))
    assert recipient_of(reloaded(case)) == holder
    assert applied(office, reloaded(case), GROUND) == holder
    assert Holdings(holder).cases.get() == case


def test_two_open_cases_of_one_person_do_not_make_two_records(office: Office) -> None:
    first, second, third = (assigned(office) for _ in range(3))
    signed = office.signed(office.drafted(second, inputs=PROPOSED))
    person = applied(office, first, PROPOSED)
    with refused("record_moved"):
        office.result_registered(signed)
    with pytest.raises(ProblemsError) as caught:
        office.drafted(third, inputs=PROPOSED)
    assert person.code in caught.value.problems[-1].text.ru
    assert Person.objects.get() == person


def test_the_office_says_who_it_is_by_a_correction(office: Office) -> None:
    case, person = assigned(office), enter(office.provider.pk, RECORD)
    case = corrected(office, case, person_record=person.code)
    assert (case.person, case.corrections[0]["changes"][0]["after"]["kk"]) == (person, person.code)
    assert applied(office, case, GROUND) == person


def test_a_correction_after_the_result_keeps_the_link(office: Office) -> None:
    person = applied(office, case := assigned(office), PROPOSED)
    assert fields_of(reloaded(case))["person_record"] == person.code
    assert alike(office.provider, application(person_document_number="Y", person_birth_date="04.05.1998"), person) == [
        person
    ]


def test_an_iin_written_in_by_a_correction_tells_the_person_from_then_on(office: Office) -> None:
    case = corrected(office, assigned(office), person_iin=IIN, person_no_iin="")
    assert (case.iin, case.has_no_iin) == (IIN, False)
    assert {one["label"]["en"] for one in case.corrections[0]["changes"]} >= {"IIN", "Identity document"}


def test_the_executor_cannot_leave_out_what_tells_the_person(office: Office) -> None:
    case = assigned(office)
    with pytest.raises(ProblemsError) as caught:
        office.drafted(case, inputs={**PROPOSED, "change_document_number": "", "change_sex": ""})
    assert {one.field for one in caught.value.problems} == {"change_document_number", "change_sex"}


def test_destroying_reaches_the_case_by_its_link(office: Office) -> None:
    person = applied(office, case := assigned(office), PROPOSED)
    office.issued(reloaded(case))
    drafts.save(office.aigul, "form", application(person_record=person.code), at("2019-03-27 09:00"))
    order = {"order_number": "7-Ө", "order_date": "27.03.2019", "why": "Тұлғаның өтініші"}
    personal_data.erase(person, order, actor=office.nurlan, at=at("2019-03-27 10:00"))
    case = reloaded(case)
    assert (case.has_no_iin, case.application["person"]["document_number"]) == (False, "")
    assert not Draft.objects.exists()
    assert not likeness.with_document(office.provider.pk, "N 4412907")


def test_papers_say_that_there_is_no_iin_and_which_document_there_is(office: Office) -> None:
    case = office.result_registered(office.signed(office.drafted(assigned(office), inputs=PROPOSED)))
    told = [one.data["recipient"] for one in Paper.objects.filter(case=case)]
    assert told
    for one in told:
        assert one["iin"] == {"kk": "ЖСН жоқ", "ru": "ИИН отсутствует"}
        assert one["document"] == {"kk": "паспорт, № N 4412907", "ru": "паспорт, № N 4412907"}


def test_a_draft_keeps_the_tick_and_the_document(office: Office) -> None:
    now = at("2019-03-26 10:12")
    assert drafts.save(office.aigul, "form", application(), now)
    kept = drafts.fields_of(office.aigul, "form", now)
    assert kept
    assert INSTEAD.items() <= kept.items()


def test_nothing_of_the_person_stands_in_the_facts_of_the_trail(office: Office) -> None:
    applied(office, assigned(office), PROPOSED)
    facts = " ".join(str(one.facts) for one in TrailEntry.objects.all())
    assert not any(word in facts for word in ("4412907", "Төлебай"))
