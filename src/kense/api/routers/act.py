"""The act: its life and duties, its places with what answers them, its official text, the directory of processes."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Literal

from django.http.response import HttpResponseBase
from ninja import File, Form, Path, Router
from ninja.files import UploadedFile
from ninja.responses import Status
from pydantic import Field

from kense import directory as drawn
from kense.acts.selectors import ActFact, DutyMark, done_in, facts_in, latest_facts, latest_marks
from kense.acts.texts import passages, texts_of
from kense.api.access import Asked, Call
from kense.api.attachments import described, whole
from kense.api.commands import Key, carry_out
from kense.api.fields import example, fields_of
from kense.api.schemas import Day, In, Lines, Out, Word, WordInPath, Words, words
from kense.casework import act_facts, act_texts
from kense.law.duties import DutyRow, duties_on
from kense.law.life import Period, left_open, life, with_facts
from kense.law.trace import Row, trace

router = Router(tags=["regulation"])

Language = Annotated[Literal["kk", "ru", "en"], Path(description="The language of the file")]


class PeriodOut(Out):
    """A time in which the act has one status."""

    first: Annotated[date | None, Field(description="First day; null without one")]
    last: Annotated[date | None, Field(description="Last day; null without one")]
    status: Annotated[str, Field(description="not_yet, in_force, repealed or unknown")]


class FactOut(Out):
    """A day of publication that the act's own data leave open."""

    what: Annotated[str, Field(description="published or repeal_published")]
    day: Annotated[date | None, Field(description="The day that was entered")]
    source: Annotated[str, Field(description="Where it is from, or why it was taken back")]
    earliest: Annotated[date, Field(description="It is not before this day")]
    latest: Annotated[date | None, Field(description="It is not after this day")]
    seen: Annotated[str, Field(description="What to send as `seen` with a change")]


class DutyOut(Out):
    """A duty that the act lays on somebody."""

    id: Annotated[str, Field(description="Its id")]
    name: Annotated[Words, Field(description="What is to be done")]
    ref: Annotated[str, Field(description="The place of the act")]
    due: Annotated[date | None, Field(description="The last day of its term, where it is known")]
    state: Annotated[str, Field(description="done, overdue, open, unknown or not_stated")]
    done_on: Annotated[date | None, Field(description="When it was done")]
    evidence: Annotated[str, Field(description="By what that is shown")]
    seen: Annotated[str, Field(description="What to send as `seen` with a mark")]


class LifeOut(Out):
    """The life of the act."""

    act: Annotated[str, Field(description="The id of the act")]
    periods: Annotated[list[PeriodOut], Field(description="Its periods")]
    facts: Annotated[list[FactOut], Field(description="Days that decide them and are entered by hand")]
    duties: Annotated[list[DutyOut], Field(description="Its duties; none for who does not watch over them")]


class FactIn(In):
    """A day of publication."""

    model_config = example(day="2018-10-12", source="Эталондық бақылау банкі, 12.10.2018", seen="0")

    day: Annotated[Day, Field(description="The day")]
    source: Annotated[Lines, Field(description="Where it is from")]
    seen: Annotated[Word, Field(description="The `seen` of the fact as read")]


class MarkIn(In):
    """A duty that was done."""

    model_config = example(day="2018-10-20", evidence="Хат № 15, 20.10.2018", seen="0")

    day: Annotated[Day, Field(description="The day on which it was done")]
    evidence: Annotated[Lines, Field(description="By what that is shown")]
    seen: Annotated[Word, Field(description="The `seen` of the duty as read")]


class BackIn(In):
    """Why an entry is taken back."""

    model_config = example(reason="Күні қате жазылған", seen="4")

    reason: Annotated[Lines, Field(description="The reason")]
    seen: Annotated[Word, Field(description="The `seen` of the entry as read")]


class PlaceOut(Out):
    """A place of the act, and what answers it."""

    ref: Annotated[str, Field(description="The place")]
    label: Annotated[Words, Field(description="What it is about")]
    text: Annotated[
        list[str], Field(description="Its official words, paragraph by paragraph, where the text is loaded")
    ]
    language: Annotated[str | None, Field(description="The language of these words")]
    data: Annotated[list[str], Field(description="The data of the edition that refer to it, as paths")]
    papers: Annotated[list[str], Field(description="The papers that come of it")]
    tests: Annotated[list[str], Field(description="The tests that prove it")]
    not_modelled: Annotated[str | None, Field(description="Why nothing models it, where nothing does")]


class TextOut(Out):
    """The official text of the act in a language, as it was loaded."""

    language: Annotated[str, Field(description="kk or ru")]
    file_name: Annotated[str, Field(description="The name of the file")]
    sha256: Annotated[str, Field(description="The SHA-256 of the file")]
    loaded_at: Annotated[datetime, Field(description="When it was loaded")]
    unplaced: Annotated[int, Field(description="How many lines belong to no place")]


@router.get("/act", response=LifeOut, operation_id="readAct", summary="The life of the act and its duties")
def read_act(request: Asked) -> LifeOut:
    """As its data and what was entered about it tell."""
    return _life(request.auth)


@router.put("/act/facts/{what}", response=LifeOut, operation_id="enterFact", summary="Enter a day of publication")
def enter_fact(request: Asked, key: Key, what: WordInPath, body: FactIn) -> Status[LifeOut]:
    """It counts in every office of the installation that works by the act."""
    return _entered(request, key, what, act_facts.enter_fact, body)


@router.post("/act/facts/{what}/taking-back", response=LifeOut, operation_id="takeFactBack", summary="Take a day back")
def take_fact_back(request: Asked, key: Key, what: WordInPath, body: BackIn) -> Status[LifeOut]:
    """With the reason."""
    return _entered(request, key, what, act_facts.take_back_fact, body)


