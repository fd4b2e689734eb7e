"""The journals of an office: read, sought by number, taken as files and put on paper; the daily sheet beside them."""

from datetime import date, datetime
from io import BytesIO
from typing import Annotated, Literal

from django.http.response import HttpResponseBase
from ninja import Router
from ninja.responses import Status
from pydantic import Field

from kense.api.access import Asked, Call
from kense.api.attachments import CSV, XLSX, described, streamed, whole
from kense.api.commands import Key, carry_out
from kense.api.fields import example
from kense.api.paging import Cursor, PageOf, opened, page
from kense.api.paper_answers import PaperOut, paper_out
from kense.api.periods import From, Office, To, asked_period, chosen_office, edges
from kense.api.problems import Trouble
from kense.api.schemas import Day, In, Out, Word, WordInPath, Words, words
from kense.casework.journal_papers import (
    not_a_reader,
    note_export,
    open_journal,
    queue_day,
    queue_journal,
    readable,
)
from kense.casework.perform import ProblemsError
from kense.kernel import Lang, Problem, RefusedError, Text
from kense.law.edition import Journal
from kense.oversight.daily import NOT_COME, daily_sheet
from kense.oversight.journal_files import csv_pieces, write_xlsx
from kense.oversight.journals import JournalBook, Line, Value, journals_of
from kense.oversight.own_papers import Days, day_content, journal_content, require_on_paper
from kense.oversight.period import Period, read_day
from kense.papers.selectors import paper_among
from kense.people.selectors import Provider
from kense.registry.dates import shown

router = Router(tags=["journals"])

_DAY = Text("Парақтың күні", "День листа", "Day of the sheet")
_BEGINNING = "0"


class JournalOut(Out):
    """A journal of an office."""

    id: Annotated[str, Field(description="Its id in the edition")]
    name: Annotated[Words, Field(description="Its name")]


class LineOut(Out):
    """A line of a journal."""

    place: Annotated[str, Field(description="The year of the series and the number in it")]
    number: Annotated[str, Field(description="The number as it is written")]
    case: Annotated[str | None, Field(description="The code of its case; null for a number that was voided")]
    values: Annotated[
        dict[str, str],
        Field(description="By the column's name in the language asked for; days and moments in ISO form"),
    ]


class PeriodIn(In):
    """An office and days."""

    model_config = example(first="2026-11-01", last="2026-11-20")

    office: Annotated[int | None, Field(description="The id of the office; the program's own where it is left out")] = (
        None
    )
    first: Annotated[Day | None, Field(description="First day; with `last`, or this month so far")] = None
    last: Annotated[Day | None, Field(description="Last day")] = None


class JournalFileIn(PeriodIn):
    """A journal as a file."""

    model_config = example(form="xlsx", first="2026-11-01", last="2026-11-20")

    form: Annotated[Literal["xlsx", "csv"], Field(description="XLSX or CSV")]


class NumberIn(In):
    """A number to be found."""

    model_config = example(number="03-14/152")

    number: Annotated[Word, Field(min_length=1, description="The number, or the last part of it")]
    office: Annotated[int | None, Field(description="The id of the office; the program's own where it is left out")] = (
        None
    )


class DayIn(In):
    """The day of a sheet."""

    model_config = example(day="2026-11-20")

    day: Annotated[Day, Field(description="The day")]
    office: Annotated[int | None, Field(description="The id of the office; the program's own where it is left out")] = (
        None
    )


@router.get("/journals", response=list[JournalOut], operation_id="listJournals", summary="The journals of an office")
def journals(request: Asked, office: Office = None) -> list[JournalOut]:
    """For the counter, the head, the administrator and the controller."""
    return [JournalOut(id=one.id, name=words(one.name)) for one in journals_of(_office(request.auth, office))]


@router.get(
    "/journals/{journal_id}/lines",
    response=PageOf[LineOut],
    operation_id="readJournal",
    summary="The lines of a journal",
)
def lines(
    request: Asked,
    journal_id: WordInPath,
    office: Office = None,
    first: From = None,
    last: To = None,
    cursor: Cursor = None,
) -> PageOf[LineOut]:
    """The oldest first, fifty at a time. That the journal was opened stands in the trail."""
    call = request.auth
    book, _ = _book(call, journal_id, office, asked_period(call, first, last))
    open_journal(book.provider, book.journal, officer=call.officer, at=call.at)
    found, place = book.page(after=opened(cursor) or _BEGINNING, before="")
    return page(request, [_line(book, one, call.lang) for one in found], place.after)


