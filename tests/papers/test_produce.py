"""From a queued paper to a stored file: after the commit, once, with its hash; a failure stops the paper alone."""

import hashlib
import logging
from pathlib import Path
from unittest.mock import patch

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from kense.casework.perform import Request, perform
from kense.kernel import RefusedError, Text
from kense.papers.models import Paper
from kense.papers.produce import produce
from kense.papers.render import PaperError
from tests.casework.steps import deficient
from tests.support.office import Office, at, do
from tests.support.said import assert_in_three_languages

BROKEN = '#import "/lib.typ": *\n#assert(false, message: "for " + data.recipient.full_name)\n'


def queued(office: Office) -> Paper:
    """A talon nobody has made yet: the transaction of the test is never committed."""
    office.registered()
    return Paper.objects.get()


def why(paper: Paper) -> Text:
    """What a person is told about a paper that was not made."""
    assert paper.error is not None
    text = Text(**paper.error)
    assert_in_three_languages(text)
    return text


@pytest.fixture
def broken_template(tmp_path: Path) -> Path:
    """A template that stops and quotes the data."""
    template = tmp_path / "talon.typ"
    template.write_text(BROKEN, encoding="utf-8")
    return template


def test_until_the_commit_there_is_no_file(office: Office) -> None:
    paper = queued(office)
    assert (paper.status, paper.pdf, paper.sha256) == (Paper.Status.QUEUED, None, "")


def test_after_the_commit_the_file_is_there(
    office: Office, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    case = office.handed_in()
    with django_capture_on_commit_callbacks(execute=True):
        office.registered(case)
    paper = Paper.objects.get()
    assert paper.status == Paper.Status.READY
    assert paper.pdf is not None
    assert bytes(paper.pdf).startswith(b"%PDF-")
    assert paper.sha256 == hashlib.sha256(paper.pdf).hexdigest()


def test_an_operation_that_is_refused_makes_no_paper(
    office: Office, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    case = deficient(office)
    with django_capture_on_commit_callbacks(execute=True) as callbacks, pytest.raises(RefusedError):
        office.registered(case)
    assert callbacks == []
    assert not Paper.objects.exists()


def test_every_paper_of_the_three_ends_can_be_made(office: Office) -> None:
    office.issued()
    office.issued(office.result_registered(office.signed(office.refusal_drafted())))
    do("refuse_acceptance", deficient(office), by=office.aigul, when="2019-03-26 10:15")
    made = [produce(paper.pk) for paper in Paper.objects.all()]
    assert [(paper.kind, paper.status, paper.error) for paper in made] == [
        (kind, Paper.Status.READY, None)
        for kind in ("talon", "notification", "notification", "talon", "refusal", "refusal", "receipt")
    ]


def test_a_paper_is_made_once(office: Office) -> None:
    paper = produce(queued(office).pk)
    with patch("kense.papers.produce.render") as render:
        again = produce(paper.pk)
    render.assert_not_called()
    assert (again.pdf, again.sha256) == (paper.pdf, paper.sha256)


def test_what_happens_to_the_case_later_does_not_change_the_paper(office: Office) -> None:
    case = office.registered()
    before = produce(case.papers.get().pk)
    office.result_registered(office.signed(office.drafted(office.assigned(case))))
    after = Paper.objects.get(pk=before.pk)
    assert (after.data, after.sha256) == (before.data, before.sha256)
    assert bytes(after.pdf or b"") == before.pdf


def test_of_two_who_make_it_at_once_the_first_file_stays(office: Office) -> None:
    paper = queued(office)
    first = b"%PDF-first"

    def overtaken(*args: object, **kwargs: object) -> bytes:
        Paper.objects.filter(pk=paper.pk).update(status="ready", pdf=first, sha256=hashlib.sha256(first).hexdigest())
        return b"%PDF-second"

    with patch("kense.papers.produce.render", overtaken):
        made = produce(paper.pk)
    assert bytes(made.pdf or b"") == first
    assert made.sha256 == hashlib.sha256(first).hexdigest()


def test_a_broken_template_stops_the_paper_and_not_the_case(
    office: Office, broken_template: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    case = office.handed_in()
    with (
        patch("kense.papers.produce._template", return_value=broken_template),
        django_capture_on_commit_callbacks(execute=True),
    ):
        case = office.registered(case)
    paper = Paper.objects.get()
    assert (case.action, case.number) == ("resolution", "03-14/1")
    assert (paper.status, paper.pdf) == (Paper.Status.FAILED, None)
    assert "«talon»" in why(paper).kk
    assert office.assigned(case).action == "examination"


def test_the_reason_is_for_the_desk_and_not_for_the_log(
    office: Office, broken_template: Path, caplog: pytest.LogCaptureFixture
) -> None:
    paper = queued(office)
    with caplog.at_level(logging.DEBUG), patch("kense.papers.produce._template", return_value=broken_template):
        produce(paper.pk)
    paper.refresh_from_db()
    assert "Іңкәр" in why(paper).ru
    assert f"paper {paper.code} failed" in caplog.text
    assert "Іңкәр" not in caplog.text


@pytest.mark.parametrize("error", [PaperError("talon", "no", "no"), FileNotFoundError("talon.typ"), KeyError("gone")])
def test_a_failed_paper_is_made_on_the_second_try(error: Exception, office: Office) -> None:
    paper = queued(office)
    with patch("kense.papers.produce._template", side_effect=error):
        failed = produce(paper.pk)
    assert failed.status == Paper.Status.FAILED
    assert why(failed).kk != why(failed).ru
    again = produce(paper.pk)
    assert (again.status, again.error) == (Paper.Status.READY, None)
    assert again.pdf is not None


@pytest.mark.django_db(transaction=True)
def test_a_real_commit_makes_the_paper(office: Office) -> None:
    case = office.handed_in()
    perform(Request("register", "k", case.pk, case.version), actor=office.aigul, at=at("2019-03-26 10:20"))
    assert Paper.objects.get().status == Paper.Status.READY
