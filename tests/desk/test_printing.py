"""The page of the print queue: its three lists, one and many at a time, the file of many, for whom it is."""

import re
from unittest.mock import patch

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kense.papers.models import Paper, PrintBatch, Printing
from kense.papers.produce import produce
from kense.papers.render import PaperError
from tests.desk.conftest import AtDesk
from tests.support.office import Office, OtherOffice

FETCHED = {"X-Requested-With": "fetch"}


def talons(office: Office, count: int) -> list[Paper]:
    """So many talons with their files."""
    for _ in range(count):
        office.registered()
    return [produce(paper.pk) for paper in Paper.objects.order_by("pk")]


def section(client: Client, name: str) -> str:
    """A section of the page, by the id of its heading."""
    page = client.get("/printing/").content.decode()
    found = re.search(f'<section[^>]*aria-labelledby="h-{name}".*?</section>', page, re.DOTALL)
    return found.group() if found else ""


def test_a_paper_goes_from_list_to_list(office: Office, at_desk: AtDesk) -> None:
    [paper] = talons(office, 1)
    clerk = at_desk(office.aigul)
    assert paper.code in section(clerk, "to-print")
    assert paper.code not in section(clerk, "printed")
    assert clerk.post(f"/papers/{paper.code}/printed/", headers=FETCHED).status_code == 204
    assert paper.code not in section(clerk, "to-print")
    assert paper.code in section(clerk, "printed")
    assert "Сейітова А. М." in section(clerk, "printed")
    clerk.post(f"/papers/{paper.code}/printed/back/")
    assert paper.code in section(clerk, "to-print")


def test_a_paper_opened_from_its_case_is_marked_there_by_one_press(office: Office, at_desk: AtDesk) -> None:
    [paper] = talons(office, 1)
    assert paper.case is not None
    clerk, case = at_desk(office.aigul, lang="en"), f"/cases/{paper.case.code}/"
    assert f"/papers/{paper.code}/printed/" in clerk.get(case).content.decode()
    answer = clerk.post(f"/papers/{paper.code}/printed/", {"case": "1"})
    assert answer.headers["Location"] == f"{case}#h-pap"
    page = clerk.get(case).content.decode()
    assert "Marked as printed: <b>1</b>" in page
    assert f"/papers/{paper.code}/printed/" not in page
    assert paper.code in section(clerk, "printed")
    clerk.post(f"/papers/{paper.code}/printed/", {"case": "1"})
    assert Printing.objects.count() == 1


def test_who_prints_nothing_is_not_asked_to_mark_it(office: Office, at_desk: AtDesk) -> None:
    [paper] = talons(office, 1)
    assert paper.case is not None
    address = f"/papers/{paper.code}/printed/"
    assert address not in at_desk(office.tolegen).get(f"/cases/{paper.case.code}/").content.decode()
    assert at_desk(office.tolegen).post(address, {"case": "1"}).status_code == 403


def test_without_scripts_it_comes_back_to_the_page_with_a_sentence(office: Office, at_desk: AtDesk) -> None:
    papers = talons(office, 2)
    clerk = at_desk(office.aigul, lang="en")
    answer = clerk.post("/printing/mark/", {"paper": [paper.code for paper in papers]}, follow=True)
    assert answer.redirect_chain == [("/printing/", 302)]
    assert "Marked as printed: <b>2</b>" in answer.content.decode()
    assert Printing.objects.count() == 2


def test_a_reprint_is_counted_and_its_file_is_the_stored_one(office: Office, at_desk: AtDesk) -> None:
    [paper] = talons(office, 1)
    clerk = at_desk(office.aigul)
    files = []
    for _ in range(3):
        files.append(clerk.get(f"/papers/{paper.code}/").content)
        clerk.post(f"/papers/{paper.code}/printed/", headers=FETCHED)
    assert files == [paper.pdf] * 3
    assert re.search(r'class="end-x n"[^>]*>2<', section(clerk, "printed"))


def test_a_failed_paper_says_why_and_is_made_again(office: Office, at_desk: AtDesk) -> None:
    office.registered()
    with patch("kense.papers.produce.render", side_effect=PaperError("talon", "no font", "no font")):
        paper = produce(Paper.objects.get().pk)
    clerk = at_desk(office.aigul)
    assert "no font" in section(clerk, "unmade")
    assert clerk.post(f"/papers/{paper.code}/printed/", headers=FETCHED).status_code == 409
    assert not Printing.objects.exists()
    clerk.post(f"/papers/{paper.code}/again/")
    assert section(clerk, "unmade") == ""
    assert paper.code in section(clerk, "to-print")


