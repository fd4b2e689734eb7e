"""Programs of an office: one role, tokens with a last day, an officer who answers; by the administrator alone."""

import json
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from kense.casework import accounts, overseers, programs, roles, substitutions
from kense.casework.paper_people import person
from kense.casework.programs import Made
from kense.people.models import Officer, Token
from kense.people.selectors import roles_on
from kense.people.tokens import program_by
from kense.trail.models import PersonalPart, TrailEntry
from tests.support.calendar import made_administrator
from tests.support.office import Office, OtherOffice, at, made_officer
from tests.support.said import assert_in_three_languages, everything_stored, problems_told, refused

NOW = at("2019-03-26 09:30")
TODAY = date(2019, 3, 26)


@pytest.fixture
def oleg(office: Office) -> Officer:
    """The administrator."""
    return made_administrator(office)


def fields(office: Office, **changed: str) -> dict[str, str]:
    """The form of an electronic journal that takes documents in and for which Aigul answers."""
    usual = {"name": "Электронды журнал", "role": "office", "answers": str(office.aigul.pk), "last_day": "30.06.2019"}
    return usual | changed


def add(office: Office, oleg: Officer, **changed: str) -> Made:
    return programs.add_program(office.provider, fields(office, **changed), actor=oleg, at=NOW)


def test_a_program_is_let_in_by_its_token_to_the_end_of_its_last_day(office: Office, oleg: Officer) -> None:
    made = add(office, oleg)
    assert program_by(made.secret, at("2019-06-30 23:59")) == made.program
    assert program_by(made.secret, at("2019-07-01 00:00")) is None
    assert program_by(made.secret[:-1], NOW) is None
    assert roles_on(made.program, date(2019, 6, 30)) == {"office"}
    assert roles_on(made.program, date(2019, 7, 1)) == set()
    assert (made.program.person_id, made.program.provider) == (office.aigul.pk, office.provider)


def test_a_program_is_named_as_one_and_has_no_password(office: Office, oleg: Officer) -> None:
    program = add(office, oleg).program
    assert (program.short_name, program.full_name) == ("Электронды журнал (API)", "Электронды журнал (API)")
    assert not program.has_usable_password()
    assert person(program)["name"] == office.aigul.short_name, "on a paper stands who answers for it"


def test_only_the_digest_of_a_token_is_kept(office: Office, oleg: Officer) -> None:
    secret = add(office, oleg).secret
    stored = everything_stored()
    assert secret not in str(stored)
    token = Token.objects.get()
    assert [one.facts for one in TrailEntry.objects.order_by("seq")] == [
        {"program": token.program_id, "role": "office", "answers": office.aigul.pk},
        {"program": token.program_id, "token": token.pk, "last_day": "2019-06-30"},
    ]
    assert "Электронды" in json.dumps(list(PersonalPart.objects.values_list("data", flat=True)), ensure_ascii=False)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": ""}, ("name", "text_empty")),
        ({"name": "ж" * 101}, ("name", "text_too_long")),
        ({"role": "director"}, ("role", "role_unknown")),
        ({"answers": ""}, ("answers", "officer_unknown")),
        ({"answers": "other"}, ("answers", "officer_unknown")),
        ({"last_day": "25.03.2019"}, ("last_day", "token_days")),
        ({"last_day": "26.03.2020"}, ("last_day", "token_days")),
        ({"last_day": "32.03.2019"}, ("last_day", "date_nonexistent")),
    ],
)
def test_what_is_wrong_is_told_at_its_field(
    office: Office, other_office: OtherOffice, oleg: Officer, changed: dict[str, str], said: tuple[str, str]
) -> None:
    if changed.get("answers") == "other":
        changed = {"answers": str(other_office.saule.pk)}
    before = everything_stored()
    with problems_told() as found:
        add(office, oleg, **changed)
    assert [(one.field, one.code) for one in found] == [said]
    assert everything_stored() == before


def test_a_year_with_its_first_and_last_day_is_the_longest(office: Office, oleg: Officer) -> None:
    token = add(office, oleg, last_day="25.03.2020").token
    assert token.expires_at - NOW <= timedelta(days=programs.MOST_DAYS)


