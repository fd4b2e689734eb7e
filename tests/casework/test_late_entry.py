"""What was registered on paper, entered afterwards: with its own times, marked with who entered it when from which sheet."""

from collections.abc import Iterator
from datetime import date
from unittest.mock import patch

import pytest

from kense import law
from kense.cases.models import ActionRun, Case, GivenNumber, ReservedNumber
from kense.casework import blocks
from kense.casework.late import Late, late_entry_of
from kense.casework.late_entry import enter_late
from kense.casework.perform import Request, perform
from kense.papers.models import Paper
from kense.people.models import OfficerRole
from kense.trail.chain import first_broken
from kense.trail.models import TrailEntry
from tests.support.office import Office, OtherOffice, adult_application, application, at, do
from tests.support.said import problems_told, refused

AFTER = at("2019-03-28 09:30")
BLOCK_AT = at("2019-03-25 17:00")


@pytest.fixture(autouse=True)
def no_files() -> Iterator[None]:
    """The papers stay queued."""
    with patch("kense.casework.papers.produce"):
        yield


@pytest.fixture
def number(office: Office) -> ReservedNumber:
    """The first of three numbers set aside on Monday evening, before the power cut of Tuesday."""
    return reserve(office, "registrations")


def reserve(office: Office, journal: str) -> ReservedNumber:
    """The first number of a new block."""
    fields = {"journal": journal, "count": "3", "purpose": "Жарық өшеді"}
    block = blocks.reserve(office.provider, fields, actor=office.aigul, at=BLOCK_AT)
    return block.numbers.order_by("n")[0]


def sheet(office: Office, **typed: str) -> dict[str, str]:
    """What Aigul wrote on the form on Tuesday: handed in at 10:12, registered at 10:20."""
    return {
        **application(),
        "late_handed_in_day": "26.03.2019",
        "late_handed_in_time": "10:12",
        "late_decided_day": "",
        "late_decided_time": "10:20",
        "late_accepted_by": str(office.aigul.pk),
        "late_sheet": "K7M2-9QXF/1",
        **typed,
    }


def enter(office: Office, number: ReservedNumber, then: str = "register", **typed: str) -> Case:
    """Bekzat enters the sheet on Thursday morning."""
    return enter_late(number.pk, sheet(office, **typed), then, key="late", actor=office.bekzat, at=AFTER)


@pytest.mark.para("house part afterwards")
def test_the_case_has_the_times_of_the_paper(office: Office, number: ReservedNumber) -> None:
    case = enter(office, number)
    assert (case.number, case.number_order) == (number.text, "2019-00000001")
    assert (case.handed_in_at, case.last_at) == (at("2019-03-26 10:12"), at("2019-03-26 10:20"))
    assert case.due_at == at("2019-03-27 10:12")
    assert GivenNumber.objects.get(case=case).at == at("2019-03-26 10:20")
    intake, resolution = ActionRun.objects.filter(case=case)
    assert (intake.opened_at, intake.done_at, intake.minutes_used) == (case.handed_in_at, case.last_at, 8)
    assert resolution.opened_at == at("2019-03-26 10:20")
    assert case.due_at < AFTER  # it was late before it was entered, and that is not hidden


def test_it_is_as_if_it_had_been_taken_in_then(office: Office, number: ReservedNumber) -> None:
    """Nothing but the marks, the codes, the number and who entered it tells the case from one of the desk."""
    late = enter(office, number)
    opened = do("hand_in", by=office.aigul, when="2019-03-26 10:12", inputs=application())
    desk = do("register", opened, by=office.aigul, when="2019-03-26 10:20", inputs=application())
    own = {"id", "code", "public_code", "number", "number_order", "late_entry", "performers"}
    one, other = (
        {k: v for k, v in vars(c).items() if k not in own | {"_state"}} for c in (Case.objects.get(pk=late.pk), desk)
    )
    assert one == other


def test_it_is_marked_with_who_entered_what_when_from_which_sheet(office: Office, number: ReservedNumber) -> None:
    entry = late_entry_of(enter(office, number))
    assert entry
    assert (entry.at, entry.sheet) == (AFTER, "K7M2-9QXF/1")
    assert (entry.officer, entry.accepted_by) == (office.bekzat.short_name, office.aigul.short_name)


