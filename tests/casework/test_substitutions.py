"""House rule: while an officer is away by an order, their role and their open cases are with a colleague."""

from datetime import date

import pytest

from kense.casework.substitutions import end, substitute
from kense.papers.models import Paper
from kense.people.models import Officer, Substitution
from kense.people.selectors import roles_on
from kense.trail.models import TrailEntry
from tests.support.calendar import made_administrator
from tests.support.office import NOTIFICATION, REFUSAL, Office, OtherOffice, at, do, looked_at, made_officer
from tests.support.said import problems_told, refused

NOW = at("2019-03-26 09:30")
TODAY = date(2019, 3, 26)


def fields(absent: Officer, other: Officer, role: str, **changed: str) -> dict[str, str]:
    """The form of a substitution through Friday, by an order of the day before."""
    usual = {
        "absent": str(absent.pk),
        "substitute": str(other.pk),
        "role": role,
        "from_day": "26.03.2019",
        "to_day": "29.03.2019",
        "order_number": "45-Ж",
        "order_date": "25.03.2019",
    }
    return usual | changed


@pytest.fixture
def oleg(office: Office) -> Officer:
    """The administrator."""
    return made_administrator(office)


def set_for(office: Office, oleg: Officer, absent: str, other: str, role: str, **changed: str) -> Substitution:
    """The administrator sets a substitution."""
    form = fields(getattr(office, absent), getattr(office, other), role, **changed)
    return substitute(office.provider, form, actor=oleg, at=NOW)


def test_the_trail_says_who_for_whom_by_which_order(office: Office, oleg: Officer) -> None:
    row = set_for(office, oleg, "nurlan", "dauren", "head")
    entry = TrailEntry.objects.latest("seq")
    assert (entry.operation, entry.officer_id, entry.case_id) == ("substitution_set", oleg.pk, None)
    assert entry.facts == {
        "substitution": row.pk,
        "absent": office.nurlan.pk,
        "substitute": office.dauren.pk,
        "role": "head",
        "from_day": "2019-03-26",
        "to_day": "2019-03-29",
        "order_number": "45-Ж",
        "order_date": "2019-03-25",
        "ref": "house part substitution",
    }


@pytest.mark.para("house part substitution")
def test_the_substitute_does_the_cases_of_the_absent_executor(office: Office, oleg: Officer) -> None:
    case = office.assigned()
    set_for(office, oleg, "dauren", "madina", "executor")
    with refused("wrong_role"):
        do("prepare_notification", case, by=office.dauren, when="2019-03-26 11:40", inputs=NOTIFICATION)
    drafted = do("prepare_notification", case, by=office.madina, when="2019-03-26 11:40", inputs=NOTIFICATION)
    assert (drafted.action, drafted.holder) == ("signing", office.dauren)
    entry = TrailEntry.objects.latest("seq")
    assert (entry.officer_id, entry.facts["acting_for"]) == (office.madina.pk, office.dauren.pk)
    prepared = Paper.objects.get(kind="notification").data["prepared_by"]
    assert prepared["name"] == "Қасымова М."


def test_back_again_the_absent_executor_goes_on_with_the_case(office: Office, oleg: Officer) -> None:
    case = office.assigned()
    set_for(office, oleg, "dauren", "madina", "executor")
    with refused("wrong_role"):
        do("send_inquiry", case, by=office.dauren, when="2019-03-29 12:00", inputs={"addressee": "x", "question": "y"})
    drafted = do("prepare_refusal", case, by=office.dauren, when="2019-04-01 09:10", inputs=REFUSAL)
    assert TrailEntry.objects.latest("seq").facts["acting_for"] is None
    assert drafted.action == "signing"


def test_new_cases_go_to_the_substitute_and_not_to_the_absent(office: Office, oleg: Officer) -> None:
    set_for(office, oleg, "dauren", "bekzat", "executor")
    case = office.registered()
    given = {"note": "Орындауға"}
    with refused("wrong_assignee"):
        do(
            "assign",
            case,
            by=office.nurlan,
            when="2019-03-26 10:30",
            inputs=given | {"assignee": str(office.dauren.pk)},
        )
    case = do(
        "assign", case, by=office.nurlan, when="2019-03-26 10:30", inputs=given | {"assignee": str(office.bekzat.pk)}
    )
    assert case.holder == office.bekzat


