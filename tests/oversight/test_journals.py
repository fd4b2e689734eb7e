"""The journals: every number given or voided has its line, page by page and in the files as on screen."""

import csv
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from io import BytesIO, StringIO
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from kense.cases import journals
from kense.cases.models import Case, GivenNumber, NumberBlock, NumberSeries, ReservedNumber
from kense.kernel import Text
from kense.law.edition import Journal
from kense.oversight import journal_files
from kense.oversight.balance import balance
from kense.oversight.daily import daily_sheet
from kense.oversight.journal_files import csv_pieces, write_xlsx
from kense.oversight.journals import JournalBook, Line, journals_of, written
from kense.trail.chain import first_broken
from kense.trail.models import TrailEntry
from tests.casework.steps import deficient
from tests.oversight.walks import Day, days, played
from tests.support.office import Office, OtherOffice, adult_application, at, do

SINCE, UNTIL = at("2019-03-26 00:00"), at("2019-03-27 00:00")
NOW = at("2019-03-26 18:00")


def journal(office: Office | OtherOffice, numbers: str = "case") -> Journal:
    """The office's journal of what is numbered so."""
    return next(one for one in journals_of(office.provider) if one.numbers == numbers)


def book(
    office: Office | OtherOffice, numbers: str = "case", since: datetime = SINCE, until: datetime = UNTIL
) -> JournalBook:
    """That journal in a period, the day of the tests unless another is named."""
    return JournalBook(office.provider, journal(office, numbers), since, until, NOW)


def cells(line: Line, of: JournalBook, lang: str = "ru") -> dict[str, str]:
    """What a line says, by the column."""
    return {
        one.label.in_lang(lang): written(value, lang)
        for one, value in zip(of.columns, line.values, strict=True)
        if value
    }


def told(of: JournalBook, lang: str = "ru") -> list[dict[str, str]]:
    """What every line says."""
    return [cells(line, of, lang) for line in of.lines()]


def voided(office: Office, n: int, when: str, reason: str = "Бланк бүлінді") -> None:
    """Bekzat voids a number that was set aside."""
    series = NumberSeries.objects.filter(provider=office.provider, journal=journal(office).id).latest("year")
    block = NumberBlock.objects.create(
        series=series, first=n, last=n, purpose="Жарық", officer=office.aigul, reserved_at=SINCE, form="K7M2-9QXF"
    )
    ReservedNumber.objects.create(
        block=block, series=series, n=n, text=f"03-14/{n}", voided_at=at(when), voided_by=office.bekzat, reason=reason
    )


def test_a_registration_says_who_what_when_until_when_and_what_came_of_it(office: Office) -> None:
    office.issued()
    of = book(office)
    assert told(of) == [
        {
            "Номер": "03-14/1",
            "Дата, время": "26.03.2019, 10:20",
            "Услугополучатель": "Сағынтай Іңкәр Бауыржанқызы",
            "Причина обращения": "Поступление на очное обучение",
            "Принял(а)": "Сейітова А. М.",
            "Исполнитель": "Оразбек Д. Ғ.",
            "Срок": "27.03.2019, 10:12",
            "Результат": "Уведомление",
            "Номер результата": "03-15/1",
            "Дата результата": "26.03.2019",
            "Выдан": "26.03.2019, 12:30",
        }
    ]


def test_the_other_journals_have_columns_of_their_own(office: Office) -> None:
    office.issued()
    do("refuse_acceptance", deficient(office), by=office.bekzat, when="2019-03-26 10:15")
    (result,) = told(book(office, "result"))
    assert (result["Номер"], result["Номер заявления"], result["Результат"]) == ("03-15/1", "03-14/1", "Уведомление")
    (refused,) = told(book(office, "refusal"))
    assert (refused["Номер"], refused["Отказал(а)"]) == ("Б-1", "Әбенов Б.")
    assert refused["Непредставленные документы"] or refused["Документы с истекшим сроком"]


