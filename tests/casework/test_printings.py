"""What is written down about printing: never without a file, first or again, taken back, by whom it may be."""

from collections.abc import Callable

import pytest

from kense.casework import printings
from kense.kernel import RefusedError
from kense.papers.batch import go_on
from kense.papers.models import Paper, PrintBatch, Printing
from kense.papers.produce import produce
from kense.papers.selectors import to_print
from kense.people.models import Officer
from kense.trail.chain import first_broken
from kense.trail.models import TrailEntry
from kense.trail.selectors import PAPER_PRINTED, PRINTING_TAKEN_BACK, entries_of
from tests.support.office import PERSONAL, Office, OtherOffice, at
from tests.support.said import assert_in_three_languages, everything_stored

DAWN, MORNING = at("2019-03-26 10:24"), at("2019-03-26 10:25")
NOON, EVENING = at("2019-03-26 12:00"), at("2019-03-26 18:00")


def talons(office: Office, count: int) -> list[Paper]:
    """So many talons with their files, in the order they were made."""
    for _ in range(count):
        office.registered()
    return [produce(paper.pk) for paper in Paper.objects.order_by("pk")]


def waiting(office: Office) -> list[str]:
    """The codes of what is to be printed."""
    return [paper.code for paper in to_print(office.provider.pk, printings.kinds_to_print(office.provider.act))]


def told(operation: str) -> list[dict[str, object]]:
    """The facts of the trail's entries of an operation."""
    return list(TrailEntry.objects.filter(operation=operation).order_by("seq").values_list("facts", flat=True))


def sent(office: Office, *papers: Paper, **how: bool) -> int:
    """Aigul sends the papers to a printer."""
    codes = [paper.code for paper in papers]
    return printings.record(office.provider.pk, codes, actor=office.aigul, at=MORNING, **how)


def returned(office: Office, *papers: Paper) -> int:
    """Aigul says they did not come out."""
    codes = [paper.code for paper in papers]
    return printings.take_back(office.provider.pk, codes, actor=office.aigul, at=NOON)


def test_a_printed_paper_leaves_the_list_with_who_and_when(office: Office) -> None:
    first, second = talons(office, 2)
    assert waiting(office) == [second.code, first.code]
    assert sent(office, first) == 1
    assert waiting(office) == [second.code]
    printing = Printing.objects.get()
    assert (printing.paper, printing.officer, printing.at) == (first, office.aigul, MORNING)
    assert told(PAPER_PRINTED) == [{"paper": first.kind, "code": first.code, "reprint": False}]


def test_the_second_time_is_a_reprint_of_the_same_bytes(office: Office) -> None:
    [paper] = talons(office, 1)
    sent(office, paper)
    sent(office, paper)
    assert [facts["reprint"] for facts in told(PAPER_PRINTED)] == [False, True]
    assert bytes(Paper.objects.get().pdf or b"") == paper.pdf


def test_marking_many_passes_over_what_is_printed(office: Office) -> None:
    papers = talons(office, 3)
    sent(office, papers[0])
    assert sent(office, *papers, again=False) == 2
    assert sent(office, *papers, again=False) == 0
    assert Printing.objects.count() == 3


def test_what_did_not_come_out_is_to_be_printed_again(office: Office) -> None:
    [paper] = talons(office, 1)
    sent(office, paper)
    assert returned(office, paper) == 1
    assert waiting(office) == [paper.code]
    assert told(PRINTING_TAKEN_BACK) == [{"paper": paper.kind, "code": paper.code}]
    sent(office, paper)
    assert [facts["reprint"] for facts in told(PAPER_PRINTED)] == [False, False]


def test_a_reprint_taken_back_leaves_the_first_printing(office: Office) -> None:
    [paper] = talons(office, 1)
    sent(office, paper)
    sent(office, paper)
    assert returned(office, paper) == 1
    assert waiting(office) == []
    assert returned(office, paper) == 1
    assert waiting(office) == [paper.code]
    assert returned(office, paper) == 0


def test_a_paper_without_a_file_is_never_said_to_be_printed(office: Office) -> None:
    [ready] = talons(office, 1)
    office.registered()
    unmade = Paper.objects.order_by("pk").last()
    assert unmade is not None
    before = everything_stored()
    with pytest.raises(RefusedError) as error:
        sent(office, ready, unmade)
    assert_in_three_languages(error.value.refusal.text)
    assert error.value.refusal == printings.NOT_MADE
    assert everything_stored() == before


def test_nothing_chosen_is_refused(office: Office) -> None:
    for write in (printings.record, printings.put_together):
        with pytest.raises(RefusedError) as error:
            write(office.provider.pk, ["AAAA-BBBB"], actor=office.aigul, at=MORNING)
        assert error.value.refusal == printings.NOTHING_CHOSEN


