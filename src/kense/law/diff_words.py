"""The kinds of things two editions are compared in: what of each is looked at, and how it is told."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kense.kernel import LegalRef, Text
from kense.kernel.text import joined
from kense.law import lookup, wording
from kense.law.cite import cite
from kense.law.edition import Edition, Procedure

Show = Callable[[Any, Edition], Text | None]


@dataclass(frozen=True, slots=True)
class Field:
    """A property that is compared: what it is called, and how its value is told; None for a value that is not there."""

    name: str
    label: Text
    show: Show


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing: its word, how one is named, which of its properties matter, what is told of one that comes or goes."""

    word: Text
    fields: Sequence[Field]
    name: Callable[[Any, Edition], Text] = lambda one, _: one.name
    id_of: Callable[[Any], str] = lambda one: one.id
    tells: Show = lambda *_: None
    told_elsewhere: frozenset[str] = frozenset()

    def named(self, one: Any, edition: Edition) -> Text:
        """The thing with its word: «құжат «Өтініш»»."""
        return NAMED.filled(word=self.word, name=self.name(one, edition))

    def told(self, one: Any, edition: Edition) -> Text:
        """What there is to know of one that was added or taken out."""
        return self.tells(one, edition) or self.name(one, edition)


def plain(value: Any, edition: Edition) -> Text | None:
    """A text as it is, a number, a word."""
    if value is None or value == "":
        return None
    return value if isinstance(value, Text) else Text.same(str(value))


def sentence(value: Any, edition: Edition) -> Text | None:
    """A sentence of a paper: what is put in is marked."""
    return wording.shown(value)


def yes_no(value: Any, edition: Edition) -> Text | None:
    """Whether something holds."""
    return YES if value else NO


def minutes(value: Any, edition: Edition) -> Text | None:
    """A norm in working minutes."""
    return MINUTES.filled(n=value) if value else NOT_STATED


def day(value: date | None, edition: Edition) -> Text | None:
    """A day."""
    return Text.same(f"{value:%d.%m.%Y}") if value else None


def one_of(names: Mapping[str, Text]) -> Show:
    """A value of a closed list."""
    return lambda value, _: names.get(str(value)) or plain(value, _)


def each_of(names: Mapping[str, Text]) -> Show:
    """Several values of a closed list."""
    return lambda values, _: joined([names[one] for one in values]) if values else None


def names_in(find: Callable[[Edition, str], Any], read: Callable[[Any], Text] = lambda one: one.name) -> Show:
    """One id, or several, by the names their things have in the edition."""

    def show(value: Any, edition: Edition) -> Text | None:
        ids = value if isinstance(value, tuple) else (value,) if value else ()
        return joined([read(find(edition, one)) for one in ids]) if ids else None

    return show


def place(value: LegalRef, edition: Edition) -> Text | None:
    """A place of the law."""
    return cite(edition.act, value)


def circumstances(value: Sequence[Mapping[str, Any]], edition: Edition) -> Text:
    """When a document has to be brought."""
    if not value:
        return NEVER
    if {} in value:
        return ALWAYS
    return joined([joined([circumstance(edition, *fact) for fact in one.items()], " + ") for one in value], "; ")


def circumstance(edition: Edition, fact: str, value: str | bool) -> Text:
    """One circumstance of an application."""
    match fact:
        case "minor":
            return MINOR if value else OF_AGE
        case "reason":
            return lookup.reason(edition, str(value)).name
        case "term":
            return lookup.term(edition, str(value)).name
        case _:
            return APPLICANTS_BY_KIND[str(value)]


NAMED = Text("{word} «{name}»", "{word} «{name}»", "{word} “{name}”")
LINE = Text("{subject}: {what}: {said}", "{subject}: {what}: {said}", "{subject}: {what}: {said}")
ADDED = Text("қосылды", "добавлено", "added")
REMOVED = Text("алып тасталды", "исключено", "removed")
CHANGED = Text("өзгерді", "изменено", "changed")
DETAILS = Text("егжей-тегжейі", "подробности", "details")
TEMPLATE = Text("үлгісі", "шаблон", "template")
YES, NO = Text("иә", "да", "yes"), Text("жоқ", "нет", "no")
MINUTES = Text("{n} мин", "{n} мин", "{n} min")
NOT_STATED = Text("көрсетілмеген", "не указана", "not stated")
ALWAYS = Text("әрқашан", "всегда", "always")
NEVER = Text("міндетті емес", "не обязателен", "never required")
MINOR, OF_AGE = (
    Text("тұлға 18 жасқа толмаған", "лицу нет 18 лет", "the person is under 18"),
    Text("тұлға 18 жасқа толған", "лицу есть 18 лет", "the person is 18 or older"),
)
APPLICANTS_BY_KIND = {
    "self": Text("тұлғаның өзі өтініш береді", "обращается само лицо", "the person applies themself"),
    "representative": Text(
        "заңды өкіл өтініш береді", "обращается законный представитель", "a legal representative applies"
    ),
    "proxy": Text("сенімхат бойынша өкіл өтініш береді", "обращается представитель по доверенности", "a proxy applies"),
}
DOCUMENT_FORMS = {
    "original": Text("түпнұсқа", "оригинал", "original"),
    "copy": Text("көшірме", "копия", "copy"),
    "original_shown": Text(
        "түпнұсқасы көрсетіледі, көшірмесі қалады",
        "оригинал предъявляется, копия остаётся",
        "original shown, copy kept",
    ),
}

