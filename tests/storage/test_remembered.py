"""What is remembered of an office holds until anybody changes anything of it, in whatever process and by whatever means."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import TypeVar

import pytest
from django.contrib.auth.models import update_last_login
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from kense.casework.settings_mark import WHOSE, set_up, take_down
from kense.people.models import CalendarOverride, Officer, OfficerRole, Substitution
from kense.storage import remembered
from kense.trail.models import TrailHead
from tests.support.iins import made_iin
from tests.support.office import NOTIFICATION, Office, at, do
from tests.support.said import refused

T = TypeVar("T")
BORN = date(2003, 9, 14)
TABLES = {model._meta.db_table for model in WHOSE}


def by_another_connection(work: Callable[[], T]) -> T:
    """Do it as another process would: on a connection of its own."""

    def alone() -> T:
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(alone).result()


def sql(statement: str, *values: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def whole_case(office: Office, serial: int) -> None:
    """A case of another girl than any other serial's."""
    iin, surname = made_iin(BORN, "female", serial), f"Сағынтай{'абв'[serial // 10 - 1]}"
    case = office.registered(office.handed_in(person_iin=iin, person_surname=surname, person_birth_date="14.09.2003"))
    change = {"change_iin": iin, "change_surname": surname, "change_birth_date": "14.09.2003"}
    office.issued(
        office.result_registered(office.signed(office.drafted(office.assigned(case), inputs=NOTIFICATION | change)))
    )


def tables_read(office: Office, serial: int) -> set[str]:
    """The tables that are read in a whole case."""
    with CaptureQueriesContext(connection) as caught:
        whole_case(office, serial)
    read = (re.findall(r'(?:FROM|JOIN) "?(\w+)', one["sql"]) for one in caught.captured_queries)
    return {table for tables in read for table in tables}


@pytest.mark.django_db(transaction=True)
def test_a_role_taken_by_hand_elsewhere_is_gone_at_the_next_operation(office: Office) -> None:
    case = office.registered()
    by_another_connection(lambda: sql("DELETE FROM people_officerrole WHERE officer_id = %s", office.nurlan.pk))
    with refused("wrong_role"):
        office.assigned(case)


@pytest.mark.django_db(transaction=True)
def test_a_day_declared_elsewhere_moves_the_next_due_moment(office: Office) -> None:
    before = office.handed_in()
    kept = {"decree": "№ 5", "note_kk": "демалыс", "note_ru": "выходной", "note_en": "day off"}
    day = CalendarOverride(provider=office.provider, day=at("2019-03-27 00:00").date(), kind="off", **kept)
    by_another_connection(day.save)
    assert office.handed_in().due_at == at("2019-03-28 10:12") > before.due_at


@pytest.mark.django_db(transaction=True)
def test_a_substitution_ended_elsewhere_ends_at_the_next_operation(office: Office) -> None:
    days = {"from_day": at("2019-03-26 00:00").date(), "to_day": at("2019-03-29 00:00").date()}
    order = {"order_number": "7", "order_date": days["from_day"]}
    standing_in = Substitution.objects.create(
        absent=office.nurlan, substitute=office.madina, role="head", **days, **order
    )
    inputs = {"assignee": str(office.dauren.pk), "note": "Орындауға"}
    do("assign", office.registered(), by=office.madina, when="2019-03-26 10:30", inputs=inputs)
    case = office.registered()
    by_another_connection(lambda: Substitution.objects.filter(pk=standing_in.pk).update(is_cancelled=True))
    with refused("wrong_role"):
        do("assign", case, by=office.madina, when="2019-03-26 10:30", inputs=inputs)


def test_what_was_taken_back_was_never_so(office: Office) -> None:
    """A transaction sees its own change; when it is taken back, nothing of it stays in memory."""
    case = office.registered()
    with transaction.atomic():
        OfficerRole.objects.filter(officer=office.nurlan).delete()
        with refused("wrong_role"):
            office.assigned(case)
        transaction.set_rollback(True)
    assert office.assigned(case).holder == office.dauren


def test_signing_in_sets_nothing_up(office: Office) -> None:
    office.handed_in()
    before = TrailHead.objects.get().settings
    update_last_login(Officer, office.aigul)
    assert TrailHead.objects.get().settings == before


def test_another_office_keeps_its_mark(office: Office, other_office: Office) -> None:
    office.handed_in()
    head = TrailHead.objects.create(provider=other_office.provider)
    before = TrailHead.objects.get(provider=office.provider).settings
    OfficerRole.objects.filter(officer=office.bekzat).delete()
    assert TrailHead.objects.get(pk=head.pk).settings == head.settings
    assert TrailHead.objects.get(provider=office.provider).settings != before


def test_every_table_that_is_remembered_has_its_triggers(office: Office) -> None:
    """What a case reads with an empty memory and not with a full one comes from tables that replace the mark."""
    whole_case(office, 10)
    remembered._kept.clear()
    cold, warm = tables_read(office, 20), tables_read(office, 30)
    assert cold - warm
    assert cold - warm <= TABLES


def test_triggers_go_down_and_up_again(office: Office) -> None:
    office.handed_in()
    for done, moves in ((take_down, False), (set_up, True)):
        done("default")
        before = TrailHead.objects.get().settings
        OfficerRole.objects.filter(officer=office.bekzat).update(to_day=at("2030-01-01 00:00").date())
        assert (TrailHead.objects.get().settings != before) is moves