def test_a_paper_made_on_request_is_not_in_the_list(office: Office, at_desk: AtDesk) -> None:
    case = office.registered()
    clerk = at_desk(office.aigul)
    clerk.post(f"/cases/{case.code}/time/paper/")
    asked = Paper.objects.order_by("pk").last()
    assert asked is not None
    produce(asked.pk)
    assert asked.code not in section(clerk, "to-print")


def test_many_become_one_file_without_scripts(office: Office, at_desk: AtDesk) -> None:
    papers = talons(office, 3)
    clerk = at_desk(office.aigul, lang="en")
    codes = [papers[2].code, papers[0].code]
    with patch("kense.papers.batch.PIECE", 1):
        address = clerk.post("/printing/together/", {"paper": codes}).headers["Location"]
        assert "0 / 2" in clerk.get(address).content.decode()
        assert clerk.get(f"{address}file/").status_code == 404
        assert "1 / 2" in clerk.post(f"{address}next/", follow=True).content.decode()
        page = clerk.post(f"{address}next/", follow=True).content.decode()
    assert f"{address}file/" in page
    file = clerk.get(f"{address}file/")
    assert file.headers["Content-Type"] == "application/pdf"
    assert b"".join(file.streaming_content).startswith(b"%PDF-")  # type: ignore[attr-defined]
    clerk.post(f"{address}file/printed/")
    assert [one.paper.code for one in Printing.objects.order_by("paper__pk")] == sorted(codes, key=codes[::-1].index)
    clerk.post(f"{address}file/printed/back/")
    assert not Printing.objects.filter(taken_back_at=None).exists()


def test_htmx_is_given_the_next_step_and_at_last_the_whole_page(office: Office, at_desk: AtDesk) -> None:
    talons(office, 2)
    clerk = at_desk(office.aigul)
    with patch("kense.papers.batch.PIECE", 1):
        address = clerk.post("/printing/together/", {"all": "1"}).headers["Location"]
        first, last = (clerk.post(f"{address}next/", headers={"HX-Request": "true"}) for _ in range(2))
    assert 'value="1"' in first.content.decode()
    assert "<html" not in first.content.decode()
    assert (last.status_code, last.headers["HX-Refresh"]) == (204, "true")


def test_nothing_chosen_is_said_on_the_page(office: Office, at_desk: AtDesk) -> None:
    talons(office, 1)
    for path in ("/printing/mark/", "/printing/together/"):
        answer = at_desk(office.aigul, lang="en").post(path)
        assert answer.status_code == 422
        assert "No paper is chosen" in answer.content.decode()


def test_the_queue_is_for_those_who_act_in_the_office(
    office: Office, other_office: OtherOffice, at_desk: AtDesk
) -> None:
    [paper] = talons(office, 1)
    batch = at_desk(office.dauren).post("/printing/together/", {"all": "1"}).headers["Location"]
    onlooker = at_desk(office.tolegen)
    assert onlooker.get("/printing/").status_code == 403
    assert "/printing/" not in onlooker.get("/").content.decode()
    assert onlooker.post(f"/papers/{paper.code}/printed/").status_code == 403
    assert onlooker.get(batch).status_code == 403
    stranger = at_desk(other_office.saule)
    assert paper.code not in stranger.get("/printing/").content.decode()
    for path in (f"/papers/{paper.code}/printed/", f"/papers/{paper.code}/again/", f"{batch}next/"):
        assert stranger.post(path).status_code == 404
    assert stranger.get(f"{batch}file/").status_code == 404
    assert not Printing.objects.exists()
    assert PrintBatch.objects.get().done == 0


@pytest.mark.parametrize("state", ["to print", "printed", "unmade"])
def test_more_papers_take_no_more_queries(office: Office, at_desk: AtDesk, state: str) -> None:
    clerk = at_desk(office.aigul)

    def queries(count: int) -> int:
        for _ in range(count):
            office.registered()
        status = "failed" if state == "unmade" else "ready"
        Paper.objects.update(status=status, printed=state == "printed")
        if state == "printed":
            Printing.objects.bulk_create(
                Printing(paper=paper, officer=office.aigul, at=paper.created_at) for paper in Paper.objects.all()
            )
        with CaptureQueriesContext(connection) as caught:
            assert clerk.get("/printing/").status_code == 200
        return len(caught)

    assert queries(2) == queries(10)