INPUTS = {
    "application": Text("өтініш", "заявление", "application"),
    "assignee": Text("орындаушы", "исполнитель", "assignee"),
    "note": Text("бұрыштама мәтіні", "текст резолюции", "note"),
    "changes": Text("деректердің өзгерістері", "изменения данных", "changes of the data"),
    "grounds": Text("бас тарту негіздері", "основания отказа", "grounds of refusal"),
    "explanation": Text("негіздер бойынша түсіндірме", "пояснение к основаниям", "explanation"),
    "reason": Text("себебі", "причина", "reason"),
    "addressee": Text("кімге", "кому", "addressee"),
    "question": Text("сұрау мәтіні", "текст запроса", "question"),
    "answer": Text("жауап", "ответ", "answer"),
    "correction": Text("түзету себебі", "причина исправления", "reason of the correction"),
    "reminder": Text("еске салу", "напоминание", "reminder"),
}

APPLICANTS = Text("Өтініш берушілер", "Заявители", "Applicants")
PRINTING = Text("Қағаздар мен журналдар", "Документы и журналы", "Papers and journals")
OFFICE = Text("Бүкіл кеңсе", "Вся канцелярия", "The whole office")

_NAME = Field("name", Text("атауы", "название", "name"), plain)
_REF = Field("ref", Text("негізі", "основание", "place"), place)
_HINT = Field("hint", Text("түсіндірмесі", "пояснение", "hint"), plain)
_NOTE = Field("note", Text("ескертпесі", "примечание", "note"), plain)
_VERIFIED = Field("verified", Text("расталған", "сверено", "verified"), yes_no)
_PAPERS = Field("papers", Text("қағаздары", "документы", "papers"), names_in(lookup.paper, lambda one: one.title))
_NEXT = Field("next", Text("келесі іс-қимыл", "следующее действие", "next action"), names_in(lookup.action))
_GIVES = Field("gives", Text("нәтижесі", "что даёт", "product"), names_in(lookup.product))
_OF_AN_OUTCOME = (
    _NAME,
    _HINT,
    _NEXT,
    Field("end", Text("істің соңы", "завершение дела", "end of the case"), names_in(lookup.end)),
    _GIVES,
    Field("needs", Text("не қажет", "что требуется", "needs"), names_in(lookup.product)),
    Field("asks", Text("не енгізіледі", "что вносится", "asks for"), each_of(INPUTS)),
    _PAPERS,
    Field("draws", Text("нөмір журналы", "журнал номера", "journal of its number"), names_in(lookup.journal)),
    Field("result", Text("қызмет нәтижесі", "результат услуги", "result of the service"), names_in(lookup.result)),
    _REF,
)