def test_who_answers_is_a_working_person_by_their_main_account(office: Office, oleg: Officer) -> None:
    accounts.close_officer(office.provider, str(office.bekzat.pk), actor=oleg, at=NOW)
    accounts.set_main_account(office.provider, str(office.madina.pk), {"main_account": "dauren"}, actor=oleg, at=NOW)
    program = add(office, oleg).program
    for who, code in (
        (office.bekzat, "officer_unknown"),
        (office.madina, "not_main_account"),
        (program, "officer_unknown"),
    ):
        with problems_told() as found:
            add(office, oleg, name="Басқа", answers=str(who.pk))
        assert [one.code for one in found] == [code]


def test_two_programs_are_not_named_alike(office: Office, oleg: Officer) -> None:
    add(office, oleg)
    with problems_told() as found:
        add(office, oleg, name="ЭЛЕКТРОНДЫ  журнал")
    assert [(one.field, one.code) for one in found] == [("name", "program_twice")]


def test_a_revoked_token_lets_in_no_more_and_the_last_one_takes_the_role_away(office: Office, oleg: Officer) -> None:
    made = add(office, oleg)
    key = str(made.program.pk)
    second = programs.new_token(office.provider, key, {"last_day": "31.12.2019"}, actor=oleg, at=NOW)
    assert roles_on(made.program, date(2019, 12, 31)) == {"office"}
    programs.revoke_token(office.provider, key, str(second.token.pk), actor=oleg, at=NOW)
    assert (program_by(second.secret, NOW), program_by(made.secret, NOW)) == (None, made.program)
    assert roles_on(made.program, date(2019, 6, 30)) == {"office"}
    assert roles_on(made.program, date(2019, 7, 1)) == set()
    programs.revoke_token(office.provider, key, str(made.token.pk), actor=oleg, at=NOW)
    assert roles_on(made.program, TODAY) == set()
    before = everything_stored()
    programs.revoke_token(office.provider, key, str(made.token.pk), actor=oleg, at=NOW)
    assert everything_stored() == before
    third = programs.new_token(office.provider, key, {"last_day": "27.03.2019"}, actor=oleg, at=NOW)
    assert program_by(third.secret, NOW) == made.program
    assert roles_on(made.program, TODAY) == {"office"}


def test_a_program_is_let_in_only_while_somebody_answers_for_it(office: Office, oleg: Officer) -> None:
    made = add(office, oleg)
    accounts.close_officer(office.provider, str(office.aigul.pk), actor=oleg, at=NOW)
    assert program_by(made.secret, NOW) is None
    programs.hand_over(office.provider, str(made.program.pk), {"answers": str(office.bekzat.pk)}, actor=oleg, at=NOW)
    found = program_by(made.secret, NOW)
    assert found is not None
    assert found.person_id == office.bekzat.pk
    entry = TrailEntry.objects.latest("seq")
    facts = {"program": made.program.pk, "before": office.aigul.pk, "after": office.bekzat.pk}
    assert (entry.operation, entry.facts) == ("program_handed_over", facts)


def test_a_program_is_no_officer_to_be_changed_stood_in_for_or_let_oversee(
    office: Office, other_office: OtherOffice, oleg: Officer
) -> None:
    program = add(office, oleg, role="controller").program
    key, admin = str(program.pk), made_administrator(other_office, "asem")
    for change in (
        lambda: accounts.set_password(office.provider, key, {}, actor=oleg, at=NOW),
        lambda: accounts.set_main_account(office.provider, key, {}, actor=oleg, at=NOW),
        lambda: roles.give_role(office.provider, key, {"role": "head", "from_day": "26.03.2019"}, actor=oleg, at=NOW),
    ):
        with refused("officer_unknown"):
            change()
    for pair in ((program, office.aigul), (office.aigul, program)):
        with problems_told() as found:
            typed = {"absent": str(pair[0].pk), "substitute": str(pair[1].pk), "role": "office"}
            substitutions.substitute(office.provider, typed, actor=oleg, at=NOW)
        assert "officer_unknown" in [one.code for one in found]
    with problems_told() as found:
        overseers.let_in(other_office.provider, {"username": program.username}, actor=admin, at=NOW)
    assert [one.code for one in found] == ["no_controller"]


CHANGES: list[Callable[[Office, Officer, str, str], object]] = [
    lambda office, actor, *_: programs.add_program(office.provider, fields(office, name="Басқа"), actor=actor, at=NOW),
    lambda office, actor, who, _: programs.new_token(
        office.provider, who, {"last_day": "27.03.2019"}, actor=actor, at=NOW
    ),
    lambda office, actor, who, token: programs.revoke_token(office.provider, who, token, actor=actor, at=NOW),
    lambda office, actor, who, _: programs.hand_over(
        office.provider, who, {"answers": str(office.bekzat.pk)}, actor=actor, at=NOW
    ),
]


