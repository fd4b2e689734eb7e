"""The parts of a draft edition that a lawyer may change, and reading the form of each. Errors stand at their fields."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kense.casework.fields import FieldReader
from kense.kernel import LANGS, Text
from kense.kernel.text import joined
from kense.law import wording
from kense.law.amending import Content
from kense.law.check import APPLICANTS, mixed_words
from kense.law.diff_words import ALWAYS, DOCUMENT_FORMS, circumstance
from kense.law.edition import Edition
from kense.law.form_text import FormText

LIMIT = 1000
YEARS = 100
TICKED = "1"

IN_LANGUAGE = {
    "kk": Text("{label}, қазақша", "{label} на казахском", "{label} in Kazakh"),
    "ru": Text("{label}, орысша", "{label} на русском", "{label} in Russian"),
    "en": Text("{label}, ағылшынша", "{label} на английском", "{label} in English"),
}
NAME = Text("Атауы", "Название", "Name")
WORDS = Text("Мәтіні", "Текст", "Text")
NOTE = Text("Ескертпесі", "Примечание", "Note")
SOURCE = Text("Дереккөзі", "Источник", "Source")
YEARS_LABEL = Text("Неше жыл сақталады", "Сколько лет хранится", "Years it is kept")
FORM_LABEL = Text("Қандай түрде тапсырылады", "В каком виде сдаётся", "Form in which it is handed in")
VERIFIED = Text("Ресми мәтінмен салыстырылды", "Сверено с официальным текстом", "Compared with the official text")
CAN_EXPIRE = Text("Қолданылу мерзімі бар", "Имеет срок действия", "Has an end date")

PROBLEMS: dict[str, Text] = {
    "letters_mixed": Text(
        "«{word}» сөзінде латын және кирилл әріптері аралас жазылған. Сөзді бір әліпбимен қайта жазыңыз.",
        "В слове «{word}» смешаны латинские и кириллические буквы. Наберите слово одним алфавитом.",
        "The word “{word}” mixes Latin and Cyrillic letters. Write it in one alphabet.",
    ),
    "place_unknown": Text(
        "{place} орнына ештеңе қойылмайды. Бұл мәтінде мыналар ғана қойылады: {allowed}.",
        "Вместо {place} ничего не подставляется. В этом тексте подставляются только: {allowed}.",
        "Nothing is put in for {place}. In this text only these are: {allowed}.",
    ),
    "note_halved": Text(
        "Ескертпе үш тілде жазылады: бәрін толтырыңыз немесе бәрін бос қалдырыңыз.",
        "Примечание пишется на трёх языках: заполните все поля или оставьте все пустыми.",
        "A note stands in three languages: fill in all of them or leave all empty.",
    ),
    "years_wrong": Text(
        "Жыл санын цифрмен жазыңыз: 1–{limit} аралығында.",
        "Впишите число лет цифрами: от 1 до {limit}.",
        "Write the number of years in digits: from 1 to {limit}.",
    ).filled(limit=YEARS),
    "choice_missing": Text("Тізімнен таңдаңыз.", "Выберите из списка.", "Choose from the list."),
}

Item = dict[str, Any]
Read = Callable[["PartReader", Item], None]


class PartReader(FieldReader):
    """The fields of one part of a draft; what is read goes into its item."""

    def __init__(self, fields: Mapping[str, str], draft: Edition) -> None:
        super().__init__(fields)
        self.draft = draft

    def text(self, name: str, label: Text, *, required: bool = True) -> dict[str, str]:
        """A text in the three languages; what mixes alphabets is told."""
        found: dict[str, str] = {}
        for lang in LANGS:
            field = f"{name}_{lang}"
            found[lang] = self.line(field, IN_LANGUAGE[lang].filled(label=label), LIMIT, required=required)
            for word in mixed_words(found[lang])[:1]:
                self.say(field, "letters_mixed", PROBLEMS["letters_mixed"].filled(word=word))
        return found

    def ticked(self, name: str) -> bool:
        """Whether a box is ticked."""
        return self.fields.get(name) == TICKED


def read_name(reader: PartReader, item: Item) -> None:
    """What has a name and no more."""
    item["name"] = reader.text("name", NAME)


def read_document(reader: PartReader, item: Item) -> None:
    """A document to bring: its name, form, end date, and the ticked circumstances in which it is needed."""
    read_name(reader, item)
    item["form"] = form = reader.fields.get("form", "")
    if form not in DOCUMENT_FORMS:
        reader.say("form", "choice_missing", PROBLEMS["choice_missing"])
    item["can_expire"] = reader.ticked("can_expire")
    possible = circumstances_for(reader.draft, item)
    item["required_when"] = [facts for token, facts, _ in possible if reader.ticked(f"when_{token}")]


def read_text(reader: PartReader, item: Item) -> None:
    """A sentence of a paper: nothing stands in braces that nobody fills."""
    item["text"] = reader.text("text", WORDS)
    spec = FormText.model_validate({**item, "text": dict.fromkeys(LANGS, "-")})
    allowed = ", ".join(f"{{{one}}}" for one in spec.fills) or "–"
    for lang in LANGS:
        for place in wording.unknown_places(spec, item["text"][lang])[:1]:
            reader.say(f"text_{lang}", "place_unknown", PROBLEMS["place_unknown"].filled(place=place, allowed=allowed))


def read_entry(reader: PartReader, item: Item) -> None:
    """An entry of a directory: its name, and a note in all languages or in none."""
    read_name(reader, item)
    note = reader.text("note", NOTE, required=False)
    empty = [lang for lang in LANGS if not note[lang]]
    if empty and len(empty) < len(LANGS):
        reader.say(f"note_{empty[0]}", "note_halved", PROBLEMS["note_halved"])
    item["note"] = None if empty else note


def read_directory(reader: PartReader, item: Item) -> None:
    """A directory: where it comes from and whether that was verified."""
    item["source"] = reader.text("source", SOURCE)
    item["verified"] = reader.ticked("verified")


def read_retention(reader: PartReader, item: Item) -> None:
    """For how many years something is kept and whether that was verified."""
    typed = reader.fields.get("years", "").strip()
    years = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= len(str(YEARS)) else 0
    if not 1 <= years <= YEARS:
        reader.say("years", "years_wrong", PROBLEMS["years_wrong"])
    item["years"], item["verified"] = years, reader.ticked("verified")


def read_standard(reader: PartReader, item: Item) -> None:
    """Whether the Standard as a whole was verified, and the note that tells with what."""
    item["note"] = reader.text("note", NOTE)
    item["verified"] = reader.ticked("verified")


@dataclass(frozen=True, slots=True)
class Part:
    """A kind of thing in a draft: its heading, how its form is read, the prefix of new ids where some can be added."""

    heading: Text
    read: Read
    prefix: str = ""


PARTS: dict[str, Part] = {
    "documents": Part(Text("Тапсырылатын құжаттар", "Сдаваемые документы", "Documents to bring"), read_document, "doc"),
    "reasons": Part(Text("Себептер", "Причины", "Reasons"), read_name, "reason"),
    "grounds": Part(Text("Бас тарту негіздері", "Основания отказа", "Grounds of refusal"), read_name, "ground"),
    "texts": Part(Text("Қағаздардың мәтіндері", "Тексты документов", "Words of the papers"), read_text),
    "directories": Part(Text("Анықтамалықтар", "Справочники", "Directories"), read_directory),
    "entries": Part(
        Text("Анықтамалықтардың жазбалары", "Записи справочников", "Entries of the directories"), read_entry
    ),
    "retention": Part(Text("Сақтау мерзімдері", "Сроки хранения", "Terms of retention"), read_retention),
    "standard": Part(Text("Стандарттың расталуы", "Сверка Стандарта", "Verification of the Standard"), read_standard),
}


def items_of(content: Content, part: str) -> dict[str, Item]:
    """The things of a part by their names in an address."""
    standard = content["standard"]
    match part:
        case "standard":
            return {"all": standard}
        case "retention":
            return {one["id"]: one for one in content["retention"]}
        case "texts":
            return {f"{one['paper']}.{one['key']}": one for one in standard["texts"]}
        case "directories":
            return {name: one for name, one in standard["directories"].items() if one["entries"]}
        case "entries":
            return {
                f"{name}.{entry['id']}": entry
                for name, one in standard["directories"].items()
                if not one["verified"]
                for entry in one["entries"]
            }
        case _:
            return {one["id"]: one for one in standard[part]}


def circumstances_for(draft: Edition, item: Item) -> list[tuple[str, dict[str, Any], Text]]:
    """What can be ticked as a circumstance, with its name in the form; those joined by hand in the files stay choosable."""
    single: list[dict[str, Any]] = [{}]
    single += [{"applicant": one} for one in APPLICANTS]
    single += [{"minor": True}, {"minor": False}]
    single += [{"term": one.id} for one in draft.procedure.terms] if len(draft.procedure.terms) > 1 else []
    single += [{"reason": one.id} for one in draft.standard.reasons]
    other = [one for one in item.get("required_when", []) if one not in single]
    return [(_token(one), one, _told(draft, one)) for one in [*single, *other]]


def _token(facts: Mapping[str, Any]) -> str:
    return "+".join(f"{fact}.{value}" for fact, value in facts.items()) or "always"


def _told(draft: Edition, facts: Mapping[str, Any]) -> Text:
    return joined([circumstance(draft, *one) for one in facts.items()], " + ") if facts else ALWAYS
