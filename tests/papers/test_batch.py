"""Many papers as one file: every page of every paper, in order; piece by piece; the stored papers stay as they are."""

import io
import re
import subprocess
from datetime import timedelta
from unittest.mock import patch

import pikepdf
import pytest

from kense.papers import batch as batches
from kense.papers import merge
from kense.papers.models import BatchPiece, Paper, PrintBatch
from kense.papers.produce import produce
from kense.papers.render import PaperError
from tests.casework.steps import deficient
from tests.support.components import require
from tests.support.office import Office, at, do
from tests.support.pdf import text_of

WHEN = at("2019-03-26 15:00")
CODE = re.compile("[0-9A-Z]{4}-[0-9A-Z]{4}")


def begun(office: Office, papers: list[Paper]) -> PrintBatch:
    """A batch of these papers, nothing of it made."""
    return batches.begin(office.provider.pk, office.aigul.pk, "AAAA-BBBB", [paper.pk for paper in papers], WHEN)


def made(batch: PrintBatch) -> bytes:
    """The whole file, asked for as the page does."""
    while not batch.is_made:
        batches.go_on(batch)
    return b"".join(batches.file_of(batch))


def several(office: Office) -> list[Paper]:
    """Papers of every end of a case, none of them made yet."""
    office.issued()
    office.result_registered(office.signed(office.refusal_drafted()))
    do("refuse_acceptance", deficient(office), by=office.aigul, when="2019-03-26 10:15")
    return list(Paper.objects.order_by("-pk"))


def pixels(pdf: bytes) -> bytes:
    """Every page as poppler draws it."""
    drawn = subprocess.run([require("pdftoppm"), "-r", "30", "-gray", "-"], input=pdf, capture_output=True, check=True)
    return drawn.stdout


def test_every_page_of_every_paper_in_the_chosen_order(office: Office) -> None:
    papers = several(office)
    file = made(begun(office, papers))
    stored = [bytes(produce(paper.pk).pdf or b"") for paper in papers]
    assert text_of(file) == " ".join(text_of(pdf) for pdf in stored)
    assert pixels(file) == b"".join(pixels(pdf) for pdf in stored)


def test_an_outside_program_finds_nothing_wrong_with_the_file(office: Office) -> None:
    with pikepdf.open(io.BytesIO(made(begun(office, several(office))))) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert pdf.Root.ViewerPreferences.Duplex == "/Simplex"


@pytest.mark.parametrize("piece", [1, 2, 3, 100])
def test_the_size_of_a_piece_changes_nothing(office: Office, piece: int) -> None:
    papers = several(office)
    whole = made(begun(office, papers))
    PrintBatch.objects.all().delete()
    with patch("kense.papers.batch.PIECE", piece):
        batch = begun(office, papers)
        assert made(batch) == whole
    assert batch.pieces.count() == -(-len(papers) // piece)


def test_the_pages_are_counted(office: Office) -> None:
    batch = begun(office, several(office))
    with pikepdf.open(io.BytesIO(made(batch))) as pdf:
        assert batches.pages_of(batch) == len(pdf.pages)


def test_between_two_pieces_it_is_known_how_far_it_is(office: Office) -> None:
    papers = several(office)
    batch = begun(office, papers)
    with patch("kense.papers.batch.PIECE", 2):
        batches.go_on(batch)
    assert (batch.done, batch.is_made, BatchPiece.objects.count()) == (2, False, 1)
    assert Paper.objects.filter(status="ready").count() == 2


def test_of_two_pages_that_ask_for_a_piece_at_once_one_puts_it_in(office: Office) -> None:
    batch = begun(office, several(office))
    another = PrintBatch.objects.get(pk=batch.pk)
    with patch("kense.papers.batch.PIECE", 2):
        batches.go_on(batch)
        batches.go_on(another)
    assert (another.done, BatchPiece.objects.count()) == (2, 1)


def test_a_paper_that_cannot_be_made_is_left_out_and_named(office: Office) -> None:
    papers = several(office)
    broken = papers[1]
    Paper.objects.filter(pk=broken.pk).update(kind="gone")
    batch = begun(office, papers)
    file = made(batch)
    assert batch.left_out == [broken.code]
    assert [paper.pk for paper in batches.papers_in(batch)] == [one.pk for one in papers if one.pk != broken.pk]
    assert broken.code not in CODE.findall(text_of(file))


def test_where_none_can_be_made_there_is_no_page(office: Office) -> None:
    batch = begun(office, several(office))
    with patch("kense.papers.produce.render", side_effect=PaperError("talon", "no", "no")):
        batches.go_on(batch)
    assert (batch.is_made, batches.papers_in(batch), batches.pages_of(batch)) == (True, [], 0)


def test_the_stored_papers_stay_byte_for_byte(office: Office) -> None:
    papers = several(office)
    before = {paper.pk: bytes(produce(paper.pk).pdf or b"") for paper in papers}
    made(begun(office, papers))
    assert {paper.pk: bytes(paper.pdf or b"") for paper in Paper.objects.all()} == before


def test_yesterdays_files_go_when_a_new_one_begins(office: Office) -> None:
    papers = several(office)
    made(begun(office, papers))
    batches.begin(office.provider.pk, office.aigul.pk, "CCCC-DDDD", [papers[0].pk], WHEN + timedelta(days=2))
    assert [batch.code for batch in PrintBatch.objects.all()] == ["CCCC-DDDD"]
    assert not BatchPiece.objects.exists()


def test_what_pdf_can_hold_comes_through_as_it_was(office: Office) -> None:
    source = pikepdf.new()
    source.add_blank_page()
    odd = pikepdf.Dictionary(A=-0.25, B=True, C=False, D=pikepdf.String("(қ) 5 0 R"), E=pikepdf.Name("/a b"))
    odd["/x y"] = pikepdf.Name("/z")
    odd.Many = source.make_indirect(pikepdf.Array([1, pikepdf.Array([odd.D]), source.make_indirect(odd.E)]))
    source.pages[0].obj.Resources = pikepdf.Dictionary(Odd=odd)
    stored = io.BytesIO()
    source.save(stored)
    piece = merge.piece_of([stored.getvalue()] * 2, merge.FIRST)
    file = merge.HEADER + bytes(piece.body) + merge.ending([(len(piece.body), piece.offsets, piece.pages)])
    with pikepdf.open(io.BytesIO(file)) as read:
        came = read.pages[1].obj.Resources.Odd
        assert (float(came.A), bool(came.B), bool(came.C)) == (-0.25, True, False)
        assert (str(came.D), str(came.E)) == ("(қ) 5 0 R", "/a b")
        assert came["/x y"] == "/z"
        assert (int(came.Many[0]), str(came.Many[1][0]), str(came.Many[2])) == (1, "(қ) 5 0 R", "/a b")