@pytest.mark.para("house part substitution")
def test_the_acting_head_assigns_and_signs_and_papers_say_so(office: Office, oleg: Officer) -> None:
    Officer.objects.filter(pk=office.nurlan.pk).update(position_kk="директор", position_ru="директор")
    set_for(office, oleg, "nurlan", "bekzat", "head")
    given = {"assignee": str(office.dauren.pk), "note": "Орындауға"}
    case = do("assign", office.registered(), by=office.bekzat, when="2019-03-26 10:30", inputs=given)
    assert TrailEntry.objects.latest("seq").facts["acting_for"] == office.nurlan.pk
    case = office.drafted(case)
    case = do("sign", looked_at(case, office.bekzat, "2019-03-26 11:50"), by=office.bekzat, when="2019-03-26 12:00")
    office.result_registered(case)
    signed = [paper.data["signatory"] for paper in Paper.objects.filter(kind="notification")]
    assert len(signed) == 2
    for signatory in signed:
        assert signatory["name"] == "Әбенов Б."
        assert signatory["position"] == {
            "kk": "міндетін атқарушы: директор",
            "ru": "исполняющий обязанности: директор",
        }


def test_a_draft_names_who_is_to_sign_it_and_the_result_who_signed(office: Office, oleg: Officer) -> None:
    """The head assigned and went away; the acting head signs; the head is back when the result is registered."""
    case = office.drafted()
    row = set_for(office, oleg, "nurlan", "bekzat", "head")
    case = do("sign", looked_at(case, office.bekzat, "2019-03-26 11:50"), by=office.bekzat, when="2019-03-26 12:00")
    end(office.provider, str(row.pk), actor=oleg, at=at("2019-03-26 12:05"))
    office.result_registered(case)
    names = [one.data["signatory"]["name"] for one in Paper.objects.filter(kind="notification").order_by("pk")]
    assert names == ["Жақыпов Н. С.", "Әбенов Б."]


@pytest.mark.parametrize(("absent", "role"), [("dauren", "executor"), ("nurlan", "head")])
def test_nobody_gets_a_second_part_in_a_case_by_standing_in(
    office: Office, oleg: Officer, absent: str, role: str
) -> None:
    """Aigul registered the case: she neither examines nor signs it, whoever is away."""
    case = office.drafted() if role == "head" else office.assigned()
    set_for(office, oleg, absent, "aigul", role)
    operation, inputs = ("sign", {}) if role == "head" else ("prepare_refusal", REFUSAL)
    with refused("same_person"):
        do(operation, case, by=office.aigul, when="2019-03-26 12:10", inputs=inputs)


def test_an_executor_does_not_sign_what_they_prepared(office: Office, oleg: Officer) -> None:
    case = office.drafted()
    set_for(office, oleg, "nurlan", "dauren", "head")
    with refused("same_person"):
        do("sign", case, by=office.dauren, when="2019-03-26 12:00")


def test_the_head_sets_it_for_themself_and_ends_it_on_return(office: Office) -> None:
    row = substitute(office.provider, fields(office.nurlan, office.bekzat, "head"), actor=office.nurlan, at=NOW)
    assert roles_on(office.nurlan, TODAY) == frozenset()
    end(office.provider, str(row.pk), actor=office.nurlan, at=at("2019-03-28 09:00"))
    row.refresh_from_db()
    assert (row.to_day, row.is_cancelled) == (date(2019, 3, 27), False)
    assert roles_on(office.nurlan, date(2019, 3, 28)) == {"head"}
    entry = TrailEntry.objects.latest("seq")
    assert (entry.operation, entry.facts["to_day"]) == ("substitution_ended", "2019-03-29")
    assert entry.facts["after"] == {"to_day": "2019-03-27", "is_cancelled": False}


@pytest.mark.parametrize("from_day", ["26.03.2019", "28.03.2019"])
def test_called_off_on_its_first_day_or_before_it_never_was(office: Office, oleg: Officer, from_day: str) -> None:
    row = set_for(office, oleg, "nurlan", "bekzat", "head", from_day=from_day)
    end(office.provider, str(row.pk), actor=oleg, at=NOW)
    assert roles_on(office.nurlan, TODAY) == {"head"}
    assert Substitution.objects.get().is_cancelled
    with refused("substitution_over"):
        end(office.provider, str(row.pk), actor=oleg, at=NOW)
    set_for(office, oleg, "nurlan", "bekzat", "head", from_day=from_day)


