"""What the pages of editions show: those there are, the draft of the office's lawyer, one thing of it with its form."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from kense import law
from kense.acts.selectors import governing_on, office_key
from kense.casework import edition_parts as parts
from kense.casework import editions as casework_editions
from kense.casework.edition_texts import LABELS
from kense.casework.sample_papers import papers_shown
from kense.desk.intake_page import IntakePage, usual_term
from kense.desk.office_page import Field, OfficePage
from kense.desk.officers import Desk
from kense.desk.public_page import needed_when
from kense.kernel import LANGS, Problem, Text
from kense.kernel.text import joined
from kense.law import Edition, lookup, wording
from kense.law.check import APPLICANTS
from kense.law.diff import Difference
from kense.law.diff_words import DOCUMENT_FORMS
from kense.law.form_text import FormText
from kense.registry.facets import BY_NAME

SAMPLE_PERSON = {"person_surname": "Үлгіұлы", "person_given_name": "Мысал"}
MINOR, OF_AGE = "minor", "of_age"


class EditionsPage(OfficePage):
    """Every edition the office can come to work by, and whether its lawyer prepares one."""

    @cached_property
    def editions(self) -> list[Edition]:
        """The editions of the office's act, the latest first."""
        scopes = ("", office_key(self.provider))
        found = [one for one in law.editions() if one.act.id == self.provider.act and one.procedure.office in scopes]
        return sorted(found, key=lambda one: (one.procedure.valid_from, one.id), reverse=True)

    @property
    def governing(self) -> Edition | None:
        """The edition that governs what is handed in today."""
        return governing_on(self.provider, self.today)

    @cached_property
    def draft(self) -> Any:
        """The draft of the office's lawyer, None where there is none."""
        return casework_editions.draft_of(self.provider)


@dataclass(frozen=True, slots=True)
class Row:
    """A thing of a part, as the list has it."""

    name: str
    title: Text
    note: Text | None


class DraftPage(EditionsPage):
    """The draft: its parts, what it changes, and the form by which it is published."""

    labels = LABELS
    days = frozenset({"valid_from", "order_date"})

    @cached_property
    def content(self) -> dict[str, Any]:
        """What was made of the parts so far."""
        return casework_editions.content_of(self.draft)

    @cached_property
    def edition(self) -> Edition:
        """The edition as the draft would have it."""
        return casework_editions.shown(self.draft)

    @cached_property
    def base(self) -> Edition:
        """The edition the draft starts from."""
        return law.edition(self.draft.base)

    @cached_property
    def changes(self) -> list[tuple[Text, list[Difference]]]:
        """What changes for whom."""
        found = casework_editions.differences(self.draft)
        return [(whom, list(rows)) for whom, rows in groupby(found, key=lambda one: one.whom)]

    @property
    def parts(self) -> list[tuple[str, parts.Part, list[Row]]]:
        """The parts that can be changed, with their things."""
        return [(name, part, list(self._rows(name))) for name, part in parts.PARTS.items()]

    def _rows(self, part: str) -> Iterator[Row]:
        for name, item in parts.items_of(self.content, part).items():
            yield Row(name, self._title(part, name, item), self._note(part, name, item))

    def _title(self, part: str, name: str, item: Mapping[str, Any]) -> Text:
        match part:
            case "texts":
                return lookup.paper(self.edition, item["paper"]).title
            case "directories":
                return _directory(name)
            case "standard":
                return self.edition.act.sources[item["source"]].name
            case _:
                return Text(**item["name"])

    def _note(self, part: str, name: str, item: Mapping[str, Any]) -> Text | None:
        match part:
            case "documents":
                return needed_when(self.edition, lookup.document(self.edition, name))
            case "texts":
                return wording.shown(FormText.model_validate(item))
            case "entries":
                told = [Text(**item["note"])] if item["note"] else []
                return joined([_directory(name.partition(".")[0]), *told], ". ")
            case "directories":
                return joined([Text(**item["source"]), _verified(item)], ". ")
            case "retention":
                return YEARS.filled(n=item["years"], state=_verified(item))
            case "standard":
                return _verified(item)
            case _:
                return None

    @property
    def papers(self) -> list[tuple[str, Text]]:
        """The papers that can be looked at."""
        return [(one, lookup.paper(self.edition, one).title) for one in papers_shown(self.edition)]


@dataclass(frozen=True, slots=True)
class Tick:
    """A box of a form."""

    name: str
    label: Text
    checked: bool