def test_only_an_administrator_of_this_office_who_is_a_person_may(
    office: Office, other_office: OtherOffice, oleg: Officer
) -> None:
    made = add(office, oleg, role="administrator")
    for actor in (office.nurlan, office.tolegen, made_administrator(other_office, "asem"), made.program):
        for change in CHANGES:
            with refused("wrong_role"):
                change(office, actor, str(made.program.pk), str(made.token.pk))


def test_what_is_no_program_of_this_office_is_not_there(
    office: Office, other_office: OtherOffice, oleg: Officer
) -> None:
    theirs = made_administrator(other_office, "asem")
    typed = fields(office, answers=str(other_office.saule.pk))
    foreign = programs.add_program(other_office.provider, typed, actor=theirs, at=NOW)
    for key in (str(foreign.program.pk), str(office.aigul.pk), "", "9" * 30, "x"):
        for change in CHANGES[1:]:
            with refused("program_unknown"):
                change(office, oleg, key, str(foreign.token.pk))


def test_a_token_is_revoked_only_as_one_of_its_program(office: Office, oleg: Officer) -> None:
    first, second = add(office, oleg), add(office, oleg, name="Басқа")
    with refused("program_unknown"):
        programs.revoke_token(office.provider, str(first.program.pk), str(second.token.pk), actor=oleg, at=NOW)


def test_an_administrator_who_is_a_program_is_not_the_one_who_stays(office: Office, oleg: Officer) -> None:
    program = add(office, oleg, role="administrator").program
    with refused("last_administrator"):
        accounts.close_officer(office.provider, str(oleg.pk), confirmed=True, actor=program, at=NOW)


def test_a_second_account_names_the_main_one(office: Office, other_office: OtherOffice, oleg: Officer) -> None:
    who = str(office.madina.pk)
    accounts.set_main_account(office.provider, who, {"main_account": " saule "}, actor=oleg, at=NOW)
    assert Officer.objects.get(username="madina").person_id == other_office.saule.pk
    entry = TrailEntry.objects.latest("seq")
    facts = {"officer": office.madina.pk, "before": None, "after": other_office.saule.pk}
    assert (entry.operation, entry.facts) == ("officer_main_account_set", facts)
    before = everything_stored()
    accounts.set_main_account(office.provider, who, {"main_account": "saule"}, actor=oleg, at=NOW)
    assert everything_stored() == before
    accounts.set_main_account(office.provider, who, {"main_account": ""}, actor=oleg, at=NOW)
    assert Officer.objects.get(username="madina").person_id == office.madina.pk


@pytest.mark.parametrize(
    ("officer", "main", "code"),
    [
        ("madina", "nobody", "main_unknown"),
        ("madina", "madina", "main_unknown"),
        ("madina", "program", "main_unknown"),
        ("madina", "second", "main_is_second"),
        ("dauren", "madina", "main_has_others"),
        ("aigul", "madina", "main_has_others"),
    ],
)
def test_accounts_make_no_chain(office: Office, oleg: Officer, officer: str, main: str, code: str) -> None:
    second = made_officer(office.provider, "second", "Оразбек Дәурен", "head")
    accounts.set_main_account(office.provider, str(second.pk), {"main_account": "dauren"}, actor=oleg, at=NOW)
    program = add(office, oleg).program
    typed = {"main_account": program.username if main == "program" else main}
    with problems_told() as found:
        accounts.set_main_account(office.provider, str(getattr(office, officer).pk), typed, actor=oleg, at=NOW)
    assert [(one.field, one.code) for one in found] == [("main_account", code)]


def test_only_the_administrator_names_a_main_account(office: Office, other_office: OtherOffice, oleg: Officer) -> None:
    for actor in (office.nurlan, office.madina, made_administrator(other_office, "asem")):
        with refused("wrong_role"):
            accounts.set_main_account(
                office.provider, str(office.madina.pk), {"main_account": "dauren"}, actor=actor, at=NOW
            )


def test_every_operation_has_words() -> None:
    for text in programs.DONE.values():
        assert_in_three_languages(text)