def test_the_trail_has_the_moment_of_the_entry_and_tells_that_of_the_paper(
    office: Office, number: ReservedNumber
) -> None:
    case = enter(office, number)
    opened, registered = TrailEntry.objects.filter(case=case)
    assert {one.at for one in (opened, registered)} == {AFTER}
    assert {one.officer for one in (opened, registered)} == {office.bekzat}
    for entry, happened in ((opened, "2019-03-26 10:12"), (registered, "2019-03-26 10:20")):
        assert entry.facts["entered_late"] is True
        assert entry.facts["happened_at"] == at(happened).isoformat()
        assert (entry.facts["accepted_by"], entry.facts["sheet"]) == (office.aigul.pk, "K7M2-9QXF/1")
    assert first_broken(office.provider.pk) is None


def test_the_paper_names_who_accepted_and_is_made_now(office: Office, number: ReservedNumber) -> None:
    case = enter(office, number)
    talon = Paper.objects.get(case=case)
    assert talon.created_at == AFTER
    assert talon.data["accepted_by"]["name"] == office.aigul.short_name
    assert (talon.data["case"]["handed_in"], talon.data["case"]["registered"]) == (
        "2019-03-26T10:12",
        "2019-03-26T10:20",
    )


def test_who_accepted_on_paper_can_not_be_the_executor_of_the_case(office: Office, number: ReservedNumber) -> None:
    OfficerRole.objects.create(officer=office.aigul, role="executor", from_day=date(2018, 8, 1))
    case = enter(office, number)
    with refused("assignee_acted"):
        do(
            "assign",
            case,
            by=office.nurlan,
            when="2019-03-28 09:40",
            inputs={"assignee": str(office.aigul.pk), "note": "-"},
        )


def test_the_case_goes_on_at_the_desk(office: Office, number: ReservedNumber) -> None:
    case = office.assigned(enter(office, number), when="2019-03-28 09:40")
    assert case.holder == office.dauren
    # From Tuesday 10:20 to Thursday 9:40: 400, 480 and 40 working minutes.
    assert ActionRun.objects.get(case=case, action="resolution").minutes_used == 920


def test_a_refusal_to_accept_is_entered_under_a_number_of_its_journal(office: Office) -> None:
    number = reserve(office, "acceptance_refusals")
    case = enter(office, number, "refuse_acceptance", doc_birth_certificate_shown="")
    assert (case.refusal_number, case.end, case.ended_at) == ("Б-1", "not_accepted", at("2019-03-26 10:20"))
    receipt = Paper.objects.get(case=case)
    assert receipt.data["missing"]


def test_a_number_of_another_journal_does_not_do(office: Office, number: ReservedNumber) -> None:
    with refused("other_journal", "reg 5 action 1"):
        enter(office, number, "refuse_acceptance", doc_birth_certificate_shown="")


def test_a_deficient_package_is_not_registered_from_paper_either(office: Office, number: ReservedNumber) -> None:
    with refused("package_deficient"):
        enter(office, number, doc_birth_certificate_shown="")


@pytest.mark.para("house part afterwards")
def test_a_document_is_judged_as_of_the_day_of_the_paper(office: Office, number: ReservedNumber) -> None:
    case = enter(office, number, doc_study_certificate_expires="26.03.2019")
    assert case.number


@pytest.mark.parametrize(
    ("typed", "field", "code"),
    [
        ({"late_handed_in_day": ""}, "late_handed_in", "date_empty"),
        ({"late_handed_in_day": "31.02.2019"}, "late_handed_in", "date_nonexistent"),
        ({"late_handed_in_day": "01.01.0001"}, "late_handed_in", "time_unreadable"),
        ({"late_handed_in_time": "25:00"}, "late_handed_in", "time_unreadable"),
        ({"late_decided_time": ""}, "late_decided", "time_unreadable"),
        ({"late_decided_time": "10:11"}, "late_decided", "decided_before"),
        ({"late_handed_in_day": "25.03.2019"}, "late_handed_in", "before_block"),
        ({"late_decided_day": "29.03.2019"}, "late_decided", "moment_future"),
        ({"late_accepted_by": ""}, "late_accepted_by", "officer_unknown"),
        ({"late_sheet": "Сейітова"}, "late_sheet", "sheet_wrong"),
        ({"late_sheet": ""}, "late_sheet", "sheet_wrong"),
    ],
)
def test_what_the_paper_cannot_say_is_told_at_its_field(
    office: Office, number: ReservedNumber, typed: dict[str, str], field: str, code: str
) -> None:
    with problems_told() as problems:
        enter(office, number, **typed)
    assert (field, code) in [(one.field, one.code) for one in problems]