class PartPage(DraftPage):
    """The form of one thing of the draft, or of a new one. What was typed stays, whatever was wrong with it."""

    def __init__(
        self,
        desk: Desk,
        part: str,
        name: str,
        typed: Mapping[str, str] | None = None,
        problems: Iterable[Problem] = (),
    ) -> None:
        super().__init__(desk, typed, problems)
        self.part, self.name, self.spec = part, name, parts.PARTS[part]
        self.item: Mapping[str, Any] = parts.items_of(self.content, part)[name] if name else {}

    @property
    def title(self) -> Text:
        """What the thing is called."""
        return self._title(self.part, self.name, self.item) if self.name else self.spec.heading

    @property
    def version(self) -> str:
        """The version of the draft that the form is about: after a refusal the one that was looked at last."""
        return str(self.draft.version)

    @property
    def texts(self) -> list[Field]:
        """The fields for words, each in the three languages."""
        found = {"texts": [("text", parts.WORDS)], "standard": [("note", parts.NOTE)], "retention": []}
        usual = [("name", parts.NAME)]
        names = {"entries": [*usual, ("note", parts.NOTE)], "directories": [("source", parts.SOURCE)], **found}
        return [self._words(name, label, lang) for name, label in names.get(self.part, usual) for lang in LANGS]

    def _words(self, name: str, label: Text, lang: Any) -> Field:
        field = f"{name}_{lang}"
        value = self.typed.get(field, (self.item.get(name) or {}).get(lang, ""))
        return Field(field, parts.IN_LANGUAGE[lang].filled(label=label), value, self.problems.get(field))

    @property
    def stands(self) -> dict[str, str]:
        """The words as they stand in the draft, by field: after a refusal they are shown beside what was typed."""
        words = {name: value for name, value in self.item.items() if isinstance(value, dict)}
        return {f"{name}_{lang}": text.get(lang, "") for name, text in words.items() for lang in LANGS}

    @property
    def years(self) -> Field | None:
        """The number of years, of a term of retention."""
        if self.part != "retention":
            return None
        value = self.typed.get("years", str(self.item["years"]))
        return Field("years", parts.YEARS_LABEL, value, self.problems.get("years"))

    @property
    def form_choice(self) -> Field | None:
        """In which form a document is handed in."""
        if self.part != "documents":
            return None
        value = self.typed.get("form", self.item.get("form", ""))
        options = tuple(DOCUMENT_FORMS.items())
        return Field("form", parts.FORM_LABEL, value, self.problems.get("form"), options)

    @property
    def ticks(self) -> list[Tick]:
        """What is true of the thing or not."""
        names = {
            "documents": [("can_expire", parts.CAN_EXPIRE)],
            "reasons": [],
            "grounds": [],
            "texts": [],
            "entries": [],
        }
        found = names.get(self.part, [("verified", parts.VERIFIED)])
        return [Tick(name, label, self._is_ticked(name, bool(self.item.get(name)))) for name, label in found]

    @property
    def circumstances(self) -> list[Tick]:
        """When a document is needed."""
        if self.part != "documents":
            return []
        chosen = self.item.get("required_when", [])
        found = parts.circumstances_for(self.edition, dict(self.item))
        return [
            Tick(f"when_{token}", label, self._is_ticked(f"when_{token}", facts in chosen))
            for token, facts, label in found
        ]

    def _is_ticked(self, name: str, usual: bool) -> bool:
        return self.typed.get(name) == parts.TICKED if self.typed else usual

    @property
    def fills(self) -> list[tuple[str, Text]]:
        """What may stand in braces, and what is put there."""
        return [(f"{{{word}}}", Text(**name)) for word, name in self.item.get("fills", {}).items()]

    @property
    def can_be_removed(self) -> bool:
        """Whether the thing may be taken out."""
        return bool(self.name and self.spec.prefix)


class PreviewPage(DraftPage):
    """The intake form and the public page as the draft would have them. Who comes and why is chosen; the person is made up."""

    def __init__(self, desk: Desk, chosen: Mapping[str, str]) -> None:
        super().__init__(desk)
        reasons = [one.id for one in self.edition.standard.reasons]
        self.reason = chosen.get("reason") if chosen.get("reason") in reasons else next(iter(reasons), "")
        self.applicant = chosen.get("applicant") if chosen.get("applicant") in APPLICANTS else APPLICANTS[0]
        self.age = MINOR if chosen.get("age") == MINOR else OF_AGE

    @cached_property
    def intake(self) -> IntakePage:
        """The intake form for the made-up person."""
        years = 10 if self.age == MINOR else 20
        born = f"01.01.{self.today.year - years}"
        chosen = {"reason": self.reason or "", "applicant": self.applicant or "", "term": usual_term(self.edition)}
        typed = {**SAMPLE_PERSON, "person_birth_date": born, **chosen}
        page = IntakePage(self.desk, typed)
        page.edition = self.edition
        return page

    @property
    def documents(self) -> list[tuple[Any, Text | None]]:
        """The documents as the public page has them."""
        return [(one, needed_when(self.edition, one)) for one in self.edition.standard.documents]


def _directory(name: str) -> Text:
    """What a directory is a choice of; by its own name where the desk has no field for it."""
    return BY_NAME[name].label if name in BY_NAME else Text.same(name)


def _verified(item: Mapping[str, Any]) -> Text:
    return parts.VERIFIED if item["verified"] else NOT_VERIFIED


YEARS = Text("Жыл саны: {n}. {state}", "Лет: {n}. {state}", "Years: {n}. {state}")
NOT_VERIFIED = Text("Расталмаған", "Не сверено", "Not verified")