def test_an_inquiry_stands_with_whom_it_went_to_and_when_the_answer_came(office: Office) -> None:
    office.answered()
    (line,) = told(book(office, "inquiry"))
    assert (line["Номер заявления"], line["Кому"]) == ("03-14/1", "№ 12 орта мектеп")
    assert (line["Дата, время"], line["Ответ получен"]) == ("26.03.2019, 11:00", "26.03.2019, 12:00")


def test_a_case_in_work_is_late_once_its_term_is_over(office: Office) -> None:
    office.registered()
    on_time, late = book(office), JournalBook(office.provider, journal(office), SINCE, UNTIL, at("2019-03-27 11:00"))
    assert "Просрочено" not in told(on_time)[0]
    assert told(late)[0]["Просрочено"] == "да"


def test_a_withdrawn_case_keeps_its_line(office: Office) -> None:
    case = office.registered()
    do("withdraw", case, by=office.aigul, when="2019-03-26 12:00", inputs={"reason": "Алушының өтініші"})
    (line,) = told(book(office))
    assert line["Результат"] == "Заявление отозвано"
    assert "Выдан" not in line


def test_a_voided_number_has_its_line_with_the_reason(office: Office) -> None:
    office.registered()
    voided(office, 2, "2019-03-26 12:00")
    office.registered(office.handed_in("2019-03-26 14:40"), "2019-03-26 14:50")
    GivenNumber.objects.filter(n=2).update(n=3, text="03-14/3")
    of = book(office)
    assert [line["Номер"] for line in told(of)] == ["03-14/1", "03-14/2", "03-14/3"]
    assert told(of, "kk")[1]["Ескертпе"] == "Нөмірдің күші жойылды: Әбенов Б.; себебі: Бланк бүлінді"
    assert of.count == 3
    assert [line.entry.text for line in of.numbered("2")] == ["03-14/2"]


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told_days=days())
def test_every_number_given_has_one_line_and_none_is_missing(office: Office, told_days: list[Day]) -> None:
    with played(office, told_days):
        since, until = at("2019-03-01 00:00"), at("2019-06-01 00:00")
        for kept in journals_of(office.provider):
            of = JournalBook(office.provider, kept, since, until, until)
            places = sorted(line.entry.n for line in of.lines())
            assert places == list(range(1, len(places) + 1)), kept.id
            assert len(places) == of.count
        whole = balance([office.provider.pk], since, until)
        assert whole.carried + whole.received == sum(whole.ended.values()) + whole.in_work
        assert whole.received == Case.objects.count()


@pytest.fixture
def many(office: Office) -> JournalBook:
    """Seven numbers of two years, two of them of one moment, one voided between them."""
    case = office.registered()
    GivenNumber.objects.all().delete()
    new = NumberSeries.objects.get()
    old = NumberSeries.objects.create(provider=office.provider, journal=new.journal, year=2018, pattern="{n}", last=3)
    minutes = {old: (0, 1, 2), new: (500_000, 500_000, 500_002)}
    for series, moments in minutes.items():
        for n, minute in enumerate(moments, start=1):
            when = at("2018-06-01 10:00") + timedelta(minutes=minute)
            GivenNumber.objects.create(series=series, n=n, text=f"{series.year}/{n}", case=case, at=when)
    moment = at("2018-06-01 10:00") + timedelta(minutes=500_001)
    voided(office, 4, moment.strftime("%Y-%m-%d %H:%M"))
    return book(office, since=at("2018-06-01 00:00"), until=at("2019-06-01 00:00"))


def walked(of: JournalBook, **place: str) -> Iterator[list[str]]:
    """Page after page to an end."""
    step = "after" if "after" in place else "before"
    while True:
        rows, page = of.page(after=place.get("after", ""), before=place.get("before", ""))
        yield [row.entry.place for row in rows]
        following = page.after if step == "after" else page.before
        if following is None:
            return
        place = {step: following}