def test_everything_wrong_is_told_at_once(office: Office, number: ReservedNumber) -> None:
    with problems_told() as problems:
        enter(office, number, late_sheet="", person_iin="123")
    assert {"late_sheet", "person_iin"} <= {one.field for one in problems}


def test_a_number_of_last_year_is_for_what_was_registered_last_year(office: Office) -> None:
    fields = {"journal": "registrations", "count": "1", "purpose": "Жарық өшеді"}
    when = at("2018-12-28 12:00")
    number = blocks.reserve(office.provider, fields, actor=office.aigul, at=when).numbers.get()
    new_year = {"late_handed_in_day": "08.01.2019", "late_decided_day": "08.01.2019"}
    with problems_told() as problems:
        enter(office, number, **new_year)
    assert ("late_decided", "other_year") in [(one.field, one.code) for one in problems]
    old_year = {"late_handed_in_day": "28.12.2018", "late_handed_in_time": "15:00", "late_decided_time": "15:05"}
    assert enter(office, number, **old_year).number_order == "2018-00000001"


def test_who_accepted_held_the_role_on_that_day(
    office: Office, other_office: OtherOffice, number: ReservedNumber
) -> None:
    OfficerRole.objects.filter(officer=office.aigul).update(to_day=date(2019, 3, 27))
    assert enter(office, number).performers == {"office": [str(office.aigul.pk), str(office.bekzat.pk)]}
    another = ReservedNumber.objects.get(n=2)
    for wrong, code in ((office.nurlan, "not_there_then"), (other_office.saule, "officer_unknown")):
        fields = sheet(office, late_accepted_by=str(wrong.pk))
        with problems_told() as problems:
            enter_late(another.pk, fields, "register", key="second", actor=office.bekzat, at=AFTER)
        assert [(one.field, one.code) for one in problems] == [("late_accepted_by", code)]


def test_who_accepted_and_who_entered_it_have_both_acted_in_the_case(office: Office, number: ReservedNumber) -> None:
    case = enter(office, number)
    inputs = {"assignee": str(office.dauren.pk), "note": "Орындауға"}
    for clerk in (office.aigul, office.bekzat):
        OfficerRole.objects.create(officer=clerk, role="head", from_day=date(2019, 3, 1))
        with refused("same_person", "house part separation"):
            do("assign", case, by=clerk, when="2019-03-28 10:00", inputs=inputs)


def test_who_enters_works_at_the_counter_today(office: Office, number: ReservedNumber) -> None:
    OfficerRole.objects.filter(officer=office.aigul).update(to_day=date(2019, 3, 27))
    for by in (office.aigul, office.nurlan, office.dauren, office.tolegen):
        with refused("wrong_role", "reg 4"):
            enter_late(number.pk, sheet(office), "register", key="late", actor=by, at=AFTER)


def test_the_same_form_again_changes_nothing(office: Office, number: ReservedNumber) -> None:
    assert enter(office, number).pk == enter(office, number).pk
    assert Case.objects.count() == 1


def test_later_actions_are_not_entered_late(office: Office, number: ReservedNumber) -> None:
    case = enter(office, number)
    late = Late(ReservedNumber.objects.get(n=2).pk, at("2019-03-26 10:30"), office.nurlan, "1")
    request = Request("assign", "k", case=case.pk, version=case.version, inputs={"note": "-"}, late=late)
    with refused("not_on_paper", "house part afterwards"):
        perform(request, actor=office.nurlan, at=AFTER)


def test_a_moment_of_an_earlier_number_may_be_later(office: Office, number: ReservedNumber) -> None:
    """Two counters share one block: the numbers need not follow the clock."""
    enter(office, number, late_handed_in_time="15:00", late_decided_time="15:05")
    other = ReservedNumber.objects.get(n=2)
    fields = {**sheet(office), **adult_application()}
    assert enter_late(other.pk, fields, "register", key="other", actor=office.bekzat, at=AFTER).number == other.text


def test_an_edition_without_the_rule_knows_no_late_entry(
    office: Office, number: ReservedNumber, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = law.newest(office.provider.act)
    without = edition.model_copy(update={"procedure": edition.procedure.model_copy(update={"late_entry": None})})
    monkeypatch.setattr("kense.law.shipped.editions", lambda: (without,))
    with refused("not_on_paper"):
        enter(office, number)