@pytest.mark.parametrize("who", ["aigul", "dauren", "tolegen", "bekzat"])
def test_nobody_else_sets_one(office: Office, who: str) -> None:
    actor = getattr(office, who)
    with refused("wrong_role"):
        substitute(office.provider, fields(actor, office.madina, actor.roles.get().role), actor=actor, at=NOW)


def test_the_head_sets_none_for_others(office: Office) -> None:
    with refused("wrong_role"):
        substitute(office.provider, fields(office.dauren, office.madina, "executor"), actor=office.nurlan, at=NOW)


def test_the_substitute_does_not_end_it(office: Office, oleg: Officer) -> None:
    row = set_for(office, oleg, "nurlan", "bekzat", "head")
    with refused("wrong_role"):
        end(office.provider, str(row.pk), actor=office.bekzat, at=NOW)


def test_an_administrator_of_another_office_reaches_nothing(
    office: Office, other_office: OtherOffice, oleg: Officer
) -> None:
    row = set_for(office, oleg, "nurlan", "bekzat", "head")
    stranger = made_administrator(other_office, "stranger")
    with refused("wrong_role"):
        substitute(office.provider, fields(office.dauren, office.madina, "executor"), actor=stranger, at=NOW)
    with refused("substitution_over"):
        end(other_office.provider, str(row.pk), actor=stranger, at=NOW)
    with problems_told() as found:
        substitute(other_office.provider, fields(other_office.zhanna, office.madina, "head"), actor=stranger, at=NOW)
    assert [(one.field, one.code) for one in found] == [("substitute", "officer_unknown")]


WRONG: list[tuple[dict[str, str], tuple[str, str]]] = [
    ({"order_number": " "}, ("order_number", "text_empty")),
    ({"order_number": "1" * 41}, ("order_number", "text_too_long")),
    ({"order_date": ""}, ("order_date", "date_empty")),
    ({"order_date": "27.03.2019"}, ("order_date", "order_to_come")),
    ({"from_day": "31.02.2019"}, ("from_day", "date_nonexistent")),
    ({"to_day": "25.03.2019", "from_day": "20.03.2019"}, ("to_day", "already_over")),
    ({"from_day": "30.03.2019"}, ("to_day", "dates_order")),
    ({"role": "executor"}, ("role", "role_not_held")),
    ({"role": "administrator"}, ("role", "role_unknown")),
    ({"role": ""}, ("role", "role_unknown")),
    ({"from_day": "01.07.2018"}, ("role", "role_not_held")),
    ({"substitute": ""}, ("substitute", "officer_unknown")),
    ({"substitute": "9" * 40}, ("substitute", "officer_unknown")),
]


@pytest.mark.parametrize(("changed", "said"), WRONG)
def test_what_is_wrong_is_told_at_its_field(
    office: Office, oleg: Officer, changed: dict[str, str], said: tuple[str, str]
) -> None:
    with problems_told() as found:
        form = fields(office.nurlan, office.bekzat, "head") | changed
        substitute(office.provider, form, actor=oleg, at=NOW)
    assert [(one.field, one.code) for one in found] == [said]


def test_oneself_and_a_closed_account_cannot_stand_in(office: Office, oleg: Officer) -> None:
    Officer.objects.filter(pk=office.bekzat.pk).update(is_active=False)
    for other, said in (("nurlan", "same_officer"), ("bekzat", "officer_unknown")):
        with problems_told() as found:
            set_for(office, oleg, "nurlan", other, "head")
        assert [(one.field, one.code) for one in found] == [("substitute", said)]


def test_overlaps_and_chains_are_refused(office: Office, oleg: Officer) -> None:
    third = made_officer(office.provider, "asel", "Сапар Әсел", "executor")
    set_for(office, oleg, "dauren", "madina", "executor")
    tries = [
        (office.dauren, third, {"from_day": "29.03.2019", "to_day": "05.04.2019"}, ("from_day", "already_away")),
        (third, office.dauren, {}, ("substitute", "substitute_away")),
        (office.madina, third, {}, ("absent", "absent_stands_in")),
    ]
    for absent, other, changed, said in tries:
        with problems_told() as found:
            substitute(office.provider, fields(absent, other, "executor", **changed), actor=oleg, at=NOW)
        assert [(one.field, one.code) for one in found] == [said]
    later = {"from_day": "30.03.2019", "to_day": "05.04.2019"}
    substitute(office.provider, fields(office.dauren, third, "executor", **later), actor=oleg, at=NOW)