@router.post(
    "/journals/{journal_id}/search",
    response=list[LineOut],
    operation_id="searchJournal",
    summary="The lines with a number",
)
def search(request: Asked, journal_id: WordInPath, body: NumberIn) -> list[LineOut]:
    """In any year of the journal, the oldest first."""
    call = request.auth
    book, _ = _book(call, journal_id, body.office, asked_period(call, None, None))
    open_journal(book.provider, book.journal, officer=call.officer, at=call.at)
    return [_line(book, one, call.lang) for one in book.numbered(body.number)]


@router.post(
    "/journals/{journal_id}/file",
    operation_id="takeJournalFile",
    summary="A journal as a file",
    openapi_extra=described(XLSX, "text/csv"),
)
def file(request: Asked, journal_id: WordInPath, body: JournalFileIn) -> HttpResponseBase:
    """In the language asked for. That it was taken out stands in the trail."""
    call = request.auth
    book, period = _book(call, journal_id, body.office, asked_period(call, body.first, body.last))
    days = (period.first, period.last)
    note_export(book.provider, book.journal, days, book.count, body.form, actor=call.officer, at=call.at)
    name = f"{book.journal.id}-{period.first}-{period.last}.{body.form}"
    if body.form == "csv":
        return streamed(csv_pieces(book, call.lang), CSV, name)
    made = BytesIO()
    write_xlsx(made, book, call.lang)
    return whole(made.getvalue(), XLSX, name)


@router.post(
    "/journals/{journal_id}/papers",
    response={201: PaperOut},
    operation_id="putJournalOnPaper",
    summary="A journal on paper",
)
def paper(request: Asked, key: Key, journal_id: WordInPath, body: PeriodIn) -> Status[PaperOut]:
    """The lines of a period with what it came to, to be bound."""
    call = request.auth

    def do() -> str:
        book, period = _book(call, journal_id, body.office, asked_period(call, body.first, body.last))
        require_on_paper(book)
        days = (period.first, period.last)
        content = journal_content(book, Days(*days))
        return queue_journal(book.provider, book.journal, days, content, actor=call.officer, at=call.at).code

    return carry_out(request, key, do, lambda code: _paper(call, code), status=201)


@router.post("/days/papers", response={201: PaperOut}, operation_id="putDayOnPaper", summary="The sheet of a day")
def day_paper(request: Asked, key: Key, body: DayIn) -> Status[PaperOut]:
    """What a day came to, with the end of the trail's chain."""
    call = request.auth

    def do() -> str:
        provider, day = _office(call, body.office), read_day(body.day, "day", _DAY)
        if isinstance(day, Problem):
            raise ProblemsError([day])
        try:
            sheet = daily_sheet(provider, day, call.at)
        except ValueError:
            raise ProblemsError([Problem("day", "day_to_come", NOT_COME.filled(day=shown(day)))]) from None
        return queue_day(provider, day_content(provider, sheet), actor=call.officer, at=call.at).code

    return carry_out(request, key, do, lambda code: _paper(call, code), status=201)


def _office(call: Call, office: int | None) -> Provider:
    reach = readable(call.officer, call.at)
    if not reach:
        raise RefusedError(not_a_reader(call.desk.edition))
    return chosen_office(call, reach, office)


def _book(call: Call, journal_id: str, office: int | None, period: Period) -> tuple[JournalBook, Period]:
    provider = _office(call, office)
    return JournalBook(provider, _journal(provider, journal_id), *edges(period, provider), at=call.at), period


def _journal(provider: Provider, journal_id: str) -> Journal:
    for one in journals_of(provider):
        if one.id == journal_id:
            return one
    raise Trouble(404, "not_found")


def _paper(call: Call, code: str) -> PaperOut:
    found = paper_among(readable(call.officer, call.at), code)
    if found is None:
        raise Trouble(404, "not_found")
    return paper_out(found, None)


def _line(book: JournalBook, line: Line, lang: Lang) -> LineOut:
    named = zip(book.columns, line.values, strict=True)
    return LineOut(
        place=line.entry.place,
        number=line.entry.text,
        case=line.entry.case.code if line.entry.case else None,
        values={column.label.in_lang(lang): _written(value, lang) for column, value in named},
    )


def _written(value: Value, lang: Lang) -> str:
    if isinstance(value, Text):
        return value.in_lang(lang)
    return value.isoformat() if isinstance(value, datetime | date) else value or ""