WRITERS: tuple[Callable[..., object], ...] = (printings.record, printings.take_back, printings.put_together)


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("who", ["tolegen", "saule"])
def test_who_only_looks_on_and_who_works_elsewhere_print_nothing(
    office: Office, other_office: OtherOffice, write: Callable[..., object], who: str
) -> None:
    [paper] = talons(office, 1)
    stranger: Officer = getattr(office, who, None) or getattr(other_office, who)
    before = everything_stored()
    with pytest.raises(RefusedError) as error:
        write(office.provider.pk, [paper.code], actor=stranger, at=MORNING)
    assert error.value.refusal == printings.NOT_AN_OFFICER
    assert everything_stored() == before
    write(office.provider.pk, [paper.code], actor=office.dauren, at=MORNING)


def test_a_paper_of_another_office_is_not_there(office: Office, other_office: OtherOffice) -> None:
    [paper] = talons(office, 1)
    with pytest.raises(RefusedError) as error:
        printings.record(other_office.provider.pk, [paper.code], actor=other_office.saule, at=MORNING)
    assert error.value.refusal == printings.NOTHING_CHOSEN
    assert not Printing.objects.exists()


def test_a_batch_is_printed_and_taken_back_as_a_whole(office: Office) -> None:
    papers = talons(office, 3)
    codes = [paper.code for paper in (papers[2], papers[0])]
    batch = printings.put_together(office.provider.pk, codes, actor=office.aigul, at=MORNING)
    with pytest.raises(RefusedError):
        printings.record_batch(batch, actor=office.aigul, at=MORNING)
    go_on(batch)
    assert printings.record_batch(batch, actor=office.aigul, at=MORNING) == 2
    assert waiting(office) == [papers[1].code]
    assert printings.take_back_batch(batch, actor=office.aigul, at=NOON) == 2
    assert printings.take_back_batch(batch, actor=office.aigul, at=NOON) == 0
    assert len(waiting(office)) == 3
    assert told(printings.PUT_TOGETHER) == [{"batch": batch.code, "papers": codes}]


def batch_of(office: Office, *papers: Paper) -> PrintBatch:
    """The papers as one file."""
    codes = [paper.code for paper in papers]
    batch = printings.put_together(office.provider.pk, codes, actor=office.aigul, at=DAWN)
    go_on(batch)
    return batch


def test_a_batch_taken_back_leaves_what_was_printed_alone_before_it(office: Office) -> None:
    alone, other = talons(office, 2)
    sent(office, alone)
    batch = batch_of(office, alone, other)
    printings.record_batch(batch, actor=office.dauren, at=NOON)
    assert printings.take_back_batch(batch, actor=office.dauren, at=EVENING) == 2
    assert waiting(office) == [other.code]
    assert [(one.officer, one.at) for one in Printing.objects.filter(taken_back_at=None)] == [(office.aigul, MORNING)]


def test_a_batch_taken_back_leaves_what_was_printed_alone_after_it(office: Office) -> None:
    jammed, other = talons(office, 2)
    batch = batch_of(office, jammed, other)
    printings.record_batch(batch, actor=office.aigul, at=MORNING)
    returned(office, jammed)
    printings.record(office.provider.pk, [jammed.code], actor=office.dauren, at=NOON)
    assert printings.take_back_batch(batch, actor=office.aigul, at=EVENING) == 1
    assert waiting(office) == [other.code]
    assert Printing.objects.get(taken_back_at=None).officer == office.dauren


def test_a_batch_printed_twice_is_taken_back_twice(office: Office) -> None:
    papers = talons(office, 2)
    batch = batch_of(office, *papers)
    for when in (MORNING, NOON):
        printings.record_batch(batch, actor=office.aigul, at=when)
    for stands, left in ((MORNING, 0), (None, 2), (None, 2)):
        printings.take_back_batch(batch, actor=office.aigul, at=EVENING)
        batch.refresh_from_db()
        assert (batch.printed_at, len(waiting(office))) == (stands, left)


def test_the_chain_is_whole_and_nothing_in_its_open_part_is_personal(office: Office) -> None:
    papers = talons(office, 2)
    sent(office, *papers)
    returned(office, *papers)
    assert first_broken(office.provider.pk) is None
    facts = str(list(TrailEntry.objects.values_list("facts", flat=True)))
    assert not [word for word in PERSONAL if word in facts]


def test_printing_is_no_deed_on_the_case(office: Office) -> None:
    [paper] = talons(office, 1)
    assert paper.case is not None
    before = entries_of(paper.case.pk)
    sent(office, paper)
    assert entries_of(paper.case.pk) == before
