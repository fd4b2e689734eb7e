"""Numbers set aside for paper: taken at once, ended as entered or voided, never lost between."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from unittest.mock import patch

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kense.cases.models import Case, GivenNumber, NumberBlock, NumberSeries, ReservedNumber
from kense.casework import blocks
from kense.casework.late_entry import enter_late
from kense.casework.numbering import set_numbering
from kense.casework.perform import Request, perform
from kense.kernel import RefusedError
from kense.papers.models import Paper
from kense.people.models import Officer
from kense.trail.chain import first_broken
from kense.trail.models import TrailEntry
from tests.support.office import Office, OtherOffice, adult_application, application, at, made_officer
from tests.support.said import problems_told, refused

BEFORE = at("2019-03-25 17:00")
AFTER = at("2019-03-27 10:00")
SHEET = {
    "late_handed_in_day": "26.03.2019",
    "late_handed_in_time": "10:12",
    "late_decided_day": "",
    "late_decided_time": "10:20",
    "late_sheet": "K7M2-9QXF/1",
}


@pytest.fixture(autouse=True)
def no_files() -> Iterator[None]:
    """The papers stay queued: making them takes longer than everything else here."""
    with patch("kense.casework.papers.produce"):
        yield


def reserved(office: Office, count: int = 3, journal: str = "registrations", by: Officer | None = None) -> NumberBlock:
    """A block set aside the evening before."""
    fields = {"journal": journal, "count": str(count), "purpose": "Жарық өшеді"}
    return blocks.reserve(office.provider, fields, actor=by or office.aigul, at=BEFORE)


def numbers_of(block: NumberBlock) -> list[ReservedNumber]:
    """Its numbers in order."""
    return list(block.numbers.all())


def entered(office: Office, number: ReservedNumber, by: Officer | None = None, key: str = "") -> Case:
    """An application that Aigul registered on paper on 26 March, entered the day after."""
    fields = {**application(), **SHEET, "late_accepted_by": str(office.aigul.pk)}
    by = by or office.aigul
    return enter_late(number.pk, fields, "register", key=key or f"late-{number.pk}-{by.pk}", actor=by, at=AFTER)


def not_whole() -> dict[int, list[int]]:
    """The series in which given, voided and still reserved numbers are not 1, 2, 3, … up to the last, each once."""
    found: dict[int, list[int]] = defaultdict(list)
    for series, n in GivenNumber.objects.values_list("series", "n"):
        found[series].append(n)
    for series, n in ReservedNumber.objects.filter(case__isnull=True).values_list("series", "n"):
        found[series].append(n)
    lasts = dict(NumberSeries.objects.values_list("pk", "last"))
    return {pk: sorted(found[pk]) for pk, last in lasts.items() if sorted(found[pk]) != list(range(1, last + 1))}


def test_the_desk_goes_on_after_the_block(office: Office) -> None:
    first = office.registered()
    block = reserved(office)
    assert [one.text for one in numbers_of(block)] == ["03-14/2", "03-14/3", "03-14/4"]
    assert (first.number, office.registered(office.handed_in()).number) == ("03-14/1", "03-14/5")
    assert not_whole() == {}


def test_the_blank_forms_have_a_sheet_for_each_number(office: Office) -> None:
    block = reserved(office)
    paper = Paper.objects.get(code=block.form)
    assert paper.case is None
    assert [(one["number"], one["id"]) for one in paper.data["sheets"]] == [
        (f"03-14/{n}", f"{block.form}/{n}") for n in (1, 2, 3)
    ]


def test_the_trail_tells_who_set_them_aside_and_why_only_in_its_personal_part(office: Office) -> None:
    block = reserved(office)
    entry = TrailEntry.objects.get(operation=blocks.RESERVED)
    assert entry.officer == office.aigul
    assert entry.facts == {
        "journal": "registrations",
        "year": 2019,
        "first": "03-14/1",
        "last": "03-14/3",
        "form": block.form,
    }
    assert entry.personal.data == {"purpose": "Жарық өшеді"}


def test_refusals_to_accept_have_blocks_of_their_own_and_results_none(office: Office) -> None:
    assert [one.text for one in numbers_of(reserved(office, 2, "acceptance_refusals"))] == ["Б-1", "Б-2"]
    with problems_told() as problems:
        reserved(office, 2, "results")
    assert [(one.field, one.code) for one in problems] == [("journal", "journal_unknown")]


@pytest.mark.parametrize("count", ["", "0", "-1", "101", "жүз", "1.5", "9" * 30])
def test_a_block_has_one_to_a_hundred_numbers(office: Office, count: str) -> None:
    fields = {"journal": "registrations", "count": count, "purpose": "Жарық өшеді"}
    with problems_told() as problems:
        blocks.reserve(office.provider, fields, actor=office.aigul, at=BEFORE)
    assert [one.field for one in problems] == ["count"]


def test_clerks_and_the_administrator_set_aside_and_void_nobody_else(office: Office, other_office: OtherOffice) -> None:
    administrator = made_officer(office.provider, "rustam", "Тілеу Рүстем", "administrator")
    block = reserved(office, by=administrator)
    one = str(numbers_of(block)[0].pk)
    for stranger in (office.nurlan, office.dauren, office.tolegen, other_office.saule):
        with refused("wrong_role"):
            reserved(office, by=stranger)
        with refused("wrong_role"):
            blocks.void(office.provider, block.pk, [one], "Бүлінді", actor=stranger, at=AFTER)
    blocks.void(office.provider, block.pk, [one], "Бүлінді", actor=administrator, at=AFTER)


def test_another_office_has_neither_the_block_nor_its_numbers(office: Office, other_office: OtherOffice) -> None:
    block = reserved(office)
    number = numbers_of(block)[0]
    with refused("block_unknown"):
        blocks.void(other_office.provider, block.pk, [str(number.pk)], "Бүлінді", actor=other_office.saule, at=AFTER)
    fields = {**application(), **SHEET, "late_accepted_by": str(other_office.saule.pk)}
    with refused("number_unknown"):
        enter_late(number.pk, fields, "register", key="late", actor=other_office.saule, at=AFTER)
    assert list(blocks.blocks_of(other_office.provider)) == []


def test_unused_numbers_are_voided_with_a_reason_in_the_trail(office: Office) -> None:
    block = reserved(office)
    spoilt = numbers_of(block)[1:]
    blocks.void(
        office.provider, block.pk, [str(one.pk) for one in spoilt], "Жарық ерте қосылды", actor=office.bekzat, at=AFTER
    )
    for one in numbers_of(block)[1:]:
        assert (one.voided_at, one.voided_by, one.reason) == (AFTER, office.bekzat, "Жарық ерте қосылды")
    entry = TrailEntry.objects.get(operation=blocks.VOIDED)
    assert entry.facts["numbers"] == ["03-14/2", "03-14/3"]
    assert entry.personal.data == {"reason": "Жарық ерте қосылды"}
    assert not_whole() == {}


@pytest.mark.parametrize(("numbers", "reason", "field"), [([], "Бүлінді", "numbers"), (["first"], " ", "reason")])
def test_voiding_needs_numbers_and_a_reason(office: Office, numbers: list[str], reason: str, field: str) -> None:
    block = reserved(office)
    chosen = [str(numbers_of(block)[0].pk) for _ in numbers]
    with problems_told() as problems:
        blocks.void(office.provider, block.pk, chosen, reason, actor=office.aigul, at=AFTER)
    assert [one.field for one in problems] == [field]


def test_a_number_ends_once(office: Office) -> None:
    block = reserved(office)
    used, spoilt, _ = numbers_of(block)
    entered(office, used)
    blocks.void(office.provider, block.pk, [str(spoilt.pk)], "Бүлінді", actor=office.aigul, at=AFTER)
    with refused("number_voided", "house part afterwards"):
        entered(office, spoilt)
    with refused("number_entered", "house part afterwards"):
        entered(office, used, by=office.bekzat)
    for taken, code in ((used, "number_entered"), (spoilt, "number_voided")):
        with refused(code):
            blocks.void(office.provider, block.pk, [str(taken.pk)], "Бүлінді", actor=office.aigul, at=AFTER)


def test_all_chosen_numbers_are_voided_or_none(office: Office) -> None:
    block = reserved(office)
    used, free, _ = numbers_of(block)
    entered(office, used)
    with refused("number_entered"):
        blocks.void(office.provider, block.pk, [str(free.pk), str(used.pk)], "Бүлінді", actor=office.aigul, at=AFTER)


def test_a_series_with_a_block_can_no_longer_be_started_elsewhere(office: Office) -> None:
    administrator = made_officer(office.provider, "rustam", "Тілеу Рүстем", "administrator")
    reserved(office)
    fields = {"pattern": "{n}", "last": "40"}
    with refused("numbers_given"):
        set_numbering(office.provider, "registrations", "2019", fields, actor=administrator, at=AFTER)


Plan = list[tuple[str, int]]


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    plan=st.lists(
        st.tuples(st.sampled_from(["desk", "block", "enter", "enter_wrong", "void"]), st.integers(1, 4)), max_size=8
    )
)
def test_no_order_of_desk_paper_and_mistakes_leaves_a_gap(plan: Plan, office: Office) -> None:
    for what, n in plan:
        free = list(ReservedNumber.objects.filter(case__isnull=True, voided_at__isnull=True))
        if what == "desk":
            desk_case(office)
        elif what == "block":
            reserved(office, n)
        elif free and what == "void":
            one = free[n % len(free)]
            blocks.void(office.provider, one.block_id, [str(one.pk)], "Бүлінді", actor=office.aigul, at=AFTER)
        elif free and what == "enter":
            entered(office, free[n % len(free)])
        elif free:
            with pytest.raises(RefusedError):
                entered(office, free[0], by=office.nurlan)
    assert not_whole() == {}
    assert first_broken(office.provider.pk) is None


def desk_case(office: Office) -> Case:
    """Bekzat registers at the desk, the usual way."""
    inputs, count = adult_application(), Case.objects.count()
    request = Request("hand_in", f"desk-open-{count}", inputs=inputs)
    case = perform(request, actor=office.bekzat, at=at("2019-03-27 09:30"))
    ask = Request("register", f"desk-{count}", case=case.pk, version=1, inputs=inputs)
    return perform(ask, actor=office.bekzat, at=at("2019-03-27 09:40"))


Job = Callable[[], object]


def at_once(jobs: list[Job]) -> list[object]:
    """What each job answered, when all of them begin in the same instant."""
    start = Barrier(len(jobs))

    def run(job: Job) -> object:
        try:
            start.wait(timeout=20)
            return job()
        except RefusedError as told:
            return told.refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


@pytest.mark.django_db(transaction=True)
def test_of_two_clerks_with_the_same_sheet_one_wins_and_the_other_is_told(office: Office) -> None:
    number = numbers_of(reserved(office, 1))[0]
    clerks = [office.aigul, office.bekzat]
    answers = at_once([partial(entered, office, number, by=by) for by in clerks])
    assert sorted(type(one).__name__ for one in answers) == ["Case", "str"]
    assert "number_entered" in answers
    assert Case.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_desk_blocks_entries_and_voids_at_once_leave_no_gap(office: Office) -> None:
    first, second, third = numbers_of(reserved(office))
    jobs: list[Job] = [
        lambda: entered(office, first),
        lambda: entered(office, second, by=office.bekzat),
        lambda: blocks.void(office.provider, third.block_id, [str(third.pk)], "Бүлінді", actor=office.aigul, at=AFTER),
        lambda: blocks.void(office.provider, first.block_id, [str(first.pk)], "Бүлінді", actor=office.bekzat, at=AFTER),
        lambda: reserved(office, 4),
        lambda: desk_case(office),
    ]
    answers = at_once(jobs)
    assert sum(isinstance(one, str) for one in answers) == 1  # the first number was entered or voided, not both
    assert not_whole() == {}
    assert NumberSeries.objects.get().last == 8
    assert first_broken(office.provider.pk) is None
