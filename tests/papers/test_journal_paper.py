"""The office's own papers, read back from the PDF by a program that is not ours: journals and daily sheets."""

import re
import subprocess
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest

from kense.cases.models import Case
from kense.casework.journal_papers import queue_day, queue_journal
from kense.kernel import RefusedError
from kense.oversight.daily import daily_sheet
from kense.oversight.journals import JournalBook, journals_of
from kense.oversight.own_papers import Days, day_content, journal_content
from kense.papers.models import Paper
from kense.papers.produce import produce
from kense.people.models import Officer
from kense.trail.models import TrailEntry
from tests.casework.steps import deficient
from tests.support.components import require
from tests.support.office import Office, OtherOffice, adult_application, at, do
from tests.support.pdf import text_of

NOW = at("2019-03-29 18:00")
DAYS = Days(at("2019-03-25 00:00").date(), at("2019-03-31 00:00").date())
KAZAKH = "ӘІҢҒҮҰҚӨҺәіңғүұқөһ"


def of_journal(office: Office, numbers: str = "case", *, by: Officer | None = None) -> Paper:
    """The journal's paper of a week, made."""
    journal = next(one for one in journals_of(office.provider) if one.numbers == numbers)
    since, until = at("2019-03-25 00:00"), at("2019-04-01 00:00")
    content = journal_content(JournalBook(office.provider, journal, since, until, NOW), DAYS)
    period = (DAYS.first, DAYS.last)
    return produce(queue_journal(office.provider, journal, period, content, actor=by or office.aigul, at=NOW).pk)


def of_day(office: Office, when: str = "2019-03-26 18:40", *, by: Officer | None = None) -> Paper:
    """The daily sheet of 26 March, made."""
    sheet = daily_sheet(office.provider, at("2019-03-26 00:00").date(), at(when))
    return produce(
        queue_day(office.provider, day_content(office.provider, sheet), actor=by or office.aigul, at=at(when)).pk
    )


def said(paper: Paper) -> str:
    """What a made paper says."""
    assert paper.error is None, paper.error
    assert paper.pdf is not None
    return text_of(bytes(paper.pdf))


def pages(paper: Paper) -> list[str]:
    """The text of each page."""
    assert paper.pdf is not None
    read = subprocess.run(
        [require("pdftotext"), "-layout", "-", "-"], input=bytes(paper.pdf), capture_output=True, check=True
    )
    return read.stdout.decode().split("\f")[:-1]


@pytest.mark.para("house part journals")
def test_the_journal_says_every_line_in_both_languages(office: Office) -> None:
    office.issued()
    paper = of_journal(office)
    words = said(paper)
    for one in (
        "Өтініштерді тіркеу журналы / Журнал регистрации заявлений",
        "25.03.2019 – 31.03.2019",
        "№ 03-14/1 – № 03-14/1 (1)",
        "03-15/1",
        "Сағынтай",
        "өткен кезеңнен / перешло – 0",
        "келіп түсті / поступило – 1",
        "1-бет, барлығы 1",
        "Сейітова А. М.",
        paper.code,
    ):
        assert one in words, one


def test_days_without_a_line_say_so_and_days_to_come_are_left_out(office: Office) -> None:
    office.registered()
    words = said(of_journal(office))
    assert "25.03.2019: жазба жоқ / записей нет" in words
    assert "27.03.2019 – 29.03.2019: жазба жоқ / записей нет" in words
    assert words.count("жазба жоқ") == 2


def test_a_journal_without_lines_is_one_empty_stretch(office: Office) -> None:
    assert "25.03.2019 – 29.03.2019: жазба жоқ / записей нет" in said(of_journal(office, "result"))


def test_every_journal_can_be_put_on_paper(office: Office) -> None:
    office.answered()
    office.issued()
    do("refuse_acceptance", deficient(office), by=office.aigul, when="2019-03-26 10:15")
    for numbers, number in (("case", "03-14/2"), ("refusal", "Б-1"), ("result", "03-15/1"), ("inquiry", "03-16/1")):
        assert number in said(of_journal(office, numbers))


def test_every_kazakh_letter_is_in_the_file(office: Office) -> None:
    fields = adult_application(person_surname=KAZAKH[:9].capitalize(), person_given_name="Ерлан")
    office.registered(do("hand_in", by=office.aigul, when="2019-03-26 10:14", inputs=fields))
    Case.objects.update(recipient=f"{KAZAKH[:9]} {KAZAKH[9:]}")
    words = said(of_journal(office)).replace(" ", "")
    assert set(KAZAKH) <= set(words)


def test_many_lines_go_over_pages_with_the_head_repeated(office: Office) -> None:
    case = office.registered()
    given = case.numbers.get()
    for n in range(2, 60):
        given.pk, given.n, given.text = None, n, f"03-14/{n}"
        given.at += timedelta(minutes=1)
        given.save(force_insert=True)
    paper = of_journal(office)
    found = pages(paper)
    assert len(found) > 2
    assert all("Услугополучатель" in page for page in found[:-1])
    assert all(re.search(rf"стр\. {n} из {len(found)}", page) for n, page in enumerate(found, start=1))
    numbers = re.findall(r"03-14/(\d+)", "".join(found))
    assert {*map(int, numbers)} == {*range(1, 60)}
    # The signatures never stand without the totals above them.
    assert "Итог периода" in next(page for page in found if "Журнал составил" in page)
    with pikepdf.open(BytesIO(bytes(paper.pdf or b""))) as pdf:
        box = pdf.pages[0].mediabox
        assert box[2] > box[3]


@pytest.mark.para("house part days")
def test_the_daily_sheet_has_the_mark_of_the_last_entry(office: Office) -> None:
    office.issued()
    head = TrailEntry.objects.latest("seq")
    paper = of_day(office, "2019-03-27 09:00")
    words = said(paper)
    assert head.hash in words.replace(" ", "")
    assert re.search(rf"Порядковый номер записи {head.seq}\b", words)
    for one in ("2019 жылғы 26 наурыз", "24:00", "03-14/1", "03-15/1", "Оразбек Д. Ғ.", "Күндік парақ", "Лист дня"):
        assert one in words, one
    assert len(pages(paper)) == 1


def test_the_sheet_of_a_day_that_goes_on_says_until_when(office: Office) -> None:
    office.registered()
    words = said(of_day(office, "2019-03-26 17:05"))
    assert "Состояние на 17:05, күн аяқталған жоқ / день не завершён" in words


def test_the_trail_tells_who_made_it_of_what(office: Office) -> None:
    office.registered()
    paper = of_journal(office)
    entry = TrailEntry.objects.latest("seq")
    assert (entry.operation, entry.officer, entry.case_id) == ("journal_put_on_paper", office.aigul, None)
    assert entry.facts == {
        "journal": "registrations",
        "from": "2019-03-25",
        "to": "2019-03-31",
        "rows": 3,
        "code": paper.code,
    }
    assert paper.case_id is None


@pytest.mark.parametrize("made", [of_journal, of_day])
def test_nobody_else_has_it_made(office: Office, other_office: OtherOffice, made: object) -> None:
    for stranger in (office.dauren, other_office.saule):
        with pytest.raises(RefusedError):
            made(office, by=stranger)  # type: ignore[operator]
    assert not Paper.objects.exists()


def test_the_same_lines_give_the_same_bytes(office: Office) -> None:
    office.issued()
    paper = of_day(office)
    before = paper.sha256
    Paper.objects.filter(pk=paper.pk).update(status=Paper.Status.QUEUED, pdf=None, sha256="")
    assert produce(paper.pk).sha256 == before