@pytest.mark.parametrize("size", [1, 2, 3, 10])
def test_pages_lead_through_every_line_once_in_either_direction(
    many: JournalBook, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(journals, "PAGE", size)
    whole = [line.entry.place for line in many.lines()]
    assert whole == ["2018-1", "2018-2", "2018-3", "2019-1", "2019-2", "2019-4", "2019-3"]
    forward, backward = list(walked(many, after="0")), list(walked(many, before=""))
    assert [place for page in forward for place in page] == whole
    assert [place for page in reversed(backward) for place in page] == whole
    assert all(len(page) == size for page in forward[:-1])


@pytest.mark.parametrize("place", ["2019-77", "x", "-", "2019-", "2019-" + "9" * 40, "2019-²", "1-1"])
def test_a_page_beside_no_line_is_the_last_or_the_first_one(many: JournalBook, place: str) -> None:
    whole = [line.entry.place for line in many.lines()]
    assert [row.entry.place for row in many.page(after="", before=place)[0]] == whole
    assert [row.entry.place for row in many.page(after=place, before="")[0]] == whole


def test_another_office_has_none_of_these_lines(office: Office, other_office: OtherOffice) -> None:
    office.issued()
    of = book(other_office)
    assert (list(of.lines()), of.count, of.numbered("1"), of.given) == ([], 0, [], [])


def test_the_database_is_asked_as_often_for_many_lines_as_for_few(office: Office) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as caught:
            list(book(office).lines())
        return len(caught)

    office.registered()
    few = asked()
    for minute in range(10):
        fields = adult_application(person_surname=f"Қасым{'а' * minute}")
        office.registered(do("hand_in", by=office.aigul, when="2019-03-26 10:14", inputs=fields))
    assert asked() == few


# Files.


def opened(of: JournalBook, lang: str = "kk") -> Worksheet:
    """The sheet of an XLSX as a program that did not write it reads it."""
    file = BytesIO()
    write_xlsx(file, of, lang)
    (sheet,) = load_workbook(file).worksheets
    return sheet


@pytest.mark.parametrize("lang", ["kk", "ru"])
def test_a_spreadsheet_says_the_same_as_the_screen(office: Office, lang: str) -> None:
    office.issued()
    voided(office, 2, "2019-03-26 12:00")
    of = book(office)
    head, *lines = opened(of, lang).iter_rows(values_only=True)
    assert list(head) == [one.label.in_lang(lang) for one in of.columns]
    assert [
        {name: as_written(value) for name, value in zip(head, line, strict=True) if value is not None} for line in lines
    ] == told(of, lang)


def as_written(value: str | datetime) -> str:
    """A cell as the office writes it; a day is a moment of it without hours."""
    if isinstance(value, str):
        return value
    return value.strftime("%d.%m.%Y" if value.time() == time(0) else "%d.%m.%Y, %H:%M")


def test_a_spreadsheet_has_moments_as_moments_and_a_head_that_stays(office: Office) -> None:
    office.issued()
    sheet = opened(book(office), "ru")
    given, handed_over = sheet["B2"], sheet["J2"]
    assert (given.value, given.is_date, given.number_format) == (
        datetime(2019, 3, 26, 10, 20),  # noqa: DTZ001 - a spreadsheet knows no zones
        True,
        "dd.mm.yyyy hh:mm",
    )
    assert (sheet["J1"].value, handed_over.is_date, handed_over.number_format) == (
        "Дата результата",
        True,
        "dd.mm.yyyy",
    )
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("A2", "$1:$1")
    assert sheet.column_dimensions["C"].width > sheet.column_dimensions["A"].width


def test_every_kazakh_letter_comes_back_from_a_spreadsheet(office: Office) -> None:
    case = office.registered()
    Case.objects.filter(pk=case.pk).update(recipient="ӘәІіҢңҒғҮүҰұҚқӨөҺһ Ёё")
    assert opened(book(office))["C2"].value == "ӘәІіҢңҒғҮүҰұҚқӨөҺһ Ёё"


@pytest.mark.parametrize("words", ["=1+1", "+7", "-1", "@SUM(A1)", "\t=1", "http://x.kz"])
def test_words_of_a_person_never_become_a_formula(office: Office, words: str) -> None:
    case = office.registered()
    Case.objects.filter(pk=case.pk).update(recipient=words)
    cell = opened(book(office))["C2"]
    assert (cell.data_type, cell.value.strip(), cell.hyperlink) == ("s", words.strip(), None)
    (_, read) = list(csv.reader(StringIO("".join(csv_pieces(book(office), "kk"))), delimiter=";"))
    assert not read[2].startswith(("=", "+", "-", "@", "\t"))
    assert words.strip() in read[2]


@pytest.mark.parametrize("lang", ["kk", "ru"])
def test_a_csv_file_says_the_same_as_the_screen(office: Office, lang: str) -> None:
    office.issued()
    of = book(office)
    content = "".join(csv_pieces(of, lang)).encode()
    assert content.startswith(b"\xef\xbb\xbf")
    head, *lines = csv.reader(StringIO(content.decode("utf-8-sig")), delimiter=";")
    assert head == [one.label.in_lang(lang) for one in of.columns]
    assert [{name: words for name, words in zip(head, line, strict=True) if words} for line in lines] == told(of, lang)


def test_a_journal_of_any_length_is_written_piece_by_piece(office: Office) -> None:
    office.registered()
    pieces = csv_pieces(book(office), "kk")
    assert next(pieces).startswith(journal_files.BOM)
    assert "03-14/1" in next(pieces)


# The daily sheet.


def test_the_sheet_tells_what_the_day_came_to(office: Office) -> None:
    office.issued()
    office.assigned()
    sheet = daily_sheet(office.provider, SINCE.date(), at("2019-03-27 09:00"))
    assert [(one.numbers, given and (given.first, given.last, given.count)) for one, given in sheet.numbers] == [
        ("case", ("03-14/1", "03-14/2", 2)),
        ("refusal", None),
        ("result", ("03-15/1", "03-15/1", 1)),
        ("inquiry", None),
    ]
    assert (sheet.is_over, sheet.balance.received, sheet.balance.in_work, sheet.service.count) == (True, 2, 1, 1)
    assert {one.officer: (f"{one.first:%H:%M}", f"{one.last:%H:%M}") for one in sheet.workers}[office.aigul] == (
        "10:12",
        "12:30",
    )
    assert office.madina not in {one.officer for one in sheet.workers}


def test_the_mark_is_that_of_the_last_entry_of_the_day(office: Office) -> None:
    case = office.registered()
    last = TrailEntry.objects.latest("seq")
    office.assigned(case, "2019-03-27 09:30")
    assert daily_sheet(office.provider, SINCE.date(), at("2019-03-27 10:00")).head == last


def test_a_day_that_is_not_over_is_told_as_of_the_moment(office: Office) -> None:
    office.registered()
    sheet = daily_sheet(office.provider, SINCE.date(), at("2019-03-26 10:20"))
    assert (sheet.is_over, f"{sheet.until:%H:%M}") == (False, "10:20")
    assert sheet.head == TrailEntry.objects.latest("seq")


def test_a_quiet_day_keeps_the_mark_before_it_and_the_first_day_has_none(office: Office) -> None:
    office.registered()
    quiet = daily_sheet(office.provider, at("2019-03-28 00:00").date(), at("2019-03-29 10:00"))
    assert quiet.head == TrailEntry.objects.latest("seq")
    assert (quiet.workers, quiet.left_late) == ((), 1)
    assert daily_sheet(office.provider, at("2019-03-25 00:00").date(), NOW).head is None


def test_a_day_to_come_has_no_sheet(office: Office) -> None:
    with pytest.raises(ValueError, match="has not come yet"):
        daily_sheet(office.provider, UNTIL.date(), NOW)


def test_a_trail_changed_afterwards_is_found_out(office: Office) -> None:
    office.assigned()
    sheet = daily_sheet(office.provider, SINCE.date(), at("2019-03-27 09:00"))
    assert sheet.head
    TrailEntry.objects.filter(seq=2).update(facts={"state": "forged"})
    assert first_broken(office.provider.pk) == 2


def test_every_journal_of_the_edition_has_columns_and_labels_differ(office: Office) -> None:
    for kept in journals_of(office.provider):
        columns = JournalBook(office.provider, kept, SINCE, UNTIL, NOW).columns_on_paper
        labels: list[Text] = sorted((one.label for one in columns), key=str)
        assert all(one != other for one, other in pairwise(labels)), kept.id