TERM = Kind(
    Text("мерзім", "срок", "term"),
    (
        _NAME,
        Field("working_days", Text("жұмыс күндері", "рабочих дней", "working days"), plain),
        Field("calendar_days", Text("күнтізбелік күндер", "календарных дней", "calendar days"), plain),
        Field(
            "reading",
            Text("есептеу тәсілі", "способ исчисления", "reading"),
            one_of(
                {
                    "same_time": Text("сол сағатқа дейін", "до того же часа", "to the same time of day"),
                    "end_of_day": Text("күннің соңына дейін", "до конца дня", "to the end of the day"),
                }
            ),
        ),
        Field("when", Text("қашан қолданылады", "когда применяется", "when it holds"), plain),
        _REF,
    ),
)
DOCUMENT = Kind(
    Text("құжат", "документ", "document"),
    (
        _NAME,
        Field("required_when", Text("қашан керек", "когда нужен", "when needed"), circumstances),
        Field("can_expire", Text("қолданылу мерзімі бар", "имеет срок действия", "has an end date"), yes_no),
        Field("form", Text("түрі", "вид", "form"), one_of(DOCUMENT_FORMS)),
        _REF,
    ),
    tells=lambda one, edition: circumstances(one.required_when, edition),
)
REASON = Kind(Text("себеп", "причина", "reason"), (_NAME,))
GROUND = Kind(Text("бас тарту негізі", "основание отказа", "ground of refusal"), (_NAME, _REF))
ROLE = Kind(
    Text("бөлімше", "подразделение", "unit"),
    (
        Field("unit", Text("атауы", "название", "name"), plain),
        Field("officer", Text("қызметкердің атауы", "название должности", "officer"), plain),
        _REF,
    ),
    name=lambda one, _: one.unit,
)
ACTION = Kind(
    Text("іс-қимыл", "действие", "action"),
    (
        _NAME,
        Field("number", Text("нөмірі", "номер", "number"), plain),
        Field("minutes", Text("нормасы", "норма", "norm"), minutes),
        Field("ground", Text("негізі болатын нәтиже", "основание начала", "ground"), names_in(lookup.product)),
        _REF,
    ),
    tells=lambda one, edition: minutes(one.minutes, edition),
    told_elsewhere=frozenset({"outcomes", "role"}),
)
OUTCOME = Kind(Text("операция", "операция", "operation"), _OF_AN_OUTCOME)
HOUSE_RULE = Kind(
    Text("ішкі ереже", "внутреннее правило", "house rule"),
    (
        *_OF_AN_OUTCOME,
        Field("at", Text("қай іс-қимылда", "при каких действиях", "at which actions"), names_in(lookup.action)),
    ),
)
OPENING = Kind(Text("істің басталуы", "начало дела", "opening"), (_NAME, _GIVES, _REF))
PAPER = Kind(
    Text("қағаз", "документ", "paper"),
    (
        Field("title", Text("атауы", "название", "title"), plain),
        Field("copies", Text("даналары", "экземпляров", "copies"), plain),
        _REF,
    ),
    name=lambda one, _: one.title,
)
SENTENCE = Kind(
    Text("қағаздың мәтіні", "текст документа", "words of a paper"),
    (Field("itself", Text("мәтіні", "текст", "text"), sentence),),
    told_elsewhere=frozenset({"text", "fills"}),
    name=lambda one, edition: lookup.paper(edition, one.paper).title,
    tells=sentence,
)
JOURNAL = Kind(
    Text("журнал", "журнал", "journal"),
    (_NAME, Field("pattern", Text("нөмірдің үлгісі", "образец номера", "pattern of the number"), plain)),
)
RETENTION = Kind(
    Text("сақтау мерзімі", "срок хранения", "retention"),
    (_NAME, Field("years", Text("жыл саны", "лет", "years"), plain), _VERIFIED),
)
REST = Kind(
    Text("күту", "ожидание", "waiting"),
    (
        _NAME,
        Field(
            "remind_after_days",
            Text(
                "неше жұмыс күнінен кейін еске салынады",
                "через сколько рабочих дней напоминать",
                "reminder after working days",
            ),
            plain,
        ),
    ),
    id_of=lambda one: one.action,
)
ENTRY = Kind(Text("анықтамалық жазбасы", "запись справочника", "entry of a directory"), (_NAME, _NOTE))
PLACE = Kind(Text("актінің орны", "место акта", "place of the act"), (_NAME,))
OF_THE_PROCEDURE = (
    (Kind(Text("нәтиже", "результат", "result"), (_NAME, _REF)), "results"),
    (Kind(Text("істің соңы", "завершение дела", "end of a case"), (_NAME, _REF)), "ends"),
    (REST, "rests"),
    (REST, "waits"),
    (Kind(Text("деректер базасы", "база данных", "database"), (_NAME,)), "transmissions"),
    (RETENTION, "retention"),
)
DIRECTORY = Text("анықтамалық «{source}»", "справочник «{source}»", "directory “{source}”")
OF_A_DIRECTORY = (Field("source", Text("дереккөзі", "источник", "source"), plain), _VERIFIED)
STANDARD = Text("Стандарт", "Стандарт", "Standard")
OF_THE_STANDARD = (_VERIFIED, _NOTE)
VALIDITY = Text("ережелердің редакциясы", "редакция", "edition")
OF_VALIDITY = (
    Field("valid_from", Text("қай күннен қолданылады", "с какого дня действует", "holds from"), day),
    Field("valid_to", Text("соңғы күні", "последний день", "last day"), day),
)
IN_THE_STANDARD = {"documents", "reasons", "grounds", "directories", "texts"}
_IN_NO_LIST = {
    *("sequence", "subject", "controller", "separation", "substitution", "copies", "repeated_norm", "late_entry"),
    *("register_keeping", "personal_data"),
}
IN_THE_PROCEDURE = Procedure.model_fields.keys() - _IN_NO_LIST