@router.put("/act/duties/{duty_id}", response=LifeOut, operation_id="markDuty", summary="Mark a duty as done")
def mark_duty(request: Asked, key: Key, duty_id: WordInPath, body: MarkIn) -> Status[LifeOut]:
    """With its evidence."""
    return _entered(request, key, duty_id, act_facts.mark_done, body)


@router.post(
    "/act/duties/{duty_id}/taking-back", response=LifeOut, operation_id="takeMarkBack", summary="Take a mark back"
)
def take_mark_back(request: Asked, key: Key, duty_id: WordInPath, body: BackIn) -> Status[LifeOut]:
    """With the reason."""
    return _entered(request, key, duty_id, act_facts.take_mark_back, body)


@router.get("/act/places", response=list[PlaceOut], operation_id="listPlaces", summary="The act place by place")
def places(request: Asked) -> list[PlaceOut]:
    """Each place with its official words and with what the product does about it, in the edition the office works by."""
    call = request.auth
    rows = trace(call.desk.edition)
    held = passages(call.desk.edition.act.id, [one.place.ref for one in rows], call.lang)
    told = {ref: (list(one.words), one.language) for ref, one in held.items()}
    return [_place(one, *told.get(one.place.ref, ([], None))) for one in rows]


@router.get("/act/texts", response=list[TextOut], operation_id="listTexts", summary="The official text as loaded")
def texts(request: Asked) -> list[TextOut]:
    """Kazakh first."""
    return _texts(request.auth)


@router.post("/act/texts", response=list[TextOut], operation_id="loadText", summary="Load the official text")
def load(
    request: Asked,
    key: Key,
    language: Annotated[Literal["kk", "ru"], Form(description="The language of the file")],
    file: Annotated[UploadedFile, File(description="A text file of 512 KB at most")],
) -> Status[list[TextOut]]:
    """In the place of what was loaded in this language before."""
    call, content = request.auth, file.read(act_texts.LIMIT + 1)

    def do() -> str:
        act_texts.load(language, file.name or "", content, actor=call.officer, at=call.at)
        return language

    return carry_out(request, key, do, lambda _: _texts(call), content=language.encode() + content)


@router.get(
    "/directory/{lang}.svg",
    operation_id="downloadPicture",
    summary="The directory of processes as a picture",
    openapi_extra=described("image/svg+xml"),
)
def picture(request: Asked, lang: Language) -> HttpResponseBase:
    """Of the edition the office works by."""
    flow = drawn.flow_of(request.auth.desk.edition)
    return whole(drawn.picture(flow, lang), "image/svg+xml; charset=utf-8", drawn.svg_name(lang))


@router.get(
    "/directory/{lang}.bpmn",
    operation_id="downloadModel",
    summary="The directory of processes as a BPMN model",
    openapi_extra=described("application/xml"),
)
def model(request: Asked, lang: Language) -> HttpResponseBase:
    """Of the edition the office works by."""
    flow = drawn.flow_of(request.auth.desk.edition)
    return whole(drawn.bpmn_xml(flow, lang), "application/xml; charset=utf-8", drawn.bpmn_name(lang))


def _entered(request: Asked, key: str, about: str, enter: Callable[..., None], body: In) -> Status[LifeOut]:
    call = request.auth

    def do() -> str:
        enter(about, fields_of(body), actor=call.officer, at=call.at)
        return about

    return carry_out(request, key, do, lambda _: _life(call))


def _life(call: Call) -> LifeOut:
    own, facts = call.desk.edition.act, latest_facts(call.desk.edition.act.id)
    act, marks = with_facts(own, facts_in(facts)), latest_marks(own.id)
    today = call.desk.worktime.local(call.at).date()
    watches = act_facts.reads_duties(call.desk.roles)
    return LifeOut(
        act=own.id,
        periods=[_period(one) for one in life(act).periods],
        facts=[_fact(what, facts.get(what), *span) for what, span in left_open(own).items()],
        duties=[_duty(one, marks.get(one.duty.id)) for one in duties_on(act, done_in(marks), today) if watches],
    )


def _period(one: Period) -> PeriodOut:
    return PeriodOut(first=one.first, last=one.last, status=one.status)


def _fact(what: str, entry: ActFact | None, earliest: date, latest: date | None) -> FactOut:
    return FactOut(
        what=what,
        day=entry.day if entry else None,
        source=entry.source if entry else "",
        earliest=earliest,
        latest=latest,
        seen=act_facts.seen_of(entry),
    )


def _duty(row: DutyRow, mark: DutyMark | None) -> DutyOut:
    return DutyOut(
        id=row.duty.id,
        name=words(row.duty.name),
        ref=str(row.duty.ref),
        due=row.due,
        state=row.state,
        done_on=row.done.day if row.done else None,
        evidence=mark.evidence if mark and mark.done_on else "",
        seen=act_facts.seen_of(mark),
    )


def _place(row: Row, text: list[str], language: str | None) -> PlaceOut:
    return PlaceOut(
        ref=str(row.place.ref),
        label=words(row.place.label),
        text=text,
        language=language,
        data=[f"{one.file}: {one.path}" for one in row.uses],
        papers=[one.id for one in row.papers],
        tests=list(row.tests),
        not_modelled=row.place.not_modelled,
    )


def _texts(call: Call) -> list[TextOut]:
    return [
        TextOut(
            language=one.language,
            file_name=one.file_name,
            sha256=one.sha256,
            loaded_at=one.loaded_at,
            unplaced=len(one.unplaced),
        )
        for one in texts_of(call.desk.edition.act.id)
    ]
